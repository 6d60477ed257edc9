//! Words: none empty, none forbidden, every value named.

use super::{Faults, element};
use crate::pack::Pack;
use crate::texts::names;
use serde_json::Value;
use std::collections::BTreeSet;

/// Sections whose strings no one reads as a statement: titles of the visitor's
/// own columns, lists of words.
const LISTS: [&str; 3] = ["header_aliases", "forbidden", "products"];

/// Keys, anywhere, of which the same is true.
const NOT_READ: [&str; 3] = ["avoid", "stop_words", "thresholds"];

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
    let mut strings = Vec::new();
    visit("", document, &[], &mut strings);
    // One search over all of it is much quicker than thousands; only where it
    // finds something does each string have to be looked at.
    let all: Vec<&str> = strings.iter().map(|string| string.text).collect();
    let look = pack.forbidden.find(&all.join("\n")).is_some();
    for string in &strings {
        one(string, faults);
        if look && let Some(phrase) = pack.forbidden.find(string.text) {
            faults.add(
                string.path.as_str(),
                format!("the words \"{phrase}\" in {:?}", string.text),
                "words that state no violation, blame, probability, code or promise",
            );
        }
    }
}

/// A string of the document, and the words that its detector avoids.
struct Read<'a> {
    path: String,
    text: &'a str,
    avoid: Vec<&'a str>,
}

fn visit<'a>(path: &str, value: &'a Value, avoid: &[&'a str], out: &mut Vec<Read<'a>>) {
    match value {
        Value::String(text) => out.push(Read {
            path: path.to_owned(),
            text,
            avoid: avoid.to_vec(),
        }),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                visit(&element(path, at, item), item, avoid, out);
            }
        }
        Value::Object(fields) => {
            let own = fields.get("avoid").and_then(Value::as_array);
            let own: Option<Vec<&str>> =
                own.map(|words| words.iter().filter_map(Value::as_str).collect());
            for (key, field) in fields {
                let list = path.is_empty() && LISTS.contains(&key.as_str());
                if !list && !NOT_READ.contains(&key.as_str()) {
                    let at = if path.is_empty() {
                        key.clone()
                    } else {
                        format!("{path}.{key}")
                    };
                    visit(&at, field, own.as_deref().unwrap_or(avoid), out);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn one(string: &Read<'_>, faults: &mut Faults) {
    let text = string.text;
    if text.trim().is_empty() {
        faults.add(string.path.as_str(), "an empty text", "words");
    }
    if string.avoid.is_empty() {
        return;
    }
    let lower = text.to_lowercase();
    for word in &string.avoid {
        if lower.contains(word) {
            faults.add(
                string.path.as_str(),
                format!("the word \"{word}\" in {text:?}"),
                "words that the detector does not avoid",
            );
        }
    }
}
