//! A set of days.
//!
//! Support is counted in distinct entry dates, for every subject of every
//! trigger, over all of a file's lines. So a set of days is a sorted list made
//! in one go, and a long list of dates is sorted by ticking off a calendar.

use crate::Day;

/// Distinct days in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days(Vec<Day>);

/// From how many dates on a calendar is quicker than sorting.
const MANY: usize = 1024;

impl Days {
    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first of them.
    #[must_use]
    pub fn first(&self) -> Option<Day> {
        self.0.first().copied()
    }

    /// The last of them.
    #[must_use]
    pub fn last(&self) -> Option<Day> {
        self.0.last().copied()
    }

    /// Whether a day is among them.
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        self.0.binary_search(&day).is_ok()
    }

    /// How many of them lie on a day or before it.
    #[must_use]
    pub fn up_to(&self, day: Day) -> usize {
        self.0.partition_point(|one| *one <= day)
    }

    /// All of them in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Day> + ExactSizeIterator + Clone {
        self.0.iter().copied()
    }

    /// The days of a list, each once.
    #[must_use]
    pub fn of(mut days: Vec<Day>) -> Self {
        if days.len() < MANY {
            days.sort_unstable();
            days.dedup();
            return Self(days);
        }
        let mut calendar = vec![0u64; 1 << 10];
        for day in &days {
            let number = day.number();
            if let Some(word) = calendar.get_mut(usize::from(number >> 6)) {
                *word |= 1 << (number & 63);
            }
        }
        days.clear();
        for (at, mut word) in calendar.into_iter().enumerate() {
            while word != 0 {
                let number = (at as u32) << 6 | word.trailing_zeros();
                days.extend(u16::try_from(number).ok().and_then(Day::from_number));
                word &= word - 1;
            }
        }
        Self(days)
    }
}

impl FromIterator<Day> for Days {
    fn from_iter<I: IntoIterator<Item = Day>>(days: I) -> Self {
        Self::of(days.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn is_a_set(numbers in proptest::collection::vec(1u16.., 0..3000)) {
            let days: Vec<Day> = numbers.into_iter().filter_map(Day::from_number).collect();
            let set: BTreeSet<Day> = days.iter().copied().collect();
            let of = Days::of(days);
            prop_assert!(of.iter().eq(set.iter().copied()));
            prop_assert_eq!(of.first(), set.first().copied());
            prop_assert_eq!(of.last(), set.last().copied());
            prop_assert!(set.iter().all(|day| of.contains(*day)));
            prop_assert_eq!(of.len(), set.len());
            prop_assert!(set.iter().enumerate().all(|(at, day)| of.up_to(*day) == at + 1));
        }
    }
}
