//! **CTL-1** Gaps in internal control, as the importer rates itself.
//!
//! Auditors look at controls before they look at entries. The severity is what
//! the weighted answers leave to the full score; a starred control that does
//! not exist at all sets a floor under it.

use crate::context::{Answer, Context};
use crate::draft;
use crate::finding::{
    Assessed, Check, DutyEffect, NotAssessed, Outcome, Subject, SubjectKind, Why,
};
use crate::grade::Grade;
use crate::picture::{Bar, Picture};
use products::Evidence;
use rulebook::questionnaire::{ControlQuestion, Controls};
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Share of the weight that has to be answered.
    min_answered_share: Decimal,
    /// The step of the scale from which a control is in place.
    in_place_from: u8,
}

/// An answer to one question: a step, or not applicable.
enum Step {
    Value(u8),
    NotApplicable,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let controls = &cx.pack.questionnaire.controls;
    let mut answered: Vec<(&ControlQuestion, u8)> = Vec::new();
    let (mut known, mut all) = (0u32, 0u32);
    let mut open = Vec::new();
    for question in &controls.questions {
        let weight = u32::from(question.weight);
        all += weight;
        match cx.answers.get(&question.id).map(|a| step(controls, a)) {
            Some(Step::Value(value)) => {
                known += weight;
                answered.push((question, value));
            }
            Some(Step::NotApplicable) => known += weight,
            None => open.push(question.id.clone()),
        }
    }
    let enough = Decimal::from(known) >= thresholds.min_answered_share * Decimal::from(all);
    if answered.is_empty() || !enough {
        return Ok(Outcome::NotAssessed(NotAssessed {
            why: Why::Answers { questions: open },
            unlock: detector.unlock.clone(),
        }));
    }
    let score = score(controls, answered.iter());
    let no_star = answered.iter().any(|(q, value)| q.star && *value == 0);
    let mut severity = (Decimal::ONE - score).max(Decimal::ZERO);
    if no_star {
        severity = severity.max(controls.star_floor);
    }
    let severity = severity.round_dp(4).normalize();
    let grade = grade_of(cx, severity);
    let mut assessed = Assessed {
        grade,
        severity: Some(severity),
        ..Assessed::default()
    };
    let gap = |(_, value): &&(&ControlQuestion, u8)| *value < thresholds.in_place_from;
    if answered.iter().any(|one| gap(&one)) {
        let subject = Subject {
            kind: SubjectKind::Importer,
            key: "importer".to_owned(),
            label: "Internal control".to_owned(),
            evidence: Evidence::Exact,
        };
        let mut finding = draft::finding(cx, detector, &subject, "gaps", Vec::new(), &[]);
        finding.grade = grade;
        finding.duty_effect = DutyEffect::Unclear;
        let strong = answered
            .iter()
            .filter(|(question, _)| question.star)
            .all(|one| !gap(&one));
        // Starred controls in place do not close the other gaps.
        finding.checks = vec![Check::new(
            "strong",
            if strong { None } else { Some(false) },
        )];
        finding.facts = answered
            .iter()
            .filter(gap)
            .map(|(question, value)| {
                let label = controls
                    .scale
                    .iter()
                    .find(|step| step.value == *value)
                    .map_or_else(String::new, |step| step.label.clone());
                let star = if question.star { " ★" } else { "" };
                draft::fact(format!("{}{star}", question.text), label)
            })
            .collect();
        finding.picture = by_component(controls, &answered, thresholds.in_place_from);
        assessed.findings.push(finding);
    }
    Ok(Outcome::Assessed(assessed))
}

/// The step that an answer stands for; "don't know" has one of its own.
fn step(controls: &Controls, answer: &Answer) -> Step {
    let unknown = Step::Value(controls.unknown_counts_as);
    let on_scale = |value: u8| {
        let known = controls.scale.iter().any(|step| step.value == value);
        if known {
            Step::Value(value)
        } else {
            Step::Value(controls.unknown_counts_as)
        }
    };
    match answer {
        Answer::Scale(value) => on_scale(*value),
        Answer::Text(text) => match text.trim().to_ascii_lowercase().as_str() {
            "na" | "n/a" => Step::NotApplicable,
            text => text.parse().map_or(unknown, on_scale),
        },
        _ => unknown,
    }
}

/// Σ weight × answer ÷ (best step × Σ weight), 0 to 1.
fn score<'a>(
    controls: &Controls,
    answered: impl Iterator<Item = &'a (&'a ControlQuestion, u8)>,
) -> Decimal {
    let best = controls.scale.iter().map(|step| step.value).max();
    let best = Decimal::from(best.unwrap_or(1).max(1));
    let (mut sum, mut weights) = (Decimal::ZERO, Decimal::ZERO);
    for (question, value) in answered {
        let weight = Decimal::from(question.weight);
        sum += weight * Decimal::from(*value);
        weights += weight * best;
    }
    if weights.is_zero() {
        Decimal::ONE
    } else {
        sum / weights
    }
}

/// The highest grade whose severity is reached.
fn grade_of(cx: &Context<'_>, severity: Decimal) -> Grade {
    Grade::ALL
        .into_iter()
        .filter(|grade| cx.pack.scoring.severity(*grade) <= severity)
        .max()
        .unwrap_or_default()
}

