//! **VAL-1** A product's unit value departs from its own history.
//!
//! Only like is compared with like: one product, supplier, origin and unit.
//! Within such a cell a line stands out when it lies far from the cell's
//! median both by the cell's own spread and by plain ratio. A lasting step of
//! the median from one half-year to the next is a second pattern. Values below
//! are what an auditor asks about; values above are noted, since they cost the
//! importer and not the revenue.

use crate::cells::{Cell, Comparable, Like, Mark, cells};
use crate::context::Context;
use crate::factors::{currency_factor, factor_check, unit_factor};
use crate::finding::{
    Check, DutyEffect, Effect, Fact, Finding, NotAssessed, OtherValue, Outcome, Span, Subject, Why,
};
use crate::grade::{self, Grade};
use crate::picture::{Marked, Picture, UnitMark};
use crate::stats;
use customs::unit::price;
use customs::{Cents, Day, Ordered, Quantity, Unit};
use products::Product;
use profile::LineIx;
use rulebook::{Detector, PackError, Ratios};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Support below which nothing is said.
    min_distinct_dates: usize,
    /// Modified z-score beyond which a line stands out.
    min_modified_z: Decimal,
    /// Ratio to the median, or its inverse, beyond which it does.
    min_ratio: Decimal,
    /// Least median absolute deviation of ln unit value.
    mad_floor: Decimal,
    /// Greatest one: a wider cell does not compare like with like.
    mad_limit: Decimal,
    /// Ratio of the medians of two half-years that is a step.
    step_min_ratio: Decimal,
    /// Distinct dates that each half-year needs.
    step_min_dates: usize,
    /// Share of a step that has to show at one place, or the price slid.
    step_at_once_share: Decimal,
    /// Relative distance at which a ratio counts as a unit factor or a rate.
    factor_tolerance_share: Decimal,
    /// Which lines can be compared.
    comparable: Comparable,
    /// Words of a description that say why no price was paid.
    sample_words: Vec<String>,
}

/// The thresholds as the statistics use them.
struct Limits {
    z: f64,
    ln_ratio: f64,
    mad_floor: f64,
    mad_limit: f64,
    ln_step: f64,
    at_once: f64,
    tolerance: f64,
}

impl Limits {
    fn of(thresholds: &Thresholds) -> Self {
        let float = |decimal: Decimal| decimal.to_f64().unwrap_or(f64::MAX);
        Self {
            z: float(thresholds.min_modified_z),
            ln_ratio: libm::log(float(thresholds.min_ratio)),
            mad_floor: float(thresholds.mad_floor),
            mad_limit: float(thresholds.mad_limit),
            ln_step: libm::log(float(thresholds.step_min_ratio)),
            at_once: float(thresholds.step_at_once_share),
            tolerance: float(thresholds.factor_tolerance_share),
        }
    }
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let limits = Limits::of(&thresholds);
    let mut base = Cents::ZERO;
    let mut most_dates = 0;
    let (mut findings, mut explained) = (Vec::new(), Vec::new());
    for product in cx.products.iter() {
        for (like, cell) in cells(cx, &thresholds.comparable, product) {
            most_dates = most_dates.max(cell.dates().len());
            if cell.dates().len() < thresholds.min_distinct_dates {
                continue;
            }
            let Some(center) = Center::of(&cell, &limits) else {
                continue;
            };
            base += cell.value();
            let of = Subjects {
                product,
                like: &like,
                cell: &cell,
                center: &center,
            };
            for seen in patterns(&cell, &center, &thresholds, &limits) {
                let finding = finding(cx, detector, &thresholds, &limits, &of, &seen);
                if finding.is_explained() {
                    explained.push(finding);
                } else {
                    findings.push(finding);
                }
            }
        }
    }
    if base == Cents::ZERO {
        return Ok(Outcome::NotAssessed(NotAssessed {
            why: Why::TooThin {
                needed: thresholds.min_distinct_dates as u32,
                found: most_dates as u32,
            },
            unlock: detector.unlock.clone(),
        }));
    }
    Ok(Outcome::Assessed(grade::settle(
        cx.profile,
        &cx.pack.scoring,
        base,
        findings,
        explained,
    )))
}

