//! **REC-1** The file on each product is incomplete.
//!
//! An auditor asks for the reasons behind the products that bear most of the
//! duty. What is there comes from the visitor's answers or from the product
//! master; what neither speaks of is left out, never taken as missing. It
//! scores even where no error is found.

use crate::context::{Context, Extent};
use crate::draft;
use crate::finding::{
    Assessed, Check, DutyEffect, Effect, Finding, NotAssessed, Outcome, Subject, SubjectKind, Why,
};
use crate::numbers::says_goods;
use crate::picture::{ChecklistItem, Picture};
use customs::{Cents, Ordered};
use products::Product;
use profile::{LineIx, MasterRow};
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Share of the duty whose products are looked at.
    top_duty_share: Decimal,
    /// What "partly" counts as.
    partly_counts: Decimal,
}

/// The elements of a file, by question.
const ELEMENTS: [(&str, &str); 5] = [
    ("REC-1.rationale", "Classification rationale"),
    ("REC-1.rate-and-date", "Duty rate and its date"),
    (CERTIFICATE, "Certificate of origin"),
    ("REC-1.broker-messages", "Broker messages"),
    (RULING, "Ruling"),
];
const CERTIFICATE: &str = "REC-1.certificate";
const RULING: &str = "REC-1.ruling";

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    if let (true, Some(reason)) = (cx.masters.is_empty(), cx.unanswered(detector)) {
        return Ok(Outcome::NotAssessed(reason));
    }
    let mut assessed = Assessed::default();
    let mut missing = Decimal::ZERO;
    for (product, lines) in looked_at(cx, thresholds.top_duty_share) {
        let file = File::of(cx, product, &lines);
        let Some(gap) = file.gap(&thresholds) else {
            continue;
        };
        let value = draft::value(cx, &lines);
        assessed.base += value;
        if gap.is_zero() {
            continue;
        }
        let mut finding = finding(cx, detector, product, &lines, &file);
        finding.affected = part(value, gap);
        missing += Decimal::from(value.0) * gap;
        assessed.findings.push(finding);
    }
    if assessed.base == Cents::ZERO {
        return Ok(Outcome::NotAssessed(NotAssessed {
            why: Why::Answers {
                questions: detector.answers.clone(),
            },
            unlock: detector.unlock.clone(),
        }));
    }
    let share = missing / Decimal::from(assessed.base.0);
    assessed.affected = part(assessed.base, share);
    assessed.share_ppm = (share * Decimal::from(1_000_000)).to_u32().unwrap_or(0);
    assessed.severity = Some(share.round_dp(4).normalize());
    if !assessed.findings.is_empty() {
        let by_share = cx.pack.scoring.grade_of_share(assessed.share_ppm);
        assessed.grade = by_share.min(detector.ceiling("incomplete"));
        for finding in &mut assessed.findings {
            finding.grade = assessed.grade.min(finding.ceiling);
        }
    }
    assessed
        .findings
        .order_by(|a, b| b.affected.cmp(&a.affected).then_with(|| a.id.cmp(&b.id)));
    Ok(Outcome::Assessed(assessed))
}

/// The products that bear the first part of the duty, and those that another
/// trigger asks about.
fn looked_at<'a>(cx: &Context<'a>, share: Decimal) -> Vec<(Product<'a>, Vec<LineIx>)> {
    let mut chosen = top_by_duty(cx, share);
    let flagged: BTreeSet<&str> = cx
        .earlier_findings()
        .into_iter()
        .flatten()
        .filter(|finding| finding.subject.kind == SubjectKind::Product)
        .map(|finding| finding.subject.key.as_str())
        .collect();
    if flagged.is_empty() {
        return chosen;
    }
    let already: BTreeSet<_> = chosen.iter().map(|(product, _)| product.ix()).collect();
    for product in cx.products.iter() {
        if already.contains(&product.ix()) || !flagged.contains(product.key(cx.profile).as_str()) {
            continue;
        }
        let lines = product.lines().iter().copied();
        let lines: Vec<LineIx> = lines
            .filter(|ix| says_goods(cx.profile.line(*ix)))
            .collect();
        if !lines.is_empty() {
            chosen.push((product, lines));
        }
    }
    chosen
}

