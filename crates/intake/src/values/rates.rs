//! Duty rates that are plain percentages.

use crate::cell::{Cell, CellKind};

/// What a rate cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rate {
    /// Millionths of the value.
    Plain(i64),
    /// Specific, compound, or otherwise more than a percentage.
    Other,
}

/// Reads a rate; `None` where the cell is blank. A bare number is a
/// percentage, or a fraction of one where the column is known to hold those.
pub(crate) fn rate(cell: Cell<'_>, fraction: bool) -> Option<Rate> {
    let text = cell.text.trim();
    if text.is_empty() {
        return None;
    }
    if text.eq_ignore_ascii_case("free") || text.eq_ignore_ascii_case("no duty") {
        return Some(Rate::Plain(0));
    }
    let (number, per_one) = match text.strip_suffix('%') {
        Some(number) => (number.trim(), 10_000),
        None if cell.kind == CellKind::Percent || fraction => (text, 1_000_000),
        None => (text, 10_000),
    };
    Some(millionths(number, per_one).map_or(Rate::Other, Rate::Plain))
}

/// A decimal number times `per_one`, rounded; `None` where it is none, is
/// negative, or is above ten times the value of the goods.
fn millionths(number: &str, per_one: i64) -> Option<i64> {
    let value: f64 = number.parse().ok()?;
    let scaled = value * per_one as f64;
    let plain = number
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'-' | b'+'));
    (plain && (0.0..=10_000_000.0).contains(&scaled)).then_some((scaled + 0.5) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates() {
        let cell = |text, kind| Cell { text, kind };
        for (text, kind, fraction, want) in [
            ("3.4%", CellKind::Text, false, Some(Rate::Plain(34_000))),
            ("17.6 %", CellKind::Text, false, Some(Rate::Plain(176_000))),
            ("FREE", CellKind::Text, false, Some(Rate::Plain(0))),
            ("2.5", CellKind::Text, false, Some(Rate::Plain(25_000))),
            ("0.025", CellKind::Text, true, Some(Rate::Plain(25_000))),
            ("0.034", CellKind::Percent, false, Some(Rate::Plain(34_000))),
            ("4.4¢/kg", CellKind::Text, false, Some(Rate::Other)),
            ("4.4¢/kg + 2%", CellKind::Text, false, Some(Rate::Other)),
            ("-3%", CellKind::Text, false, Some(Rate::Other)),
            ("inf", CellKind::Text, false, Some(Rate::Other)),
            ("", CellKind::Text, false, None),
        ] {
            assert_eq!(rate(cell(text, kind), fraction), want, "{text}");
        }
    }
}
