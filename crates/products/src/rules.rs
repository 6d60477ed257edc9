//! The thresholds and word lists that the rule pack supplies.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that decides an identity and is a matter of judgement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Part numbers.
    pub part_number: PartNumberRules,
    /// Descriptions.
    pub description: DescriptionRules,
    /// The proxy for lines without any identifier.
    pub proxy: ProxyRules,
}

/// What makes a part number an identity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartNumberRules {
    /// Words, in capitals without punctuation, that identify nothing. A part
    /// number made of them alone is none.
    pub free_text: BTreeSet<String>,
    /// Words, in capitals, that a revision follows.
    pub revision_marks: BTreeSet<String>,
}

/// When two descriptions are one product. Words are lower case, without
/// accents, singular.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DescriptionRules {
    /// Similarity, from 0 to 1, at which two descriptions are linked.
    pub link_at: f64,
    /// Share, from 0 to 1, of the weight of all words of both that the words
    /// in common must have.
    pub shared_weight: f64,
    /// A description with fewer telling words identifies nothing.
    pub telling_words: usize,
    /// Words without any meaning for what the goods are.
    pub stop_words: BTreeSet<String>,
    /// Words that any goods could be called by.
    pub generic_words: BTreeSet<String>,
    /// Words such as colours, which vary within one product.
    pub minor_words: BTreeSet<String>,
    /// Words and abbreviations, with the word that they are read as.
    pub same_words: BTreeMap<String, String>,
    /// Words after which the text says what the goods are used with.
    pub application_words: BTreeSet<String>,
    /// Words after which a number is of an order or a shipment.
    pub order_words: BTreeSet<String>,
    /// Standards, whose numbers are of many products.
    pub standards: BTreeSet<String>,
    /// Words that keep descriptions apart.
    pub discriminators: Vec<Discriminator>,
    /// Measures, which keep descriptions apart.
    pub measures: Vec<Measure>,
    /// Units of how many there are, which says nothing about what they are.
    pub count_units: BTreeSet<String>,
    /// Words of a company's name that do not name it.
    pub legal_forms: BTreeSet<String>,
}

/// A quality of goods that keeps descriptions apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discriminator {
    /// What the quality is called.
    pub name: String,
    /// Whether it keeps descriptions apart even if both name the same model.
    #[serde(default)]
    pub always: bool,
    /// Whether its words say nothing of what the goods are: `part`, `set`.
    #[serde(default)]
    pub vague: bool,
    /// The values, each with other words for it.
    pub values: BTreeMap<String, BTreeSet<String>>,
}

/// A kind of measure with its units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// What is measured.
    pub name: String,
    /// The unit that values are compared in.
    pub base: String,
    /// Each unit as written, and how many base units it is, as a decimal with
    /// at most six places.
    pub units: BTreeMap<String, String>,
}

/// How lines without any identifier are told apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProxyRules {
    /// Neighbouring unit values at least this many times apart are two price
    /// levels.
    pub price_gap_ratio: f64,
}

impl Default for ProxyRules {
    fn default() -> Self {
        Self {
            price_gap_ratio: f64::INFINITY,
        }
    }
}

/// The rules that the default pack carries, as text.
pub const DEFAULT: &str = include_str!("../data/rules.json");

impl Default for Rules {
    /// The rules that the default pack carries.
    fn default() -> Self {
        // A test reads the embedded file, so the empty rules are never met;
        // they keep the library free of panics.
        serde_json::from_str(DEFAULT).unwrap_or_else(|_| Self {
            part_number: PartNumberRules::default(),
            description: DescriptionRules::default(),
            proxy: ProxyRules::default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_reads() {
        let rules: Rules = serde_json::from_str(DEFAULT).unwrap();
        assert!(rules.description.link_at > 0.8);
        let words = |set: &BTreeSet<String>| set.iter().all(|w| *w == w.to_lowercase());
        assert!(words(&rules.description.stop_words));
    }
}
