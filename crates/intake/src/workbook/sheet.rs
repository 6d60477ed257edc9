//! The rows of a sheet, one at a time, each with the cells that the file has.
//!
//! A cell is kept as what the file says, by reference: an index into the shared
//! texts, or a range of the row's own text. Nothing is allocated for a cell,
//! and cells of columns that nobody asked for are passed over.

use super::part::{Part, PartEnd, Tag, Token, push_text};
use super::plain_cell::PlainCell;
use super::strings::{Strings, unescape_tail};
use super::styles::{Shown, Styles};
use crate::cell::{Cell, CellKind, Remarks, Rows};
use crate::limits::Limits;
use crate::refusal::{Limit, Refusal};
use std::io::Read;

/// Days between the epochs of 1900 and 1904.
const EPOCH_SHIFT: f64 = 1462.0;
/// Rows of a sheet, by its format.
const SHEET_ROWS: u32 = 1_048_576;

/// Where a cell's text is.
#[derive(Clone, Copy, Debug)]
enum Place {
    Nowhere,
    Shared(u32),
    Own { start: u32, end: u32 },
}

#[derive(Clone, Copy, Debug)]
struct Kept {
    place: Place,
    kind: CellKind,
}

impl Kept {
    const NOTHING: Self = Self {
        place: Place::Nowhere,
        kind: CellKind::Text,
    };
}

/// What `t` of a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stored {
    Number,
    Shared,
    Text,
    Bool,
    Error,
}

/// The cell being read.
struct Open {
    column: usize,
    stored: Stored,
    shown: Shown,
    start: usize,
}

/// The rows of a sheet.
pub(crate) struct SheetRows<'a, R> {
    part: Part<R>,
    strings: &'a Strings,
    styles: &'a Styles,
    from_1904: bool,
    /// Packed and inflated size of the part, for progress.
    packed: u64,
    inflated: u64,
    cells: Vec<Kept>,
    width: usize,
    text: String,
    row: u32,
    seen_cells: u64,
    /// The largest index of a shared text seen.
    last_shared: Option<u32>,
    most_cells: u64,
    most_columns: usize,
    most_text: usize,
    remarks: Remarks,
    ended: bool,
}

impl<'a, R: Read> SheetRows<'a, R> {
    /// Reads the sheet of `part`, whose sizes are `packed` and `inflated`.
    pub(crate) fn new(
        (part, packed, inflated): (Part<R>, u64, u64),
        strings: &'a Strings,
        styles: &'a Styles,
        from_1904: bool,
        limits: &Limits,
    ) -> Self {
        Self {
            part,
            strings,
            styles,
            from_1904,
            packed,
            inflated,
            cells: Vec::new(),
            width: 0,
            text: String::new(),
            row: 0,
            seen_cells: 0,
            last_shared: None,
            most_cells: limits.cells,
            most_columns: limits.columns,
            most_text: limits.string,
            remarks: Remarks::default(),
            ended: false,
        }
    }

    /// The largest index of a shared text that the rows so far refer to.
    pub(crate) fn last_shared(&self) -> Option<u32> {
        self.last_shared
    }

    fn begin_row(&mut self, number: Option<u32>, hidden: bool) {
        let following = self.row.saturating_add(1);
        // A number that goes back, or past the end, is not believed.
        self.row = number
            .filter(|n| (following..=SHEET_ROWS).contains(n))
            .unwrap_or(following);
        if let Some(used) = self.cells.get_mut(..self.width) {
            used.fill(Kept::NOTHING);
        }
        self.width = 0;
        self.text.clear();
        self.remarks = Remarks {
            hidden,
            ..Remarks::default()
        };
    }

