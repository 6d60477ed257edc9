//! The routes to discuss: per finding, per entry, and by what expires first.

use crate::deadline::{Deadline, Limit};
use crate::fitting::{Brought, Fits};
use crate::ground::{Entries, Ground, Touched, shown};
use crate::rulings::{self, RulingAdvice};
use crate::settings::{is_of, trigger_of};
use customs::{Cents, Day, Ordered};
use exposure::Reading;
use exposure::workings::Share;
use profile::LineIx;
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
    /// Whether counsel comes first on any of them.
    pub counsel_first: bool,
    /// Whether the product stops advising here.
    pub stops: bool,
    /// What to do instead of correcting entry by entry, where corrections on
    /// the same question keep coming.
    pub piecemeal: Option<String>,
    /// What the ruling table says; `None` where no ruling could help.
    pub ruling: Option<RulingAdvice>,
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
    /// Whether the product stops advising here.
    pub stop: bool,
    /// How many entries it fits. A line without an entry number is one.
    pub entries: u32,
    /// The first few of them that have a number.
    pub examples: Vec<String>,
    /// Goods value of the finding's lines on them.
    pub value: Cents,
    /// The likely loss of the finding on them, where worked out.
    pub loss: Cents,
    /// The limit that runs out first among those not yet past.
    pub next: Option<Deadline>,
    /// Where the route comes from.
    pub authority: Authority,
}

/// The routes of one entry, all findings together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRoutes {
    /// The entry number as shown.
    pub entry: String,
    /// Where it stands; `None` without a date.
    pub state: Option<EntryState>,
    /// The same in words.
    pub state_label: String,
    /// The pack's route ids, most pressing first.
    pub routes: Vec<String>,
    /// What they say to discuss.
    pub discuss: Vec<String>,
    /// The limit that runs out first.
    pub next: Option<Deadline>,
    /// The findings that touch it, by id.
    pub findings: Vec<String>,
}

impl EntryRoutes {
    /// Whether both stand in one place, by the same dates.
    fn is_alike(&self, other: &Self) -> bool {
        self.state == other.state && self.routes == other.routes && self.next == other.next
    }
}

/// A limit with all that it runs for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunningLimit {
    /// The limit, with its first entry.
    pub deadline: Deadline,
    /// The pack's route id.
    pub route: String,
    /// The route to discuss.
    pub discuss: String,
    /// How many entries it runs for.
    pub entries: u32,
    /// How many of these are lines without an entry number.
    pub unnumbered: u32,
    /// The first few of the others.
    pub examples: Vec<String>,
    /// The findings that it is about, by id.
    pub findings: Vec<String>,
    /// The likely loss on its entries, where worked out.
    pub loss: Cents,
    /// The possible overpayment on its entries, where worked out.
    pub overpaid: Cents,
}

impl RunningLimit {
    /// How many lines without an entry number it runs for, in words; `None`
    /// where there are none.
    #[must_use]
    pub fn unnumbered(&self, pack: &Pack) -> Option<String> {
        let text = &pack.papers.calendar.unnumbered;
        (self.unnumbered > 0)
            .then(|| rulebook::fill(text, &[("count", &self.unnumbered.to_string())]))
    }
}

/// Every route.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routes {
    /// Per finding, in the order given.
    pub findings: Vec<FindingRoutes>,
    /// The limits that run, what expires first at the head.
    pub running: Vec<RunningLimit>,
}

/// Works the routes out.
#[must_use]
pub fn routes(ground: &Ground<'_>, entries: &Entries<'_>) -> Routes {
    let mut running = Running::default();
    let mut fits = Fits::default();
    let findings = (0..ground.findings.len())
        .filter_map(|at| of_finding(ground, entries, at, (&mut fits, &mut running)))
        .collect();
    Routes {
        findings,
        running: running.limits(ground),
    }
}

/// The routes of every entry that a finding touches, in the profile's order.
/// Lines without an entry number are one where they stand alike.
#[must_use]
pub fn entry_routes(ground: &Ground<'_>, entries: &Entries<'_>) -> Vec<EntryRoutes> {
    let touching = touching(ground, entries);
    let mut fits = Fits::default();
    let brought: Vec<Brought> = ground
        .findings
        .iter()
        .map(|finding| fits.bring(brought(ground, finding)))
        .collect();
    let mut all: Vec<EntryRoutes> = Vec::new();
    let mut unnumbered: Vec<usize> = Vec::new();
    for entry in entries.iter() {
        let touching = touching.get(&entry.lines.start);
        let routes = of_entry(ground, entry, touching, (&mut fits, &brought));
        if !entry.entry.is_empty() {
            all.push(routes);
            continue;
        }
        // These stand before all others.
        let alike = all.iter().position(|other| other.is_alike(&routes));
        match alike.and_then(|at| all.get_mut(at).zip(unnumbered.get_mut(at))) {
            Some((other, count)) => {
                *count += 1;
                let known = &mut other.findings;
                let new = routes.findings.into_iter();
                known.extend(new.filter(|id| !known.contains(id)).collect::<Vec<_>>());
            }
            None => {
                all.push(routes);
                unnumbered.push(1);
            }
        }
    }
    let words = &ground.pack.papers.calendar;
    for (routes, count) in all.iter_mut().zip(unnumbered) {
        let count = count.to_string();
        routes.entry = rulebook::fill(&words.unnumbered, &[("count", &count)]);
    }
    all
}

