//! The words of the working papers.

use crate::authority::Authority;
use crate::read::record;
use crate::texts::fill;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

record! {
    /// Labels, templates and blanks of the papers.
    #[derive(Clone, Debug, PartialEq, Eq)]
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
        pub cells: BTreeMap<Standing, String>,
        /// The calendar file.
        pub calendar: CalendarWords,
        /// Where the words come from.
        pub authority: Authority,
    }
}

record! {
    /// The words of the calendar file.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CalendarWords {
        /// What the calendar is called.
        pub name: String,
        /// An event's title: values `label`, `entries`.
        pub summary: String,
        /// One entry: value `entry`.
        pub one: String,
        /// Several: value `count`.
        pub many: String,
        /// Lines of no entry number: value `count`.
        pub unnumbered: String,
        /// After the title of an estimated date.
        pub estimated: String,
        /// The entries in an event's text: value `examples`.
        pub about: String,
        /// After the examples: value `count`.
        pub more: String,
        /// Days before at which the calendar reminds.
        pub alarm_days: u8,
    }
}

/// How far something is ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Ready.
    Ready,
    /// In part.
    Partly,
    /// Not ready.
    No,
    /// Not answered.
    Unsaid,
}

impl Status {
    /// All.
    pub const ALL: [Self; 4] = [Self::Ready, Self::Partly, Self::No, Self::Unsaid];
}

/// How far an element of a compliance file is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// On file.
    Have,
    /// In part.
    Partly,
    /// Missing.
    Missing,
    /// Not needed for this product.
    NotNeeded,
    /// Nothing speaks of it.
    Unsaid,
}

impl Standing {
    /// All.
    pub const ALL: [Self; 5] = [
        Self::Have,
        Self::Partly,
        Self::Missing,
        Self::NotNeeded,
        Self::Unsaid,
    ];
}

impl Words {
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
        fill(text, values)
    }

    /// What is left to fill in for a content id.
    #[must_use]
    pub fn blanks(&self, id: &str) -> Vec<String> {
        self.blanks.get(id).cloned().unwrap_or_default()
    }
}
