//! One record a trigger: what it needs, its numbers and its words.

use crate::authority::Authority;
use crate::error::PackError;
use crate::read::{node, record};
use crate::scoring::{Category, Grade};
use customs::Field;
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

record! {
    /// A trigger's record.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Detector {
        /// Its id, such as `CLS-1`.
        pub id: String,
        /// Whether it runs at all.
        pub on: bool = true,
        /// As shown.
        pub title: String,
        /// What it means, in one or two plain sentences.
        pub meaning: String,
        /// The part of the score that it feeds.
        pub category: Category,
        /// Its weight within the category, 0 to 1.
        pub weight: Decimal,
        /// The fields without which it does not run.
        pub needs: Vec<Field> = Vec::new(),
        /// The fields that make it better.
        pub helpful: Vec<Field> = Vec::new(),
        /// Ids of the questions whose answers it reads.
        pub answers: Vec<String> = Vec::new(),
        /// Its numbers: whole numbers, decimals as strings, truths, and lists of
        /// these or of words. Each trigger reads them into its own type.
        pub thresholds: Map<String, Value> = Map::new(),
        /// Names of further ceilings that the trigger knows, besides levels of
        /// evidence and patterns.
        pub tiers: Vec<String> = Vec::new(),
        /// The highest grade by evidence level, pattern or tier.
        pub ceilings: BTreeMap<String, Grade> = BTreeMap::new(),
        /// The patterns that it tells apart, by id, in words.
        pub patterns: BTreeMap<String, String> = BTreeMap::new(),
        /// The innocent explanations that it tests, in order.
        pub checks: Vec<CheckText> = Vec::new(),
        /// What to ask the importer.
        pub questions: Vec<String> = Vec::new(),
        /// The first thing to do.
        pub action: String,
        /// Why its question has no amount, where it never has one.
        pub no_amount: Option<String>,
        /// The heading over the evidence.
        pub evidence_title: String,
        /// What would let it run when it can't.
        pub unlock: String,
        /// Words that its own texts never use.
        pub avoid: Vec<String> = Vec::new(),
        /// Its authority. The thresholds are design choices in any case.
        pub authority: Authority,
    }
}

record! {
    /// An innocent explanation in words.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CheckText {
        /// Its id, which the trigger knows.
        pub id: String,
        /// What is tested.
        pub question: String,
        /// What to say when it explains what was seen.
        pub explains: String,
        /// What to say when it doesn't.
        pub rejects: String,
        /// What to say when the data can't tell; the pack's general sentence where
        /// absent.
        pub cannot_tell: Option<String>,
    }
}

impl Detector {
    /// Its thresholds as the trigger's own type.
    ///
    /// # Errors
    /// When a number is absent or of another kind than the trigger reads.
    pub fn thresholds<T: DeserializeOwned>(&self) -> Result<T, PackError> {
        let at = format!("detectors/{}[{}].thresholds", self.category, self.id);
        node::read_map(&at, &self.thresholds)
    }

    /// The highest grade that an evidence level or a pattern allows.
    #[must_use]
    pub fn ceiling(&self, key: &str) -> Grade {
        self.ceilings.get(key).copied().unwrap_or(Grade::Critical)
    }

    /// The wording of a check.
    #[must_use]
    pub fn check(&self, id: &str) -> Option<&CheckText> {
        self.checks.iter().find(|check| check.id == id)
    }

    /// Why its question has no amount; empty where the pack does not say.
    #[must_use]
    pub fn no_amount(&self) -> String {
        self.no_amount.clone().unwrap_or_default()
    }

    /// The wording of a pattern.
    #[must_use]
    pub fn pattern(&self, id: &str) -> Option<&str> {
        self.patterns.get(id).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use crate::Pack;
    use rust_decimal::Decimal;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Some {
        min_distinct_dates: u32,
        min_share: Decimal,
        #[serde(default)]
        nested: Vec<Nested>,
    }

    #[derive(Debug, Deserialize)]
    struct Nested {
        days: i32,
    }

    fn read(thresholds: serde_json::Value) -> Result<Some, String> {
        let mut detector = Pack::embedded().unwrap().detectors.remove(0);
        let serde_json::Value::Object(fields) = thresholds else {
            panic!("an object");
        };
        detector.thresholds = fields;
        detector.thresholds().map_err(|error| error.to_string())
    }

    #[test]
    fn thresholds_are_read_into_a_type_or_the_place_is_named() {
        let good = serde_json::json!({
            "min_distinct_dates": 3, "min_share": "0.01", "nested": [{"days": -5}]
        });
        let some = read(good).unwrap();
        assert_eq!(
            (some.min_distinct_dates, some.min_share),
            (3, Decimal::new(1, 2))
        );
        assert_eq!(some.nested[0].days, -5);
        let at = "detectors/classification[CLS-1].thresholds";
        for (bad, says) in [
            (
                serde_json::json!({"min_share": "1"}),
                ": missing field `min_distinct_dates`",
            ),
            (
                serde_json::json!({"min_distinct_dates": "3", "min_share": "1"}),
                ".min_distinct_dates: invalid type: string \"3\", expected u32",
            ),
            (
                serde_json::json!({"min_distinct_dates": 3, "min_share": "1", "nested": [{"days": 1.5}]}),
                ".nested[0].days: invalid type: floating point `1.5`, expected i32",
            ),
            (
                serde_json::json!({"min_dates": 3}),
                ".min_dates: unknown field `min_dates`",
            ),
        ] {
            let error = read(bad).unwrap_err();
            assert!(error.starts_with(&format!("{at}{says}")), "{error}");
        }
    }
}
