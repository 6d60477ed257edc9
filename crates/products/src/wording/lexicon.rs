//! The rules' word lists, made quick to look up.

use super::weights::CloseWords;
use crate::rules::DescriptionRules;
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

type Map<V> = HashMap<String, V, FxBuildHasher>;

/// What a word is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// No meaning.
    Stop,
    /// Of any goods.
    Generic,
    /// Varies within a product.
    Minor,
    /// A number after it is of an order.
    Order,
    /// What follows says what the goods are used with.
    Application,
    /// Numbers after it are of a standard.
    Standard,
    /// The value of a quality: the place of its plain word, and the quality.
    Quality { value: u32, dimension: u16 },
}

/// A kind of measure, and how many millionths of its base unit a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnitOf {
    pub(crate) dimension: u16,
    pub(crate) millionths: i64,
}

/// What keeps two descriptions apart.
#[derive(Clone, Debug)]
pub(crate) struct Dimension {
    pub(crate) name: String,
    pub(crate) base: String,
    pub(crate) always: bool,
    pub(crate) vague: bool,
}

/// The dimension of numbers without a unit.
pub(crate) const NUMBER: u16 = 0;
/// The dimension of short codes such as `m8`.
pub(crate) const CODE: u16 = 1;
/// The dimension of model numbers.
pub(crate) const MODEL: u16 = 2;

/// How much is compared at most; see [`DescriptionRules`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) most_compared: usize,
    pub(crate) nearest: usize,
    pub(crate) most_links: usize,
}

impl Limits {
    /// How many of a list of a length are worth a comparison.
    pub(crate) fn of_list(self, whole: usize) -> usize {
        if whole > self.most_compared {
            self.nearest
        } else {
            self.most_compared
        }
    }
}

/// The compiled rules for descriptions.
#[derive(Clone, Debug)]
pub(crate) struct Lexicon {
    pub(crate) link_at: f64,
    pub(crate) shared_weight: f64,
    pub(crate) telling_words: usize,
    pub(crate) words_beside_model: f64,
    pub(crate) limits: Limits,
    senses: Map<Sense>,
    same: Map<String>,
    units: Map<UnitOf>,
    counts: Map<()>,
    legal_forms: Map<()>,
    values: Vec<String>,
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) close_words: CloseWords,
}

impl Lexicon {
    pub(crate) fn of(rules: &DescriptionRules) -> Self {
        let dimension = |name: &str, base: &str| Dimension {
            name: name.to_owned(),
            base: base.to_owned(),
            always: false,
            vague: false,
        };
        let mut lexicon = Self {
            link_at: rules.link_at,
            shared_weight: rules.shared_weight,
            telling_words: rules.telling_words,
            words_beside_model: rules.words_beside_model,
            limits: Limits {
                most_compared: rules.most_compared,
                nearest: rules.nearest,
                most_links: rules.most_links,
            },
            senses: Map::default(),
            same: rules
                .same_words
                .iter()
                .map(|(from, to)| (from.clone(), to.clone()))
                .collect(),
            units: Map::default(),
            counts: rules.count_units.iter().map(|w| (w.clone(), ())).collect(),
            legal_forms: rules.legal_forms.iter().map(|w| (w.clone(), ())).collect(),
            values: Vec::new(),
            close_words: CloseWords::default(),
            dimensions: vec![
                dimension("number", ""),
                dimension("code", ""),
                dimension("model", ""),
            ],
        };
        // Where a word is on several lists, the later one here decides.
        for (words, sense) in [
            (&rules.generic_words, Sense::Generic),
            (&rules.minor_words, Sense::Minor),
            (&rules.stop_words, Sense::Stop),
            (&rules.order_words, Sense::Order),
            (&rules.application_words, Sense::Application),
            (&rules.standards, Sense::Standard),
        ] {
            for word in words {
                lexicon.senses.insert(word.clone(), sense);
            }
        }
        for quality in &rules.discriminators {
            let at = lexicon.dimensions.len() as u16;
            lexicon.dimensions.push(Dimension {
                always: quality.always,
                vague: quality.vague,
                ..dimension(&quality.name, "")
            });
            for (plain, others) in &quality.values {
                let value = lexicon.values.len() as u32;
                lexicon.values.push(plain.clone());
                for word in others.iter().chain([plain]) {
                    let sense = Sense::Quality {
                        value,
                        dimension: at,
                    };
                    lexicon.senses.insert(word.clone(), sense);
                }
            }
        }
        for measure in &rules.measures {
            let at = lexicon.dimensions.len() as u16;
            lexicon
                .dimensions
                .push(dimension(&measure.name, &measure.base));
            for (unit, factor) in &measure.units {
                if let Some(millionths) = millionths(factor) {
                    let unit_of = UnitOf {
                        dimension: at,
                        millionths,
                    };
                    lexicon.units.insert(unit.clone(), unit_of);
                }
            }
        }
        lexicon
    }

