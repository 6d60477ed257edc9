//! Where an entry stands on a day.

use crate::deadline;
use customs::Day;
use exposure::liquidation::{Liquidation, StatusWords};
use profile::LineRef;
use rulebook::{EntryState, Pack};

/// Where an entry stands, with the dates that say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The state that the decision tables know.
    pub state: EntryState,
    /// Its liquidation, past, scheduled or estimated.
    pub liquidation: Liquidation,
    /// Date of entry.
    pub entry: Option<Day>,
    /// Date of the entry summary.
    pub summary: Option<Day>,
    /// Date of importation.
    pub import: Option<Day>,
}

impl Standing {
    /// The standing of a line's entry; `None` where the file has no date to go
    /// by.
    #[must_use]
    pub fn of(pack: &Pack, words: &StatusWords, line: LineRef<'_>, as_of: Day) -> Option<Self> {
        let entry = line.entry_date();
        let liquidation = Liquidation::of_line(pack, words, line, as_of);
        let mut standing = Self {
            state: EntryState::Open,
            liquidation,
            entry,
            summary: line.summary_date(),
            import: line.import_date(),
        };
        standing.state = standing.state_on(pack, as_of)?;
        Some(standing)
    }

    fn state_on(&self, pack: &Pack, as_of: Day) -> Option<EntryState> {
        let entry = self.entry?;
        if pack.deadlines.limitation.due(entry, &pack.holidays) < as_of {
            return Some(EntryState::BeyondLimitation);
        }
        if self.liquidation.is_liquidated() {
            let open = self
                .liquidation
                .protest_until
                .is_some_and(|day| day >= as_of);
            return Some(if open {
                EntryState::ProtestOpen
            } else {
                EntryState::Final
            });
        }
        let correction = deadline::correction(pack, self);
        Some(match correction {
            Some(limit) if limit.day < as_of => EntryState::CorrectionClosed,
            _ => EntryState::Open,
        })
    }
}
