//! Words that code asks for by name, and settings that name other records.

use super::Faults;
use crate::decisions::{EntryState, Revenue};
use crate::figures::{RateOrigin, Reading, Rounding, RuleId, Unquantified};
use crate::pack::Pack;
use crate::papers::{Standing, Status};
use crate::texts::names;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Debug;

/// Tables of words whose keys the code knows. The embedded pack has every one
/// of them, and with the values that the code puts in.
const BY_NAME: [&[&str]; 6] = [
    &["figures", "labels"],
    &["figures", "notes"],
    &["figures", "numbers"],
    &["papers", "titles"],
    &["papers", "labels"],
    &["papers", "templates"],
];

pub(super) fn check(pack: &Pack, document: &Value, faults: &mut Faults) {
    complete(&pack.figures.rules, RuleId::ALL, "figures.rules", faults);
    complete(
        &pack.figures.roundings,
        &[Rounding::Cent, Rounding::Sum],
        "figures.roundings",
        faults,
    );
    complete(
        &pack.figures.readings,
        &Reading::ALL,
        "figures.readings",
        faults,
    );
    complete(
        &pack.figures.unquantified,
        &Unquantified::ALL,
        "figures.unquantified",
        faults,
    );
    complete(
        &pack.figures.rate_sources,
        &RateOrigin::ALL,
        "figures.rate_sources",
        faults,
    );
    complete(
        &pack.papers.statuses,
        &Status::ALL,
        "papers.statuses",
        faults,
    );
    complete(&pack.papers.cells, &Standing::ALL, "papers.cells", faults);
    complete(
        &pack.route_facts.states,
        &EntryState::ALL,
        "route_facts.states",
        faults,
    );
    complete(
        &pack.route_facts.revenue,
        &Revenue::ALL,
        "route_facts.revenue",
        faults,
    );
    contents(pack, faults);
    triggers(pack, faults);
    limits(pack, faults);
    if let Ok(known) = Pack::embedded().map(|pack| pack.to_value()) {
        for path in BY_NAME {
            if let Ok(known) = &known {
                by_name(path, known, document, faults);
            }
        }
    }
}

/// Words for every value of an enum.
fn complete<K: Ord + Debug, T>(words: &BTreeMap<K, T>, all: &[K], path: &str, faults: &mut Faults) {
    for missing in all.iter().filter(|key| !words.contains_key(key)) {
        faults.add(path, format!("no words for {missing:?}"), "words for each");
    }
}

/// What the pack asks for has its blanks, and what it shows is asked for.
fn contents(pack: &Pack, faults: &mut Faults) {
    let disclosure = &pack.audit.disclosure.items;
    for item in disclosure.iter().chain(&pack.rulings.contents.items) {
        faults.require(
            !pack.papers.blanks(&item.id).is_empty(),
            || format!("papers.blanks.{}", item.id),
            || "nothing to fill in for this content".to_owned(),
            "what is left to fill in, as a list of texts",
        );
    }
    let requests = &pack.questionnaire.documents.requests;
    for id in pack.papers.seen.keys() {
        faults.require(
            requests.iter().any(|request| request.id == *id),
            || format!("papers.seen.{id}"),
            || "no such document request".to_owned(),
            "the id of a request of the questionnaire",
        );
    }
}

/// Every trigger named is one.
fn triggers(pack: &Pack, faults: &mut Faults) {
    let facts = &pack.route_facts;
    let of_facts = facts.triggers.keys();
    let of_facts = of_facts.map(|id| ("route_facts.triggers", id.as_str()));
    let named = [
        (
            "route_facts.corrections_trigger",
            facts.corrections_trigger.as_str(),
        ),
        (
            "route_facts.relocation_trigger",
            facts.relocation_trigger.as_str(),
        ),
    ];
    let statements = pack.figures.statements.iter();
    let statements = statements.map(|id| ("figures.statements", id.as_str()));
    for (path, id) in of_facts.chain(named).chain(statements) {
        let (trigger, pattern) = id.split_once('.').unwrap_or((id, ""));
        let detector = pack.detector(trigger);
        let known = detector
            .is_some_and(|detector| pattern.is_empty() || detector.patterns.contains_key(pattern));
        faults.require(
            known,
            || format!("{path}[{id}]"),
            || "no such trigger or pattern".to_owned(),
            "the id of a trigger, or trigger.pattern",
        );
    }
}

/// Every limit named is one.
fn limits(pack: &Pack, faults: &mut Faults) {
    let urgent = pack.route_facts.urgent_keys.iter();
    let urgent = urgent.map(|key| ("route_facts.urgent_keys", key));
    let papers = pack.papers.limit_keys.iter();
    let papers = papers.map(|key| ("papers.limit_keys", key));
    for (path, key) in urgent.chain(papers) {
        faults.require(
            pack.deadlines.all().iter().any(|(name, _)| name == key),
            || format!("{path}[{key}]"),
            || "no such time limit".to_owned(),
            "the name of a limit of the section deadlines",
        );
    }
}

/// A table of words has the keys that the code asks for, and no value that the
/// code does not put in.
fn by_name(path: &[&str], known: &Value, document: &Value, faults: &mut Faults) {
    let at = |value: &Value| -> BTreeMap<String, String> {
        let table = path.iter().try_fold(value, |value, key| value.get(key));
        let fields = table.and_then(Value::as_object).into_iter().flatten();
        fields
            .map(|(key, text)| (key.clone(), text.as_str().unwrap_or_default().to_owned()))
            .collect()
    };
    let (known, found) = (at(known), at(document));
    let place = path.join(".");
    for (key, text) in &known {
        match found.get(key) {
            None => faults.add(
                format!("{place}.{key}"),
                "is missing",
                &format!("words for {text:?}"),
            ),
            Some(words) => {
                let given = names(text);
                for name in names(words).iter().filter(|name| !given.contains(name)) {
                    faults.add(
                        format!("{place}.{key}"),
                        format!("names the value {{{name}}}"),
                        &format!("no other values than {given:?}"),
                    );
                }
            }
        }
    }
    for key in found.keys().filter(|key| !known.contains_key(*key)) {
        faults.add(
            format!("{place}.{key}"),
            "nothing asks for these words",
            "a name that the program knows",
        );
    }
}