    fn end_cell(&mut self, open: &Open) -> Result<(), Refusal> {
        let length = self.own_text(open).len();
        if length > self.most_text {
            return Err(Refusal::TooMuch {
                limit: Limit::Text,
                most: self.most_text as u64,
                row: Some(self.row),
            });
        }
        let kept = match open.stored {
            Stored::Shared => {
                let index = self.own_text(open).trim().parse().ok();
                self.text.truncate(open.start);
                let Some(index) = index else { return Ok(()) };
                self.last_shared = self.last_shared.max(Some(index));
                Kept {
                    place: Place::Shared(index),
                    kind: CellKind::Text,
                }
            }
            _ if length == 0 => return Ok(()),
            Stored::Number => self.number(open),
            Stored::Text => {
                unescape_tail(&mut self.text, open.start);
                self.own(open, CellKind::Text)
            }
            Stored::Bool => {
                let set = self.own_text(open).trim() == "1";
                self.text.truncate(open.start);
                self.text.push_str(if set { "TRUE" } else { "FALSE" });
                self.own(open, CellKind::Bool)
            }
            Stored::Error => self.own(open, CellKind::Error),
        };
        if open.column < self.most_columns {
            if self.cells.len() <= open.column {
                self.cells.resize(open.column + 1, Kept::NOTHING);
            }
            if let Some(cell) = self.cells.get_mut(open.column) {
                *cell = kept;
            }
            self.width = self.width.max(open.column + 1);
        }
        Ok(())
    }

    fn own_text(&self, open: &Open) -> &str {
        self.text.get(open.start..).unwrap_or("")
    }

    fn own(&self, open: &Open, kind: CellKind) -> Kept {
        Kept {
            place: Place::Own {
                start: open.start as u32,
                end: self.text.len() as u32,
            },
            kind,
        }
    }

    fn number(&mut self, open: &Open) -> Kept {
        let kind = match open.shown {
            Shown::As(kind) => kind,
            Shown::Padded(width) => {
                let digits = self.own_text(open);
                let missing = usize::from(width).saturating_sub(digits.len());
                if digits.bytes().all(|b| b.is_ascii_digit()) {
                    self.text
                        .insert_str(open.start, ZEROS.get(..missing).unwrap_or(""));
                    return self.own(open, CellKind::Text);
                }
                CellKind::Number
            }
        };
        if kind == CellKind::Date && self.from_1904 {
            let shifted = self.own_text(open).trim().parse::<f64>();
            if let Ok(days) = shifted {
                self.text.truncate(open.start);
                self.text.push_str(&(days + EPOCH_SHIFT).to_string());
            }
        }
        self.own(open, kind)
    }
}

const ZEROS: &str = "000000000000000000000000000000";

impl Open {
    /// A cell of which nothing is known but where it stands.
    fn new(column: usize, start: usize) -> Self {
        Self {
            column,
            stored: Stored::Number,
            shown: Shown::As(CellKind::Number),
            start,
        }
    }

    fn of(tag: Tag<'_>, after: usize, start: usize, styles: &Styles) -> Self {
        let mut open = Self::new(after, start);
        for (key, value) in tag.attributes() {
            match key {
                "r" => open.place(value),
                "t" => open.stored(value),
                "s" => open.style(value, styles),
                _ => {}
            }
        }
        open
    }

    fn place(&mut self, reference: &str) {
        self.column = column_of(reference).unwrap_or(self.column);
    }

    fn stored(&mut self, stored: &str) {
        self.stored = match stored {
            "s" => Stored::Shared,
            "str" | "inlineStr" | "d" => Stored::Text,
            "b" => Stored::Bool,
            "e" => Stored::Error,
            _ => Stored::Number,
        };
    }

    fn style(&mut self, style: &str, styles: &Styles) {
        if let Ok(style) = style.parse() {
            self.shown = styles.get(style);
        }
    }
}

/// The column of a reference such as `XFD1048576`, from 0.
fn column_of(reference: &str) -> Option<usize> {
    let mut column = 0usize;
    for byte in reference.bytes() {
        match byte {
            b'A'..=b'Z' => column = column * 26 + usize::from(byte - b'A') + 1,
            b'a'..=b'z' => column = column * 26 + usize::from(byte - b'a') + 1,
            b'$' => {}
            _ => break,
        }
        if column > 1 << 20 {
            return None;
        }
    }
    column.checked_sub(1)
}

