//! What the limitation of 19 USC 1621 leaves open, per entry and over time.
//!
//! A suit other than for fraud comes within five years of the violation. The
//! window on a day reaches back to the same calendar day five years before,
//! that day included, so an entry whose last day is today is inside with no
//! day left. Nothing here suggests waiting.

use crate::derivation::{Draft, Figure, Rest, SourceKind};
use customs::{Cents, Day, Ordered};
use rulebook::Pack;
use rulebook::figures::RuleId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where an entry stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limitation {
    /// The day taken for the violation: the later of entry and summary.
    pub violation: Day,
    /// The last day for a suit other than for fraud.
    pub last: Day,
    /// Days from the assessment's day to the last one; negative when past.
    pub days_left: i32,
    /// What that makes it.
    pub standing: Standing,
}

/// The standing of an entry under the limitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// The last day is past; the limitation for fraud runs from discovery.
    FraudOnly,
    /// Inside, and leaving within the pack's span of notice.
    Leaving,
    /// Inside.
    Inside,
}

impl Limitation {
    /// Where an entry of these dates stands on a day; `None` without a date.
    #[must_use]
    pub fn of(pack: &Pack, entry: Option<Day>, summary: Option<Day>, as_of: Day) -> Option<Self> {
        let violation = entry.max(summary)?;
        let deadlines = &pack.deadlines;
        let last = deadlines.limitation.due(violation, &pack.holidays);
        let notice = deadlines.limitation_notice.due(as_of, &pack.holidays);
        let standing = if last < as_of {
            Standing::FraudOnly
        } else if last <= notice {
            Standing::Leaving
        } else {
            Standing::Inside
        };
        Some(Self {
            violation,
            last,
            days_left: last.since(as_of),
            standing,
        })
    }

    /// Whether a suit other than for fraud is still possible.
    #[must_use]
    pub fn is_inside(&self) -> bool {
        self.standing != Standing::FraudOnly
    }
}

/// One entry's contribution to the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark<'a> {
    /// The entry number.
    pub entry: &'a str,
    /// Where it stands.
    pub limitation: Limitation,
    /// Its loss of duties and fees.
    pub loss: Cents,
}

/// A calendar month of the bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bucket {
    /// First day of the month, or the assessment's day in the first one.
    pub from: Day,
    /// Last day of the month.
    pub to: Day,
    /// Entries whose last day falls in it.
    pub entries: u32,
    /// The first last-day among them.
    pub first: Day,
    /// Whether any of them leaves within the span of notice.
    pub leaving: bool,
    /// Their loss of duties and fees.
    pub loss: Figure,
}

/// What leaves the window when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// First day of the window.
    pub window_from: Day,
    /// The day that the assessment is made for.
    pub window_to: Day,
    /// Months in which entries with a loss leave, in order; empty months are
    /// left out.
    pub months: Vec<Bucket>,
    /// What leaves within the span of notice.
    pub leaving: Figure,
    /// How many entries that is.
    pub leaving_entries: u32,
    /// What the window no longer holds.
    pub outside: Figure,
    /// How many entries that is.
    pub outside_entries: u32,
}

impl Bar {
    /// The bar over these entries.
    #[must_use]
    pub fn of(pack: &Pack, as_of: Day, marks: &[Mark<'_>]) -> Self {
        let mut months: BTreeMap<i32, Vec<&Mark<'_>>> = BTreeMap::new();
        for mark in marks.iter().filter(|mark| mark.limitation.is_inside()) {
            let month = mark.limitation.last.month_index();
            months.entry(month).or_default().push(mark);
        }
        let months = months
            .into_values()
            .filter_map(|marks| bucket(pack, as_of, &marks))
            .collect();
        let leaving: Vec<&Mark<'_>> = by(marks, Standing::Leaving);
        let outside: Vec<&Mark<'_>> = by(marks, Standing::FraudOnly);
        let notice = pack.deadlines.limitation_notice.due(as_of, &pack.holidays);
        Self {
            window_from: window_from(pack, as_of),
            window_to: as_of,
            months,
            leaving: figure(pack, RuleId::Leaves, as_of, notice, &leaving),
            leaving_entries: leaving.len() as u32,
            outside: figure(pack, RuleId::OutsideWindow, as_of, as_of, &outside),
            outside_entries: outside.len() as u32,
        }
    }
}

/// The first day whose limit has not passed. Counted back from a leap day that
/// is the first of March: the limit from 28 February ends a day before.
fn window_from(pack: &Pack, as_of: Day) -> Day {
    let limit = &pack.deadlines.limitation;
    let from = as_of.plus_years(-limit.count);
    if limit.due(from, &pack.holidays) < as_of {
        from.plus(1)
    } else {
        from
    }
}

fn by<'a, 'b>(marks: &'b [Mark<'a>], standing: Standing) -> Vec<&'b Mark<'a>> {
    marks
        .iter()
        .filter(|mark| mark.limitation.standing == standing)
        .collect()
}

fn bucket(pack: &Pack, as_of: Day, marks: &[&Mark<'_>]) -> Option<Bucket> {
    let first = marks.iter().map(|mark| mark.limitation.last).min()?;
    let date = first.date();
    let month_first = Day::ymd(date.year(), date.month(), 1)?;
    let to = month_first.plus_months(1).plus(-1);
    let from = month_first.max(as_of);
    Some(Bucket {
        from,
        to,
        entries: marks.len() as u32,
        first,
        leaving: marks
            .iter()
            .any(|mark| mark.limitation.standing == Standing::Leaving),
        loss: figure(pack, RuleId::Leaves, from, to, marks),
    })
}

/// How many entries a sum names one by one.
const NAMED: usize = 10;

fn figure(pack: &Pack, rule: RuleId, from: Day, to: Day, marks: &[&Mark<'_>]) -> Figure {
    let mut draft = Draft::new(&pack.figures, rule)
        .authority(&pack.deadlines.limitation.authority)
        .say(&pack.texts.limitation)
        .input("from", from, SourceKind::Computed)
        .input("to", to, SourceKind::Computed)
        .input("entries", marks.len(), SourceKind::Computed);
    let mut by_loss: Vec<&&Mark<'_>> = marks.iter().collect();
    by_loss.order_by(|a, b| b.loss.cmp(&a.loss).then_with(|| a.entry.cmp(b.entry)));
    for mark in by_loss.iter().take(NAMED) {
        draft = draft.input(
            "entry_loss",
            mark.loss,
            SourceKind::Computed.at(format!("{}, {}", mark.entry, mark.limitation.last)),
        );
    }
    let rest = by_loss.get(NAMED..).unwrap_or_default();
    draft
        .rest(Some(Rest {
            count: rest.len() as u64,
            amount: rest.iter().map(|mark| mark.loss).sum(),
        }))
        .amount(marks.iter().map(|mark| mark.loss).sum())
}
