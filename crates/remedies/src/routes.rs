//! Per finding: the routes to discuss, with their entries and limits.

use crate::deadline::{self, Deadline};
use crate::rulings;
use crate::standing::Standing;
use customs::{Cents, Day, EntryNumber};
use exposure::liquidation::StatusWords;
use profile::{LineIx, Profile};
use rulebook::{Authority, EntryState, Pack, Revenue, Route, RouteFact};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use triggers::finding::{DutyEffect, Effect, Finding};

/// The routes for a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingRoutes {
    /// The finding's id.
    pub finding: String,
    /// The routes, what expires first at the head.
    pub routes: Vec<RouteGroup>,
    /// What the ruling table says; empty where no number is in doubt.
    pub rulings: Vec<RulingAdvice>,
    /// Entries without a date, for which nothing can be said.
    pub undated: u32,
}

/// A route and the entries that it fits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteGroup {
    /// The pack's route id.
    pub route: String,
    /// The situation in words.
    pub situation: String,
    /// The route to discuss.
    pub discuss: String,
    /// What else to know.
    pub note: String,
    /// Whether counsel comes first.
    pub counsel_first: bool,
    /// How many entries it fits.
    pub entries: u32,
    /// Goods value of the finding's lines on them.
    pub value: Cents,
    /// The limit that runs out first among those not yet past.
    pub next: Option<Deadline>,
    /// Where the route comes from.
    pub authority: Authority,
}

/// A row of the ruling table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulingAdvice {
    /// The pack's id.
    pub id: String,
    /// The facts in words.
    pub situation: String,
    /// What to discuss.
    pub discuss: String,
    /// Whether a ruling may be asked for at all.
    pub ruling: bool,
    /// Whether counsel comes first.
    pub counsel_first: bool,
    /// Where it comes from.
    pub authority: Authority,
}

/// The routes of one finding on a day.
#[must_use]
pub fn finding(
    pack: &Pack,
    words: &StatusWords,
    profile: &Profile,
    finding: &Finding,
    as_of: Day,
) -> FindingRoutes {
    let revenue = revenue(finding);
    let pattern = is_pattern(finding);
    let mut groups: BTreeMap<&str, (usize, &Route, Gathered)> = BTreeMap::new();
    let mut states = BTreeSet::new();
    let mut undated = BTreeSet::new();
    for (entry, lines) in by_entry(profile, &finding.lines) {
        let Some(first) = lines.first().map(|ix| profile.line(*ix)) else {
            continue;
        };
        let Some(standing) = Standing::of(pack, words, first, as_of) else {
            undated.insert(entry);
            continue;
        };
        states.insert(standing.state);
        let mut facts = Vec::new();
        if first.reconciliation() == Some(true) {
            facts.push(RouteFact::ReconciliationFlagged);
        }
        if pattern {
            facts.push(RouteFact::Pattern);
        }
        let value: Cents = lines
            .iter()
            .map(|ix| profile.line(*ix).value().or_zero())
            .sum();
        let shown = EntryNumber::parse(first.entry())
            .map_or_else(|_| first.entry().to_owned(), |number| number.to_string());
        for route in pack.routes.fitting(standing.state, revenue, &facts) {
            let place = pack.routes.rows.iter().position(|row| row.id == route.id);
            let (_, _, gathered) = groups.entry(&route.id).or_insert((
                place.unwrap_or(usize::MAX),
                route,
                Gathered::default(),
            ));
            let limit = deadline::earliest(pack, &route.deadlines, &standing, &shown, as_of);
            gathered.add(value, limit);
        }
    }
    let mut routes: Vec<(usize, RouteGroup)> = groups
        .into_values()
        .map(|(place, route, gathered)| (place, gathered.group(route)))
        .collect();
    routes.sort_by(|(a, left), (b, right)| {
        let day = |group: &RouteGroup| {
            group
                .next
                .as_ref()
                .map_or((true, None), |d| (false, Some(d.day)))
        };
        day(left).cmp(&day(right)).then(a.cmp(b))
    });
    FindingRoutes {
        finding: finding.id.clone(),
        routes: routes.into_iter().map(|(_, group)| group).collect(),
        rulings: match finding.effect {
            Effect::OtherNumber { .. } => rulings::advice(pack, &states),
            _ => Vec::new(),
        },
        undated: undated.len() as u32,
    }
}

#[derive(Default)]
struct Gathered {
    entries: u32,
    value: Cents,
    next: Option<Deadline>,
}

impl Gathered {
    fn add(&mut self, value: Cents, limit: Option<Deadline>) {
        self.entries += 1;
        self.value += value;
        if let Some(limit) = limit.filter(|limit| limit.days_left >= 0) {
            let earlier = self
                .next
                .as_ref()
                .is_none_or(|next| (limit.day, &limit.entry) < (next.day, &next.entry));
            if earlier {
                self.next = Some(limit);
            }
        }
    }

    fn group(self, route: &Route) -> RouteGroup {
        RouteGroup {
            route: route.id.clone(),
            situation: route.situation.clone(),
            discuss: route.discuss.clone(),
            note: route.note.clone(),
            counsel_first: route.counsel_first,
            entries: self.entries,
            value: self.value,
            next: self.next,
            authority: route.authority.clone(),
        }
    }
}

/// What correcting would do to duty. Where the data does not say, the route
/// is that of an underpayment, the case with more to lose.
fn revenue(finding: &Finding) -> Revenue {
    match (finding.duty_effect, &finding.effect) {
        (DutyEffect::None, _) | (_, Effect::None) => Revenue::Neutral,
        _ => Revenue::Underpaid,
    }
}

/// One question across brokers or years.
fn is_pattern(finding: &Finding) -> bool {
    let years = match (finding.span.first, finding.span.last) {
        (Some(first), Some(last)) => last.year() - first.year(),
        _ => 0,
    };
    finding.span.filers.len() > 1 || years > 0
}

/// The finding's lines by entry, in the profile's order.
fn by_entry(profile: &Profile, lines: &[LineIx]) -> BTreeMap<u32, Vec<LineIx>> {
    let mut entries: BTreeMap<u32, Vec<LineIx>> = BTreeMap::new();
    for line in lines {
        entries
            .entry(profile.line(*line).entry_ix())
            .or_default()
            .push(*line);
    }
    entries
}

/// The states that mean that goods are entered and not liquidated.
pub(crate) fn is_open(state: EntryState) -> bool {
    matches!(state, EntryState::Open | EntryState::CorrectionClosed)
}
