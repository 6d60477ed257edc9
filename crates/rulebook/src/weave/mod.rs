//! The pack as one page for a lawyer.
//!
//! Every record, number and sentence of the pack stands beside its authority.
//! The page is made from the document itself and not from a list of what to
//! show, so that nothing of the pack can be left out of it: what a record does
//! not cite on its own it takes from the table that it stands in, and says so.
//!
//! [`weave`] gives the structure, which the app shows; [`Page::html`] gives one
//! self-contained page.

mod html;
mod page;

pub use page::{Block, NamedValue, Page, Record, Row, Section, Source, Table};

use crate::authority::{Authority, LegalStatus, Mark};
use crate::diff::identity;
use crate::pack::Pack;
use crate::read::node;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The sections in the order of reading, with their titles. A section without
/// an entry follows at the end under its own name.
const TITLES: &[(&str, &str)] = &[
    ("header", "The pack"),
    ("scoring", "Scoring"),
    ("detectors/classification", "Triggers: classification"),
    ("detectors/value", "Triggers: value"),
    ("detectors/trade_remedies", "Triggers: trade remedies"),
    ("detectors/origin", "Triggers: origin"),
    ("detectors/preference", "Triggers: preference"),
    ("detectors/sector", "Triggers: sector"),
    ("detectors/history", "Triggers: history and corrections"),
    ("detectors/records", "Triggers: records"),
    ("detectors/controls", "Triggers: controls"),
    ("detectors/data_quality", "Triggers: data quality"),
    ("fees", "Fees"),
    ("interest", "Interest"),
    ("penalties", "Penalties"),
    ("deadlines", "Time limits"),
    ("routes", "Correction routes"),
    ("route_facts", "From triggers to routes"),
    ("rulings", "Rulings and internal advice"),
    ("urgent", "The urgent path"),
    ("audit", "The audit and the compliance file"),
    ("questionnaire", "Questions"),
    ("texts", "Wording"),
    ("figures", "Words of figures"),
    ("papers", "Words of the working papers"),
    ("forbidden", "Words that are never used"),
    ("measures", "Chapter 99 measures"),
    ("eras", "Dates on which rates changed"),
    ("adcvd", "AD/CVD families"),
    ("sectors", "Priority sectors"),
    ("spis", "Preference programmes"),
    ("entry_types", "Entry types"),
    ("hts_revisions", "Revisions of the schedule"),
    ("concordance", "Concordance of numbers"),
    ("chapters", "Chapters of the schedule"),
    ("fx_bands", "Ratios of units and currencies"),
    ("liquidation_status", "Words of liquidation statuses"),
    ("products", "What makes lines one product"),
    ("header_aliases", "Column titles"),
    ("holidays", "Federal holidays"),
    ("self_tests", "Worked examples"),
];

/// A part of a list that is longer than this, in bytes, has a line of its own.
const LONG: usize = 40;

/// Weaves a pack into its page.
///
/// # Errors
/// Never for a pack that was read; serde has no way to say so.
pub fn weave(pack: &Pack) -> Result<Page, serde_json::Error> {
    let document = match pack.to_value()? {
        Value::Object(document) => document,
        _ => Map::new(),
    };
    let known: BTreeSet<&str> = TITLES.iter().map(|(key, _)| *key).collect();
    let others = document.keys().filter(|key| !known.contains(key.as_str()));
    let order = TITLES
        .iter()
        .copied()
        .chain(others.map(|key| (key.as_str(), key.as_str())));
    let mut sections = Vec::new();
    for (key, title) in order {
        if let Some(value) = document.get(key) {
            let mut blocks = Vec::new();
            part(&mut blocks, 0, title, value, None);
            sections.push(Section {
                id: key.to_owned(),
                title: title.to_owned(),
                blocks,
            });
        }
    }
    let header = &pack.header;
    let mut about = vec![header.jurisdiction.clone()];
    about.extend(pack.standing(header.as_of).banners);
    about.push(
        "Each row stands beside its authority and mark. V: checked against an official source. \
         V2: checked in third-party published material. M: from memory, with that confidence. \
         D: a design choice; CBP publishes no such number. A source in brackets is that of the \
         table around the row."
            .to_owned(),
    );
    Ok(Page {
        title: format!(
            "Rule pack {} {}, as of {}",
            header.pack_id, header.version, header.as_of
        ),
        about,
        sections,
    })
}

