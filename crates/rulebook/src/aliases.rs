//! Which field a column title means.

use crate::authority::Authority;
use customs::Field;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The column titles of reports, by field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Document", into = "Document")]
pub struct Aliases {
    fields: BTreeMap<Field, Vec<String>>,
    authority: Authority,
    index: BTreeMap<String, Field>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    fields: BTreeMap<Field, Vec<String>>,
    authority: Authority,
}

impl TryFrom<Document> for Aliases {
    type Error = String;

    fn try_from(document: Document) -> Result<Self, String> {
        let mut index = BTreeMap::new();
        for (field, titles) in &document.fields {
            for title in titles {
                let key = normalise_header(title);
                if key.is_empty() {
                    return Err(format!("{title:?} has no letter or digit"));
                }
                if let Some(other) = index.insert(key, *field) {
                    return Err(format!(
                        "{title:?} stands under \"{other}\" and again under \"{field}\"; \
                         a title means one field, without regard to case, spaces and punctuation"
                    ));
                }
            }
        }
        Ok(Self {
            fields: document.fields,
            authority: document.authority,
            index,
        })
    }
}

impl From<Aliases> for Document {
    fn from(aliases: Aliases) -> Self {
        Self {
            fields: aliases.fields,
            authority: aliases.authority,
        }
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
        &self.fields
    }

    /// Where the titles come from.
    #[must_use]
    pub fn authority(&self) -> &Authority {
        &self.authority
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
