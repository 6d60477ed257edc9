//! **ADC-3** Soon after an order, the origin changed while the manufacturer's
//! name stayed, or the number left the family of numbers under order.
//!
//! Everything follows from the date of the order, or of the preliminary
//! determination before it. Where the pack has neither for the families that the
//! goods may be in, nothing is said.

use crate::alike::PerKind;
use crate::context::Context;
use crate::draft::{self, Group};
use crate::finding::{Check, DutyEffect, Effect, Finding, NotAssessed, Outcome, Why};
use crate::gather::Heard;
use crate::grade::Grade;
use customs::mid::Mid;
use customs::{Cents, Country, Day};
use profile::{KindIx, LineIx, LineRef};
use rulebook::screening::{AdcvdFamily, Order};
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Days after the order in which a move is looked at.
    window_days: i32,
    /// Distinct entry dates on each side.
    min_distinct_dates: usize,
    /// The least grade.
    grade: Grade,
}

/// An order with one of its dates.
#[derive(Clone, Copy)]
struct Dated<'a> {
    family: &'a AdcvdFamily,
    order: &'a Order,
    /// What the date is of.
    what: &'static str,
    on: Day,
}

/// The dates that an order is known by, the first of them first.
fn dated<'a>(family: &'a AdcvdFamily, order: &'a Order) -> impl Iterator<Item = Dated<'a>> {
    [
        ("Preliminary determination", order.preliminary_date),
        ("Order", order.order_date),
    ]
    .into_iter()
    .filter_map(move |(what, on)| {
        Some(Dated {
            family,
            order,
            what,
            on: on?,
        })
    })
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let families = cx.pack.adcvd.families.iter();
    let orders: Vec<Dated<'_>> = families
        .flat_map(|family| family.orders.iter().map(move |order| (family, order)))
        .flat_map(|(family, order)| dated(family, order))
        .collect();
    if orders.is_empty() {
        return Ok(Outcome::NotAssessed(NotAssessed {
            why: Why::Pack {
                detail: "the rule pack has no order with its date".to_owned(),
            },
            unlock: detector.unlock.clone(),
        }));
    }
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    let stems = &PerKind::of(cx.profile, |line| stem(&line));
    let keep = |line: &LineRef<'_>| {
        line.value().is_positive()
            && line.entry_date().is_some()
            && line.origin().is_some()
            && line.hts().is_some()
            && stems.get(line).is_some_and(|stem| !stem.is_empty())
    };
    for group in draft::product_groups(cx, keep) {
        base += draft::value(cx, &group.lines);
        let mut makers: BTreeMap<&str, Vec<LineIx>> = BTreeMap::new();
        for ix in &group.lines {
            if let Some(stem) = stems.get(&cx.profile.line(*ix)) {
                makers.entry(stem).or_default().push(*ix);
            }
        }
        for (stem, lines) in makers {
            let of = Maker {
                group: &group,
                stem,
                lines: &lines,
                kinds: cx.profile.kinds_of(&lines),
            };
            // A move is told of once, from the first date that it follows.
            let mut told = BTreeSet::new();
            for dated in &orders {
                for finding in moves(cx, detector, &thresholds, &of, *dated) {
                    if told.insert(finding.id.clone()) {
                        heard.push(finding);
                    }
                }
            }
        }
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, thresholds.min_distinct_dates, 0));
    }
    let mut assessed = heard.assessed(cx, base);
    for finding in &mut assessed.findings {
        finding.grade = finding.grade.max(thresholds.grade.min(finding.ceiling));
        assessed.grade = assessed.grade.max(finding.grade);
    }
    Ok(Outcome::Assessed(assessed))
}

/// The letters of the maker's name in the manufacturer ID.
fn stem(line: &LineRef<'_>) -> String {
    Mid::parse(line.mid()).map_or_else(|_| String::new(), |mid| mid.name_stem().to_owned())
}

/// The lines of one product that bear one maker's name.
struct Maker<'a> {
    group: &'a Group,
    stem: &'a str,
    lines: &'a [LineIx],
    kinds: Vec<KindIx>,
}

/// The moves that follow one date.
fn moves(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    of: &Maker<'_>,
    dated: Dated<'_>,
) -> Vec<Finding> {
    let line = |ix: &LineIx| cx.profile.line(*ix);
    let is_in_family = |line: LineRef<'_>| {
        let mut prefixes = dated.family.prefixes.iter();
        prefixes.any(|prefix| line.hts().is_some_and(|hts| hts.is_within(*prefix)))
    };
    let is_of_country = |line: LineRef<'_>| line.origin() == Some(dated.order.country);
    // Most orders are of goods that this maker never sent.
    let concerned = of.kinds.iter().map(|kind| cx.profile.kind(*kind));
    if !concerned
        .into_iter()
        .any(|line| is_in_family(line) && is_of_country(line))
    {
        return Vec::new();
    }
    let in_family = |ix: &LineIx| is_in_family(line(ix));
    let of_country = |ix: &LineIx| is_of_country(line(ix));
    let day = |ix: &LineIx| line(ix).entry_date();
    let before: Vec<LineIx> = of
        .lines
        .iter()
        .copied()
        .filter(|ix| day(ix) < Some(dated.on) && in_family(ix) && of_country(ix))
        .collect();
    let later: Vec<LineIx> = of
        .lines
        .iter()
        .copied()
        .filter(|ix| day(ix) >= Some(dated.on))
        .collect();
    let mut found = Vec::new();
    for (pattern, after) in [
        (
            "origin_moved",
            later
                .iter()
                .copied()
                .filter(|ix| in_family(ix) && !of_country(ix))
                .collect::<Vec<_>>(),
        ),
        (
            "number_moved",
            later
                .iter()
                .copied()
                .filter(|ix| !in_family(ix) && of_country(ix))
                .collect(),
        ),
    ] {
        let enough =
            |lines: &[LineIx]| draft::dates(cx, lines).len() >= thresholds.min_distinct_dates;
        let began = draft::dates(cx, &after).first();
        let soon = began.is_some_and(|began| began.since(dated.on) <= thresholds.window_days);
        if !soon || !enough(&before) || !enough(&after) {
            continue;
        }
        let Group { subject, lines } = of.group;
        let mut finding = draft::finding(cx, detector, subject, pattern, after, lines);
        finding.id = format!("{}:{}/{}", finding.id, of.stem, dated.order.case);
        // The same name with a new country is what is asked about, so that a
        // move is the visitor's to show.
        let moved = draft::said(cx, "ORG-1.real-move", &draft::names(subject));
        finding.checks = vec![
            Check::new("real_move", Some(moved == Some(true))),
            Check::new("order_date_known", Some(false)),
        ];
        let origins: BTreeSet<Country> = finding
            .lines
            .iter()
            .filter_map(|ix| line(ix).origin())
            .collect();
        let origins: Vec<&str> = origins.iter().map(Country::name).collect();
        finding.facts = vec![
            draft::fact(dated.what, format!("{}, {}", dated.order.case, dated.on)),
            draft::fact("Family", &dated.family.product),
            draft::fact("Origin afterwards", origins.join(", ")),
        ];
        finding.duty_effect = DutyEffect::Lowers;
        finding.effect = Effect::of_order(detector.no_amount());
        found.push(finding);
    }
    found
}

#[cfg(test)]
mod tests;
