//! A column of the plan while its rows are read: what is remembered of its
//! values, and where notes about a cell go.

use super::ledger::Ledger;
use crate::inspection::PlanColumn;
use crate::report::{Cause, DateEvidence, Mend, RowRanges};
use crate::values::dates::Date;
use crate::values::memo::Memo;
use customs::{Country, Field};

/// What is remembered of a column's values.
pub(super) enum Remembered {
    Nothing,
    Dates(Memo<Date>),
    Countries(Memo<Option<Country>>),
}

/// A column of the plan and what is remembered of it.
pub(super) struct Slot<'p> {
    pub(super) at: usize,
    pub(super) column: &'p PlanColumn,
    pub(super) field: Field,
    pub(super) remembered: Remembered,
    pub(super) dates: DateEvidence,
    pub(super) lengths: Lengths,
}

/// The longest texts of a column: where many are equally long, a system cut
/// them.
#[derive(Default)]
pub(super) struct Lengths {
    longest: usize,
    texts: u64,
    pub(super) rows: RowRanges,
}

/// Fewer longest texts than this say nothing, and longer ones are not cut.
pub(super) const CUT_TEXTS: u64 = 20;
pub(super) const CUT_LENGTH: usize = 80;

impl Lengths {
    #[inline]
    pub(super) fn note(&mut self, text: &str, row: u32) {
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

    pub(super) fn look_cut(&self) -> bool {
        let count = self.rows.count();
        self.longest <= CUT_LENGTH
            && self.longest >= 20
            && count >= CUT_TEXTS
            && count * 50 >= self.texts
    }
}

/// Where notes about a cell go.
pub(super) struct Note<'l, 'p> {
    pub(super) ledger: &'l mut Ledger,
    pub(super) at: usize,
    pub(super) column: &'p PlanColumn,
    pub(super) row: u32,
}

impl Note<'_, '_> {
    pub(super) fn issue(&mut self, cause: Cause, text: &str) {
        self.ledger
            .issue(cause, Some((self.at, self.column)), self.row, text);
    }

    pub(super) fn repair(&mut self, mend: Mend, text: &str) {
        self.ledger
            .repair(mend, Some((self.at, self.column)), self.row, text);
    }
}
