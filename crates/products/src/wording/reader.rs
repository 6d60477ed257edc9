//! Reads a description from its atoms: words and their senses.

use super::atoms::{self, Atom, Gap, Run};
use super::lexicon::{CODE, Lexicon, Sense};
use super::reading::{Kind, Reading, Term};
use super::spelling::{aliases, stems};

/// A description being read.
pub(super) struct Reader<'l> {
    pub(super) lexicon: &'l Lexicon,
    pub(super) atoms: Vec<Atom>,
    pub(super) at: usize,
    terms: Vec<Term>,
    /// Pieces that neighbours may belong to in a model number; `None` where
    /// nothing goes on.
    pub(super) pieces: Vec<Option<String>>,
    /// Whether the phrase says what the goods are used with.
    pub(super) applied: bool,
    pub(super) after_standard: bool,
}

/// More terms of one description are not kept.
const MOST_TERMS: usize = 48;

impl<'l> Reader<'l> {
    pub(super) fn new(text: &str, lexicon: &'l Lexicon) -> Self {
        Self {
            lexicon,
            atoms: atoms::cut(text),
            at: 0,
            terms: Vec::new(),
            pieces: Vec::new(),
            applied: false,
            after_standard: false,
        }
    }

    pub(super) fn atom(&self, at: usize) -> Option<&Atom> {
        self.atoms.get(at)
    }

    pub(super) fn drop_names(&mut self, names: &[Vec<String>]) {
        for name in names {
            let found = self
                .atoms
                .windows(name.len().max(1))
                .position(|window| window.iter().map(|atom| &atom.text).eq(name.iter()));
            if let Some(at) = found.filter(|_| name.len() < self.atoms.len()) {
                self.atoms.drain(at..at + name.len());
                if let Some(next) = self.atoms.get_mut(at) {
                    next.gap = Gap::Break;
                }
            }
        }
    }

    pub(super) fn read(&mut self) {
        while let Some(atom) = self.atom(self.at) {
            if atom.gap == Gap::Break {
                self.applied = false;
                self.after_standard = false;
                self.pieces.push(None);
            }
            let end = self.compound_end(self.at);
            let has_digits = self
                .atoms
                .get(self.at..end)
                .is_some_and(|atoms| atoms.iter().any(|atom| atom.run == Run::Digits));
            if has_digits {
                self.read_compound(end);
            } else {
                self.read_words(end);
            }
        }
    }

    /// Where the run of atoms ends that nothing but a sign separates.
    pub(super) fn compound_end(&self, from: usize) -> usize {
        let mut end = from + 1;
        while self
            .atom(end)
            .is_some_and(|atom| matches!(atom.gap, Gap::Glued | Gap::Joint(_)))
        {
            end += 1;
        }
        end
    }

    fn read_words(&mut self, end: usize) {
        let words: Vec<(String, Gap)> = self
            .atoms
            .get(self.at..end)
            .unwrap_or(&[])
            .iter()
            .filter(|atom| atom.run == Run::Letters)
            .map(|atom| (atom.text.clone(), atom.gap))
            .collect();
        self.at = end;
        // U.S.A., P.O., w/o, a/c, R&D
        let initials = words.len() > 1 && words.iter().all(|(word, _)| word.chars().count() == 1);
        if initials {
            let joined: String = words.into_iter().map(|(word, _)| word).collect();
            self.word(&joined);
            return;
        }
        let mut words = words.into_iter().peekable();
        while let Some((word, _)) = words.next() {
            // D-Link, T-shirt, X-ray
            let joins = word.chars().count() == 1
                && words.peek().is_some_and(|(_, gap)| *gap == Gap::Joint('-'));
            match words.next_if(|_| joins) {
                Some((rest, _)) => self.word(&format!("{word}{rest}")),
                None => self.word(&word),
            }
        }
    }

    pub(super) fn word(&mut self, word: &str) {
        let lexicon = self.lexicon;
        let plain = lexicon.plain(word);
        let sense = lexicon.sense(&plain);
        self.after_standard = sense == Some(Sense::Standard);
        match sense {
            Some(Sense::Stop) => {}
            Some(Sense::Order) => {
                if self.skip_order_number() {
                    return;
                }
                self.push(plain.into_owned(), Kind::Word);
            }
            Some(Sense::Application) => self.applied = true,
            Some(Sense::Standard) | None => {
                let single = plain.len() == 1 || is_roman(&plain);
                let kind = if single {
                    Kind::Apart(CODE)
                } else {
                    Kind::Word
                };
                self.push(plain.clone().into_owned(), kind);
                self.pieces.push(Some(plain.into_owned()));
                return;
            }
            Some(Sense::Generic) => self.push(plain.into_owned(), Kind::Generic),
            Some(Sense::Minor) => self.push(plain.into_owned(), Kind::Minor),
            Some(Sense::Quality { value, dimension }) => {
                if lexicon.value(value) == "with" {
                    self.applied = false;
                }
                self.push(lexicon.value(value).to_owned(), Kind::Apart(dimension));
            }
        }
        self.pieces.push(None);
    }

    /// Skips a number of an order or shipment; `false` when none follows.
    fn skip_order_number(&mut self) -> bool {
        let mut at = self.at;
        while let Some(atom) = self.atom(at) {
            let end = self.compound_end(at);
            let compound = self.atoms.get(at..end).unwrap_or(&[]);
            if compound.iter().any(|atom| atom.run == Run::Digits) {
                self.at = end;
                return true;
            }
            let passes = self.lexicon.sense(&atom.text) == Some(Sense::Order)
                || ["no", "nr", "num", "number", "ref"].contains(&atom.text.as_str());
            if !passes || at > self.at + 2 {
                return false;
            }
            at = end;
        }
        false
    }

    pub(super) fn push(&mut self, text: String, kind: Kind) {
        if self.terms.len() < MOST_TERMS {
            self.terms.push(Term { text, kind });
        }
    }

    pub(super) fn finish(self) -> Reading {
        let mut aliases = aliases(&self.pieces);
        for term in &self.terms {
            if term.kind == Kind::Model {
                aliases.extend(stems(&term.text).map(str::to_owned));
            }
        }
        aliases.sort_unstable();
        aliases.dedup();
        let last = self
            .terms
            .last()
            .filter(|term| term.kind == Kind::Word)
            .map(|term| term.text.clone());
        let mut terms = self.terms;
        terms.sort_unstable();
        terms.dedup();
        Reading {
            terms,
            aliases,
            last,
        }
    }
}

fn is_roman(text: &str) -> bool {
    ["ii", "iii", "iv", "vi", "vii", "viii", "ix"].contains(&text)
}
