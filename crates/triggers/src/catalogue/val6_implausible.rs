//! **VAL-6** Value per kilogram or the weight of a unit is far outside what the
//! product usually shows, the same value repeats while the quantity changes, values stand in round
//! hundreds, or a value has no quantity.
//!
//! These are the marks of templates and proforma invoices.

use crate::cells::{Comparable, float};
use crate::context::Context;
use crate::draft::{self, Group};
use crate::factors::{currency_factor, factor_check, unit_factor};
use crate::finding::{Check, Effect, Finding, Outcome};
use crate::gather::Heard;
use crate::grade::share_ppm;
use crate::stats;
use customs::{Cents, Day, Ordered, Quantity, Unit};
use products::Evidence;
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Factor between a line's value per kilogram, or its weight per unit, and
    /// the product's.
    physical_factor: Decimal,
    /// Share of a product's entry dates that carry one value.
    identical_value_dates_share: Decimal,
    /// Share of a product's value in round amounts.
    round_value_share: Decimal,
    /// What counts as round, in dollars.
    round_to_dollars: i64,
    /// Support below which nothing is said.
    min_distinct_dates: usize,
    /// Words of a description that say that a lot has one price.
    lot_words: Vec<String>,
    /// Relative distance at which a ratio counts as a known factor.
    factor_tolerance_share: Decimal,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let comparable = Comparable::shared(cx)?;
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    let mut most = 0;
    let keep = |line: &LineRef<'_>| {
        line.value().is_positive()
            && line.entry_date().is_some()
            && !line.is_multi_tariff()
            && line
                .entry_type()
                .is_none_or(|kind| comparable.entry_types.contains(&kind))
    };
    for group in draft::product_groups(cx, keep) {
        // A proxy is cut by price level, which says all that it could show.
        if group.subject.evidence == Evidence::Inferred {
            continue;
        }
        let dates = draft::dates(cx, &group.lines).len();
        most = most.max(dates);
        if dates < thresholds.min_distinct_dates {
            continue;
        }
        base += draft::value(cx, &group.lines);
        let per_kg = apart(cx, &group, ln_per_kg);
        let mut seen = vec![("per_kg", beyond(cx, &thresholds, &per_kg), per_kg)];
        // A wrong weight moves both ratios, and is one matter.
        if seen.iter().all(|(_, lines, _)| lines.is_empty()) {
            let weight = apart(cx, &group, ln_unit_weight);
            seen.push(("unit_weight", beyond(cx, &thresholds, &weight), weight));
        }
        seen.push(("zero_quantity", zero(cx, &group), Vec::new()));
        let (pattern, lines) = repeated(cx, &thresholds, &group);
        seen.push((pattern, lines, Vec::new()));
        for (pattern, lines, apart) in seen {
            if !lines.is_empty() {
                heard.push(finding(
                    cx,
                    detector,
                    &thresholds,
                    &group,
                    (pattern, lines),
                    &apart,
                ));
            }
        }
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(
            detector,
            thresholds.min_distinct_dates,
            most,
        ));
    }
    Ok(heard.outcome(cx, base))
}

