//! A product's plan: what it is, when it is imported, from whom, and the twist
//! that makes some of its lines different.

use super::draft::{Twist, plain};
use super::master::MasterEntry;
use crate::data::brokers::Filer;
use crate::data::tariffs::Tariff;
use crate::identifiers::mid;
use jiff::civil::Date;

/// A supplier, which in the sample is always the manufacturer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Supplier {
    /// Name in capitals.
    pub(crate) name: String,
    /// Country of the plant.
    pub(crate) country: &'static str,
    /// Manufacturer identification code.
    pub(crate) mid: String,
}

impl Supplier {
    /// A supplier with the code that follows from its name and address.
    pub(crate) fn new(country: &'static str, name: &str, street: u32, city: &str) -> Self {
        Supplier {
            name: name.to_owned(),
            country,
            mid: mid(country, name, street, city),
        }
    }
}

/// A stretch of time in which a product is imported.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    /// First day, or the first of the sample.
    pub(crate) from: Option<Date>,
    /// The day after the last, or the end of the sample.
    pub(crate) to: Option<Date>,
    /// Lines in it in the smallest sample, each on a day of its own.
    pub(crate) lines: u32,
}

/// A product of the importer.
#[derive(Debug, Clone)]
pub(crate) struct Product {
    /// Part number as the broker reports show it; may be blank.
    pub(crate) sku: String,
    /// Description as the broker reports show it.
    pub(crate) description: String,
    /// Tariff line normally filed.
    pub(crate) tariff: &'static Tariff,
    /// Price in cents of one unit.
    pub(crate) cents: i64,
    /// Net weight in grams of one unit.
    pub(crate) grams: i64,
    /// Suppliers, the main one first.
    pub(crate) suppliers: Vec<Supplier>,
    /// Brokers, taken in turn.
    pub(crate) filers: &'static [Filer],
    /// Special programme normally claimed.
    pub(crate) spi: &'static str,
    /// Share of the importer's value, in parts per million.
    pub(crate) value_ppm: u32,
    /// Share of the importer's lines in a large sample, in parts per million.
    pub(crate) line_ppm: u32,
    /// When it is imported.
    pub(crate) spans: Vec<Span>,
    /// At most this many days, however large the sample.
    pub(crate) max_days: Option<u32>,
    /// Products with the same number share shipments.
    pub(crate) calendar: Option<u32>,
    /// Price noise, permille either way.
    pub(crate) noise: i64,
    /// Price growth, permille a year.
    pub(crate) drift: i64,
    /// The industry's median price, permille of this product's.
    pub(crate) benchmark: i64,
    /// What makes some lines different.
    pub(crate) twist: Twist,
    /// Row in the product master; `None` when it has none.
    pub(crate) master: Option<MasterEntry>,
}

impl Product {
    /// An ordinary product: one supplier, one broker, silent.
    pub(crate) fn new(
        sku: &str,
        description: &str,
        tariff: &'static Tariff,
        cents: i64,
        grams: i64,
        supplier: Supplier,
    ) -> Self {
        Product {
            sku: sku.to_owned(),
            description: description.to_owned(),
            tariff,
            cents,
            grams,
            suppliers: vec![supplier],
            filers: &[Filer::Bluewater],
            spi: "",
            value_ppm: 4_000,
            line_ppm: 1_500,
            spans: Vec::new(),
            max_days: None,
            calendar: None,
            noise: 40,
            drift: 15,
            benchmark: 1000,
            twist: plain,
            master: Some(MasterEntry::of(tariff)),
        }
    }

    /// Imported throughout, on `days` days in the smallest sample.
    pub(crate) fn days(self, days: u32) -> Self {
        self.span(None, None, days)
    }

    /// Imported from `from` until the day before `to`, on `days` days in the smallest sample.
    pub(crate) fn span(mut self, from: Option<Date>, to: Option<Date>, days: u32) -> Self {
        self.spans.push(Span {
            from,
            to,
            lines: days,
        });
        self
    }

    /// Never on more than `days` days.
    pub(crate) fn at_most(mut self, days: u32) -> Self {
        self.max_days = Some(days);
        self
    }

    /// Through these brokers in turn.
    pub(crate) fn through(mut self, filers: &'static [Filer]) -> Self {
        self.filers = filers;
        self
    }

    /// With this share of the importer's value, in parts per million.
    pub(crate) fn worth(mut self, ppm: u32) -> Self {
        self.value_ppm = ppm;
        // In a large sample more value also means more lines.
        self.line_ppm = (ppm / 3).max(1_500);
        self
    }

    /// Claiming this special programme.
    pub(crate) fn claiming(mut self, spi: &'static str) -> Self {
        self.spi = spi;
        self
    }

    /// With a further supplier.
    pub(crate) fn also_from(mut self, supplier: Supplier) -> Self {
        self.suppliers.push(supplier);
        self
    }

    /// In an industry whose median price is this, permille of its own.
    pub(crate) fn among(mut self, permille: i64) -> Self {
        self.benchmark = permille;
        self
    }

    /// With this twist.
    pub(crate) fn twist(mut self, twist: Twist) -> Self {
        self.twist = twist;
        self
    }

    /// With another row in the product master, or none.
    pub(crate) fn master(mut self, row: Option<MasterEntry>) -> Self {
        self.master = row;
        self
    }

    /// With this price noise (permille either way) and growth (permille a year).
    pub(crate) fn priced(mut self, noise: i64, drift: i64) -> Self {
        self.noise = noise;
        self.drift = drift;
        self
    }

    /// Lines in the smallest sample.
    pub(crate) fn least_lines(&self) -> u32 {
        self.spans.iter().map(|s| s.lines).sum()
    }
}
