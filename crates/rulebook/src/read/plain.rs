//! Reading of what is no record: words, numbers, dates, lists.

use super::{At, Faults, Read, node};
use crate::authority::{EventBasis, LegalStatus, Mark};
use crate::deadlines::{Count, Event};
use crate::decisions::{EntryState, KnownBy, Revenue, RouteFact, RulingFact};
use crate::figures::{RateOrigin, Reading, Rounding, RuleId, Unquantified};
use crate::measures::{Base, Coverage, Programme, RateKind};
use crate::papers::{Standing, Status};
use crate::penalties::Culpability;
use crate::questionnaire::{About, AnswerKind};
use crate::revisions::RevisionKind;
use crate::scoring::{Category, Grade};
use crate::screening::SectorList;
use customs::{Cents, Country, Day, EntryType, Field, Hts, Spi};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

impl Read for String {
    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
        text(value, at, faults).map(str::to_owned)
    }
}

#[inline(never)]
fn text<'a>(value: &'a Value, at: &At<'_>, faults: &mut Faults) -> Option<&'a str> {
    match value.as_str() {
        Some(text) => Some(text),
        None => faults.add(at, format!("{value} is no text"), "words in quotes"),
    }
}

impl Read for bool {
    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
        match value {
            Value::Bool(truth) => Some(*truth),
            other => faults.add(at, format!("{other} is no truth"), "true or false"),
        }
    }
}

#[inline(never)]
fn whole(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<i64> {
    match value.as_i64() {
        Some(number) => Some(number),
        None => faults.add(at, format!("{value} is no whole number"), "a whole number"),
    }
}

macro_rules! whole_numbers {
    ($($type:ty)*) => {
        $(impl Read for $type {
            fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
                let number = whole(value, at, faults)?;
                match Self::try_from(number) {
                    Ok(number) => Some(number),
                    Err(_) => faults.add(at, format!("{number} is out of range"), ""),
                }
            }
        })*
    };
}

whole_numbers! { u8 u16 i16 i32 usize }

impl Read for Decimal {
    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
        let number = value.as_str().and_then(|text| text.parse().ok());
        number.or_else(|| {
            let problem = format!("{value} is no decimal");
            faults.add(at, problem, "a decimal in quotes, such as \"0.0125\"")
        })
    }
}

/// A share or a ratio of statistics, which are floats. Written as a decimal like
/// any other, so that it means the same on every host.
impl Read for f64 {
    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
        let number = Decimal::read(value, at, faults)?;
        number.to_f64()
    }
}

/// Dollars are plain decimals, exact to the cent, which a lawyer reads as they
/// stand.
impl Read for Cents {
    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
        let text = value.as_str().unwrap_or_default();
        let places = text.split_once('.').map_or("", |(_, after)| after).len();
        match Self::parse(text) {
            Ok(Some(cents)) if places == 2 => Some(cents),
            _ => {
                let problem = format!("{value} is not dollars and cents");
                faults.add(
                    at,
                    problem,
                    "dollars and cents in quotes, such as \"634.62\"",
                )
            }
        }
    }
}

macro_rules! parsed {
    ($($type:ty, $what:literal;)*) => {
        $(impl Read for $type {
            fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
                let text = text(value, at, faults)?;
                match Self::parse(text) {
                    Ok(parsed) => Some(parsed),
                    Err(error) => {
                        faults.add(at, format!("{text:?} is not {}: {error}", $what), "")
                    }
                }
            }
        })*
    };
}

parsed! {
    Day, "a day";
    Hts, "a tariff number";
    Country, "a country";
    Spi, "a special program indicator";
    EntryType, "an entry type";
}

macro_rules! words {
    ($($type:ty)*) => {
        $(impl Read for $type {
            fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
                match node::read(value) {
                    Ok(word) => Some(word),
                    Err(fault) => faults.add(at, fault.problem, ""),
                }
            }
        })*
    };
}

words! {
    About AnswerKind Base Category Count Coverage Culpability EntryState Event EventBasis Field
    Grade KnownBy LegalStatus Mark Programme RateKind RateOrigin Reading Revenue RevisionKind
    Rounding RouteFact RuleId RulingFact SectorList Standing Status Unquantified
}

impl<T: Read> Read for Option<T> {
    fn absent() -> Option<Self> {
        Some(None)
    }

    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::read(value, at, faults).map(Some),
        }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
        let items = list(value, at, faults)?;
        let before = faults.0.len();
        let mut all = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            all.extend(T::read(item, &at.item(index, item), faults));
        }
        (faults.0.len() == before).then_some(all)
    }
}

impl<T: Read + Ord> Read for BTreeSet<T> {
    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
        let items = list(value, at, faults)?;
        let before = faults.0.len();
        let mut all = Self::new();
        for (index, item) in items.iter().enumerate() {
            let at = at.item(index, item);
            if let Some(read) = T::read(item, &at, faults)
                && !all.insert(read)
            {
                faults.add::<()>(&at, format!("{item} stands twice"), "each once");
            }
        }
        (faults.0.len() == before).then_some(all)
    }
}

#[inline(never)]
fn list<'a>(value: &'a Value, at: &At<'_>, faults: &mut Faults) -> Option<&'a [Value]> {
    match value {
        Value::Array(items) => Some(items),
        _ => faults.add(at, "not a list", "a list in square brackets"),
    }
}

impl<A: Read, B: Read> Read for (A, B) {
    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
        let [first, second] = list(value, at, faults)? else {
            return faults.add(at, "not a pair", "two values in square brackets");
        };
        let a = A::read(first, &at.item(0, first), faults);
        let b = B::read(second, &at.item(1, second), faults);
        Some((a?, b?))
    }
}

impl<K: Read + Ord, T: Read> Read for BTreeMap<K, T> {
    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
        let fields = object(value, at, faults)?;
        let before = faults.0.len();
        let mut all = Self::new();
        for (key, value) in fields {
            let at = at.key(key);
            let key = K::read(&Value::String(key.clone()), &at, faults);
            if let (Some(key), Some(value)) = (key, T::read(value, &at, faults)) {
                all.insert(key, value);
            }
        }
        (faults.0.len() == before).then_some(all)
    }
}

/// An object that is kept as it is, for someone else to read.
impl Read for Map<String, Value> {
    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
        object(value, at, faults).cloned()
    }
}

#[inline(never)]
fn object<'a>(
    value: &'a Value,
    at: &At<'_>,
    faults: &mut Faults,
) -> Option<&'a Map<String, Value>> {
    match value {
        Value::Object(fields) => Some(fields),
        _ => faults.add(at, "not an object", "an object in braces"),
    }
}
