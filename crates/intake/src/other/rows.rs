//! A row that is buffered: what the readers of the other forms have in common.
//!
//! They hand a row over as a whole, through a trait object, so that the path
//! from rows to records is compiled once for all three.

use crate::cell::{Cell, CellKind, Remarks, Rows};
use crate::limits::Limits;
use crate::refusal::{Limit, Refusal};
use crate::workbook::styles::Shown;

/// Days between the epochs of 1900 and 1904.
const EPOCH_SHIFT: f64 = 1462.0;

#[derive(Clone, Copy, Debug)]
struct Kept {
    start: u32,
    end: u32,
    kind: CellKind,
}

const NOTHING: Kept = Kept {
    start: 0,
    end: 0,
    kind: CellKind::Text,
};

/// One row while it is put together.
#[derive(Debug)]
pub(crate) struct RowBuffer {
    row: u32,
    text: String,
    cells: Vec<Kept>,
    remarks: Remarks,
    seen_cells: u64,
    most_columns: usize,
    most_cells: u64,
    most_text: usize,
}

impl RowBuffer {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            row: 0,
            text: String::new(),
            cells: Vec::new(),
            remarks: Remarks::default(),
            seen_cells: 0,
            most_columns: limits.columns,
            most_cells: limits.cells,
            most_text: limits.string,
        }
    }

    /// Begins the row with this number, from 1.
    pub(crate) fn begin(&mut self, row: u32) {
        self.row = row;
        self.text.clear();
        self.cells.clear();
        self.remarks = Remarks::default();
    }

    /// Says that the sheet hides the row.
    pub(crate) fn hide(&mut self) {
        self.remarks.hidden = true;
    }

    /// Says that the file is damaged after this row.
    pub(crate) fn cut_short(&mut self) {
        self.remarks.cut_short = true;
    }

    /// Whether a column is one of those that are read.
    pub(crate) fn has_room(&self, column: usize) -> bool {
        column < self.most_columns
    }

    /// Puts a cell in its column; one past the last column that is read is
    /// left out.
    pub(crate) fn push(
        &mut self,
        column: usize,
        kind: CellKind,
        text: &str,
    ) -> Result<(), Refusal> {
        self.seen_cells += 1;
        if self.seen_cells > self.most_cells {
            return Err(self.over(Limit::Cells, self.most_cells));
        }
        if text.len() > self.most_text {
            return Err(self.over(Limit::Text, self.most_text as u64));
        }
        if column >= self.most_columns || text.is_empty() {
            return Ok(());
        }
        let start = self.text.len();
        self.text.push_str(text);
        let bounds = (u32::try_from(start), u32::try_from(self.text.len()));
        let (Ok(start), Ok(end)) = bounds else {
            return Err(self.over(Limit::Texts, u64::from(u32::MAX)));
        };
        if self.cells.len() <= column {
            self.cells.resize(column + 1, NOTHING);
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = Kept { start, end, kind };
        }
        Ok(())
    }

    /// Puts a number in its column, as its format shows it.
    pub(crate) fn push_number(
        &mut self,
        column: usize,
        value: f64,
        shown: Shown,
        from_1904: bool,
    ) -> Result<(), Refusal> {
        match shown {
            Shown::As(CellKind::Date) if from_1904 => {
                self.push(column, CellKind::Date, &(value + EPOCH_SHIFT).to_string())
            }
            Shown::As(kind) => self.push(column, kind, &value.to_string()),
            Shown::Padded(width) if value >= 0.0 && value.fract() == 0.0 => {
                let width = usize::from(width);
                self.push(column, CellKind::Text, &format!("{value:0width$.0}"))
            }
            Shown::Padded(_) => self.push(column, CellKind::Number, &value.to_string()),
        }
    }

    /// Puts `TRUE` or `FALSE` in a column.
    pub(crate) fn push_bool(&mut self, column: usize, set: bool) -> Result<(), Refusal> {
        self.push(column, CellKind::Bool, if set { "TRUE" } else { "FALSE" })
    }

    /// Puts an error in a column, by its code in binary workbooks.
    pub(crate) fn push_error(&mut self, column: usize, code: u8) -> Result<(), Refusal> {
        let text = match code {
            0x00 => "#NULL!",
            0x07 => "#DIV/0!",
            0x0F => "#VALUE!",
            0x17 => "#REF!",
            0x1D => "#NAME?",
            0x24 => "#NUM!",
            _ => "#N/A",
        };
        self.push(column, CellKind::Error, text)
    }

    fn over(&self, limit: Limit, most: u64) -> Refusal {
        Refusal::TooMuch {
            limit,
            most,
            row: Some(self.row),
        }
    }
}

/// What gives the rows of a sheet.
pub(crate) trait Feed {
    /// Fills `row` with the next row that the file has; false at the end. Row
    /// numbers rise.
    fn next_row(&mut self, row: &mut RowBuffer) -> Result<bool, Refusal>;
}

/// The rows of a feed.
pub(crate) struct FedRows<'f> {
    feed: Box<dyn Feed + 'f>,
    row: RowBuffer,
}

impl<'f> FedRows<'f> {
    pub(crate) fn new(feed: Box<dyn Feed + 'f>, limits: &Limits) -> Self {
        Self {
            feed,
            row: RowBuffer::new(limits),
        }
    }
}

impl Rows for FedRows<'_> {
    fn advance(&mut self) -> Result<bool, Refusal> {
        if self.row.remarks.cut_short {
            return Ok(false);
        }
        self.feed.next_row(&mut self.row)
    }

    fn row(&self) -> u32 {
        self.row.row
    }

    fn width(&self) -> usize {
        self.row.cells.len()
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        let Some(kept) = self.row.cells.get(column) else {
            return Cell::EMPTY;
        };
        let range = kept.start as usize..kept.end as usize;
        Cell {
            text: self.row.text.get(range).unwrap_or(""),
            kind: kept.kind,
        }
    }

    fn bytes_done(&self) -> u64 {
        0
    }

    fn remarks(&self) -> Remarks {
        self.row.remarks
    }
}

/// A number of 30 bits, as binary workbooks pack most of theirs: the top of a
/// float, or a whole number, either of them a hundredfold.
pub(crate) fn packed_number(bytes: [u8; 4]) -> f64 {
    let packed = u32::from_le_bytes(bytes);
    let value = if packed & 2 != 0 {
        f64::from(packed.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(packed & !3) << 32)
    };
    if packed & 1 != 0 {
        value / 100.0
    } else {
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers() {
        assert_eq!(packed_number(0x3FF0_0000u32.to_le_bytes()), 1.0);
        assert_eq!(packed_number(((123u32 << 2) | 2).to_le_bytes()), 123.0);
        assert_eq!(packed_number(((12_345u32 << 2) | 3).to_le_bytes()), 123.45);
        let minus = (-7i32 << 2) | 2;
        assert_eq!(packed_number(minus.to_le_bytes()), -7.0);
    }

    #[test]
    fn codes_keep_the_zeros_that_their_format_shows() {
        let mut row = RowBuffer::new(&Limits::default());
        row.begin(1);
        row.push_number(0, 101_210_010.0, Shown::Padded(10), false)
            .unwrap();
        assert_eq!(row.text, "0101210010");
    }
}
