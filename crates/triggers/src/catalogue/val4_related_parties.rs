//! **VAL-4** Related suppliers' unit values lie below unrelated ones, related
//! supply lacks support for its prices, or the relationship is not declared.

use crate::cells::{Comparable, Mark, Prices, float, picture};
use crate::context::Context;
use crate::draft;
use crate::finding::{Check, Effect, Outcome, Subject, SubjectKind};
use crate::gather::Heard;
use crate::grade::Grade;
use crate::picture::Marked;
use crate::stats;
use customs::unit::price;
use customs::{Cents, Country, Hts, Unit};
use products::Evidence;
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Ratio of the medians below which related supply stands out.
    max_ratio: Decimal,
    /// Distinct entry dates on each side.
    min_dates_per_side: usize,
    /// Share of lines without a relationship from which it is a question.
    blank_share: Decimal,
    /// How many times larger a lot has to be to show another level of trade.
    lot_factor: Decimal,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let comparable = Comparable::shared(cx)?;
    let lines: Vec<LineRef<'_>> = cx
        .profile
        .lines()
        .filter(|line| {
            line.value().is_positive()
                && line.entry_date().is_some()
                && !line.is_multi_tariff()
                && line
                    .entry_type()
                    .is_none_or(|kind| comparable.entry_types.contains(&kind))
        })
        .collect();
    let base: Cents = lines.iter().map(LineRef::value).sum();
    let mut heard = Heard::default();
    medians(cx, detector, &thresholds, &lines, &mut heard);
    let unsupported = unsupported(cx, detector, &lines, &mut heard);
    blank(cx, detector, &thresholds, &lines, &mut heard);
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, thresholds.min_dates_per_side, 0));
    }
    let mut assessed = heard.assessed(cx, base);
    // Support that is missing counts by itself, whatever the share.
    for finding in &mut assessed.findings {
        if unsupported.contains(&finding.id) {
            finding.grade = finding.grade.max(Grade::Medium.min(finding.ceiling));
            assessed.grade = assessed.grade.max(finding.grade);
        }
    }
    Ok(Outcome::Assessed(assessed))
}

