//! Which field each column means.

use crate::aliases::{Aliases, Match, field_of};
use crate::by_values;
use crate::cell::{Cell, CellKind, column_letters};
use crate::header::Header;
use crate::inspection::{Column, ColumnForm, DateOrder};
use crate::sample::{Sample, cut};
use crate::values::dates::{Date, Evidence, date};
use customs::{Field, FieldSet};

/// Values shown for a column.
const SAMPLES: usize = 5;
/// Columns of a table without a header that are offered for mapping.
const MOST_COLUMNS: usize = 1_000;

/// Maps the columns of a table by their titles.
pub(crate) fn columns(
    sample: &Sample,
    header: Option<&Header>,
    aliases: &dyn Aliases,
) -> Vec<Column> {
    let data_after = header.map_or(0, |header| header.last);
    let width = header
        .map_or(0, |header| header.titles.len())
        .max(sample.width().min(MOST_COLUMNS));
    let mut columns: Vec<Column> = (0..width)
        .map(|index| {
            let title = header
                .and_then(|header| header.titles.get(index))
                .cloned()
                .unwrap_or_default();
            let found = field_of(&title, aliases);
            let (confidence, reason) = match found {
                Some((field, Match::Whole)) => {
                    (98, format!("\u{201c}{title}\u{201d} is a known title for the {field}"))
                }
                Some((field, Match::Core)) => (
                    90,
                    format!("\u{201c}{title}\u{201d} is a known title for the {field}, with a note beside it"),
                ),
                None => (0, String::new()),
            };
            Column {
                index,
                letter: column_letters(index),
                samples: samples(sample, data_after, index),
                header: title,
                field: found.map(|(field, _)| field),
                confidence,
                reason,
                form: ColumnForm::default(),
            }
        })
        .collect();
    // Columns past the last title that hold nothing are no columns.
    while columns
        .last()
        .is_some_and(|column| column.header.is_empty() && column.samples.is_empty())
    {
        columns.pop();
    }
    one_column_a_field(&mut columns, sample, data_after);
    let known = header.map_or(0, |header| header.hits);
    by_values::propose(&mut columns, sample, data_after);
    if known == 0 && !is_ours(&columns) {
        for column in &mut columns {
            column.field = None;
            column.confidence = 0;
            column.reason.clear();
        }
    }
    for column in &mut columns {
        column.form = form(sample, data_after, column);
    }
    one_date_order(&mut columns, sample, data_after);
    columns
}

/// What the values of a date column say about the order of day and month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DateSigns {
    /// Values that only the month-first order can read.
    pub(crate) month_first: usize,
    /// Values that only the day-first order can read.
    pub(crate) day_first: usize,
    /// A value that either order can read.
    pub(crate) either: Option<String>,
}

/// Looks at the values of a date column.
pub(crate) fn date_signs(sample: &Sample, after: u32, column: usize) -> DateSigns {
    let mut signs = DateSigns::default();
    for cell in sample.after(after).filter_map(|row| row.cells.get(column)) {
        let read = Cell {
            text: cell.text.trim(),
            kind: cell.kind,
        };
        match date(read, DateOrder::MonthFirst) {
            Date::Day(_, Evidence::MonthFirst) => signs.month_first += 1,
            Date::Day(_, Evidence::DayFirst) => signs.day_first += 1,
            Date::Day(_, Evidence::Either) if signs.either.is_none() => {
                signs.either = Some(read.text.to_owned());
            }
            _ => {}
        }
    }
    signs
}

/// A report writes all of its dates in one order, so columns that do not tell
/// follow those that do.
fn one_date_order(columns: &mut [Column], sample: &Sample, after: u32) {
    let signs: Vec<Option<DateSigns>> = columns
        .iter()
        .map(|column| {
            let dated = column.field.is_some_and(is_date);
            dated.then(|| date_signs(sample, after, column.index))
        })
        .collect();
    let told = |of: fn(&DateSigns) -> usize| signs.iter().flatten().map(of).sum::<usize>();
    let everywhere = told(|s| s.day_first) > told(|s| s.month_first);
    for (column, signs) in columns.iter_mut().zip(&signs) {
        let Some(signs) = signs else { continue };
        let day_first = match (signs.month_first, signs.day_first) {
            (0, 0) => everywhere,
            (month, day) => day > month,
        };
        if day_first {
            column.form.dates = DateOrder::DayFirst;
        }
    }
}

