//! The words of the working papers, as data.

use crate::files::Standing as CellStanding;
use crate::readiness::Status;
use rulebook::Authority;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Labels, templates and blanks of the papers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Titles by paper.
    pub titles: BTreeMap<String, String>,
    /// Labels of fields.
    pub labels: BTreeMap<String, String>,
    /// Sentences with `{name}` for values.
    pub templates: BTreeMap<String, String>,
    /// What is left to fill in, by the pack's content id.
    pub blanks: BTreeMap<String, Vec<String>>,
    /// Beside figures that follow a reading.
    pub reading_note: String,
    /// Over the search words.
    pub search_title: String,
    /// Over the facts that no file holds.
    pub missing_title: String,
    /// The limits that a disclosure starts, by key.
    pub limit_keys: Vec<String>,
    /// How many values a field lists.
    pub listed: usize,
    /// Words that find nothing, in lower case.
    pub stop_words: BTreeSet<String>,
    /// What the data shows beside a document request, by the pack's id.
    pub seen: BTreeMap<String, String>,
    /// The states of a document request in words.
    pub statuses: BTreeMap<Status, String>,
    /// The states of a file element in words.
    pub cells: BTreeMap<CellStanding, String>,
    /// The calendar file.
    pub calendar: CalendarWords,
    /// Where the words come from.
    pub authority: Authority,
}

/// The words of the calendar file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarWords {
    /// What the calendar is called.
    pub name: String,
    /// An event's title: values `label`, `entries`.
    pub summary: String,
    /// One entry: value `entry`.
    pub one: String,
    /// Several: value `count`.
    pub many: String,
    /// After the title of an estimated date.
    pub estimated: String,
    /// The entries in an event's text: value `examples`.
    pub about: String,
    /// After the examples: value `count`.
    pub more: String,
    /// Days before at which the calendar reminds.
    pub alarm_days: u8,
}

/// The words that the program carries.
pub const DEFAULT: &str = include_str!("../data/papers.json");

impl Words {
    /// The words that the program carries.
    ///
    /// # Errors
    /// Never for the file in the source tree, which a test reads.
    pub fn embedded() -> Result<Self, String> {
        serde_json::from_str(DEFAULT).map_err(|error| error.to_string())
    }

    /// A label; its name where the words have none.
    #[must_use]
    pub fn label(&self, name: &str) -> String {
        self.labels
            .get(name)
            .map_or(name, String::as_str)
            .to_owned()
    }

    /// A sentence with its values.
    #[must_use]
    pub fn fill(&self, template: &str, values: &[(&str, &str)]) -> String {
        let text = self.templates.get(template).map_or("", String::as_str);
        rulebook::fill(text, values)
    }

    /// What is left to fill in for a content id.
    #[must_use]
    pub fn blanks(&self, id: &str) -> Vec<String> {
        self.blanks.get(id).cloned().unwrap_or_default()
    }

    /// Every text, for the test that reads them all.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let calendar = &self.calendar;
        [
            &self.reading_note,
            &self.search_title,
            &self.missing_title,
            &calendar.name,
            &calendar.summary,
            &calendar.one,
            &calendar.many,
            &calendar.estimated,
            &calendar.about,
            &calendar.more,
        ]
        .into_iter()
        .chain(self.titles.values())
        .chain(self.labels.values())
        .chain(self.templates.values())
        .chain(self.blanks.values().flatten())
        .chain(self.seen.values())
        .chain(self.statuses.values())
        .chain(self.cells.values())
        .map(String::as_str)
    }
}
