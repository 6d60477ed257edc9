//! Dollars and other numbers.

use crate::cell::{Cell, CellKind};
use customs::{Cents, Quantity};

/// Reads an amount. `Ok(None)` where the cell is blank; "FREE" and "-", which
/// say that nothing is owed, are zero.
pub(crate) fn cents(cell: Cell<'_>) -> Result<Option<Cents>, ()> {
    match Cents::parse(cell.text) {
        Ok(Some(cents)) => Ok(Some(cents)),
        Ok(None) => Ok(zero_word(cell.text).then_some(Cents::ZERO)),
        Err(_) => written_out(cell)
            .or_else(|| without_currency(cell.text).map(str::to_owned))
            .and_then(|text| Cents::parse(&text).ok())
            .ok_or(()),
    }
}

/// Reads a quantity. `Ok(None)` where the cell is blank or "-".
pub(crate) fn quantity(cell: Cell<'_>) -> Result<Option<Quantity>, ()> {
    Quantity::parse(cell.text).or_else(|_| {
        written_out(cell)
            .and_then(|text| Quantity::parse(&text).ok())
            .ok_or(())
    })
}

fn zero_word(text: &str) -> bool {
    let text = text.trim();
    text == "-" || text.eq_ignore_ascii_case("free")
}

/// A workbook's number with an exponent, which is stored in full precision,
/// written without one. In a text file an exponent means that digits were lost.
fn written_out(cell: Cell<'_>) -> Option<String> {
    let number = matches!(cell.kind, CellKind::Number | CellKind::Percent);
    let value: f64 = cell
        .text
        .trim()
        .parse()
        .ok()
        .filter(|v: &f64| v.is_finite())?;
    (number && value.abs() < 1e15).then(|| format!("{value:.6}"))
}

/// `USD 1,200.00` and `1,200.00 USD` without the currency.
fn without_currency(text: &str) -> Option<&str> {
    let text = text.trim();
    let code = |part: &str| part.eq_ignore_ascii_case("usd") || part.eq_ignore_ascii_case("us$");
    text.get(..3)
        .filter(|start| code(start))
        .and_then(|_| text.get(3..))
        .or_else(|| {
            let at = text.len().checked_sub(3)?;
            text.get(at..).filter(|end| code(end))?;
            text.get(..at)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell<'_> {
        Cell {
            text,
            kind: CellKind::Text,
        }
    }

    #[test]
    fn amounts() {
        for (written, want) in [
            ("$10,000.00", Ok(Some(1_000_000))),
            ("USD 12.50", Ok(Some(1250))),
            ("12.50 USD", Ok(Some(1250))),
            ("FREE", Ok(Some(0))),
            ("-", Ok(Some(0))),
            ("", Ok(None)),
            ("(5)", Ok(Some(-500))),
            ("5-", Ok(Some(-500))),
            ("1E+5", Err(())),
            ("n/a", Err(())),
        ] {
            let got = cents(text(written)).map(|c| c.map(|c| c.0));
            assert_eq!(got, want, "{written}");
        }
        let number = Cell {
            text: "1.2345E3",
            kind: CellKind::Number,
        };
        assert_eq!(cents(number), Ok(Some(Cents(123_450))));
    }
}
