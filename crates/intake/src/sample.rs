//! The first rows of a table, kept to be looked at.

use crate::cell::{CellKind, Rows};
use crate::refusal::Refusal;

/// Rows that are searched for a header.
pub(crate) const HEADER_ROWS: usize = 50;
/// Rows that are kept.
const KEPT_ROWS: usize = 500;
/// Cells that are kept, and bytes of one of them.
const KEPT_CELLS: usize = 100_000;
const KEPT_BYTES: usize = 200;

/// A cell of a sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SampleCell {
    pub(crate) text: String,
    pub(crate) kind: CellKind,
}

/// A row of a sample.
#[derive(Clone, Debug)]
pub(crate) struct SampleRow {
    pub(crate) row: u32,
    pub(crate) cells: Vec<SampleCell>,
}

impl SampleRow {
    /// The trimmed text of a cell.
    pub(crate) fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.text.trim())
    }

    /// Whether it has no text.
    pub(crate) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.trim().is_empty())
    }
}

/// The first rows of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sample {
    pub(crate) rows: Vec<SampleRow>,
    /// Whether the table has no other rows.
    pub(crate) complete: bool,
}

impl Sample {
    /// Takes the first rows of `rows`.
    pub(crate) fn take(rows: &mut impl Rows) -> Result<Self, Refusal> {
        let mut sample = Self::default();
        let mut cells = 0;
        while sample.rows.len() < KEPT_ROWS && cells < KEPT_CELLS {
            if !rows.advance()? {
                sample.complete = true;
                break;
            }
            let kept = SampleRow {
                row: rows.row(),
                cells: (0..rows.width())
                    .map(|column| {
                        let cell = rows.cell(column);
                        SampleCell {
                            text: cut(cell.text, KEPT_BYTES).to_owned(),
                            kind: cell.kind,
                        }
                    })
                    .collect(),
            };
            cells += kept.cells.len();
            sample.rows.push(kept);
        }
        Ok(sample)
    }

    /// Rows after a row number.
    pub(crate) fn after(&self, row: u32) -> impl Iterator<Item = &SampleRow> {
        self.rows.iter().filter(move |kept| kept.row > row)
    }

    /// One past the last column of any row.
    pub(crate) fn width(&self) -> usize {
        self.rows
            .iter()
            .map(|row| row.cells.len())
            .max()
            .unwrap_or(0)
    }
}

/// The start of a text, at most `most` bytes, cut between characters.
pub(crate) fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at));
    text.get(..end.unwrap_or(0)).unwrap_or("")
}
