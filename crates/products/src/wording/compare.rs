//! Two descriptions compared: are they one product?
//!
//! First, what keeps them apart. Two descriptions that name a model number are
//! apart unless they share it. Without a shared number, every quality, measure,
//! size and code that only one of them names keeps them apart. With one, only
//! what they say *differently* does, since one text may say more than the
//! other about the same model; parts and accessories stay apart even then.
//!
//! Then, how much alike the rest is: the weight of the words in common, by the
//! weight of all words (how much of both is the same thing), and as a
//! similarity the larger of two measures: the weighted token-set ratio (what
//! the text that says less adds to the common words) and the cosine of
//! character 3-grams (which forgives endings).
//!
//! The result depends on the two descriptions alone, so nothing else in the
//! file can change it.

use super::corpus::{Compact, TermIx, Terms};
use super::lexicon::{CODE, Lexicon, MODEL, NUMBER};
use super::reading::Kind;
use super::weights;

/// What came of a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// Kept apart by this term, whatever the words say.
    Apart(TermIx),
    /// The words are not enough alike.
    Unlike(Likeness),
    /// One product.
    Linked(Likeness),
}

/// How much alike two descriptions are, both from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Likeness {
    /// The larger of token-set ratio and cosine.
    pub(crate) similarity: f64,
    /// The share of the words in common.
    pub(crate) shared: f64,
}

/// Compares two descriptions.
pub(crate) fn compare(terms: &Terms, a: &Compact, b: &Compact, lexicon: &Lexicon) -> Verdict {
    let models = Models::of(terms, a, b);
    if let Some(term) = apart(terms, a, b, &models, lexicon) {
        return Verdict::Apart(term);
    }
    let model = models.shared.map(|model| terms.weight(model));
    let exact = common_weight(terms, a, b);
    let larger = f64::from(a.weight.max(b.weight));
    if model.is_none() && (exact == 0 || f64::from(exact) < lexicon.shared_weight * larger) {
        return Verdict::Unlike(Likeness::default());
    }
    let model_count = |models: usize| models as u32 * weights::WORD / 2;
    let weigh = |words: u32, only_a: u32, only_b: u32| {
        Likeness::of(
            words + model.unwrap_or(0),
            only_a + model_count(models.only_a),
            only_b + model_count(models.only_b),
        )
    };
    let weigh_exactly = |words: u32| {
        weigh(
            words,
            a.weight.saturating_sub(words),
            b.weight.saturating_sub(words),
        )
    };
    // A gasket named by the pump's number is not the pump.
    let beside = lexicon.words_beside_model * f64::from(a.weight.min(b.weight));
    let enough = |words: u32, likeness: &Likeness| {
        likeness.shared >= lexicon.shared_weight && (model.is_none() || f64::from(words) >= beside)
    };
    let likeness = weigh_exactly(exact);
    if enough(exact, &likeness) && likeness.similarity >= lexicon.link_at {
        return Verdict::Linked(likeness);
    }
    // Words that are nearly the same are looked for only where they could make
    // a difference.
    let most = a.weight.min(b.weight);
    if most == exact || !enough(most, &weigh_exactly(most)) {
        return Verdict::Unlike(likeness);
    }
    let matched = Matched::of(terms, a, b, lexicon);
    let words = matched.weight;
    let together = |words: &[TermIx]| words.iter().map(|word| terms.weight(*word)).sum();
    let mut likeness = weigh(words, together(&matched.only_a), together(&matched.only_b));
    if !enough(words, &likeness) {
        return Verdict::Unlike(likeness);
    }
    if likeness.similarity < lexicon.link_at {
        likeness.similarity = likeness.similarity.max(cosine(terms, a, b));
    }
    if likeness.similarity >= lexicon.link_at {
        Verdict::Linked(likeness)
    } else {
        Verdict::Unlike(likeness)
    }
}

impl Likeness {
    /// From the weights of what is common and of what each says alone.
    fn of(common: u32, only_a: u32, only_b: u32) -> Self {
        if common == 0 {
            return Self::default();
        }
        let twice = f64::from(2 * common);
        Self {
            shared: f64::from(common) / f64::from(common + only_a + only_b),
            similarity: twice / (twice + f64::from(only_a.min(only_b))),
        }
    }
}

/// How the model numbers of two descriptions meet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Models {
    /// A number of both.
    pub(crate) shared: Option<TermIx>,
    /// How many are of one alone.
    only_a: usize,
    only_b: usize,
    /// A number of one alone.
    lone: Option<TermIx>,
}

