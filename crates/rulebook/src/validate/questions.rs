//! The questionnaire, the decision tables and the worked examples.

use super::Faults;
use crate::pack::Pack;
use crate::questionnaire::AnswerKind;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// What the part of a question's id before the dot may be, besides a trigger:
/// exposure, urgent path, documents.
const OTHER_READERS: [&str; 3] = ["EXP", "URG", "DOC"];

/// The worked examples that every pack carries.
const EXAMPLES: u8 = 13;

pub(super) fn check(pack: &Pack, faults: &mut Faults) {
    let asked = &pack.questionnaire;
    let urgent = pack.urgent.causes.iter().map(|cause| cause.id.as_str());
    faults.unique("questionnaire", asked.ids().chain(urgent));
    for id in asked.ids() {
        let reader = id.split_once('.').map_or("", |(reader, _)| reader);
        faults.require(
            OTHER_READERS.contains(&reader) || pack.detector(reader).is_some(),
            || format!("questionnaire[{id}]"),
            || format!("no detector has the id {reader:?}"),
            "the id of a detector, a dot and a name",
        );
    }
    controls(pack, faults);
    for question in &asked.history.questions {
        faults.require(
            (Decimal::ZERO..=Decimal::ONE).contains(&question.severity),
            || format!("questionnaire.history[{}].severity", question.id),
            || format!("{} is no severity", question.severity),
            "a decimal string from \"0\" to \"1\"",
        );
    }
    for question in &asked.facts {
        let chooses = matches!(question.answer, AnswerKind::Choice | AnswerKind::Choices);
        faults.require(
            chooses != question.options.is_empty(),
            || format!("questionnaire.facts[{}].options", question.id),
            || "options and kind of answer do not go together".to_owned(),
            "options for a choice, and for nothing else",
        );
        faults.unique(
            &format!("questionnaire.facts[{}].options", question.id),
            question.options.iter().map(|option| option.id.as_str()),
        );
    }
    decisions(pack, faults);
    for number in 1..=EXAMPLES {
        let id = format!("E{number}");
        faults.require(
            !pack.self_tests.cases(&id).is_empty(),
            || "self_tests.tests".to_owned(),
            || format!("no case of {id}"),
            "E1 to E13, each with a case",
        );
    }
}

fn controls(pack: &Pack, faults: &mut Faults) {
    let controls = &pack.questionnaire.controls;
    let components: BTreeSet<&str> = controls.components.iter().map(|c| c.id.as_str()).collect();
    for question in &controls.questions {
        let path = format!("questionnaire.controls[{}]", question.id);
        faults.require(
            components.contains(question.component.as_str()),
            || format!("{path}.component"),
            || format!("{} is no component", question.component),
            "the id of a component",
        );
        faults.require(
            question.weight > 0,
            || format!("{path}.weight"),
            || "0 is no weight".to_owned(),
            "a whole number above 0",
        );
    }
    let steps: BTreeSet<u8> = controls.scale.iter().map(|step| step.value).collect();
    faults.require(
        steps.contains(&0) && steps.contains(&controls.unknown_counts_as),
        || "questionnaire.controls.scale".to_owned(),
        || "no step for 0, or none for an unknown answer".to_owned(),
        "steps from the best down to 0",
    );
}

fn decisions(pack: &Pack, faults: &mut Faults) {
    let keys: BTreeSet<&str> = pack
        .deadlines
        .all()
        .map(|(key, _)| key)
        .into_iter()
        .collect();
    faults.unique("routes", pack.routes.rows.iter().map(|row| row.id.as_str()));
    for route in &pack.routes.rows {
        for key in &route.deadlines {
            faults.require(
                keys.contains(key.as_str()),
                || format!("routes.rows[{}].deadlines", route.id),
                || format!("{key} is no limit"),
                "a key of deadlines",
            );
        }
    }
    faults.unique(
        "rulings",
        pack.rulings.rows.iter().map(|row| row.id.as_str()),
    );
    for row in &pack.rulings.rows {
        faults.require(
            !row.facts.is_empty(),
            || format!("rulings.rows[{}].facts", row.id),
            || "no fact".to_owned(),
            "the facts that decide",
        );
    }
    for cause in &pack.urgent.causes {
        if let Some(key) = &cause.deadline {
            faults.require(
                keys.contains(key.as_str()),
                || format!("urgent.causes[{}].deadline", cause.id),
                || format!("{key} is no limit"),
                "a key of deadlines",
            );
        }
    }
    let asked: BTreeSet<&str> = pack.questionnaire.ids().collect();
    for element in &pack.audit.file_elements {
        faults.require(
            asked.contains(element.id.as_str()),
            || format!("audit.file_elements[{}]", element.id),
            || "no question has this id".to_owned(),
            "an id of the questionnaire",
        );
    }
}
