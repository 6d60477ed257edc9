//! The value of a cell, by the field that its column means.

use super::draft::{Draft, Text};
use super::keys::{key, plain};
use super::slot::{Note, Remembered, Slot};
use crate::cell::Cell;
use crate::inspection::DateOrder;
use crate::report::{Cause, Mend};
use crate::values::dates::{Date, Evidence, date};
use crate::values::flags::flag;
use crate::values::money;
use crate::values::rates::{Rate, rate};
use customs::{Country, Day, EntryType, Field, Mid, Quantity, Spi, Unit};

fn day(slot: &mut Slot<'_>, cell: Cell<'_>, note: &mut Note<'_, '_>) -> Option<Day> {
    let order = slot.column.form.dates;
    let parse = |text: &str| {
        date(
            Cell {
                text,
                kind: cell.kind,
            },
            order,
        )
    };
    let read = match &mut slot.remembered {
        Remembered::Dates(memo) => memo.get(cell.text, parse),
        _ => parse(cell.text),
    };
    match read {
        Date::Blank => None,
        Date::Day(day, evidence) => {
            match evidence {
                Evidence::Silent => {}
                Evidence::Either => slot.dates.either += 1,
                Evidence::MonthFirst => slot.dates.month_first += 1,
                Evidence::DayFirst => slot.dates.day_first += 1,
            }
            let against = match order {
                DateOrder::MonthFirst => Evidence::DayFirst,
                DateOrder::DayFirst => Evidence::MonthFirst,
            };
            if evidence == against {
                note.issue(Cause::DateOrder, cell.text);
            }
            Some(day)
        }
        Date::Unreadable => {
            note.issue(Cause::DateUnreadable, cell.text);
            None
        }
    }
}

fn country(slot: &mut Slot<'_>, cell: Cell<'_>, note: &mut Note<'_, '_>) -> Option<Country> {
    let parse = |text: &str| Country::parse(text).ok();
    let read = match &mut slot.remembered {
        Remembered::Countries(memo) => memo.get(cell.text, parse),
        _ => parse(cell.text),
    };
    if read.is_none() {
        note.issue(Cause::CountryUnknown, cell.text);
    }
    read
}

/// A number from 1 to `most`, as text or as a workbook's number.
fn counting(text: &str, most: u16) -> Option<u16> {
    let whole = text
        .split_once('.')
        .filter(|(_, fraction)| fraction.bytes().all(|b| b == b'0'))
        .map_or(text, |(whole, _)| whole);
    whole.parse().ok().filter(|n| (1..=most).contains(n))
}

/// The code before its meaning: `11` of `11 - Vessel, containerized`.
fn leading_code(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(text.len());
    let code = text.get(..end).unwrap_or(text);
    if code.bytes().any(|b| b.is_ascii_digit()) {
        code
    } else {
        text
    }
}

