//! Where an entry stands between filing and finality.
//!
//! Files often lack liquidation dates, and a report's status may be older than
//! the assessment. So the standing is read from the date first, from the words
//! beside it second, and estimated last; what is estimated says so. A loss is
//! *actual* once liquidation is final, *potential* before.

use crate::derivation::SourceKind;
use customs::Day;
use profile::LineRef;
use rulebook::Pack;
pub use rulebook::liquidation::Said;
use serde::{Deserialize, Serialize};

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
    /// The day of liquidation, past or to come.
    pub on: Option<Day>,
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

    /// The standing of a line's entry.
    #[must_use]
    pub fn of_line(pack: &Pack, line: LineRef<'_>, as_of: Day) -> Self {
        Self::of(
            pack,
            line.entry_date(),
            line.liquidation_date(),
            line.liquidation_status(),
            as_of,
        )
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
