//! How findings meet the decision tables, as data.

use rulebook::{Authority, EntryState, Grade, Revenue, RouteFact, RulingFact};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which trigger brings which fact, and what counts as a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Facts by trigger (`ADC-1`) or by trigger and pattern (`PRF-4.unclaimed`).
    pub triggers: BTreeMap<String, TriggerFacts>,
    /// What counts as a pattern.
    pub pattern: Pattern,
    /// The trigger that sees corrections again and again on one question.
    pub corrections_trigger: String,
    /// The limits that lead to the urgent path when they are near.
    pub urgent_keys: Vec<String>,
    /// The least grade of a finding whose limits lead there.
    pub urgent_min_grade: Grade,
    /// The trigger that sees a relocation after an order.
    pub relocation_trigger: String,
    /// How recent a product's last entry has to be for future imports to be
    /// expected.
    pub prospective_days: i32,
    /// How many entries are named as examples.
    pub examples: usize,
    /// The states in words.
    pub states: BTreeMap<EntryState, String>,
    /// The revenue effects in words.
    pub revenue: BTreeMap<Revenue, String>,
    /// Where all this comes from.
    pub authority: Authority,
}

/// The facts that a trigger brings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriggerFacts {
    /// For the table of routes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<RouteFact>,
    /// For the table of rulings; empty where no ruling could help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ruling: Vec<RulingFact>,
}

/// From when one question counts as a pattern: any of these is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pattern {
    /// Brokers.
    pub min_filers: usize,
    /// Calendar years.
    pub min_years: i16,
    /// Findings of one trigger: products, mostly.
    pub min_findings: usize,
}

/// The settings that the program carries.
pub const DEFAULT: &str = include_str!("../data/settings.json");

impl Settings {
    /// The settings that the program carries.
    ///
    /// # Errors
    /// Never for the file in the source tree, which a test reads.
    pub fn embedded() -> Result<Self, String> {
        serde_json::from_str(DEFAULT).map_err(|error| error.to_string())
    }

    /// The facts that a trigger's pattern brings.
    #[must_use]
    pub fn facts(&self, trigger: &str, pattern: &str) -> &TriggerFacts {
        const NONE: &TriggerFacts = &TriggerFacts {
            facts: Vec::new(),
            ruling: Vec::new(),
        };
        self.triggers
            .get(&format!("{trigger}.{pattern}"))
            .or_else(|| self.triggers.get(trigger))
            .unwrap_or(NONE)
    }

    /// A state in words.
    #[must_use]
    pub fn state(&self, state: EntryState) -> &str {
        self.states.get(&state).map_or("", String::as_str)
    }
}

/// The trigger of a finding id, such as `CLS-1` of `CLS-1:part/0/X`.
#[must_use]
pub fn trigger_of(finding: &str) -> &str {
    finding
        .split_once(':')
        .map_or(finding, |(trigger, _)| trigger)
}
