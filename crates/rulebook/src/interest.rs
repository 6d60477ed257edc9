//! Interest on underpaid and overpaid duty, by quarter.

use crate::authority::Authority;
use customs::Day;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The rates over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interest {
    /// Periods, oldest first, without gap or overlap. The last one is open and
    /// provisional: it carries the last published rate forward.
    pub periods: Vec<InterestPeriod>,
    /// How the rates are used.
    pub authority: Authority,
}

/// A period with one rate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterestPeriod {
    /// First day.
    pub from: Day,
    /// Last day; absent for the provisional period at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// Yearly rate on underpayments, as a fraction.
    pub under: Decimal,
    /// Yearly rate on corporate overpayments, as a fraction.
    pub over: Decimal,
    /// Whether the rate is carried forward, not yet published.
    #[serde(default, skip_serializing_if = "crate::authority::is_default")]
    pub provisional: bool,
    /// Its authority.
    pub authority: Authority,
}

impl InterestPeriod {
    /// Whether a day falls in it.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

impl Interest {
    /// The period of a day; `None` before the first one. Days after the last
    /// published quarter get the provisional period.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<&InterestPeriod> {
        self.periods.iter().find(|period| period.holds(day))
    }
}
