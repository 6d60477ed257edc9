//! **HIS-4** An issue that CBP gave notice of recurs afterwards.
//!
//! Recurrence after notice bears on how care is judged. The notice names a
//! category and, where it was about one, a product; the triggers of that
//! category are asked again, and what they say about entries after the notice
//! counts one grade higher than they grade it.

use super::ALL;
use crate::context::{Answer, Context, Event};
use crate::draft;
use crate::finding::{Assessed, Check, Finding, Outcome, Subject, SubjectKind};
use crate::grade::{self, Grade, share_ppm};
use customs::{Day, Ordered};
use products::Evidence;
use profile::LineIx;
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// How many grades higher it counts.
    raise_grades: u8,
    /// Entry dates after the notice that have to show it.
    min_distinct_dates: usize,
    /// The categories of triggers that a kind of notice is about.
    categories: BTreeMap<String, Vec<String>>,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    if let Some(reason) = cx.unanswered(detector) {
        return Ok(Outcome::NotAssessed(reason));
    }
    let mut assessed = Assessed {
        base: cx.profile.lines().map(|line| line.value().or_zero()).sum(),
        ..Assessed::default()
    };
    let mut affected: BTreeSet<LineIx> = BTreeSet::new();
    for event in notices(cx) {
        let Some(on) = event.date else { continue };
        let related = related(cx, detector, &thresholds, &event.value);
        let finding = finding(cx, detector, &thresholds, &event, on, &related);
        if finding.is_explained() {
            assessed.explained.push(finding);
        } else {
            affected.extend(finding.lines.iter().copied());
            assessed.grade = assessed.grade.max(finding.grade);
            assessed.findings.push(finding);
        }
    }
    let affected: Vec<LineIx> = affected.into_iter().collect();
    assessed.affected = draft::value(cx, &affected);
    assessed.share_ppm = share_ppm(assessed.affected, assessed.base);
    assessed
        .findings
        .order_by(|a, b| b.affected.cmp(&a.affected).then_with(|| a.id.cmp(&b.id)));
    Ok(Outcome::Assessed(assessed))
}

fn notices(cx: &Context<'_>) -> Vec<Event> {
    let mut events = match cx.answers.get("HIS-4.notice") {
        Some(Answer::Events(events)) => events.clone(),
        _ => Vec::new(),
    };
    events.order();
    events.dedup();
    events
}

