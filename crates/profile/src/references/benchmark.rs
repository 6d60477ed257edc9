//! An industry's unit values: what a unit of the goods of a number and an
//! origin was worth over a period.

use super::Period;
use customs::hts::Level;
use customs::{Country, Day, Hts, Quantity, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// Unit values over a period, in millionths of a dollar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnitValues {
    /// The period; `None` for figures that name none and hold for any day.
    pub period: Option<Period>,
    /// The unit; `None` where the file names none.
    pub unit: Option<Unit>,
    /// Median.
    pub median: Option<Quantity>,
    /// Fifth percentile.
    pub p5: Option<Quantity>,
}

/// The unit values that hold on a day, in dollars.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Their period.
    pub period: Option<Period>,
    /// Their unit.
    pub unit: Option<Unit>,
    /// Median; the median of medians where the period has several rows, such
    /// as one for each district.
    pub median: Option<f64>,
    /// Fifth percentile, likewise.
    pub p5: Option<f64>,
}

/// Unit values by number and origin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Benchmark {
    places: BTreeMap<(Hts, Country), BTreeSet<UnitValues>>,
}

impl Benchmark {
    /// Takes in a row.
    pub fn push(&mut self, number: Hts, origin: Country, values: UnitValues) {
        self.places
            .entry((number, origin))
            .or_default()
            .insert(values);
    }

    /// Takes in everything that another holds.
    pub fn merge(&mut self, other: Self) {
        for (place, values) in other.places {
            self.places.entry(place).or_default().extend(values);
        }
    }

    /// Whether none was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The unit values of a number and origin on a day, one for each unit that
    /// they are given in: those of the number at ten digits, else at eight, and
    /// of the shortest period that the day falls in.
    #[must_use]
    pub fn on(&self, number: Hts, origin: Country, day: Day) -> Vec<Band> {
        let rows = [Level::Statistical, Level::RateLine]
            .into_iter()
            .find_map(|level| {
                let number = number.reaches(level).then(|| number.at(level))?;
                self.places.get(&(number, origin))
            });
        let mut by_unit: BTreeMap<Option<Unit>, Vec<&UnitValues>> = BTreeMap::new();
        for row in rows.into_iter().flatten() {
            if row.period.is_none_or(|period| period.holds(day)) {
                by_unit.entry(row.unit).or_default().push(row);
            }
        }
        by_unit
            .into_iter()
            .filter_map(|(unit, rows)| band(unit, &rows))
            .collect()
    }
}

fn band(unit: Option<Unit>, rows: &[&UnitValues]) -> Option<Band> {
    let length = |row: &UnitValues| row.period.map_or(i32::MAX, Period::days);
    let nearest = rows.iter().min_by_key(|row| (length(row), row.period))?;
    let rows = || rows.iter().filter(|row| row.period == nearest.period);
    Some(Band {
        period: nearest.period,
        unit,
        median: middle(rows().filter_map(|row| row.median)),
        p5: middle(rows().filter_map(|row| row.p5)),
    })
}

/// The median of positive amounts.
fn middle(amounts: impl Iterator<Item = Quantity>) -> Option<f64> {
    let mut amounts: Vec<i64> = amounts.map(|a| a.0).filter(|a| *a > 0).collect();
    amounts.sort_unstable();
    let half = amounts.len() / 2;
    let upper = *amounts.get(half)? as f64;
    let lower = match half
        .checked_sub(1)
        .filter(|_| amounts.len().is_multiple_of(2))
    {
        Some(below) => *amounts.get(below)? as f64,
        None => upper,
    };
    Some((lower + upper) / 2.0 / Quantity::ONE as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(period: &str, unit: &str, median: i64) -> UnitValues {
        UnitValues {
            period: Period::parse(period),
            unit: Unit::parse(unit).ok(),
            median: Some(Quantity::whole(median)),
            p5: None,
        }
    }

    #[test]
    fn the_nearest_period_and_number() {
        let number = Hts::parse("8443321070").unwrap();
        let origin = Country::parse("MY").unwrap();
        let mut benchmark = Benchmark::default();
        benchmark.push(number, origin, values("2024", "NO", 100));
        benchmark.push(number, origin, values("2024Q1", "NO", 90));
        benchmark.push(number, origin, values("2024Q1", "NO", 110));
        benchmark.push(number, origin, values("2024Q2", "KG", 7));
        let eight = number.at(Level::RateLine);
        benchmark.push(eight, origin, values("", "NO", 5));
        let seen = |number, month| -> Vec<(i32, String)> {
            let day = Day::ymd(2024, month, 15).unwrap();
            let bands = benchmark.on(number, origin, day).into_iter();
            bands
                .map(|b| (b.median.unwrap() as i32, b.unit.unwrap().to_string()))
                .collect()
        };
        assert_eq!(seen(number, 2), [(100, "NO".to_owned())]);
        assert_eq!(seen(number, 9), [(100, "NO".to_owned())]);
        assert_eq!(
            seen(number, 5),
            [(7, "KG".to_owned()), (100, "NO".to_owned())]
        );
        assert_eq!(
            seen(Hts::parse("8443321090").unwrap(), 2),
            [(5, "NO".to_owned())]
        );
        let elsewhere = Country::parse("CN").unwrap();
        assert!(
            benchmark
                .on(number, elsewhere, Day::ymd(2024, 2, 15).unwrap())
                .is_empty()
        );
    }
}
