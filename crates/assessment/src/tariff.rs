//! The visitor's tariff export as a book of base rates.
//!
//! Rates stand on the export's eight-digit rows. Only what is free or a plain
//! percentage of the value becomes a rate; an amount for each unit does not,
//! and such a number has no rate from this source. Chapters 98 and 99 are left
//! out: what they add is seen on the lines themselves.

use customs::Hts;
use customs::hts::Level;
use exposure::rates::{BookRate, RateBook};
use intake::{TariffRow, special_rates};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of tariff exports being gathered. Rows may come in any order and from
/// several files.
#[derive(Debug, Default)]
pub(crate) struct Tariffs {
    names: BTreeSet<String>,
    /// `None` where two rows of one number disagree: neither is believed.
    numbers: BTreeMap<Hts, Option<BookRate>>,
}

impl Tariffs {
    /// Takes a row of the export of this name in.
    pub(crate) fn push(&mut self, name: &str, row: &TariffRow<'_>) {
        let is_rate_line = |hts: &Hts| hts.is_ordinary() && hts.reaches(Level::RateLine);
        let Some(number) = row.hts.filter(is_rate_line) else {
            return;
        };
        let record = BookRate {
            from: None,
            to: None,
            general: row.general.plain_ppm().map(fraction),
            special: special_rates(row.special)
                .filter_map(|(rate, programs)| Some((fraction(rate.plain_ppm()?), programs)))
                .flat_map(|(rate, programs)| programs.into_iter().map(move |spi| (spi, rate)))
                .collect(),
            column2: row.column_2.plain_ppm().map(fraction),
        };
        let says_nothing =
            record.general.is_none() && record.column2.is_none() && record.special.is_empty();
        if says_nothing {
            return;
        }
        if !self.names.contains(name) {
            self.names.insert(name.to_owned());
        }
        self.numbers
            .entry(number.at(Level::RateLine))
            .and_modify(|known| {
                if known.as_ref() != Some(&record) {
                    *known = None;
                }
            })
            .or_insert(Some(record));
    }

    /// The book; `None` when no export was read.
    pub(crate) fn book(self) -> Option<RateBook> {
        let names: Vec<String> = self.names.into_iter().collect();
        (!names.is_empty()).then(|| RateBook {
            name: names.join(", "),
            column2_countries: BTreeSet::new(),
            numbers: self
                .numbers
                .into_iter()
                .filter_map(|(number, record)| Some((number, vec![record?])))
                .collect(),
        })
    }
}

/// Millionths as a fraction.
fn fraction(ppm: i64) -> Decimal {
    Decimal::new(ppm, 6).normalize()
}
