//! Which preferences the tariff's special column names for which number.
//!
//! The column stands on the lines that bear a rate, at eight digits. An export
//! is of an edition, which its file name may tell; several may be loaded.

use customs::hts::Level;
use customs::{Hts, Spi};
use std::collections::{BTreeMap, BTreeSet};

/// What the tariff says of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpecialColumn {
    /// The programmes that the special column names.
    pub programmes: BTreeSet<Spi>,
    /// Whether the general rate is free, so that a preference changes no duty.
    pub free: bool,
}

/// The special column of one or several editions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    numbers: BTreeMap<(Hts, Option<i16>), SpecialColumn>,
    named: BTreeSet<Spi>,
}

impl Schedule {
    /// Takes in what an edition says of a number that bears a rate. `edition`
    /// is its year, where that is known. Two rows of one number and edition
    /// name what either names, and the number is free where both say so.
    pub fn push(&mut self, edition: Option<i16>, number: Hts, column: SpecialColumn) {
        if number.is_ordinary() && number.reaches(Level::RateLine) {
            self.put((number.at(Level::RateLine), edition), column);
        }
    }

    fn put(&mut self, key: (Hts, Option<i16>), column: SpecialColumn) {
        self.named.extend(&column.programmes);
        match self.numbers.get_mut(&key) {
            Some(known) => {
                known.programmes.extend(column.programmes);
                known.free &= column.free;
            }
            None => {
                self.numbers.insert(key, column);
            }
        }
    }

    /// Takes in everything that another holds.
    pub fn merge(&mut self, other: Self) {
        for (key, column) in other.numbers {
            self.put(key, column);
        }
    }

    /// Whether no tariff was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Whether the special column of any number names a programme. One that it
    /// never names is claimed in another way.
    #[must_use]
    pub fn names(&self, programme: Spi) -> bool {
        self.named.contains(&programme)
    }

    /// What is said of a number in a year: by the edition of that year, else by
    /// one whose year is not known, else by the latest. Gives that edition's
    /// year with it.
    #[must_use]
    pub fn of(&self, number: Hts, year: i16) -> Option<(Option<i16>, &SpecialColumn)> {
        let number = number
            .reaches(Level::RateLine)
            .then(|| number.at(Level::RateLine))?;
        for edition in [Some(year), None] {
            if let Some(column) = self.numbers.get(&(number, edition)) {
                return Some((edition, column));
            }
        }
        self.numbers
            .range((number, None)..=(number, Some(i16::MAX)))
            .next_back()
            .map(|((_, edition), column)| (*edition, column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(programmes: &[&str], free: bool) -> SpecialColumn {
        SpecialColumn {
            programmes: programmes.iter().map(|p| Spi::parse(p).unwrap()).collect(),
            free,
        }
    }

    #[test]
    fn editions() {
        let number = Hts::parse("0101.30.0000").unwrap();
        let mut schedule = Schedule::default();
        schedule.push(Some(2023), number, column(&["A+", "S"], false));
        schedule.push(Some(2025), number, column(&["S"], false));
        schedule.push(
            None,
            Hts::parse("9902.01.01").unwrap(),
            column(&["KR"], true),
        );
        let on = |year| schedule.of(number, year).unwrap();
        assert_eq!(on(2023), (Some(2023), &column(&["A+", "S"], false)));
        assert_eq!(on(2024), (Some(2025), &column(&["S"], false)));
        assert!(schedule.names(Spi::parse("A+").unwrap()));
        assert!(!schedule.names(Spi::parse("KR").unwrap()));
        assert_eq!(schedule.of(Hts::parse("0101.21").unwrap(), 2024), None);
    }
}
