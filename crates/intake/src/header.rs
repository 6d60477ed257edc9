//! Where the header is.
//!
//! Reports carry titles, prompts and run dates above their table, and headers
//! of two rows with cells merged over several columns. Every row of the first
//! fifty, and every pair of neighbours, is read as if it were the header; the
//! one that names the most fields is. Two rows must name more fields together
//! than either alone.

use crate::aliases::{Aliases, field_of};
use crate::cell::CellKind;
use crate::sample::{HEADER_ROWS, Sample, SampleRow};
use customs::{Field, FieldSet};

/// Fields a row must name to be a header.
const ENOUGH: usize = 3;

/// A header found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Header {
    /// First and last row number; zero when there is no header.
    pub(crate) first: u32,
    pub(crate) last: u32,
    /// The text above each column.
    pub(crate) titles: Vec<String>,
    /// How many different fields it names.
    pub(crate) hits: usize,
}

/// Finds the header; `None` when no row names enough fields and none looks
/// like one.
pub(crate) fn find(sample: &Sample, aliases: &dyn Aliases) -> Option<Header> {
    let rows: Vec<&SampleRow> = sample.rows.iter().take(HEADER_ROWS).collect();
    let mut best: Option<Header> = None;
    let mut offer = |candidate: Header| {
        if best
            .as_ref()
            .is_none_or(|current| candidate.hits > current.hits)
        {
            best = Some(candidate);
        }
    };
    for (at, row) in rows.iter().enumerate() {
        if row.is_blank() {
            continue;
        }
        offer(of_rows(&[row], aliases));
        // A second header row under this one.
        if let Some(next) = rows.get(at + 1)
            && next.row == row.row + 1
            && !next.is_blank()
        {
            offer(of_rows(&[row, next], aliases));
        }
    }
    best.filter(|header| header.hits >= ENOUGH)
        .or_else(|| by_shape(&rows))
}

fn of_rows(rows: &[&SampleRow], aliases: &dyn Aliases) -> Header {
    let titles = joined(rows);
    let fields: FieldSet = titles
        .iter()
        .filter_map(|title| field_of(title, aliases))
        .map(|(field, _)| field)
        .collect::<Vec<Field>>()
        .into_iter()
        .collect();
    Header {
        first: rows.first().map_or(0, |row| row.row),
        last: rows.last().map_or(0, |row| row.row),
        titles,
        hits: fields.iter().count(),
    }
}

/// The text above each column: the rows joined by a space, a merged cell of an
/// upper row (text with nothing to its right) counting for the columns it
/// spans.
fn joined(rows: &[&SampleRow]) -> Vec<String> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut titles = vec![String::new(); width];
    for (depth, row) in rows.iter().enumerate() {
        let upper = depth + 1 < rows.len();
        let mut spanning = "";
        for (column, title) in titles.iter_mut().enumerate() {
            let own = row.text(column);
            let below = rows
                .get(depth + 1)
                .is_some_and(|next| !next.text(column).is_empty());
            if !own.is_empty() {
                spanning = own;
            }
            let text = match own {
                "" if upper && below => spanning,
                other => other,
            };
            if !text.is_empty() {
                if !title.is_empty() {
                    title.push(' ');
                }
                title.extend(text.split_whitespace().enumerate().flat_map(|(at, word)| {
                    let space = if at > 0 { " " } else { "" };
                    [space, word]
                }));
            }
        }
    }
    titles
}

/// A row that looks like a header though it names nothing known: the first row
/// as wide as the table, of texts only, over rows that are not.
fn by_shape(rows: &[&SampleRow]) -> Option<Header> {
    let filled = |row: &SampleRow| {
        (0..row.cells.len())
            .filter(|c| !row.text(*c).is_empty())
            .count()
    };
    let widest = rows.iter().map(|row| filled(row)).max()?;
    if widest < 2 {
        return None;
    }
    let (at, row) = rows
        .iter()
        .enumerate()
        .find(|(_, row)| filled(row) * 10 >= widest * 8)?;
    let below = rows.get(at + 1).filter(|below| !below.is_blank())?;
    let like_text = |row: &SampleRow, column: usize| {
        row.cells.get(column).is_some_and(|cell| {
            let text = cell.text.trim();
            !text.is_empty()
                && cell.kind == CellKind::Text
                && text.chars().any(char::is_alphabetic)
                && text.len() <= 80
        })
    };
    let texts = (0..row.cells.len()).filter(|c| like_text(row, *c)).count();
    let texts_below = (0..below.cells.len())
        .filter(|c| like_text(below, *c))
        .count();
    (texts * 10 >= filled(row) * 9 && texts_below < texts).then(|| Header {
        first: row.row,
        last: row.row,
        titles: joined(&[row]),
        hits: 0,
    })
}
