//! Which of several rows of one line stand: the latest version, and each only
//! once.

use super::{Correction, Grouper};
use crate::lines::LineIx;
use crate::row::{Grain, RowRef};
use std::cmp::Ordering;

impl Grouper {
    /// The rows of the latest version, those before it, and what changed.
    pub(super) fn latest(&self, rows: Vec<u32>) -> (Vec<u32>, Vec<RowRef>, Vec<Correction>) {
        let version = |at: &u32| self.columns.psc_date.get(*at as usize).copied().flatten();
        let last = rows.iter().map(version).max().flatten();
        if last.is_none() || rows.iter().all(|at| version(at) == last) {
            return (rows, Vec::new(), Vec::new());
        }
        let (kept, old): (Vec<u32>, Vec<u32>) =
            rows.into_iter().partition(|at| version(at) == last);
        let ordinary = |at: &u32| self.hts(*at).filter(|hts| hts.is_ordinary());
        let to = kept.iter().find_map(ordinary);
        // Versions are looked at right before their line is pushed.
        let line = LineIx(self.profile.lines.entry.len() as u32);
        let corrections = old
            .iter()
            .filter_map(|at| {
                let (from, to) = (ordinary(at)?, to?);
                let row = self.row_ref(*at)?;
                (from != to).then_some(Correction {
                    row,
                    line,
                    filed: last,
                    from,
                    to,
                })
            })
            .collect();
        let old = old.iter().filter_map(|at| self.row_ref(*at)).collect();
        (kept, old, corrections)
    }

    /// Whether the ACE rows of a group are of several versions.
    pub(super) fn has_versions(&self, group: &[u32]) -> bool {
        let mut versions = group
            .iter()
            .filter(|at| self.grain(**at) != Grain::Invoice)
            .map(|at| self.columns.psc_date.get(*at as usize).copied().flatten());
        let first = versions.next();
        versions.any(|version| Some(version) != first)
    }

    pub(super) fn without_duplicates(
        &mut self,
        (rows, superseded, corrections): (Vec<u32>, Vec<RowRef>, Vec<Correction>),
        invoice: bool,
    ) -> Vec<u32> {
        self.profile.aside.superseded.extend(superseded);
        self.profile.aside.corrections.extend(corrections);
        let mut kept: Vec<u32> = Vec::with_capacity(rows.len());
        for at in rows {
            // Sorted, so an equal row stands right before; among invoice rows
            // a row counts as the same only when all of it is.
            let same = kept.last().is_some_and(|last| {
                if invoice {
                    self.compare(*last, at) == Ordering::Equal
                } else {
                    self.columns.ordinal.get(*last as usize)
                        == self.columns.ordinal.get(at as usize)
                        && self.hts(*last) == self.hts(at)
                        && self.value(*last) == self.value(at)
                        && self.duty(*last) == self.duty(at)
                }
            });
            match self.row_ref(at) {
                Some(row) if same => self.profile.aside.duplicates.push(row),
                _ => kept.push(at),
            }
        }
        kept
    }
}
