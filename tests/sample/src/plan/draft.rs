//! An entry line before it is filed, and the twists that change it.

use super::product::Product;
use crate::data::brokers::Filer;
use crate::data::chapter99::Leg;
use crate::data::tariffs::Tariff;
use jiff::civil::Date;

/// One day on which a product is entered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Occasion {
    /// Which of the product's days, from zero.
    pub(crate) index: u32,
    /// How many days it has in all.
    pub(crate) count: u32,
    /// The day.
    pub(crate) date: Date,
    /// Which of the product's lines on this day, from zero.
    pub(crate) line: u32,
}

impl Occasion {
    /// How far through the product's days this one is, in percent.
    pub(crate) fn percent(&self) -> u32 {
        self.index * 100 / self.count.max(1)
    }

    /// True on every `n`th day, never the first or the last ones.
    pub(crate) fn every(&self, n: u32) -> bool {
        self.index % n == n / 2
    }
}

/// An entry line before it is filed: what a twist may change.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Tariff line filed.
    pub(crate) tariff: &'static Tariff,
    /// Components of a set, each with its share of the value in percent. Filed
    /// instead of `tariff` when present.
    pub(crate) set: &'static [(&'static Tariff, i64)],
    /// Percent of the value declared as metal content on a line of its own.
    pub(crate) metal_percent: Option<i64>,
    /// Which of the product's suppliers.
    pub(crate) supplier: usize,
    /// Broker.
    pub(crate) filer: Filer,
    /// Origin declared, where it is not the supplier's country.
    pub(crate) origin: Option<&'static str>,
    /// Country of export, where it is not the origin.
    pub(crate) export: Option<&'static str>,
    /// Special programme claimed.
    pub(crate) spi: &'static str,
    /// Entry type.
    pub(crate) entry_type: &'static str,
    /// Size of the shipment, permille of the usual.
    pub(crate) size: i64,
    /// Price, permille of the product's.
    pub(crate) price: i64,
    /// Declared value, permille of price times quantity.
    pub(crate) value: i64,
    /// Declared value in dollars regardless of the rest.
    pub(crate) fixed_value: Option<i64>,
    /// Declared quantity as a multiple (numerator, denominator) of the true.
    pub(crate) quantity: (i64, i64),
    /// Declared value equal on every line: the product's usual one.
    pub(crate) same_value: bool,
    /// Quantity equal on every line: the one usual at the usual price.
    pub(crate) same_quantity: bool,
    /// Gross weight, permille of the true.
    pub(crate) weight: i64,
    /// Freight and insurance, permille of the value.
    pub(crate) charges: i64,
    /// Invoice currency and its rate in dollars.
    pub(crate) currency: (&'static str, &'static str),
    /// Whether buyer and seller are declared related.
    pub(crate) related: bool,
    /// Antidumping or countervailing case.
    pub(crate) case: &'static str,
    /// Whether ordinary duty is paid although a programme is claimed.
    pub(crate) paid_anyway: bool,
    /// Whether no ordinary duty is due for another reason.
    pub(crate) free: bool,
    /// Merchandise processing fee against the rule.
    pub(crate) mpf: Mpf,
    /// Post-summary correction.
    pub(crate) correction: Option<Correction>,
    /// Flagged for reconciliation.
    pub(crate) reconciliation: Option<Reconciliation>,
    /// Working days from entry to summary, where not the broker's usual.
    pub(crate) summary_after: Option<u32>,
    /// Duty at liquidation: permille of the estimated, and cents on top.
    pub(crate) liquidated: (i64, i64),
    /// Chapter 99 numbers instead of the ones that the tables give.
    pub(crate) chapter99: Option<Vec<Leg>>,
}

/// How a line's merchandise processing fee is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mpf {
    /// By the programme claimed.
    ByRule,
    /// Not paid.
    Exempted,
    /// Paid.
    Charged,
}

/// A post-summary correction.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Correction {
    /// When it was filed.
    pub(crate) filed: Filed,
    /// The tariff line first filed, where the correction changed it.
    pub(crate) from: Option<&'static Tariff>,
}

/// When a correction was filed.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Filed {
    /// So many days after the summary.
    After(i32),
    /// On this day.
    On(Date),
}

/// A flag for reconciliation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reconciliation {
    /// Issue code: `001` is value.
    pub(crate) issue: &'static str,
    /// Whether the reconciliation entry has been filed.
    pub(crate) filed: bool,
}

impl Draft {
    /// The line as the product normally has it.
    pub(crate) fn of(product: &Product, filer: Filer) -> Self {
        Draft {
            tariff: product.tariff,
            set: &[],
            metal_percent: None,
            supplier: 0,
            filer,
            origin: None,
            export: None,
            spi: product.spi,
            entry_type: "01",
            size: 1000,
            price: 1000,
            value: 1000,
            fixed_value: None,
            quantity: (1, 1),
            same_value: false,
            same_quantity: false,
            weight: 1000,
            charges: 45,
            currency: ("USD", "1.0"),
            related: false,
            case: "",
            paid_anyway: false,
            free: false,
            mpf: Mpf::ByRule,
            correction: None,
            reconciliation: None,
            summary_after: None,
            liquidated: (1000, 0),
            chapter99: None,
        }
    }
}

/// Changes a draft on some of a product's days.
pub(crate) type Twist = fn(&Occasion, &mut Draft);

/// Leaves every line as it is.
pub(crate) fn plain(_: &Occasion, _: &mut Draft) {}