impl<R: Read> Rows for SheetRows<'_, R> {
    fn advance(&mut self) -> Result<bool, Refusal> {
        if self.ended {
            return Ok(false);
        }
        let mut in_row = false;
        let mut open: Option<Open> = None;
        let mut after = 0usize;
        // Text counts inside <v> and <t>, not in formulas and phonetics.
        let (mut in_value, mut in_phonetic) = (false, false);
        loop {
            if in_row && open.is_none() && !in_phonetic {
                while let Some(cell) = PlainCell::at_start_of(self.part.ahead()) {
                    let mut plain = Open::new(after, self.text.len());
                    plain.place(cell.reference);
                    plain.stored(cell.stored);
                    plain.style(cell.style, self.styles);
                    push_text(cell.value, &mut self.text);
                    let length = cell.length;
                    self.part.pass(length);
                    self.seen_cells += 1;
                    after = plain.column + 1;
                    self.end_cell(&plain)?;
                    in_value = false;
                }
            }
            let token = match self.part.next() {
                Ok(token) => token,
                Err(PartEnd::Over(Refusal::TooMuch { limit, most, .. })) => {
                    return Err(Refusal::TooMuch {
                        limit,
                        most,
                        row: Some(self.row),
                    });
                }
                Err(PartEnd::Over(refusal)) => return Err(refusal),
                Err(PartEnd::Damaged) => {
                    self.ended = true;
                    self.remarks.cut_short = true;
                    return Ok(in_row);
                }
            };
            match token {
                Token::Open(tag) => match tag.name {
                    "c" if in_row => {
                        self.seen_cells += 1;
                        let cell = Open::of(tag, after, self.text.len(), self.styles);
                        after = cell.column + 1;
                        open = (!tag.empty).then_some(cell);
                    }
                    "v" | "t" => in_value = open.is_some() && !in_phonetic && !tag.empty,
                    "rPh" => in_phonetic = !tag.empty,
                    "row" => {
                        let empty = tag.empty;
                        let (number, hidden) = row_attributes(tag);
                        self.begin_row(number, hidden);
                        // A cell that it stands in has lost its text.
                        (open, in_value, in_phonetic, after) = (None, false, false, 0);
                        if empty {
                            return Ok(true);
                        }
                        in_row = true;
                    }
                    "sheetData" if tag.empty => {
                        self.ended = true;
                        return Ok(false);
                    }
                    _ => {}
                },
                Token::Text(text) if in_value => push_text(text, &mut self.text),
                Token::Literal(text) if in_value => self.text.push_str(text),
                Token::Close(name) => match name {
                    "v" | "t" => in_value = false,
                    "rPh" => in_phonetic = false,
                    "c" => {
                        if let Some(open) = open.take() {
                            self.end_cell(&open)?;
                        }
                    }
                    "row" if in_row => {
                        if self.seen_cells > self.most_cells {
                            return Err(Refusal::TooMuch {
                                limit: Limit::Cells,
                                most: self.most_cells,
                                row: Some(self.row),
                            });
                        }
                        return Ok(true);
                    }
                    "sheetData" => {
                        self.ended = true;
                        return Ok(in_row);
                    }
                    _ => {}
                },
                Token::End => {
                    self.ended = true;
                    self.remarks.cut_short = true;
                    return Ok(in_row);
                }
                _ => {}
            }
            // A row that never ends is bounded like a sheet.
            if self.seen_cells > self.most_cells || self.text.len() > (64 << 20) {
                return Err(Refusal::TooMuch {
                    limit: Limit::Cells,
                    most: self.most_cells,
                    row: Some(self.row),
                });
            }
        }
    }

    fn row(&self) -> u32 {
        self.row
    }

    fn width(&self) -> usize {
        self.width
    }

    fn cell(&self, column: usize) -> Cell<'_> {
        let Some(kept) = self.cells.get(column) else {
            return Cell::EMPTY;
        };
        let text = match kept.place {
            Place::Nowhere => return Cell::EMPTY,
            Place::Shared(index) => self.strings.get(index).unwrap_or(""),
            Place::Own { start, end } => self.text.get(start as usize..end as usize).unwrap_or(""),
        };
        Cell {
            text,
            kind: kept.kind,
        }
    }

    fn bytes_done(&self) -> u64 {
        // The packed bytes that the inflated ones so far come from.
        let share = u128::from(self.part.inflated()) * u128::from(self.packed)
            / u128::from(self.inflated.max(1));
        u64::try_from(share).unwrap_or(self.packed).min(self.packed)
    }

    fn remarks(&self) -> Remarks {
        self.remarks
    }
}

