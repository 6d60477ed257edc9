//! Sheets and books, before they are written in any format.

use crate::cell::{Cell, at, run};
use std::borrow::Cow;

/// A workbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
    /// Printed at the foot of each page.
    pub foot: String,
}

/// A sheet: lines above a table, and the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Stable id, also the name of its CSV file.
    pub id: &'static str,
    /// Its name on the tab, at most 31 characters.
    pub name: &'static str,
    /// The widths of the columns of a sheet without a table, in characters.
    pub widths: &'static [u8],
    /// What stands above the table.
    pub head: Vec<Vec<Cell>>,
    /// The table's columns; none where the sheet is no table.
    pub columns: Vec<Column>,
    /// Whether long texts of the table go on in further lines, to be read; else
    /// each row is one line, to be sorted and filtered.
    pub wraps: bool,
    /// Where a workbook goes on with the table on a further sheet; its CSV is one.
    pub more: Option<More>,
    /// The table's rows.
    pub rows: Vec<Vec<Cell>>,
}

/// A further sheet for the last columns of a table that is too wide for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    /// Its name on the tab.
    pub name: &'static str,
    /// How many of the first columns stand there too, to say what a row is about.
    pub repeated: usize,
    /// The first column that stands there alone.
    pub from: usize,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its title.
    pub title: String,
    /// Its width in characters.
    pub width: u8,
}

/// A column.
#[must_use]
pub fn column(title: impl Into<String>, width: u8) -> Column {
    Column {
        title: title.into(),
        width,
    }
}

impl Sheet {
    /// The sheets of a workbook that it makes: itself, or its first columns and
    /// a further sheet with the others.
    fn worksheets(&self) -> Vec<Cow<'_, Self>> {
        let Some(more) = &self.more else {
            return vec![Cow::Borrowed(self)];
        };
        let part = |name, first: usize, from: usize, to: usize| {
            let chosen = |at: &usize| *at < first || (from..to).contains(at);
            Self {
                id: self.id,
                name,
                widths: self.widths,
                head: self.head.clone(),
                columns: picked(&self.columns, chosen),
                wraps: self.wraps,
                more: None,
                rows: self.rows.iter().map(|row| picked(row, chosen)).collect(),
            }
        };
        let all = self.columns.len();
        vec![
            Cow::Owned(part(self.name, 0, 0, more.from)),
            Cow::Owned(part(more.name, more.repeated, more.from, all)),
        ]
    }

    /// Whether it has a table, not lines alone.
    #[must_use]
    pub fn is_table(&self) -> bool {
        !self.columns.is_empty()
    }

    /// The row of the table's titles, from 1.
    #[must_use]
    pub fn header_row(&self) -> usize {
        // A blank row keeps the table apart from what stands above it.
        self.head.len() + if self.head.is_empty() { 1 } else { 2 }
    }

    /// The first row of the table, from 1.
    #[must_use]
    pub fn first_row(&self) -> usize {
        if self.is_table() {
            self.header_row() + 1
        } else {
            self.header_row()
        }
    }

    /// The last row of the table. An empty table counts one blank row, so that
    /// formulas over it hold.
    #[must_use]
    pub fn last_row(&self) -> usize {
        self.first_row() + self.rows.len().max(1) - 1
    }

    /// A run over the whole table in a column, with the sheet's name:
    /// `'Entries'!$C$5:$C$9`.
    #[must_use]
    pub fn whole(&self, column: usize) -> String {
        format!(
            "{}!{}",
            quoted(self.name),
            run(column, self.first_row(), self.last_row())
        )
    }

    /// A place with the sheet's name: `'Entries'!$C$5`.
    #[must_use]
    pub fn place(&self, column: usize, row: usize) -> String {
        let letters = crate::cell::letters(column);
        format!("{}!${letters}${row}", quoted(self.name))
    }

    /// The titles of the table as cells.
    #[must_use]
    pub fn titles(&self) -> Vec<Cell> {
        let columns = self.columns.iter();
        columns.map(|c| Cell::Label(c.title.clone())).collect()
    }

    /// Whether a column of the table holds amounts or counts.
    #[must_use]
    pub fn is_of_numbers(&self, column: usize) -> bool {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        let first = cells.filter(|cell| !matches!(cell, Cell::Blank)).take(1);
        first.into_iter().any(Cell::is_number)
    }

    /// All rows with their numbers from 1. `titles` are [`Sheet::titles`].
    pub fn all<'a>(&'a self, titles: &'a [Cell]) -> impl Iterator<Item = (usize, &'a [Cell])> {
        let head = (1..).zip(self.head.iter().map(Vec::as_slice));
        let titles = self.is_table().then_some((self.header_row(), titles));
        let rows = (self.first_row()..).zip(self.rows.iter().map(Vec::as_slice));
        head.chain(titles).chain(rows)
    }

    /// The cell at a place such as `C5`, where one was put.
    #[must_use]
    pub fn cell(&self, place: &str) -> Option<Cell> {
        self.all(&self.titles()).find_map(|(row, cells)| {
            let mut cells = cells.iter().enumerate();
            cells
                .find(|(column, _)| at(*column, row) == place)
                .map(|(_, cell)| cell.clone())
        })
    }
}

/// Those of a list whose places are chosen.
fn picked<T: Clone>(all: &[T], chosen: impl Fn(&usize) -> bool) -> Vec<T> {
    let placed = all.iter().enumerate();
    let some = placed.filter(|(at, _)| chosen(at));
    some.map(|(_, one)| one.clone()).collect()
}

/// A sheet's name as formulas write it.
#[must_use]
pub fn quoted(name: &str) -> String {
    format!("'{}'", name.replace('\'', "''"))
}

impl Book {
    /// The sheets as a workbook has them.
    #[must_use]
    pub fn worksheets(&self) -> Vec<Cow<'_, Sheet>> {
        self.sheets.iter().flat_map(Sheet::worksheets).collect()
    }

    /// The sheet of an id.
    #[must_use]
    pub fn sheet(&self, id: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.id == id)
    }
}
