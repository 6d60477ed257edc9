//! A cell is text until its field asks for a type.

/// What the file says about a cell besides its text. A text file says nothing:
/// all of its cells are [`CellKind::Text`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellKind {
    /// Text, or anything of a text file.
    Text,
    /// A number, written in full precision.
    Number,
    /// A number that the sheet shows as a percentage.
    Percent,
    /// A number of days that the sheet shows as a date, counted from
    /// 1899-12-30 whatever epoch the workbook uses.
    Date,
    /// `TRUE` or `FALSE`.
    Bool,
    /// An error such as `#REF!`.
    Error,
}

/// One cell, borrowed from its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell<'a> {
    /// Its text, as stored.
    pub(crate) text: &'a str,
    /// What it is.
    pub(crate) kind: CellKind,
}

impl<'a> Cell<'a> {
    /// A cell that is not there.
    pub(crate) const EMPTY: Self = Self {
        text: "",
        kind: CellKind::Text,
    };

    /// The cell without the white space around its text.
    #[inline]
    pub(crate) fn trimmed(self) -> Cell<'a> {
        // Nearly every text begins and ends with a visible ASCII character.
        let visible = |byte: Option<&u8>| byte.is_none_or(|b| (0x21..0x7F).contains(b));
        let bytes = self.text.as_bytes();
        if visible(bytes.first()) && visible(bytes.last()) {
            return self;
        }
        Cell {
            text: self.text.trim(),
            kind: self.kind,
        }
    }

    /// Whether nothing or only white space stands in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty() || self.text.chars().all(char::is_whitespace)
    }
}

/// The rows of a table, one at a time: what the CSV and the workbook reader
/// have in common.
pub(crate) trait Rows {
    /// Goes to the next row that the file has; false at the end. Rows that a
    /// workbook leaves out are blank, and show as a jump of [`Rows::row`].
    fn advance(&mut self) -> Result<bool, crate::Refusal>;
    /// Number of the current row as the spreadsheet program shows it, from 1.
    fn row(&self) -> u32;
    /// One past the last column that the current row has.
    fn width(&self) -> usize;
    /// A cell of the current row; [`Cell::EMPTY`] where there is none.
    fn cell(&self, column: usize) -> Cell<'_>;
    /// Bytes of the file that have been used.
    fn bytes_done(&self) -> u64;
    /// Something about the current row, or about the file up to here, that the
    /// reader had to decide.
    fn remarks(&self) -> Remarks;

    /// Whether the current row has no text.
    fn is_blank(&self) -> bool {
        (0..self.width()).all(|column| self.cell(column).is_blank())
    }
}

/// What the reader of the container noticed about the current row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Remarks {
    /// A quote that never closes was taken as a character.
    pub(crate) stray_quote: bool,
    /// Bytes that are not text in the file's encoding were read as
    /// Windows-1252.
    pub(crate) replaced: bool,
    /// The row is hidden in the sheet.
    pub(crate) hidden: bool,
    /// The table ends here because the file is damaged from here on.
    pub(crate) cut_short: bool,
}

/// The letters of a column, from 0: `A`, `Z`, `AA`, `XFD`.
#[must_use]
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters() {
        for (column, want) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (702, "AAA"),
            (16_383, "XFD"),
        ] {
            assert_eq!(column_letters(column), want);
        }
    }
}
