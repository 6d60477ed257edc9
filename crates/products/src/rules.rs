//! The thresholds and word lists that the rule pack supplies.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Everything that decides an identity and is a matter of judgement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Part numbers.
    pub part_number: PartNumberRules,
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

/// How lines without any identifier are told apart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProxyRules {
    /// Neighbouring unit values at least this many times apart are two price
    /// levels.
    pub price_gap_ratio: f64,
}

/// The rules that the default pack carries, as text.
pub const DEFAULT: &str = include_str!("../data/rules.json");

impl Default for Rules {
    /// The rules of the default pack.
    fn default() -> Self {
        // The file is embedded and a test reads it, so the empty rules are
        // never met; they keep the library free of panics.
        serde_json::from_str(DEFAULT).unwrap_or_else(|_| Self {
            part_number: PartNumberRules::default(),
            proxy: ProxyRules {
                price_gap_ratio: f64::INFINITY,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_reads() {
        let rules: Rules = serde_json::from_str(DEFAULT).unwrap();
        assert_eq!(rules, Rules::default());
    }
}
