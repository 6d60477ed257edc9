//! Days: the importer's five years, working days and the Fridays on which
//! entries liquidate.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Working days (Monday to Friday) of the five years that end shortly before
/// `as_of`, oldest first. The last two weeks are left out, because their
/// summaries would not have been filed yet.
pub(crate) fn working_days(as_of: Date) -> Vec<Date> {
    let first = as_of.saturating_sub(5.years()).saturating_add(1.day());
    let last = as_of.saturating_sub(15.days());
    first
        .series(1.day())
        .take_while(|day| *day <= last)
        .filter(|day| is_working(*day))
        .collect()
}

fn is_working(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The day `n` working days after `day`.
pub(crate) fn working_days_after(day: Date, n: u32) -> Date {
    let mut at = day;
    for _ in 0..n {
        at = at.saturating_add(1.day());
        while !is_working(at) {
            at = at.saturating_add(1.day());
        }
    }
    at
}

/// `n` calendar days after `day`; negative for before.
pub(crate) fn days_after(day: Date, n: i32) -> Date {
    day.saturating_add(n.days())
}

/// `n` months after `day`.
pub(crate) fn months_after(day: Date, n: i32) -> Date {
    day.saturating_add(n.months())
}

/// The Friday on which an entry of `day` is scheduled to liquidate: 314 days
/// later, or the next Friday.
pub(crate) fn liquidation(day: Date) -> Date {
    let due = days_after(day, 314);
    let to_friday = (4 - i32::from(due.weekday().to_monday_zero_offset())).rem_euclid(7);
    days_after(due, to_friday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn liquidates_on_a_friday() {
        let at = liquidation(date(2026, 2, 10));
        assert_eq!(at, date(2026, 12, 25));
        assert_eq!(at.weekday(), Weekday::Friday);
        assert_eq!(liquidation(date(2023, 3, 15)).weekday(), Weekday::Friday);
    }

    #[test]
    fn five_years_of_weekdays() {
        let days = working_days(date(2026, 11, 24));
        assert_eq!(days.first(), Some(&date(2021, 11, 25)));
        assert!(days.last() < Some(&date(2026, 11, 10)));
        assert!((1280..1310).contains(&days.len()));
    }
}
