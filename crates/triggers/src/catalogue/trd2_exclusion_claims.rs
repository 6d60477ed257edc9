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
    use crate::testing::cases::{Case, check, rows};
    use crate::testing::pack;
    use customs::{Day, Hts};

    const HEADING: &str = "99038869";

    fn table(date: &str) -> Case {
        with(date, HEADING)
    }

    fn with(date: &str, heading: &str) -> Case {
        rows(format!(
            "entry ord date   sku  hts        value coo
             E1    1   {date} -    {heading}  0     CN
             E1    2   {date} EL-4 8504409550 1000  CN"
        ))
    }

    const NOTE: &str = "TRD-2.file-note:EL-4";

    #[test]
    fn positive() {
        check(
            "TRD-2",
            &[
                (
                    "after its end",
                    table("2026-11-10"),
                    &["EL-4: outside_dates critical"],
                ),
                (
                    "before its beginning",
                    table("2019-01-10"),
                    &["EL-4: outside_dates critical"],
                ),
                (
                    "no note on file",
                    table("2025-01-10").said(NOTE, "no"),
                    &["EL-4: no_note critical"],
                ),
                (
                    "nobody was asked for the note",
                    table("2025-01-10"),
                    &["EL-4: unverified info"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "TRD-2",
            &[
                (
                    "a measure and no exclusion",
                    with("2025-01-10", "99038803"),
                    &[],
                ),
                (
                    "no chapter 99 at all",
                    with("2025-01-10", "8504409550"),
                    &[],
                ),
            ],
        );
    }

    /// At both ends of the exclusion, as the pack dates it.
    #[test]
    fn boundary() {
        let exclusion = pack()
            .measures
            .exclusion(Hts::parse(HEADING).unwrap())
            .unwrap();
        let (from, to) = (exclusion.from.unwrap(), exclusion.to.unwrap());
        let verified = pack().header.verified_through;
        let on = |day: Day| table(&day.to_string()).said(NOTE, "yes");
        let last = to.min(verified);
        check(
            "TRD-2",
            &[
                (
                    "the day before it begins",
                    on(from.plus(-1)),
                    &["EL-4: outside_dates critical"],
                ),
                ("its first day", on(from), &["explained, EL-4: file_note"]),
                (
                    "the last day that the pack answers for",
                    on(last),
                    &["explained, EL-4: file_note"],
                ),
                ("its last day", on(to), &["explained, EL-4: file_note"]),
                (
                    "the day after",
                    on(to.plus(1)),
                    &["EL-4: outside_dates critical"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "TRD-2",
            &[
                (
                    "a note on file",
                    table("2025-01-10").said(NOTE, "yes"),
                    &["explained, EL-4: file_note"],
                ),
                (
                    "a note in part",
                    table("2025-01-10").said(NOTE, "partly"),
                    &["EL-4: no_note critical"],
                ),
                (
                    "a note does not move dates",
                    table("2026-11-10").said(NOTE, "yes"),
                    &["EL-4: outside_dates critical"],
                ),
            ],
        );
    }
}
