//! Days in the ways reports write them.

use crate::cell::{Cell, CellKind};
use crate::inspection::DateOrder;
use customs::Day;

/// What a date cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Date {
    /// Nothing.
    Blank,
    /// A day.
    Day(Day, Evidence),
    /// Something that is no day between 1990 and 2149.
    Unreadable,
}

/// What a value says about the order of day and month in its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// Nothing: the month is a word, the year comes first, or it is a serial.
    Silent,
    /// Either order gives a day.
    Either,
    /// Only the month can come first.
    MonthFirst,
    /// Only the day can come first.
    DayFirst,
}

/// Serials that are taken for days: from 1990 to 2149.
const SERIALS: std::ops::RangeInclusive<i32> = 32_874..=91_100;
/// 1970-01-01 as a serial.
const SERIAL_1970: i32 = 25_569;

/// Reads a date.
pub(crate) fn date(cell: Cell<'_>, order: DateOrder) -> Date {
    let text = cell.text.trim();
    if text.is_empty() {
        return Date::Blank;
    }
    let silent = |day: Option<Day>| {
        day.filter(|day| day.year() >= 1990)
            .map_or(Date::Unreadable, |day| Date::Day(day, Evidence::Silent))
    };
    if cell.kind == CellKind::Date {
        return silent(serial(text));
    }
    let day = without_time(text);
    let bytes = day.as_bytes();
    if bytes.iter().all(|b| b.is_ascii_digit() || *b == b'.')
        && bytes.iter().filter(|b| **b == b'.').count() < 2
    {
        return silent(match bytes.len() {
            8 if !day.contains('.') => compact(day, order),
            _ => serial(day),
        });
    }
    match numbers(day) {
        Some(parts) => numeric(parts, order, day.contains('.')),
        None => silent(with_month_name(day)),
    }
}

/// The date without the time of day after it, which says nothing here.
fn without_time(text: &str) -> &str {
    text.find(':')
        .and_then(|colon| text.get(..colon))
        .and_then(|before| before.get(..before.rfind(['T', ' '])?))
        .map_or(text, str::trim_end)
}

/// Three numbers and the digits of the first.
type Parts = ([u16; 3], usize);

fn numbers(text: &str) -> Option<Parts> {
    let mut parts = [0u16; 3];
    let mut first = 0;
    let mut at = 0;
    let mut digits = 0;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if digits < 4 => {
                let part = parts.get_mut(at)?;
                *part = *part * 10 + u16::from(byte - b'0');
                digits += 1;
                if at == 0 {
                    first = digits;
                }
            }
            b'/' | b'-' | b'.' if digits > 0 => {
                at += 1;
                digits = 0;
            }
            _ => return None,
        }
    }
    (at == 2 && digits > 0).then_some((parts, first))
}

fn numeric((parts, first_digits): Parts, order: DateOrder, dotted: bool) -> Date {
    let [a, b, c] = parts;
    if first_digits == 4 {
        return day_of(a, b, c).map_or(Date::Unreadable, |day| Date::Day(day, Evidence::Silent));
    }
    let year = full_year(c);
    let (month_first, day_first) = (day_of(year, a, b), day_of(year, b, a));
    // Dots are written where the day comes first.
    let order = if dotted { DateOrder::DayFirst } else { order };
    let day = match order {
        DateOrder::MonthFirst => month_first,
        DateOrder::DayFirst => day_first,
    };
    let evidence = match (month_first, day_first) {
        _ if dotted => Evidence::Silent,
        (Some(x), Some(y)) if x == y => Evidence::Silent,
        (Some(_), Some(_)) => Evidence::Either,
        (Some(_), None) => Evidence::MonthFirst,
        (None, Some(_)) => Evidence::DayFirst,
        (None, None) => return Date::Unreadable,
    };
    match (day, month_first.or(day_first)) {
        (Some(day), _) => Date::Day(day, evidence),
        // Impossible in this order, so it was meant in the other one. It is
        // kept, and the evidence is what makes the column an issue.
        (None, Some(other)) => Date::Day(other, evidence),
        (None, None) => Date::Unreadable,
    }
}

fn full_year(year: u16) -> u16 {
    match year {
        0..=89 => 2000 + year,
        90..=99 => 1900 + year,
        other => other,
    }
}

