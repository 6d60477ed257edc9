//! What a pack must keep to beyond its schema.
//!
//! The schema says what a record looks like; these rules say what records have
//! to be to each other and to the law they state. All of them are checked, so
//! that whoever edits a pack sees every fault at once, each with its place.
//!
//! | module | checks |
//! |---|---|
//! | [`authority`] | marks, citations, effective dates |
//! | [`calendar`] | header, fiscal years, interest, holidays, revisions |
//! | [`detectors`] | triggers' records and their thresholds |
//! | [`numbers`] | scoring, fees, penalties, limits |
//! | [`tables`] | measures, sectors, programmes, concordance |
//! | [`questions`] | questionnaire, decision tables, worked examples |
//! | [`products`] | what makes lines one product |
//! | [`words_by_name`] | words that code asks for, settings that name records |
//! | [`words`] | empty and forbidden words, values named in texts |

mod authority;
mod calendar;
mod detectors;
mod numbers;
mod products;
mod questions;
mod tables;
#[cfg(test)]
mod tests;
mod words;
mod words_by_name;

use crate::error::PackError;
use crate::pack::Pack;
use serde_json::Value;
use std::collections::BTreeSet;

/// The faults found so far.
#[derive(Default)]
pub(crate) struct Faults(Vec<PackError>);

impl Faults {
    fn add(&mut self, path: impl Into<String>, problem: impl Into<String>, expected: &str) {
        self.0.push(PackError::new(path, problem, expected));
    }

    /// Adds a fault unless the condition holds.
    fn require(
        &mut self,
        holds: bool,
        path: impl FnOnce() -> String,
        problem: impl FnOnce() -> String,
        expected: &str,
    ) {
        if !holds {
            self.add(path(), problem(), expected);
        }
    }

    /// Adds a fault for every id that stands twice.
    fn unique<'a>(&mut self, path: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for id in ids {
            if !seen.insert(id) {
                self.add(format!("{path}[{id}]"), "the id stands twice", "unique ids");
            }
        }
    }
}

/// Every fault of a pack, and of its document, that the schema lets through.
pub(crate) fn all(pack: &Pack, document: &Value) -> Vec<PackError> {
    let mut faults = Faults::default();
    calendar::check(pack, &mut faults);
    numbers::check(pack, &mut faults);
    detectors::check(pack, &mut faults);
    tables::check(pack, &mut faults);
    questions::check(pack, &mut faults);
    products::check(pack, &mut faults);
    words::check(pack, &mut faults);
    words_by_name::check(pack, document, &mut faults);
    authority::check(document, &mut faults);
    words::walk(pack, document, &mut faults);
    faults.0
}

/// A step into an element of an array: its id where it has one.
fn element(path: &str, at: usize, value: &Value) -> String {
    match value.get("id").and_then(Value::as_str) {
        Some(id) => format!("{path}[{id}]"),
        None => format!("{path}[{at}]"),
    }
}
