//! What changed from one pack to another.
//!
//! Records are matched by what they are (an id, a date, a fiscal year), not by
//! their place, so that a record put in between is one change and not a hundred.

use crate::pack::Pack;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Where, such as `interest.periods[2026-07-01].under`.
    pub path: String,
    /// What stood there; `None` for what was added.
    pub old: Option<String>,
    /// What stands there; `None` for what was removed.
    pub new: Option<String>,
}

/// The fields that say which record an object is, most telling first.
const IDENTITY: [&str; 13] = [
    "id",
    "fiscal_year",
    "day",
    "date",
    "from",
    "category",
    "grade",
    "culpability",
    "term",
    "phrase",
    "name",
    "title",
    "version",
];

/// Every difference of two packs, in the order of their sections.
///
/// # Errors
/// Never for packs that were read; serde has no way to say so.
pub fn diff(old: &Pack, new: &Pack) -> Result<Vec<Change>, serde_json::Error> {
    let mut changes = Vec::new();
    compare("", &old.to_value()?, &new.to_value()?, &mut changes);
    Ok(changes)
}

fn compare(path: &str, old: &Value, new: &Value, changes: &mut Vec<Change>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => objects(path, old, new, changes),
        (Value::Array(a), Value::Array(b)) if old != new => match (keyed(a), keyed(b)) {
            (Some(a), Some(b)) => arrays(path, &a, &b, changes),
            _ => push(path, Some(old), Some(new), changes),
        },
        _ if old != new => push(path, Some(old), Some(new), changes),
        _ => {}
    }
}

fn objects(
    path: &str,
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    changes: &mut Vec<Change>,
) {
    let at = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}.{key}")
        }
    };
    for (key, value) in old {
        match new.get(key) {
            Some(other) => compare(&at(key), value, other, changes),
            None => push(&at(key), Some(value), None, changes),
        }
    }
    for (key, value) in new.iter().filter(|(key, _)| !old.contains_key(*key)) {
        push(&at(key), None, Some(value), changes);
    }
}

type Keyed<'a> = Vec<(String, &'a Value)>;

fn arrays(path: &str, old: &Keyed<'_>, new: &Keyed<'_>, changes: &mut Vec<Change>) {
    let find = |all: &Keyed<'_>, key: &str| all.iter().position(|(other, _)| other == key);
    for (key, value) in old {
        let place = format!("{path}[{key}]");
        match find(new, key).and_then(|at| new.get(at)) {
            Some((_, other)) => compare(&place, value, other, changes),
            None => push(&place, Some(value), None, changes),
        }
    }
    for (key, value) in new.iter().filter(|(key, _)| find(old, key).is_none()) {
        push(&format!("{path}[{key}]"), None, Some(value), changes);
    }
}

/// The elements with what identifies them; `None` when something does not, or
/// two are identified alike.
fn keyed(items: &[Value]) -> Option<Keyed<'_>> {
    let mut keyed: Keyed<'_> = Vec::with_capacity(items.len());
    for item in items {
        let key = identity(item)?;
        if keyed.iter().any(|(other, _)| *other == key) {
            return None;
        }
        keyed.push((key, item));
    }
    Some(keyed)
}

/// What identifies a record, as a short text.
pub(crate) fn identity(item: &Value) -> Option<String> {
    match item {
        Value::Object(fields) => IDENTITY
            .iter()
            .find_map(|field| fields.get(*field))
            .map(text),
        Value::Array(pair) => pair.first().map(text),
        _ => None,
    }
}

fn push(path: &str, old: Option<&Value>, new: Option<&Value>, changes: &mut Vec<Change>) {
    changes.push(Change {
        path: path.to_owned(),
        old: old.map(text),
        new: new.map(text),
    });
}

/// A string as it is, anything else as JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn changes(old: &Value, new: &Value) -> Vec<(String, Option<String>, Option<String>)> {
        let mut changes = Vec::new();
        compare("", old, new, &mut changes);
        changes
            .into_iter()
            .map(|change| (change.path, change.old, change.new))
            .collect()
    }

    fn one(
        path: &str,
        old: Option<&str>,
        new: Option<&str>,
    ) -> (String, Option<String>, Option<String>) {
        (path.into(), old.map(Into::into), new.map(Into::into))
    }

    #[test]
    fn records_are_matched_by_what_they_are() {
        let old = json!({"rows": [{"id": "a", "n": "1"}, {"id": "b", "n": "2"}]});
        let new =
            json!({"rows": [{"id": "z", "n": "0"}, {"id": "b", "n": "3"}, {"id": "a", "n": "1"}]});
        assert_eq!(
            changes(&old, &new),
            [
                one("rows[b].n", Some("2"), Some("3")),
                one("rows[z]", None, Some(r#"{"id":"z","n":"0"}"#)),
            ]
        );
    }

    #[test]
    fn words_without_identity_are_one_change() {
        let (old, new) = (json!({"w": ["a", "b"]}), json!({"w": ["a"], "x": true}));
        assert_eq!(
            changes(&old, &new),
            [
                one("w", Some(r#"["a","b"]"#), Some(r#"["a"]"#)),
                one("x", None, Some("true"))
            ]
        );
        let twice = json!({"r": [{"id": "a"}, {"id": "a"}]});
        assert_eq!(changes(&twice, &json!({"r": []})).len(), 1);
    }

    #[test]
    fn a_changed_rate_is_one_line() {
        let old = Pack::embedded().unwrap();
        assert_eq!(diff(&old, &old).unwrap(), []);
        let mut document = old.to_value().unwrap();
        document["interest"]["periods"][10]["under"] = json!("0.08");
        document["detectors/classification"][0]["title"] = json!("Another title");
        let new = Pack::from_value(&document).unwrap();
        let changes = diff(&old, &new).unwrap();
        let paths: Vec<&str> = changes.iter().map(|change| change.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "interest.periods[2026-07-01].under",
                "detectors/classification[CLS-1].title"
            ]
        );
        assert_eq!(changes[0].old.as_deref(), Some("0.07"));
        assert_eq!(changes[0].new.as_deref(), Some("0.08"));
    }
}