/// Related against unrelated, by number, origin and unit.
fn medians(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    lines: &[LineRef<'_>],
    heard: &mut Heard,
) {
    let mut by: BTreeMap<(Hts, Country, Unit), [Vec<Mark>; 2]> = BTreeMap::new();
    for line in lines {
        let (Some(related), Some(hts), Some(origin), Some(unit), Some(x), Some(date)) = (
            line.related(),
            line.hts(),
            line.origin(),
            line.unit(),
            line.unit_value(),
            line.entry_date(),
        ) else {
            continue;
        };
        let [unrelated_side, related_side] = by.entry((hts, origin, unit)).or_default();
        let side = if related {
            related_side
        } else {
            unrelated_side
        };
        side.push(Mark {
            lines: vec![line.ix()],
            date,
            x: libm::log(x),
            value: line.value(),
        });
    }
    for ((hts, origin, unit), [unrelated, related]) in &by {
        let (unrelated, related) = (
            Prices {
                marks: unrelated.iter().collect(),
            },
            Prices {
                marks: related.iter().collect(),
            },
        );
        let enough = thresholds.min_dates_per_side;
        if unrelated.dates().len() < enough || related.dates().len() < enough {
            continue;
        }
        let (Some(usual), Some(low)) = (unrelated.median(), related.median()) else {
            continue;
        };
        if !stats::clearly_below(low - usual, libm::log(float(thresholds.max_ratio))) {
            continue;
        }
        let label = format!("{hts} of {}", origin.name());
        let subject = Subject {
            kind: SubjectKind::Number,
            key: format!("number/{hts}/{origin}/{unit}"),
            label,
            evidence: Evidence::Exact,
        };
        let all = Prices {
            marks: unrelated
                .marks
                .iter()
                .chain(&related.marks)
                .copied()
                .collect(),
        };
        let mut finding = draft::finding(
            cx,
            detector,
            &subject,
            "related_low",
            related.lines(),
            &all.lines(),
        );
        finding.checks = vec![
            support(cx, &finding.lines),
            Check::new(
                "distribution_level",
                related.in_larger_lots(&unrelated, thresholds.lot_factor),
            ),
        ];
        finding.facts = vec![
            draft::fact("Related", price(libm::exp(low), Some(*unit))),
            draft::fact("Unrelated", price(libm::exp(usual), Some(*unit))),
        ];
        finding.picture = picture(
            all.marks.iter().copied(),
            &finding.lines,
            usual,
            -libm::log(float(thresholds.max_ratio)),
            Some(*unit),
            Marked::Related,
        );
        finding.duty_effect = related.lowers_duty(cx);
        finding.effect = Effect::OtherValue {
            lines: related.at(cx, usual),
        };
        heard.push(finding);
    }
}

/// Whether the answers say that every related supplier's prices are supported.
fn support(cx: &Context<'_>, lines: &[LineIx]) -> Check {
    let suppliers: BTreeSet<(&str, &str)> = lines
        .iter()
        .map(|ix| cx.profile.line(*ix))
        .map(|line| (line.mid(), line.supplier()))
        .collect();
    let said: Option<Vec<bool>> = suppliers
        .iter()
        .map(|(mid, name)| draft::said(cx, "VAL-4.circumstances-of-sale", &[mid, name]))
        .collect();
    let all = said.map(|said| said.into_iter().all(|yes| yes));
    Check::new("support_on_file", all)
}

/// Related suppliers whose prices the answers leave without support. Gives the
/// ids of the findings.
fn unsupported(
    cx: &Context<'_>,
    detector: &Detector,
    lines: &[LineRef<'_>],
    heard: &mut Heard,
) -> BTreeSet<String> {
    let mut suppliers: BTreeMap<(&str, &str), Vec<LineIx>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.related() == Some(true)) {
        let supplier = (line.mid(), line.supplier());
        suppliers.entry(supplier).or_default().push(line.ix());
    }
    let mut ids = BTreeSet::new();
    for ((mid, name), lines) in suppliers {
        let said = |question: &str| draft::said(cx, question, &[mid, name]);
        let supported = said("VAL-4.circumstances-of-sale");
        let adjusted = said("VAL-4.year-end-adjustments") == Some(true)
            && lines
                .iter()
                .all(|ix| cx.profile.line(*ix).reconciliation() != Some(true));
        if supported != Some(false) && !adjusted {
            continue;
        }
        let label = if mid.is_empty() { name } else { mid };
        let subject = Subject {
            kind: SubjectKind::Supplier,
            key: format!("supplier/{mid}/{name}"),
            label: label.to_owned(),
            evidence: Evidence::Exact,
        };
        let mut finding =
            draft::finding(cx, detector, &subject, "unsupported", lines.clone(), &lines);
        finding.checks = vec![
            // Year-end adjustments without reconciliation stand by themselves.
            Check::new("support_on_file", supported.map(|yes| yes && !adjusted)),
            Check::new("distribution_level", Some(false)),
        ];
        if adjusted {
            finding.facts = vec![draft::fact(
                "Year-end adjustments",
                "answered yes, and no entry is flagged for reconciliation",
            )];
        }
        finding.effect = Effect::unquantified("the accepted price is not in the data");
        ids.insert(finding.id.clone());
        heard.push(finding);
    }
    ids
}

/// The relationship is left blank on much of the lines.
fn blank(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    lines: &[LineRef<'_>],
    heard: &mut Heard,
) {
    let blank: Vec<LineIx> = lines
        .iter()
        .filter(|line| line.related().is_none())
        .map(LineRef::ix)
        .collect();
    let share = Decimal::from(blank.len()) / Decimal::from(lines.len().max(1));
    if blank.is_empty() || share < thresholds.blank_share {
        return;
    }
    let subject = Subject {
        kind: SubjectKind::Importer,
        key: "importer".to_owned(),
        label: "Relationship not declared".to_owned(),
        evidence: Evidence::Exact,
    };
    let all: Vec<LineIx> = lines.iter().map(LineRef::ix).collect();
    let mut finding = draft::finding(cx, detector, &subject, "blank", blank, &all);
    finding.checks = vec![
        Check::new("support_on_file", None),
        Check::new("distribution_level", Some(false)),
    ];
    finding.facts = vec![draft::fact(
        "Share of lines",
        format!("{}%", (share * Decimal::ONE_HUNDRED).round_dp(1)),
    )];
    heard.push(finding);
}

#[cfg(test)]
mod tests;
