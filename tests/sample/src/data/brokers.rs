//! The customs brokers that file for the sample importer.

/// A broker.
#[derive(Debug)]
pub(crate) struct Broker {
    /// Filer code: the first three characters of its entry numbers.
    pub(crate) filer: &'static str,
    /// Name, as ACE shows it.
    pub(crate) name: &'static str,
    /// Whether the importer has a line report from it.
    pub(crate) reports: bool,
    /// Whether its software puts the commodity row before the chapter 99 rows.
    pub(crate) commodity_first: bool,
    /// Whether its software pads chapter 99 numbers to ten digits.
    pub(crate) padded: bool,
}

/// Index into [`BROKERS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Filer {
    /// Ocean broker on the west coast.
    Bluewater,
    /// Broker on the east coast and at the Mexican border. Its filer code
    /// begins with a zero.
    Keystone,
    /// Air courier. The importer has no line report from it.
    Skylane,
}

/// The brokers, in the order of [`Filer`].
pub(crate) static BROKERS: [Broker; 3] = [
    Broker {
        filer: "W3K",
        name: "BLUEWATER CUSTOMS BROKERS INC",
        reports: true,
        commodity_first: false,
        padded: false,
    },
    Broker {
        filer: "047",
        name: "KEYSTONE GATEWAY FORWARDING LLC",
        reports: true,
        commodity_first: false,
        padded: true,
    },
    Broker {
        filer: "9QZ",
        name: "SKYLANE COURIER BROKERAGE CORP",
        reports: false,
        commodity_first: true,
        padded: false,
    },
];

impl Filer {
    /// The broker's particulars.
    pub(crate) fn broker(self) -> &'static Broker {
        let [bluewater, keystone, skylane] = &BROKERS;
        match self {
            Filer::Bluewater => bluewater,
            Filer::Keystone => keystone,
            Filer::Skylane => skylane,
        }
    }
}
