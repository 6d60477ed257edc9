//! What the user decided about identities that the program proposed.

use serde::{Deserialize, Serialize};

/// The user's decisions. Texts are part numbers or descriptions as the
/// program shows them; case and spacing do not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// Whether a revision suffix (`AB-100 REV C`) is no part of the number.
    pub ignore_revisions: bool,
    /// Pairs that are one product whatever the wording says. The two count as
    /// one description from then on.
    pub accepted: Vec<Pair>,
    /// Pairs that are two products whatever the wording says. Wins over
    /// `accepted`.
    pub split: Vec<Pair>,
}

/// Two texts that a decision is about; their order does not matter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Pair(pub String, pub String);

/// A text without case and with single spaces.
pub(crate) fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
