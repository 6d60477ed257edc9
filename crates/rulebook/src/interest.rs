//! Interest on underpaid and overpaid duty, by quarter.

use crate::authority::Authority;
use crate::read::record;
use customs::Day;
use rust_decimal::Decimal;

record! {
    /// The rates over time.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Interest {
        /// Periods, oldest first, without gap or overlap. The last one is open and
        /// provisional: it carries the last published rate forward.
        pub periods: Vec<InterestPeriod>,
        /// How the rates are used.
        pub authority: Authority,
    }
}

record! {
    /// A period with one rate.
    #[derive(Clone, Debug, PartialEq)]
    pub struct InterestPeriod {
        /// First day.
        pub from: Day,
        /// Last day; absent for the provisional period at the end.
        pub to: Option<Day>,
        /// Yearly rate on underpayments, as a fraction.
        pub under: Decimal,
        /// Yearly rate on corporate overpayments, as a fraction.
        pub over: Decimal,
        /// Whether the rate is carried forward, not yet published.
        pub provisional: bool = false,
        /// Its authority.
        pub authority: Authority,
    }
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
