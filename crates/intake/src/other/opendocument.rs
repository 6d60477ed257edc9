//! .ods: one XML part that holds all sheets.
//!
//! A row or a cell can be said to repeat, and a file of a kilobyte can so
//! describe a sheet of seventeen thousand million cells. Repeated blank rows
//! and cells are a jump in numbers; repeated texts are given again and again,
//! and counted by the limit on cells like any other.

use super::rows::{Feed, RowBuffer};
use super::{Book, Listed};
use crate::cell::CellKind;
use crate::limits::Limits;
use crate::refusal::{Limit, Refusal};
use crate::workbook::package::{part, part_names};
use crate::workbook::part::{Part, PartEnd, Tag, Token, push_text};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek};
use zip::ZipArchive;

/// Rows of a sheet; what is described further down is not there.
const SHEET_ROWS: u32 = 1_048_576;
const CONTENT: &str = "content.xml";

/// An open .ods.
pub(crate) struct Document<S> {
    zip: ZipArchive<S>,
    parts: BTreeMap<String, usize>,
    sheets: Vec<Listed>,
}

impl<S: Read + Seek> Document<S> {
    /// Opens a document and lists its sheets.
    pub(crate) fn open(mut zip: ZipArchive<S>, limits: &Limits) -> Result<Self, Refusal> {
        let parts = part_names(&zip);
        if is_encrypted(&mut zip, &parts, limits)? {
            return Err(Refusal::Encrypted);
        }
        let sheets = listed(&mut zip, &parts, limits)?;
        if sheets.is_empty() {
            return Err(Refusal::Damaged {
                what: "it lists no sheets".into(),
            });
        }
        Ok(Self { zip, parts, sheets })
    }
}

fn content<'z, S: Read + Seek>(
    zip: &'z mut ZipArchive<S>,
    parts: &BTreeMap<String, usize>,
    limits: &Limits,
) -> Result<Part<zip::read::ZipFile<'z, S>>, Refusal> {
    part(zip, parts, CONTENT, limits)?.ok_or_else(|| Refusal::Damaged {
        what: "its content is missing".into(),
    })
}

fn is_encrypted<S: Read + Seek>(
    zip: &mut ZipArchive<S>,
    parts: &BTreeMap<String, usize>,
    limits: &Limits,
) -> Result<bool, Refusal> {
    let Some(mut part) = part(zip, parts, "meta-inf/manifest.xml", limits)? else {
        return Ok(false);
    };
    loop {
        match part.next() {
            Ok(Token::Open(tag)) if tag.name == "encryption-data" => return Ok(true),
            Ok(Token::End) | Err(_) => return Ok(false),
            Ok(_) => {}
        }
    }
}

fn listed<S: Read + Seek>(
    zip: &mut ZipArchive<S>,
    parts: &BTreeMap<String, usize>,
    limits: &Limits,
) -> Result<Vec<Listed>, Refusal> {
    let mut part = content(zip, parts, limits)?;
    let mut sheets = Vec::new();
    // Styles of tables that are not shown.
    let mut unseen: BTreeSet<String> = BTreeSet::new();
    let mut style = String::new();
    let mut depth = 0;
    loop {
        match part.next() {
            Ok(Token::Open(tag)) => match tag.name {
                "style" => style = tag.attribute("name").unwrap_or_default().into_owned(),
                "table-properties" => {
                    let display = tag.attribute("display");
                    if display.is_some_and(|display| display == "false") {
                        unseen.insert(style.clone());
                    }
                }
                "table" if !tag.empty => {
                    depth += 1;
                    if depth == 1 && sheets.len() < limits.sheets {
                        let style = tag.attribute("style-name").unwrap_or_default();
                        sheets.push(Listed {
                            name: tag.attribute("name").unwrap_or_default().into_owned(),
                            hidden: unseen.contains(style.as_ref()),
                        });
                    }
                }
                _ => {}
            },
            Ok(Token::Close("table")) => depth -= 1,
            Ok(Token::End) | Err(PartEnd::Damaged) => break,
            Ok(_) => {}
            Err(PartEnd::Over(refusal)) => return Err(refusal),
        }
    }
    Ok(sheets)
}

impl<S: Read + Seek> Book for Document<S> {
    fn sheets(&self) -> Vec<Listed> {
        self.sheets.clone()
    }

    fn feed(&mut self, at: usize, limits: &Limits) -> Result<Box<dyn Feed + '_>, Refusal> {
        Ok(Box::new(Sheet {
            part: content(&mut self.zip, &self.parts, limits)?,
            sheets_before: at,
            state: State::Before,
            cells: Vec::new(),
            row: 0,
            pending: 0,
            first: true,
            repeated: 0,
            most_repeated: limits.repeated,
            hidden: false,
        }))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The sheet has not begun.
    Before,
    Inside,
    Ended,
    /// Ended where the part is damaged.
    Damaged,
}

