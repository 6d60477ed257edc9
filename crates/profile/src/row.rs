//! What intake hands over: one spreadsheet row, typed, its text borrowed.

use customs::{Cents, Country, Day, EntryType, Hts, Quantity, Spi, Unit};
use serde::{Deserialize, Serialize};

/// What one row of a table stands for. Found out by intake before anything is
/// summed, because summing rows of the wrong grain counts goods twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// One tariff number of an entry line (ACE ES-003): a line is several rows.
    Ordinal,
    /// One entry summary line.
    Line,
    /// One invoice line; several may make up one entry line.
    Invoice,
    /// One entry.
    Header,
    /// One product (a product master).
    Product,
}

/// A table (one sheet of one file) registered with the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceIx(pub u16);

/// Where a row stands, as the spreadsheet program counts rows (from 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowRef {
    /// The table.
    pub source: SourceIx,
    /// The row number, from 1.
    pub row: u32,
}

/// One row of a table, typed. `None` and `""` mean that the column is absent
/// or the cell empty; nothing here has been guessed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Row<'a> {
    /// Row number as the spreadsheet program shows it.
    pub row: u32,
    /// Entry number, letters and digits only (`EntryNumber::key`).
    pub entry: &'a str,
    /// Entry summary line number.
    pub line_no: Option<u16>,
    /// Tariff ordinal within the line.
    pub ordinal: Option<u8>,
    /// Tariff number.
    pub hts: Option<Hts>,
    /// Goods value.
    pub value: Option<Cents>,
    /// Duty as estimated at entry.
    pub duty: Option<Cents>,
    /// Duty rate in millionths of the value, where the file states a plain
    /// percentage.
    pub rate_ppm: Option<i64>,
    /// First quantity.
    pub quantity: Option<Quantity>,
    /// Its unit.
    pub unit: Option<Unit>,
    /// Merchandise processing fee.
    pub mpf: Option<Cents>,
    /// Harbor maintenance fee.
    pub hmf: Option<Cents>,
    /// Duty as liquidated.
    pub liquidated_duty: Option<Cents>,
    /// Freight, insurance and other charges.
    pub charges: Option<Cents>,
    /// Gross weight in kilograms.
    pub gross_kg: Option<Quantity>,
    /// Part number.
    pub sku: &'a str,
    /// Description of the goods.
    pub description: &'a str,
    /// Invoice number.
    pub invoice: &'a str,
    /// Whether a post-summary correction was filed.
    pub psc: Option<bool>,
    /// Date of the correction, which also tells versions of a line apart.
    pub psc_date: Option<Day>,
    /// What repeats for an entry.
    pub header: Header<'a>,
    /// What repeats for a supply relation.
    pub party: Party<'a>,
}

/// The attributes that repeat over the rows of an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Header<'a> {
    /// Importer of record number: a tax ID, masked wherever shown.
    pub importer: &'a str,
    /// Entry type.
    pub entry_type: Option<EntryType>,
    /// Date of entry.
    pub entry_date: Option<Day>,
    /// Date of the entry summary.
    pub summary_date: Option<Day>,
    /// Date of importation.
    pub import_date: Option<Day>,
    /// Date of release.
    pub release_date: Option<Day>,
    /// Date of liquidation, past or scheduled.
    pub liquidation_date: Option<Day>,
    /// Liquidation status as worded in the report.
    pub liquidation_status: &'a str,
    /// Port of entry.
    pub port: &'a str,
    /// Mode of transport.
    pub mode: &'a str,
    /// Filer code; empty when it is to be read from the entry number.
    pub filer: &'a str,
    /// Whether the entry is flagged for reconciliation.
    pub reconciliation: Option<bool>,
    /// The reconciliation issue code.
    pub reconciliation_issue: &'a str,
    /// How the reconciliation stands, as the file words it.
    pub reconciliation_status: &'a str,
}

/// The attributes that repeat over the rows of a supply relation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Party<'a> {
    /// Country of origin.
    pub origin: Option<Country>,
    /// Country of export.
    pub export: Option<Country>,
    /// Manufacturer identification code, upper case.
    pub mid: &'a str,
    /// Supplier by name.
    pub supplier: &'a str,
    /// Special program indicator.
    pub spi: Option<Spi>,
    /// Whether buyer and seller are related.
    pub related: Option<bool>,
    /// AD/CVD case number.
    pub adcvd_case: &'a str,
    /// Invoice currency.
    pub currency: &'a str,
}
