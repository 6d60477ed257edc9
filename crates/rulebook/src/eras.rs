//! The dates on which rates changed, for triggers that look around them.

use crate::authority::Authority;
use crate::measures::Measures;
use crate::read::record;
use customs::{Country, Day, Hts};
use rust_decimal::Decimal;

record! {
    /// The dates on which rates changed, for triggers that look around them.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Eras {
        /// The eras, oldest first.
        pub eras: Vec<Era>,
        /// What they rest on.
        pub authority: Authority,
    }
}

record! {
    /// One date on which rates changed.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Era {
        /// First day of the new rates.
        pub date: Day,
        /// The measure's id.
        pub measure: String,
        /// As shown.
        pub title: String,
        /// Whether duty went up, and by at least how much, as a fraction.
        pub rise: Option<Decimal>,
        /// Whether duty went down or ended.
        pub ends: bool = false,
        /// Numbers touched; empty for the measure's.
        pub prefixes: Vec<Hts> = Vec::new(),
        /// Origins touched; empty for the measure's.
        pub countries: Vec<Country> = Vec::new(),
    }
}

impl Eras {
    /// The eras that began within `days` before a day, latest first.
    pub fn within(&self, day: Day, days: i32) -> impl Iterator<Item = &Era> {
        self.eras.iter().rev().filter(move |era| {
            let since = day.since(era.date);
            0 <= since && since <= days
        })
    }

    /// Whether an era touches goods of a number and origin.
    #[must_use]
    pub fn touches(era: &Era, measures: &Measures, number: Hts, origin: Country) -> bool {
        let measure = measures.get(&era.measure);
        let number_touched = if era.prefixes.is_empty() {
            measure.is_none_or(|measure| measure.covers(number))
        } else {
            era.prefixes.iter().any(|prefix| number.is_within(*prefix))
        };
        let origin_touched = if era.countries.is_empty() {
            measure.is_none_or(|measure| measure.reaches(origin))
        } else {
            era.countries.contains(&origin)
        };
        number_touched && origin_touched
    }
}
