//! Where an entry stands between filing and finality.
//!
//! Files often lack liquidation dates, and a report's status may be older than
//! the assessment. So the standing is read from the date first, from the words
//! beside it second, and estimated last; what is estimated says so. A loss is
//! *actual* once liquidation is final, *potential* before.

use crate::derivation::SourceKind;
use crate::entry;
use customs::Day;
use profile::{LineIx, Profile};
use rulebook::Pack;
pub use rulebook::liquidation::Said;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How far an entry has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Not liquidated, and no day is set.
    Open,
    /// Not liquidated; a day is set or expected.
    Scheduled,
    /// Liquidated; a protest is still possible.
    Liquidated,
    /// Liquidated, and the time to protest is over.
    Final,
    /// The file has no date to go by.
    Unknown,
}

/// Whether the government is deprived or may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LossKind {
    /// Liquidation is final.
    Actual,
    /// It is not.
    Potential,
}

/// The standing of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Liquidation {
    /// How far it has come.
    pub stage: Stage,
    /// The day of liquidation, past or to come; the earliest where lines of the
    /// entry give several, since limits that run from it end first.
    pub on: Option<Day>,
    /// The latest other day that a line of the entry gives.
    pub also: Option<Day>,
    /// Whether that day is estimated from the date of entry.
    pub estimated: bool,
    /// Whether liquidation is suspended or extended.
    pub held: bool,
    /// The last day for a protest, once liquidated.
    pub protest_until: Option<Day>,
    /// What a loss on it counts as.
    pub loss: LossKind,
}

/// The day on which CBP would usually liquidate: the first Friday that is not
/// before the pack's count of days after entry.
#[must_use]
pub fn estimate(pack: &Pack, entry: Day) -> Day {
    pack.deadlines
        .liquidation_estimate
        .due(entry, &pack.holidays)
}

impl Liquidation {
    /// The standing of an entry on a day.
    #[must_use]
    pub fn of(
        pack: &Pack,
        entry: Option<Day>,
        date: Option<Day>,
        status: &str,
        as_of: Day,
    ) -> Self {
        let said = pack.liquidation_status.read(status);
        // No entry is liquidated before it is made: such a date is a slip of
        // the file, and interest must not run from it.
        let date = date.filter(|on| entry.is_none_or(|entry| *on >= entry));
        let protest = |on: Day| pack.deadlines.protest.due(on, &pack.holidays);
        let liquidated = |on: Day, estimated: bool| {
            let until = protest(on);
            let is_final = until < as_of;
            Self {
                stage: if is_final {
                    Stage::Final
                } else {
                    Stage::Liquidated
                },
                on: Some(on),
                also: None,
                estimated,
                held: false,
                protest_until: Some(until),
                loss: if is_final {
                    LossKind::Actual
                } else {
                    LossKind::Potential
                },
            }
        };
        let open = |stage, on, estimated, held| Self {
            stage,
            on,
            also: None,
            estimated,
            held,
            protest_until: None,
            loss: LossKind::Potential,
        };
        match (said, date) {
            (Said::Held, Some(on)) if on > as_of => open(Stage::Scheduled, Some(on), false, true),
            (Said::Held, _) => open(Stage::Open, None, false, true),
            (_, Some(on)) if on > as_of => open(Stage::Scheduled, Some(on), false, false),
            // The report was run before the day that it names; since then
            // that day has passed.
            (Said::Open, Some(on)) => liquidated(on, true),
            (_, Some(on)) => liquidated(on, false),
            (_, None) => match entry.map(|entry| estimate(pack, entry)) {
                None => open(Stage::Unknown, None, true, false),
                Some(on) if said == Said::Liquidated => liquidated(on.min(as_of), true),
                Some(on) if on > as_of => open(Stage::Scheduled, Some(on), true, false),
                Some(_) if said == Said::Open => open(Stage::Open, None, false, false),
                Some(on) => liquidated(on, true),
            },
        }
    }

    /// The standing of an entry by all its lines: a report may name the day on
    /// some of them alone.
    #[must_use]
    pub fn of_entry(pack: &Pack, profile: &Profile, lines: Range<u32>, as_of: Day) -> Self {
        let head = entry::head(profile, lines.clone());
        let entered = head.entry_date();
        let mut days: Option<(Day, Day)> = None;
        // The words beside the day come before others.
        let mut status = head.liquidation_status();
        let mut last = None;
        for line in lines.map(|ix| profile.line(LineIx(ix))) {
            if last.replace(line.header_ix()) == Some(line.header_ix()) {
                continue;
            }
            let said = line.liquidation_status();
            if status.is_empty() {
                status = said;
            }
            let on = line.liquidation_date();
            let Some(on) = on.filter(|on| entered.is_none_or(|entered| *on >= entered)) else {
                continue;
            };
            if days.is_none_or(|(first, _)| on < first) && !said.is_empty() {
                status = said;
            }
            days = Some(days.map_or((on, on), |(first, last)| (first.min(on), last.max(on))));
        }
        let mut this = Self::of(pack, entered, days.map(|(first, _)| first), status, as_of);
        this.also = days
            .filter(|(first, last)| first < last)
            .map(|(_, last)| last);
        this
    }

    /// Whether it is liquidated, be it final or not.
    #[must_use]
    pub fn is_liquidated(&self) -> bool {
        matches!(self.stage, Stage::Liquidated | Stage::Final)
    }

    /// Where the day of liquidation was taken from.
    #[must_use]
    pub fn source(&self) -> SourceKind {
        if self.estimated {
            SourceKind::Estimated
        } else {
            SourceKind::File
        }
    }
}

/// The day from which interest is counted: liquidation for a liquidated entry,
/// else the day on which the summary and its duties were due.
#[must_use]
pub fn interest_from(
    pack: &Pack,
    liquidation: &Liquidation,
    entry: Option<Day>,
) -> Option<(Day, SourceKind)> {
    if liquidation.is_liquidated() {
        return liquidation.on.map(|on| (on, liquidation.source()));
    }
    let due = |entry| pack.deadlines.summary_due.due(entry, &pack.holidays);
    entry.map(|entry| (due(entry), SourceKind::Estimated))
}
