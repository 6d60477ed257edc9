//! Readings by number: each term once, each description a few lists of
//! numbers.

use super::lexicon::MODEL;
use super::reading::{Kind, Reading};
use super::weights;
use hashbrown::HashMap;
use profile::intern::Interner;
use rustc_hash::FxBuildHasher;

/// A term by number.
pub(crate) type TermIx = u32;

/// A description by number: every list in ascending order, each term once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Compact {
    /// Words of every weight.
    pub(crate) words: Box<[TermIx]>,
    /// What keeps it apart, the models of what it is used with included.
    pub(crate) apart: Box<[TermIx]>,
    /// Its own model numbers.
    pub(crate) models: Box<[TermIx]>,
    /// Model numbers that it may contain written otherwise.
    pub(crate) aliases: Box<[TermIx]>,
    /// The last word, which may be cut off; [`NO_TERM`] for none.
    pub(crate) last: TermIx,
    /// The weight of its words together.
    pub(crate) weight: u32,
}

/// No term.
pub(crate) const NO_TERM: TermIx = TermIx::MAX;

/// The terms of many descriptions.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    texts: Interner,
    by_text: HashMap<(u32, Kind), TermIx, FxBuildHasher>,
    text: Vec<u32>,
    kind: Vec<Kind>,
    weight: Vec<u32>,
}

impl Terms {
    fn intern(&mut self, text: &str, kind: Kind) -> TermIx {
        let text_ix = self.texts.intern(text);
        let Self {
            by_text,
            text: texts,
            kind: kinds,
            weight,
            ..
        } = self;
        *by_text.entry((text_ix, kind)).or_insert_with(|| {
            texts.push(text_ix);
            kinds.push(kind);
            weight.push(weights::of(text, kind));
            texts.len() as TermIx - 1
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.kind.len()
    }

    pub(crate) fn text(&self, term: TermIx) -> &str {
        self.text
            .get(term as usize)
            .map_or("", |ix| self.texts.get(*ix))
    }

    pub(crate) fn kind(&self, term: TermIx) -> Kind {
        self.kind.get(term as usize).copied().unwrap_or(Kind::Minor)
    }

    pub(crate) fn weight(&self, term: TermIx) -> u32 {
        self.weight.get(term as usize).copied().map_or(0, u32::from)
    }

    /// The dimension in which a term keeps apart.
    pub(crate) fn dimension(&self, term: TermIx) -> u16 {
        match self.kind(term) {
            Kind::Apart(dimension) => dimension,
            _ => MODEL,
        }
    }

    /// Keeps of the other spellings those that are a model number of some
    /// description; to be called when all are taken in.
    pub(crate) fn resolve(&self, description: &mut Compact) {
        let known = |text: &u32| self.by_text.get(&(*text, Kind::Model)).copied();
        let mut aliases: Vec<TermIx> = description.aliases.iter().filter_map(known).collect();
        aliases.sort_unstable();
        description.aliases = aliases.into_boxed_slice();
    }

    /// Takes a reading in. Its other spellings are texts until
    /// [`Terms::resolve`].
    pub(crate) fn compact(&mut self, reading: &Reading) -> Compact {
        let mut lists: [Vec<TermIx>; 3] = Default::default();
        let [words, apart, models] = &mut lists;
        for term in &reading.terms {
            let ix = self.intern(&term.text, term.kind);
            match term.kind {
                Kind::Apart(_) => apart.push(ix),
                Kind::Model => models.push(ix),
                _ => words.push(ix),
            }
        }
        let aliases = reading.aliases.iter();
        let aliases: Vec<u32> = aliases.map(|alias| self.texts.intern(alias)).collect();
        let last = reading
            .last
            .as_ref()
            .map_or(NO_TERM, |last| self.intern(last, Kind::Word));
        let weight = words.iter().map(|word| self.weight(*word)).sum();
        for list in &mut lists {
            list.sort_unstable();
        }
        let [words, apart, models] = lists.map(Vec::into_boxed_slice);
        Compact {
            words,
            apart,
            models,
            aliases: aliases.into_boxed_slice(),
            last,
            weight,
        }
    }
}
