//! **CLS-5** A product moved to a lower total rate soon after a measure began.
//!
//! A measure raises the cost of a number; some weeks later the same goods from
//! the same maker bear another number that the measure does not reach. There
//! are good reasons for it (a ruling, a redesign, a true correction), and the
//! trigger looks for them, but it is a change that is likely to be asked about.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, Finding, Outcome, Subject};
use crate::gather::Heard;
use crate::grade;
use crate::numbers::{Window, other_numbers, revision_check, ruling_by, says_goods};
use crate::picture::Picture;
use crate::series::{Series, Use};
use customs::{Country, Day};
use products::Product;
use profile::LineIx;
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Days after the measure within which a switch is asked about.
    window_days: i32,
    /// Entry dates below which nothing is said of a product.
    min_distinct_dates: usize,
    /// Whether maker has to stay the same.
    same_mid: bool,
    /// How many grades it is raised by.
    raise_grades: u8,
    /// How long before a revision a switch may lie and belong to it.
    revision_window_before_days: i32,
    /// How long after.
    revision_window_after_days: i32,
}

/// A measure that began before a switch.
struct Began {
    title: String,
    day: Day,
    /// Total rate of the old number under it, in millionths.
    total_ppm: u64,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard::default();
    for product in cx.products.iter() {
        let lines: Vec<LineIx> = product
            .lines()
            .iter()
            .copied()
            .filter(|ix| says_goods(cx.profile.line(*ix)))
            .collect();
        let series = Series::of(cx.profile, &lines);
        heard.base += series.value;
        heard.saw(series.dates.len());
        if series.dates.len() < thresholds.min_distinct_dates {
            continue;
        }
        if let Some(finding) = switch(cx, detector, &thresholds, product, &lines, &series) {
            heard.push(finding);
        }
    }
    let mut assessed = match heard.settled(cx, detector, thresholds.min_distinct_dates) {
        Ok(assessed) => assessed,
        Err(reason) => return Ok(Outcome::NotAssessed(reason)),
    };
    for finding in &mut assessed.findings {
        for _ in 0..thresholds.raise_grades {
            finding.grade = grade::raised(finding.grade).min(finding.ceiling);
        }
        assessed.grade = assessed.grade.max(finding.grade);
    }
    Ok(Outcome::Assessed(assessed))
}

/// The two numbers of a single switch, the earlier first.
fn before_and_after(series: &Series) -> Option<(&Use, &Use)> {
    let [a, b] = series.uses.as_slice() else {
        return None;
    };
    let (x, y) = (a.interval()?, b.interval()?);
    if x.1 < y.0 {
        Some((a, b))
    } else if y.1 < x.0 {
        Some((b, a))
    } else {
        None
    }
}

fn switch(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    product: Product<'_>,
    lines: &[LineIx],
    series: &Series,
) -> Option<Finding> {
    let (old, new) = before_and_after(series)?;
    let on = new.interval()?.0;
    let mids: BTreeSet<u32> = lines
        .iter()
        .map(|ix| cx.profile.line(*ix).mid_ix())
        .filter(|mid| *mid != 0)
        .collect();
    if thresholds.same_mid && mids.len() > 1 {
        return None;
    }
    let origins: BTreeSet<Country> = new
        .lines
        .iter()
        .filter_map(|ix| cx.profile.line(*ix).origin())
        .collect();
    let origin = *origins.first().filter(|_| origins.len() == 1)?;
    let began = began(cx, thresholds, old, new, origin, on)?;
    let subject = Subject::product(cx.profile, product);
    let after = new.lines.clone();
    let mut finding = draft::finding(cx, detector, &subject, "after_measure", after, lines);
    finding.duty_effect = DutyEffect::Lowers;
    let window = Window {
        before: thresholds.revision_window_before_days,
        after: thresholds.revision_window_after_days,
    };
    finding.checks = vec![
        revision_check(cx, "revision_switch", &series.uses, window),
        ruling(cx, new, on, window),
        redesign(cx, old, new),
    ];
    let percent = |ppm: u64| format!("{}%", Decimal::new(ppm as i64, 4).normalize());
    finding.facts = vec![
        draft::fact("Measure", format!("{} from {}", began.title, began.day)),
        draft::fact("Switch", format!("{} to {} on {on}", old.hts, new.hts)),
        draft::fact("Total rate of the old number", percent(began.total_ppm)),
        draft::fact(
            "Total rate of the new number",
            percent(u64::from(new.rate_ppm().unwrap_or(0))),
        ),
    ];
    finding.picture = Picture::CodeTimeline {
        tracks: series.tracks(cx.profile),
        moment: None,
    }
    .against(began.day, &began.title);
    finding.effect = other_numbers(series, Some(old.hts));
    Some(finding)
}

/// The latest measure that reached the old number and not the new one, within
/// the window before the switch, and made it dearer than the new one.
fn began(
    cx: &Context<'_>,
    thresholds: &Thresholds,
    old: &Use,
    new: &Use,
    origin: Country,
    on: Day,
) -> Option<Began> {
    let after = u64::from(new.rate_ppm()?);
    let before = u64::from(old.rate_ppm()?);
    let mut all: Vec<Began> = Vec::new();
    for measure in &cx.pack.measures.measures {
        if !measure.covers(old.hts) || measure.covers(new.hts) {
            continue;
        }
        for rate in measure.rates_on(on, origin) {
            let since = on.since(rate.from);
            if since < 0 || since > thresholds.window_days {
                continue;
            }
            // What the old number bore on average is a floor: part of it may
            // have been entered under the measure already.
            let added = rate.rate.map_or(0, |rate| {
                let ppm = (rate * Decimal::from(1_000_000)).trunc().mantissa();
                u64::try_from(ppm).unwrap_or(0)
            });
            all.push(Began {
                title: measure.title.clone(),
                day: rate.from,
                total_ppm: before.max(added),
            });
        }
    }
    all.retain(|began| began.total_ppm > after);
    all.into_iter()
        .max_by(|a, b| a.day.cmp(&b.day).then(b.title.cmp(&a.title)))
}

/// A ruling in the product list that took effect at the switch and bears the
/// new number.
fn ruling(cx: &Context<'_>, new: &Use, on: Day, window: Window) -> Check {
    const ID: &str = "ruling_or_notice";
    if cx.masters.is_empty() {
        return Check::new(ID, None);
    }
    let found = ruling_by(cx, new, on, window);
    Check::new(ID, Some(found.is_some())).with(found.unwrap_or_default())
}

/// Whether no description of before is used after.
fn redesign(cx: &Context<'_>, old: &Use, new: &Use) -> Check {
    let texts = |one: &Use| -> BTreeSet<u32> {
        let all = one
            .lines
            .iter()
            .map(|ix| cx.profile.line(*ix).description_ix());
        all.filter(|ix| *ix != 0).collect()
    };
    let (before, after) = (texts(old), texts(new));
    let told = !before.is_empty() && !after.is_empty();
    Check::new("redesign", told.then(|| before.is_disjoint(&after)))
}

#[cfg(test)]
mod tests;