/// The findings that touch each entry, by the entry's first line.
fn touching(ground: &Ground<'_>, entries: &Entries<'_>) -> BTreeMap<u32, BTreeSet<usize>> {
    let mut all: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for (at, finding) in ground.findings.iter().enumerate() {
        for entry in finding.lines.iter().filter_map(|line| entries.get(*line)) {
            all.entry(entry.lines.start).or_default().insert(at);
        }
    }
    for entry in entries.iter() {
        for (at, shares) in entry.working.iter().flat_map(|working| &working.shares) {
            if shares.iter().any(Share::moves) {
                all.entry(entry.lines.start).or_default().insert(*at);
            }
        }
    }
    all
}

fn of_entry<'a>(
    ground: &Ground<'a>,
    entry: &Touched<'_>,
    touching: Option<&BTreeSet<usize>>,
    (fits, brought): (&mut Fits<'a>, &[Brought]),
) -> EntryRoutes {
    let findings: Vec<(usize, &Finding)> = touching
        .into_iter()
        .flatten()
        .filter_map(|at| Some((*at, *ground.findings.get(*at)?)))
        .collect();
    let mut found: BTreeMap<usize, &Route> = BTreeMap::new();
    let mut next: Option<Limit<'_>> = None;
    if let Some((ix, standing)) = &entry.standing {
        for (at, finding) in &findings {
            let Some(brought) = brought.get(*at) else {
                continue;
            };
            let revenue = revenue(entry, *at, finding);
            for fit in fits.of(ground, entry, (*ix, standing), revenue, *brought) {
                found.insert(fit.place, fit.route);
                next = match (next, fit.next(ground)) {
                    (Some(a), Some(b)) => Some(if b.day < a.day { b } else { a }),
                    (a, b) => a.or(b),
                };
            }
        }
    }
    let mut found: Vec<&Route> = found.into_values().collect();
    if let Some(stop) = found.iter().position(|route| route.stop) {
        found.truncate(stop + 1);
    }
    let state = entry.standing.map(|(_, standing)| standing.state);
    EntryRoutes {
        entry: entry.name(),
        state,
        state_label: state
            .map_or("", |state| ground.pack.route_facts.state(state))
            .to_owned(),
        routes: found.iter().map(|route| route.id.clone()).collect(),
        discuss: found.iter().map(|route| route.discuss.clone()).collect(),
        next: next.map(|limit| limit.deadline(ground, &entry.name())),
        findings: findings
            .iter()
            .map(|(_, finding)| finding.id.clone())
            .collect(),
    }
}

fn of_finding<'a>(
    ground: &Ground<'a>,
    entries: &Entries<'_>,
    at: usize,
    (fits, running): (&mut Fits<'a>, &mut Running<'a>),
) -> Option<FindingRoutes> {
    let finding = *ground.findings.get(at)?;
    let mut groups: BTreeMap<usize, Group<'a>> = BTreeMap::new();
    let mut standings = Vec::new();
    let mut undated = 0;
    let brought = fits.bring(brought(ground, finding));
    for (entry, value) in entries_of(ground, entries, at) {
        let Some((ix, standing)) = &entry.standing else {
            undated += 1;
            continue;
        };
        standings.push(*standing);
        let revenue = revenue(entry, at, finding);
        for fit in fits.of(ground, entry, (*ix, standing), revenue, brought) {
            let group = groups
                .entry(fit.place)
                .or_insert_with(|| Group::new(fit.route));
            let next = fit.next(ground);
            group.add(ground, entry, at, value, next);
            if let Some(limit) = next {
                running.add(fit.route, limit, entry, at);
            }
        }
    }
    let mut routes: Vec<(usize, RouteGroup)> = groups
        .into_iter()
        .map(|(place, group)| (place, group.shown(ground)))
        .collect();
    routes.order_by_key(|(place, group)| {
        let day = group.next.as_ref().map(|next| next.day);
        (!group.stop, day.is_none(), day, *place)
    });
    let routes: Vec<RouteGroup> = routes.into_iter().map(|(_, group)| group).collect();
    Some(FindingRoutes {
        finding: finding.id.clone(),
        counsel_first: routes.iter().any(|group| group.counsel_first),
        stops: routes.iter().any(|group| group.stop),
        piecemeal: piecemeal(ground, finding),
        ruling: rulings::advice(ground, finding, &standings),
        routes,
        undated,
    })
}