/// Whether a table without a known title is about entries or products at all:
/// it has entry numbers or tariff numbers. Dates and amounts alone are in every
/// table of the world.
fn is_ours(columns: &[Column]) -> bool {
    columns
        .iter()
        .any(|column| matches!(column.field, Some(Field::EntryNo | Field::Hts)))
}

/// The fields that columns mean.
pub(crate) fn fields(columns: &[Column]) -> FieldSet {
    columns.iter().filter_map(|column| column.field).collect()
}

fn samples(sample: &Sample, after: u32, column: usize) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for row in sample.after(after) {
        if values.len() >= SAMPLES {
            break;
        }
        let Some(cell) = row.cells.get(column) else {
            continue;
        };
        let text = cell.text.trim();
        if text.is_empty() {
            continue;
        }
        let shown = match cell.kind {
            CellKind::Date => match date(
                Cell {
                    text,
                    kind: cell.kind,
                },
                DateOrder::MonthFirst,
            ) {
                Date::Day(day, _) => day.to_string(),
                _ => text.to_owned(),
            },
            _ => cut(text, 80).to_owned(),
        };
        if !values.contains(&shown) {
            values.push(shown);
        }
    }
    values
}

fn filled(sample: &Sample, after: u32, column: usize) -> usize {
    sample
        .after(after)
        .filter(|row| !row.text(column).is_empty())
        .count()
}

/// Keeps one column for each field, but for tariff numbers, which may stand in
/// several: the surest, then the fullest, then the first.
fn one_column_a_field(columns: &mut [Column], sample: &Sample, after: u32) {
    for field in Field::ALL.iter().copied().filter(|f| *f != Field::Hts) {
        let best = columns
            .iter()
            .filter(|column| column.field == Some(field))
            .max_by_key(|column| {
                (
                    column.confidence,
                    filled(sample, after, column.index),
                    std::cmp::Reverse(column.index),
                )
            })
            .map(|column| (column.index, column.letter.clone()));
        let Some((best, letter)) = best else { continue };
        for column in columns.iter_mut() {
            if column.field == Some(field) && column.index != best {
                column.field = None;
                column.confidence = 0;
                column.reason =
                    format!("also reads as the {field}, for which column {letter} was taken");
            }
        }
    }
}

/// How the values of a column are written.
pub(crate) fn form(sample: &Sample, after: u32, column: &Column) -> ColumnForm {
    let cells = || {
        sample
            .after(after)
            .filter_map(|row| row.cells.get(column.index))
            .map(|cell| Cell {
                text: cell.text.trim(),
                kind: cell.kind,
            })
            .filter(|cell| !cell.text.is_empty())
    };
    let mut form = ColumnForm::default();
    match column.field {
        Some(Field::DutyRate) => {
            let numbers: Vec<f64> = cells()
                .filter(|cell| cell.kind != CellKind::Percent)
                .filter_map(|cell| cell.text.parse().ok())
                .collect();
            form.fraction = numbers.iter().any(|n| *n > 0.0) && numbers.iter().all(|n| *n < 1.0);
        }
        Some(Field::GrossKg) => {
            let title = column.header.to_ascii_lowercase();
            form.pounds = title
                .split(|c: char| !c.is_ascii_alphanumeric())
                .any(|word| matches!(word, "lb" | "lbs" | "pounds"));
        }
        Some(Field::Hts | Field::Port) => {
            let plain = |cell: &Cell<'_>| {
                !cell.text.starts_with('0') && cell.text.bytes().all(|b| b.is_ascii_digit())
            };
            form.numeric = cells().next().is_some() && cells().all(|cell| plain(&cell));
        }
        _ => {}
    }
    form
}

/// Whether a field holds a date.
pub(crate) fn is_date(field: Field) -> bool {
    matches!(
        field,
        Field::EntryDate
            | Field::SummaryDate
            | Field::ImportDate
            | Field::ReleaseDate
            | Field::LiqDate
            | Field::PscDate
            | Field::EffectiveDate
            | Field::CertificateExpiry
            | Field::LastReview
    )
}
