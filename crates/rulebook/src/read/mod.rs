//! Reads a pack's document into records, and names every fault with its place.
//!
//! A pack has near a hundred record types and travels inside the page. serde's
//! derive writes for each of them some three kilobytes of code that stops at
//! the first fault and does not know where it is; together that was a third of
//! a megabyte. So records are read by [`record!`], which looks up each field by
//! name in the parsed tree and goes on after a fault: whoever edits a pack sees
//! all of them at once. What is no record (words of an enum, dates, tariff
//! numbers) is read through serde by [`node`].

pub(crate) mod node;
mod plain;
mod record;

pub(crate) use record::record;

use crate::error::PackError;
use serde_json::{Map, Value};

/// Where reading is, from the document inwards.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    outer: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Item(usize, &'a Value),
}

impl<'a> At<'a> {
    /// A section of the document.
    pub(crate) fn section(key: &'a str) -> Self {
        Self {
            outer: None,
            step: Step::Key(key),
        }
    }

    fn key(&'a self, key: &'a str) -> At<'a> {
        At {
            outer: Some(self),
            step: Step::Key(key),
        }
    }

    fn item(&'a self, at: usize, value: &'a Value) -> At<'a> {
        At {
            outer: Some(self),
            step: Step::Item(at, value),
        }
    }

    /// The place in words, such as `fees.mpf.years[3].min`.
    #[cold]
    fn path(&self) -> String {
        let mut path = self.outer.map_or_else(String::new, At::path);
        match self.step {
            Step::Key(key) if path.is_empty() => path.push_str(key),
            Step::Key(key) => {
                path.push('.');
                path.push_str(key);
            }
            Step::Item(at, value) => path.push_str(&node::bracketed(at, value)),
        }
        path
    }
}

/// The faults found so far.
#[derive(Default)]
pub(crate) struct Faults(pub(crate) Vec<PackError>);

impl Faults {
    /// Adds a fault; always `None`, for the caller to return.
    #[cold]
    #[inline(never)]
    pub(crate) fn add<T>(
        &mut self,
        at: &At<'_>,
        problem: impl Into<String>,
        expected: &str,
    ) -> Option<T> {
        self.0
            .push(PackError::new(at.path(), problem.into(), expected));
        None
    }
}

/// What can be read from a value.
pub(crate) trait Read: Sized {
    /// What stands for an absent field; `None` where it has to be there.
    fn absent() -> Option<Self> {
        None
    }

    /// Reads a value; `None` after adding the faults.
    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self>;
}

/// The fields of an object, each to be taken by its name.
pub(crate) struct Fields<'a> {
    fields: &'a Map<String, Value>,
    at: &'a At<'a>,
}

impl<'a> Fields<'a> {
    /// The fields of a value that is an object with no others than these.
    #[inline(never)]
    pub(crate) fn of(
        value: &'a Value,
        names: &[&str],
        at: &'a At<'a>,
        faults: &mut Faults,
    ) -> Option<Self> {
        let Value::Object(fields) = value else {
            return faults.add(at, "not a record", "an object in braces");
        };
        for key in fields.keys().filter(|key| !names.contains(&key.as_str())) {
            let problem = format!("unknown field; known are {}", names.join(", "));
            faults.add::<()>(&at.key(key), problem, "");
        }
        Some(Self { fields, at })
    }

    /// A field that has to be there, unless its type says otherwise.
    #[inline(never)]
    pub(crate) fn get<T: Read>(&self, name: &str, faults: &mut Faults) -> Option<T> {
        match self.fields.get(name) {
            Some(value) => T::read(value, &self.at.key(name), faults),
            None => T::absent().or_else(|| faults.add(&self.at.key(name), "is missing", "")),
        }
    }

    /// A field that may be absent.
    #[inline(never)]
    pub(crate) fn get_or<T: Read>(&self, name: &str, other: T, faults: &mut Faults) -> Option<T> {
        match self.fields.get(name) {
            Some(value) => T::read(value, &self.at.key(name), faults),
            None => Some(other),
        }
    }
}
