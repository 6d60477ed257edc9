//! **VAL-9** The usual unit value fell soon after a measure raised the
//! product's rate, with the same supplier.
//!
//! Sharing the cost of a tariff by a lower price that was agreed before
//! importation is lawful. The trigger finds the place where the price fell
//! most, if a measure on that number and origin began shortly before.

use crate::cells::{Cell, Comparable, Like, Mark, Prices, cells, float, picture};
use crate::context::Context;
use crate::draft;
use crate::factors::{factor_check, unit_factor};
use crate::finding::{Check, Effect, Finding, Outcome, Subject};
use crate::gather::Heard;
use crate::grade;
use crate::picture::{Compared, Marked};
use crate::stats;
use customs::unit::price;
use customs::{Cents, Day, Ordered};
use profile::LineIx;
use rulebook::{Detector, Era, Eras, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Fall of the median, as a fraction of it.
    min_drop_share: Decimal,
    /// Days after the measure, and days of price on each side.
    window_days: i32,
    /// Rise of the rate that a measure has to have brought.
    min_rate_rise: Decimal,
    /// Distinct entry dates on each side.
    min_dates_per_side: usize,
    /// Relative distance at which a ratio counts as a known factor.
    factor_tolerance_share: Decimal,
    /// How far a grade is raised.
    raise_grades: u32,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let comparable = Comparable::shared(cx)?;
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    let mut most = 0;
    for product in cx.products.iter() {
        let subject = Subject::product(cx.profile, product);
        for (like, cell) in cells(cx, &comparable, product) {
            let dates = cell.dates().len();
            most = most.max(dates);
            if dates < 2 * thresholds.min_dates_per_side {
                continue;
            }
            base += cell.value();
            if let Some(drop) = drop(cx, &thresholds, &like, &cell) {
                heard.push(finding(
                    cx,
                    detector,
                    &thresholds,
                    &subject,
                    &like,
                    &cell,
                    &drop,
                ));
            }
        }
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(
            detector,
            2 * thresholds.min_dates_per_side,
            most,
        ));
    }
    let mut assessed = heard.assessed(cx, base);
    for finding in &mut assessed.findings {
        for _ in 0..thresholds.raise_grades {
            finding.grade = grade::raised(finding.grade).min(finding.ceiling);
        }
        assessed.grade = assessed.grade.max(finding.grade);
    }
    Ok(Outcome::Assessed(assessed))
}

/// A fall after a measure.
struct Drop<'a> {
    era: &'a Era,
    on: Day,
    before: Prices<'a>,
    after: Prices<'a>,
    /// The medians of ln unit value.
    levels: (f64, f64),
    /// How far from them the marks lie, on average.
    scatter: f64,
}

impl Drop<'_> {
    /// The days of the prices on both sides.
    fn compared(&self) -> Option<Compared> {
        let days = || {
            let marks = self.before.marks.iter().chain(&self.after.marks);
            marks.map(|mark| mark.date)
        };
        let (first, last) = days().min().zip(days().max())?;
        Some(Compared { first, last })
    }
}

