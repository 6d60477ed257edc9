//! **CLS-8** The number did not stand in the schedule on the entry date.
//!
//! The pack's concordance knows which numbers ended with a revision. A number
//! used after its end was usually put there by a spreadsheet; in a report from
//! ACE itself, which rejects such numbers, it weighs more.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, Effect, Finding, OtherNumber, Outcome};
use crate::gather::Heard;
use customs::hts::Level;
use customs::{Day, Hts};
use profile::{Grain, LineIx, LineRef};
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Days around a revision within which a number may still be used.
    revision_window_after_days: i32,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut ends: BTreeMap<Hts, Option<Day>> = BTreeMap::new();
    let mut ended: BTreeMap<LineIx, Day> = BTreeMap::new();
    let mut heard = Heard::default();
    for line in cx.profile.lines() {
        let (Some(hts), Some(date)) = (line.hts8(), line.entry_date()) else {
            continue;
        };
        heard.saw(1);
        heard.base += line.value().or_zero();
        let end = *ends.entry(hts).or_insert_with(|| end_of(cx, hts));
        if let Some(day) = end.filter(|day| date >= *day) {
            ended.insert(line.ix(), day);
        }
    }
    for near in [false, true] {
        let of = |line: &LineRef<'_>| {
            ended.get(&line.ix()).is_some_and(|day| {
                let since = line.entry_date().map_or(0, |date| date.since(*day));
                (since <= thresholds.revision_window_after_days) == near
            })
        };
        for group in draft::groups(cx, of) {
            let day = group.lines.iter().filter_map(|ix| ended.get(ix)).min();
            if let Some(day) = day {
                heard.push(finding(cx, detector, &group, *day, near));
            }
        }
    }
    Ok(heard.settled(cx, detector, 1).into())
}

/// The day from which a number no longer stood in the schedule.
fn end_of(cx: &Context<'_>, hts: Hts) -> Option<Day> {
    let steps = &cx.pack.concordance.steps;
    let ends = steps.iter().filter(|step| step.ends(hts));
    ends.map(|step| step.day).min()
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    group: &draft::Group,
    ended: Day,
    near: bool,
) -> Finding {
    let lines = &group.lines;
    let from_ace = lines.iter().any(|ix| {
        let row = cx.profile.line(*ix).row();
        let source = row.and_then(|row| cx.profile.sources().get(usize::from(row.source.0)));
        source.is_some_and(|source| matches!(source.grain, Grain::Ordinal | Grain::Line))
    });
    let pattern = "not_in_edition";
    let mut finding = draft::finding(cx, detector, &group.subject, pattern, lines.clone(), lines);
    finding.id = format!("{}:{ended}:{near}", finding.id);
    finding.ceiling =
        finding
            .ceiling
            .min(detector.ceiling(if from_ace { "ace" } else { "elsewhere" }));
    finding.checks = vec![
        // The lines keep no mark of what was repaired in them.
        Check::new("reader_repair", None),
        Check::new("near_revision", Some(near)).with(ended.to_string()),
    ];
    let numbers: std::collections::BTreeSet<String> = lines
        .iter()
        .filter_map(|ix| cx.profile.line(*ix).hts8())
        .map(|hts| hts.to_string())
        .collect();
    finding.facts = vec![
        draft::fact("Number", numbers.into_iter().collect::<Vec<_>>().join(", ")),
        draft::fact("Ended", ended.to_string()),
    ];
    finding.effect = successors(cx, lines, ended);
    finding
}

/// The numbers that took over, where the concordance names full ones.
fn successors(cx: &Context<'_>, lines: &[LineIx], ended: Day) -> Effect {
    let of = |ix: &LineIx| {
        let filed = cx.profile.line(*ix).hts8()?;
        let step = cx.pack.concordance.on(ended)?;
        let candidates: Vec<Hts> = step
            .pairs
            .iter()
            .filter(|(from, _)| filed.is_within(**from))
            .flat_map(|(_, to)| to.iter().copied())
            .filter(|hts| hts.reaches(Level::RateLine))
            .collect();
        Some(OtherNumber {
            line: *ix,
            likely: *candidates.first()?,
            candidates,
        })
    };
    let lines: Vec<OtherNumber> = lines.iter().filter_map(of).collect();
    if lines.is_empty() {
        Effect::unquantified("The number that took over is not known to the digit")
    } else {
        Effect::OtherNumber { lines }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, later, rows, threshold};

    const REVISION: &str = "2022-01-27";
    const OLD: &str = "9401308030";

    fn table(date: &str, hts: &str) -> Case {
        rows(format!(
            "date       sku  hts        value
             {date}     FU14 {hts}      1000
             2023-05-10 PY20 8471300100 1000"
        ))
    }

    fn old(days: i32) -> Case {
        table(&later(REVISION, days).to_string(), OLD)
    }

    #[test]
    fn positive() {
        check(
            "CLS-8",
            &[
                (
                    "long after its end",
                    table("2023-02-10", OLD),
                    &["FU14: not_in_edition high"],
                ),
                (
                    "years after",
                    table("2025-02-10", OLD),
                    &["FU14: not_in_edition high"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "CLS-8",
            &[
                ("valid then", table("2021-02-10", OLD), &[]),
                ("valid now", table("2023-02-10", "9401390010"), &[]),
                (
                    "six digits say nothing",
                    rows("date sku hts value\n2023-02-10 FU14 940130 1000"),
                    &["not assessed: 0 of 1"],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        let after: i32 = threshold("CLS-8", "revision_window_after_days");
        check(
            "CLS-8",
            &[
                ("the day before the revision", old(-1), &[]),
                ("on its day", old(0), &["explained, FU14: near_revision"]),
                (
                    "on the last day of the window",
                    old(after),
                    &["explained, FU14: near_revision"],
                ),
                (
                    "a day past it",
                    old(after + 1),
                    &["FU14: not_in_edition high"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "CLS-8",
            &[
                (
                    "days after the revision",
                    table("2022-02-10", OLD),
                    &["explained, FU14: near_revision"],
                ),
                (
                    "what is far from it stays, beside what is near",
                    rows(format!(
                        "date       sku  hts   value
                         2022-02-10 FU14 {OLD} 1000
                         2023-02-10 FU14 {OLD} 1000"
                    )),
                    &[
                        "FU14: not_in_edition high",
                        "explained, FU14: near_revision",
                    ],
                ),
            ],
        );
    }
}
