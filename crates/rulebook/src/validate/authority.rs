//! Marks, citations and effective dates, wherever an authority stands.

use super::{Faults, element};
use crate::authority::Authority;
use crate::read::node;
use serde_json::Value;

pub(super) fn check(document: &Value, faults: &mut Faults) {
    visit("", document, faults);
}

fn visit(path: &str, value: &Value, faults: &mut Faults) {
    match value {
        Value::Object(fields) => {
            if fields.contains_key("mark") {
                if let Ok(authority) = node::read::<Authority>(value) {
                    one(path, &authority, faults);
                }
                return;
            }
            for (key, field) in fields {
                let at = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                visit(&at, field, faults);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                visit(&element(path, at, item), item, faults);
            }
        }
        _ => {}
    }
}

fn one(path: &str, authority: &Authority, faults: &mut Faults) {
    faults.require(
        authority.mark.stands_alone() || !authority.citations.is_empty(),
        || path.to_owned(),
        || format!("the mark {} without a citation", authority.mark),
        "a citation, or another mark",
    );
    if let (Some(from), Some(to)) = (authority.effective_from, authority.effective_to) {
        faults.require(
            from <= to,
            || path.to_owned(),
            || format!("effective from {from} to {to}"),
            "dates in order, both included",
        );
    }
}
