//! **HIS-1** What the importer says about its own history.
//!
//! The worst item counts, by how grave and how recent it is. What was
//! cancelled, withdrawn or another's fault counts for nothing, and a disclosure
//! of the importer's own weighs for it.

use crate::context::{Answer, Context, Event};
use crate::draft;
use crate::finding::{Assessed, Check, Finding, Outcome, Subject, SubjectKind};
use crate::grade::Grade;
use customs::{Day, Ordered};
use products::Evidence;
use rulebook::questionnaire::HistoryQuestion;
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// How many years back.
    years: i32,
    /// Severity is halved after so many months.
    halve_after_months: i32,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    if let Some(reason) = cx.unanswered(detector) {
        return Ok(Outcome::NotAssessed(reason));
    }
    let mut assessed = Assessed {
        severity: Some(Decimal::ZERO),
        ..Assessed::default()
    };
    for question in &cx.pack.questionnaire.history.questions {
        for event in events(cx, question) {
            let Some((finding, severity)) = judged(cx, detector, &thresholds, question, &event)
            else {
                continue;
            };
            if finding.is_explained() {
                assessed.explained.push(finding);
            } else {
                assessed.severity = assessed.severity.max(Some(severity));
                assessed.grade = assessed.grade.max(finding.grade);
                assessed.findings.push(finding);
            }
        }
    }
    assessed
        .findings
        .order_by(|a, b| b.grade.cmp(&a.grade).then_with(|| a.id.cmp(&b.id)));
    Ok(Outcome::Assessed(assessed))
}

/// What was answered to a question, as events.
fn events(cx: &Context<'_>, question: &HistoryQuestion) -> Vec<Event> {
    let plain = |value: &str| Event {
        value: value.to_owned(),
        ..Event::default()
    };
    match cx.answers.get(&question.id) {
        Some(Answer::Events(events)) => {
            let mut events = events.clone();
            events.order();
            events.dedup();
            events
        }
        Some(Answer::Flag(true)) => vec![plain("yes")],
        Some(Answer::Day(day)) => vec![Event {
            date: Some(*day),
            ..plain("yes")
        }],
        Some(Answer::Text(text)) if text != "no" => vec![plain(text)],
        _ => Vec::new(),
    }
}

fn judged(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    question: &HistoryQuestion,
    event: &Event,
) -> Option<(Finding, Decimal)> {
    let recent = cx.as_of.plus_years(-thresholds.years);
    if event.date.is_some_and(|day| day < recent) {
        return None;
    }
    let outcome = question.outcomes.iter().find(|o| o.id == event.value);
    let counts = outcome.is_none_or(|outcome| outcome.counts);
    let limit = cx.as_of.plus_months(-thresholds.halve_after_months);
    let old = event.date.map(|day| day < limit);
    let mut severity = question.severity;
    if old == Some(true) {
        severity /= Decimal::TWO;
    }
    let subject = Subject {
        kind: SubjectKind::Importer,
        key: format!(
            "{}/{}/{}",
            question.id,
            event.subject,
            event
                .date
                .map(|day: Day| day.to_string())
                .unwrap_or_default()
        ),
        label: question.text.trim_end_matches('?').to_owned(),
        evidence: Evidence::Exact,
    };
    let mut finding = draft::finding(cx, detector, &subject, "declared", Vec::new(), &[]);
    finding.grade = Grade::ALL
        .into_iter()
        .filter(|grade| cx.pack.scoring.severity(*grade) <= severity)
        .max()
        .unwrap_or_default();
    // What is old still counts, by half: only what counts for nothing and a
    // disclosure are explained.
    finding.checks = vec![
        Check::new("counts_for_nothing", Some(!counts)),
        match old {
            Some(false) => Check::new("old", Some(false)),
            _ => Check::new("old", None),
        },
        Check::new("disclosed", Some(question.mitigating)),
    ];
    let how = outcome.map_or(event.value.as_str(), |outcome| outcome.label.as_str());
    finding.facts = vec![draft::fact("Outcome", how)];
    if !event.subject.is_empty() {
        finding
            .facts
            .push(draft::fact("About", event.subject.clone()));
    }
    if let Some(day) = event.date {
        finding.facts.push(draft::fact("Date", day.to_string()));
    }
    Some((finding, severity))
}

#[cfg(test)]
mod tests {
    use crate::context::Answer;
    use crate::testing::as_of;
    use crate::testing::cases::{Case, check, rows, threshold};
    use customs::Day;

    fn table() -> Case {
        rows("date sku hts value\n2025-01-10 PX10 3923908000 1000")
    }

    fn happened(question: &str, outcome: &str, date: &str) -> Case {
        table().happened(question, "classification", outcome, date)
    }

    /// An adverse CF-29 on a day.
    fn adverse(on: Day) -> Case {
        happened("HIS-1.cf29", "adverse", &on.to_string())
    }

    const ADVERSE: &str = "A CF-29 that advanced a rate or value: declared medium";

    const OLD: &str = "A CF-29 that advanced a rate or value: declared low";

    #[test]
    fn positive() {
        check(
            "HIS-1",
            &[
                (
                    "an adverse notice",
                    adverse(Day::ymd(2025, 2, 14).unwrap()),
                    &[ADVERSE, "severity 0.7"],
                ),
                (
                    "the worst item counts",
                    adverse(Day::ymd(2025, 2, 14).unwrap())
                        .answered("HIS-1.penalty-grave", Answer::Flag(true)),
                    &[
                        ADVERSE,
                        "A penalty or pre-penalty notice that named gross negligence or fraud: declared critical",
                        "severity 1",
                    ],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "HIS-1",
            &[
                (
                    "nothing happened",
                    table().answered("HIS-1.cf29", Answer::Flag(false)),
                    &["severity 0"],
                ),
                (
                    "no answer is no clean answer",
                    table(),
                    &["not assessed: no answer"],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        let years: i32 = threshold("HIS-1", "years");
        let months: i32 = threshold("HIS-1", "halve_after_months");
        let limit = as_of().plus_years(-years);
        let half = as_of().plus_months(-months);
        check(
            "HIS-1",
            &[
                (
                    "on the last day of full weight",
                    adverse(half),
                    &[ADVERSE, "severity 0.7"],
                ),
                (
                    "a day older",
                    adverse(half.plus(-1)),
                    &[OLD, "severity 0.35"],
                ),
                (
                    "on the last day of all",
                    adverse(limit),
                    &[OLD, "severity 0.35"],
                ),
                ("a day older", adverse(limit.plus(-1)), &["severity 0"]),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "HIS-1",
            &[
                (
                    "withdrawn",
                    happened("HIS-1.cf29", "withdrawn", "2025-02-14"),
                    &[
                        "explained, A CF-29 that advanced a rate or value: counts_for_nothing",
                        "severity 0",
                    ],
                ),
                (
                    "closed without action",
                    happened("HIS-1.cf28", "closed without action", "2025-02-14"),
                    &["explained, A CF-28: counts_for_nothing", "severity 0"],
                ),
                (
                    "a disclosure of the importer's own",
                    happened("HIS-1.prior-disclosure", "accepted", "2025-02-14"),
                    &[
                        "explained, A prior disclosure already made: disclosed",
                        "severity 0",
                    ],
                ),
            ],
        );
    }
}
