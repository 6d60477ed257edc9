//! **ADC-3** Soon after an order, the origin changed while the manufacturer's
//! name stayed, or the number left the family of numbers under order.
//!
//! Everything follows from the date of the order. Where the pack has none for
//! the families that the goods may be in, nothing is said.

use crate::context::Context;
use crate::draft::{self, Group};
use crate::finding::{Check, DutyEffect, Effect, NotAssessed, Outcome, Why};
use crate::gather::Heard;
use crate::grade::Grade;
use customs::mid::Mid;
use customs::{Cents, Country, Day};
use profile::{LineIx, LineRef};
use rulebook::screening::{AdcvdFamily, Order};
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::BTreeMap;

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

/// An order with its date.
struct Dated<'a> {
    family: &'a AdcvdFamily,
    order: &'a Order,
    on: Day,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let orders: Vec<Dated<'_>> = cx
        .pack
        .adcvd
        .families
        .iter()
        .flat_map(|family| family.orders.iter().map(move |order| (family, order)))
        .filter_map(|(family, order)| {
            let on = order.order_date?;
            Some(Dated { family, order, on })
        })
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
    let keep = |line: &LineRef<'_>| {
        line.value().is_positive()
            && line.entry_date().is_some()
            && line.origin().is_some()
            && line.hts().is_some()
            && !stem(line).is_empty()
    };
    for group in draft::product_groups(cx, keep) {
        base += draft::value(cx, &group.lines);
        let mut stems: BTreeMap<String, Vec<LineIx>> = BTreeMap::new();
        for ix in &group.lines {
            let stem = stem(&cx.profile.line(*ix));
            stems.entry(stem).or_default().push(*ix);
        }
        for (stem, lines) in stems {
            for dated in &orders {
                look(
                    cx,
                    detector,
                    &thresholds,
                    &group,
                    &stem,
                    &lines,
                    dated,
                    &mut heard,
                );
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

#[expect(clippy::too_many_arguments, reason = "what one call is about")]
fn look(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    group: &Group,
    stem: &str,
    lines: &[LineIx],
    dated: &Dated<'_>,
    heard: &mut Heard,
) {
    let line = |ix: &LineIx| cx.profile.line(*ix);
    let in_family = |ix: &LineIx| {
        let mut prefixes = dated.family.prefixes.iter();
        prefixes.any(|prefix| line(ix).hts().is_some_and(|hts| hts.is_within(*prefix)))
    };
    let of_country = |ix: &LineIx| line(ix).origin() == Some(dated.order.country);
    let day = |ix: &LineIx| line(ix).entry_date();
    let before: Vec<LineIx> = lines
        .iter()
        .copied()
        .filter(|ix| day(ix) < Some(dated.on) && in_family(ix) && of_country(ix))
        .collect();
    let later: Vec<LineIx> = lines
        .iter()
        .copied()
        .filter(|ix| day(ix) >= Some(dated.on))
        .collect();
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
        let mut finding =
            draft::finding(cx, detector, &group.subject, pattern, after, &group.lines);
        finding.id = format!("{}:{stem}/{}", finding.id, dated.order.case);
        // The same name with a new country is what is asked about, so that a
        // move is the visitor's to show.
        let moved = draft::said(cx, "ORG-1.real-move", &draft::names(&group.subject));
        finding.checks = vec![
            Check::new("real_move", Some(moved == Some(true))),
            Check::new("order_date_known", Some(false)),
        ];
        let origins: std::collections::BTreeSet<Country> = finding
            .lines
            .iter()
            .filter_map(|ix| line(ix).origin())
            .collect();
        let origins: Vec<&str> = origins.iter().map(Country::name).collect();
        finding.facts = vec![
            draft::fact("Order", format!("{}, {}", dated.order.case, dated.on)),
            draft::fact("Family", &dated.family.product),
            draft::fact("Origin afterwards", origins.join(", ")),
        ];
        finding.duty_effect = DutyEffect::Lowers;
        finding.effect = Effect::Unquantified {
            reason: detector.no_amount(),
        };
        heard.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::assess;
    use crate::context::{Answers, Context};
    use crate::finding::{Outcome, Why};
    use crate::testing::{as_of, outcome, pack, profile, summary};
    use customs::Day;
    use products::{Choices, Products};
    use profile::{Masters, References};

    /// Three dates before an order of 1 July 2024 and three after it.
    fn table(after: &str, mid: &str, hts: &str, month: u32) -> String {
        let mut table = "date sku hts value coo mid\n".to_owned();
        for n in 1..=3 {
            table += &format!(
                "2024-0{n}-10 FU-4 9404290000 10 MY MYFORSLU163TAO\n\
                 2024-{:02}-10 FU-4 {hts} 10 {after} {mid}\n",
                month + n
            );
        }
        table + "2024-01-10 ZZ-9 8204110030 9999 DE DEABCDEF12BER\n"
    }

    /// Runs it under a pack whose orders on mattresses have a date.
    fn run(table: &str) -> Vec<String> {
        let mut pack = pack().clone();
        for family in &mut pack.adcvd.families {
            for order in family
                .orders
                .iter_mut()
                .filter(|_| family.id == "mattresses")
            {
                order.order_date = Day::ymd(2024, 7, 1);
            }
        }
        let profile = profile(table);
        let products = Products::identify(&profile, &pack.products, &Choices::default());
        let (masters, answers) = (Masters::default(), Answers::default());
        let cx = Context {
            profile: &profile,
            masters: &masters,
            references: &References::default(),
            products: &products,
            pack: &pack,
            answers: &answers,
            as_of: as_of(),
            earlier: None,
            ahead: None,
        };
        match assess(&cx, pack.detector("ADC-3").unwrap()).unwrap() {
            Outcome::Assessed(assessed) => summary(&assessed.findings),
            Outcome::NotAssessed(reason) => panic!("{reason:?}"),
        }
    }

    #[test]
    fn moves_after_an_order() {
        let hts = "9404290000";
        // High, however small the share.
        assert_eq!(
            run(&table("PH", "PHFORSLU4CAV", hts, 6)),
            ["FU-4: origin_moved high"]
        );
        assert_eq!(
            run(&table("MY", "MYFORSLU163TAO", "9404909505", 6)),
            ["FU-4: number_moved high"]
        );
        // Another house, and the same origin and number as before.
        assert!(run(&table("PH", "PHBEICOL12CAV", hts, 6)).is_empty());
        assert!(run(&table("MY", "MYFORSLU163TAO", hts, 6)).is_empty());
        // Before the order.
        assert!(run(&table("PH", "PHFORSLU4CAV", hts, 3)).is_empty());
    }

    #[test]
    fn no_dates_no_finding() {
        let table = profile(&table("PH", "PHFORSLU4CAV", "9404290000", 6));
        let Outcome::NotAssessed(reason) = outcome("ADC-3", &table, &[]) else {
            panic!("assessed");
        };
        assert!(matches!(reason.why, Why::Pack { .. }));
    }
}