/// The products that bear the first part of the duty, most first; by value
/// where no duty was read.
pub(super) fn top_by_duty<'a>(cx: &Context<'a>, share: Decimal) -> Vec<(Product<'a>, Vec<LineIx>)> {
    let by_value = cx.profile.lines().all(|line| line.duty().is_none());
    let weight = |lines: &[LineIx]| -> Cents {
        let of = |ix: &LineIx| {
            let line = cx.profile.line(*ix);
            if by_value {
                line.value()
            } else {
                line.duty().unwrap_or_default().or_zero()
            }
        };
        lines.iter().map(of).sum()
    };
    let mut all: Vec<(Cents, Product<'a>, Vec<LineIx>)> = cx
        .products
        .iter()
        .map(|product| {
            let lines: Vec<LineIx> = product
                .lines()
                .iter()
                .copied()
                .filter(|ix| says_goods(cx.profile.line(*ix)))
                .collect();
            (weight(&lines), product, lines)
        })
        .filter(|(weight, ..)| weight.is_positive())
        .collect();
    let whole: Cents = all.iter().map(|(weight, ..)| *weight).sum();
    all.order_by(|a, b| b.0.cmp(&a.0).then(a.1.ix().cmp(&b.1.ix())));
    let mut before = Cents::ZERO;
    all.into_iter()
        .take_while(|(weight, ..)| {
            let reached = crate::numbers::share(before, whole);
            before += *weight;
            reached < share
        })
        .map(|(_, product, lines)| (product, lines))
        .collect()
}

/// What is known of a product's file.
struct File {
    /// Each element with how far it is there; `None` where nothing is said.
    elements: Vec<(&'static str, &'static str, Option<Extent>)>,
    certificate_needed: bool,
}

impl File {
    fn of(cx: &Context<'_>, product: Product<'_>, lines: &[LineIx]) -> Self {
        let lines: Vec<_> = lines.iter().map(|ix| cx.profile.line(*ix)).collect();
        let certificate_needed = lines
            .iter()
            .any(|line| line.spi().is_some() || line.additional().next().is_some());
        let row = lines
            .iter()
            .find_map(|line| cx.masters.on(line.sku_ix(), cx.as_of));
        let elements = ELEMENTS
            .into_iter()
            .map(|(question, label)| {
                let said = cx.answer_about(question, product).and_then(|a| a.extent());
                (question, label, said.or_else(|| listed(cx, question, row)))
            })
            // A ruling is there or it isn't: none is missing by itself.
            .filter(|(question, ..)| *question != RULING)
            .filter(|(question, ..)| *question != CERTIFICATE || certificate_needed)
            .collect();
        Self {
            elements,
            certificate_needed,
        }
    }

    /// The missing part of what is known, 0 to 1; `None` where nothing is.
    fn gap(&self, thresholds: &Thresholds) -> Option<Decimal> {
        let known: Vec<Extent> = self.elements.iter().filter_map(|(.., e)| *e).collect();
        if known.is_empty() {
            return None;
        }
        let missing = |extent: &Extent| match extent {
            Extent::Yes => Decimal::ZERO,
            Extent::Partly => Decimal::ONE - thresholds.partly_counts,
            Extent::No => Decimal::ONE,
        };
        let sum: Decimal = known.iter().map(missing).sum();
        Some(sum / Decimal::from(known.len()))
    }
}

/// What the row of the product master says of an element.
fn listed(cx: &Context<'_>, question: &str, row: Option<&MasterRow>) -> Option<Extent> {
    let row = row?;
    let there = |yes: bool| Some(if yes { Extent::Yes } else { Extent::No });
    match question {
        "REC-1.rationale" => there(!row.rationale.is_empty() || !row.ruling.is_empty()),
        "REC-1.rate-and-date" => {
            // A specific rate is text that the reader keeps no number of.
            let dated = row.last_review.is_some() || row.effective.is_some();
            row.rate_ppm.and(there(dated))
        }
        CERTIFICATE => row.certificate_expiry.map(|day| {
            if day >= cx.as_of {
                Extent::Yes
            } else {
                Extent::Partly
            }
        }),
        _ => None,
    }
}

fn part(value: Cents, share: Decimal) -> Cents {
    let cents = (Decimal::from(value.0) * share).round();
    Cents(cents.to_i64().unwrap_or(value.0))
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    product: Product<'_>,
    lines: &[LineIx],
    file: &File,
) -> Finding {
    let subject = Subject::product(cx.profile, product);
    let mut finding = draft::finding(cx, detector, &subject, "incomplete", lines.to_vec(), lines);
    finding.duty_effect = DutyEffect::Unclear;
    finding.effect = Effect::None;
    // That no certificate is needed does not fill the other elements.
    let needed = file.certificate_needed.then_some(false);
    finding.checks = vec![Check::new("certificate_needed", needed)];
    let shown = |extent: Option<Extent>| match extent {
        Some(Extent::Yes) => "yes",
        Some(Extent::Partly) => "partly",
        Some(Extent::No) => "no",
        None => "not stated",
    };
    finding.facts = file
        .elements
        .iter()
        .map(|(_, label, extent)| draft::fact(*label, shown(*extent)))
        .collect();
    let items = file
        .elements
        .iter()
        .map(|(_, label, extent)| ChecklistItem {
            label: (*label).to_owned(),
            extent: *extent,
        });
    finding.picture = Picture::Checklist {
        items: items.collect(),
    };
    finding
}

#[cfg(test)]
mod tests;
