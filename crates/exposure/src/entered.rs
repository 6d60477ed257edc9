//! What the visitor entered for the arithmetic.

use customs::{Cents, Day, Hts};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Figures that no file holds. All optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Entered {
    /// Total rate of an eight-digit number as a fraction, where neither tariff
    /// export nor files have one.
    pub numbers: BTreeMap<Hts, Decimal>,
    /// A further rate as a fraction for a finding that has no amount by its
    /// nature, such as a deposit rate of an order, by finding id.
    pub further: BTreeMap<String, Decimal>,
    /// Domestic value of the goods of all findings together.
    pub domestic_total: Option<Cents>,
    /// Domestic value of the goods of a finding, by finding id.
    pub domestic: BTreeMap<String, Cents>,
    /// US resale price ÷ entered value, where no amount is given.
    pub domestic_ratio: Option<Decimal>,
    /// The day of tender; the assessment's day where absent.
    pub tender: Option<Day>,
}
