//! **REC-2** Products with entries near the end of retention and no archive.
//!
//! Records of the oldest entries are still due, and are the first to be
//! thrown away.

use crate::context::{Answer, Context, Extent};
use crate::draft;
use crate::finding::{Check, DutyEffect, Finding, Outcome, Subject};
use crate::gather::Heard;
use customs::Day;
use products::Product;
use profile::LineIx;
use rulebook::{Detector, PackError};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Age in months from which an entry is near the end.
    from_months: i32,
    /// Age in months at which records are no longer due.
    to_months: i32,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    if let Some(reason) = cx.unanswered(detector) {
        return Ok(Outcome::NotAssessed(reason));
    }
    let youngest = cx.as_of.plus_months(-thresholds.from_months);
    let oldest = cx.as_of.plus_months(-thresholds.to_months);
    let near = |day: Day| oldest <= day && day <= youngest;
    let mut heard = Heard::default();
    for product in cx.products.iter() {
        let whole = product.lines();
        let lines: Vec<LineIx> = whole
            .iter()
            .copied()
            .filter(|ix| cx.profile.line(*ix).entry_date().is_some_and(near))
            .collect();
        if lines.is_empty() {
            continue;
        }
        heard.saw(1);
        let said = answer(cx, product).and_then(Answer::extent);
        // A question that was skipped says nothing.
        if let Some(extent) = said {
            heard.base += draft::value(cx, &lines);
            heard.push(finding(cx, detector, product, lines, extent));
        }
    }
    Ok(heard.settled(cx, detector, 1).into())
}

/// The answer about the product, else the one for all.
fn answer<'a>(cx: &Context<'a>, product: Product<'_>) -> Option<&'a Answer> {
    const QUESTION: &str = "REC-2.archive";
    cx.answer_about(QUESTION, product)
        .or_else(|| cx.answers.get(QUESTION))
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    product: Product<'_>,
    lines: Vec<LineIx>,
    extent: Extent,
) -> Finding {
    let subject = Subject::product(cx.profile, product);
    let dates = draft::dates(cx, &lines);
    let mut finding = draft::finding(cx, detector, &subject, "no_archive", lines, product.lines());
    finding.duty_effect = DutyEffect::Unclear;
    finding.checks = vec![Check::new("archive", Some(extent == Extent::Yes))];
    if let (Some(first), Some(last)) = (dates.first(), dates.last()) {
        finding.facts = vec![draft::fact("Oldest entries", format!("{first} to {last}"))];
    }
    finding
}

#[cfg(test)]
mod tests {
    use crate::context::Answer;
    use crate::finding::{Outcome, Why};
    use crate::testing::{assessed_with, explanations, outcome, profile, summary};

    // Assessed for 9 October 2026: from 9 October 2021 to 9 April 2022.
    const TABLE: &str = "date       sku  hts        value
        2022-01-10 RB10 4008110000 1000
        2022-01-12 FU14 9401690000 1000
        2022-04-10 HW90 8302500000 1000
        2021-10-08 TY18 9503000073 1000";

    fn said(sku: &str, word: &str) -> Vec<(String, Answer)> {
        vec![(
            format!("REC-2.archive:{sku}"),
            Answer::Text(word.to_owned()),
        )]
    }

    fn run(answers: &[(String, Answer)]) -> (Vec<String>, Vec<String>) {
        let answers: Vec<(&str, Answer)> = answers
            .iter()
            .map(|(id, a)| (id.as_str(), a.clone()))
            .collect();
        let seen = assessed_with("REC-2", TABLE, &answers);
        (summary(&seen.findings), explanations(&seen))
    }

    #[test]
    fn no_archive() {
        let (findings, _) = run(&said("RB10", "no"));
        assert_eq!(findings, ["RB10: no_archive medium"]);
        let (findings, explained) = run(&said("FU14", "yes"));
        assert!(findings.is_empty());
        assert_eq!(explained, ["FU14: archive"]);
    }

    #[test]
    fn younger_and_older_entries_are_silent() {
        for sku in ["HW90", "TY18"] {
            assert!(run(&said(sku, "no")).0.is_empty(), "{sku}");
        }
    }

    #[test]
    fn needs_answers_and_old_entries() {
        let none = outcome("REC-2", &profile(TABLE), &[]);
        assert!(matches!(none, Outcome::NotAssessed(_)));
        let young = "date sku hts value\n2025-01-10 RB10 4008110000 1000";
        let answers = [("REC-2.archive", Answer::Text("no".to_owned()))];
        let Outcome::NotAssessed(reason) = outcome("REC-2", &profile(young), &answers) else {
            panic!("assessed");
        };
        assert_eq!(
            reason.why,
            Why::TooThin {
                needed: 1,
                found: 0
            }
        );
    }
}
