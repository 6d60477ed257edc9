//! The limits that run, from the entry's own dates.

use crate::standing::Standing;
use customs::Day;
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
    /// Whether it rests on an estimated date of liquidation.
    pub estimated: bool,
    /// Days left on the assessment's day; negative once it has passed.
    pub days_left: i32,
    /// Whether it is so near that the urgent path begins.
    pub urgent: bool,
    /// The entry that it runs for.
    pub entry: String,
    /// Where the limit comes from.
    pub authority: Authority,
}

/// A limit before it is put in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Limit {
    pub(crate) day: Day,
    pub(crate) estimated: bool,
}

/// The last day of a limit for an entry; `None` where it runs from something
/// that no file holds, such as CBP's notice.
pub(crate) fn limit(pack: &Pack, offset: &Offset, standing: &Standing) -> Option<Limit> {
    let (event, estimated) = match offset.from {
        Event::Entry | Event::Violation => (standing.entry?, false),
        Event::EntrySummary => (standing.summary.or(standing.entry)?, false),
        Event::Importation => (
            standing.import.or(standing.entry)?,
            standing.import.is_none(),
        ),
        Event::Liquidation => (standing.liquidation.on?, standing.liquidation.estimated),
        Event::Notice | Event::Disclosure | Event::Knowledge | Event::AsOf => return None,
    };
    Some(Limit {
        day: offset.due(event, &pack.holidays),
        estimated,
    })
}

/// The last day for a post-summary correction: the earlier of the limit from
/// entry and the limit before liquidation.
pub(crate) fn correction(pack: &Pack, standing: &Standing) -> Option<Limit> {
    [
        &pack.deadlines.psc_after_entry,
        &pack.deadlines.psc_before_liquidation,
    ]
    .into_iter()
    .filter_map(|offset| limit(pack, offset, standing))
    .min_by_key(|limit| limit.day)
}

/// The earliest of a route's limits for an entry.
pub(crate) fn earliest(
    pack: &Pack,
    keys: &[String],
    standing: &Standing,
    entry: &str,
    as_of: Day,
) -> Option<Deadline> {
    let all = pack.deadlines.all();
    let window = pack.deadlines.urgent_window.due(as_of, &pack.holidays);
    all.iter()
        .filter(|(key, _)| keys.iter().any(|wanted| wanted == key))
        .filter_map(|(key, offset)| Some((*key, *offset, limit(pack, offset, standing)?)))
        .min_by_key(|(.., limit)| limit.day)
        .map(|(key, offset, limit)| Deadline {
            day: limit.day,
            key: key.to_owned(),
            label: offset.label.clone(),
            estimated: limit.estimated,
            days_left: limit.day.since(as_of),
            urgent: limit.day >= as_of && limit.day <= window,
            entry: entry.to_owned(),
            authority: offset.authority.clone(),
        })
}
