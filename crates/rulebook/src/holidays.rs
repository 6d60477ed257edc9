//! Federal holidays, as observed, for working-day arithmetic.

use crate::authority::Authority;
use crate::read::{At, Faults, Read, record};
use customs::Day;
use serde_json::Value;

record! {
    /// The holidays of a span of years.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Holidays {
        /// First day of the span that the list covers.
        pub from: Day,
        /// Last day of the span.
        pub to: Day,
        /// Days off as observed, in order.
        pub days: Vec<Holiday>,
        /// Where they come from.
        pub authority: Authority,
    }
}

/// One day off: the day as observed, and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday(
    /// The day as observed.
    pub Day,
    /// Its name.
    pub String,
);

impl Read for Holiday {
    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
        Read::read(value, at, faults).map(|(day, name)| Self(day, name))
    }
}

impl Holidays {
    /// Monday to Friday, and no federal holiday.
    #[must_use]
    pub fn is_working_day(&self, day: Day) -> bool {
        day.is_weekday()
            && self
                .days
                .binary_search_by_key(&day, |holiday| holiday.0)
                .is_err()
    }

    /// Whether the list covers a day; outside it only weekends are known.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// The `count`th working day after a day (before it when negative). The
    /// day itself is not counted; with zero it is returned as it is.
    #[must_use]
    pub fn plus_working_days(&self, day: Day, count: i32) -> Day {
        let step = count.signum();
        let mut left = count.unsigned_abs();
        let mut at = day;
        while left > 0 {
            let next = at.plus(step);
            if next == at {
                break; // the end of what a `Day` can hold
            }
            at = next;
            if self.is_working_day(at) {
                left -= 1;
            }
        }
        at
    }

    /// Working days after `from` up to and with `to`; zero when `to` is not
    /// later.
    #[must_use]
    pub fn working_days_between(&self, from: Day, to: Day) -> u32 {
        let days = to.since(from).max(0);
        (1..=days)
            .filter(|offset| self.is_working_day(from.plus(*offset)))
            .count() as u32
    }
}
