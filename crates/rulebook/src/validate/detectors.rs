//! Triggers' records and their thresholds.

use super::Faults;
use crate::detector::Detector;
use crate::pack::Pack;
use rust_decimal::Decimal;
use serde_json::Value;
use std::collections::BTreeSet;

/// The levels of evidence that a ceiling may name, besides patterns.
const EVIDENCE: [&str; 3] = ["exact", "probable", "inferred"];

pub(super) fn check(pack: &Pack, faults: &mut Faults) {
    faults.unique("detectors", pack.detectors.iter().map(|d| d.id.as_str()));
    let questions: BTreeSet<&str> = pack.questionnaire.ids().collect();
    for detector in &pack.detectors {
        let path = format!("detectors/{}[{}]", detector.category, detector.id);
        one(&path, detector, &questions, faults);
    }
}

fn one(path: &str, detector: &Detector, questions: &BTreeSet<&str>, faults: &mut Faults) {
    faults.require(
        (Decimal::ZERO..=Decimal::ONE).contains(&detector.weight),
        || format!("{path}.weight"),
        || format!("{} is no weight", detector.weight),
        "a decimal string from \"0\" to \"1\"",
    );
    faults.require(
        !detector.patterns.is_empty(),
        || format!("{path}.patterns"),
        || "no pattern".to_owned(),
        "at least one pattern with its wording",
    );
    faults.unique(
        &format!("{path}.checks"),
        detector.checks.iter().map(|check| check.id.as_str()),
    );
    for key in detector.ceilings.keys() {
        faults.require(
            EVIDENCE.contains(&key.as_str())
                || detector.patterns.contains_key(key)
                || detector.tiers.contains(key),
            || format!("{path}.ceilings.{key}"),
            || "neither a level of evidence nor a pattern nor a tier".to_owned(),
            "exact, probable, inferred, or a pattern or tier of the detector",
        );
    }
    for id in &detector.answers {
        faults.require(
            questions.contains(id.as_str()),
            || format!("{path}.answers"),
            || format!("no question has the id {id}"),
            "an id of the questionnaire",
        );
    }
    for (key, value) in &detector.thresholds {
        threshold(&format!("{path}.thresholds.{key}"), key, value, faults);
    }
}

/// What a threshold's name says about its kind.
fn threshold(path: &str, key: &str, value: &Value, faults: &mut Faults) {
    let ends = |suffixes: &[&str]| suffixes.iter().any(|suffix| key.ends_with(suffix));
    match value {
        Value::Number(number) if !number.is_u64() => faults.add(
            path,
            format!("{number} is no whole number"),
            "a whole number, or a decimal written as a string",
        ),
        Value::Number(_) if key.ends_with("_share") => {
            faults.add(path, "a share as a number", SHARE);
        }
        Value::String(text) if key.ends_with("_share") => {
            let share = text.parse::<Decimal>().ok();
            faults.require(
                share.is_some_and(|share| (Decimal::ZERO..=Decimal::ONE).contains(&share)),
                || path.to_owned(),
                || format!("{text:?} is no share"),
                SHARE,
            );
        }
        Value::String(text) if ends(&["_days", "_months", "_years", "_dates", "_digits"]) => {
            faults.add(path, format!("{text:?} is no count"), "a whole number");
        }
        Value::Null => faults.add(path, "nothing", "a value"),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                threshold(&format!("{path}[{at}]"), key, item, faults);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                threshold(&format!("{path}.{key}"), key, field, faults);
            }
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

const SHARE: &str = "a decimal string from \"0\" to \"1\"";