/// A cell of the row, kept to be given as often as the row repeats.
#[derive(Debug)]
struct Kept {
    column: usize,
    times: usize,
    kind: CellKind,
    text: String,
}

/// The rows of a sheet.
struct Sheet<R> {
    part: Part<R>,
    /// Sheets that come before this one.
    sheets_before: usize,
    state: State,
    /// The last row read.
    cells: Vec<Kept>,
    /// The number of the row given last, and how often it is still to come.
    row: u32,
    pending: u32,
    /// Whether the row has not been given yet.
    first: bool,
    /// Cells given that the file does not write out.
    repeated: u64,
    most_repeated: u64,
    hidden: bool,
}

/// A cell being read.
#[derive(Default)]
struct Open {
    times: usize,
    /// What the attributes say.
    kind: Option<CellKind>,
    value: String,
    /// What is shown.
    shown: String,
    paragraphs: usize,
}

impl Open {
    fn of(tag: Tag<'_>) -> Self {
        let mut open = Self {
            times: 1,
            ..Self::default()
        };
        let mut kind = None;
        for (key, value) in tag.attributes() {
            match key.rsplit(':').next().unwrap_or(key) {
                "number-columns-repeated" => open.times = value.parse().unwrap_or(1).max(1),
                // LibreOffice says it twice, in two namespaces.
                "value-type" if kind.is_none() => {
                    kind = match value {
                        "float" | "currency" => Some(CellKind::Number),
                        "percentage" => Some(CellKind::Percent),
                        "boolean" => Some(CellKind::Bool),
                        _ => Some(CellKind::Text),
                    };
                }
                "value" | "date-value" | "boolean-value" | "string-value" => {
                    open.value.clear();
                    push_text(value, &mut open.value);
                }
                _ => {}
            }
        }
        open.kind = kind;
        open
    }

    /// The kind and the text of the cell.
    fn finish(self) -> (CellKind, String) {
        match self.kind {
            // Codes that are numbers in a format with zeros at the start:
            // the zeros are what the visitor sees.
            Some(CellKind::Number) if shows_zeros(&self.shown, &self.value) => {
                (CellKind::Text, self.shown)
            }
            Some(kind @ (CellKind::Number | CellKind::Percent)) if !self.value.is_empty() => {
                (kind, self.value)
            }
            Some(CellKind::Bool) => (CellKind::Bool, self.value.to_ascii_uppercase()),
            _ if self.shown.starts_with('#') && is_error(&self.shown) => {
                (CellKind::Error, self.shown)
            }
            // A date is written as YYYY-MM-DD in its value.
            _ if self.value.is_empty() => (CellKind::Text, self.shown),
            _ => (CellKind::Text, self.value),
        }
    }
}

/// Whether what is shown is the value with zeros before it and nothing else.
fn shows_zeros(shown: &str, value: &str) -> bool {
    shown.len() > 1
        && shown.starts_with('0')
        && shown.bytes().all(|b| b.is_ascii_digit())
        && shown.trim_start_matches('0') == value.trim_start_matches('0')
}

fn is_error(shown: &str) -> bool {
    matches!(
        shown,
        "#REF!" | "#N/A" | "#VALUE!" | "#NAME?" | "#DIV/0!" | "#NUM!" | "#NULL!"
    )
}

impl<R: Read> Sheet<R> {
    /// Goes to the sheet.
    fn start(&mut self) -> Result<(), Refusal> {
        let (mut before, mut depth) = (0, 0);
        loop {
            match self.part.next() {
                Ok(Token::Open(tag)) if tag.name == "table" && !tag.empty => {
                    depth += 1;
                    if depth == 1 {
                        if before == self.sheets_before {
                            self.state = State::Inside;
                            return Ok(());
                        }
                        before += 1;
                    }
                }
                Ok(Token::Close("table")) => depth -= 1,
                Ok(Token::End) | Err(PartEnd::Damaged) => {
                    self.state = State::Ended;
                    return Ok(());
                }
                Ok(_) => {}
                Err(PartEnd::Over(refusal)) => return Err(refusal),
            }
        }
    }

