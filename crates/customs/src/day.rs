//! Calendar days in two bytes.
//!
//! A five-year lookback holds several dates a line, so a day is the count of
//! days since the end of 1969, which reaches to June 2149; zero is kept free so
//! that an absent date costs nothing. Calendar arithmetic is `jiff`'s.

use jiff::civil::Date;
use std::fmt;
use std::num::NonZeroU16;

/// A calendar day from 1 January 1970 to 6 June 2149.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NonZeroU16);

/// Why a text or a date is not a [`Day`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayError {
    /// Not written YYYY-MM-DD, or no such day.
    NotADay,
    /// Before 1970 or after June 2149.
    OutOfRange,
}

impl fmt::Display for DayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotADay => write!(f, "a day is written YYYY-MM-DD"),
            Self::OutOfRange => write!(f, "a day lies between 1970 and 2149"),
        }
    }
}

impl std::error::Error for DayError {}

const EPOCH: Date = Date::constant(1969, 12, 31);

/// Months of a year.
const MONTHS: i32 = 12;

impl Day {
    /// The first day, 1 January 1970.
    pub const FIRST: Self = Self(NonZeroU16::MIN);

    /// The day of a date; `None` outside the range.
    #[must_use]
    pub fn from_date(date: Date) -> Option<Self> {
        let days = date.duration_since(EPOCH).as_hours() / 24;
        u16::try_from(days).ok().and_then(NonZeroU16::new).map(Self)
    }

    /// Year, month and day of month; `None` when there is no such day.
    #[must_use]
    pub fn ymd(year: i16, month: i8, day: i8) -> Option<Self> {
        Self::from_date(Date::new(year, month, day).ok()?)
    }

    /// Reads YYYY-MM-DD.
    ///
    /// # Errors
    /// When it is not written so, or out of range.
    pub fn parse(text: &str) -> Result<Self, DayError> {
        let date: Date = text.parse().map_err(|_| DayError::NotADay)?;
        Self::from_date(date).ok_or(DayError::OutOfRange)
    }

    /// Days since the end of 1969, from 1: what a table by day is indexed by.
    #[must_use]
    pub fn number(self) -> u16 {
        self.0.get()
    }

    /// The day of a [`Day::number`]; `None` for zero.
    #[must_use]
    pub fn from_number(number: u16) -> Option<Self> {
        NonZeroU16::new(number).map(Self)
    }

    /// The calendar date.
    #[must_use]
    pub fn date(self) -> Date {
        // In range by construction; the epoch stands in for the impossible.
        EPOCH
            .checked_add(jiff::SignedDuration::from_hours(
                i64::from(self.0.get()) * 24,
            ))
            .unwrap_or(EPOCH)
    }

    /// The day `days` later (earlier when negative), clamped to the range.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        let number = i32::from(self.0.get()).saturating_add(days);
        let clamped = number.clamp(1, i32::from(u16::MAX));
        u16::try_from(clamped)
            .ok()
            .and_then(NonZeroU16::new)
            .map_or(self, Self)
    }

    /// The same calendar day `years` later; 29 February becomes the 28th.
    #[must_use]
    pub fn plus_years(self, years: i32) -> Self {
        self.plus_months(years.saturating_mul(MONTHS))
    }

    /// The same day of the month `months` later, or the month's last day; itself
    /// where that is out of range.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        // Asked of every entry and limit: a date's parts are quicker to move than
        // a general span is to add.
        let month = self.month_index().saturating_add(months);
        let moved = || {
            let year = i16::try_from(month.div_euclid(MONTHS)).ok()?;
            let first = Date::new(year, (month.rem_euclid(MONTHS) + 1) as i8, 1).ok()?;
            let day = self.date().day().min(first.days_in_month());
            Self::from_date(Date::new(year, first.month(), day).ok()?)
        };
        moved().unwrap_or(self)
    }

    /// Days from `earlier` to this day; negative when it is the later one.
    #[must_use]
    pub fn since(self, earlier: Self) -> i32 {
        i32::from(self.0.get()) - i32::from(earlier.0.get())
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i16 {
        self.date().year()
    }

    /// Months since year zero: equal for two days of one calendar month.
    #[must_use]
    pub fn month_index(self) -> i32 {
        let date = self.date();
        i32::from(date.year()) * MONTHS + i32::from(date.month()) - 1
    }

    /// Monday to Friday.
    #[must_use]
    pub fn is_weekday(self) -> bool {
        self.date().weekday().to_monday_one_offset() <= 5
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.date(), f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Day {
    type Err = DayError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

crate::text_serde!(Day, "a day");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn counts_days_and_years() {
        assert_eq!(day("2026-11-24").since(day("2021-11-24")), 1826);
        assert_eq!(day("2024-02-29").plus_years(1), day("2025-02-28"));
        assert_eq!(day("2026-02-10").plus(300), day("2026-12-07"));
        assert_eq!(day("2024-12-31").plus(1), day("2025-01-01"));
        assert!(!day("2026-11-22").is_weekday());
        assert_eq!(size_of::<Option<Day>>(), 2);
    }

    #[test]
    fn knows_its_range() {
        assert_eq!(day("1970-01-01").plus(-5), day("1970-01-01"));
        assert_eq!(Day::parse("1969-12-31"), Err(DayError::OutOfRange));
        assert_eq!(Day::parse("2149-06-07"), Err(DayError::OutOfRange));
        assert_eq!(Day::parse("2025-02-29"), Err(DayError::NotADay));
        assert_eq!(Day::parse("02/10/2026"), Err(DayError::NotADay));
    }

    proptest! {
        #[test]
        fn round_trips(number in 1u16..) {
            let day = Day(NonZeroU16::new(number).unwrap());
            prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
            prop_assert_eq!(Day::from_date(day.date()), Some(day));
        }

        #[test]
        fn moves_as_the_calendar_does(number in 1u16.., months in -2000i32..2000) {
            let day = Day(NonZeroU16::new(number).unwrap());
            let span = jiff::Span::new().months(months);
            let moved = day.date().checked_add(span).ok().and_then(Day::from_date);
            prop_assert_eq!(day.plus_months(months), moved.unwrap_or(day));
            let span = jiff::Span::new().years(months / 12);
            let moved = day.date().checked_add(span).ok().and_then(Day::from_date);
            prop_assert_eq!(day.plus_years(months / 12), moved.unwrap_or(day));
        }
    }
}
