//! The canonical fields: what a column of any report can mean.
//!
//! The names are those of the rule pack's header aliases, of the mapping the
//! visitor sees, and of what a trigger says it needs.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// A canonical field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[repr(u8)]
        pub enum Field {
            $($(#[$doc])* $name,)*
        }

        impl Field {
            /// Every field, in the order of the enumeration.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name in words, as the page shows it.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

fields! {
    /// Entry number, as text.
    EntryNo = "entry number",
    /// Number of the entry summary line.
    LineNo = "line number",
    /// Number of the tariff within the line.
    Ordinal = "tariff ordinal",
    /// Two-digit entry type.
    EntryType = "entry type",
    /// Date of entry.
    EntryDate = "entry date",
    /// Date of the entry summary.
    SummaryDate = "entry summary date",
    /// Date of importation.
    ImportDate = "importation date",
    /// Date of release.
    ReleaseDate = "release date",
    /// Date of liquidation, past or scheduled.
    LiqDate = "liquidation date",
    /// Liquidation status as the report words it.
    LiqStatus = "liquidation status",
    /// Tariff number.
    Hts = "tariff number",
    /// Goods value in US dollars.
    GoodsValue = "goods value",
    /// Duty in US dollars, as estimated at entry.
    Duty = "duty",
    /// Duty rate.
    DutyRate = "duty rate",
    /// Merchandise processing fee.
    Mpf = "merchandise processing fee",
    /// Harbor maintenance fee.
    Hmf = "harbor maintenance fee",
    /// Other fees.
    OtherFee = "other fee",
    /// First quantity.
    Qty1 = "quantity",
    /// Unit of the first quantity.
    Uom1 = "unit of quantity",
    /// Second quantity.
    Qty2 = "second quantity",
    /// Unit of the second quantity.
    Uom2 = "second unit of quantity",
    /// Gross weight in kilograms.
    GrossKg = "gross weight",
    /// Country of origin.
    Coo = "country of origin",
    /// Country of export.
    ExportCountry = "country of export",
    /// Manufacturer identification code.
    Mid = "manufacturer ID",
    /// Manufacturer, supplier or seller by name.
    Supplier = "supplier",
    /// Special program indicator.
    Spi = "special program indicator",
    /// Whether buyer and seller are related.
    Related = "related party",
    /// Part number, style or item.
    Sku = "part number",
    /// Description of the goods.
    Description = "description",
    /// Filer code: the broker, or the importer filing for itself.
    FilerCode = "filer code",
    /// The filer's name.
    FilerName = "filer name",
    /// Importer of record number; a tax ID, masked wherever it is shown.
    ImporterNo = "importer number",
    /// Importer's name.
    ImporterName = "importer name",
    /// Port of entry.
    Port = "port of entry",
    /// Mode of transport.
    Mode = "mode of transport",
    /// Antidumping or countervailing case number.
    AdcvdCase = "AD/CVD case",
    /// Whether a post-summary correction was filed.
    PscFlag = "post-summary correction",
    /// Date of the latest post-summary correction.
    PscDate = "post-summary correction date",
    /// Whether the entry is flagged for reconciliation.
    ReconFlag = "reconciliation",
    /// What the reconciliation is about.
    ReconIssue = "reconciliation issue",
    /// Whether the reconciliation has been filed.
    ReconStatus = "reconciliation status",
    /// Duty as liquidated.
    LiqDuty = "liquidated duty",
    /// Invoice currency.
    Currency = "currency",
    /// Exchange rate.
    Fx = "exchange rate",
    /// Invoice number.
    InvoiceNo = "invoice number",
    /// Freight, insurance and other charges.
    Charges = "charges",
    /// Protest number.
    ProtestNo = "protest number",
    /// Why the product is classified as it is (product master).
    Rationale = "classification rationale",
    /// Ruling that covers the product (product master).
    RulingNo = "ruling number",
    /// From when a master row holds (product master).
    EffectiveDate = "effective date",
    /// Whether a free trade agreement is used (product master).
    FtaFlag = "trade agreement flag",
    /// When the certificate of origin ends (product master).
    CertificateExpiry = "certificate expiry",
    /// Whether AD/CVD applies (product master).
    AdcvdFlag = "AD/CVD flag",
    /// Who reviewed the classification (product master).
    Reviewer = "reviewer",
    /// When it was last reviewed (product master).
    LastReview = "last review",
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// A set of fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldSet(u64);

impl FieldSet {
    /// No field.
    pub const EMPTY: Self = Self(0);

    /// Adds a field.
    pub fn insert(&mut self, field: Field) {
        self.0 |= 1 << field as u8;
    }

    /// Whether a field is in it.
    #[must_use]
    pub fn contains(self, field: Field) -> bool {
        self.0 >> (field as u8) & 1 == 1
    }

    /// The fields of both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Its fields, in order.
    pub fn iter(self) -> impl Iterator<Item = Field> {
        Field::ALL
            .iter()
            .copied()
            .filter(move |field| self.contains(*field))
    }
}

impl FromIterator<Field> for FieldSet {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        let mut set = Self::EMPTY;
        for field in fields {
            set.insert(field);
        }
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_every_field() {
        assert!(Field::ALL.len() <= 64);
        let set: FieldSet = Field::ALL.iter().copied().collect();
        assert!(set.iter().eq(Field::ALL.iter().copied()));
        assert!(!FieldSet::EMPTY.contains(Field::EntryNo));
    }
}
