//! **HIS-2** Entries were liquidated with more duty than was declared.
//!
//! A rate or value that CBP advanced is a question already asked. Decreases
//! are refunds, and are noted. Small differences are rounding.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, Finding, Outcome, Subject, SubjectKind};
use crate::gather::Gathered;
use crate::numbers::counted;
use crate::picture::{Bar, Picture};
use customs::hts::Level;
use customs::{Cents, Hts};
use products::Evidence;
use profile::{LineIx, LineRef};
use rulebook::measures::Programme;
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Dollars beyond which a difference is no rounding.
    min_difference_dollars: Decimal,
    /// Share of the declared duty beyond which it is none.
    min_difference_share: Decimal,
    /// Months in which a subheading has to show it.
    min_distinct_months: usize,
    /// Programmes whose duties were held invalid and are refunded.
    refunded_programmes: Vec<Programme>,
    /// How far above reckoned interest a difference may lie and be interest.
    interest_tolerance_share: Decimal,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut gathered = Gathered::default();
    let mut by_number: BTreeMap<(Hts, bool), Vec<LineIx>> = BTreeMap::new();
    let mut all: BTreeMap<Hts, Vec<LineIx>> = BTreeMap::new();
    for line in cx.profile.lines() {
        let (Some(hts), Some(difference)) = (line.hts(), difference(line)) else {
            continue;
        };
        gathered.saw(1);
        gathered.base += line.value().or_zero();
        let subheading = hts.at(Level::Subheading);
        all.entry(subheading).or_default().push(line.ix());
        if is_change(&thresholds, line, difference) {
            let up = difference.is_positive();
            by_number
                .entry((subheading, up))
                .or_default()
                .push(line.ix());
        }
    }
    for ((subheading, up), lines) in by_number {
        let months: BTreeSet<i32> = draft::dates(cx, &lines)
            .iter()
            .map(|day| day.month_index())
            .collect();
        if months.len() >= thresholds.min_distinct_months {
            let whole = all.get(&subheading).cloned().unwrap_or_default();
            gathered.add(finding(
                cx,
                detector,
                &thresholds,
                subheading,
                up,
                lines,
                &whole,
            ));
        }
    }
    Ok(gathered.settled(cx, detector, 1).into())
}

/// Liquidated less declared duty.
fn difference(line: LineRef<'_>) -> Option<Cents> {
    Some(line.liquidated_duty()? - line.duty()?)
}

