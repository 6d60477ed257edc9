//! A sheet's table as CSV: UTF-8 with a mark, comma, quotes where needed, CRLF.
//!
//! Formulas are written as their results. Texts follow the same rule as in the
//! workbook (see [`crate::safe`]); numbers are written bare because they are
//! typed. Days are written YYYY-MM-DD.

use crate::cell::{Cell, Outcome};
use crate::safe;
use crate::sheet::Sheet;

/// The table of a sheet; the whole sheet where it is no table.
#[must_use]
pub fn table(sheet: &Sheet) -> Vec<u8> {
    // Without the mark, spreadsheet programs take the text for another encoding.
    let mut out = String::from("\u{FEFF}");
    let titles: Vec<Cell> = sheet
        .columns
        .iter()
        .map(|column| Cell::Text(column.title.clone()))
        .collect();
    if sheet.columns.is_empty() {
        sheet.head.iter().for_each(|row| line(&mut out, row));
    } else {
        line(&mut out, &titles);
    }
    sheet.rows.iter().for_each(|row| line(&mut out, row));
    out.into_bytes()
}

fn line(out: &mut String, cells: &[Cell]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        field(out, cell);
    }
    out.push_str("\r\n");
}

fn field(out: &mut String, cell: &Cell) {
    let plain = match cell {
        Cell::Blank | Cell::Input(None) => return,
        Cell::Title(text)
        | Cell::Label(text)
        | Cell::Over(text)
        | Cell::Note(text)
        | Cell::Text(text) => {
            return quoted(out, &safe::text(text));
        }
        Cell::Formula(formula) => match &formula.result {
            Outcome::Text(text) => return quoted(out, &safe::text(text)),
            Outcome::Money(amount) => number(*amount),
            Outcome::Factor(factor) => factor.to_string(),
            Outcome::Days(days) => days.to_string(),
        },
        Cell::Count(count) => count.to_string(),
        Cell::Money(amount) | Cell::Input(Some(amount)) => number(*amount),
        Cell::Rate(rate) | Cell::Factor(rate) => rate.normalize().to_string(),
        Cell::Day(day) => day.to_string(),
    };
    out.push_str(&plain);
}

fn quoted(out: &mut String, text: &str) {
    // An apostrophe at the head says that the text is no formula; in quotes it
    // can't be split off it.
    if text.contains([',', '"', ';', '\'']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}

/// An amount without marks: `-1234.50`.
pub(crate) fn number(amount: customs::Cents) -> String {
    rust_decimal::Decimal::new(amount.0, 2).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::column;
    use customs::{Cents, Day};

    #[test]
    fn numbers_are_bare_and_texts_are_safe() {
        let sheet = Sheet {
            id: "t",
            name: "T",
            columns: vec![column("Number, as filed", 10), column("Amount", 10)],
            rows: vec![
                vec![Cell::Text("=1+1".to_owned()), Cell::Money(Cents(-12_345))],
                vec![Cell::Text("0123".to_owned()), Cell::Blank],
                vec![
                    Cell::Day(Day::parse("2026-11-24").unwrap()),
                    Cell::sum("A1", Cents(5)),
                ],
            ],
            ..Sheet::default()
        };
        let text = String::from_utf8(table(&sheet)).unwrap();
        assert_eq!(
            text,
            "\u{FEFF}\"Number, as filed\",Amount\r\n\"'=1+1\",-123.45\r\n0123,\r\n2026-11-24,0.05\r\n"
        );
    }
}
