//! The account of a table while it is read: classes of rows, issues, repairs.

use crate::cell::column_letters;
use crate::inspection::{Plan, PlanColumn};
use crate::report::{Cause, CellRef, Issue, Mend, Repair, RowClass, RowRanges};
use crate::sample::cut;

/// Cells that an issue or a repair shows.
const SHOWN: usize = 5;
/// Bytes of a cell that are shown.
const SHOWN_BYTES: usize = 60;

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Issue(Cause),
    Repair(Mend),
}

/// Rows that share a cause and a column.
#[derive(Debug)]
struct Note {
    about: About,
    /// The column of the plan, if one is meant.
    slot: Option<usize>,
    rows: RowRanges,
    first: Vec<CellRef>,
}

/// The account of a table.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    counts: [u64; 8],
    aside: [RowRanges; 7],
    notes: Vec<Note>,
}

impl Ledger {
    /// Counts a row.
    pub(crate) fn class(&mut self, class: RowClass, row: u32) {
        self.class_range(class, row, row);
    }

    /// Counts the rows from `first` to `last`.
    pub(crate) fn class_range(&mut self, class: RowClass, first: u32, last: u32) {
        if first > last {
            return;
        }
        let at = RowClass::ALL
            .iter()
            .position(|c| *c == class)
            .unwrap_or_default();
        if let Some(count) = self.counts.get_mut(at) {
            *count += u64::from(last - first) + 1;
        }
        if let Some(rows) = self.aside.get_mut(at) {
            rows.push_range(first, last);
        }
    }

    /// How many rows are used so far.
    pub(crate) fn counts(&self) -> [u64; 8] {
        self.counts
    }

    /// Notes an issue of a row, in the column of the plan that `slot` names.
    pub(crate) fn issue(
        &mut self,
        cause: Cause,
        slot: Option<(usize, &PlanColumn)>,
        row: u32,
        text: &str,
    ) {
        self.note(About::Issue(cause), slot, row, text);
    }

    /// Notes an issue of many rows at once.
    pub(crate) fn issue_rows(&mut self, cause: Cause, slot: (usize, &PlanColumn), rows: RowRanges) {
        self.notes.push(Note {
            about: About::Issue(cause),
            slot: Some(slot.0),
            first: rows
                .ranges()
                .iter()
                .take(SHOWN)
                .map(|(row, _)| CellRef {
                    row: *row,
                    address: format!("{}{row}", column_letters(slot.1.index)),
                    text: String::new(),
                })
                .collect(),
            rows,
        });
    }

    /// Notes that something was put right.
    pub(crate) fn repair(
        &mut self,
        mend: Mend,
        slot: Option<(usize, &PlanColumn)>,
        row: u32,
        text: &str,
    ) {
        self.note(About::Repair(mend), slot, row, text);
    }

    fn note(&mut self, about: About, slot: Option<(usize, &PlanColumn)>, row: u32, text: &str) {
        let ix = slot.map(|(ix, _)| ix);
        let known = self
            .notes
            .iter()
            .position(|note| note.about == about && note.slot == ix);
        let at = known.unwrap_or_else(|| {
            self.notes.push(Note {
                about,
                slot: ix,
                rows: RowRanges::default(),
                first: Vec::new(),
            });
            self.notes.len() - 1
        });
        let Some(note) = self.notes.get_mut(at) else {
            return;
        };
        note.rows.push(row);
        if note.first.len() < SHOWN {
            note.first.push(CellRef {
                row,
                address: match slot {
                    Some((_, column)) => format!("{}{row}", column_letters(column.index)),
                    None => row.to_string(),
                },
                text: cut(text, SHOWN_BYTES).to_owned(),
            });
        }
    }

    /// The rows of each class but the used ones.
    pub(crate) fn set_aside(&mut self) -> Vec<(RowClass, RowRanges)> {
        RowClass::ALL
            .into_iter()
            .zip(std::mem::take(&mut self.aside))
            .filter(|(_, rows)| !rows.is_empty())
            .collect()
    }

    /// Issues and repairs, by cause and column.
    pub(crate) fn notes(&mut self, plan: &Plan) -> (Vec<Issue>, Vec<Repair>) {
        let mut notes = std::mem::take(&mut self.notes);
        notes.sort_by_key(|note| (note.about, note.slot));
        let (mut issues, mut repairs) = (Vec::new(), Vec::new());
        for note in notes {
            let column = note.slot.and_then(|slot| plan.columns.get(slot));
            let field = column.and_then(|column| column.field);
            let column = column.map(|c| (column_letters(c.index), c.header.clone()));
            match note.about {
                About::Issue(cause) => issues.push(Issue {
                    cause,
                    field,
                    column,
                    rows: note.rows,
                    first: note.first,
                }),
                About::Repair(mend) => repairs.push(Repair {
                    mend,
                    field,
                    column,
                    rows: note.rows,
                    first: note.first,
                }),
            }
        }
        (issues, repairs)
    }
}
