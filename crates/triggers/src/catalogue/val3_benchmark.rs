//! **VAL-3** A unit value lies far below that of the industry, for the same
//! ten-digit number, origin, unit and period.
//!
//! The benchmark is the importer's own file, distilled from import statistics;
//! the authorities' figures are internal. An average over everybody's goods
//! hides what each sells, so the band is wide, the trigger speaks mildly where
//! no other comparison of values agrees with it, and it gives no value that the
//! goods should have. Two explanations come first: figures in another unit, and
//! a number that is itself a mix, which the importer's other goods in it show.
//!
//! The comparison needs no identity: goods that nothing names are taken
//! together by their number.

use super::ALL;
use crate::cells::{Comparable, Mark, Prices, float, marks, picture};
use crate::context::Context;
use crate::draft::{self, Group};
use crate::finding::{Check, Effect, Finding, NotAssessed, Outcome, Why};
use crate::gather::Heard;
use crate::picture::Marked;
use crate::stats;
use customs::unit::price;
use customs::{Cents, Country, Day, Hts, Unit};
use profile::LineIx;
use profile::references::{Band, Period};
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Ratio to the benchmark's median below which a unit value stands out.
    max_ratio_to_median: Decimal,
    /// The quantile of the benchmark below which one stands out as well.
    low_percentile: Decimal,
    /// The share of unit values at either end that a spread leaves out.
    spread_tail: Decimal,
    /// Entry dates that have to lie below.
    min_distinct_dates: usize,
}

/// Where unit values compare with a benchmark.
type Place = (Hts, Country, Unit);

/// Marks of one subject at one place.
struct Cell {
    subject: usize,
    marks: Vec<Mark>,
}

/// Marks of one period with the benchmark's band for it.
struct Stretch<'a> {
    band: Band,
    marks: Vec<&'a Mark>,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let comparable = Comparable::shared(cx)?;
    let missing = || {
        Outcome::NotAssessed(NotAssessed {
            why: Why::Reference,
            unlock: detector.unlock.clone(),
        })
    };
    if cx.references.benchmark.is_empty() {
        return Ok(missing());
    }
    let groups: Vec<Group> = draft::groups(cx, |line| {
        line.origin().is_some() && line.hts().is_some_and(Hts::is_ordinary)
    })
    .collect();
    let mut heard = Heard::default();
    let (mut base, mut most) = (Cents::ZERO, 0);
    for (place, cells) in places(cx, &comparable, &groups) {
        for cell in &cells {
            let Some(group) = groups.get(cell.subject) else {
                continue;
            };
            for same_unit in [true, false] {
                let stretches = stretches(cx, place, &cell.marks, same_unit);
                let all = || {
                    stretches
                        .values()
                        .flat_map(|stretch| &stretch.marks)
                        .copied()
                };
                if same_unit {
                    base += all().map(|mark| mark.value).sum();
                    let dates: BTreeSet<Day> = all().map(|mark| mark.date).collect();
                    most = most.max(dates.len());
                }
                let low = below(&thresholds, stretches);
                let dates: BTreeSet<Day> = dates(&low);
                if dates.len() < thresholds.min_distinct_dates {
                    continue;
                }
                let tail = float(thresholds.spread_tail);
                let mix = mix(cell, &cells, gap(&low), tail);
                let mut finding =
                    finding(cx, detector, &thresholds, group, place, &cell.marks, &low);
                if !same_unit {
                    finding.id.push_str("/unit");
                }
                finding.checks = vec![
                    Check::new("unit_mismatch", Some(!same_unit)),
                    Check::new("product_mix", Some(mix)),
                ];
                heard.push(finding);
            }
        }
    }
    if base == Cents::ZERO {
        return Ok(missing());
    }
    if most < thresholds.min_distinct_dates {
        return Ok(draft::too_thin(
            detector,
            thresholds.min_distinct_dates,
            most,
        ));
    }
    corroborate(cx, detector, &mut heard.findings);
    Ok(heard.outcome(cx, base))
}

