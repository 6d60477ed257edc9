//! What holds alike for many lines, asked once for all of them.
//!
//! Whether a measure reaches a line hangs on how the line is declared (its kind)
//! and on the day, and the day matters only by which of the pack's dates lie
//! before it. A million lines come down to some thousand pairs of a kind and a
//! spell of days in which nothing in the pack changes.

use customs::{Day, Days};
use profile::{LineRef, Memo, Profile};

/// What a kind of line has, worked out for each kind once.
pub struct PerKind<T>(Vec<T>);

impl<T> PerKind<T> {
    /// Works it out. `of` may read of the line only what a
    /// [kind](profile::KindIx) has in common.
    pub fn of<'a>(profile: &'a Profile, of: impl FnMut(LineRef<'a>) -> T) -> Self {
        Self(profile.kinds().map(of).collect())
    }

    /// What a line's kind has.
    pub fn get(&self, line: &LineRef<'_>) -> Option<&T> {
        self.0.get(line.kind().0 as usize)
    }
}

impl PerKind<bool> {
    /// Whether it is so for a line's kind.
    pub fn holds(&self, line: &LineRef<'_>) -> bool {
        self.get(line).is_some_and(|holds| *holds)
    }
}

/// What a kind of line has in a spell of days.
pub struct PerSpell<T> {
    /// The first day of each spell after the first.
    turns: Days,
    memo: Memo<T>,
}

impl<T> PerSpell<T> {
    /// Spells that begin on these days. Every day on which the answer may turn
    /// has to be among them.
    pub fn new(turns: impl IntoIterator<Item = Day>) -> Self {
        Self {
            turns: turns.into_iter().collect(),
            memo: Memo::default(),
        }
    }

    /// What a line's kind has in the spell of its entry date. `make` may read of
    /// the line only its entry date and what a [kind](profile::KindIx) has in
    /// common.
    pub fn get(&mut self, line: &LineRef<'_>, make: impl FnOnce() -> T) -> &mut T {
        let spell = line
            .entry_date()
            .map_or(0, |day| self.turns.up_to(day) as u32 + 1);
        #[cfg(test)]
        let spell = tests::APART.with(|apart| {
            let own = u32::from(line.entry_date().map_or(0, Day::number));
            if apart.get() { own } else { spell }
        });
        self.memo.get(line.kind().0, spell, make)
    }

    /// All that was worked out, in no order.
    pub fn into_all(self) -> impl Iterator<Item = T> {
        self.memo.into_values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{all, profile};
    use std::cell::Cell;

    thread_local! {
        /// Set where every day is to be a spell of its own.
        pub(super) static APART: Cell<bool> = const { Cell::new(false) };
    }

    /// Goods of several numbers and origins on every day of ten years: whatever
    /// turns on a day that no spell begins with shows.
    #[test]
    fn nothing_turns_within_a_spell() {
        let goods = [
            "KN-1 6105100010 CN - 01",
            "KN-2 6105100010 BD - 01",
            "FU-1 9403500042 CN - 01",
            "FU-2 9403500042 VN - 06",
            "ST-1 7318155056 TW - 01",
            "ST-2 7318155056 MX S 01",
            "AL-1 7604295090 CN - 01",
            "EL-1 8541430010 MY - 01",
            "TO-1 2002908010 CN - 01",
        ];
        let mut table = "date sku hts coo spi type value ord\n".to_owned();
        let mut day = Day::parse("2017-06-01").unwrap();
        while day < Day::parse("2027-06-01").unwrap() {
            for goods in goods {
                table += &format!("{day} {goods} 1000 1\n");
            }
            day = day.plus(1);
        }
        let profile = profile(&table);
        let by_spell = all(&profile);
        APART.set(true);
        let by_day = all(&profile);
        APART.set(false);
        for (one, other) in by_spell.iter().zip(&by_day) {
            assert!(one == other, "{}", one.trigger);
        }
    }
}
