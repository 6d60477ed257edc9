//! Text to records, with the row numbers that a spreadsheet program shows.
//!
//! A record is a row whatever lines it spans: a quoted line break does not
//! start a new row, and a blank line is one. The text held at any time is one
//! chunk and the start of one record; where chunks end never shows.

use super::decode::Decoder;
use super::dialect::Dialect;
use super::split::{Fields, Split, split};
use crate::cell::{Cell, CellKind, Remarks, Rows};
use crate::encoding::Encoding;
use crate::limits::Limits;
use crate::refusal::{Limit, Refusal};
use std::io::Read;

/// The rows of a text file.
pub(crate) struct Records<S> {
    decoder: Decoder<S>,
    dialect: Dialect,
    text: String,
    /// Where the current record begins, and the one after it.
    at: usize,
    next: usize,
    fields: Fields,
    row: u32,
    remarks: Remarks,
    longest: usize,
    columns: usize,
    most_rows: u32,
    /// How many fields a record of this table has, once that is known.
    expected: Option<usize>,
}

impl<S: Read> Records<S> {
    /// Reads `source` from its start.
    pub(crate) fn new(source: S, encoding: Encoding, dialect: Dialect, limits: &Limits) -> Self {
        Self {
            decoder: Decoder::new(source, encoding, limits.chunk),
            dialect,
            text: String::new(),
            at: 0,
            next: 0,
            fields: Fields::default(),
            row: 0,
            remarks: Remarks::default(),
            longest: limits.record,
            columns: limits.columns,
            most_rows: limits.rows,
            expected: None,
        }
    }

    /// Says how many fields a record has, which tells a quote that opens a
    /// field of several lines from one that only stands there.
    pub(crate) fn expect_fields(&mut self, count: usize) {
        self.expected = Some(count);
    }

    fn refill(&mut self) -> Result<(), Refusal> {
        self.text.drain(..self.at.min(self.text.len()));
        self.at = 0;
        self.decoder.append(&mut self.text)?;
        self.remarks.replaced |= self.decoder.take_replaced();
        Ok(())
    }

    fn split(&mut self, literal: bool) -> Split {
        split(
            &self.text,
            self.at,
            self.decoder.ended(),
            &self.dialect,
            literal,
            self.columns,
            &mut self.fields,
        )
    }

    /// Whether a record of several lines is really several records, the first
    /// with a quote that only stands there: it has not the table's number of
    /// fields, and its first line alone has.
    fn swallowed_lines(&mut self, end: usize) -> bool {
        let Some(expected) = self.expected else {
            return false;
        };
        if self.fields.spans.len() == expected {
            return false;
        }
        let body = self.text.get(self.at..end).unwrap_or("").trim_end();
        if !body.contains('\n') {
            return false;
        }
        let literal = self.split(true);
        let fits = matches!(literal, Split::Record(_)) && self.fields.spans.len() == expected;
        if !fits {
            self.split(false);
        }
        fits
    }
}

impl<S: Read> Rows for Records<S> {
    fn advance(&mut self) -> Result<bool, Refusal> {
        self.at = self.next;
        self.remarks = Remarks::default();
        let mut literal = false;
        loop {
            if self.at >= self.text.len() {
                if self.decoder.ended() {
                    self.fields.spans.clear();
                    return Ok(false);
                }
                self.refill()?;
                continue;
            }
            let found = self.split(literal);
            let end = match found {
                Split::Record(end) => end,
                Split::Unfinished | Split::OpenQuote => self.text.len(),
            };
            let too_long = end - self.at > self.longest;
            match found {
                Split::Record(_) if !too_long => {
                    if !literal && self.swallowed_lines(end) {
                        literal = true;
                        continue;
                    }
                    self.next = end;
                    break;
                }
                Split::Unfinished if !too_long => self.refill()?,
                _ if !literal => literal = true,
                _ => {
                    return Err(Refusal::TooMuch {
                        limit: Limit::Record,
                        most: self.longest as u64,
                        row: Some(self.row + 1),
                    });
                }
            }
        }
        self.remarks.stray_quote = literal;
        if self.row >= self.most_rows {
            return Err(Refusal::TooMuch {
                limit: Limit::Rows,
                most: u64::from(self.most_rows),
                row: None,
            });
        }
        self.row += 1;
        Ok(true)
    }

    fn row(&self) -> u32 {
        self.row
    }

    fn width(&self) -> usize {
        self.fields.spans.len()
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        self.fields.spans.get(column).map_or(Cell::EMPTY, |span| {
            if span.is_empty() {
                return Cell::EMPTY;
            }
            Cell {
                text: span.text(&self.text, &self.fields.scratch),
                kind: CellKind::Text,
            }
        })
    }

    fn bytes_done(&self) -> u64 {
        let waiting = self.text.len().saturating_sub(self.next) as u64;
        self.decoder.bytes_read().saturating_sub(waiting)
    }

    fn remarks(&self) -> Remarks {
        self.remarks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Table = Vec<(u32, Vec<String>, bool)>;

    fn read(bytes: &[u8], chunk: usize, expected: Option<usize>) -> Table {
        let limits = Limits {
            chunk,
            record: 40,
            ..Limits::default()
        };
        let mut records = Records::new(bytes, Encoding::Utf8, Dialect::default(), &limits);
        if let Some(expected) = expected {
            records.expect_fields(expected);
        }
        let mut table = Vec::new();
        while let Ok(true) = records.advance() {
            let cells = (0..records.width())
                .map(|c| records.cell(c).text.to_owned())
                .collect();
            table.push((records.row(), cells, records.remarks().stray_quote));
        }
        table
    }

    fn rows(text: &str, expected: Option<usize>) -> Vec<(u32, String, bool)> {
        read(text.as_bytes(), 7, expected)
            .into_iter()
            .map(|(row, cells, stray)| (row, cells.join("|"), stray))
            .collect()
    }

    #[test]
    fn blank_lines_are_rows_and_quoted_breaks_are_not() {
        assert_eq!(
            rows("a,b\n\n\"x\ny\",2\r\n\r\nlast,1", None),
            [
                (1, "a|b".into(), false),
                (2, String::new(), false),
                (3, "x\ny|2".into(), false),
                (4, String::new(), false),
                (5, "last|1".into(), false),
            ]
        );
    }

    #[test]
    fn a_quote_that_never_closes_costs_one_row_only() {
        assert_eq!(
            rows("a,b\n\"oops,1\nc,2\nd,3\n", None),
            [
                (1, "a|b".into(), false),
                (2, "\"oops|1".into(), true),
                (3, "c|2".into(), false),
                (4, "d|3".into(), false),
            ]
        );
    }

    #[test]
    fn a_quote_that_closes_in_another_row_is_seen_by_the_field_count() {
        let text = "a,b\n\"oops,1\nc,\"2\"\nd,3\n";
        assert_eq!(
            rows(text, Some(2)),
            [
                (1, "a|b".into(), false),
                (2, "\"oops|1".into(), true),
                (3, "c|2".into(), false),
                (4, "d|3".into(), false),
            ]
        );
    }

    proptest! {
        #[test]
        fn chunks_do_not_matter(text in "[a\", \n\r1é]{0,80}", chunk in 1usize..64) {
            let whole = read(text.as_bytes(), 1 << 16, Some(2));
            prop_assert_eq!(read(text.as_bytes(), chunk, Some(2)), whole);
        }

        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = read(&bytes, 16, None);
        }
    }
}
