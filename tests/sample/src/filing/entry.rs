//! Entries as they stand when filed: lines, duties, fees, dates.

use crate::data::brokers::Filer;
use crate::data::chapter99::Leg;
use crate::data::tariffs::Tariff;
use crate::plan::draft::Reconciliation;
use crate::plan::product::Supplier;
use jiff::civil::Date;

/// An entry summary.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'a> {
    /// Eleven characters, unpunctuated.
    pub(crate) number: String,
    /// Broker.
    pub(crate) filer: Filer,
    /// Schedule D port.
    pub(crate) port: &'static str,
    /// Mode of transport.
    pub(crate) mode: &'static str,
    /// Entry type.
    pub(crate) entry_type: &'static str,
    /// Country of export.
    pub(crate) export: &'static str,
    /// Manufacturer.
    pub(crate) supplier: &'a Supplier,
    /// Date of entry.
    pub(crate) entered: Date,
    /// Date of the summary.
    pub(crate) summary: Date,
    /// Date of importation.
    pub(crate) imported: Date,
    /// Date of liquidation, actual or scheduled.
    pub(crate) liquidation: Date,
    /// Day of the post-summary correction, if one was filed.
    pub(crate) corrected: Option<Date>,
    /// Flag for reconciliation.
    pub(crate) reconciliation: Option<Reconciliation>,
    /// Duty at liquidation: permille of the estimated, and cents on top.
    pub(crate) liquidated: (i64, i64),
    /// Lines, numbered from one.
    pub(crate) lines: Vec<Line<'a>>,
}

/// An entry line.
#[derive(Debug, Clone)]
pub(crate) struct Line<'a> {
    /// Part number; may be blank.
    pub(crate) sku: &'a str,
    /// Description; may be blank.
    pub(crate) description: &'a str,
    /// Country of origin.
    pub(crate) origin: &'static str,
    /// Special programme claimed.
    pub(crate) spi: &'static str,
    /// Chapter 99 numbers with their duties in cents.
    pub(crate) additional: Vec<(Leg, i64)>,
    /// Ordinary numbers.
    pub(crate) goods: Vec<Goods>,
    /// Gross weight in kilograms.
    pub(crate) gross_kg: i64,
    /// Freight and insurance in cents.
    pub(crate) charges: i64,
    /// Invoice currency and its rate in dollars.
    pub(crate) currency: (&'static str, &'static str),
    /// Whether buyer and seller are declared related.
    pub(crate) related: bool,
    /// Antidumping or countervailing case; empty when none.
    pub(crate) case: &'static str,
    /// The tariff line first filed, where a correction changed it.
    pub(crate) first_filed: Option<&'static Tariff>,
    /// Whether the line owes a merchandise processing fee.
    pub(crate) owes_mpf: bool,
    /// Share of the entry's merchandise processing fee, in cents.
    pub(crate) mpf: i64,
    /// Harbor maintenance fee, in cents.
    pub(crate) hmf: i64,
    /// In how many invoice lines the line was bought.
    pub(crate) invoices: u32,
}

/// One ordinary tariff number of a line.
#[derive(Debug, Clone)]
pub(crate) struct Goods {
    /// Tariff line.
    pub(crate) tariff: &'static Tariff,
    /// Declared value in cents; whole dollars, as on the form.
    pub(crate) value: i64,
    /// Ordinary duty in cents.
    pub(crate) duty: i64,
    /// First quantity.
    pub(crate) quantity: i64,
    /// Second quantity, kilograms.
    pub(crate) kilograms: i64,
}

impl Line<'_> {
    /// Declared value in cents.
    pub(crate) fn value(&self) -> i64 {
        self.goods.iter().map(|g| g.value).sum()
    }

    /// Duty in cents, additional duties included.
    pub(crate) fn duty(&self) -> i64 {
        let ordinary: i64 = self.goods.iter().map(|g| g.duty).sum();
        ordinary + self.additional.iter().map(|(_, duty)| duty).sum::<i64>()
    }
}