/// The steepest fall within the window after a measure; of falls as steep, the
/// day that parts the prices most cleanly.
fn drop<'a>(
    cx: &Context<'a>,
    thresholds: &Thresholds,
    like: &Like,
    cell: &'a Cell,
) -> Option<Drop<'a>> {
    let origin = like.origin?;
    let number = cell
        .marks
        .iter()
        .find_map(|mark| cx.profile.line(*mark.lines.first()?).hts())?;
    let limit = libm::log(1.0 - float(thresholds.min_drop_share));
    let era_of = |day: Day| {
        cx.pack
            .eras
            .within(day, thresholds.window_days)
            .find(|era| {
                era.rise
                    .is_some_and(|rise| rise >= thresholds.min_rate_rise)
                    && Eras::touches(era, &cx.pack.measures, number, origin)
            })
    };
    let mut marks: Vec<&'a Mark> = cell.marks.iter().collect();
    marks.order_by_key(|mark| mark.date);
    let days: Vec<&[&'a Mark]> = marks.chunk_by(|a, b| a.date == b.date).collect();
    let dates: Vec<Day> = days
        .iter()
        .filter_map(|of_day| of_day.first())
        .map(|mark| mark.date)
        .collect();
    let mut best: Option<Drop<'a>> = None;
    for (at, on) in dates.iter().enumerate() {
        let Some(era) = era_of(*on) else { continue };
        let (earlier, later) = dates.split_at(at);
        // Days within the window, and beyond it as many as support needs.
        let reach = |days: &mut dyn Iterator<Item = &Day>| -> usize {
            let mut taken = 0;
            for day in days {
                let near = day.since(*on).abs() <= thresholds.window_days;
                if !near && taken >= thresholds.min_dates_per_side {
                    break;
                }
                taken += 1;
            }
            taken
        };
        let (before, after) = (reach(&mut earlier.iter().rev()), reach(&mut later.iter()));
        if before < thresholds.min_dates_per_side || after < thresholds.min_dates_per_side {
            continue;
        }
        let prices = |from: usize, to: usize| Prices {
            marks: days.get(from..to).unwrap_or_default().concat(),
        };
        let (before, after) = (prices(at - before, at), prices(at, at + after));
        let (Some(from), Some(to)) = (before.median(), after.median()) else {
            continue;
        };
        // Prices that spread as widely as they fell show no fall.
        let spread = |prices: &Prices<'_>, level: f64| {
            let xs: Vec<f64> = prices.marks.iter().map(|mark| mark.x).collect();
            stats::deviation(&xs, level).unwrap_or(f64::MAX)
        };
        let tight = 2.0 * spread(&before, from).max(spread(&after, to)) <= from - to;
        let scatter = scatter(&before, from, &after, to);
        let better = best.as_ref().is_none_or(|best| {
            let known = best.levels.1 - best.levels.0;
            let steeper = stats::clearly_below(to - from, known);
            let as_steep = !stats::clearly_below(known, to - from);
            steeper || as_steep && stats::clearly_below(scatter, best.scatter)
        });
        if stats::clearly_below(to - from, limit) && tight && better {
            best = Some(Drop {
                era,
                on: *on,
                before,
                after,
                levels: (from, to),
                scatter,
            });
        }
    }
    best
}

/// The mean distance of the marks on both sides from the level of their side.
fn scatter(before: &Prices<'_>, from: f64, after: &Prices<'_>, to: f64) -> f64 {
    let side = |prices: &Prices<'_>, level: f64| -> f64 {
        prices.marks.iter().map(|mark| (mark.x - level).abs()).sum()
    };
    let marks = before.marks.len() + after.marks.len();
    (side(before, from) + side(after, to)) / marks.max(1) as f64
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    subject: &Subject,
    like: &Like,
    cell: &Cell,
    drop: &Drop<'_>,
) -> Finding {
    let (from, to) = drop.levels;
    let all: Vec<LineIx> = Prices {
        marks: cell.marks.iter().collect(),
    }
    .lines();
    let mut finding = draft::finding(
        cx,
        detector,
        subject,
        "drop_after_measure",
        drop.after.lines(),
        &all,
    );
    let place = like.origin.map(|c| c.to_string()).unwrap_or_default();
    finding.id = format!("{}:{}/{place}/{}", finding.id, like.supplier, like.unit);
    let tolerance = float(thresholds.factor_tolerance_share);
    finding.checks = vec![
        factor_check(
            "unit_factor",
            unit_factor(&cx.pack.ratios, &[to - from], tolerance),
        ),
        mix(cx, drop),
        draft::answered(cx, "price_agreed", "VAL-9.price-agreed", subject),
    ];
    finding.facts = vec![
        draft::fact("Measure", format!("{}, {}", drop.era.title, drop.era.date)),
        draft::fact("Price fell on", drop.on.to_string()),
        draft::fact("Before", price(libm::exp(from), Some(like.unit))),
        draft::fact("After", price(libm::exp(to), Some(like.unit))),
    ];
    finding.picture = picture(
        cell.marks.iter(),
        &finding.lines,
        from,
        -libm::log(1.0 - float(thresholds.min_drop_share)),
        Some(like.unit),
        Marked::SinceMeasure,
    )
    .comparing(drop.compared())
    .against(drop.era.date, &drop.era.title);
    finding.duty_effect = drop.after.lowers_duty(cx);
    finding.effect = Effect::OtherValue {
        lines: drop.after.at(cx, from),
    };
    finding
}

/// Whether descriptions and numbers are others than before.
fn mix(cx: &Context<'_>, drop: &Drop<'_>) -> Check {
    let goods = |prices: &Prices<'_>| -> BTreeSet<_> {
        let lines = prices.lines();
        let lines = lines.iter().map(|ix| cx.profile.line(*ix));
        lines
            .map(|line| (line.hts8(), line.description().to_owned()))
            .collect()
    };
    let (before, after) = (goods(&drop.before), goods(&drop.after));
    if before.is_disjoint(&after) {
        return Check::new("mix_change", Some(true));
    }
    let described = after.iter().any(|(_, text)| !text.is_empty());
    Check::new("mix_change", described.then_some(false))
}

#[cfg(test)]
mod tests;
