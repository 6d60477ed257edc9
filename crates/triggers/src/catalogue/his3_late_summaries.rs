//! **HIS-3** Entry summaries were filed late.
//!
//! The time allowed is counted in working days of the pack's calendar. How
//! much matters by the share of entries, not of value: filing late is the same
//! act whatever the shipment is worth.

use crate::context::{Answer, Context};
use crate::draft;
use crate::finding::{Assessed, Check, DutyEffect, Finding, Outcome, Subject, SubjectKind};
use crate::grade::{Grade, share_ppm};
use crate::numbers::{counted, value_of};
use crate::picture::{Bar, Picture};
use customs::{Cents, Day, Days, EntryType, Ordered};
use products::Evidence;
use profile::{LineIx, Memo};
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Shares of entries from which the grades begin.
    low_from_share: Decimal,
    medium_from_share: Decimal,
    high_from_share: Decimal,
    /// Support below which nothing is said.
    min_distinct_dates: usize,
    /// Entry types with a summary due after entry.
    entry_types: Vec<EntryType>,
    /// Months that have to show one filing day each to look like statements.
    statement_min_months: usize,
}

/// One entry with both dates.
struct Entry {
    entered: Day,
    filed: Day,
    late: bool,
    refiled: bool,
    lines: Vec<LineIx>,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let entries = entries(cx, &thresholds);
    let dates: Days = entries.iter().map(|entry| entry.entered).collect();
    if dates.len() < thresholds.min_distinct_dates {
        let needed = thresholds.min_distinct_dates;
        return Ok(draft::too_thin(detector, needed, dates.len()));
    }
    let late: Vec<&Entry> = entries.iter().filter(|e| e.late && !e.refiled).collect();
    let refiled: Vec<&Entry> = entries.iter().filter(|e| e.late && e.refiled).collect();
    let share = Decimal::from(late.len()) / Decimal::from(entries.len().max(1));
    let all: Vec<LineIx> = entries.iter().flat_map(|e| &e.lines).copied().collect();
    let mut assessed = Assessed {
        base: value_of(cx.profile, &all),
        ..Assessed::default()
    };
    for some in [late, refiled] {
        if some.is_empty() {
            continue;
        }
        let mut finding = finding(cx, detector, &thresholds, &entries, &some, &all);
        if finding.is_explained() {
            assessed.explained.push(finding);
            continue;
        }
        finding.grade = grade(&thresholds, share).min(finding.ceiling);
        assessed.grade = finding.grade;
        assessed.affected = finding.affected;
        assessed.share_ppm = share_ppm(assessed.affected, assessed.base);
        assessed.findings.push(finding);
    }
    Ok(Outcome::Assessed(assessed))
}

fn grade(thresholds: &Thresholds, share: Decimal) -> Grade {
    if share >= thresholds.high_from_share {
        Grade::High
    } else if share >= thresholds.medium_from_share {
        Grade::Medium
    } else if share >= thresholds.low_from_share {
        Grade::Low
    } else {
        Grade::Info
    }
}

