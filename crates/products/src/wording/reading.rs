//! A description read: what it says, term by term.
//!
//! Words become their usual singular form; measures become base units, so that
//! `1 in` and `25.4 mm` are one term; a run of letters and digits becomes a
//! model number or a short code; counts of goods, order numbers and words
//! without meaning go. After `for`, a model number is that of another product
//! (`case for AB-100`), so it keeps descriptions apart but never links them.

use super::atoms::{self, Run};
use super::lexicon::Lexicon;
use super::reader::Reader;

/// What a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// A word that says what the goods are.
    Word,
    /// A word that any goods could be called by.
    Generic,
    /// A word for what varies within a product.
    Minor,
    /// A quality, measure, number or code: keeps descriptions apart.
    Apart(u16),
    /// A model number of the goods themselves.
    Model,
}

/// A term of a description.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Term {
    pub(crate) text: String,
    pub(crate) kind: Kind,
}

/// A description read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reading {
    /// Its terms, in the order of their texts, each once.
    pub(crate) terms: Vec<Term>,
    /// Other ways of writing a model number that it may contain: neighbouring
    /// pieces put together, a number without its suffix. In order, each once.
    pub(crate) aliases: Vec<String>,
    /// The words in the order written, for the last one may be cut off.
    pub(crate) last: Option<String>,
}

impl Reading {
    /// Reads a description. `names` are the suppliers' names, cut into words,
    /// which say nothing about the goods.
    pub(crate) fn of(text: &str, names: &[Vec<String>], lexicon: &Lexicon) -> Self {
        let mut reader = Reader::new(text, lexicon);
        reader.drop_names(names);
        reader.read();
        reader.finish()
    }

    /// What it says, as one text: equal for two descriptions that differ in the
    /// order of words, punctuation or spelling of units alone. Its order is
    /// the order of descriptions, which puts like wordings side by side.
    pub(crate) fn key(&self) -> String {
        let mut key = String::new();
        for term in &self.terms {
            // Words first: they say most of what the goods are.
            if term.kind == Kind::Word {
                key.push_str(&term.text);
                key.push(' ');
            }
        }
        for term in &self.terms {
            let mark = match term.kind {
                Kind::Word => continue,
                Kind::Generic => 'g',
                Kind::Minor => 'm',
                Kind::Apart(dimension) => {
                    char::from_u32(0x100 + u32::from(dimension)).unwrap_or('a')
                }
                Kind::Model => 'n',
            };
            key.push('\t');
            key.push(mark);
            key.push_str(&term.text);
        }
        key
    }

    /// How many terms say something about the goods.
    pub(crate) fn telling(&self, lexicon: &Lexicon) -> usize {
        let telling = |term: &&Term| match term.kind {
            Kind::Generic | Kind::Minor => false,
            Kind::Apart(dimension) => !lexicon.dimension(dimension).is_some_and(|d| d.vague),
            Kind::Word | Kind::Model => true,
        };
        self.terms.iter().filter(telling).count()
    }
}

/// The words of a supplier's name, without the legal form; `None` for a name
/// that may as well be a word for goods.
pub(crate) fn name_words(name: &str, lexicon: &Lexicon) -> Option<Vec<String>> {
    let words: Vec<String> = atoms::cut(name)
        .into_iter()
        .filter(|atom| atom.run != Run::Mark && !lexicon.is_legal_form(&atom.text))
        .map(|atom| atom.text)
        .collect();
    match words.as_slice() {
        [] => None,
        [word] if word.len() < 4 || lexicon.sense(&lexicon.plain(word)).is_some() => None,
        _ => Some(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::embedded;

    fn shown(text: &str) -> String {
        let lexicon = Lexicon::of(&embedded().description);
        let reading = Reading::of(text, &[], &lexicon);
        let term = |term: &Term| {
            let mark = match term.kind {
                Kind::Word => "",
                Kind::Generic => "~",
                Kind::Minor => "-",
                Kind::Apart(_) => "!",
                Kind::Model => "@",
            };
            format!("{mark}{}", term.text)
        };
        let terms: Vec<String> = reading.terms.iter().map(term).collect();
        let mut out = terms.join(" ");
        if !reading.aliases.is_empty() {
            out.push_str(&format!(" = {}", reading.aliases.join(" ")));
        }
        out
    }

    #[test]
    fn reads() {
        for (text, terms) in [
            (
                "HEX BOLTS, STAINLESS STEEL M8X20",
                "!20 bolt hex !m8 !stainless !steel",
            ),
            ("1 in pipe", "!25.4 mm pipe"),
            ("25.4MM PIPES", "!25.4 mm pipe"),
            ("110-240v adapter", "!110 V !240 V !adapter"),
            (
                "Men's knitted cotton T-shirts",
                "!cotton !knit !men t-shirt",
            ),
            ("12 PCS brake pads PO#4500012345", "brake pad"),
            ("P.O. NO: AB-778 brake pad", "brake pad"),
            ("Case for AB-100X", "!ab100x !case"),
            (
                "Targus TG 6660TR tripod",
                "@6660tr targus tg tripod = tg6660tr",
            ),
            ("5-disc changer", "!5 changer disc"),
            ("pump w/o motor", "motor pump !without"),
            (
                "DIN933 bolt ISO 4014",
                "!4014 bolt !din933 iso = din933bolt din933boltiso",
            ),
            ("2-1/2\" ball valve", "!63.5 mm ball valve"),
            ("motor 1/2 hp", "!372.85 W motor"),
            ("240pin socket", "!240 pins socket"),
            ("valve AB123/CD456", "@ab123 @cd456 valve = ab123cd456"),
            (
                "gear pump, PX-4500/S",
                "gear pump @px4500s = 4500s px4500 x4500s",
            ),
        ] {
            assert_eq!(shown(text), terms, "{text}");
        }
    }
}
