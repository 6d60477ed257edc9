//! The limits that run, from the entry's own dates.
//!
//! A limit that rests on an estimated date says so. Where liquidation is not
//! scheduled, the limit before liquidation is counted from the day on which CBP
//! would usually liquidate *before* that moves to a Friday: the earlier day is
//! the safe one.

use crate::ground::Ground;
use crate::standing::Standing;
use customs::{Day, Ordered};
use rulebook::{Authority, Event, Offset, Pack};
use serde::{Deserialize, Serialize};

/// A day by which something has to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The last day.
    pub day: Day,
    /// The pack's key of the limit.
    pub key: String,
    /// What runs out.
    pub label: String,
    /// The limit in words, with its exceptions.
    pub text: String,
    /// Whether it rests on an estimated date.
    pub estimated: bool,
    /// Days left on the assessment's day; negative once it has passed.
    pub days_left: i32,
    /// Whether it is so near that the urgent path begins.
    pub urgent: bool,
    /// The entry that it runs for; empty where it is about no single entry.
    pub entry: String,
    /// Where the limit comes from.
    pub authority: Authority,
}

/// A limit before it is put in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit<'a> {
    /// The pack's key.
    pub key: &'static str,
    /// The pack's record.
    pub offset: &'a Offset,
    /// The last day.
    pub day: Day,
    /// Whether it rests on an estimated date.
    pub estimated: bool,
}

const FROM_ENTRY: &str = "psc_after_entry";
const BEFORE_LIQUIDATION: &str = "psc_before_liquidation";
const LIQUIDATION: &str = "liquidation_estimate";

/// The last day for a post-summary correction: the earlier of the limit from
/// entry and the limit before liquidation; for an extended entry the latter
/// alone. `None` for an entry that is suspended without a date.
#[must_use]
pub fn correction<'a>(pack: &'a Pack, standing: &Standing) -> Option<Limit<'a>> {
    let deadlines = &pack.deadlines;
    let liquidation = &standing.liquidation;
    let from_entry = Limit {
        key: FROM_ENTRY,
        offset: &deadlines.psc_after_entry,
        day: deadlines
            .psc_after_entry
            .due(standing.entry, &pack.holidays),
        estimated: false,
    };
    let before = |on: Day, estimated| Limit {
        key: BEFORE_LIQUIDATION,
        offset: &deadlines.psc_before_liquidation,
        day: deadlines.psc_before_liquidation.due(on, &pack.holidays),
        estimated,
    };
    let earlier = |limit: Limit<'a>| {
        if limit.day < from_entry.day {
            limit
        } else {
            from_entry
        }
    };
    match (liquidation.held, liquidation.on) {
        (true, None) => None,
        (true, Some(on)) => Some(before(on, false)),
        (false, Some(on)) if !liquidation.estimated => Some(earlier(before(on, false))),
        (false, _) => {
            let usual = Offset {
                to_friday: false,
                ..deadlines.liquidation_estimate.clone()
            };
            let on = usual.due(standing.entry, &pack.holidays);
            Some(earlier(before(on, true)))
        }
    }
}

/// The last day of a limit for an entry; `None` where it runs from something
/// that is not known.
fn limit<'a>(
    ground: &Ground<'a>,
    key: &'static str,
    offset: &'a Offset,
    standing: &Standing,
) -> Option<Limit<'a>> {
    if key == FROM_ENTRY || key == BEFORE_LIQUIDATION {
        return correction(ground.pack, standing);
    }
    let liquidation = &standing.liquidation;
    let of = |day, estimated| Limit {
        key,
        offset,
        day,
        estimated,
    };
    if key == LIQUIDATION {
        return liquidation.on.map(|on| of(on, liquidation.estimated));
    }
    let (event, estimated) = match offset.from {
        Event::Entry => (standing.entry, false),
        Event::EntrySummary => (
            standing.summary.unwrap_or(standing.entry),
            standing.summary.is_none(),
        ),
        Event::Violation => (
            standing
                .summary
                .map_or(standing.entry, |day| day.max(standing.entry)),
            false,
        ),
        Event::Importation => (
            standing.import.unwrap_or(standing.entry),
            standing.import.is_none(),
        ),
        Event::Liquidation => (liquidation.on?, liquidation.estimated),
        Event::Notice => (ground.noticed(key)?, false),
        // Whoever reads the assessment learns of the question on its day.
        Event::Knowledge => (ground.as_of, true),
        Event::AsOf => (ground.as_of, false),
        Event::Disclosure => return None,
    };
    Some(of(offset.due(event, &ground.pack.holidays), estimated))
}

/// The limits of a route for an entry, as far as they are known, each once.
#[must_use]
pub fn limits<'a>(ground: &Ground<'a>, keys: &[String], standing: &Standing) -> Vec<Limit<'a>> {
    let mut found: Vec<Limit<'a>> = ground
        .pack
        .deadlines
        .all()
        .into_iter()
        .filter(|(key, _)| keys.iter().any(|wanted| wanted == key))
        .filter_map(|(key, offset)| limit(ground, key, offset, standing))
        .collect();
    found.order_by(|a, b| a.day.cmp(&b.day).then(a.key.cmp(b.key)));
    found.dedup();
    found
}

impl Limit<'_> {
    /// The limit in words, for an entry.
    #[must_use]
    pub fn deadline(&self, ground: &Ground<'_>, entry: &str) -> Deadline {
        let as_of = ground.as_of;
        Deadline {
            day: self.day,
            key: self.key.to_owned(),
            label: self.offset.label.clone(),
            text: self.offset.text.clone(),
            estimated: self.estimated,
            days_left: self.day.since(as_of),
            urgent: self.is_near(ground),
            entry: entry.to_owned(),
            authority: self.offset.authority.clone(),
        }
    }

    /// Whether it has not passed.
    #[must_use]
    pub fn runs(&self, as_of: Day) -> bool {
        self.day >= as_of
    }

    /// Whether it is a limit that leads to the urgent path, and near.
    #[must_use]
    pub fn is_near(&self, ground: &Ground<'_>) -> bool {
        let window = ground
            .pack
            .deadlines
            .urgent_window
            .due(ground.as_of, &ground.pack.holidays);
        self.runs(ground.as_of)
            && self.day <= window
            && ground
                .pack
                .route_facts
                .urgent_keys
                .iter()
                .any(|key| key == self.key)
    }
}
