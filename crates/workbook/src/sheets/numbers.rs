//! Findings by number: as the page and the brief count them, so that a person
//! can find one again. Their ids are for programs and stand in one column.

use crate::cell::Cell;
use assessment::Assessment;
use customs::Ordered;
use std::collections::BTreeMap;
use triggers::Finding;

/// The numbers of the findings, from 1: highest grade first, then by what they
/// touch.
pub(crate) struct Numbers(BTreeMap<String, usize>);

impl Numbers {
    pub(crate) fn of(assessment: &Assessment) -> Self {
        let mut all: Vec<&Finding> = assessment.findings();
        all.order_by(|a, b| b.grade.cmp(&a.grade).then(b.affected.cmp(&a.affected)));
        let numbered = (1..).zip(all);
        Self(numbered.map(|(at, f)| (f.id.clone(), at)).collect())
    }

    /// A finding's number, for sorting; the last where it has none.
    pub(crate) fn rank(&self, id: &str) -> usize {
        self.0.get(id).copied().unwrap_or(usize::MAX)
    }

    /// A finding's number as a cell.
    pub(crate) fn cell(&self, id: &str) -> Cell {
        self.0.get(id).map_or(Cell::Blank, |at| Cell::count(*at))
    }

    /// The numbers of several findings as a cell, in order.
    pub(crate) fn cells<S: AsRef<str>>(&self, ids: &[S]) -> Cell {
        let mut all: Vec<usize> = ids
            .iter()
            .filter_map(|id| self.0.get(id.as_ref()).copied())
            .collect();
        all.sort_unstable();
        let all: Vec<String> = all.iter().map(ToString::to_string).collect();
        Cell::text(all.join(", "))
    }
}