impl Models {
    pub(crate) fn of(terms: &Terms, a: &Compact, b: &Compact) -> Self {
        let has = |list: &[TermIx], model: &TermIx| list.binary_search(model).is_ok();
        let both = |model: &&TermIx, other: &Compact| {
            has(&other.models, model) || has(&other.aliases, model)
        };
        let shared_of_a = a.models.iter().find(|model| both(model, b));
        let shared_of_b = b.models.iter().find(|model| both(model, a));
        let shared = shared_of_a.or(shared_of_b).copied();
        let mut models = Self {
            shared,
            only_a: 0,
            only_b: 0,
            lone: None,
        };
        // A number that is a shared one and a brand's letters or a colour's is
        // no number of its own.
        let shared = shared.map_or("", |model| terms.text(model));
        let varies = |model: TermIx| {
            let text = terms.text(model);
            !shared.is_empty() && (text.starts_with(shared) || text.ends_with(shared))
        };
        for (own, other, of_a) in [(a, b, true), (b, a, false)] {
            for model in &own.models {
                if !both(&model, other) && !varies(*model) {
                    models.lone = Some(*model);
                    models.only_a += usize::from(of_a);
                    models.only_b += usize::from(!of_a);
                }
            }
        }
        models
    }
}

/// What keeps two descriptions apart, if anything does.
pub(crate) fn apart(
    terms: &Terms,
    a: &Compact,
    b: &Compact,
    models: &Models,
    lexicon: &Lexicon,
) -> Option<TermIx> {
    if models.shared.is_none() {
        return models.lone.or_else(|| first_difference(&a.apart, &b.apart));
    }
    if models.only_a > 0 && models.only_b > 0 {
        return models.lone;
    }
    for (one, other) in [(a, b), (b, a)] {
        for term in &one.apart {
            let dimension = terms.dimension(*term);
            // A bare number or code beside a shared model is a detail.
            if [NUMBER, CODE, MODEL].contains(&dimension) || other.apart.contains(term) {
                continue;
            }
            let always = lexicon.dimension(dimension).is_some_and(|d| d.always);
            let same = |x: &&TermIx| terms.dimension(**x) == dimension;
            let mut others = other.apart.iter().filter(same).peekable();
            let speaks = others.peek().is_some();
            let agrees = others.any(|x| one.apart.contains(x));
            if always || (speaks && !agrees) {
                return Some(*term);
            }
        }
    }
    None
}

/// The first term that is in one of two ordered lists alone.
fn first_difference(a: &[TermIx], b: &[TermIx]) -> Option<TermIx> {
    let (mut a, mut b) = (a.iter(), b.iter());
    loop {
        match (a.next(), b.next()) {
            (None, None) => return None,
            (Some(x), Some(y)) if x == y => {}
            (Some(x), Some(y)) => return Some(*x.min(y)),
            (Some(x), None) | (None, Some(x)) => return Some(*x),
        }
    }
}

/// The weight of the words that both lists hold.
fn common_weight(terms: &Terms, a: &Compact, b: &Compact) -> u32 {
    let (mut left, mut right) = (a.words.iter().peekable(), b.words.iter().peekable());
    let mut weight = 0;
    while let (Some(x), Some(y)) = (left.peek(), right.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Equal => {
                weight += terms.weight(**x);
                left.next();
                right.next();
            }
            std::cmp::Ordering::Less => {
                left.next();
            }
            std::cmp::Ordering::Greater => {
                right.next();
            }
        }
    }
    weight
}

/// How the words of two descriptions meet.
#[derive(Debug, Default)]
pub(crate) struct Matched {
    /// The words of both.
    pub(crate) common: Vec<TermIx>,
    /// Words that are nearly the same.
    pub(crate) near: Vec<(TermIx, TermIx)>,
    pub(crate) only_a: Vec<TermIx>,
    pub(crate) only_b: Vec<TermIx>,
    /// The weight of the words of both.
    pub(crate) weight: u32,
}

impl Matched {
    pub(crate) fn of(terms: &Terms, a: &Compact, b: &Compact, lexicon: &Lexicon) -> Self {
        let mut matched = Self::default();
        for word in &a.words {
            if b.words.binary_search(word).is_ok() {
                matched.weight += terms.weight(*word);
                matched.common.push(*word);
            } else {
                matched.only_a.push(*word);
            }
        }
        let not_common = |word: &&TermIx| matched.common.binary_search(word).is_err();
        matched.only_b = b.words.iter().filter(not_common).copied().collect();
        matched.match_near(terms, a.last, b.last, lexicon);
        matched
    }

    /// Matches what is left: misspellings, words put together, a last word
    /// that was cut off.
    fn match_near(&mut self, terms: &Terms, last_a: TermIx, last_b: TermIx, lexicon: &Lexicon) {
        if self.only_a.is_empty() || self.only_b.is_empty() {
            return;
        }
        let mut at = 0;
        while let Some(x) = self.only_a.get(at).copied() {
            let found = self.only_b.iter().position(|y| {
                is_misspelt(terms, x, *y, lexicon)
                    || (x == last_a && is_cut(terms.text(x), terms.text(*y)))
                    || (*y == last_b && is_cut(terms.text(*y), terms.text(x)))
            });
            match found {
                Some(found) => {
                    let y = self.only_b.remove(found);
                    self.only_a.remove(at);
                    self.weight += terms.weight(x).min(terms.weight(y));
                    self.near.push((x, y));
                }
                None => at += 1,
            }
        }
        let Self { only_a, only_b, .. } = self;
        let mut put = put_together(terms, only_a, only_b);
        put.extend(put_together(terms, only_b, only_a));
        for (part, whole) in put {
            self.weight += terms.weight(whole);
            self.near.push((part, whole));
        }
    }
}