/// The groups' marks by place.
fn places(
    cx: &Context<'_>,
    comparable: &Comparable,
    groups: &[Group],
) -> BTreeMap<Place, Vec<Cell>> {
    let mut places: BTreeMap<Place, BTreeMap<usize, Vec<Mark>>> = BTreeMap::new();
    for (subject, group) in groups.iter().enumerate() {
        for (like, mark) in marks(cx, comparable, &group.lines) {
            let number = mark.lines.first().and_then(|ix| cx.profile.line(*ix).hts());
            if let (Some(number), Some(origin)) = (number, like.origin) {
                let cells = places.entry((number, origin, like.unit)).or_default();
                cells.entry(subject).or_default().push(mark);
            }
        }
    }
    let cell = |(subject, marks)| Cell { subject, marks };
    places
        .into_iter()
        .map(|(place, cells)| (place, cells.into_iter().map(cell).collect()))
        .collect()
}

/// The marks by the benchmark's periods, of bands in the marks' own unit or of
/// those in others.
fn stretches<'a>(
    cx: &Context<'_>,
    (number, origin, unit): Place,
    marks: &'a [Mark],
    same_unit: bool,
) -> BTreeMap<Option<Period>, Stretch<'a>> {
    let mut stretches: BTreeMap<Option<Period>, Stretch<'a>> = BTreeMap::new();
    for mark in marks {
        let bands = cx.references.benchmark.on(number, origin, mark.date);
        let is_same = |band: &Band| band.unit.is_none_or(|other| other == unit);
        // Figures in the own unit make those in others idle.
        let same = bands.iter().find(|band| is_same(band)).copied();
        let band = match (same, same_unit) {
            (same, true) => same,
            (Some(_), false) => None,
            (None, false) => bands.first().copied(),
        };
        if let Some(band) = band {
            let marks = Vec::new();
            let stretch = stretches
                .entry(band.period)
                .or_insert(Stretch { band, marks });
            stretch.marks.push(mark);
        }
    }
    stretches
}

/// The periods whose median lies below the band.
fn below<'a>(
    thresholds: &Thresholds,
    stretches: BTreeMap<Option<Period>, Stretch<'a>>,
) -> Vec<Stretch<'a>> {
    // The file has one low quantile; under another setting it says nothing.
    let reads_p5 = thresholds.low_percentile == Decimal::new(5, 2);
    let ratio = libm::log(float(thresholds.max_ratio_to_median));
    let is_low = |stretch: &Stretch<'_>| {
        let Some(own) = own(stretch) else {
            return false;
        };
        let median = stretch.band.median.map(libm::log);
        let p5 = stretch.band.p5.filter(|_| reads_p5).map(libm::log);
        median.is_some_and(|median| stats::clearly_below(own - median, ratio))
            || p5.is_some_and(|p5| stats::clearly_below(own, p5))
    };
    stretches.into_values().filter(is_low).collect()
}

fn own(stretch: &Stretch<'_>) -> Option<f64> {
    let xs: Vec<f64> = stretch.marks.iter().map(|mark| mark.x).collect();
    stats::median(&xs)
}