/// The entries of a finding with the value of its lines on each.
fn entries_of<'e, 'a>(
    ground: &Ground<'_>,
    entries: &'e Entries<'a>,
    at: usize,
) -> Vec<(&'e Touched<'a>, Cents)> {
    let mut found: Vec<(&Touched<'a>, Cents)> = Vec::new();
    let finding = ground.findings.get(at);
    let lines = finding.map(|f| f.lines.as_slice()).unwrap_or_default();
    // The lines of an entry stand side by side.
    for of_entry in lines.chunk_by(|a, b| {
        let line = |ix: &LineIx| ground.profile.line(*ix).entry_ix();
        line(a) == line(b) && line(a) != 0
    }) {
        let first = of_entry.first().copied();
        if let Some(entry) = first.and_then(|line| entries.get(line)) {
            let values = of_entry.iter().map(|ix| ground.profile.line(*ix).value());
            found.push((entry, values.map(Cents::or_zero).sum()));
        }
    }
    for working in ground.workings.into_iter().flat_map(|w| w.of_finding(at)) {
        let moved = Reading::ALL
            .into_iter()
            .filter_map(|reading| working.share(at, reading));
        if moved.into_iter().any(|share| share.moves())
            && let Some(entry) = entries.get(LineIx(working.lines.start))
        {
            found.push((entry, Cents::ZERO));
        }
    }
    found.order_by_key(|(entry, _)| entry.lines.start);
    found.dedup_by(|(again, more), (entry, value)| {
        let same = again.lines.start == entry.lines.start;
        if same {
            *value += *more;
        }
        same
    });
    found
}

/// What correcting would do to duty on an entry. Where the arithmetic has no
/// amount, the finding's own direction counts; where that is not known either,
/// an underpayment does, the case with more to lose.
fn revenue(entry: &Touched<'_>, at: usize, finding: &Finding) -> Revenue {
    let share = |reading| entry.working.and_then(|working| working.share(at, reading));
    if let (Some(likely), Some(high)) = (share(Reading::Likely), share(Reading::High)) {
        if likely.alone.loss().is_positive() {
            return Revenue::Underpaid;
        }
        if likely.alone.overpaid.is_positive() {
            return Revenue::Overpaid;
        }
        if likely.open.is_empty() && high.open.is_empty() && !high.alone.loss().is_positive() {
            return Revenue::Neutral;
        }
        return Revenue::Underpaid;
    }
    match (finding.duty_effect, &finding.effect) {
        (DutyEffect::None, _) | (_, Effect::None) => Revenue::Neutral,
        _ => Revenue::Underpaid,
    }
}

/// The facts that a finding brings to each of its entries.
fn brought(ground: &Ground<'_>, finding: &Finding) -> Vec<RouteFact> {
    let settings = ground
        .pack
        .route_facts
        .facts(trigger_of(&finding.id), &finding.pattern);
    let mut facts = settings.facts.clone();
    if ground.is_under_review() {
        facts.push(RouteFact::UnderReview);
    }
    if is_pattern(ground, finding) && !facts.contains(&RouteFact::Pattern) {
        facts.push(RouteFact::Pattern);
    }
    facts
}

/// One question across products, brokers or years.
fn is_pattern(ground: &Ground<'_>, finding: &Finding) -> bool {
    let pattern = &ground.pack.route_facts.pattern;
    let years = match (finding.span.first, finding.span.last) {
        (Some(first), Some(last)) => last.year() - first.year() + 1,
        _ => 1,
    };
    let trigger = trigger_of(&finding.id);
    let alike = ground
        .findings
        .iter()
        .filter(|other| is_of(&other.id, trigger))
        .take(pattern.min_findings)
        .count();
    finding.span.filers.len() >= pattern.min_filers
        || years >= pattern.min_years
        || alike >= pattern.min_findings
}

/// The words that end correcting entry by entry, where the corrections trigger
/// sees the finding's lines, or is the finding itself.
fn piecemeal(ground: &Ground<'_>, finding: &Finding) -> Option<String> {
    let trigger = ground.pack.route_facts.corrections_trigger.as_str();
    // In the profile's order.
    let lines = &finding.lines;
    let corrected = ground
        .findings
        .iter()
        .filter(|other| is_of(&other.id, trigger))
        .any(|other| {
            other.id == finding.id || other.lines.iter().any(|ix| lines.binary_search(ix).is_ok())
        });
    corrected
        .then(|| {
            ground
                .pack
                .detector(trigger)
                .map(|detector| detector.action.clone())
        })
        .flatten()
}

/// A route's entries being gathered.
struct Group<'a> {
    route: &'a Route,
    entries: u32,
    examples: Vec<String>,
    value: Cents,
    loss: Cents,
    next: Option<(Limit<'a>, String)>,
}

impl<'a> Group<'a> {
    fn new(route: &'a Route) -> Self {
        Self {
            route,
            entries: 0,
            examples: Vec::new(),
            value: Cents::ZERO,
            loss: Cents::ZERO,
            next: None,
        }
    }

    fn add(
        &mut self,
        ground: &Ground<'_>,
        entry: &Touched<'_>,
        at: usize,
        value: Cents,
        next: Option<Limit<'a>>,
    ) {
        self.entries += 1;
        self.value += value;
        let share = entry
            .working
            .and_then(|working| working.share(at, Reading::Likely));
        self.loss += share.map(|share| share.alone.loss()).unwrap_or_default();
        let room = self.examples.len() < ground.pack.route_facts.examples;
        if room && !entry.entry.is_empty() {
            self.examples.push(entry.name());
        }
        if let Some(limit) = next {
            let earlier = self.next.as_ref().is_none_or(|(next, name)| {
                limit.day < next.day || limit.day == next.day && entry.name() < *name
            });
            if earlier {
                self.next = Some((limit, entry.name()));
            }
        }
    }

    fn shown(self, ground: &Ground<'_>) -> RouteGroup {
        RouteGroup {
            route: self.route.id.clone(),
            situation: self.route.situation.clone(),
            discuss: self.route.discuss.clone(),
            note: self.route.note.clone(),
            counsel_first: self.route.counsel_first,
            stop: self.route.stop,
            entries: self.entries,
            examples: self.examples,
            value: self.value,
            loss: self.loss,
            next: self
                .next
                .map(|(limit, entry)| limit.deadline(ground, &entry)),
            authority: self.route.authority.clone(),
        }
    }
}

/// The limits that run, being gathered: by day, key and route.
#[derive(Default)]
struct Running<'a> {
    limits: BTreeMap<(Day, &'a str, &'a str), Gathered<'a>>,
}