/// The score of each component.
fn by_component(controls: &Controls, answered: &[(&ControlQuestion, u8)], in_place: u8) -> Picture {
    let best = controls
        .scale
        .iter()
        .map(|step| step.value)
        .max()
        .unwrap_or(1);
    let line = Decimal::from(in_place) / Decimal::from(best.max(1));
    Picture::Shares {
        title: "\u{25c6} below what counts as in place".to_owned(),
        bars: controls
            .components
            .iter()
            .filter_map(|component| {
                let of: Vec<_> = answered
                    .iter()
                    .filter(|(question, _)| question.component == component.id)
                    .collect();
                if of.is_empty() {
                    return None;
                }
                let score = score(controls, of.into_iter());
                Some(Bar {
                    label: component.label.clone(),
                    share_ppm: (score * Decimal::from(1_000_000)).to_u32().unwrap_or(0),
                    value: None,
                    marked: score < line,
                })
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::context::Answer;
    use crate::testing::cases::{Case, check, rows, threshold};
    use crate::testing::pack;
    use rust_decimal::Decimal;

    fn table() -> Case {
        rows("date sku hts value\n2025-01-10 PX10 3923908000 1000")
    }

    /// Every question answered with a step, some with another.
    fn answers(step: u8, others: &[(&str, Answer)]) -> Case {
        let questions = &pack().questionnaire.controls.questions;
        questions.iter().fold(table(), |case, question| {
            let other = others.iter().find(|(id, _)| *id == question.id);
            let answer = other.map_or(Answer::Scale(step), |(_, answer)| answer.clone());
            case.answered(&question.id, answer)
        })
    }

    /// The first question without a star, and the first with one.
    fn plain() -> &'static str {
        let mut questions = pack().questionnaire.controls.questions.iter();
        &questions.find(|question| !question.star).unwrap().id
    }

    fn starred() -> &'static str {
        let mut questions = pack().questionnaire.controls.questions.iter();
        &questions.find(|question| question.star).unwrap().id
    }

    const GAPS: &str = "Internal control: gaps medium";

    #[test]
    fn positive() {
        check(
            "CTL-1",
            &[
                (
                    "half of everything",
                    answers(2, &[]),
                    &[GAPS, "severity 0.5"],
                ),
                (
                    "nothing at all",
                    answers(0, &[]),
                    &["Internal control: gaps critical", "severity 1"],
                ),
                (
                    "a starred control that does not exist sets a floor",
                    answers(4, &[(starred(), Answer::Scale(0))]),
                    &[GAPS, "severity 0.5"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "CTL-1",
            &[
                ("everything", answers(4, &[]), &["severity 0"]),
                (
                    "what does not apply is left out",
                    answers(4, &[(plain(), Answer::Text("n/a".to_owned()))]),
                    &["severity 0"],
                ),
                ("no answer", table(), &["not assessed: no answer"]),
            ],
        );
    }

    #[test]
    fn boundary() {
        let in_place: u8 = threshold("CTL-1", "in_place_from");
        let share: Decimal = threshold("CTL-1", "min_answered_share");
        // The questions in order, until the share of the weight is answered.
        let questions = &pack().questionnaire.controls.questions;
        let all: u32 = questions
            .iter()
            .map(|question| u32::from(question.weight))
            .sum();
        let mut known = 0;
        let enough = 1 + questions
            .iter()
            .take_while(|question| {
                known += u32::from(question.weight);
                Decimal::from(known) < share * Decimal::from(all)
            })
            .count();
        let first = |count: usize| {
            questions
                .iter()
                .take(count)
                .fold(table(), |case, question| {
                    case.answered(&question.id, Answer::Scale(4))
                })
        };
        check(
            "CTL-1",
            &[
                (
                    "controls at the step of being in place",
                    answers(in_place, &[]),
                    &["severity 0.25"],
                ),
                (
                    "one of them a step below",
                    answers(4, &[(plain(), Answer::Scale(in_place - 1))]),
                    &["Internal control: gaps info", "severity 0.014"],
                ),
                (
                    "a starred one at the first step has no floor",
                    answers(4, &[(starred(), Answer::Scale(1))]),
                    &["Internal control: gaps info", "severity 0.021"],
                ),
                (
                    "a question short of the share",
                    first(enough - 1),
                    &["not assessed: no answer"],
                ),
                ("the share", first(enough), &["severity 0"]),
            ],
        );
    }

    /// A strong control does not close the gap of another: nothing explains one. A
    /// question that nobody can answer counts as the pack says, and not as in place.
    #[test]
    fn exculpated() {
        check(
            "CTL-1",
            &[
                (
                    "strong controls beside a gap",
                    answers(4, &[(plain(), Answer::Scale(2))]),
                    &["Internal control: gaps info", "severity 0.014"],
                ),
                (
                    "nobody knows",
                    answers(4, &[(plain(), Answer::Text("unknown".to_owned()))]),
                    &["Internal control: gaps info", "severity 0.021"],
                ),
            ],
        );
    }
}
