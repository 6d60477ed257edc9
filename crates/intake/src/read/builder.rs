//! One row's cells become a typed row.
//!
//! This is the hot path: for each mapped column one look at the cell, and no
//! allocation. Texts are borrowed from the row; a text that must differ from
//! its cell (an entry number without its dashes) is written to a string that is
//! reused for every row. Values that repeat down a column and are costly to
//! parse are remembered ([`Memo`]).

use super::draft::Draft;
use super::keys::{doubt_of, has_digit, is_error, key, note_tariff, text_key};
use super::ledger::Ledger;
use super::odd;
use super::record::Record;
use super::slot::{Lengths, Note, Remembered, Slot};
use super::value::value;
use crate::cell::Rows;
use crate::inspection::{Plan, PlanColumn};
use crate::mapping::is_date;
use crate::report::{Cause, DateEvidence, RowClass};
use crate::values::memo::Memo;
use crate::values::tariff::{Found, tariff};
use customs::hts::Kind;
use customs::{Field, FieldSet, Hts};
use profile::{Grain, Row};
use std::collections::BTreeSet;

/// Importer numbers that are kept apart; more than these are only "several".
const MOST_IMPORTERS: usize = 16;

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
