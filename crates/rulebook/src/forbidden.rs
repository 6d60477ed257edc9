//! Words that no text of the product may use.

use crate::authority::Authority;
use crate::read::record;

record! {
    /// The list.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Forbidden {
        /// The phrases.
        pub phrases: Vec<Phrase>,
        /// Where the list comes from.
        pub authority: Authority,
    }
}

record! {
    /// A phrase that may not appear, as whole words.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Phrase {
        /// The words, in lower case.
        pub phrase: String,
        /// Why not.
        pub why: String,
        /// Longer passages, in lower case, within which it may stand.
        pub unless: Vec<String> = Vec::new(),
    }
}

impl Forbidden {
    /// The first forbidden phrase in a text: as whole words, without regard to
    /// case and line breaks.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<&str> {
        let plain = plain(text);
        self.phrases
            .iter()
            .find(|phrase| phrase.occurs(&plain))
            .map(|phrase| phrase.phrase.as_str())
    }
}

/// Lower case, one space between words, typographic apostrophes straightened.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a phrase stands as whole words.
fn places<'a>(text: &'a str, phrase: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(phrase).filter_map(move |(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        let after = text.get(at + phrase.len()..)?.chars().next();
        let bounded = |side: Option<char>| side.is_none_or(|c| !c.is_alphanumeric());
        (bounded(before) && bounded(after)).then_some(at)
    })
}

impl Phrase {
    fn occurs(&self, text: &str) -> bool {
        places(text, &self.phrase).any(|at| {
            let end = at + self.phrase.len();
            !self.unless.iter().any(|passage| {
                places(text, passage).any(|start| start <= at && end <= start + passage.len())
            })
        })
    }
}
