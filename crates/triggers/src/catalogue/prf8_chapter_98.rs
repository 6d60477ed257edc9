//! **PRF-8** Goods returned or processed abroad were entered under chapter 98,
//! and the declarations that this needs are not on file.

use crate::alike::PerKind;
use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, Effect, Outcome};
use crate::gather::Heard;
use crate::grade::Grade;
use customs::{Cents, Hts};
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// The headings that need declarations.
    headings: Vec<Hts>,
    /// Support below which nothing is said.
    min_distinct_dates: usize,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let headings = PerKind::of(cx.profile, |line| -> Option<Hts> {
        let mut numbers = line
            .tariffs()
            .filter_map(|tariff| tariff.hts)
            .chain(line.hts());
        numbers.find_map(|hts| {
            let mut headings = thresholds.headings.iter();
            headings.find(|heading| hts.is_within(**heading)).copied()
        })
    });
    let keep = |line: &LineRef<'_>| line.value().is_positive() && line.entry_date().is_some();
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    let mut claims = false;
    for group in draft::groups(cx, keep) {
        base += draft::value(cx, &group.lines);
        let mut by: BTreeMap<Hts, Vec<LineIx>> = BTreeMap::new();
        for ix in &group.lines {
            if let Some(Some(heading)) = headings.get(&cx.profile.line(*ix)) {
                by.entry(*heading).or_default().push(*ix);
            }
        }
        for (heading, lines) in by {
            claims = true;
            if draft::dates(cx, &lines).len() < thresholds.min_distinct_dates {
                continue;
            }
            let said = draft::said(cx, "PRF-8.declaration", &draft::names(&group.subject));
            let mut finding = draft::finding(
                cx,
                detector,
                &group.subject,
                "no_declaration",
                lines,
                &group.lines,
            );
            finding.id = format!("{}:{heading}", finding.id);
            if said.is_none() {
                finding.ceiling = Grade::Info;
            }
            finding.checks = vec![Check::new("on_file", said)];
            let dates = draft::dates(cx, &finding.lines).len();
            finding.facts = vec![
                draft::fact("Heading", heading.to_string()),
                draft::fact("Claims", draft::dates_in_words(dates)),
            ];
            finding.duty_effect = DutyEffect::Lowers;
            finding.effect = Effect::unquantified("the rate without the claim is not in the data");
            heard.push(finding);
        }
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, thresholds.min_distinct_dates, 0));
    }
    if claims && let Some(reason) = cx.unanswered(detector) {
        return Ok(Outcome::NotAssessed(reason));
    }
    Ok(heard.outcome(cx, base))
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, rows};

    fn table(heading: &str) -> Case {
        rows(format!(
            "entry ord date       sku  hts        value coo
             E1    1   2024-03-01 TL-5 {heading}  1000  US
             E1    2   2024-03-01 TL-5 8204110030 0     US"
        ))
    }

    fn returned() -> Case {
        table("9801001012")
    }

    const DECLARATION: &str = "PRF-8.declaration:TL-5";

    #[test]
    fn positive() {
        check(
            "PRF-8",
            &[
                (
                    "returned, and no declaration",
                    returned().said(DECLARATION, "no"),
                    &["TL-5: no_declaration medium"],
                ),
                (
                    "processed abroad",
                    table("9802008068").said(DECLARATION, "no"),
                    &["TL-5: no_declaration medium"],
                ),
                (
                    "asked about another product",
                    returned().said("PRF-8.declaration:ZZ-9", "yes"),
                    &["TL-5: no_declaration info"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "PRF-8",
            &[
                (
                    "other goods",
                    rows("date sku hts value coo\n2024-03-01 TL-5 8204110030 1000 US"),
                    &[],
                ),
                ("nobody was asked", returned(), &["not assessed: no answer"]),
            ],
        );
    }

    /// The headings are the pack's: those beside them need no such declaration.
    #[test]
    fn boundary() {
        let no = |heading: &str| table(heading).said(DECLARATION, "no");
        check(
            "PRF-8",
            &[
                (
                    "the first heading",
                    no("9801001012"),
                    &["TL-5: no_declaration medium"],
                ),
                (
                    "the last",
                    no("9802008068"),
                    &["TL-5: no_declaration medium"],
                ),
                ("the one after", no("9803005000"), &[]),
                (
                    "in part",
                    returned().said(DECLARATION, "partly"),
                    &["TL-5: no_declaration medium"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "PRF-8",
            &[
                (
                    "on file",
                    returned().said(DECLARATION, "yes"),
                    &["explained, TL-5: on_file"],
                ),
                (
                    "on file for all",
                    returned().said("PRF-8.declaration", "yes"),
                    &["explained, TL-5: on_file"],
                ),
            ],
        );
    }
}
