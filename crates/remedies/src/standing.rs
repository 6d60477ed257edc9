//! Where an entry stands on a day.

use crate::deadline;
use customs::Day;
use exposure::limitation::Limitation;
use exposure::liquidation::Liquidation;
use profile::Profile;
use rulebook::{EntryState, Pack, Revenue};
use std::ops::Range;

/// Where an entry stands, with the dates that say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Standing {
    /// The state that the decision tables know.
    pub state: EntryState,
    /// Its liquidation, past, scheduled or estimated.
    pub liquidation: Liquidation,
    /// Date of entry.
    pub entry: Day,
    /// Date of the entry summary.
    pub summary: Option<Day>,
    /// Date of importation.
    pub import: Option<Day>,
}

impl Standing {
    /// The standing of the entry of these lines; `None` where the file has no
    /// date to go by.
    #[must_use]
    pub fn of(pack: &Pack, profile: &Profile, lines: Range<u32>, as_of: Day) -> Option<Self> {
        let line = exposure::entry::head(profile, lines.clone());
        let mut standing = Self {
            state: EntryState::Open,
            liquidation: Liquidation::of_entry(pack, profile, lines, as_of),
            entry: line.entry_date()?,
            summary: line.summary_date(),
            import: line.import_date(),
        };
        standing.state = standing.state_on(pack, as_of);
        Some(standing)
    }

    fn state_on(&self, pack: &Pack, as_of: Day) -> EntryState {
        let limitation = Limitation::of(pack, Some(self.entry), self.summary, as_of);
        if limitation.is_some_and(|limitation| !limitation.is_inside()) {
            return EntryState::BeyondLimitation;
        }
        self.by_liquidation(pack, as_of)
    }

    /// Where it stands for what correcting would do to duty. The limitation is
    /// one of suits: an old entry that is still open, or was liquidated of late
    /// (suspended for years, say), can be corrected or protested where it is
    /// overpaid, and that time runs out.
    pub(crate) fn state_for(&self, pack: &Pack, revenue: Revenue, as_of: Day) -> EntryState {
        if self.state != EntryState::BeyondLimitation || revenue != Revenue::Overpaid {
            return self.state;
        }
        match self.by_liquidation(pack, as_of) {
            EntryState::Final => self.state,
            state => state,
        }
    }

    fn by_liquidation(&self, pack: &Pack, as_of: Day) -> EntryState {
        if self.liquidation.is_liquidated() {
            let until = self.liquidation.protest_until;
            return if until.is_some_and(|day| day >= as_of) {
                EntryState::ProtestOpen
            } else {
                EntryState::Final
            };
        }
        match deadline::correction(pack, self) {
            Some(limit) if limit.day < as_of => EntryState::CorrectionClosed,
            _ => EntryState::Open,
        }
    }

    /// Whether the goods are entered and not liquidated.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, EntryState::Open | EntryState::CorrectionClosed)
    }

    /// Whether the entry is liquidated, however long ago.
    #[must_use]
    pub fn is_liquidated(&self) -> bool {
        self.liquidation.is_liquidated()
    }
}
