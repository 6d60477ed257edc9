//! **TRD-2** A line claims an exclusion outside its dates, or one that
//! describes goods in words without a note on file.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, FurtherRate, Outcome};
use crate::gather::Heard;
use customs::{Cents, Day};
use profile::{LineIx, LineRef};
use rulebook::measures::Exclusion;
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
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
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    let keep = |line: &LineRef<'_>| line.value().is_positive() && line.entry_date().is_some();
    for group in draft::groups(cx, keep) {
        base += draft::value(cx, &group.lines);
        let mut by: BTreeMap<(&str, &str), (&Exclusion, Vec<LineIx>)> = BTreeMap::new();
        for ix in &group.lines {
            let line = cx.profile.line(*ix);
            let claim = line
                .additional()
                .find_map(|filed| cx.pack.measures.exclusion(filed));
            let (Some(exclusion), Some(day)) = (claim, line.entry_date()) else {
                continue;
            };
            let pattern = if !holds(exclusion, day) {
                "outside_dates"
            } else if day > cx.pack.header.verified_through {
                "unverified"
            } else if exclusion.described {
                "no_note"
            } else {
                continue;
            };
            let entry = by
                .entry((pattern, &exclusion.title))
                .or_insert((exclusion, Vec::new()));
            entry.1.push(*ix);
        }
        for ((pattern, title), (exclusion, lines)) in by {
            if draft::dates(cx, &lines).len() < thresholds.min_distinct_dates {
                continue;
            }
            let note = draft::said(cx, "TRD-2.file-note", &draft::names(&group.subject));
            // Without an answer a note is a question and no more.
            let pattern = if pattern == "no_note" && note.is_none() {
                "unverified"
            } else {
                pattern
            };
            let mut finding =
                draft::finding(cx, detector, &group.subject, pattern, lines, &group.lines);
            finding.id = format!("{}:{title}", finding.id);
            let outside = pattern == "outside_dates";
            finding.checks = vec![
                // A note does not make an exclusion hold outside its dates.
                Check::new("file_note", if outside { Some(false) } else { note }),
                Check::new("extended", Some(false)),
            ];
            let shown = |day: Option<Day>| day.map_or_else(|| "open".to_owned(), |d| d.to_string());
            finding.facts = vec![
                draft::fact("Exclusion", title),
                draft::fact("From", shown(exclusion.from)),
                draft::fact("To", shown(exclusion.to)),
            ];
            if outside {
                finding.duty_effect = DutyEffect::Lowers;
            }
            if pattern != "unverified" {
                let lines = finding.lines.iter();
                let further = lines
                    .filter_map(|ix| rate(cx, exclusion, &cx.profile.line(*ix)))
                    .collect();
                finding.effect = draft::further(
                    further,
                    "which list the goods are on is not in the data, so the rate is not known",
                );
            }
            heard.push(finding);
        }
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, thresholds.min_distinct_dates, 0));
    }
    Ok(heard.outcome(cx, base))
}

fn holds(exclusion: &Exclusion, day: Day) -> bool {
    exclusion.from.is_none_or(|from| from <= day) && exclusion.to.is_none_or(|to| day <= to)
}

/// The rate that the exclusion spares, where a filed heading or a single
/// candidate says which measure it is.
fn rate(cx: &Context<'_>, exclusion: &Exclusion, line: &LineRef<'_>) -> Option<FurtherRate> {
    let (day, origin, hts) = (line.entry_date()?, line.origin()?, line.hts()?);
    let mut candidates = cx
        .pack
        .measures
        .could_apply(hts, origin, day)
        .filter(|measure| exclusion.measures.contains(&measure.id));
    let measure = candidates.next()?;
    if candidates.next().is_some() {
        return None;
    }
    let rate = measure.rates_on(day, origin).next()?.rate?;
    Some(FurtherRate {
        line: line.ix(),
        rate,
        source: measure.title.clone(),
        displaces: Decimal::ZERO,
    })
}

#[cfg(test)]
mod tests {
    use crate::context::Answer;
    use crate::testing::{assessed, assessed_with, explanations, summary};

    fn table(date: &str) -> String {
        format!(
            "entry ord date sku hts value coo
             E1 1 {date} - 99038869 0 CN
             E1 2 {date} EL-4 8504409550 1000 CN"
        )
    }

    const NOTE: &str = "TRD-2.file-note:EL-4";

    #[test]
    fn dates_and_notes() {
        let seen = assessed("TRD-2", &table("2026-11-10"));
        assert_eq!(summary(&seen.findings), ["EL-4: outside_dates critical"]);
        // In force, and nobody was asked for the note.
        let seen = assessed("TRD-2", &table("2025-01-10"));
        assert_eq!(summary(&seen.findings), ["EL-4: unverified info"]);
        let no = (NOTE, Answer::Text("no".to_owned()));
        let seen = assessed_with("TRD-2", &table("2025-01-10"), &[no]);
        assert_eq!(summary(&seen.findings), ["EL-4: no_note critical"]);
        let yes = (NOTE, Answer::Text("yes".to_owned()));
        let seen = assessed_with("TRD-2", &table("2025-01-10"), &[yes]);
        assert!(seen.findings.is_empty());
        assert_eq!(explanations(&seen), ["EL-4: file_note"]);
    }

    #[test]
    fn a_note_does_not_move_dates() {
        let yes = (NOTE, Answer::Text("yes".to_owned()));
        let seen = assessed_with("TRD-2", &table("2026-11-10"), &[yes]);
        assert_eq!(summary(&seen.findings), ["EL-4: outside_dates critical"]);
    }
}
