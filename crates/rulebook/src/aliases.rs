//! Which field a column title means.

use crate::authority::Authority;
use crate::read::{At, Faults, Read, record};
use customs::Field;
use serde_json::Value;
use std::collections::BTreeMap;

/// The column titles of reports, by field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aliases {
    titles: Titles,
    index: BTreeMap<String, Field>,
}

record! {
    /// The section as it is written.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Titles {
        /// Titles by field.
        pub fields: BTreeMap<Field, Vec<String>>,
        /// Where they come from.
        pub authority: Authority,
    }
}

impl Read for Aliases {
    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
        let titles = Titles::read(value, at, faults)?;
        let before = faults.0.len();
        let mut index = BTreeMap::new();
        for (field, title) in titles
            .fields
            .iter()
            .flat_map(|(field, titles)| titles.iter().map(move |title| (*field, title)))
        {
            let key = normalise_header(title);
            if key.is_empty() {
                faults.add::<()>(at, format!("{title:?} has no letter or digit"), "");
            } else if let Some(other) = index.insert(key, field) {
                faults.add::<()>(
                    at,
                    format!("{title:?} stands under \"{other}\" and again under \"{field}\""),
                    "a title for one field, without regard to case, spaces and punctuation",
                );
            }
        }
        (faults.0.len() == before).then_some(Self { titles, index })
    }
}

impl Aliases {
    /// The field of a title that [`normalise_header`] has normalised.
    #[must_use]
    pub fn field_of(&self, normalised: &str) -> Option<Field> {
        self.index.get(normalised).copied()
    }

    /// The titles by field, as the pack lists them.
    #[must_use]
    pub fn fields(&self) -> &BTreeMap<Field, Vec<String>> {
        &self.titles.fields
    }

    /// Where the titles come from.
    #[must_use]
    pub fn authority(&self) -> &Authority {
        &self.titles.authority
    }
}

/// A column title without case, spaces and punctuation. `#` counts as "no",
/// `%` as "pct"; letters of other scripts stay.
#[must_use]
pub fn normalise_header(title: &str) -> String {
    let mut key = String::with_capacity(title.len());
    for character in title.chars() {
        match character {
            '#' => key.push_str("no"),
            '%' => key.push_str("pct"),
            letter if letter.is_alphanumeric() => key.extend(letter.to_lowercase()),
            _ => {}
        }
    }
    key
}
