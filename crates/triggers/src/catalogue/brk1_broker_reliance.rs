//! **BRK-1** Products with much duty were classified by the broker alone.
//!
//! Relying on a broker is evidence of care only where the importer told it
//! everything and followed up. The trigger looks at the products that bear most
//! of the duty, and speaks of those that the visitor says the broker
//! classified.

use super::rec1_compliance_file::top_by_duty;
use crate::context::{Answer, Context, Extent};
use crate::draft;
use crate::finding::{Check, Effect, Finding, Outcome, Subject};
use crate::gather::Heard;
use crate::numbers::value_of;
use customs::Cents;
use products::Product;
use profile::LineIx;
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Share of the duty whose products are looked at.
    top_duty_share: Decimal,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    if let Some(reason) = cx.unanswered(detector) {
        return Ok(Outcome::NotAssessed(reason));
    }
    let mut heard = Heard::default();
    for (product, lines) in top_by_duty(cx, thresholds.top_duty_share) {
        heard.base += value_of(cx.profile, &lines);
        let by = cx.answer_about("BRK-1.classified-by", product);
        if by.and_then(Answer::word) == Some("broker") {
            heard.push(finding(cx, detector, product, &lines));
        }
    }
    Ok(heard.settled(cx, detector, 0).into())
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    product: Product<'_>,
    lines: &[LineIx],
) -> Finding {
    let subject = Subject::product(cx.profile, product);
    let mut finding = draft::finding(cx, detector, &subject, "unverified", lines.to_vec(), lines);
    let worksheet = cx.answer_about("BRK-1.own-worksheet", product);
    let extent = worksheet.and_then(Answer::extent);
    let rulings: BTreeSet<&str> = lines
        .iter()
        .filter_map(|ix| cx.masters.on(cx.profile.line(*ix).sku_ix(), cx.as_of))
        .map(|row| row.ruling.as_str())
        .filter(|ruling| !ruling.is_empty())
        .collect();
    let ruled = (!cx.masters.is_empty()).then_some(!rulings.is_empty());
    finding.checks = vec![
        Check::new("own_worksheet", extent.map(|e| e == Extent::Yes)),
        Check::new("ruling", ruled).with(rulings.into_iter().collect::<Vec<_>>().join(", ")),
    ];
    let duties = lines.iter().filter_map(|ix| cx.profile.line(*ix).duty());
    finding.facts = vec![
        draft::fact("Duty", duties.sum::<Cents>().to_string()),
        draft::fact("Classified by", "the broker"),
        draft::fact(
            "Own worksheet",
            match extent {
                Some(Extent::Yes) => "yes",
                Some(Extent::Partly) => "partly",
                Some(Extent::No) => "no",
                None => "not stated",
            },
        ),
    ];
    finding.effect = Effect::None;
    finding
}

#[cfg(test)]
mod tests {
    use crate::context::Answer;
    use crate::finding::Outcome;
    use crate::testing::{assessed_with, explanations, outcome, profile, summary};

    const TABLE: &str = "date       sku  hts        value duty
        2025-01-10 BG77 4202923131 1000  176
        2025-02-10 CE30 6911101000 1000  80
        2025-03-10 HW90 8302500000 98000 1";

    fn said(sku: &str, by: &str, worksheet: &str) -> Vec<(String, Answer)> {
        vec![
            (
                format!("BRK-1.classified-by:{sku}"),
                Answer::Text(by.to_owned()),
            ),
            (
                format!("BRK-1.own-worksheet:{sku}"),
                Answer::Text(worksheet.to_owned()),
            ),
        ]
    }

    fn run(answers: &[(String, Answer)]) -> (Vec<String>, Vec<String>) {
        let answers: Vec<(&str, Answer)> = answers
            .iter()
            .map(|(id, a)| (id.as_str(), a.clone()))
            .collect();
        let seen = assessed_with("BRK-1", TABLE, &answers);
        (summary(&seen.findings), explanations(&seen))
    }

    #[test]
    fn the_broker_alone() {
        let (findings, _) = run(&said("BG77", "broker", "no"));
        assert_eq!(findings, ["BG77: unverified critical"]);
    }

    #[test]
    fn what_stays_silent() {
        // Its own staff, a worksheet, and next to no duty.
        for answers in [
            said("BG77", "own", "no"),
            said("BG77", "unknown", "no"),
            said("HW90", "broker", "no"),
        ] {
            assert!(run(&answers).0.is_empty(), "{answers:?}");
        }
        let (findings, explained) = run(&said("CE30", "broker", "yes"));
        assert!(findings.is_empty());
        assert_eq!(explained, ["CE30: own_worksheet"]);
    }

    #[test]
    fn without_answers_it_does_not_run() {
        let outcome = outcome("BRK-1", &profile(TABLE), &[]);
        assert!(matches!(outcome, Outcome::NotAssessed(_)));
    }
}