/// The entries of the types that are due after entry, with both dates.
fn entries(cx: &Context<'_>, thresholds: &Thresholds) -> Vec<Entry> {
    let due = &cx.pack.deadlines.summary_due;
    let mut last_day: Memo<Day> = Memo::default();
    // The profile keeps the lines of an entry together.
    let mut entries: Vec<Entry> = Vec::new();
    let mut last_entry = 0;
    for line in cx.profile.lines() {
        let (Some(entered), Some(filed)) = (line.entry_date(), line.summary_date()) else {
            continue;
        };
        let reads = line
            .entry_type()
            .is_none_or(|kind| thresholds.entry_types.contains(&kind));
        if !reads || line.entry_ix() == 0 {
            continue;
        }
        if line.entry_ix() != last_entry {
            last_entry = line.entry_ix();
            let day = u32::from(entered.number());
            let last = *last_day.get(day, 0, || due.due(entered, &cx.pack.holidays));
            entries.push(Entry {
                entered,
                filed,
                late: filed > last,
                refiled: false,
                lines: Vec::new(),
            });
        }
        let Some(entry) = entries.last_mut() else {
            continue;
        };
        entry.refiled |= line.psc() == Some(true);
        entry.lines.push(line.ix());
    }
    entries
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    entries: &[Entry],
    late: &[&Entry],
    all: &[LineIx],
) -> Finding {
    let subject = Subject {
        kind: SubjectKind::Entries,
        key: if late.iter().all(|entry| entry.refiled) {
            "entries/refiled"
        } else {
            "entries"
        }
        .to_owned(),
        label: "Entry summaries".to_owned(),
        evidence: Evidence::Exact,
    };
    let mut lines: Vec<LineIx> = late.iter().flat_map(|e| e.lines.clone()).collect();
    lines.order();
    let mut finding = draft::finding(cx, detector, &subject, "late", lines, all);
    finding.duty_effect = DutyEffect::None;
    finding.checks = vec![
        date_meaning(cx),
        statement_date(thresholds, entries),
        Check::new("refiled", Some(late.iter().all(|entry| entry.refiled))),
    ];
    let days: Vec<f64> = late
        .iter()
        .map(|entry| {
            f64::from(
                cx.pack
                    .holidays
                    .working_days_between(entry.entered, entry.filed),
            )
        })
        .collect();
    let share = late.len() as f64 / entries.len().max(1) as f64;
    finding.facts = vec![
        draft::fact("Share of entries", format!("{:.1}%", share * 100.0)),
        draft::fact(
            "Filed after",
            crate::stats::median(&days).map_or_else(String::new, |days| {
                format!("{days} working days (median of the late ones)")
            }),
        ),
        draft::fact("On", {
            let dates: Days = late.iter().map(|entry| entry.entered).collect();
            counted(dates.len(), "entry date", "entry dates")
        }),
    ];
    finding.picture = by_month(cx, entries);
    finding
}

/// Whether the answers say that the entry date is something else.
fn date_meaning(cx: &Context<'_>) -> Check {
    let said = cx.answers.get("HIS-3.date-is-release");
    Check::new("date_meaning", said.and_then(draft::says_yes)).with(match said {
        Some(Answer::Text(text)) => text.clone(),
        _ => String::new(),
    })
}

/// Whether summaries fall on one day of each month, as payments by periodic
/// statement do.
fn statement_date(thresholds: &Thresholds, entries: &[Entry]) -> Check {
    let mut months: BTreeMap<i32, (Vec<Day>, Vec<Day>)> = BTreeMap::new();
    let mut month_of: Memo<i32> = Memo::default();
    for entry in entries {
        let day = u32::from(entry.filed.number());
        let month = *month_of.get(day, 0, || entry.filed.month_index());
        let (filed, entered) = months.entry(month).or_default();
        filed.push(entry.filed);
        entered.push(entry.entered);
    }
    let telling: Vec<Days> = months
        .into_values()
        .filter(|(_, entered)| entered.iter().any(|day| Some(day) != entered.first()))
        .map(|(filed, _)| Days::of(filed))
        .collect();
    let one_day = telling.len() >= thresholds.statement_min_months
        && telling.iter().all(|filed| filed.len() == 1);
    Check::new("statement_date", Some(one_day))
}

