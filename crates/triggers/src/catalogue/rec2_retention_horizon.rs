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
    use crate::testing::as_of;
    use crate::testing::cases::{Case, check, rows, threshold};
    use customs::Day;

    fn entered(on: Day) -> Case {
        rows(format!("date sku hts value\n{on} RB10 4008110000 1000"))
    }

    /// An entry between the two ages.
    fn old() -> Case {
        entered(as_of().plus_months(-57))
    }

    const ARCHIVE: &str = "REC-2.archive:RB10";

    #[test]
    fn positive() {
        check(
            "REC-2",
            &[
                (
                    "no archive",
                    old().said(ARCHIVE, "no"),
                    &["RB10: no_archive medium"],
                ),
                (
                    "one in part",
                    old().said(ARCHIVE, "partly"),
                    &["RB10: no_archive medium"],
                ),
                (
                    "none at all",
                    old().said("REC-2.archive", "no"),
                    &["RB10: no_archive medium"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        let none = |case: Case| case.said("REC-2.archive", "no");
        check(
            "REC-2",
            &[
                (
                    "a young entry",
                    none(entered(as_of().plus_months(-20))),
                    &["not assessed: 0 of 1"],
                ),
                (
                    "one past retention",
                    none(entered(as_of().plus_months(-70))),
                    &["not assessed: 0 of 1"],
                ),
                (
                    "asked about another product",
                    old().said("REC-2.archive:ZZ-9", "no"),
                    &[],
                ),
                ("nobody was asked", old(), &["not assessed: no answer"]),
            ],
        );
    }

    #[test]
    fn boundary() {
        let from: i32 = threshold("REC-2", "from_months");
        let to: i32 = threshold("REC-2", "to_months");
        let (youngest, oldest) = (as_of().plus_months(-from), as_of().plus_months(-to));
        let none = |on: Day| entered(on).said(ARCHIVE, "no");
        check(
            "REC-2",
            &[
                (
                    "a day too young",
                    none(youngest.plus(1)),
                    &["not assessed: 0 of 1"],
                ),
                ("the youngest", none(youngest), &["RB10: no_archive medium"]),
                ("the oldest", none(oldest), &["RB10: no_archive medium"]),
                (
                    "a day too old",
                    none(oldest.plus(-1)),
                    &["not assessed: 0 of 1"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "REC-2",
            &[
                (
                    "an archive",
                    old().said(ARCHIVE, "yes"),
                    &["explained, RB10: archive"],
                ),
                (
                    "one for all",
                    old().said("REC-2.archive", "yes"),
                    &["explained, RB10: archive"],
                ),
            ],
        );
    }
}