/// Lays out a value: a record for an object, a table for records of one shape,
/// a value for anything else.
fn part(blocks: &mut Vec<Block>, level: u8, title: &str, value: &Value, around: Option<&Source>) {
    match value {
        Value::Object(fields) => record(blocks, level, title, fields, around),
        Value::Array(items) => list(blocks, level, title, items, around),
        other => blocks.push(Block::Record(Record {
            level,
            title: title.to_owned(),
            values: vec![NamedValue {
                name: String::new(),
                value: shown(other),
                source: None,
            }],
            source: around.cloned(),
        })),
    }
}

fn record(
    blocks: &mut Vec<Block>,
    level: u8,
    title: &str,
    fields: &Map<String, Value>,
    around: Option<&Source>,
) {
    let source = own_source(fields).or_else(|| around.map(Source::inherited));
    let mut values = Vec::new();
    let mut deeper = Vec::new();
    for (key, value) in fields {
        if is_authority(value) {
            if key != "authority" {
                values.push(NamedValue {
                    name: words(key),
                    value: String::new(),
                    source: source_of(value),
                });
            }
        } else if key == "thresholds" {
            thresholds(&mut values, value);
        } else if is_plain(value) {
            values.push(NamedValue {
                name: words(key),
                value: shown(value),
                source: None,
            });
        } else {
            deeper.push((words(key), value));
        }
    }
    blocks.push(Block::Record(Record {
        level,
        title: title.to_owned(),
        values,
        source: source.clone(),
    }));
    for (name, value) in deeper {
        part(
            blocks,
            level.saturating_add(1),
            &name,
            value,
            source.as_ref(),
        );
    }
}

/// The numbers of a trigger: design choices, whatever its law.
fn thresholds(values: &mut Vec<NamedValue>, thresholds: &Value) {
    let design = Source {
        cite: "design choice".to_owned(),
        mark: Mark::D,
        standing: String::new(),
        note: String::new(),
        inherited: false,
    };
    for (key, value) in thresholds.as_object().into_iter().flatten() {
        values.push(NamedValue {
            name: words(key),
            value: shown(value),
            source: Some(design.clone()),
        });
    }
}

fn list(blocks: &mut Vec<Block>, level: u8, title: &str, items: &[Value], around: Option<&Source>) {
    let objects: Option<Vec<&Map<String, Value>>> = items.iter().map(Value::as_object).collect();
    let flat = |fields: &&Map<String, Value>| {
        fields
            .values()
            .all(|value| is_plain(value) || is_authority(value))
            && fields
                .iter()
                .all(|(key, value)| key == "authority" || !is_authority(value))
    };
    match objects {
        Some(objects) if objects.iter().all(flat) => {
            blocks.push(Block::Table(table(level, title, &objects, around)));
        }
        Some(_) => {
            for (at, item) in items.iter().enumerate() {
                let name = heading(item).unwrap_or_else(|| format!("{title} {}", at + 1));
                part(blocks, level, &name, item, around);
            }
        }
        None => blocks.push(Block::Table(Table {
            level,
            title: title.to_owned(),
            columns: vec![String::new()],
            rows: items
                .iter()
                .map(|item| Row {
                    cells: vec![shown(item)],
                    source: around.map(Source::inherited),
                })
                .collect(),
        })),
    }
}