/// Where a cell's unit values lie.
struct Center {
    median: f64,
    mad: f64,
}

impl Center {
    /// `None` for a cell that spreads too widely to be of one kind of goods.
    fn of(cell: &Cell, limits: &Limits) -> Option<Self> {
        let xs = cell.xs();
        let median = stats::median(&xs)?;
        let mad = stats::deviation(&xs, median)?;
        (mad <= limits.mad_limit).then_some(Self {
            median,
            mad: mad.max(limits.mad_floor),
        })
    }
}

/// A pattern in a cell.
struct Seen {
    pattern: &'static str,
    /// The marks that show it.
    marks: Vec<usize>,
    /// The ln unit value that like-for-like lines would give them.
    expected: f64,
    /// Whether the price slid rather than stepped; always false for outliers.
    gradual: bool,
}

/// The patterns in a cell.
fn patterns(cell: &Cell, center: &Center, thresholds: &Thresholds, limits: &Limits) -> Vec<Seen> {
    let outside = |mark: &Mark| {
        let apart = mark.x - center.median;
        apart.abs() > limits.ln_ratio
            && stats::modified_z(mark.x, center.median, center.mad).abs() > limits.z
    };
    let side = |below: bool| -> Vec<usize> {
        let marks = cell.marks.iter().enumerate();
        marks
            .filter(|(_, mark)| outside(mark) && (mark.x < center.median) == below)
            .map(|(at, _)| at)
            .collect()
    };
    let outliers = [("below", side(true)), ("above", side(false))]
        .into_iter()
        .filter(|(_, marks)| !marks.is_empty())
        .map(|(pattern, marks)| Seen {
            pattern,
            marks,
            expected: center.median,
            gradual: false,
        });
    let mut seen: Vec<Seen> = outliers.collect();
    for step in steps(cell, thresholds, limits) {
        // A step that outliers on the same side already show is one matter.
        let shown = |pattern: &str| seen.iter().any(|other| other.pattern == pattern);
        if !shown(if step.pattern == "step_down" {
            "below"
        } else {
            "above"
        }) {
            seen.push(step);
        }
    }
    seen
}

/// The first step down and the first step up: a half-year whose median lies
/// well away from that of the half-year before. The marks are those from there
/// on that lie on the far side of the middle.
fn steps(cell: &Cell, thresholds: &Thresholds, limits: &Limits) -> Vec<Seen> {
    let half = |mark: &Mark| mark.date.month_index().div_euclid(6);
    let mut halves: BTreeMap<i32, Vec<&Mark>> = BTreeMap::new();
    for mark in &cell.marks {
        halves.entry(half(mark)).or_default().push(mark);
    }
    let medians: Vec<(i32, f64)> = halves
        .iter()
        .filter(|(_, marks)| {
            let dates: BTreeSet<Day> = marks.iter().map(|mark| mark.date).collect();
            dates.len() >= thresholds.step_min_dates
        })
        .filter_map(|(half, marks)| {
            let xs: Vec<f64> = marks.iter().map(|mark| mark.x).collect();
            Some((*half, stats::median(&xs)?))
        })
        .collect();
    let step = |down: bool| {
        medians.windows(2).find_map(|pair| {
            let [(first, before), (second, after)] = pair else {
                return None;
            };
            let fall = if down { before - after } else { after - before };
            if second - first != 1 || fall <= limits.ln_step {
                return None;
            }
            let middle = (before + after) / 2.0;
            let marks = cell
                .marks
                .iter()
                .enumerate()
                .filter(|(_, mark)| half(mark) >= *first && (mark.x < middle) == down)
                .map(|(at, _)| at)
                .collect();
            let around: Vec<&Mark> = cell
                .marks
                .iter()
                .filter(|mark| (*first..=*second).contains(&half(mark)))
                .collect();
            Some(Seen {
                pattern: if down { "step_down" } else { "step_up" },
                marks,
                expected: *before,
                gradual: is_gradual(&around, fall * limits.at_once, down),
            })
        })
    };
    step(true).into_iter().chain(step(false)).collect()
}

