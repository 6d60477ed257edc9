//! How much a term says.
//!
//! The usual weight of a word is its rarity in the file at hand (IDF). That is
//! refused here: an importer who starts to buy umbrellas would shift the weight
//! of `steel` and with it findings about bolts. Weights therefore depend on the
//! term alone, by what it is and, for a model number, by how long it is: the
//! longer, the less likely that two products share it by chance. Tried on the
//! training pairs, weights by the length of words gained a point of recall for
//! a point of precision, so words are all alike.

use super::reading::Kind;
use hashbrown::HashSet;
use rustc_hash::FxBuildHasher;

/// The weight of an ordinary word.
pub(crate) const WORD: u32 = 8;

/// The weight of a term. What keeps apart has none: it decides before weights
/// do.
pub(crate) fn of(text: &str, kind: Kind) -> u32 {
    match kind {
        Kind::Word => WORD,
        Kind::Generic => 3,
        Kind::Minor => 1,
        Kind::Apart(_) => 0,
        Kind::Model => match text.len() {
            0..=4 => 12,
            5 => 30,
            6 => 60,
            7 => 90,
            _ => 120,
        },
    }
}

/// Words that are one letter away from another word, so that a difference of
/// one letter between two of them is no misspelling.
#[derive(Clone, Debug)]
pub(crate) struct CloseWords(HashSet<&'static str, FxBuildHasher>);

impl Default for CloseWords {
    /// The words of the tariff schedule that are.
    fn default() -> Self {
        Self(include_str!("../../data/close_words.txt").lines().collect())
    }
}

impl CloseWords {
    /// Whether a word is one of them.
    pub(crate) fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}
