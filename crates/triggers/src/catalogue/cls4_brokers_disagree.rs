//! **CLS-4** Two brokers enter one product under different numbers.
//!
//! The importer answers for every entry, whoever files it. Where two brokers
//! each keep to a number of their own, no list of the importer's governs. A
//! file that names no broker is looked at by port instead.

use crate::context::Context;
use crate::finding::{Check, Fact, Finding, Outcome, Span, Subject};
use crate::gather::Heard;
use crate::grade::Grade;
use crate::numbers::{
    Window, counted, descriptions_apart, duty_effect, lines_of, other_numbers, revision_check,
    says_goods,
};
use crate::picture::Picture;
use crate::series::Series;
use customs::{Cents, Hts};
use products::{Evidence, Product, Rules};
use profile::LineIx;
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Brokers that have to handle a product.
    min_filers: usize,
    /// Entry dates that each needs, to have a number of its own.
    min_dates_per_filer: usize,
    /// How long before a revision a change of broker may lie.
    revision_window_before_days: i32,
    /// How long after.
    revision_window_after_days: i32,
    /// Whether ports stand in where no broker is known.
    fallback_to_port: bool,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let rules = &cx.pack.products;
    let by_port =
        thresholds.fallback_to_port && cx.profile.lines().all(|line| line.filer().is_empty());
    let mut heard = Heard::default();
    for product in cx.products.iter() {
        let hands = hands(cx, product, by_port, &thresholds);
        heard.saw(hands.len());
        if hands.len() < thresholds.min_filers {
            continue;
        }
        heard.base += hands.iter().map(|hand| hand.series.value).sum::<Cents>();
        let numbers: BTreeSet<Hts> = hands.iter().filter_map(Hand::number).collect();
        if numbers.len() > 1 {
            heard.push(finding(
                cx,
                detector,
                &thresholds,
                rules,
                product,
                &hands,
                by_port,
            ));
        }
    }
    Ok(heard.settled(cx, detector, thresholds.min_filers).into())
}

/// One broker's lines of a product.
struct Hand<'a> {
    name: &'a str,
    series: Series,
    lines: Vec<LineIx>,
}

impl Hand<'_> {
    /// The number under which most of its value stands.
    fn number(&self) -> Option<Hts> {
        self.series.uses.first().map(|one| one.hts)
    }
}

/// The brokers that handle a product on enough dates.
fn hands<'a>(
    cx: &Context<'a>,
    product: Product<'_>,
    by_port: bool,
    thresholds: &Thresholds,
) -> Vec<Hand<'a>> {
    let mut lines: BTreeMap<&str, Vec<LineIx>> = BTreeMap::new();
    for line in product.lines().iter().map(|ix| cx.profile.line(*ix)) {
        let name = if by_port { line.port() } else { line.filer() };
        if !name.is_empty() && says_goods(line) {
            lines.entry(name).or_default().push(line.ix());
        }
    }
    lines
        .into_iter()
        .map(|(name, lines)| Hand {
            name,
            series: Series::of(cx.profile, &lines),
            lines,
        })
        .filter(|hand| hand.series.dates.len() >= thresholds.min_dates_per_filer)
        .collect()
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    rules: &Rules,
    product: Product<'_>,
    hands: &[Hand<'_>],
    by_port: bool,
) -> Finding {
    let lines: BTreeSet<LineIx> = hands
        .iter()
        .flat_map(|hand| hand.lines.iter().copied())
        .collect();
    let lines: Vec<LineIx> = lines.into_iter().collect();
    let series = Series::of(cx.profile, &lines);
    let window = Window {
        before: thresholds.revision_window_before_days,
        after: thresholds.revision_window_after_days,
    };
    let mut ceiling = Grade::Critical;
    if product.evidence() == Evidence::Inferred {
        ceiling = cx.pack.scoring.inferred_cap;
    }
    let dominants: BTreeSet<Hts> = hands.iter().filter_map(Hand::number).collect();
    let uses: Vec<_> = series
        .uses
        .iter()
        .filter(|one| dominants.contains(&one.hts))
        .cloned()
        .collect();
    Finding {
        id: format!("CLS-4:{}", product.key(cx.profile)),
        subject: Subject::product(cx.profile, product),
        pattern: if by_port {
            "ports_differ"
        } else {
            "filers_differ"
        }
        .to_owned(),
        ceiling: ceiling.min(match product.evidence() {
            Evidence::Inferred => detector.ceiling("inferred"),
            _ => Grade::Critical,
        }),
        grade: Grade::Info,
        affected: series.value,
        whole: series.value,
        duty_effect: duty_effect(cx, &series),
        span: Span::of(cx.profile, &lines),
        checks: vec![
            revision_check(cx, "broker_change", &uses, window),
            part_mapping(cx, rules, hands),
        ],
        facts: facts(hands, by_port),
        picture: grid(&series, hands, by_port),
        effect: other_numbers(&series, series.latest_consistent(2)),
        lines: lines_of(&series.uses),
    }
}

/// Whether the brokers' part number stands for different goods: their
/// descriptions differ in a point that can change the number.
fn part_mapping(cx: &Context<'_>, rules: &Rules, hands: &[Hand<'_>]) -> Check {
    const ID: &str = "part_mapping";
    let [first, others @ ..] = hands else {
        return Check::new(ID, None);
    };
    let differing: Vec<Option<String>> = others
        .iter()
        .filter(|other| other.number() != first.number())
        .map(|other| descriptions_apart(cx.profile, rules, &first.lines, &other.lines))
        .collect();
    if differing.iter().any(Option::is_none) {
        return Check::new(ID, None);
    }
    let details: Vec<String> = differing.into_iter().flatten().collect();
    let apart = !details.is_empty() && details.iter().all(|detail| !detail.is_empty());
    Check::new(ID, Some(apart)).with(if apart {
        details.join("; ")
    } else {
        String::new()
    })
}

fn facts(hands: &[Hand<'_>], by_port: bool) -> Vec<Fact> {
    let who = if by_port { "Port" } else { "Broker" };
    hands
        .iter()
        .map(|hand| Fact {
            label: format!("{who} {}", hand.name),
            value: hand.number().map_or_else(String::new, |hts| {
                let dates = counted(hand.series.dates.len(), "entry date", "entry dates");
                format!("mostly {hts}, {} on {dates}", hand.series.value)
            }),
        })
        .collect()
}

/// Numbers down, brokers across, the value in each cell.
fn grid(series: &Series, hands: &[Hand<'_>], by_port: bool) -> Picture {
    let first = if by_port {
        "Number by port"
    } else {
        "Number by broker"
    };
    Picture::Grid {
        columns: std::iter::once(first.to_owned())
            .chain(hands.iter().map(|hand| hand.name.to_owned()))
            .collect(),
        rows: series
            .uses
            .iter()
            .map(|one| {
                let cell = |hand: &Hand<'_>| {
                    let same = hand.series.uses.iter().find(|other| other.hts == one.hts);
                    same.map_or_else(String::new, |found| found.value.to_string())
                };
                std::iter::once(one.hts.to_string())
                    .chain(hands.iter().map(cell))
                    .collect()
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests;