fn dates(stretches: &[Stretch<'_>]) -> BTreeSet<Day> {
    let marks = stretches.iter().flat_map(|stretch| &stretch.marks);
    marks.map(|mark| mark.date).collect()
}

/// How far below the benchmark's median the periods lie, as a logarithm: the
/// middle of them.
fn gap(low: &[Stretch<'_>]) -> f64 {
    let gaps: Vec<f64> = low
        .iter()
        .filter_map(|stretch| {
            let usual = stretch.band.median.or(stretch.band.p5)?;
            Some(libm::log(usual) - own(stretch)?)
        })
        .collect();
    stats::median(&gaps).unwrap_or(f64::MAX)
}

/// Whether the number is a mix in the importer's own hands: what bears it apart
/// from this subject, or the subject's own goods, spreads as widely as the gap.
fn mix(cell: &Cell, cells: &[Cell], gap: f64, tail: f64) -> bool {
    let others: Vec<f64> = cells
        .iter()
        .filter(|other| other.subject != cell.subject)
        .flat_map(|other| other.marks.iter().map(|mark| mark.x))
        .collect();
    let own: Vec<f64> = cell.marks.iter().map(|mark| mark.x).collect();
    [others, own]
        .iter()
        .filter_map(|xs| stats::spread(xs, tail))
        .any(|spread| spread >= gap)
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    group: &Group,
    (number, origin, unit): Place,
    marks: &[Mark],
    low: &[Stretch<'_>],
) -> Finding {
    let prices = Prices {
        marks: low
            .iter()
            .flat_map(|stretch| &stretch.marks)
            .copied()
            .collect(),
    };
    let whole = Prices {
        marks: marks.iter().collect(),
    };
    let mut finding = draft::finding(
        cx,
        detector,
        &group.subject,
        ALONE,
        prices.lines(),
        &whole.lines(),
    );
    let at = format!("{}/{origin}/{unit}", number.digits());
    finding.id = format!("{}:{}:{at}", detector.id, group.subject.key);
    let own = prices.median().map_or(0.0, libm::exp);
    finding.facts = vec![
        draft::fact("Tariff number", number.to_string()),
        draft::fact("Its usual unit value", price(own, Some(unit))),
    ];
    let latest = low.iter().max_by_key(|stretch| stretch.band.period);
    if let Some(Stretch { band, .. }) = latest {
        let figures = [
            ("The benchmark’s median", band.median),
            ("The benchmark’s fifth percentile", band.p5),
        ];
        for (label, dollars) in figures {
            if let Some(dollars) = dollars {
                finding
                    .facts
                    .push(draft::fact(label, price(dollars, band.unit)));
            }
        }
        if let Some(period) = band.period {
            let days = format!("{} to {}", period.from, period.to);
            finding
                .facts
                .push(draft::fact("The benchmark’s period", days));
        }
        let usual = libm::log(band.median.or(band.p5).unwrap_or(own));
        let width = -libm::log(float(thresholds.max_ratio_to_median));
        let marks = whole.marks.iter().copied();
        finding.picture = picture(
            marks,
            &finding.lines,
            usual,
            width,
            Some(unit),
            Marked::BelowBenchmark,
        );
    }
    finding.duty_effect = prices.lowers_duty(cx);
    finding.effect = Effect::unquantified(detector.no_amount());
    finding
}

/// The pattern of a finding that stands for itself.
const ALONE: &str = "alone";
/// The pattern of one that another comparison of values agrees with.
const AGREED: &str = "below_benchmark";

/// Lifts the ceiling of findings where another comparison of values finds that
/// the same lines might have a higher value.
fn corroborate(cx: &Context<'_>, own: &Detector, findings: &mut [Finding]) {
    if findings.is_empty() {
        return;
    }
    let mut agreeing: BTreeSet<LineIx> = BTreeSet::new();
    for trigger in ALL.iter().filter(|trigger| trigger.id != own.id) {
        let detector = cx.pack.detector(trigger.id);
        if detector.is_none_or(|detector| detector.category != own.category) {
            continue;
        }
        let is_low = |finding: &Finding| matches!(finding.effect, Effect::OtherValue { .. });
        for finding in cx.found_by(trigger, is_low) {
            agreeing.extend(finding.lines);
        }
    }
    for finding in findings {
        if finding.lines.iter().any(|line| agreeing.contains(line)) {
            finding.pattern = AGREED.to_owned();
            finding.ceiling = draft::ceiling(cx, own, &finding.subject, AGREED);
        }
    }
}

#[cfg(test)]
mod tests;