struct Gathered<'a> {
    route: &'a Route,
    limit: Limit<'a>,
    entries: BTreeMap<u32, (Cents, Cents)>,
    findings: BTreeSet<usize>,
}

impl<'a> Running<'a> {
    fn add(&mut self, route: &'a Route, limit: Limit<'a>, entry: &Touched<'_>, at: usize) {
        let gathered = self
            .limits
            .entry((limit.day, limit.key, route.id.as_str()))
            .or_insert_with(|| Gathered {
                route,
                limit,
                entries: BTreeMap::new(),
                findings: BTreeSet::new(),
            });
        gathered.limit.estimated |= limit.estimated;
        gathered.findings.insert(at);
        gathered
            .entries
            .entry(entry.lines.start)
            .or_insert_with(|| {
                let amounts = entry
                    .working
                    .map(|working| working.amounts(Reading::Likely));
                (
                    amounts.map(|a| a.loss()).unwrap_or_default(),
                    amounts.map(|a| a.overpaid).unwrap_or_default(),
                )
            });
    }

    fn limits(self, ground: &Ground<'_>) -> Vec<RunningLimit> {
        let id = |at: usize| ground.findings.get(at).map(|finding| finding.id.clone());
        self.limits
            .into_values()
            .map(|gathered| {
                let first_lines = gathered.entries.keys().map(|ix| LineIx(*ix));
                let names = first_lines.map(|ix| ground.profile.line(ix).entry());
                // These stand before all others.
                let unnumbered = names.clone().take_while(|name| name.is_empty()).count();
                let named = names.skip(unnumbered).map(shown);
                let examples: Vec<String> = named.take(ground.pack.route_facts.examples).collect();
                let first = examples.first().map_or("", String::as_str);
                RunningLimit {
                    deadline: gathered.limit.deadline(ground, first),
                    route: gathered.route.id.clone(),
                    discuss: gathered.route.discuss.clone(),
                    entries: gathered.entries.len() as u32,
                    unnumbered: unnumbered as u32,
                    findings: gathered.findings.iter().filter_map(|at| id(*at)).collect(),
                    loss: gathered.entries.values().map(|(loss, _)| *loss).sum(),
                    overpaid: gathered.entries.values().map(|(_, over)| *over).sum(),
                    examples,
                }
            })
            .collect()
    }
}