/// What the triggers of a notice's categories find.
fn related(cx: &Context<'_>, own: &Detector, thresholds: &Thresholds, kind: &str) -> Vec<Finding> {
    let none = Vec::new();
    let categories = thresholds.categories.get(kind).unwrap_or(&none);
    ALL.iter()
        .filter(|trigger| trigger.id != own.id)
        .filter(|trigger| {
            cx.pack.detector(trigger.id).is_some_and(|detector| {
                categories
                    .iter()
                    .any(|known| known == detector.category.as_str() || known == trigger.id)
            })
        })
        .flat_map(|trigger| cx.found_by(trigger, |finding| finding.grade > Grade::Info))
        .collect()
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    event: &Event,
    on: Day,
    related: &[Finding],
) -> Finding {
    let about = |finding: &&Finding| {
        event.subject.is_empty() || draft::names(&finding.subject).contains(&event.subject.as_str())
    };
    let after = |finding: &Finding| -> Vec<LineIx> {
        let later = |ix: &&LineIx| {
            cx.profile
                .line(**ix)
                .entry_date()
                .is_some_and(|day| day > on)
        };
        finding.lines.iter().filter(later).copied().collect()
    };
    let recurring: Vec<(&Finding, Vec<LineIx>)> = related
        .iter()
        .filter(about)
        .map(|finding| (finding, after(finding)))
        .filter(|(_, lines)| draft::dates(cx, lines).len() >= thresholds.min_distinct_dates.max(1))
        .collect();
    let lines: BTreeSet<LineIx> = recurring
        .iter()
        .flat_map(|(_, l)| l.iter().copied())
        .collect();
    let lines: Vec<LineIx> = lines.into_iter().collect();
    let evidence = recurring.iter().map(|(f, _)| f.subject.evidence).min();
    let subject = Subject {
        kind: if event.subject.is_empty() {
            SubjectKind::Importer
        } else {
            SubjectKind::Product
        },
        key: format!("{}/{}/{on}", event.subject, event.value),
        label: if event.subject.is_empty() {
            event.value.clone()
        } else {
            event.subject.clone()
        },
        evidence: evidence.unwrap_or(Evidence::Exact),
    };
    let mut finding = draft::finding(cx, detector, &subject, "recurrence", lines.clone(), &lines);
    let mut grade = recurring
        .iter()
        .map(|(f, _)| f.grade)
        .max()
        .unwrap_or_default();
    for _ in 0..thresholds.raise_grades {
        grade = grade::raised(grade);
    }
    finding.grade = grade.min(finding.ceiling);
    let known = thresholds.categories.contains_key(&event.value);
    finding.checks = vec![
        Check::new("resolved", Some(recurring.is_empty())),
        Check::new("other_issue", Some(!known)),
    ];
    finding.facts = std::iter::once(draft::fact("Notice", on.to_string()))
        .chain(recurring.iter().map(|(f, lines)| {
            let trigger = f.id.split(':').next().unwrap_or_default();
            let title = cx.pack.detector(trigger).map_or(trigger, |d| &*d.title);
            let dates = draft::dates_in_words(draft::dates(cx, lines).len());
            draft::fact(title, format!("{} on {dates} after it", f.subject.label))
        }))
        .collect();
    finding
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, rows, threshold};

    /// Two brokers, two numbers for one product, all the time.
    fn table() -> Case {
        rows(
            "date       filer sku  hts        value
             2025-01-10 AAA   BG77 4202923131 1000
             2025-02-10 BBB   BG77 3926909985 1000
             2025-03-10 AAA   BG77 4202923131 1000
             2025-04-10 BBB   BG77 3926909985 1000
             2025-05-10 AAA   BG77 4202923131 1000
             2025-05-10 AAA   CE30 6911101000 90000",
        )
    }

    fn notice(subject: &str, kind: &str, date: &str) -> Case {
        table().happened("HIS-4.notice", subject, kind, date)
    }

    #[test]
    fn positive() {
        check(
            "HIS-4",
            &[
                (
                    "the issue recurs",
                    notice("BG77", "classification", "2025-02-14"),
                    &["BG77: recurrence critical"],
                ),
                (
                    "a notice about no product in particular",
                    notice("", "classification", "2025-02-14"),
                    &["classification: recurrence critical"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "HIS-4",
            &[
                (
                    "no notice",
                    table().answered("HIS-4.notice", crate::context::Answer::Events(Vec::new())),
                    &[],
                ),
                ("no answer", table(), &["not assessed: no answer"]),
            ],
        );
    }

    /// Only what was entered after the notice recurs.
    #[test]
    fn boundary() {
        let least: usize = threshold("HIS-4", "min_distinct_dates");
        assert_eq!(least, 1, "one entry after the notice, as below");
        let of = |date: &str| notice("BG77", "classification", date);
        check(
            "HIS-4",
            &[
                (
                    "the day before the last entry of the issue",
                    of("2025-05-09"),
                    &["BG77: recurrence critical"],
                ),
                (
                    "on its day",
                    of("2025-05-10"),
                    &["explained, BG77: resolved"],
                ),
                (
                    "the day after",
                    of("2025-05-11"),
                    &["explained, BG77: resolved"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "HIS-4",
            &[
                (
                    "nothing after the notice",
                    notice("BG77", "classification", "2025-06-01"),
                    &["explained, BG77: resolved"],
                ),
                (
                    "another product",
                    notice("CE30", "classification", "2025-02-14"),
                    &["explained, CE30: resolved"],
                ),
                (
                    "another issue",
                    notice("BG77", "value", "2025-02-14"),
                    &["explained, BG77: resolved"],
                ),
                (
                    "one that no trigger looks at",
                    notice("BG77", "marking", "2025-02-14"),
                    &["explained, BG77: other_issue", "explained, BG77: resolved"],
                ),
            ],
        );
    }
}