fn day_of(year: u16, month: u16, day: u16) -> Option<Day> {
    let day = Day::ymd(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )?;
    (year >= 1990).then_some(day)
}

/// `20260210`, or `02102026`.
fn compact(text: &str, order: DateOrder) -> Option<Day> {
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u16>().ok();
    let year_first = day_of(part(0, 4)?, part(4, 6)?, part(6, 8)?);
    year_first.or_else(|| {
        let (a, b, year) = (part(0, 2)?, part(2, 4)?, part(4, 8)?);
        match order {
            DateOrder::MonthFirst => day_of(year, a, b),
            DateOrder::DayFirst => day_of(year, b, a),
        }
    })
}

/// Days since 1899-12-30, with a time of day after the point.
fn serial(text: &str) -> Option<Day> {
    let whole = text.split('.').next()?;
    let days: i32 = match whole.parse() {
        Ok(days) => days,
        Err(_) => text.parse::<f64>().ok().filter(|d| d.is_finite())? as i32,
    };
    if !SERIALS.contains(&days) {
        return None;
    }
    Day::ymd(1970, 1, 1).map(|epoch| epoch.plus(days - SERIAL_1970))
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// `10-FEB-26`, `10 February 2026`, `Feb 10, 2026`.
fn with_month_name(text: &str) -> Option<Day> {
    let mut words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let (a, b, c) = (words.next()?, words.next()?, words.next()?);
    let month = |word: &str| {
        let start = word.get(..3)?.to_ascii_lowercase();
        let at = MONTHS.iter().position(|name| *name == start)?;
        u16::try_from(at + 1).ok()
    };
    let number = |word: &str| word.parse::<u16>().ok();
    let (day, month, year) = match (month(a), month(b)) {
        (Some(month), _) => (number(b)?, month, number(c)?),
        (None, Some(month)) => (number(a)?, month, number(c)?),
        _ => return None,
    };
    day_of(full_year(year), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, kind: CellKind, order: DateOrder) -> String {
        match date(Cell { text, kind }, order) {
            Date::Blank => "blank".into(),
            Date::Day(day, evidence) => format!("{day} {evidence:?}"),
            Date::Unreadable => "unreadable".into(),
        }
    }

    #[test]
    fn every_way_of_writing_a_day() {
        for (text, want) in [
            ("02/10/2026", "2026-02-10 Either"),
            ("2/10/26", "2026-02-10 Either"),
            ("02/25/2026", "2026-02-25 MonthFirst"),
            ("25/02/2026", "2026-02-25 DayFirst"),
            ("02/02/2026", "2026-02-02 Silent"),
            ("2026-02-10", "2026-02-10 Silent"),
            ("2026-02-10T00:00:00", "2026-02-10 Silent"),
            ("02/10/2026 12:30 PM", "2026-02-10 Either"),
            ("20260210", "2026-02-10 Silent"),
            ("02102026", "2026-02-10 Silent"),
            ("10-FEB-26", "2026-02-10 Silent"),
            ("10-Feb-2026", "2026-02-10 Silent"),
            ("Feb 10, 2026", "2026-02-10 Silent"),
            ("10 October 2026 08:00", "2026-10-10 Silent"),
            ("OCT-10-26", "2026-10-10 Silent"),
            ("46063", "2026-02-10 Silent"),
            ("46063.75", "2026-02-10 Silent"),
            ("10.02.2026", "2026-02-10 Silent"),
            ("", "blank"),
            ("00/00/0000", "unreadable"),
            ("12/31/9999", "unreadable"),
            ("13/13/2026", "unreadable"),
            ("02/10/1950", "unreadable"),
            ("7", "unreadable"),
            ("soon", "unreadable"),
        ] {
            assert_eq!(
                read(text, CellKind::Text, DateOrder::MonthFirst),
                want,
                "{text}"
            );
        }
        assert_eq!(
            read("46063", CellKind::Date, DateOrder::MonthFirst),
            "2026-02-10 Silent"
        );
        assert_eq!(
            read("02/10/2026", CellKind::Text, DateOrder::DayFirst),
            "2026-10-02 Either"
        );
    }

    proptest! {
        #[test]
        fn never_panics(text in ".{0,24}") {
            for kind in [CellKind::Text, CellKind::Date, CellKind::Number] {
                let _ = date(Cell { text: &text, kind }, DateOrder::MonthFirst);
            }
        }
    }
}
