//! Sheets as comma-separated text.

use super::Sheet;
use jiff::civil::Date;
use std::fmt::Write as _;
use std::io;

/// How a program writes money and dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// As ACE exports: `$10,000.00`, `04/08/2025`.
    Ace,
    /// As brokers and planning systems do: `10000.00`, `2025-04-08`.
    Plain,
}

/// A sheet written as CSV.
pub(crate) struct Text<W: io::Write> {
    out: csv::Writer<W>,
    style: Style,
    cell: String,
    /// The last date and how it is written: neighbouring rows share it.
    last: (Date, String),
}

impl<W: io::Write> Text<W> {
    /// A sheet on `out`.
    pub(crate) fn new(out: W, style: Style) -> Self {
        Text {
            out: csv::WriterBuilder::new()
                .flexible(true)
                .buffer_capacity(1 << 16)
                .from_writer(out),
            style,
            cell: String::new(),
            last: (Date::ZERO, String::new()),
        }
    }

    /// Writes what is still held back.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl<W: io::Write> Sheet for Text<W> {
    fn text(&mut self, cell: &str) -> io::Result<()> {
        Ok(self.out.write_field(cell)?)
    }

    fn money(&mut self, cents: i64) -> io::Result<()> {
        self.cell.clear();
        match self.style {
            Style::Ace => dollars(&mut self.cell, cents),
            Style::Plain => plain(&mut self.cell, cents),
        }
        Ok(self.out.write_field(&self.cell)?)
    }

    fn date(&mut self, date: Date) -> io::Result<()> {
        if self.last.0 != date || self.last.1.is_empty() {
            self.last.0 = date;
            self.last.1.clear();
            let (year, month, day) = (date.year(), date.month(), date.day());
            // Writing to a string cannot fail.
            let _ = match self.style {
                Style::Ace => write!(self.last.1, "{month:02}/{day:02}/{year}"),
                Style::Plain => write!(self.last.1, "{year}-{month:02}-{day:02}"),
            };
        }
        Ok(self.out.write_field(&self.last.1)?)
    }

    fn number(&mut self, number: i64) -> io::Result<()> {
        self.cell.clear();
        let _ = write!(self.cell, "{number}");
        Ok(self.out.write_field(&self.cell)?)
    }

    fn end_row(&mut self) -> io::Result<()> {
        Ok(self.out.write_record(None::<&[u8]>)?)
    }
}

/// `$10,000.00`; a negative amount stands in parentheses.
fn dollars(cell: &mut String, cents: i64) {
    let amount = cents.unsigned_abs();
    let whole = (amount / 100).to_string();
    if cents < 0 {
        cell.push('(');
    }
    cell.push('$');
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            cell.push(',');
        }
        cell.push(digit);
    }
    let _ = write!(cell, ".{:02}", amount % 100);
    if cents < 0 {
        cell.push(')');
    }
}

fn plain(cell: &mut String, cents: i64) {
    let sign = if cents < 0 { "-" } else { "" };
    let amount = cents.unsigned_abs();
    let _ = write!(cell, "{sign}{}.{:02}", amount / 100, amount % 100);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_as_ace_writes_it() {
        for (cents, text) in [
            (0, "$0.00"),
            (85_000, "$850.00"),
            (1_000_000, "$10,000.00"),
            (123_456_789, "$1,234,567.89"),
            (-24_000, "($240.00)"),
        ] {
            let mut cell = String::new();
            dollars(&mut cell, cents);
            assert_eq!(cell, text);
        }
    }
}
