//! The routes that fit an entry and the limits that they bring.
//!
//! Both hang on where the entry stands, on what correcting would do to duty and
//! on a few facts, and most findings touch the same entries: so they are worked
//! out once for all that are alike in these.

use crate::deadline::{self, Limit};
use crate::ground::{Ground, Touched};
use crate::standing::Standing;
use profile::Memo;
use rulebook::{Revenue, Route, RouteFact};

/// A route that fits.
pub(crate) struct Fit<'a> {
    /// Its place among the pack's.
    pub(crate) place: usize,
    /// The route.
    pub(crate) route: &'a Route,
    /// Its limits for the entry, what runs out first at the head.
    limits: Vec<Limit<'a>>,
}

impl<'a> Fit<'a> {
    /// The limit that runs out first among those not yet past.
    pub(crate) fn next(&self, ground: &Ground<'_>) -> Option<Limit<'a>> {
        let mut limits = self.limits.iter();
        limits.find(|limit| limit.runs(ground.as_of)).copied()
    }
}

/// What findings bring to a decision, by its number in [`Fits`].
#[derive(Clone, Copy)]
pub(crate) struct Brought(u32);

/// The routes that fit, as far as they were asked for.
#[derive(Default)]
pub(crate) struct Fits<'a> {
    brought: Vec<Vec<RouteFact>>,
    memo: Memo<Vec<Fit<'a>>>,
}

impl<'a> Fits<'a> {
    /// What a finding brings, in whatever entry it stands.
    pub(crate) fn bring(&mut self, facts: Vec<RouteFact>) -> Brought {
        let known = self.brought.iter().position(|known| *known == facts);
        let at = known.unwrap_or_else(|| {
            self.brought.push(facts);
            self.brought.len() - 1
        });
        Brought(at as u32)
    }

    /// The routes for a finding on an entry, most pressing first, up to the
    /// first one at which the product stops.
    pub(crate) fn of(
        &mut self,
        ground: &Ground<'a>,
        entry: &Touched<'_>,
        (ix, standing): (u32, &Standing),
        revenue: Revenue,
        brought: Brought,
    ) -> &[Fit<'a>] {
        let facts = &self.brought;
        let own = u32::from(entry.reconciliation) | u32::from(entry.refund) << 1;
        let case = brought.0 << 4 | (revenue as u32) << 2 | own;
        self.memo.get(ix, case, || {
            let brought = facts.get(brought.0 as usize).map(Vec::as_slice);
            let facts = facts_of(ground, entry, standing, brought.unwrap_or_default());
            let routes = &ground.pack.routes;
            let fit = |route: &'a Route| {
                let place = routes.rows.iter().position(|row| std::ptr::eq(row, route));
                Fit {
                    place: place.unwrap_or(usize::MAX),
                    route,
                    limits: deadline::limits(ground, &route.deadlines, standing),
                }
            };
            let state = standing.state_for(ground.pack, revenue, ground.as_of);
            let routes = routes.fitting(state, revenue, &facts);
            routes.into_iter().map(fit).collect()
        })
    }
}

/// Those that a finding brings and the entry's own.
fn facts_of(
    ground: &Ground<'_>,
    entry: &Touched<'_>,
    standing: &Standing,
    brought: &[RouteFact],
) -> Vec<RouteFact> {
    let mut facts = brought.to_vec();
    if entry.reconciliation {
        facts.push(RouteFact::ReconciliationFlagged);
    }
    if entry.refund {
        facts.push(RouteFact::RefundQuestion);
    }
    // A claim can be made for a year only.
    let claim = ["preference_claim".to_owned()];
    let claimable = || {
        deadline::limits(ground, &claim, standing)
            .iter()
            .any(|limit| limit.runs(ground.as_of))
    };
    if facts.contains(&RouteFact::PreferenceUnclaimed) && !claimable() {
        facts.retain(|fact| *fact != RouteFact::PreferenceUnclaimed);
    }
    facts
}
