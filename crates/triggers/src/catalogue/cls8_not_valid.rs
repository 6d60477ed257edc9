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
        Effect::Unquantified {
            reason: "The number that took over is not known to the digit".to_owned(),
        }
    } else {
        Effect::OtherNumber { lines }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{assessed, explanations, summary};

    fn table(date: &str, hts: &str) -> String {
        format!(
            "date       sku  hts        value
             {date}     FU14 {hts}      1000
             2023-05-10 PY20 8471300100 1000"
        )
    }

    #[test]
    fn long_after_its_end() {
        let seen = assessed("CLS-8", &table("2023-02-10", "9401308030"));
        assert_eq!(summary(&seen.findings), ["FU14: not_in_edition high"]);
    }

    #[test]
    fn valid_then_or_now() {
        for (date, hts) in [("2022-01-26", "9401308030"), ("2023-02-10", "9401390010")] {
            assert!(assessed("CLS-8", &table(date, hts)).findings.is_empty());
        }
    }

    #[test]
    fn days_after_the_revision() {
        let seen = assessed("CLS-8", &table("2022-02-10", "9401308030"));
        assert!(seen.findings.is_empty());
        assert_eq!(explanations(&seen), ["FU14: near_revision"]);
    }
}
