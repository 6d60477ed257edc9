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

#[cfg(test)]
mod tests {
    use super::*;
    use intake::ScheduleRate;

    fn row(number: &str, general: &'static str) -> TariffRow<'static> {
        TariffRow {
            hts: Hts::parse(number).ok(),
            general: ScheduleRate::parse(general),
            special: "Free (A,AU) 1.2% (JP)",
            column_2: ScheduleRate::parse("35%"),
            ..TariffRow::default()
        }
    }

    #[test]
    fn rates_stand_on_eight_digits() {
        let mut tariffs = Tariffs::default();
        tariffs.push("hts.csv", &row("8708.29.50", "2.5%"));
        // Headings, statistical rows and chapter 99 have no base rate.
        tariffs.push(
            "hts.csv",
            &TariffRow {
                hts: Hts::parse("8708").ok(),
                ..row("8708", "")
            },
        );
        tariffs.push("hts.csv", &row("9903.88.03", "25%"));
        tariffs.push(
            "hts.csv",
            &TariffRow {
                hts: Hts::parse("8708.29.5060").ok(),
                ..TariffRow::default()
            },
        );
        // An amount for each unit is no share of the value.
        tariffs.push("hts.csv", &row("0201.10.05", "4.4¢/kg"));
        let book = tariffs.book().unwrap();
        assert_eq!(book.name, "hts.csv");
        let number = Hts::parse("8708.29.50").unwrap();
        let record = book.numbers[&number].first().unwrap();
        assert_eq!(record.general, Some(Decimal::new(25, 3)));
        assert_eq!(record.column2, Some(Decimal::new(35, 2)));
        assert_eq!(record.special.len(), 3);
        let by_weight = Hts::parse("0201.10.05").unwrap();
        assert_eq!(book.numbers[&by_weight].first().unwrap().general, None);
        assert_eq!(book.numbers.len(), 2);
    }

    #[test]
    fn exports_that_disagree_are_not_believed_in_any_order() {
        let read = |order: [&'static str; 2]| {
            let mut tariffs = Tariffs::default();
            for rate in order {
                tariffs.push(rate, &row("8708.29.50", rate));
            }
            tariffs.push("3%", &row("8708.99.81", "3%"));
            tariffs.book().unwrap()
        };
        let book = read(["2.5%", "3%"]);
        assert_eq!(book.numbers.len(), 1);
        assert_eq!(book, read(["3%", "2.5%"]));
        assert_eq!(Tariffs::default().book(), None);
    }
}