/// Whether no place among the marks shows as much of the step at once: then
/// the price slid, as prices of raw materials do.
fn is_gradual(marks: &[&Mark], at_once: f64, down: bool) -> bool {
    const NEIGHBOURS: usize = 3;
    let mut by_date: BTreeMap<Day, Vec<f64>> = BTreeMap::new();
    for mark in marks {
        by_date.entry(mark.date).or_default().push(mark.x);
    }
    let levels: Vec<f64> = by_date
        .values()
        .filter_map(|xs| stats::median(xs))
        .collect();
    let steepest = levels
        .windows(2 * NEIGHBOURS)
        .filter_map(|window| {
            let (before, after) = window.split_at(NEIGHBOURS);
            let fall = stats::median(before)? - stats::median(after)?;
            Some(if down { fall } else { -fall })
        })
        .fold(0.0f64, f64::max);
    steepest < at_once
}

/// A cell with what is the same in it.
struct Subjects<'a> {
    product: Product<'a>,
    like: &'a Like,
    cell: &'a Cell,
    center: &'a Center,
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    limits: &Limits,
    of: &Subjects<'_>,
    seen: &Seen,
) -> Finding {
    let (cell, center) = (of.cell, of.center);
    let marks: Vec<&Mark> = seen
        .marks
        .iter()
        .filter_map(|at| cell.marks.get(*at))
        .collect();
    let lines: BTreeSet<LineIx> = marks.iter().flat_map(|m| m.lines.iter().copied()).collect();
    let lines: Vec<LineIx> = lines.into_iter().collect();
    let all: Vec<LineIx> = cell
        .marks
        .iter()
        .flat_map(|m| m.lines.iter().copied())
        .collect();
    let ratios: Vec<f64> = marks.iter().map(|mark| mark.x - seen.expected).collect();
    let known = &cx.pack.ratios;
    let upward = matches!(seen.pattern, "above" | "step_up");
    let checks = vec![
        factor_check("unit_factor", unit_factor(known, &ratios, limits.tolerance)),
        currency(known, &ratios, limits),
        volume(cx, cell, &seen.marks),
        gradual(seen),
        samples(cx, &thresholds.sample_words, &lines),
    ];
    let percent =
        libm::round((libm::exp(stats::median(&ratios).unwrap_or_default()) - 1.0) * 100.0);
    let origin = of.like.origin.map(|c| c.to_string()).unwrap_or_default();
    let like = format!("{}/{origin}/{}", of.like.supplier, of.like.unit);
    Finding {
        id: format!(
            "VAL-1:{}/{like}:{}",
            of.product.key(cx.profile),
            seen.pattern
        ),
        subject: Subject::product(cx.profile, of.product),
        pattern: seen.pattern.to_owned(),
        ceiling: detector.ceiling(seen.pattern),
        grade: Grade::Info,
        affected: lines.iter().map(|ix| cx.profile.line(*ix).value()).sum(),
        whole: cell.value(),
        duty_effect: if upward {
            DutyEffect::Unclear
        } else {
            lowers_duty(cx, &lines)
        },
        span: Span::of(cx.profile, &all),
        checks,
        facts: vec![
            Fact {
                label: "Usual unit value".to_owned(),
                value: price(libm::exp(seen.expected), Some(of.like.unit)),
            },
            Fact {
                label: "Affected lines against it".to_owned(),
                value: format!("{percent:+}%"),
            },
        ],
        picture: picture(cell, center, limits, of.like.unit, seen),
        effect: if upward {
            Effect::None
        } else {
            Effect::OtherValue {
                lines: other_values(cx, &marks, seen.expected),
            }
        },
        lines,
    }
}

fn picture(cell: &Cell, center: &Center, limits: &Limits, unit: Unit, seen: &Seen) -> Picture {
    let outside: BTreeSet<usize> = seen.marks.iter().copied().collect();
    let shown = |x: f64| stats::shown(libm::exp(x));
    // A change of level is seen against the level before. The range of all
    // lines holds both levels and would say that neither stands out.
    let (marked, median, (low, high)) = if seen.pattern.starts_with("step") {
        let before = seen.expected;
        (Marked::SinceStep, before, (before, before))
    } else {
        (Marked::Outside, center.median, band(center, limits))
    };
    Picture::UnitValues {
        marks: cell
            .marks
            .iter()
            .enumerate()
            .map(|(at, mark)| UnitMark {
                date: mark.date,
                unit_value: shown(mark.x),
                outside: outside.contains(&at),
            })
            .collect(),
        median: shown(median),
        low: shown(low),
        high: shown(high),
        unit: Some(unit),
        marked,
        compared: None,
        moment: None,
    }
}

