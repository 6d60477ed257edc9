//! How goods travel: port of entry and mode of transport by country and broker.

use super::brokers::Filer;

/// Mode of transport codes used by the sample.
pub(crate) mod mode {
    /// Containerised vessel.
    pub(crate) const VESSEL: &str = "11";
    /// Truck.
    pub(crate) const TRUCK: &str = "30";
    /// Air.
    pub(crate) const AIR: &str = "40";
}

/// Port (Schedule D) and mode for goods of `country` handled by `filer`;
/// `turn` picks among the ports that the lane uses.
pub(crate) fn lane(country: &str, filer: Filer, turn: u32) -> (&'static str, &'static str) {
    let pick = |ports: [&'static str; 3]| {
        let [first, second, third] = ports;
        match turn % 8 {
            0..=4 => first,
            5 | 6 => second,
            _ => third,
        }
    };
    match (country, filer) {
        ("MX", _) => (pick(["2304", "2304", "2402"]), mode::TRUCK),
        ("CA", _) => (pick(["0901", "0901", "0901"]), mode::TRUCK),
        (_, Filer::Skylane) => (pick(["2720", "3901", "2720"]), mode::AIR),
        (_, Filer::Bluewater) => (pick(["2704", "2709", "3001"]), mode::VESSEL),
        (_, Filer::Keystone) => (pick(["1703", "1401", "0401"]), mode::VESSEL),
    }
}