/// A physical ratio of a line as a natural logarithm, with the unit that its
/// lines have to share, if any.
type Physical = fn(&LineRef<'_>) -> Option<(Option<Unit>, f64)>;

/// Dollars a kilogram.
fn ln_per_kg(line: &LineRef<'_>) -> Option<(Option<Unit>, f64)> {
    let weight = line.gross_kg().filter(|weight| weight.0 > 0)?;
    let dollars = line.value().0 as f64 / 100.0;
    Some((None, libm::log(dollars / weight.as_f64())))
}

/// Kilograms a unit.
fn ln_unit_weight(line: &LineRef<'_>) -> Option<(Option<Unit>, f64)> {
    let weight = line.gross_kg().filter(|weight| weight.0 > 0)?;
    let quantity = line.quantity().filter(|quantity| quantity.0 > 0)?;
    let ratio = weight.as_f64() / quantity.as_f64();
    Some((Some(line.unit()?), libm::log(ratio)))
}

/// The group's lines with how far each lies from the median of its unit.
fn apart(cx: &Context<'_>, group: &Group, of: Physical) -> Vec<(LineIx, f64)> {
    let mut by_unit: BTreeMap<Option<Unit>, Vec<(LineIx, f64)>> = BTreeMap::new();
    for ix in &group.lines {
        if let Some((unit, at)) = of(&cx.profile.line(*ix)) {
            by_unit.entry(unit).or_default().push((*ix, at));
        }
    }
    let mut all = Vec::new();
    for lines in by_unit.into_values() {
        let levels: Vec<f64> = lines.iter().map(|(_, at)| *at).collect();
        let median = stats::median(&levels).unwrap_or_default();
        all.extend(lines.into_iter().map(|(ix, at)| (ix, at - median)));
    }
    all.order_by_key(|(ix, _)| *ix);
    all
}

/// The lines that lie beyond the factor.
fn beyond(cx: &Context<'_>, thresholds: &Thresholds, apart: &[(LineIx, f64)]) -> Vec<LineIx> {
    let limit = libm::log(float(thresholds.physical_factor));
    let tolerance = float(thresholds.factor_tolerance_share);
    let far = |ratio: f64| {
        // A value in another currency is another trigger's matter.
        ratio.abs() > limit && currency_factor(&cx.pack.ratios, &[ratio], tolerance).is_none()
    };
    let lines = apart.iter().filter(|(_, ratio)| far(*ratio));
    lines.map(|(ix, _)| *ix).collect()
}

fn zero(cx: &Context<'_>, group: &Group) -> Vec<LineIx> {
    let none = |ix: &LineIx| cx.profile.line(*ix).quantity() == Some(Quantity(0));
    group.lines.iter().copied().filter(none).collect()
}

/// The dates, quantities and lines of one value.
type Repeats = (
    BTreeSet<Day>,
    BTreeMap<Option<Unit>, BTreeSet<Quantity>>,
    Vec<LineIx>,
);

/// The same value again and again, else round values.
fn repeated(
    cx: &Context<'_>,
    thresholds: &Thresholds,
    group: &Group,
) -> (&'static str, Vec<LineIx>) {
    let mut by: BTreeMap<Cents, Repeats> = BTreeMap::new();
    let mut dates = BTreeSet::new();
    for ix in &group.lines {
        let line = cx.profile.line(*ix);
        let Some(day) = line.entry_date() else {
            continue;
        };
        dates.insert(day);
        let entry = by.entry(line.value()).or_default();
        entry.0.insert(day);
        // Ten dozen and 120 pieces are one quantity: only those of one unit vary.
        let of_unit = entry.1.entry(line.unit()).or_default();
        of_unit.extend(line.quantity());
        entry.2.push(*ix);
    }
    let share = |part: usize| Decimal::from(part) / Decimal::from(dates.len().max(1));
    let identical = by
        .values()
        .filter(|(days, quantities, _)| {
            days.len() >= thresholds.min_distinct_dates
                && quantities.values().any(|of_unit| of_unit.len() > 1)
                && share(days.len()) >= thresholds.identical_value_dates_share
        })
        .max_by(|a, b| a.0.len().cmp(&b.0.len()));
    if let Some((_, _, lines)) = identical {
        return ("identical_values", lines.clone());
    }
    let is_round = |value: Cents| value.0 % Cents::dollars(thresholds.round_to_dollars).0 == 0;
    let round: Vec<LineIx> = {
        let mut round: Vec<LineIx> = by
            .iter()
            .filter(|(value, _)| is_round(**value))
            .flat_map(|(_, (_, _, lines))| lines.iter().copied())
            .collect();
        round.sort_unstable();
        round
    };
    // One value again and again for one quantity is a standing order.
    let values = by.keys().filter(|value| is_round(**value)).count();
    let ppm = share_ppm(draft::value(cx, &round), draft::value(cx, &group.lines));
    let enough = draft::at_least(ppm, thresholds.round_value_share)
        && values >= thresholds.min_distinct_dates
        && draft::dates(cx, &round).len() >= thresholds.min_distinct_dates;
    ("round_values", if enough { round } else { Vec::new() })
}

/// Whether round values are what a price list makes of round quantities: every
/// unit value stands beside at least two quantities.
fn price_list(cx: &Context<'_>, pattern: &str, lines: &[LineIx]) -> Check {
    const ID: &str = "price_list";
    if pattern != "round_values" {
        return Check::new(ID, Some(false));
    }
    let mut prices: BTreeMap<(Unit, u64), BTreeSet<Quantity>> = BTreeMap::new();
    for line in lines.iter().map(|ix| cx.profile.line(*ix)) {
        let (Some(unit), Some(quantity)) = (
            line.unit(),
            line.quantity().filter(|quantity| quantity.0 > 0),
        ) else {
            return Check::new(ID, None);
        };
        // Equal ratios of whole numbers have equal quotients.
        let price = line.value().0 as f64 / quantity.0 as f64;
        let of_price = prices.entry((unit, price.to_bits())).or_default();
        of_price.insert(quantity);
    }
    let listed = prices.values().all(|quantities| quantities.len() > 1);
    Check::new(ID, Some(listed))
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    group: &Group,
    (pattern, lines): (&str, Vec<LineIx>),
    apart: &[(LineIx, f64)],
) -> Finding {
    let mut finding = draft::finding(cx, detector, &group.subject, pattern, lines, &group.lines);
    let line = |ix: &LineIx| cx.profile.line(*ix);
    let ratios: Vec<f64> = apart
        .iter()
        .filter(|(ix, _)| finding.lines.binary_search(ix).is_ok())
        .map(|(_, ratio)| *ratio)
        .collect();
    let tolerance = float(thresholds.factor_tolerance_share);
    let described = finding
        .lines
        .iter()
        .any(|ix| !line(ix).description().is_empty());
    let says_lot = finding.lines.iter().all(|ix| {
        line(ix)
            .description()
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| {
                thresholds
                    .lot_words
                    .iter()
                    .any(|lot| lot.eq_ignore_ascii_case(word))
            })
    });
    finding.checks = vec![
        factor_check("pounds", unit_factor(&cx.pack.ratios, &ratios, tolerance)),
        Check::new("fixed_price_lot", described.then_some(says_lot)),
        price_list(cx, pattern, &finding.lines),
    ];
    finding.facts = vec![draft::fact(
        "Affected",
        draft::dates_in_words(draft::dates(cx, &finding.lines).len()),
    )];
    finding.picture = draft::grid(
        &["Entry date", "Value", "Quantity", "Gross kg"],
        finding
            .lines
            .iter()
            .map(line)
            .map(|line| {
                let shown =
                    |quantity: Option<Quantity>| quantity.map(|q| q.grouped()).unwrap_or_default();
                vec![
                    line.entry_date().map(|d| d.to_string()).unwrap_or_default(),
                    line.value().to_string(),
                    shown(line.quantity()),
                    shown(line.gross_kg()),
                ]
            })
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
    );
    if pattern != "zero_quantity" {
        finding.effect = Effect::unquantified("the data does not show what was paid");
    }
    finding
}

#[cfg(test)]
mod tests;
