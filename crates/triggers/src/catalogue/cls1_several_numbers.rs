//! **CLS-1** One product was entered under several tariff numbers.
//!
//! Duty is fixed at eight digits, so two eight-digit numbers for one product
//! cannot both be right unless the product, the law or the reading of it
//! changed. The trigger looks at each product's numbers by date, tells a
//! single switch from going back and forth and from use at the same time, and
//! tests what would explain it.

mod explained;

use crate::context::Context;
use crate::finding::{
    Assessed, Effect, Fact, Finding, NotAssessed, OtherNumber, Outcome, Span, Subject, Why,
};
use crate::grade::{self, Grade, share_ppm};
use crate::numbers::{duty_effect, lines_of, says_goods};
use crate::picture::Picture;
use crate::series::{Order, Series};
use customs::hts::Level;
use customs::{Cents, EntryType, Hts};
use products::{Evidence, Product};
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Support below which nothing is said.
    min_distinct_dates: usize,
    /// Share of the product's value outside its dominant number.
    min_minority_share: Decimal,
    /// Overlap that still counts as a switch: goods under way.
    overlap_tolerance_days: i32,
    /// Changes from which alternating use counts as concurrent.
    concurrent_min_changes: usize,
    /// How long before a revision a switch may lie and belong to it.
    revision_window_before_days: i32,
    /// How long after.
    revision_window_after_days: i32,
    /// Share of value that one unit-value threshold has to separate.
    value_bracket_share: Decimal,
    /// Dates from which a number counts as consistently used.
    consistent_min_dates: usize,
    /// Entry types under which no duty is paid on the entry.
    excluded_entry_types: Vec<EntryType>,
    /// Chapters with provisions by season.
    seasonal_chapters: Vec<Hts>,
    /// Part numbers that name no product.
    generic_skus: Vec<String>,
    /// Descriptions up to which each is compared with those of other numbers.
    most_descriptions: usize,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let ceilings = Ceilings {
        inferred: cx.pack.scoring.inferred_cap,
        switch: detector.ceiling("single_switch"),
    };
    let mut base = Cents::ZERO;
    let mut most_dates = 0;
    let (mut findings, mut explained) = (Vec::new(), Vec::new());
    for product in cx.products.iter() {
        let lines: Vec<LineIx> = product
            .lines()
            .iter()
            .copied()
            .filter(|ix| is_comparable(&thresholds, cx.profile.line(*ix)))
            .collect();
        let series = Series::of(cx.profile, &lines);
        base += series.value;
        most_dates = most_dates.max(series.dates.len());
        let minority = share_ppm(series.minority(), series.value);
        if series.uses.len() < 2
            || series.dates.len() < thresholds.min_distinct_dates
            || Decimal::new(i64::from(minority), 6) < thresholds.min_minority_share
        {
            continue;
        }
        let finding = finding(cx, &thresholds, &ceilings, product, &series);
        if finding.is_explained() {
            explained.push(finding);
        } else {
            findings.push(finding);
        }
    }
    if most_dates < thresholds.min_distinct_dates {
        return Ok(Outcome::NotAssessed(NotAssessed {
            why: Why::TooThin {
                needed: thresholds.min_distinct_dates as u32,
                found: most_dates as u32,
            },
            unlock: detector.unlock.clone(),
        }));
    }
    let assessed: Assessed = grade::settle(cx.profile, &cx.pack.scoring, base, findings, explained);
    Ok(Outcome::Assessed(assessed))
}

struct Ceilings {
    inferred: Grade,
    switch: Grade,
}

/// Lines whose number says what the goods are, on entries that pay duty.
fn is_comparable(thresholds: &Thresholds, line: LineRef<'_>) -> bool {
    says_goods(line)
        && line
            .entry_type()
            .is_none_or(|kind| !thresholds.excluded_entry_types.contains(&kind))
}

fn finding(
    cx: &Context<'_>,
    thresholds: &Thresholds,
    ceilings: &Ceilings,
    product: Product<'_>,
    series: &Series,
) -> Finding {
    let order = series.order(
        thresholds.overlap_tolerance_days,
        thresholds.concurrent_min_changes,
    );
    let (pattern, mut ceiling) = match &order {
        Order::Switches(_) => ("single_switch", ceilings.switch),
        Order::FlipFlop => ("flip_flop", Grade::Critical),
        Order::Concurrent => ("concurrent", Grade::Critical),
    };
    if product.evidence() == Evidence::Inferred {
        ceiling = ceiling.min(ceilings.inferred);
    }
    let lines = lines_of(series.uses.iter().skip(1));
    let checks = explained::checks(cx, thresholds, product, series, &order);
    Finding {
        id: format!("CLS-1:{}", product.key(cx.profile)),
        subject: Subject::product(cx.profile, product),
        pattern: pattern.to_owned(),
        ceiling,
        grade: Grade::Info,
        affected: series.minority(),
        whole: series.value,
        duty_effect: duty_effect(cx, series),
        span: Span::of(cx.profile, &lines_of(&series.uses)),
        checks,
        facts: facts(series),
        picture: Picture::CodeTimeline {
            tracks: series.tracks(cx.profile),
            moment: None,
        },
        effect: effect(cx, thresholds, series),
        lines,
    }
}

/// Each line might bear the number that the importer's own product list has for
/// it on its day, else the latest that was consistently used.
fn effect(cx: &Context<'_>, thresholds: &Thresholds, series: &Series) -> Effect {
    let latest = series.latest_consistent(thresholds.consistent_min_dates);
    let in_use: Vec<Hts> = series.uses.iter().map(|one| one.hts).collect();
    let lines: Vec<OtherNumber> = lines_of(&series.uses)
        .into_iter()
        .filter_map(|ix| {
            let line = cx.profile.line(ix);
            let listed = line
                .entry_date()
                .and_then(|day| cx.masters.on(line.sku_ix(), day)?.hts)
                .filter(|hts| hts.is_ordinary() && hts.reaches(Level::RateLine))
                .map(|hts| hts.at(Level::RateLine));
            let likely = listed.or(latest)?;
            let mut candidates = in_use.clone();
            if !candidates.contains(&likely) {
                candidates.push(likely);
            }
            Some(OtherNumber {
                line: ix,
                likely,
                candidates,
            })
        })
        .collect();
    if lines.is_empty() {
        return Effect::None;
    }
    Effect::OtherNumber { lines }
}

fn facts(series: &Series) -> Vec<Fact> {
    series
        .uses
        .iter()
        .map(|u| Fact {
            label: u.hts.to_string(),
            value: format!(
                "{} on {} {}",
                u.value,
                u.dates.len(),
                if u.dates.len() == 1 {
                    "entry date"
                } else {
                    "entry dates"
                }
            ),
        })
        .collect()
}

#[cfg(test)]
mod tests;
