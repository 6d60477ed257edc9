//! **ADC-4** Antidumping entries without a reimbursement statement on file.

use super::adc2_types_mixed::case_unsaid;
use crate::context::Context;
use crate::draft;
use crate::finding::{Check, Effect, Outcome, Subject, SubjectKind};
use crate::gather::Heard;
use crate::grade::Grade;
use customs::Cents;
use products::Evidence;
use profile::LineIx;
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Support below which nothing is said.
    min_distinct_dates: usize,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let is_open = case_unsaid(cx);
    let mut cases: BTreeMap<String, Vec<LineIx>> = BTreeMap::new();
    let mut base = Cents::ZERO;
    for line in cx.profile.lines().filter(|line| line.value().is_positive()) {
        base += line.value();
        let under_order = line
            .entry_type()
            .is_some_and(|kind| cx.pack.adcvd.entry_types.contains(&kind));
        if is_open(&line) {
            continue;
        }
        // The statement is one of antidumping; a countervailing case has none.
        if under_order && !line.adcvd_case().starts_with('C') {
            let case = case_number(line.adcvd_case());
            cases.entry(case).or_default().push(line.ix());
        }
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, thresholds.min_distinct_dates, 0));
    }
    if !cases.is_empty()
        && let Some(reason) = cx.unanswered(detector)
    {
        return Ok(Outcome::NotAssessed(reason));
    }
    let mut heard = Heard::default();
    for (case, lines) in cases {
        if draft::dates(cx, &lines).len() < thresholds.min_distinct_dates {
            continue;
        }
        let said = draft::said(cx, "ADC-4.reimbursement-statement", &[&case]);
        let label = if case.is_empty() {
            "No case number"
        } else {
            &case
        };
        let subject = Subject {
            kind: SubjectKind::Entries,
            key: format!("case/{case}"),
            label: label.to_owned(),
            evidence: Evidence::Exact,
        };
        let mut finding = draft::finding(
            cx,
            detector,
            &subject,
            "no_statement",
            lines.clone(),
            &lines,
        );
        if said.is_none() {
            finding.ceiling = Grade::Info;
        }
        finding.checks = vec![Check::new("statement", said)];
        finding.effect = Effect::of_order(detector.no_amount());
        heard.push(finding);
    }
    Ok(heard.outcome(cx, base))
}

/// A case number as it is usually written, `A-570-890`, without the exporter's
/// suffix; anything else as filed.
fn case_number(filed: &str) -> String {
    let plain: String = filed.chars().filter(char::is_ascii_alphanumeric).collect();
    match (plain.get(..1), plain.get(1..4), plain.get(4..7)) {
        (Some(kind), Some(country), Some(case)) => format!("{kind}-{country}-{case}"),
        _ => filed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, rows};

    fn table(kind: &str, case: &str) -> Case {
        rows(format!(
            "date       type   sku  hts        value coo case
             2024-03-01 {kind} FU-9 9403509042 1000  CN  {case}"
        ))
    }

    fn under_order() -> Case {
        table("03", "A-570-890-000")
    }

    const STATEMENT: &str = "ADC-4.reimbursement-statement:A-570-890";

    #[test]
    fn positive() {
        check(
            "ADC-4",
            &[
                (
                    "no statement",
                    under_order().said(STATEMENT, "no"),
                    &["A-570-890: no_statement medium"],
                ),
                (
                    "no case number",
                    table("03", "-").said("ADC-4.reimbursement-statement", "no"),
                    &["No case number: no_statement medium"],
                ),
                (
                    "asked about another case",
                    under_order().said("ADC-4.reimbursement-statement:A-570-967", "yes"),
                    &["A-570-890: no_statement info"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "ADC-4",
            &[
                ("an ordinary entry", table("01", "-"), &[]),
                (
                    "goods from a zone that no order reaches",
                    table("06", "-").said("ADC-4.reimbursement-statement", "no"),
                    &[],
                ),
                (
                    "a countervailing case has no such statement",
                    table("03", "C-570-107-000"),
                    &[],
                ),
                (
                    "nobody was asked",
                    under_order(),
                    &["not assessed: no answer"],
                ),
            ],
        );
    }

    /// The step lies between a statement in part and a whole one; a single entry
    /// date is support enough.
    #[test]
    fn boundary() {
        let least: usize = crate::testing::cases::threshold("ADC-4", "min_distinct_dates");
        assert_eq!(least, 1, "one date, as in the table");
        check(
            "ADC-4",
            &[
                (
                    "in part",
                    under_order().said(STATEMENT, "partly"),
                    &["A-570-890: no_statement medium"],
                ),
                (
                    "whole",
                    under_order().said(STATEMENT, "yes"),
                    &["explained, A-570-890: statement"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "ADC-4",
            &[
                (
                    "on file",
                    under_order().said(STATEMENT, "yes"),
                    &["explained, A-570-890: statement"],
                ),
                (
                    "on file for all cases",
                    under_order().said("ADC-4.reimbursement-statement", "yes"),
                    &["explained, A-570-890: statement"],
                ),
            ],
        );
    }
}
