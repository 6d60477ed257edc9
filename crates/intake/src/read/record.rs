//! What intake hands over.

use customs::{Country, Day, Hts};
use profile::Row;

/// One record of a table.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Record<'a> {
    /// A row of an entry: what the profile's store takes in.
    Entry(&'a Row<'a>),
    /// A row of a product master.
    Product(&'a ProductRow<'a>),
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
