//! One row's cells become a typed row.
//!
//! This is the hot path: for each mapped column one look at the cell, and no
//! allocation. Texts are borrowed from the row; a text that must differ from
//! its cell (an entry number without its dashes) is written to a string that is
//! reused for every row. Values that repeat down a column and are costly to
//! parse are remembered ([`Memo`]).

use super::draft::{Draft, Text};
use super::ledger::Ledger;
use super::odd;
use super::record::Record;
use crate::cell::{Cell, CellKind, Rows};
use crate::inspection::{DateOrder, Plan, PlanColumn};
use crate::mapping::is_date;
use crate::report::{Cause, DateEvidence, Mend, RowClass, RowRanges};
use crate::values::dates::{Date, Evidence, date};
use crate::values::flags::flag;
use crate::values::memo::Memo;
use crate::values::money;
use crate::values::rates::{Rate, rate};
use crate::values::tariff::{Fault, Found, tariff};
use customs::hts::Kind;
use customs::{
    Country, Day, EntryNumber, EntryType, Field, FieldSet, Hts, Mid, Quantity, Spi, Unit,
};
use profile::{Grain, Row};
use std::collections::BTreeSet;

/// Importer numbers that are kept apart; more than these are only "several".
const MOST_IMPORTERS: usize = 16;

/// What is remembered of a column's values.
enum Remembered {
    Nothing,
    Dates(Memo<Date>),
    Countries(Memo<Option<Country>>),
}

/// A column of the plan and what is remembered of it.
struct Slot<'p> {
    at: usize,
    column: &'p PlanColumn,
    field: Field,
    remembered: Remembered,
    dates: DateEvidence,
    lengths: Lengths,
}

/// The longest texts of a column: where many are equally long, a system cut
/// them.
#[derive(Default)]
struct Lengths {
    longest: usize,
    texts: u64,
    rows: RowRanges,
}

/// Fewer longest texts than this say nothing, and longer ones are not cut.
const CUT_TEXTS: u64 = 20;
const CUT_LENGTH: usize = 80;

impl Lengths {
    #[inline]
    fn note(&mut self, text: &str, row: u32) {
        self.texts += 1;
        // Bytes are never fewer than characters.
        if text.len() < self.longest {
            return;
        }
        let length = text.chars().count();
        if length > self.longest {
            self.longest = length;
            self.rows = RowRanges::default();
        }
        if length == self.longest {
            self.rows.push(row);
        }
    }

    fn look_cut(&self) -> bool {
        let count = self.rows.count();
        self.longest <= CUT_LENGTH
            && self.longest >= 20
            && count >= CUT_TEXTS
            && count * 50 >= self.texts
    }
}

/// Turns rows into typed rows.
pub(crate) struct Builder<'p> {
    plan: &'p Plan,
    slots: Vec<Slot<'p>>,
    /// Columns of the entry number and of tariff numbers.
    entry: Option<usize>,
    tariffs: Vec<usize>,
    own: String,
    found: Found,
    /// Tariff numbers of the row, in the order of columns and cells.
    numbers: Vec<Hts>,
    /// The last entry number and what is wrong with it: the rows of an entry
    /// stand together.
    last_entry: (String, Option<Cause>),
    fields: FieldSet,
    importers: BTreeSet<String>,
    /// Column of the importer of record, and those that were asked for, as
    /// keys; none for all.
    importer: Option<usize>,
    wanted: BTreeSet<String>,
}

/// Where notes about a cell go.
struct Note<'l, 'p> {
    ledger: &'l mut Ledger,
    at: usize,
    column: &'p PlanColumn,
    row: u32,
}

impl Note<'_, '_> {
    fn issue(&mut self, cause: Cause, text: &str) {
        self.ledger
            .issue(cause, Some((self.at, self.column)), self.row, text);
    }

    fn repair(&mut self, mend: Mend, text: &str) {
        self.ledger
            .repair(mend, Some((self.at, self.column)), self.row, text);
    }
}

impl<'p> Builder<'p> {
    pub(crate) fn new(plan: &'p Plan) -> Self {
        let slots: Vec<Slot<'p>> = plan
            .columns
            .iter()
            .enumerate()
            .filter_map(|(at, column)| {
                let field = column.field?;
                Some(Slot {
                    at,
                    column,
                    field,
                    remembered: match field {
                        Field::Coo | Field::ExportCountry => Remembered::Countries(Memo::new()),
                        field if is_date(field) => Remembered::Dates(Memo::new()),
                        _ => Remembered::Nothing,
                    },
                    dates: DateEvidence {
                        column: column.index,
                        order: column.form.dates,
                        ..DateEvidence::default()
                    },
                    lengths: Lengths::default(),
                })
            })
            .collect();
        let of = |field: Field| {
            slots
                .iter()
                .filter(move |slot| slot.field == field)
                .map(|slot| slot.column.index)
        };
        Self {
            plan,
            entry: of(Field::EntryNo).next(),
            tariffs: of(Field::Hts).collect(),
            importer: of(Field::ImporterNo).next(),
            slots,
            own: String::new(),
            found: Found::default(),
            numbers: Vec::new(),
            last_entry: (String::new(), Some(Cause::EntryLength)),
            fields: FieldSet::EMPTY,
            importers: BTreeSet::new(),
            wanted: plan.importers.iter().map(|text| text_key(text)).collect(),
        }
    }

