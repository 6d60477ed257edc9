//! What intake hands over.

use crate::values::schedule::ScheduleRate;
use customs::{Country, Day, Hts, Quantity, Unit};
use profile::Row;

/// One record of a table.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Record<'a> {
    /// A row of an entry: what the profile's store takes in.
    Entry(&'a Row<'a>),
    /// A row of a product master.
    Product(&'a ProductRow<'a>),
    /// A row of the tariff.
    Tariff(&'a TariffRow<'a>),
    /// A row of an industry's unit values.
    Benchmark(&'a BenchmarkRow<'a>),
}

/// One row of the tariff, as the USITC exports it. Rows without a number carry
/// the words that the rows below them continue.
#[derive(Clone, Copy, Debug, Default)]
pub struct TariffRow<'a> {
    /// Row number as the spreadsheet program shows it.
    pub row: u32,
    /// Tariff number.
    pub hts: Option<Hts>,
    /// How deep the row stands in the schedule, from 0.
    pub indent: u8,
    /// Description, without markup.
    pub description: &'a str,
    /// Units of quantity, as the export writes them.
    pub units: &'a str,
    /// General rate. Rates stand on eight-digit rows; a row below is blank.
    pub general: ScheduleRate<'a>,
    /// Preference rates with their programs; see
    /// [`special_rates`](crate::special_rates).
    pub special: &'a str,
    /// Rate of column 2.
    pub column_2: ScheduleRate<'a>,
    /// Additional duties, as worded.
    pub additional: &'a str,
}

/// One row of an industry's unit values.
#[derive(Clone, Copy, Debug, Default)]
pub struct BenchmarkRow<'a> {
    /// Row number as the spreadsheet program shows it.
    pub row: u32,
    /// Tariff number.
    pub hts: Option<Hts>,
    /// Country of origin.
    pub origin: Option<Country>,
    /// Period, as written: `2021Q4`.
    pub period: &'a str,
    /// Unit of quantity.
    pub unit: Option<Unit>,
    /// Fifth percentile of the value of a unit, in millionths of a dollar, as
    /// are the others.
    pub p5: Option<Quantity>,
    /// Lower quartile.
    pub p25: Option<Quantity>,
    /// Median.
    pub median: Option<Quantity>,
    /// Upper quartile.
    pub p75: Option<Quantity>,
    /// Number of observations.
    pub observations: Option<u32>,
}

/// One row of a product master. As in [`Row`], `None` and `""` mean that
/// nothing is there.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProductRow<'a> {
    /// Row number as the spreadsheet program shows it.
    pub row: u32,
    /// Part number.
    pub sku: &'a str,
    /// Description.
    pub description: &'a str,
    /// Tariff number.
    pub hts: Option<Hts>,
    /// Country of origin.
    pub origin: Option<Country>,
    /// Supplier by name.
    pub supplier: &'a str,
    /// Duty rate in millionths of the value, where it is a plain percentage.
    pub rate_ppm: Option<i64>,
    /// Why the product is classified as it is.
    pub rationale: &'a str,
    /// Ruling that covers it.
    pub ruling: &'a str,
    /// From when the row holds.
    pub effective: Option<Day>,
    /// Whether a trade agreement is used.
    pub agreement: Option<bool>,
    /// When the certificate of origin ends.
    pub certificate_expiry: Option<Day>,
    /// Whether antidumping or countervailing duty applies.
    pub adcvd: Option<bool>,
    /// Who reviewed the classification.
    pub reviewer: &'a str,
    /// When it was last reviewed.
    pub last_review: Option<Day>,
}
