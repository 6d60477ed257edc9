//! A set of entry lines: a bit for each line of the profile.

use super::{LineIx, Profile};
use customs::Cents;

/// Distinct lines of one profile.
#[derive(Clone, Debug)]
pub struct LineSet {
    words: Vec<u64>,
    lines: usize,
}

impl LineSet {
    /// None of a profile's lines.
    #[must_use]
    pub fn none(profile: &Profile) -> Self {
        Self {
            words: vec![0; profile.len().div_ceil(64)],
            lines: profile.len(),
        }
    }

    /// These lines of a profile, each once.
    #[must_use]
    pub fn of<'a>(profile: &Profile, lines: impl IntoIterator<Item = &'a [LineIx]>) -> Self {
        let mut set = Self::none(profile);
        for lines in lines {
            set.extend(lines);
        }
        set
    }

    /// Takes lines in; one that the profile does not have is left out.
    pub fn extend(&mut self, lines: &[LineIx]) {
        for line in lines {
            self.insert(*line);
        }
    }

    /// Takes a line in.
    pub fn insert(&mut self, line: LineIx) {
        if (line.0 as usize) < self.lines
            && let Some(word) = self.words.get_mut((line.0 >> 6) as usize)
        {
            *word |= 1 << (line.0 & 63);
        }
    }

    /// Whether a line is in it.
    #[must_use]
    pub fn contains(&self, line: LineIx) -> bool {
        self.words
            .get((line.0 >> 6) as usize)
            .is_some_and(|word| word >> (line.0 & 63) & 1 == 1)
    }

    /// How many lines are in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words
            .iter()
            .map(|word| word.count_ones() as usize)
            .sum()
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Its lines in the profile's order.
    #[must_use]
    pub fn lines(&self) -> Vec<LineIx> {
        let mut lines = Vec::with_capacity(self.len());
        for (at, word) in self.words.iter().enumerate() {
            let mut word = *word;
            while word != 0 {
                lines.push(LineIx((at as u32) << 6 | word.trailing_zeros()));
                word &= word - 1;
            }
        }
        lines
    }

    /// The goods value of its lines, none counted below zero.
    #[must_use]
    pub fn value(&self, profile: &Profile) -> Cents {
        let mut value = Cents::ZERO;
        for (at, word) in self.words.iter().enumerate() {
            let mut word = *word;
            while word != 0 {
                let line = at << 6 | word.trailing_zeros() as usize;
                let own = profile.lines.value.get(line).copied();
                value += own.unwrap_or_default().or_zero();
                word &= word - 1;
            }
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Grain, Row, Source, Store};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn profile() -> Profile {
        let mut store = Store::default();
        let source = store.source(Source {
            name: "lines".into(),
            grain: Grain::Line,
        });
        for cents in 0..150 {
            store.push(
                source,
                &Row {
                    value: Some(Cents(cents - 20)),
                    ..Row::default()
                },
            );
        }
        store.finish()
    }

    proptest! {
        #[test]
        fn is_a_set(numbers in proptest::collection::vec(0u32..200, 0..300)) {
            let profile = profile();
            let lines: Vec<LineIx> = numbers.into_iter().map(LineIx).collect();
            let of = LineSet::of(&profile, [lines.as_slice()]);
            let set: BTreeSet<LineIx> =
                lines.into_iter().filter(|line| line.0 < 150).collect();
            prop_assert!(set.iter().eq(&of.lines()));
            prop_assert_eq!(of.len(), set.len());
            prop_assert_eq!(of.is_empty(), set.is_empty());
            prop_assert!((0..200).map(LineIx).all(|line| of.contains(line) == set.contains(&line)));
            let value: Cents = set.iter().map(|line| profile.line(*line).value().or_zero()).sum();
            prop_assert_eq!(of.value(&profile), value);
        }
    }
}
