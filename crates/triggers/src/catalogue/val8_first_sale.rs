//! **VAL-8** First-sale values are declared, and the chain of documents on
//! which they rest is not complete.

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
    /// The least grade of an incomplete chain.
    incomplete_grade: Grade,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    if !cx.answers.has("VAL-8.first-sale") {
        return Ok(cx
            .unanswered(detector)
            .map_or_else(|| draft::too_thin(detector, 1, 0), Outcome::NotAssessed));
    }
    let mut suppliers: BTreeMap<(&str, &str), Vec<LineIx>> = BTreeMap::new();
    let mut base = Cents::ZERO;
    for line in cx.profile.lines().filter(|line| line.value().is_positive()) {
        base += line.value();
        let supplier = (line.mid(), line.supplier());
        suppliers.entry(supplier).or_default().push(line.ix());
    }
    let mut heard = Heard::default();
    for ((mid, name), lines) in suppliers {
        if draft::said(cx, "VAL-8.first-sale", &[mid, name]) != Some(true) {
            continue;
        }
        let complete = draft::said(cx, "VAL-8.documents-complete", &[mid, name]);
        let subject = Subject {
            kind: SubjectKind::Supplier,
            key: format!("supplier/{mid}/{name}"),
            label: if mid.is_empty() { name } else { mid }.to_owned(),
            evidence: Evidence::Exact,
        };
        let mut finding =
            draft::finding(cx, detector, &subject, "incomplete", lines.clone(), &lines);
        if complete.is_none() {
            finding.ceiling = Grade::Info;
        }
        finding.checks = vec![Check::new("documents", complete)];
        finding.effect = Effect::unquantified("the later sale's price is not in the data");
        heard.push(finding);
    }
    let mut assessed = heard.assessed(cx, base);
    for finding in &mut assessed.findings {
        let least = thresholds.incomplete_grade.min(finding.ceiling);
        finding.grade = finding.grade.max(least);
        assessed.grade = assessed.grade.max(finding.grade);
    }
    Ok(Outcome::Assessed(assessed))
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, rows};

    fn table() -> Case {
        rows(
            "date       sku  hts        value coo mid
             2024-01-10 TX-4 6302600020 10    PK  PKINDHAR64FAI
             2024-01-10 ZZ-9 6302600020 9990  PK  PKOTHERS64FAI",
        )
    }

    const FIRST: &str = "VAL-8.first-sale:PKINDHAR64FAI";
    const DOCUMENTS: &str = "VAL-8.documents-complete:PKINDHAR64FAI";

    fn chain(documents: &str) -> Case {
        table().said(FIRST, "yes").said(DOCUMENTS, documents)
    }

    #[test]
    fn positive() {
        check(
            "VAL-8",
            &[
                (
                    "no chain",
                    chain("no"),
                    &["PKINDHAR64FAI: incomplete medium"],
                ),
                (
                    "nobody says",
                    table().said(FIRST, "yes"),
                    &["PKINDHAR64FAI: incomplete info"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "VAL-8",
            &[
                (
                    "no first sale",
                    table().said(FIRST, "no").said(DOCUMENTS, "no"),
                    &[],
                ),
                ("nobody was asked", table(), &["not assessed: no answer"]),
                (
                    "asked about another supplier",
                    table().said("VAL-8.first-sale:PKOTHERS64FAI", "no"),
                    &[],
                ),
            ],
        );
    }

    /// There is no number in it: the step lies between a chain in part and a whole
    /// one, whatever the share of value.
    #[test]
    fn boundary() {
        check(
            "VAL-8",
            &[
                (
                    "a chain in part",
                    chain("partly"),
                    &["PKINDHAR64FAI: incomplete medium"],
                ),
                (
                    "a whole one",
                    chain("yes"),
                    &["explained, PKINDHAR64FAI: documents"],
                ),
                (
                    "all suppliers at once",
                    table()
                        .said("VAL-8.first-sale", "yes")
                        .said("VAL-8.documents-complete", "no"),
                    &[
                        "PKINDHAR64FAI: incomplete medium",
                        "PKOTHERS64FAI: incomplete medium",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "VAL-8",
            &[
                (
                    "a complete chain",
                    chain("yes"),
                    &["explained, PKINDHAR64FAI: documents"],
                ),
                (
                    "complete for all",
                    table()
                        .said(FIRST, "yes")
                        .said("VAL-8.documents-complete", "yes"),
                    &["explained, PKINDHAR64FAI: documents"],
                ),
            ],
        );
    }
}
