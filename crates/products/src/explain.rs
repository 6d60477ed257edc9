//! Why two descriptions are one product, or two.

use crate::products::Product;
use crate::rules::Rules;
use crate::wording::compare::{Matched, Models, Verdict, compare};
use crate::wording::corpus::{Compact, TermIx, Terms};
use crate::wording::lexicon::Lexicon;
use crate::wording::reading::{Kind, Reading, name_words};
use profile::Profile;
use serde::Serialize;

/// Two descriptions compared, in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// Whether they are linked as one product.
    pub linked: bool,
    /// How much alike the words are, from 0 to 1; zero where it was not looked
    /// at because something keeps the two apart.
    pub similarity: f64,
    /// The share of the weight of all words that the common words have, from 0
    /// to 1.
    pub shared_weight: f64,
    /// The model number of both.
    pub model: Option<String>,
    /// Words of both, those that say most first.
    pub shared: Vec<String>,
    /// Words that are nearly the same: misspelt, cut off, written apart.
    pub near: Vec<(String, String)>,
    /// What the first says alone.
    pub only_first: Vec<String>,
    /// What the second says alone.
    pub only_second: Vec<String>,
    /// What keeps them apart whatever the words say, if anything does.
    pub apart: Option<Apart>,
}

/// Something that keeps descriptions apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Apart {
    /// The quality, as the rules name it: `material`, `voltage`.
    pub quality: String,
    /// The value that only one of the two has, or the other contradicts.
    pub value: String,
}

/// Compares two descriptions by the rules, in words. `suppliers` are names to
/// leave out of the descriptions.
#[must_use]
pub fn explain(first: &str, second: &str, suppliers: &[&str], rules: &Rules) -> Comparison {
    let lexicon = Lexicon::of(&rules.description);
    let names = names(suppliers, &lexicon);
    explain_with(first, second, &names, &lexicon)
}

/// How many words of a description say something about the goods; a
/// description with fewer than the rules ask for identifies nothing.
#[must_use]
pub fn telling_words(description: &str, rules: &Rules) -> usize {
    let lexicon = Lexicon::of(&rules.description);
    Reading::of(description, &[], &lexicon).telling(&lexicon)
}

fn names(suppliers: &[&str], lexicon: &Lexicon) -> Vec<Vec<String>> {
    suppliers
        .iter()
        .filter_map(|name| name_words(name, lexicon))
        .collect()
}

fn explain_with(first: &str, second: &str, names: &[Vec<String>], lexicon: &Lexicon) -> Comparison {
    let mut terms = Terms::default();
    let mut a = terms.compact(&Reading::of(first, names, lexicon));
    let mut b = terms.compact(&Reading::of(second, names, lexicon));
    terms.resolve(&mut a);
    terms.resolve(&mut b);
    let text = |term: &TermIx| terms.text(*term).to_owned();
    let verdict = compare(&terms, &a, &b, lexicon);
    let likeness = match verdict {
        Verdict::Linked(likeness) | Verdict::Unlike(likeness) => likeness,
        Verdict::Apart(_) => Default::default(),
    };
    let apart = match verdict {
        Verdict::Apart(term) => Some(Apart {
            quality: lexicon
                .dimension(terms.dimension(term))
                .map_or_else(String::new, |dimension| dimension.name.clone()),
            value: text(&term),
        }),
        _ => None,
    };
    let mut matched = Matched::of(&terms, &a, &b, lexicon);
    matched.common.sort_by(|x, y| weightier(&terms, *x, *y));
    let only = |own: &Compact, other: &Compact, words: &[TermIx]| {
        let spelt =
            |term: &TermIx| terms.kind(*term) == Kind::Model && other.aliases.contains(term);
        let said = |term: &TermIx| other.apart.contains(term) || other.models.contains(term);
        let lone = |term: &&TermIx| !said(term) && !spelt(term);
        let kept = own.models.iter().chain(&own.apart).filter(lone);
        kept.chain(words).map(text).collect()
    };
    Comparison {
        linked: matches!(verdict, Verdict::Linked(_)),
        similarity: likeness.similarity,
        shared_weight: likeness.shared,
        model: Models::of(&terms, &a, &b).shared.as_ref().map(text),
        only_first: only(&a, &b, &matched.only_a),
        only_second: only(&b, &a, &matched.only_b),
        shared: matched.common.iter().map(text).collect(),
        near: matched
            .near
            .iter()
            .map(|(x, y)| (text(x), text(y)))
            .collect(),
        apart,
    }
}

/// The heavier word first, then by the alphabet.
fn weightier(terms: &Terms, x: TermIx, y: TermIx) -> std::cmp::Ordering {
    let key = |term| (std::cmp::Reverse(terms.weight(term)), terms.text(term));
    key(x).cmp(&key(y))
}

impl Product<'_> {
    /// Why each further description is one product with the first: one
    /// comparison for each of [`Product::text_ixs`] but the first. Empty for
    /// products that stand on part numbers or price levels.
    #[must_use]
    pub fn why(&self, profile: &Profile, rules: &Rules) -> Vec<Comparison> {
        if !self.is_described() {
            return Vec::new();
        }
        let lexicon = Lexicon::of(&rules.description);
        let mut suppliers: Vec<&str> = self
            .lines()
            .iter()
            .map(|line| profile.line(*line).supplier())
            .filter(|name| !name.is_empty())
            .collect();
        suppliers.sort_unstable();
        suppliers.dedup();
        let names = names(&suppliers, &lexicon);
        let mut texts = self.texts(profile);
        let first = texts.next().unwrap_or("");
        texts
            .map(|text| explain_with(first, text, &names, &lexicon))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::embedded;

    fn compared(a: &str, b: &str) -> Comparison {
        explain(a, b, &[], &embedded())
    }

    #[test]
    fn a_link_says_what_it_stands_on() {
        let why = compared(
            "ACME Hydraulic Gear Pump PX-4500",
            "Gear pumps, hydraulic, PX4500 (ACME)",
        );
        assert!(why.linked);
        assert_eq!(why.model.as_deref(), Some("px4500"));
        assert_eq!(why.shared, ["acme", "gear", "hydraulic", "pump"]);
        assert!(why.only_first.is_empty() && why.only_second.is_empty());
    }

    #[test]
    fn vague_words_tell_nothing() {
        for (text, telling) in [
            ("AUTO PARTS", 1),
            ("spare parts and accessories", 0),
            ("various goods", 0),
            ("laptop", 1),
            ("steel bolts", 2),
            ("red shirt", 1),
            ("AB-1234 pump", 2),
        ] {
            assert_eq!(telling_words(text, &embedded()), telling, "{text}");
        }
    }

    #[test]
    fn a_refusal_says_what_keeps_apart() {
        let why = compared("hex bolt steel m8", "hex bolt brass m8");
        assert!(!why.linked);
        let apart = why.apart.unwrap();
        assert_eq!(apart.quality, "material");
        assert_eq!(why.only_first, ["steel"]);
        assert_eq!(why.only_second, ["brass"]);
    }
}
