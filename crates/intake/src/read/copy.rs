//! Rows as they stand in the file: for the eye, and to be saved and put right.

use super::{Task, each_row};
use crate::cell::Rows;
use crate::inspection::Plan;
use crate::limits::Limits;
use crate::refusal::Refusal;
use crate::report::RowRanges;
use crate::source::ReadSeek;
use std::io::{Read, Seek};
use std::ops::ControlFlow;

/// Hands over the cells of the rows asked for, in the order of the file, with
/// their numbers as the spreadsheet program shows them. Texts are as stored; a
/// workbook's dates are day numbers. Reading ends after the last row asked for.
///
/// # Errors
/// As [`crate::read()`].
pub fn copy_rows<S: Read + Seek>(
    mut source: S,
    plan: &Plan,
    rows: &RowRanges,
    limits: &Limits,
    sink: &mut dyn FnMut(u32, &[&str]),
) -> Result<(), Refusal> {
    copy_any(&mut source, plan, rows, limits, sink)
}

fn copy_any(
    source: &mut dyn ReadSeek,
    plan: &Plan,
    rows: &RowRanges,
    limits: &Limits,
    sink: &mut dyn FnMut(u32, &[&str]),
) -> Result<(), Refusal> {
    let Some((_, last)) = rows.ranges().last().copied() else {
        return Ok(());
    };
    let mut copy = Copy { rows, last, sink };
    each_row(source, plan, limits, Task::Copy(&mut copy))
}

/// Copies rows.
pub(super) struct Copy<'c> {
    rows: &'c RowRanges,
    last: u32,
    sink: &'c mut dyn FnMut(u32, &[&str]),
}

impl Copy<'_> {
    /// Copies the current row when it is one of those; `Break` after the last.
    pub(super) fn row(&mut self, rows: &impl Rows) -> ControlFlow<()> {
        let row = rows.row();
        if self.rows.contains(row) {
            let cells: Vec<&str> = (0..rows.width()).map(|c| rows.cell(c).text).collect();
            (self.sink)(row, &cells);
        }
        if row >= self.last {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

/// The rows asked for as a CSV file: a first column with the number of the
/// row, the titles of the mapped columns, and every cell of the rows. It opens
/// in a spreadsheet program as UTF-8. Rows too scattered to be listed are
/// counted in a last line.
///
/// # Errors
/// As [`crate::read()`].
pub fn rows_as_csv<S: Read + Seek>(
    source: S,
    plan: &Plan,
    rows: &RowRanges,
    limits: &Limits,
) -> Result<String, Refusal> {
    let mut csv = String::from("\u{feff}Row");
    let mut titles = vec![""; plan.width];
    for column in &plan.columns {
        if let Some(title) = titles.get_mut(column.index) {
            *title = &column.header;
        }
    }
    for title in titles {
        csv.push(',');
        push_field(title, &mut csv);
    }
    csv.push_str("\r\n");
    copy_rows(source, plan, rows, limits, &mut |row, cells| {
        csv.push_str(&row.to_string());
        for cell in cells {
            csv.push(',');
            push_field(cell, &mut csv);
        }
        csv.push_str("\r\n");
    })?;
    match rows.unlisted() {
        0 => {}
        more => csv.push_str(&format!("and {more} more rows\r\n")),
    }
    Ok(csv)
}

/// A field, quoted where it must be. A text that a spreadsheet program would
/// take for a formula gets an apostrophe, so that opening the file runs
/// nothing.
fn push_field(text: &str, csv: &mut String) {
    let formula = text.starts_with(['=', '+', '@', '\t', '\r'])
        || text.starts_with('-') && text.parse::<f64>().is_err();
    if !formula && !text.contains([',', '"', '\n', '\r']) {
        csv.push_str(text);
        return;
    }
    csv.push('"');
    if formula {
        csv.push('\'');
    }
    for part in text.split_inclusive('"') {
        csv.push_str(part);
        if part.ends_with('"') {
            csv.push('"');
        }
    }
    csv.push('"');
}
