//! The urgent path: one full-screen message that overrides everything.

use crate::deadline::Deadline;
use crate::ground::{Ground, is_yes};
use crate::routes::RunningLimit;
use crate::settings::trigger_of;
use customs::{Cents, Day};
use rulebook::Authority;
use rulebook::decisions::KnownBy;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

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
    let (passed, running): (Vec<Day>, Vec<Day>) =
        days.into_iter().partition(|day| *day < ground.as_of);
    let first = running.into_iter().min();
    let passed = passed.into_iter().min();
    let said = |words: &String, day: Day| rulebook::fill(words, &[("date", &day.to_string())]);
    let texts = [
        passed.map(|day| {
            let words = message.deadline_passed.as_ref();
            said(words.unwrap_or(&message.deadline), day)
        }),
        first.map(|day| said(&message.deadline, day)),
    ];
    let texts: Vec<String> = texts.into_iter().flatten().collect();
    Some(UrgentPath {
        title: message.title.clone(),
        steps: message.steps.clone(),
        causes,
        deadline_text: (!texts.is_empty()).then(|| texts.join(" ")),
        deadline: near
            .filter(|limit| Some(limit.deadline.day) == first)
            .map(|limit| limit.deadline.clone()),
        note: ground.pack.texts.deadline_estimate.text.clone(),
        authority: message.authority.clone(),
    })
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
    let noticed = ground.noticed(key)?;
    let all = ground.pack.deadlines.all();
    let (_, offset) = all.into_iter().find(|(known, _)| *known == key)?;
    Some(offset.due(noticed, &ground.pack.holidays))
}