fn row_attributes(tag: Tag<'_>) -> (Option<u32>, bool) {
    let (mut number, mut hidden) = (None, false);
    for (key, value) in tag.attributes() {
        match key {
            "r" => number = value.parse().ok(),
            "hidden" => hidden = matches!(value, "1" | "true"),
            _ => {}
        }
    }
    (number, hidden)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Seen = (u32, Vec<(usize, String, CellKind)>);

    fn rows(xml: &str) -> Vec<Seen> {
        let limits = Limits::default();
        let part = Part::new(xml.as_bytes(), 1 << 20, &limits);
        let (strings, styles) = (Strings::default(), Styles::default());
        let mut sheet = SheetRows::new((part, 1, 1), &strings, &styles, false, &limits);
        let mut out = Vec::new();
        while sheet.advance().unwrap() {
            let cells = (0..sheet.width())
                .map(|c| (c, sheet.cell(c)))
                .filter(|(_, cell)| !cell.text.is_empty())
                .map(|(c, cell)| (c, cell.text.to_owned(), cell.kind))
                .collect();
            out.push((sheet.row(), cells));
        }
        out
    }

    #[test]
    fn a_cell_that_a_row_begins_in_is_none() {
        // What stands after it is longer than what stood before, and of letters
        // of two bytes: the cell's place would be in the middle of one.
        let xml = r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>3<row r="2">ééé</v></c>
            <c r="A2" t="str"><v>éé</v></c></row>"#;
        let xml = format!("<worksheet><sheetData>{xml}</sheetData></worksheet>");
        assert_eq!(rows(&xml), [(2, vec![(0, "éé".into(), CellKind::Text)])]);
    }

    #[test]
    fn cells_of_every_kind() {
        let xml = r#"<worksheet><sheetData>
            <row r="2"><c r="A2"><v>1.5</v></c><c r="C2" t="str"><f>A1&amp;B1</f><v>a&lt;b</v></c>
            <c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c>
            <c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c><c s="1"/></row>
            <row/><row r="9"><c r="B9"><v>7</v></c></row></sheetData><mergeCells/></worksheet>"#;
        assert_eq!(
            rows(xml),
            [
                (
                    2,
                    vec![
                        (0, "1.5".into(), CellKind::Number),
                        (2, "a<b".into(), CellKind::Text),
                        (3, "TRUE".into(), CellKind::Bool),
                        (4, "#REF!".into(), CellKind::Error),
                        (5, "inline".into(), CellKind::Text),
                    ]
                ),
                (3, vec![]),
                (9, vec![(1, "7".into(), CellKind::Number)]),
            ]
        );
    }

    proptest! {
        /// A comment in a cell keeps it from being read in one step.
        #[test]
        fn a_cell_in_one_step_is_as_one_by_tokens(
            cells in proptest::collection::vec((0usize..9, 0usize..8, 0usize..3), 1..40)
        ) {
            let tags = [
                "<c>", "<c r=\"B1\">", "<c  s='0' t=\"str\">", "<c r=\"D>1\" t='b' >", "<c t=\"s\"/>",
                "<c r=\"Z1\" t=\"e\">", "<x:c t=\"str\">", "<c t=\"str\" q='\"'>", "<rPh>",
            ];
            let values = ["1.5", "", "a&amp;b", "é\r\n", " 3 ", "<b/>", "x</v><v>y", "]]>"];
            let ends = ["</v></c>", "</v ></c>", "</v><row>"];
            let write = |between: &str| {
                let one = |(tag, value, end): &(usize, usize, usize)| {
                    format!("{}{between}<v>{}{}", tags[*tag], values[*value], ends[*end])
                };
                let cells: String = cells.iter().map(one).collect();
                format!("<sheetData><row>{cells}</row></sheetData>")
            };
            prop_assert_eq!(rows(&write("")), rows(&write("<!-- -->")));
        }
    }

    #[test]
    fn a_damaged_sheet_gives_its_rows_up_to_there() {
        let xml = r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2"#;
        assert_eq!(rows(xml).len(), 2);
    }

    #[test]
    fn references() {
        assert_eq!(column_of("A1"), Some(0));
        assert_eq!(column_of("XFD1048576"), Some(16_383));
        assert_eq!(column_of("$AB$3"), Some(27));
        assert_eq!(column_of("12"), None);
        assert_eq!(column_of("ZZZZZZZZZZZZ1"), None);
    }
}