/// Words that differ by one letter or by a swap of two neighbours, and are not
/// both words of their own.
fn is_misspelt(terms: &Terms, x: TermIx, y: TermIx, lexicon: &Lexicon) -> bool {
    if terms.kind(x) != Kind::Word || terms.kind(y) != Kind::Word {
        return false;
    }
    let (x, y) = (terms.text(x), terms.text(y));
    x.len().min(y.len()) >= 5
        && one_letter_apart(x, y)
        && !(lexicon.close_words.contains(x) && lexicon.close_words.contains(y))
}

/// Whether one letter more, less or other makes a word the other, or two
/// neighbours swapped, after the first letter.
fn one_letter_apart(x: &str, y: &str) -> bool {
    let (x, y) = if x.len() <= y.len() { (x, y) } else { (y, x) };
    if y.len() - x.len() > 1 {
        return false;
    }
    let (x, y) = (x.as_bytes(), y.as_bytes());
    let same = x.iter().zip(y).take_while(|(a, b)| a == b).count();
    let (x, y) = (x.get(same..).unwrap_or(&[]), y.get(same..).unwrap_or(&[]));
    if same == 0 {
        return false;
    }
    match (x, y) {
        ([p, q, x @ ..], [r, s, y @ ..]) if p == s && q == r && x == y => true,
        ([_, x @ ..], [_, y @ ..]) if x == y => true,
        (x, [_, y @ ..]) => x == y,
        _ => true,
    }
}

/// Whether a word is another one cut off.
fn is_cut(short: &str, long: &str) -> bool {
    short.len() >= 3 && short.len() < long.len() && long.starts_with(short)
}

/// `back pack` and `backpack`: takes the parts and the whole out, and gives
/// them as the first part and the whole.
fn put_together(
    terms: &Terms,
    parts: &mut Vec<TermIx>,
    wholes: &mut Vec<TermIx>,
) -> Vec<(TermIx, TermIx)> {
    let mut found = Vec::new();
    wholes.retain(|whole| {
        let text = terms.text(*whole);
        let split = parts.iter().enumerate().find_map(|(first, part)| {
            let rest = text.strip_prefix(terms.text(*part))?;
            let second = parts.iter().position(|other| terms.text(*other) == rest)?;
            (first != second).then_some((first, second))
        });
        let Some((first, second)) = split else {
            return true;
        };
        found.extend(parts.get(first).map(|part| (*part, *whole)));
        parts.remove(first.max(second));
        parts.remove(first.min(second));
        false
    });
    found
}

/// Cosine of the character 3-grams of two descriptions, the weight of each
/// word spread over its own.
fn cosine(terms: &Terms, a: &Compact, b: &Compact) -> f64 {
    let (a, b) = (grams(terms, a), grams(terms, b));
    let square = |grams: &[(u64, f64)]| grams.iter().map(|(_, w)| w * w).sum::<f64>();
    let mut dot = 0.0;
    let mut right = b.iter().peekable();
    for (gram, weight) in &a {
        while right.next_if(|(other, _)| other < gram).is_some() {}
        if let Some((_, other)) = right.next_if(|(other, _)| other == gram) {
            dot += weight * other;
        }
    }
    let norm = (square(&a) * square(&b)).sqrt();
    if norm > 0.0 { dot / norm } else { 0.0 }
}

/// The 3-grams of the words and model numbers of a description, in order, each
/// once with its weight.
fn grams(terms: &Terms, description: &Compact) -> Vec<(u64, f64)> {
    let mut grams: Vec<(u64, f64)> = Vec::new();
    for term in description.words.iter().chain(&description.models) {
        let text = terms.text(*term);
        let count = text.chars().count().max(1);
        let weight = f64::from(terms.weight(*term)) / count as f64;
        let mut gram = 0;
        for (at, c) in text.chars().chain(['\0']).enumerate() {
            // Three characters of 21 bits each.
            gram = ((gram << 21) | u64::from(u32::from(c))) & ((1 << 63) - 1);
            if at > 0 {
                grams.push((gram, weight));
            }
        }
    }
    grams.sort_by(|x, y| x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)));
    grams.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    grams
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter() {
        for (x, y, apart) in [
            ("hydraulic", "hydralic", true),
            ("hydraulic", "hydraulik", true),
            ("hydraulic", "hydraluic", true),
            ("hydraulic", "hydraulics", true),
            ("bolts", "colts", false),
            ("bolt", "boltxy", false),
            ("valve", "vaelv", false),
            ("abcd", "acbe", false),
        ] {
            assert_eq!(one_letter_apart(x, y), apart, "{x} {y}");
            assert_eq!(one_letter_apart(y, x), apart, "{y} {x}");
        }
    }
}
