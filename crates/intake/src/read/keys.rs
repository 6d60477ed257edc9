//! What a cell says where a row hangs on it: its key, and what is wrong with
//! it.

use super::draft::Text;
use super::slot::Note;
use crate::cell::{Cell, CellKind};
use crate::report::{Cause, Mend};
use crate::values::tariff::{Fault, Found};
use customs::EntryNumber;

#[inline]
pub(super) fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

#[inline]
pub(super) fn is_error(cell: Cell<'_>) -> bool {
    const ERRORS: [&str; 8] = [
        "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!",
    ];
    cell.kind == CellKind::Error
        || cell.text.as_bytes().first() == Some(&b'#')
            && ERRORS.iter().any(|e| cell.text.eq_ignore_ascii_case(e))
}

/// Letters and digits only, upper case.
pub(super) fn key<'r>(cell: Cell<'r>, own: &mut String) -> Text<'r> {
    let plain = |b: &u8| b.is_ascii_digit() || b.is_ascii_uppercase();
    if cell.text.as_bytes().iter().all(plain) {
        return Text::Cell(cell.text);
    }
    let start = own.len();
    if let Some(whole) = whole_number(cell) {
        own.push_str(&whole);
    } else {
        let kept = cell.text.chars().filter(char::is_ascii_alphanumeric);
        own.extend(kept.map(|c| c.to_ascii_uppercase()));
    }
    Text::Own {
        start,
        end: own.len(),
    }
}

/// The same of a text.
pub(super) fn text_key(text: &str) -> String {
    let mut own = String::new();
    let cell = Cell {
        text,
        kind: CellKind::Text,
    };
    key(cell, &mut own).get(&own).to_owned()
}

/// A whole number that a workbook stores with an exponent or a fraction of
/// zeros, written out.
pub(super) fn whole_number(cell: Cell<'_>) -> Option<String> {
    if cell.kind != CellKind::Number || !cell.text.contains(['E', 'e', '.']) {
        return None;
    }
    let value: f64 = cell.text.parse().ok()?;
    (value.fract() == 0.0 && value.abs() < 1e15).then(|| format!("{value:.0}"))
}

/// A text as it stands; upper case where that is its form.
pub(super) fn plain<'r>(cell: Cell<'r>, own: &mut String) -> Text<'r> {
    match whole_number(cell) {
        Some(whole) => {
            let start = own.len();
            own.push_str(&whole);
            Text::Own {
                start,
                end: own.len(),
            }
        }
        None => Text::Cell(cell.text),
    }
}

/// What is wrong with an entry number, if anything.
pub(super) fn doubt_of(entry: &str) -> Option<Cause> {
    match EntryNumber::parse(entry) {
        Ok(number) if number.check_digit_holds() => None,
        Ok(_) => Some(Cause::EntryCheckDigit),
        Err(_) => Some(Cause::EntryLength),
    }
}

pub(super) fn note_tariff(found: &Found, text: &str, note: &mut Note<'_, '_>) {
    match found.fault {
        None => {}
        Some(Fault::Scientific) => note.issue(Cause::TariffScientific, text),
        Some(Fault::Length) => note.issue(Cause::TariffLength, text),
        Some(Fault::Unreadable) => note.issue(Cause::TariffUnreadable, text),
    }
    if found.numbers.iter().any(|hts| hts.len() < 8) {
        note.issue(Cause::TariffShort, text);
    }
    let repairs = found.repairs;
    for (done, mend) in [
        (repairs.leading_zero, Mend::TariffLeadingZero),
        (repairs.trailing_zero, Mend::TariffTrailingZero),
        (repairs.spi, Mend::TariffSpiPrefix),
        (repairs.suffix, Mend::TariffSuffix),
    ] {
        if done {
            note.repair(mend, text);
        }
    }
}