    /// The fields that at least one used row fills.
    pub(crate) fn fields(&self) -> FieldSet {
        self.fields
    }

    /// What the date columns say about their order.
    pub(crate) fn date_evidence(&self) -> Vec<DateEvidence> {
        self.slots
            .iter()
            .filter(|slot| matches!(slot.remembered, Remembered::Dates(_)))
            .map(|slot| slot.dates)
            .collect()
    }

    /// Notes what only whole columns tell.
    pub(crate) fn finish(&mut self, ledger: &mut Ledger) {
        for slot in &mut self.slots {
            if slot.lengths.look_cut() {
                let rows = std::mem::take(&mut slot.lengths.rows);
                ledger.issue_rows(Cause::TextCut, (slot.at, slot.column), rows);
            }
        }
    }

    /// Different importer numbers.
    pub(crate) fn importers(&self) -> Vec<String> {
        self.importers.iter().cloned().collect()
    }

    /// Reads the current row and hands it over when it is one of the table.
    pub(crate) fn row(
        &mut self,
        rows: &impl Rows,
        ledger: &mut Ledger,
        sink: &mut dyn FnMut(Record<'_>),
    ) -> RowClass {
        let has_entry = self
            .entry
            .is_some_and(|column| has_digit(rows.cell(column).text));
        let has_tariff = self
            .tariffs
            .iter()
            .any(|column| has_digit(rows.cell(*column).text));
        if !(has_entry && has_tariff)
            && let Some(class) = odd::class(rows, self.plan, has_entry, has_tariff)
        {
            if class == RowClass::Unusable {
                let text = (0..rows.width())
                    .map(|column| rows.cell(column).text.trim())
                    .find(|text| !text.is_empty());
                ledger.issue(Cause::NoIdentity, None, rows.row(), text.unwrap_or(""));
            }
            return class;
        }
        if !self.wanted(rows) {
            return RowClass::OtherImporter;
        }
        let draft = self.draft(rows, ledger);
        self.hand_over(&draft, sink);
        self.fields = self.fields.union(draft.filled);
        RowClass::Used
    }

    /// Whether a row is of an importer of record that was asked for.
    fn wanted(&mut self, rows: &impl Rows) -> bool {
        let (false, Some(column)) = (self.wanted.is_empty(), self.importer) else {
            return true;
        };
        self.own.clear();
        let cell = rows.cell(column).trimmed();
        let importer = key(cell, &mut self.own);
        self.wanted.contains(importer.get(&self.own))
    }

    fn draft<'r>(&mut self, rows: &'r impl Rows, ledger: &mut Ledger) -> Draft<'r> {
        let row = rows.row();
        let mut draft = Draft::default();
        draft.row.row = row;
        self.own.clear();
        self.numbers.clear();
        let mut tariff_blank = true;
        let mut entry_blank = true;
        for slot in &mut self.slots {
            let cell = rows.cell(slot.column.index).trimmed();
            if cell.text.is_empty() {
                continue;
            }
            let mut note = Note {
                ledger,
                at: slot.at,
                column: slot.column,
                row,
            };
            if is_error(cell) {
                note.issue(Cause::ErrorCell, cell.text);
                continue;
            }
            match slot.field {
                Field::Hts => {
                    tariff_blank = false;
                    tariff(cell, slot.column.form.numeric, &mut self.found);
                    note_tariff(&self.found, cell.text, &mut note);
                    if let Some(spi) = self.found.spi {
                        draft.row.party.spi = draft.row.party.spi.or(Some(spi));
                        draft.fills(Field::Spi);
                    }
                    for number in &self.found.numbers {
                        if !self.numbers.contains(number) {
                            self.numbers.push(*number);
                        }
                    }
                    if !self.found.numbers.is_empty() {
                        draft.fills(Field::Hts);
                    }
                }
                Field::EntryNo => {
                    entry_blank = false;
                    draft.texts.entry = key(cell, &mut self.own);
                    draft.fills(Field::EntryNo);
                    let entry = draft.texts.entry.get(&self.own);
                    let (last, doubt) = &mut self.last_entry;
                    if entry != last {
                        last.clear();
                        last.push_str(entry);
                        *doubt = doubt_of(entry);
                    }
                    if let Some(cause) = doubt {
                        note.issue(*cause, cell.text);
                    }
                }
                Field::ImporterNo => {
                    draft.texts.importer = key(cell, &mut self.own);
                    draft.fills(Field::ImporterNo);
                    let importer = draft.texts.importer.get(&self.own);
                    if self.importers.len() < MOST_IMPORTERS && !self.importers.contains(importer) {
                        self.importers.insert(importer.to_owned());
                    }
                }
                _ => value(slot, cell, &mut draft, &mut self.own, &mut note),
            }
        }
        if tariff_blank && !self.tariffs.is_empty() && self.plan.grain != Grain::Header {
            ledger.issue(Cause::TariffMissing, self.slot_of(Field::Hts), row, "");
        }
        if entry_blank && self.entry.is_some() {
            ledger.issue(Cause::EntryMissing, self.slot_of(Field::EntryNo), row, "");
        }
        self.primary_first(&mut draft, ledger);
        draft
    }

    fn slot_of(&self, field: Field) -> Option<(usize, &'p PlanColumn)> {
        self.slots
            .iter()
            .find(|slot| slot.field == field)
            .map(|slot| (slot.at, slot.column))
    }

    /// Puts the number that the row counts under first: an ordinary one, else
    /// one of chapter 98, else one of chapter 99.
    fn primary_first(&mut self, draft: &mut Draft<'_>, ledger: &mut Ledger) {
        if self.numbers.len() > 1 {
            let of = |kind: Kind| self.numbers.iter().position(|hts| hts.kind() == kind);
            let at = of(Kind::Ordinary)
                .or_else(|| of(Kind::Special))
                .unwrap_or(0);
            if let Some(before) = self.numbers.get_mut(..=at) {
                before.rotate_right(1);
            }
            let ordinary = self.numbers.iter().filter(|hts| hts.is_ordinary()).count();
            if ordinary > 1 && self.plan.grain != Grain::Ordinal && self.plan.grain != Grain::Line {
                let mut first = true;
                self.numbers
                    .retain(|hts| !hts.is_ordinary() || std::mem::take(&mut first));
                let slot = self.slot_of(Field::Hts);
                ledger.issue(Cause::TariffSeveral, slot, draft.row.row, "");
            }
        }
        draft.row.hts = self.numbers.first().copied();
    }

    fn hand_over(&self, draft: &Draft<'_>, sink: &mut dyn FnMut(Record<'_>)) {
        if self.plan.grain == Grain::Product {
            let row = draft.product_row(&self.own);
            sink(Record::Product(&row));
            return;
        }
        let row = draft.entry_row(&self.own);
        sink(Record::Entry(&row));
        // The other numbers of the row declare nothing but themselves: the
        // amounts stand with the first.
        for number in self.numbers.iter().skip(1) {
            let other = Row {
                hts: Some(*number),
                value: None,
                duty: None,
                rate_ppm: None,
                quantity: None,
                unit: None,
                mpf: None,
                hmf: None,
                liquidated_duty: None,
                charges: None,
                gross_kg: None,
                ..row
            };
            sink(Record::Entry(&other));
        }
    }
}