/// The share of late entries by month of entry.
fn by_month(cx: &Context<'_>, entries: &[Entry]) -> Picture {
    let mut months: BTreeMap<i32, (Day, usize, usize, Cents)> = BTreeMap::new();
    let mut month_of: Memo<i32> = Memo::default();
    for entry in entries {
        let day = u32::from(entry.entered.number());
        let month = *month_of.get(day, 0, || entry.entered.month_index());
        let (_, late, all, value) =
            months
                .entry(month)
                .or_insert((entry.entered, 0, 0, Cents::ZERO));
        *all += 1;
        if entry.late && !entry.refiled {
            *late += 1;
            *value += value_of(cx.profile, &entry.lines);
        }
    }
    Picture::Shares {
        title: "Share of the entries of each month that were summarized late".to_owned(),
        bars: months
            .into_values()
            .map(|(day, late, all, value)| Bar {
                label: format!("{}-{:02}", day.year(), day.date().month()),
                share_ppm: (late as u64 * 1_000_000 / all.max(1) as u64) as u32,
                value: Some(value),
                marked: false,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::context::Answer;
    use crate::testing::cases::{Case, check, part, rows, threshold};
    use crate::testing::pack;
    use customs::Day;

    /// So many entries over ten months, of which some were summarised a month
    /// later, of one entry type.
    fn entries(count: i64, late: i64, kind: &str) -> String {
        let mut table = "date summary type sku hts value psc\n".to_owned();
        for at in 0..count {
            let (month, day) = (at % 10 + 1, at / 10 % 10 + 3);
            let filed = if at < late {
                format!("2025-{:02}-{:02}", month + 1, day + 5)
            } else {
                format!("2025-{month:02}-{:02}", day + 5)
            };
            table += &format!("2025-{month:02}-{day:02} {filed} {kind} PX10 3923908000 1000 N\n");
        }
        table
    }

    fn table(late: i64) -> Case {
        rows(entries(20, late, "01"))
    }

    #[test]
    fn positive() {
        check(
            "HIS-3",
            &[
                ("one of twenty", table(1), &["Entry summaries: late medium"]),
                ("three of twenty", table(3), &["Entry summaries: late high"]),
                (
                    "never above high",
                    table(20),
                    &["Entry summaries: late high"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "HIS-3",
            &[
                ("all in time", table(0), &[]),
                (
                    "entry types without a summary after entry",
                    rows(entries(20, 3, "06")),
                    &["not assessed: 0 of 10"],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        let of_thousand = |late: i64| rows(entries(1000, late, "01"));
        let from = |name: &str| part("HIS-3", name, 1000);
        let (low, medium, high) = (
            from("low_from_share"),
            from("medium_from_share"),
            from("high_from_share"),
        );
        // Thanksgiving lies among the working days.
        let entered = Day::ymd(2023, 11, 20).unwrap();
        let last = pack().deadlines.summary_due.due(entered, &pack().holidays);
        let filed = |on: Day| {
            rows(entries(20, 0, "01") + &format!("{entered} {on} 01 PX10 3923908000 1000 N\n"))
        };
        let dates: i64 = threshold("HIS-3", "min_distinct_dates");
        check(
            "HIS-3",
            &[
                (
                    "an entry below low",
                    of_thousand(low - 1),
                    &["Entry summaries: late info"],
                ),
                ("low", of_thousand(low), &["Entry summaries: late low"]),
                (
                    "an entry below medium",
                    of_thousand(medium - 1),
                    &["Entry summaries: late low"],
                ),
                (
                    "medium",
                    of_thousand(medium),
                    &["Entry summaries: late medium"],
                ),
                (
                    "an entry below high",
                    of_thousand(high - 1),
                    &["Entry summaries: late medium"],
                ),
                ("high", of_thousand(high), &["Entry summaries: late high"]),
                ("on the last day", filed(last), &[]),
                (
                    "a day past it",
                    filed(last.plus(1)),
                    &["Entry summaries: late medium"],
                ),
                (
                    "a date short",
                    rows(entries(dates - 1, 1, "01")),
                    &["not assessed: 9 of 10"],
                ),
                (
                    "dates enough",
                    rows(entries(dates, 1, "01")),
                    &["Entry summaries: late high"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        let refiled = entries(20, 0, "01") + "2025-03-20 2025-06-20 01 PX10 3923908000 1000 Y\n";
        // Payment by statement: one day a month for all entries.
        let mut statement = "date summary type sku hts value\n".to_owned();
        for month in 1..=6 {
            for day in [2, 9] {
                statement += &format!(
                    "2025-{month:02}-{day:02} 2025-{:02}-21 01 PX10 3923908000 1000\n",
                    month + 1
                );
            }
        }
        check(
            "HIS-3",
            &[
                (
                    "the date is that of release",
                    table(3).answered("HIS-3.date-is-release", Answer::Flag(true)),
                    &["explained, Entry summaries: date_meaning"],
                ),
                (
                    "it is that of entry",
                    table(3).answered("HIS-3.date-is-release", Answer::Flag(false)),
                    &["Entry summaries: late high"],
                ),
                (
                    "rejected and filed again",
                    rows(refiled),
                    &["explained, Entry summaries: refiled"],
                ),
                (
                    "payment by statement",
                    rows(statement),
                    &["explained, Entry summaries: statement_date"],
                ),
            ],
        );
    }
}
