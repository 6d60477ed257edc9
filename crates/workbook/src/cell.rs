//! Cells, typed: what is text stays text, and what is a number is one.

use customs::{Cents, Day};
use rust_decimal::Decimal;

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// The heading of a sheet.
    Title(String),
    /// The name of what stands beside it.
    Label(String),
    /// The name of the amounts below it.
    Over(String),
    /// A sentence.
    Note(String),
    /// Text, identifiers among it.
    Text(String),
    /// A whole number of things.
    Count(i64),
    /// Dollars and cents.
    Money(Cents),
    /// A fraction, shown as a percentage.
    Rate(Decimal),
    /// A plain factor.
    Factor(Decimal),
    /// A day.
    Day(Day),
    /// An amount that the reader may put in.
    Input(Option<Cents>),
    /// A formula beside its result.
    Formula(Formula),
}

/// A formula and what this assessment has for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// The formula, without `=`.
    pub text: String,
    /// Its result.
    pub result: Outcome,
}

/// What a formula gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// An amount, to the cent.
    Money(Cents),
    /// A factor, to some digits.
    Factor(Decimal),
    /// Whole days.
    Days(i64),
    /// A text.
    Text(String),
}

impl Cell {
    /// Text; blank where there is none.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Blank
        } else {
            Self::Text(text)
        }
    }

    /// A day, where there is one.
    #[must_use]
    pub fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Blank, Self::Day)
    }

    /// An amount, where there is one.
    #[must_use]
    pub fn money(amount: Option<Cents>) -> Self {
        amount.map_or(Self::Blank, Self::Money)
    }

    /// A count.
    #[must_use]
    pub fn count(count: impl TryInto<i64>) -> Self {
        Self::Count(count.try_into().unwrap_or(i64::MAX))
    }

    /// Whether it holds a number that is no day.
    #[must_use]
    pub fn is_number(&self) -> bool {
        match self {
            Self::Formula(formula) => !matches!(formula.result, Outcome::Text(_)),
            Self::Count(_) | Self::Money(_) | Self::Rate(_) | Self::Factor(_) | Self::Input(_) => {
                true
            }
            _ => false,
        }
    }

    /// A formula for an amount.
    #[must_use]
    pub fn sum(text: impl Into<String>, result: Cents) -> Self {
        Self::Formula(Formula {
            text: text.into(),
            result: Outcome::Money(result),
        })
    }
}

/// A column's letters, counted from 0: A, Z, AA.
#[must_use]
pub fn letters(column: usize) -> String {
    let (mut left, mut out) = (column + 1, Vec::new());
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        out.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    out.into_iter().rev().collect()
}

/// A place, column from 0 and row from 1: `C5`.
#[must_use]
pub fn at(column: usize, row: usize) -> String {
    format!("{}{row}", letters(column))
}

/// A run of rows in a column, fixed: `$C$5:$C$9`.
#[must_use]
pub fn run(column: usize, first: usize, last: usize) -> String {
    let letters = letters(column);
    format!("${letters}${first}:${letters}${last}")
}

/// Days as the spreadsheet format counts them: 1 January 2000 is 36 526.
#[must_use]
pub fn serial(day: Day) -> i64 {
    let base = Day::ymd(2000, 1, 1).map_or(0, |base| day.since(base));
    i64::from(base) + 36_526
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        assert_eq!(letters(0), "A");
        assert_eq!(letters(25), "Z");
        assert_eq!(letters(26), "AA");
        assert_eq!(letters(701), "ZZ");
        assert_eq!(letters(702), "AAA");
        assert_eq!(at(2, 5), "C5");
        assert_eq!(run(2, 5, 9), "$C$5:$C$9");
    }

    #[test]
    fn days_are_counted_as_the_format_does() {
        assert_eq!(serial(Day::parse("2000-01-01").unwrap()), 36_526);
        assert_eq!(serial(Day::parse("2026-11-24").unwrap()), 46_350);
    }
}
