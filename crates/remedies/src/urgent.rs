//! The urgent path: one full-screen message that overrides everything.

use crate::deadline::Deadline;
use crate::ground::{Ground, day_of, is_yes};
use crate::routes::RunningLimit;
use crate::settings::trigger_of;
use customs::{Cents, Day};
use rulebook::decisions::{KnownBy, Urgent, UrgentCause};
use rulebook::{Authority, Pack};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use triggers::context::Answers;

/// The message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UrgentPath {
    /// Over it.
    pub title: String,
    /// What to do, one sentence each.
    pub steps: Vec<String>,
    /// What led here.
    pub causes: Vec<Cause>,
    /// The nearest deadline in words, and one that has passed said to have;
    /// `None` where none is known.
    pub deadline_text: Option<String>,
    /// The same with its entry and authority, where it is an entry's.
    pub deadline: Option<Deadline>,
    /// Dates are to be verified.
    pub note: String,
    /// Where the message comes from.
    pub authority: Authority,
}

/// What led to the urgent path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// The pack's id.
    pub id: String,
    /// In words.
    pub text: String,
}

/// The urgent path, where anything leads to it.
#[must_use]
pub fn urgent(ground: &Ground<'_>, running: &[RunningLimit]) -> Option<UrgentPath> {
    let near = nearest(ground, running);
    let mut causes: Vec<Cause> = Vec::new();
    let mut days: Vec<Day> = near.iter().map(|limit| limit.deadline.day).collect();
    for cause in &ground.pack.urgent.causes {
        let holds = match cause.known_by {
            KnownBy::Answer => ground.answers.get(&cause.id).is_some_and(is_yes),
            KnownBy::Finding => ground.findings.iter().any(|finding| {
                let facts = &ground.pack.route_facts;
                trigger_of(&finding.id) == facts.relocation_trigger
                    && finding.grade >= facts.urgent_min_grade
            }),
            KnownBy::Date => near.is_some(),
        };
        if holds {
            days.extend(answer_due(ground, cause.deadline.as_deref()));
            causes.push(Cause {
                id: cause.id.clone(),
                text: cause.text.clone(),
            });
        }
    }
    for question in &ground.pack.questionnaire.history.questions {
        if question.urgent && ground.answers.get(&question.id).is_some_and(is_yes) {
            causes.push(Cause {
                id: question.id.clone(),
                text: question.text.clone(),
            });
        }
    }
    if causes.is_empty() {
        return None;
    }
    let message = &ground.pack.urgent;
    let first = days
        .iter()
        .copied()
        .filter(|day| *day >= ground.as_of)
        .min();
    Some(UrgentPath {
        title: message.title.clone(),
        steps: message.steps.clone(),
        causes,
        deadline_text: in_words(message, &days, ground.as_of),
        deadline: near
            .filter(|limit| Some(limit.deadline.day) == first)
            .map(|limit| limit.deadline.clone()),
        note: ground.pack.texts.deadline_estimate.text.clone(),
        authority: message.authority.clone(),
    })
}

/// The nearest of some days in words, and one that has passed said to have;
/// `None` without a day.
#[must_use]
pub fn in_words(message: &Urgent, days: &[Day], as_of: Day) -> Option<String> {
    let (passed, running): (Vec<Day>, Vec<Day>) = days.iter().partition(|day| **day < as_of);
    let said = |words: &String, day: Day| rulebook::fill(words, &[("date", &day.to_string())]);
    let texts = [
        passed.into_iter().min().map(|day| {
            let words = message.deadline_passed.as_ref();
            said(words.unwrap_or(&message.deadline), day)
        }),
        running
            .into_iter()
            .min()
            .map(|day| said(&message.deadline, day)),
    ];
    let texts: Vec<String> = texts.into_iter().flatten().collect();
    (!texts.is_empty()).then(|| texts.join(" "))
}

/// The day by which a cause's paper of CBP is to be answered, where the answer
/// gives the day of the paper.
#[must_use]
pub fn due_by_answer(pack: &Pack, answers: &Answers, cause: &UrgentCause) -> Option<Day> {
    let noticed = day_of(answers.get(&cause.id)?)?;
    due(pack, cause.deadline.as_deref()?, noticed)
}

/// The nearest limit that leads here: of a finding of at least the pack's
/// grade, on a route of which the window takes a good part of the amount that
/// is still within reach. An importer with entries every week always has some
/// limit near; it is told so by the deadlines, not by this.
fn nearest<'r>(ground: &Ground<'_>, running: &'r [RunningLimit]) -> Option<&'r RunningLimit> {
    let facts = &ground.pack.route_facts;
    let is_weighty = |id: &String| {
        ground
            .findings
            .iter()
            .any(|f| f.id == *id && f.grade >= facts.urgent_min_grade)
    };
    let is_near =
        |limit: &RunningLimit| limit.deadline.urgent && limit.findings.iter().any(is_weighty);
    running.iter().find(|limit| {
        let of_route = |other: &&RunningLimit| other.route == limit.route;
        let amount = |limits: &mut dyn Iterator<Item = &RunningLimit>| -> Cents {
            limits.map(|limit| limit.loss + limit.overpaid).sum()
        };
        let all = amount(&mut running.iter().filter(of_route));
        let near = amount(&mut running.iter().filter(of_route).filter(|l| is_near(l)));
        is_near(limit)
            && near.is_positive()
            && Decimal::from(near.0) >= Decimal::from(all.0) * facts.urgent_min_share
    })
}

/// The day by which a paper of CBP is to be answered.
fn answer_due(ground: &Ground<'_>, key: Option<&str>) -> Option<Day> {
    let key = key?;
    due(ground.pack, key, ground.noticed(key)?)
}

fn due(pack: &Pack, key: &str, noticed: Day) -> Option<Day> {
    let all = pack.deadlines.all();
    let (_, offset) = all.into_iter().find(|(known, _)| *known == key)?;
    Some(offset.due(noticed, &pack.holidays))
}
