//! What a trigger reads.

use crate::finding::{NotAssessed, Why};
use customs::{Day, Field};
use products::Products;
use profile::Profile;
use rulebook::{Detector, Pack};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the visitor answered, by the pack's question ids. An absent id is a
/// question that was skipped, which is never the same as "no".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, Answer>);

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// Yes or no.
    Flag(bool),
    /// A step on the pack's scale.
    Scale(u8),
    /// A day.
    Day(Day),
    /// Chosen options, or several words.
    Words(Vec<String>),
    /// One word or sentence.
    Text(String),
}

impl Answers {
    /// The answer to a question, if it was given.
    #[must_use]
    pub fn get(&self, question: &str) -> Option<&Answer> {
        self.0.get(question)
    }
}

/// Everything a trigger may look at. There is no clock and no file in here.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Every entry line.
    pub profile: &'a Profile,
    /// Which lines are the same product.
    pub products: &'a Products,
    /// The rule pack.
    pub pack: &'a Pack,
    /// The visitor's answers.
    pub answers: &'a Answers,
    /// The day that the assessment is made for.
    pub as_of: Day,
}

impl Context<'_> {
    /// The fields of a detector's needs that no row fills, as the reason why it
    /// can't run; `None` when all are there.
    #[must_use]
    pub fn lacks(&self, detector: &Detector) -> Option<NotAssessed> {
        let missing: Vec<Field> = detector
            .needs
            .iter()
            .copied()
            .filter(|field| !self.profile.has(*field))
            .collect();
        (!missing.is_empty()).then(|| NotAssessed {
            why: Why::Fields { missing },
            unlock: detector.unlock.clone(),
        })
    }
}