    /// Reads the next row that has text into `cells`.
    fn read(&mut self) -> Result<(), Refusal> {
        let mut repeats = 0u32;
        let mut column = 0usize;
        let mut open: Option<Open> = None;
        // Inside a note, a drawing or a table in a cell nothing counts.
        let (mut aside, mut in_text) = (0usize, false);
        self.cells.clear();
        loop {
            let token = match self.part.next() {
                Ok(token) => token,
                Err(PartEnd::Damaged) => {
                    self.state = State::Damaged;
                    self.pending = repeats.min(1);
                    return Ok(());
                }
                Err(PartEnd::Over(Refusal::TooMuch { limit, most, .. })) => {
                    return Err(Refusal::TooMuch {
                        limit,
                        most,
                        row: Some(self.row),
                    });
                }
                Err(PartEnd::Over(refusal)) => return Err(refusal),
            };
            match token {
                Token::Open(tag) if is_aside(tag.name) => aside += usize::from(!tag.empty),
                Token::Close(name) if is_aside(name) => aside = aside.saturating_sub(1),
                _ if aside > 0 => {}
                Token::Open(tag) => match tag.name {
                    "table-row" => {
                        (repeats, self.hidden) = row_attributes(tag);
                        column = 0;
                        self.cells.clear();
                        if tag.empty {
                            self.row = self.row.saturating_add(repeats);
                            repeats = 0;
                        }
                    }
                    "table-cell" | "covered-table-cell" => {
                        let cell = Open::of(tag);
                        if tag.empty {
                            self.keep(cell, &mut column);
                        } else {
                            open = Some(cell);
                        }
                    }
                    name => {
                        if let Some(open) = &mut open {
                            in_text |= name == "p" && !tag.empty;
                            begin(tag, open);
                        }
                    }
                },
                Token::Text(text) if in_text => {
                    if let Some(open) = &mut open {
                        push_text(text, &mut open.shown);
                    }
                }
                Token::Literal(text) if in_text => {
                    if let Some(open) = &mut open {
                        open.shown.push_str(text);
                    }
                }
                Token::Close(name) => match name {
                    "p" => in_text = false,
                    "table-cell" | "covered-table-cell" => {
                        if let Some(cell) = open.take() {
                            self.keep(cell, &mut column);
                        }
                    }
                    "table-row" => {
                        if !self.cells.is_empty() {
                            self.pending = repeats;
                            self.first = true;
                            return Ok(());
                        }
                        self.row = self.row.saturating_add(repeats);
                    }
                    "table" => {
                        self.state = State::Ended;
                        return Ok(());
                    }
                    _ => {}
                },
                Token::End => {
                    self.state = State::Ended;
                    return Ok(());
                }
                _ => {}
            }
        }
    }

    fn keep(&mut self, cell: Open, column: &mut usize) {
        let times = cell.times;
        let (kind, text) = cell.finish();
        if !text.is_empty() {
            self.cells.push(Kept {
                column: *column,
                times,
                kind,
                text,
            });
        }
        *column = column.saturating_add(times);
    }
}

/// Elements in a cell that are not its text.
fn is_aside(name: &str) -> bool {
    matches!(
        name,
        "annotation" | "frame" | "custom-shape" | "sub-table" | "tracked-changes"
    )
}

/// How often a row repeats, and whether it is hidden.
fn row_attributes(tag: Tag<'_>) -> (u32, bool) {
    let repeats = tag
        .attribute("number-rows-repeated")
        .and_then(|times| times.parse().ok());
    let hidden = tag
        .attribute("visibility")
        .is_some_and(|seen| seen == "collapse" || seen == "filter");
    (repeats.unwrap_or(1).max(1), hidden)
}

/// An element inside a cell: a paragraph, or white space that XML would lose.
fn begin(tag: Tag<'_>, open: &mut Open) {
    match tag.name {
        "p" => {
            if open.paragraphs > 0 {
                open.shown.push('\n');
            }
            open.paragraphs += 1;
        }
        "s" => {
            let count = tag.attribute("c").and_then(|count| count.parse().ok());
            for _ in 0..count.unwrap_or(1usize).min(100) {
                open.shown.push(' ');
            }
        }
        "tab" => open.shown.push('\t'),
        "line-break" => open.shown.push('\n'),
        _ => {}
    }
}

impl<R: Read> Feed for Sheet<R> {
    fn next_row(&mut self, row: &mut RowBuffer) -> Result<bool, Refusal> {
        if self.state == State::Before {
            self.start()?;
        }
        if self.pending == 0 && self.state == State::Inside {
            self.read()?;
        }
        if self.pending == 0 || self.row >= SHEET_ROWS {
            return Ok(false);
        }
        self.pending -= 1;
        self.row += 1;
        row.begin(self.row);
        if self.hidden {
            row.hide();
        }
        if self.state == State::Damaged {
            row.cut_short();
        }
        for cell in &self.cells {
            for column in cell.column..cell.column.saturating_add(cell.times) {
                if !row.has_room(column) {
                    break;
                }
                self.repeated += u64::from(!self.first || column > cell.column);
                row.push(column, cell.kind, &cell.text)?;
            }
        }
        self.first = false;
        if self.repeated > self.most_repeated {
            return Err(Refusal::TooMuch {
                limit: Limit::Repeated,
                most: self.most_repeated,
                row: Some(self.row),
            });
        }
        Ok(true)
    }
}
