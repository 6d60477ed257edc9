//! **VAL-6** Value per kilogram is far outside what the product usually shows,
//! the same value repeats while the quantity changes, values stand in round
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
use customs::{Cents, Day, Quantity};
use products::Evidence;
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Factor between a line's value per kilogram and the product's.
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
        for (pattern, lines) in [
            ("per_kg", per_kg(cx, &thresholds, &group)),
            ("zero_quantity", zero(cx, &group)),
            repeated(cx, &thresholds, &group),
        ] {
            if !lines.is_empty() {
                heard.push(finding(cx, detector, &thresholds, &group, pattern, lines));
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

/// Natural logarithm of dollars a kilogram.
fn ln_per_kg(line: &LineRef<'_>) -> Option<f64> {
    let weight = line.gross_kg().filter(|weight| weight.0 > 0)?;
    Some(libm::log(line.value().0 as f64 / 100.0 / weight.as_f64()))
}

fn median_per_kg(cx: &Context<'_>, group: &Group) -> Option<f64> {
    let lines = group.lines.iter().map(|ix| cx.profile.line(*ix));
    let weighed: Vec<f64> = lines.filter_map(|line| ln_per_kg(&line)).collect();
    stats::median(&weighed)
}

fn per_kg(cx: &Context<'_>, thresholds: &Thresholds, group: &Group) -> Vec<LineIx> {
    let Some(median) = median_per_kg(cx, group) else {
        return Vec::new();
    };
    let limit = libm::log(float(thresholds.physical_factor));
    let tolerance = float(thresholds.factor_tolerance_share);
    let far = |ix: &LineIx| {
        let own = ln_per_kg(&cx.profile.line(*ix));
        own.is_some_and(|own| {
            // A value in another currency is another trigger's matter.
            let ratio = own - median;
            ratio.abs() > limit && currency_factor(&cx.pack.ratios, &[ratio], tolerance).is_none()
        })
    };
    group.lines.iter().copied().filter(far).collect()
}

fn zero(cx: &Context<'_>, group: &Group) -> Vec<LineIx> {
    let none = |ix: &LineIx| cx.profile.line(*ix).quantity() == Some(Quantity(0));
    group.lines.iter().copied().filter(none).collect()
}

/// The dates, quantities and lines of one value.
type Repeats = (BTreeSet<Day>, BTreeSet<Quantity>, Vec<LineIx>);

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
        entry.1.extend(line.quantity());
        entry.2.push(*ix);
    }
    let share = |part: usize| Decimal::from(part) / Decimal::from(dates.len().max(1));
    let identical = by
        .values()
        .filter(|(days, quantities, _)| {
            days.len() >= thresholds.min_distinct_dates
                && quantities.len() > 1
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

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    group: &Group,
    pattern: &str,
    lines: Vec<LineIx>,
) -> Finding {
    let mut finding = draft::finding(cx, detector, &group.subject, pattern, lines, &group.lines);
    let line = |ix: &LineIx| cx.profile.line(*ix);
    let ratios: Vec<f64> = match (pattern, median_per_kg(cx, group)) {
        ("per_kg", Some(median)) => finding
            .lines
            .iter()
            .filter_map(|ix| Some(ln_per_kg(&line(ix))? - median))
            .collect(),
        _ => Vec::new(),
    };
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
                let shown = |quantity: Option<Quantity>| {
                    quantity.map(|q| q.to_string()).unwrap_or_default()
                };
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
        finding.effect = Effect::Unquantified {
            reason: "the data does not show what was paid".to_owned(),
        };
    }
    finding
}

#[cfg(test)]
mod tests {
    use crate::testing::{assessed, explanations, summary};

    fn table(lines: &[(&str, u32, u32)], desc: &str) -> String {
        let mut table = "date sku desc mid coo qty unit kg hts value\n".to_owned();
        for (month, (value, quantity, weight)) in lines.iter().enumerate() {
            let month = month + 1;
            table += &format!(
                "2024-{month:02}-10 TY-3 {desc} MYCELASI55PEN MY {quantity} NO {weight} 9503000073 {value}\n"
            );
        }
        table
    }

    const ODD: [&str; 6] = ["1013", "1027", "1031", "1049", "1051", "1063"];

    #[test]
    fn patterns() {
        let lines =
            |values: [&'static str; 6], weights: [u32; 6]| -> Vec<(&'static str, u32, u32)> {
                let quantities = [100u32, 110, 90, 105, 95, 120];
                let rows = values.into_iter().zip(quantities).zip(weights);
                rows.map(|((value, quantity), weight)| (value, quantity, weight))
                    .collect()
            };
        let same = [50; 6];
        for (values, weights, expected) in [
            (ODD, same, &[][..]),
            // Two dates of six are a third, and too few to speak.
            (["1013", "1013", "1031", "1049", "1051", "1063"], same, &[]),
            (
                ["1013", "1013", "1013", "1049", "1051", "1063"],
                same,
                &["TY-3: identical_values critical"],
            ),
            (
                ["1100", "1200", "1300", "1049", "1051", "1063"],
                same,
                &["TY-3: round_values critical"],
            ),
            (ODD, [50, 50, 50, 50, 50, 9], &["TY-3: per_kg critical"]),
        ] {
            let seen = assessed("VAL-6", &table(&lines(values, weights), "PLAY"));
            assert_eq!(summary(&seen.findings), expected);
        }
    }

    #[test]
    fn explained() {
        let lines: Vec<(&str, u32, u32)> = (0..6).map(|n| ("5000", 100 + n, 50)).collect();
        let seen = assessed("VAL-6", &table(&lines, "JOB_LOT"));
        assert_eq!(explanations(&seen), ["TY-3: fixed_price_lot"]);
    }
}
