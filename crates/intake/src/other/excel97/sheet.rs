//! The index and the rows of a sheet.

use super::globals::Globals;
use super::records::{Pieces, Record, Records, f64_at, id, narrow, u16_at, u32_at};
use crate::cell::CellKind;
use crate::other::rows::{Feed, RowBuffer, packed_number};
use crate::refusal::Refusal;

/// A cell by its place in the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Indexed {
    row: u16,
    column: u16,
    /// Where its record begins.
    at: u32,
}

/// The rows of a sheet.
pub(super) struct Sheet<'b> {
    stream: &'b [u8],
    globals: &'b Globals,
    cells: Vec<Indexed>,
    hidden: Vec<u16>,
    /// The next cell of the index.
    next: usize,
    text: String,
}

impl<'b> Sheet<'b> {
    /// Goes through the sheet that begins at `start`.
    pub(super) fn new(stream: &'b [u8], start: usize, globals: &'b Globals) -> Self {
        let mut sheet = Self {
            stream,
            globals,
            cells: Vec::new(),
            hidden: Vec::new(),
            next: 0,
            text: String::new(),
        };
        sheet.index(start);
        sheet
    }

    fn index(&mut self, start: usize) {
        let mut depth = 0u32;
        for record in Records::new(self.stream, start) {
            match record.id {
                // A chart in the sheet has its own beginning and end.
                id::BEGIN => depth += 1,
                id::END => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                _ if depth > 1 => {}
                id::ROW => {
                    // Bit 5 of the options: the row has no height.
                    let options = u16_at(record.data, 12).unwrap_or(0);
                    if let (true, Some(row)) = (options & 0x20 != 0, u16_at(record.data, 0)) {
                        self.hidden.push(row);
                    }
                }
                id::NUMBERS => {
                    let first = u16_at(record.data, 2).unwrap_or(0);
                    let count = record.data.len().saturating_sub(6) / 6;
                    for step in 0..u16::try_from(count).unwrap_or(256).min(256) {
                        self.add(record, first.saturating_add(step));
                    }
                }
                id::NUMBER
                | id::PACKED
                | id::SHARED
                | id::TEXT
                | id::RICH_TEXT
                | id::BOOL_OR_ERROR
                | id::FORMULA => {
                    let column = u16_at(record.data, 2).unwrap_or(u16::MAX);
                    self.add(record, column);
                }
                _ => {}
            }
        }
        if !self.cells.is_sorted() {
            self.cells.sort_unstable();
        }
        self.hidden.sort_unstable();
    }

    fn add(&mut self, record: Record<'_>, column: u16) {
        if let (Some(row), Ok(at)) = (u16_at(record.data, 0), u32::try_from(record.at)) {
            self.cells.push(Indexed { row, column, at });
        }
    }

    fn cell(&mut self, cell: Indexed, row: &mut RowBuffer) -> Result<(), Refusal> {
        let Some(record) = Records::at(self.stream, cell.at as usize) else {
            return Ok(());
        };
        let data = record.data;
        let column = usize::from(cell.column);
        let from_1904 = self.globals.from_1904;
        let shown = |at| {
            self.globals
                .styles
                .get(u32::from(u16_at(data, at).unwrap_or(0)))
        };
        match record.id {
            id::NUMBER => match f64_at(data, 6) {
                Some(value) => row.push_number(column, value, shown(4), from_1904),
                None => Ok(()),
            },
            id::PACKED | id::NUMBERS => {
                let first = usize::from(u16_at(data, 2).unwrap_or(0));
                let at = 4 + (column - first.min(column)) * 6;
                match data.get(at + 2..).and_then(|rest| rest.first_chunk()) {
                    Some(packed) => {
                        row.push_number(column, packed_number(*packed), shown(at), from_1904)
                    }
                    None => Ok(()),
                }
            }
            id::SHARED => {
                let text = u32_at(data, 6).and_then(|index| self.globals.strings.get(index));
                row.push(column, CellKind::Text, text.unwrap_or(""))
            }
            id::TEXT | id::RICH_TEXT => {
                self.text_of(record, 6);
                row.push(column, CellKind::Text, &self.text)
            }
            id::BOOL_OR_ERROR => match data.get(6..8) {
                Some([value, 0]) => row.push_bool(column, *value != 0),
                Some([code, _]) => row.push_error(column, *code),
                _ => Ok(()),
            },
            id::FORMULA => match data.get(6..14) {
                // A result that is no number: its kind, and two bytes of ones.
                Some([0, _, _, _, _, _, 0xFF, 0xFF]) => {
                    self.formula_text(record);
                    row.push(column, CellKind::Text, &self.text)
                }
                Some([1, _, value, _, _, _, 0xFF, 0xFF]) => row.push_bool(column, *value != 0),
                Some([2, _, code, _, _, _, 0xFF, 0xFF]) => row.push_error(column, *code),
                Some([_, _, _, _, _, _, 0xFF, 0xFF]) | None => Ok(()),
                Some(_) => {
                    let value = f64_at(data, 6).unwrap_or(0.0);
                    row.push_number(column, value, shown(4), from_1904)
                }
            },
            _ => Ok(()),
        }
    }

    /// The text of a record, `skip` bytes in.
    fn text_of(&mut self, record: Record<'_>, skip: usize) {
        self.text.clear();
        if self.globals.wide {
            Pieces::new(self.stream, self.at(record), skip).text(&mut self.text);
        } else {
            let length = usize::from(u16_at(record.data, skip).unwrap_or(0));
            let bytes = record.data.get(skip + 2..).unwrap_or_default();
            narrow(bytes.get(..length).unwrap_or(bytes), &mut self.text);
        }
    }

    /// A record with the lifetime of the stream.
    fn at(&self, record: Record<'_>) -> Record<'b> {
        Records::at(self.stream, record.at).unwrap_or(Record {
            id: 0,
            data: &[],
            at: record.at,
        })
    }

    /// The text that a formula gives: in a record after it, past a record of a
    /// shared formula.
    fn formula_text(&mut self, formula: Record<'_>) {
        self.text.clear();
        let after = Records::new(self.stream, formula.at).skip(1).take(3);
        let mut after = after.take_while(|record| record.id != id::FORMULA);
        if let Some(record) = after.find(|record| record.id == id::FORMULA_TEXT) {
            self.text_of(record, 0);
        }
    }
}

impl Feed for Sheet<'_> {
    fn next_row(&mut self, row: &mut RowBuffer) -> Result<bool, Refusal> {
        let Some(first) = self.cells.get(self.next).copied() else {
            return Ok(false);
        };
        row.begin(u32::from(first.row) + 1);
        if self.hidden.binary_search(&first.row).is_ok() {
            row.hide();
        }
        while let Some(cell) = self.cells.get(self.next).copied() {
            if cell.row != first.row {
                break;
            }
            self.next += 1;
            self.cell(cell, row)?;
        }
        Ok(true)
    }
}