#[inline]
fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}

#[inline]
fn is_error(cell: Cell<'_>) -> bool {
    const ERRORS: [&str; 8] = [
        "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!",
    ];
    cell.kind == CellKind::Error
        || cell.text.starts_with('#') && ERRORS.iter().any(|e| cell.text.eq_ignore_ascii_case(e))
}

/// Letters and digits only, upper case.
fn key<'r>(cell: Cell<'r>, own: &mut String) -> Text<'r> {
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
fn text_key(text: &str) -> String {
    let mut own = String::new();
    let cell = Cell {
        text,
        kind: CellKind::Text,
    };
    key(cell, &mut own).get(&own).to_owned()
}

/// A whole number that a workbook stores with an exponent or a fraction of
/// zeros, written out.
fn whole_number(cell: Cell<'_>) -> Option<String> {
    if cell.kind != CellKind::Number || !cell.text.contains(['E', 'e', '.']) {
        return None;
    }
    let value: f64 = cell.text.parse().ok()?;
    (value.fract() == 0.0 && value.abs() < 1e15).then(|| format!("{value:.0}"))
}

/// A text as it stands; upper case where that is its form.
fn plain<'r>(cell: Cell<'r>, own: &mut String) -> Text<'r> {
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
fn doubt_of(entry: &str) -> Option<Cause> {
    match EntryNumber::parse(entry) {
        Ok(number) if number.check_digit_holds() => None,
        Ok(_) => Some(Cause::EntryCheckDigit),
        Err(_) => Some(Cause::EntryLength),
    }
}

fn note_tariff(found: &Found, text: &str, note: &mut Note<'_, '_>) {
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
fn value<'r>(
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
