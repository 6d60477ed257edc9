//! Rows that are not plainly data: blank ones, totals, the header again,
//! footers.
//!
//! A row that has a tariff number and an entry number with digits is data, and
//! none of this is asked of it.

use crate::aliases::normalised;
use crate::cell::Rows;
use crate::inspection::Plan;
use crate::report::RowClass;
use customs::{EntryNumber, Field};

/// Words that begin the label of a row that sums others.
const LABELS: [&str; 8] = [
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "sub",
    "grand",
    "sum",
    "count",
];

/// Whether a cell is the label of a row that sums others: it begins with such
/// a word. "Sub" and "Grand" count only before "total".
pub(crate) fn is_total_label(text: &str) -> bool {
    let mut words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    let first = words.next().unwrap_or("");
    let is = |word: &str, known: &str| word.eq_ignore_ascii_case(known);
    if !LABELS.iter().any(|label| is(first, label)) {
        return false;
    }
    if is(first, "sub") || is(first, "grand") {
        return words
            .next()
            .is_some_and(|second| is(second, "total") || is(second, "totals"));
    }
    true
}

/// Whether a row repeats the header: most of its mapped cells are the titles
/// of their columns.
pub(crate) fn repeats_header(rows: &impl Rows, plan: &Plan) -> bool {
    let (mut same, mut other) = (0, 0);
    for column in &plan.columns {
        let text = rows.cell(column.index).text.trim();
        if text.is_empty() {
            continue;
        }
        let own = normalised(text);
        let title = normalised(&column.header);
        // One row of a header of two repeats a part of the joined title.
        if !own.is_empty() && (own == title || title.ends_with(&own) || title.starts_with(&own)) {
            same += 1;
        } else {
            other += 1;
        }
    }
    same >= 2 && same > other
}

/// The class of a row that lacks an entry number with digits or a tariff
/// number; `None` when it is data all the same.
pub(crate) fn class(
    rows: &impl Rows,
    plan: &Plan,
    has_entry: bool,
    has_tariff: bool,
) -> Option<RowClass> {
    if rows.is_blank() {
        return Some(RowClass::Blank);
    }
    if repeats_header(rows, plan) {
        return Some(RowClass::RepeatedHeader);
    }
    if !(has_entry && has_tariff) && is_total(rows, plan) {
        return Some(RowClass::Total);
    }
    let has = |field: Field| {
        plan.columns
            .iter()
            .filter(|column| column.field == Some(field))
            .any(|column| !rows.cell(column.index).is_blank())
    };
    let identified = match plan.grain {
        profile::Grain::Product => has(Field::Sku) || has(Field::Description),
        profile::Grain::Header => has_entry,
        _ => has_entry || has_tariff,
    };
    (!identified).then_some(RowClass::Unusable)
}

/// Whether the first cell with text, or one in a column that means nothing or
/// an identity, is the label of a total.
fn is_total(rows: &impl Rows, plan: &Plan) -> bool {
    let mut first = true;
    for column in 0..rows.width() {
        let cell = rows.cell(column);
        if cell.is_blank() {
            continue;
        }
        let field = plan
            .columns
            .iter()
            .find(|known| known.index == column)
            .and_then(|known| known.field);
        let asked = first
            || matches!(
                field,
                None | Some(Field::EntryNo | Field::Hts | Field::LineNo | Field::Ordinal)
            );
        // A filer code can spell SUM.
        let number = field == Some(Field::EntryNo) && EntryNumber::parse(cell.text).is_ok();
        if asked && !number && is_total_label(cell.text) {
            return true;
        }
        first = false;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for text in [
            "Total",
            "TOTALS:",
            "Grand Total",
            "Sub-total",
            "Subtotal",
            "Sum:",
            "Count: 12",
            "total for 2025",
        ] {
            assert!(is_total_label(text), "{text}");
        }
        for text in [
            "",
            "Grand Piano",
            "Totally",
            "Summit Ltd",
            "SUB1234567",
            "Country",
        ] {
            assert!(!is_total_label(text), "{text}");
        }
    }
}