fn table(
    level: u8,
    title: &str,
    objects: &[&Map<String, Value>],
    around: Option<&Source>,
) -> Table {
    let mut keys: Vec<&str> = Vec::new();
    for fields in objects {
        for key in fields.keys().filter(|key| *key != "authority") {
            if !keys.contains(&key.as_str()) {
                keys.push(key);
            }
        }
    }
    // The fields that name a row come first.
    keys.sort_by_key(|key| {
        !matches!(
            *key,
            "id" | "term" | "day" | "date" | "from" | "fiscal_year"
        )
    });
    Table {
        level,
        title: title.to_owned(),
        columns: keys.iter().map(|key| words(key)).collect(),
        rows: objects
            .iter()
            .map(|fields| Row {
                cells: keys
                    .iter()
                    .map(|key| fields.get(*key).map_or_else(String::new, shown))
                    .collect(),
                source: own_source(fields).or_else(|| around.map(Source::inherited)),
            })
            .collect(),
    }
}

/// What a record is headed by: its id and its title, where it has them.
fn heading(item: &Value) -> Option<String> {
    let id = identity(item)?;
    let title = ["title", "name", "label", "product", "situation"]
        .iter()
        .find_map(|key| item.get(key).and_then(Value::as_str))
        .filter(|title| *title != id);
    Some(match title {
        Some(title) => format!("{id} · {title}"),
        None => id,
    })
}

/// Whether a value fits in a cell: no record inside.
fn is_plain(value: &Value) -> bool {
    match value {
        // What has a title of its own is a record, however short.
        Value::Object(fields) => {
            !fields.contains_key("title") && fields.values().all(is_scalar_or_words)
        }
        Value::Array(items) => items.iter().all(is_scalar_or_words),
        _ => true,
    }
}

fn is_scalar_or_words(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(|item| !item.is_object()),
        Value::Object(_) => false,
        _ => true,
    }
}

fn is_authority(value: &Value) -> bool {
    value.get("mark").is_some()
}

fn own_source(fields: &Map<String, Value>) -> Option<Source> {
    fields.get("authority").and_then(source_of)
}

fn source_of(value: &Value) -> Option<Source> {
    let authority: Authority = node::read(value).ok()?;
    let mut standing = Vec::new();
    if authority.status != LegalStatus::InForce {
        standing.push(authority.status.label().to_owned());
    }
    if let Some(from) = authority.effective_from {
        standing.push(format!("from {from}"));
    }
    if let Some(to) = authority.effective_to {
        standing.push(format!("to {to}"));
    }
    Some(Source {
        cite: authority.cite(),
        mark: authority.mark,
        standing: standing.join(", "),
        note: authority.note.unwrap_or_default(),
        inherited: false,
    })
}

impl Source {
    fn inherited(&self) -> Self {
        Self {
            inherited: true,
            note: String::new(),
            ..self.clone()
        }
    }
}

/// A value as a cell shows it: short ones in one line, sentences one a line.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Null => "none".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) if items.iter().any(|item| item.is_array()) => {
            let parts: Vec<String> = items.iter().map(shown).collect();
            parts.join("; ")
        }
        Value::Array(items) => {
            let sentences = items
                .iter()
                .any(|item| item.as_str().is_some_and(|text| text.contains(' ')));
            let parts: Vec<String> = items.iter().map(shown).collect();
            let long = parts.iter().any(|part| part.len() > LONG);
            parts.join(match (sentences, long) {
                (_, true) => "\n",
                (true, false) => " · ",
                (false, false) => ", ",
            })
        }
        Value::Object(fields) => {
            let parts: Vec<String> = fields
                .iter()
                .map(|(key, value)| format!("{}: {}", words(key), shown(value)))
                .collect();
            let long = parts.iter().any(|part| part.len() > LONG);
            parts.join(if long { "\n" } else { "; " })
        }
    }
}

/// A key in words.
fn words(key: &str) -> String {
    key.replace('_', " ")
}
