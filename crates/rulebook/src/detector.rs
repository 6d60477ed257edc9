//! One record a trigger: what it needs, its numbers and its words.

use crate::authority::Authority;
use crate::error::PackError;
use crate::read;
use crate::scoring::{Category, Grade};
use customs::Field;
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A trigger's record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Detector {
    /// Its id, such as `CLS-1`.
    pub id: String,
    /// Whether it runs at all.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub on: bool,
    /// As shown.
    pub title: String,
    /// What it means, in one or two plain sentences.
    pub meaning: String,
    /// The part of the score that it feeds.
    pub category: Category,
    /// Its weight within the category, 0 to 1.
    pub weight: Decimal,
    /// The fields without which it does not run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Field>,
    /// The fields that make it better.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub helpful: Vec<Field>,
    /// Ids of the questions whose answers it reads.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
    /// Its numbers: whole numbers, decimals as strings, truths, and lists of
    /// these or of words. Each trigger reads them into its own type.
    #[serde(default)]
    pub thresholds: Map<String, Value>,
    /// Names of further ceilings that the trigger knows, besides levels of
    /// evidence and patterns.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<String>,
    /// The highest grade by evidence level, pattern or tier.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub ceilings: BTreeMap<String, Grade>,
    /// The patterns that it tells apart, by id, in words.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub patterns: BTreeMap<String, String>,
    /// The innocent explanations that it tests, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<CheckText>,
    /// What to ask the importer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// The first thing to do.
    pub action: String,
    /// The heading over the evidence.
    pub evidence_title: String,
    /// What would let it run when it can't.
    pub unlock: String,
    /// Words that its own texts never use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub avoid: Vec<String>,
    /// Its authority. The thresholds are design choices in any case.
    pub authority: Authority,
}

/// An innocent explanation in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cannot_tell: Option<String>,
}

fn yes() -> bool {
    true
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_yes(on: &bool) -> bool {
    *on
}

impl Detector {
    /// Its thresholds as the trigger's own type.
    ///
    /// # Errors
    /// When a number is absent or of another kind than the trigger reads.
    pub fn thresholds<T: DeserializeOwned>(&self) -> Result<T, PackError> {
        let at = format!("detectors/{}[{}].thresholds", self.category, self.id);
        read::read_map(&at, &self.thresholds)
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

    /// The wording of a pattern.
    #[must_use]
    pub fn pattern(&self, id: &str) -> Option<&str> {
        self.patterns.get(id).map(String::as_str)
    }
}
