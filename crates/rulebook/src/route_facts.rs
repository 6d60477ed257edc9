//! How findings meet the decision tables.

use crate::authority::Authority;
use crate::decisions::{EntryState, Revenue, RouteFact, RulingFact};
use crate::read::record;
use crate::scoring::Grade;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

record! {
    /// Which trigger brings which fact, and what counts as a pattern.
    #[derive(Clone, Debug, PartialEq, Eq)]
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
        /// The least part of the amount still within reach of a route that has to
        /// run out within the window. Where goods arrive every week some limit is
        /// always near; that alone is no reason to stop everything.
        pub urgent_min_share: Decimal,
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
}

record! {
    /// The facts that a trigger brings.
    #[derive(Clone, Debug, Default, PartialEq, Eq)]
    pub struct TriggerFacts {
        /// For the table of routes.
        pub facts: Vec<RouteFact> = Vec::new(),
        /// For the table of rulings; empty where no ruling could help.
        pub ruling: Vec<RulingFact> = Vec::new(),
    }
}

record! {
    /// From when one question counts as a pattern: any of these is enough.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Pattern {
        /// Brokers.
        pub min_filers: usize,
        /// Calendar years.
        pub min_years: i16,
        /// Findings of one trigger: products, mostly.
        pub min_findings: usize,
    }
}

impl Settings {
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