/// Beyond rounding, both in dollars and against the declared duty.
fn is_change(thresholds: &Thresholds, line: LineRef<'_>, difference: Cents) -> bool {
    let apart = Decimal::new(difference.0, 2).abs();
    let declared = Decimal::new(line.duty().unwrap_or_default().or_zero().0, 2);
    apart > thresholds.min_difference_dollars && apart > thresholds.min_difference_share * declared
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    subheading: Hts,
    up: bool,
    lines: Vec<LineIx>,
    whole: &[LineIx],
) -> Finding {
    let subject = Subject {
        kind: SubjectKind::Number,
        key: format!("number/{subheading}"),
        label: subheading.to_string(),
        evidence: Evidence::Exact,
    };
    let pattern = if up { "increase" } else { "decrease" };
    let mut finding = draft::finding(cx, detector, &subject, pattern, lines.clone(), whole);
    finding.duty_effect = if up {
        DutyEffect::Lowers
    } else {
        DutyEffect::Unclear
    };
    let all =
        |test: &dyn Fn(LineRef<'_>) -> bool| lines.iter().all(|ix| test(cx.profile.line(*ix)));
    finding.checks = vec![
        Check::new(
            "refund_programme",
            Some(all(&|line| bears_refunded(cx, thresholds, line))),
        ),
        Check::new(
            "interest",
            Some(up && all(&|line| is_interest(cx, thresholds, line))),
        ),
    ];
    let sum: Cents = lines
        .iter()
        .filter_map(|ix| difference(cx.profile.line(*ix)))
        .sum();
    let dates = draft::dates(cx, &lines);
    let months: BTreeSet<i32> = dates.iter().map(|day| day.month_index()).collect();
    finding.facts = vec![
        draft::fact("Liquidated against declared duty", sum.to_string()),
        draft::fact("Entries of", counted(months.len(), "month", "months")),
    ];
    finding.picture = by_month(cx, whole, &lines);
    finding
}

/// Whether a line carries a heading of duties that are refunded.
fn bears_refunded(cx: &Context<'_>, thresholds: &Thresholds, line: LineRef<'_>) -> bool {
    line.additional().any(|hts| {
        cx.pack.measures.measures.iter().any(|measure| {
            thresholds.refunded_programmes.contains(&measure.programme) && measure.declares(hts)
        })
    })
}

/// Whether the difference is no more than interest on the declared duty from
/// entry to liquidation.
fn is_interest(cx: &Context<'_>, thresholds: &Thresholds, line: LineRef<'_>) -> bool {
    let (Some(from), Some(to), Some(difference)) =
        (line.entry_date(), line.liquidation_date(), difference(line))
    else {
        return false;
    };
    let Some(period) = cx.pack.interest.on(from) else {
        return false;
    };
    let days = Decimal::from(to.since(from).max(0));
    let year = Decimal::from(365);
    let interest =
        Decimal::from(line.duty().unwrap_or_default().or_zero().0) * period.under * days / year;
    let apart = (Decimal::from(difference.0) - interest).abs();
    apart <= interest * thresholds.interest_tolerance_share
}

/// The changed share of value by month of entry.
fn by_month(cx: &Context<'_>, whole: &[LineIx], lines: &[LineIx]) -> Picture {
    let changed: BTreeSet<LineIx> = lines.iter().copied().collect();
    let mut months: BTreeMap<i32, (String, Cents, Cents)> = BTreeMap::new();
    for line in whole.iter().map(|ix| cx.profile.line(*ix)) {
        let Some(date) = line.entry_date() else {
            continue;
        };
        let label = format!("{}-{:02}", date.year(), date.date().month());
        let month = months
            .entry(date.month_index())
            .or_insert((label, Cents::ZERO, Cents::ZERO));
        month.1 += line.value().or_zero();
        if changed.contains(&line.ix()) {
            month.2 += line.value().or_zero();
        }
    }
    Picture::Shares {
        title: "Changed at liquidation, by month of entry".to_owned(),
        bars: months
            .into_values()
            .map(|(label, all, part)| Bar {
                label,
                share_ppm: crate::grade::share_ppm(part, all),
                value: part,
                marked: part.is_positive(),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assessed, explanations, summary};

    fn table(liquidated: &str, more: &str) -> String {
        let columns = "date sku hts value duty liqduty liq";
        format!(
            "{columns}\n2024-01-10 PX10 8509400025 10000 420 {liquidated} 2024-11-22\n\
             2024-03-10 PX10 8509400025 10000 420 420 2025-01-24\n{more}"
        )
    }

    #[test]
    fn higher_at_liquidation() {
        let seen = assessed("HIS-2", &table("483", ""));
        assert_eq!(summary(&seen.findings), ["8509.40: increase critical"]);
    }

    #[test]
    fn refunds_are_noted_and_rounding_is_silent() {
        let seen = assessed("HIS-2", &table("300", ""));
        assert_eq!(summary(&seen.findings), ["8509.40: decrease info"]);
        for same in ["425", "440", "420"] {
            assert!(
                assessed("HIS-2", &table(same, "")).findings.is_empty(),
                "{same}"
            );
        }
    }

    #[test]
    fn interest_explains() {
        // 8 % on $420 over 317 days.
        let seen = assessed("HIS-2", &table("449.18", ""));
        assert!(seen.findings.is_empty(), "{:?}", summary(&seen.findings));
        assert_eq!(explanations(&seen), ["8509.40: interest"]);
    }
}