    /// The word that a word is read as: its singular, and the usual one of
    /// several that mean the same.
    pub(crate) fn plain<'a>(&'a self, word: &'a str) -> std::borrow::Cow<'a, str> {
        if let Some(same) = self.same.get(word) {
            return same.into();
        }
        if self.senses.contains_key(word) {
            return word.into();
        }
        let singular = singular(word);
        match self.same.get(singular.as_ref()) {
            Some(same) => same.into(),
            None => singular,
        }
    }

    /// What a plain word is to us; `None` for a word that simply means
    /// something.
    pub(crate) fn sense(&self, plain: &str) -> Option<Sense> {
        self.senses.get(plain).copied()
    }

    /// The plain word of a quality's value.
    pub(crate) fn value(&self, value: u32) -> &str {
        self.values.get(value as usize).map_or("", String::as_str)
    }

    /// What a unit measures.
    pub(crate) fn unit(&self, word: &str) -> Option<UnitOf> {
        self.units
            .get(word)
            .or_else(|| self.units.get(word.strip_suffix('s')?))
            .copied()
    }

    /// Whether a word counts goods.
    pub(crate) fn counts(&self, word: &str) -> bool {
        let known = |word: &str| self.counts.contains_key(word);
        known(word) || word.strip_suffix('s').is_some_and(known)
    }

    /// Whether a word is a company's legal form.
    pub(crate) fn is_legal_form(&self, word: &str) -> bool {
        self.legal_forms.contains_key(word)
    }

    pub(crate) fn dimension(&self, ix: u16) -> Option<&Dimension> {
        self.dimensions.get(ix as usize)
    }
}

/// A decimal with up to six places in millionths.
pub(crate) fn millionths(decimal: &str) -> Option<i64> {
    let (whole, part) = decimal.split_once('.').unwrap_or((decimal, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || (whole.is_empty() && part.is_empty()) {
        return None;
    }
    let whole: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let mut part: String = part.chars().take(6).collect();
    while part.len() < 6 {
        part.push('0');
    }
    let part: i64 = part.parse().ok()?;
    whole.checked_mul(1_000_000)?.checked_add(part)
}

/// An English word without the ending of its plural. Both sides of a
/// comparison go through it, so it need not be a word.
fn singular(word: &str) -> std::borrow::Cow<'_, str> {
    if word.len() < 4 || !word.ends_with('s') {
        return word.into();
    }
    for kept in ["ss", "us", "is"] {
        if word.ends_with(kept) {
            return word.into();
        }
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y").into();
    }
    for ending in ["ches", "shes", "sses", "xes", "zes"] {
        if word.ends_with(ending) {
            return word.get(..word.len() - 2).unwrap_or(word).into();
        }
    }
    word.get(..word.len() - 1).unwrap_or(word).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::embedded;

    #[test]
    fn singulars() {
        for (plural, one) in [
            ("bolts", "bolt"),
            ("brushes", "brush"),
            ("batteries", "battery"),
            ("boxes", "box"),
            ("glass", "glass"),
            ("gas", "gas"),
            ("chassis", "chassis"),
            ("lenses", "lense"),
            ("ties", "tie"),
        ] {
            assert_eq!(singular(plural), one, "{plural}");
        }
    }

    #[test]
    fn decimals() {
        for (text, value) in [
            ("1", Some(1_000_000)),
            ("25.4", Some(25_400_000)),
            (".5", Some(500_000)),
            ("0.0000019", Some(1)),
            ("", None),
            (".", None),
            ("1e3", None),
            ("99999999999999999", None),
        ] {
            assert_eq!(millionths(text), value, "{text}");
        }
    }

    #[test]
    fn words_are_read_as_their_usual_ones() {
        let lexicon = Lexicon::of(&embedded().description);
        for (word, plain) in [
            ("bolts", "bolt"),
            ("alum", "aluminum"),
            ("aluminium", "aluminum"),
            ("mens", "men"),
            ("accessories", "accessory"),
            ("stainless", "stainless"),
        ] {
            assert_eq!(lexicon.plain(word), plain, "{word}");
        }
        assert_eq!(lexicon.unit("inches").unwrap(), lexicon.unit("\"").unwrap());
        assert!(lexicon.counts("pcs"));
    }
}
