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
            finding.effect = Effect::Unquantified {
                reason: "the rate without the claim is not in the data".to_owned(),
            };
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
    use crate::context::Answer;
    use crate::finding::Outcome;
    use crate::testing::{assessed, assessed_with, explanations, outcome, profile, summary};

    const TABLE: &str = "entry ord date sku hts value coo
         E1 1 2024-03-01 TL-5 9801001012 1000 US
         E1 2 2024-03-01 TL-5 8204110030 0 US";

    #[test]
    fn declarations() {
        let answer = |word: &str| [("PRF-8.declaration:TL-5", Answer::Text(word.to_owned()))];
        let seen = assessed_with("PRF-8", TABLE, &answer("no"));
        assert_eq!(summary(&seen.findings), ["TL-5: no_declaration medium"]);
        let seen = assessed_with("PRF-8", TABLE, &answer("yes"));
        assert!(seen.findings.is_empty());
        assert_eq!(explanations(&seen), ["TL-5: on_file"]);
        assert!(matches!(
            outcome("PRF-8", &profile(TABLE), &[]),
            Outcome::NotAssessed(_)
        ));
    }

    #[test]
    fn other_goods() {
        let table = "date sku hts value coo\n2024-03-01 TL-5 8204110030 1000 US";
        assert!(assessed("PRF-8", table).findings.is_empty());
    }
}
