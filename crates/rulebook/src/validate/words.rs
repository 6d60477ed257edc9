//! Words: none empty, none forbidden, every value named.

use super::{Faults, element};
use crate::pack::Pack;
use crate::texts::names;
use serde_json::Value;
use std::collections::BTreeSet;

/// Keys whose strings no one reads as a statement: titles of the visitor's own
/// columns, the lists of words themselves, numbers.
const NOT_READ: [&str; 4] = ["header_aliases", "forbidden", "avoid", "thresholds"];

pub(super) fn check(pack: &Pack, faults: &mut Faults) {
    for (key, text, values) in pack.texts.all() {
        let named: BTreeSet<&str> = names(text).into_iter().collect();
        let known: BTreeSet<&str> = values.iter().copied().collect();
        faults.require(
            named == known,
            || format!("texts.{key}"),
            || format!("names the values {named:?}"),
            &format!("exactly {known:?}"),
        );
    }
    for phrase in &pack.forbidden.phrases {
        let plain = |text: &str| !text.trim().is_empty() && text == text.to_lowercase();
        faults.require(
            plain(&phrase.phrase) && phrase.unless.iter().all(|passage| plain(passage)),
            || format!("forbidden.phrases[{}]", phrase.phrase),
            || "empty, or not in lower case".to_owned(),
            "words in lower case",
        );
        for passage in &phrase.unless {
            faults.require(
                passage.contains(&phrase.phrase),
                || format!("forbidden.phrases[{}].unless", phrase.phrase),
                || format!("{passage:?} does not hold the phrase"),
                "longer passages that hold the phrase",
            );
        }
    }
}

/// Reads every string of the document.
pub(super) fn walk(pack: &Pack, document: &Value, faults: &mut Faults) {
    visit(pack, "", document, &[], faults);
}

fn visit(pack: &Pack, path: &str, value: &Value, avoid: &[String], faults: &mut Faults) {
    match value {
        Value::String(text) => one(pack, path, text, avoid, faults),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                visit(pack, &element(path, at, item), item, avoid, faults);
            }
        }
        Value::Object(fields) => {
            let own: Vec<String> = match fields.get("avoid") {
                Some(Value::Array(words)) => words
                    .iter()
                    .filter_map(Value::as_str)
                    .map(str::to_owned)
                    .collect(),
                _ => avoid.to_vec(),
            };
            for (key, field) in fields {
                if !NOT_READ.contains(&key.as_str()) {
                    let at = if path.is_empty() {
                        key.clone()
                    } else {
                        format!("{path}.{key}")
                    };
                    visit(pack, &at, field, &own, faults);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn one(pack: &Pack, path: &str, text: &str, avoid: &[String], faults: &mut Faults) {
    if text.trim().is_empty() {
        faults.add(path, "an empty text", "words");
    }
    if let Some(phrase) = pack.forbidden.find(text) {
        faults.add(
            path,
            format!("the words \"{phrase}\" in {text:?}"),
            "words that state no violation, blame, probability, code or promise",
        );
    }
    let lower = text.to_lowercase();
    for word in avoid {
        if lower.contains(word.as_str()) {
            faults.add(
                path,
                format!("the word \"{word}\" in {text:?}"),
                "words that the detector does not avoid",
            );
        }
    }
}
