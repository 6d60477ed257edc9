//! **CLS-7** Residual lines under descriptions that say little.
//!
//! A residual "other" line is right for goods that nothing names, and then the
//! description has to say what they are. Where it says "parts", an auditor
//! cannot tell. Without the schedule's text, a residual line is known by the
//! endings that such lines usually have.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, Outcome};
use crate::gather::Heard;
use customs::hts::Level;
use profile::LineRef;
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Telling words up to which a description is vague.
    max_tokens: usize,
    /// Endings of eight-digit numbers that residual lines usually have.
    residual_endings: Vec<String>,
    /// Words that tell nothing.
    stop_words: BTreeSet<String>,
}

impl Thresholds {
    fn is_vague(&self, text: &str) -> bool {
        let telling = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().any(char::is_alphabetic))
            .map(str::to_uppercase)
            .filter(|word| word.chars().count() > 1 && !self.stop_words.contains(word));
        telling.count() <= self.max_tokens
    }

    fn is_residual(&self, line: LineRef<'_>) -> bool {
        line.hts8().is_some_and(|hts| {
            let digits = hts.at(Level::RateLine).digits();
            self.residual_endings
                .iter()
                .any(|ending| digits.ends_with(ending.as_str()))
        })
    }
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let described = |line: &LineRef<'_>| {
        !line.description().is_empty()
            && line.value().is_positive()
            && line.hts().is_some_and(customs::Hts::is_ordinary)
    };
    let mut heard = Heard {
        base: cx
            .profile
            .lines()
            .filter(described)
            .map(|line| line.value())
            .sum(),
        support: cx.profile.lines().filter(described).take(1).count(),
        ..Heard::default()
    };
    let vague = |line: &LineRef<'_>| {
        described(line) && thresholds.is_residual(*line) && thresholds.is_vague(line.description())
    };
    for group in draft::groups(cx, vague) {
        let mut finding = draft::finding(
            cx,
            detector,
            &group.subject,
            "vague",
            group.lines.clone(),
            &group.lines,
        );
        finding.duty_effect = DutyEffect::Unclear;
        let lines = || group.lines.iter().map(|ix| cx.profile.line(*ix));
        let described = lines().all(|line| {
            cx.masters
                .of_sku(line.sku_ix())
                .iter()
                .any(|row| !row.description.is_empty() && !thresholds.is_vague(&row.description))
        });
        finding.checks = vec![Check::new("sku_describes", Some(described))];
        let texts: BTreeSet<&str> = lines().map(|line| line.description()).collect();
        let numbers: BTreeSet<String> = lines()
            .filter_map(|line| line.hts8())
            .map(|hts| hts.to_string())
            .collect();
        finding.facts = vec![
            draft::fact(
                "Described as",
                texts.into_iter().collect::<Vec<_>>().join(" / "),
            ),
            draft::fact("Under", numbers.into_iter().collect::<Vec<_>>().join(", ")),
        ];
        heard.push(finding);
    }
    Ok(heard.settled(cx, detector, 1).into())
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, rows, threshold};
    use profile::MasterRow;

    fn table(hts: &str, text: &str) -> Case {
        rows(format!(
            "date       sku  hts        value desc
             2025-01-10 HW01 {hts}      1000  {text}
             2025-02-10 BG77 4202923131 9000  POLYESTER_TRAVEL_ORGANIZER_POUCH"
        ))
    }

    const RESIDUAL: &str = "3926909985";

    #[test]
    fn positive() {
        check(
            "CLS-7",
            &[
                ("parts", table(RESIDUAL, "PARTS"), &["HW01: vague low"]),
                (
                    "a number and a code",
                    table(RESIDUAL, "PARTS_NO_4711"),
                    &["HW01: vague low"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "CLS-7",
            &[
                (
                    "goods that are named",
                    table(RESIDUAL, "MOULDED_NYLON_CABLE_CLIPS"),
                    &[],
                ),
                (
                    "a line that is not residual",
                    table("8471300100", "PARTS"),
                    &[],
                ),
                (
                    "no description",
                    rows("date sku hts value\n2025-01-10 HW01 3926909985 1000"),
                    &["not assessed: no description"],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        let most: usize = threshold("CLS-7", "max_tokens");
        let telling = |count: usize| {
            let words = ["NYLON", "CABLE", "CLIP", "BLACK"];
            let words: Vec<&str> = words.into_iter().take(count).collect();
            table(RESIDUAL, &format!("PARTS_{}", words.join("_")))
        };
        check(
            "CLS-7",
            &[
                (
                    "as many telling words as are vague",
                    telling(most),
                    &["HW01: vague low"],
                ),
                ("one more", telling(most + 1), &[]),
            ],
        );
    }

    #[test]
    fn exculpated() {
        let described = |text: &str| {
            table(RESIDUAL, "PARTS").beside(MasterRow {
                sku: "HW01".to_owned(),
                description: text.to_owned(),
                ..MasterRow::default()
            })
        };
        check(
            "CLS-7",
            &[
                (
                    "the product list describes it",
                    described("Moulded nylon cable clips"),
                    &["explained, HW01: sku_describes"],
                ),
                (
                    "a list that is as vague",
                    described("Parts"),
                    &["HW01: vague low"],
                ),
            ],
        );
    }
}