/// Reads the value of any field but those that the row's identity hangs on.
pub(super) fn value<'r>(
    slot: &mut Slot<'_>,
    cell: Cell<'r>,
    draft: &mut Draft<'r>,
    own: &mut String,
    note: &mut Note<'_, '_>,
) {
    macro_rules! set {
        ($place:expr, $value:expr) => {{
            let value = $value;
            if value.is_some() {
                $place = value;
                draft.fills(slot.field);
            }
        }};
    }
    macro_rules! text {
        ($name:ident, $value:expr) => {{
            draft.texts.$name = $value;
            draft.fills(slot.field);
        }};
    }
    macro_rules! cents {
        ($place:expr) => {
            match money::cents(cell) {
                Ok(amount) => set!($place, amount),
                Err(()) => note.issue(Cause::MoneyUnreadable, cell.text),
            }
        };
    }
    macro_rules! flag {
        ($place:expr) => {{
            let read = flag(cell.text);
            if read.is_none() {
                note.issue(Cause::FlagUnreadable, cell.text);
            }
            set!($place, read)
        }};
    }
    let row = &mut draft.row;
    match slot.field {
        Field::LineNo => match counting(cell.text, 999) {
            Some(number) => set!(row.line_no, Some(number)),
            None => note.issue(Cause::LineUnreadable, cell.text),
        },
        Field::Ordinal => match counting(cell.text, 255) {
            Some(number) => set!(row.ordinal, u8::try_from(number).ok()),
            None => note.issue(Cause::LineUnreadable, cell.text),
        },
        Field::GoodsValue => {
            cents!(row.value);
            if draft.row.value.is_some_and(|value| value.0 < 0) {
                note.issue(Cause::ValueNegative, cell.text);
            }
        }
        Field::Duty => cents!(row.duty),
        Field::Mpf => cents!(row.mpf),
        Field::Hmf => cents!(row.hmf),
        Field::LiqDuty => cents!(row.liquidated_duty),
        Field::Charges => cents!(row.charges),
        Field::DutyRate => match rate(cell, slot.column.form.fraction) {
            Some(Rate::Plain(ppm)) => set!(row.rate_ppm, Some(ppm)),
            Some(Rate::Other) => note.issue(Cause::RateNotPlain, cell.text),
            None => {}
        },
        Field::Qty1 => match money::quantity(cell) {
            Ok(quantity) => set!(row.quantity, quantity),
            Err(()) => note.issue(Cause::QuantityUnreadable, cell.text),
        },
        Field::GrossKg => match money::quantity(cell) {
            Ok(Some(weight)) if slot.column.form.pounds => {
                note.repair(Mend::PoundsToKilograms, cell.text);
                set!(row.gross_kg, Some(kilograms(weight)));
            }
            Ok(weight) => set!(row.gross_kg, weight),
            Err(()) => note.issue(Cause::QuantityUnreadable, cell.text),
        },
        Field::Uom1 => match Unit::parse(cell.text) {
            Ok(unit) => set!(row.unit, Some(unit)),
            Err(_) => note.issue(Cause::UnitUnreadable, cell.text),
        },
        Field::PscFlag => flag!(row.psc),
        Field::ReconFlag => flag!(row.header.reconciliation),
        Field::Related => flag!(row.party.related),
        Field::FtaFlag => flag!(draft.product.agreement),
        Field::AdcvdFlag => flag!(draft.product.adcvd),
        Field::PscDate => set!(row.psc_date, day(slot, cell, note)),
        Field::EntryDate => set!(row.header.entry_date, day(slot, cell, note)),
        Field::SummaryDate => set!(row.header.summary_date, day(slot, cell, note)),
        Field::ImportDate => set!(row.header.import_date, day(slot, cell, note)),
        Field::ReleaseDate => set!(row.header.release_date, day(slot, cell, note)),
        Field::LiqDate => set!(row.header.liquidation_date, day(slot, cell, note)),
        Field::EffectiveDate => set!(draft.product.effective, day(slot, cell, note)),
        Field::CertificateExpiry => set!(draft.product.certificate_expiry, day(slot, cell, note)),
        Field::LastReview => set!(draft.product.last_review, day(slot, cell, note)),
        Field::EntryType => match EntryType::parse(cell.text) {
            Ok(kind) => set!(row.header.entry_type, Some(kind)),
            Err(_) => note.issue(Cause::EntryTypeUnreadable, cell.text),
        },
        Field::Coo => set!(row.party.origin, country(slot, cell, note)),
        Field::ExportCountry => set!(row.party.export, country(slot, cell, note)),
        Field::Spi => match Spi::parse(cell.text) {
            Ok(spi) => set!(row.party.spi, Some(spi)),
            Err(_) if matches!(cell.text, "-" | "N/A" | "n/a" | "NONE" | "None") => {}
            Err(_) => note.issue(Cause::SpiUnreadable, cell.text),
        },
        Field::Mid => {
            let shaped = |text: &str| {
                (5..=15).contains(&text.len())
                    && text.bytes().take(2).all(|b| b.is_ascii_uppercase())
                    && text
                        .bytes()
                        .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
            };
            if shaped(cell.text) {
                text!(mid, Text::Cell(cell.text));
            } else if let Ok(mid) = Mid::parse(cell.text) {
                let start = own.len();
                own.push_str(mid.as_str());
                let end = own.len();
                text!(mid, Text::Own { start, end });
            } else {
                note.issue(Cause::MidShape, cell.text);
            }
        }
        Field::Port => {
            let code = leading_code(cell.text);
            let lost = code.len() == 3 && code.bytes().all(|b| b.is_ascii_digit());
            if lost {
                let start = own.len();
                own.push('0');
                own.push_str(code);
                let end = own.len();
                note.repair(Mend::PortLeadingZero, cell.text);
                text!(port, Text::Own { start, end });
            } else {
                text!(port, Text::Cell(code));
            }
        }
        Field::Mode => text!(mode, Text::Cell(leading_code(cell.text))),
        Field::Sku => text!(sku, plain(cell, own)),
        Field::Description => {
            slot.lengths.note(cell.text, note.row);
            if !cell.text.is_ascii() && other_script(cell.text) {
                note.issue(Cause::TextScript, cell.text);
            }
            text!(description, Text::Cell(cell.text));
        }
        Field::InvoiceNo => text!(invoice, plain(cell, own)),
        Field::Supplier => text!(supplier, Text::Cell(cell.text)),
        Field::FilerCode => text!(filer, key(cell, own)),
        Field::LiqStatus => text!(liquidation_status, Text::Cell(cell.text)),
        Field::ReconIssue => text!(reconciliation_issue, plain(cell, own)),
        Field::ReconStatus => text!(reconciliation_status, Text::Cell(cell.text)),
        Field::AdcvdCase => text!(adcvd_case, Text::Cell(cell.text)),
        Field::Currency => text!(currency, key(cell, own)),
        Field::Rationale => text!(rationale, Text::Cell(cell.text)),
        Field::RulingNo => text!(ruling, plain(cell, own)),
        Field::Reviewer => text!(reviewer, Text::Cell(cell.text)),
        // Read by nothing that follows yet.
        Field::EntryNo
        | Field::Hts
        | Field::ImporterNo
        | Field::OtherFee
        | Field::Qty2
        | Field::Uom2
        | Field::FilerName
        | Field::ImporterName
        | Field::Fx
        | Field::ProtestNo => {}
    }
}

/// Whether most letters of a text are in another script than Latin.
fn other_script(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let (latin, other) = letters.fold((0, 0), |(latin, other), c| {
        if c < '\u{250}' {
            (latin + 1, other)
        } else {
            (latin, other + 1)
        }
    });
    other > latin
}

/// Pounds as kilograms, by the definition of the pound (0.45359237 kg).
fn kilograms(pounds: Quantity) -> Quantity {
    let exact = i128::from(pounds.0) * 45_359_237;
    let half = if exact < 0 { -50_000_000 } else { 50_000_000 };
    Quantity(i64::try_from((exact + half) / 100_000_000).unwrap_or(i64::MAX))
}