/// The band inside which a line does not stand out.
fn band(center: &Center, limits: &Limits) -> (f64, f64) {
    let half = stats::band(center.mad, limits.z).max(limits.ln_ratio);
    (center.median - half, center.median + half)
}

/// A value that bears duty is worth less duty when it is lower.
fn lowers_duty(cx: &Context<'_>, lines: &[LineIx]) -> DutyEffect {
    let duties = || lines.iter().map(|ix| cx.profile.line(*ix).duty());
    if duties().all(|duty| duty == Some(Cents::ZERO)) {
        DutyEffect::None
    } else if duties().all(|duty| duty.is_some_and(Cents::is_positive)) {
        DutyEffect::Lowers
    } else {
        DutyEffect::Unclear
    }
}

/// The value that each line would have at the expected unit value, in
/// proportion where two lines were recombined.
fn other_values(cx: &Context<'_>, marks: &[&Mark], expected: f64) -> Vec<OtherValue> {
    let factor = |mark: &Mark| libm::exp(expected - mark.x);
    let mut values: Vec<OtherValue> = marks
        .iter()
        .flat_map(|mark| mark.lines.iter().map(|line| (*line, factor(mark))))
        .map(|(line, factor)| {
            let declared = cx.profile.line(line).value().0 as f64;
            OtherValue {
                line,
                value: Cents(libm::round(declared * factor) as i64),
            }
        })
        .collect();
    values.order_by_key(|other| other.line);
    values
}

/// Whether the ratio is that of an exchange rate. One that plain prices reach as
/// well, as that of the euro is, says nothing.
fn currency(known: &Ratios, ratios: &[f64], limits: &Limits) -> Check {
    let telling = ratios.iter().all(|ratio| ratio.abs() > limits.ln_ratio);
    let found = telling
        .then(|| currency_factor(known, ratios, limits.tolerance))
        .flatten();
    factor_check("currency_factor", found)
}

/// Whether every affected line is larger than every other line: a discount by
/// volume may be the reason, which only the contract can show.
fn volume(cx: &Context<'_>, cell: &Cell, affected: &[usize]) -> Check {
    let affected: BTreeSet<usize> = affected.iter().copied().collect();
    let quantity = |mark: &Mark| {
        mark.lines
            .first()
            .and_then(|ix| cx.profile.line(*ix).quantity())
    };
    let (mut least, mut most) = (None, None);
    for (at, mark) in cell.marks.iter().enumerate() {
        let Some(quantity) = quantity(mark) else {
            continue;
        };
        if affected.contains(&at) {
            least = Some(least.map_or(quantity, |q: Quantity| q.min(quantity)));
        } else {
            most = Some(most.map_or(quantity, |q: Quantity| q.max(quantity)));
        }
    }
    let larger = matches!((least, most), (Some(least), Some(most)) if least > most);
    Check::new("volume_discount", if larger { None } else { Some(false) })
}

fn gradual(seen: &Seen) -> Check {
    Check::new("gradual_slide", Some(seen.gradual))
}

/// Whether every affected line is described as goods that nobody paid for.
fn samples(cx: &Context<'_>, words: &[String], lines: &[LineIx]) -> Check {
    let described = |ix: &LineIx| cx.profile.line(*ix).description();
    if lines.iter().all(|ix| described(ix).is_empty()) {
        return Check::new("sample_or_warranty", None);
    }
    let says = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .any(|word| words.iter().any(|known| known.eq_ignore_ascii_case(word)))
    };
    Check::new(
        "sample_or_warranty",
        Some(lines.iter().all(|ix| says(described(ix)))),
    )
}

#[cfg(test)]
mod tests;
