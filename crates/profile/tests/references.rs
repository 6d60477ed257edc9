//! References come in any order, from any number of files and more than once:
//! what they say together never depends on which came first.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use customs::{Country, Day, Hts, Quantity, Spi, Unit};
use profile::References;
use profile::references::{Period, SpecialColumn, UnitValues};
use proptest::prelude::*;

const NUMBERS: [&str; 4] = ["9617001000", "9617001050", "4820102010", "84433210"];
const PROGRAMMES: [&str; 4] = ["S", "KR", "A+", "AU"];
const COUNTRIES: [&str; 2] = ["MY", "KR"];
const PERIODS: [&str; 4] = ["2024", "2024Q1", "2024-02", ""];
const UNITS: [&str; 3] = ["NO", "KG", ""];

/// One row of a tariff or of a benchmark.
#[derive(Clone, Debug)]
enum Row {
    Tariff {
        number: usize,
        edition: Option<i16>,
        programmes: Vec<usize>,
        free: bool,
    },
    Benchmark {
        number: usize,
        country: usize,
        period: usize,
        unit: usize,
        median: Option<i64>,
        p5: Option<i64>,
    },
}

fn row() -> impl Strategy<Value = Row> {
    let edition = prop_oneof![Just(None), (2022i16..2026).prop_map(Some)];
    let programmes = proptest::collection::vec(0usize..4, 0..4);
    let tariff = (0usize..4, edition, programmes, any::<bool>()).prop_map(
        |(number, edition, programmes, free)| Row::Tariff {
            number,
            edition,
            programmes,
            free,
        },
    );
    let amount = || proptest::option::of(1i64..9);
    let benchmark = (
        0usize..4,
        0usize..2,
        0usize..4,
        0usize..3,
        amount(),
        amount(),
    )
        .prop_map(
            |(number, country, period, unit, median, p5)| Row::Benchmark {
                number,
                country,
                period,
                unit,
                median,
                p5,
            },
        );
    prop_oneof![tariff, benchmark]
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    proptest::collection::vec(row(), 0..25)
}

fn push(references: &mut References, row: &Row) {
    match row {
        Row::Tariff {
            number,
            edition,
            programmes,
            free,
        } => {
            let column = SpecialColumn {
                programmes: programmes
                    .iter()
                    .map(|at| Spi::parse(PROGRAMMES[*at]).unwrap())
                    .collect(),
                free: *free,
            };
            let number = Hts::parse(NUMBERS[*number]).unwrap();
            references.schedule.push(*edition, number, column);
        }
        Row::Benchmark {
            number,
            country,
            period,
            unit,
            median,
            p5,
        } => references.benchmark.push(
            Hts::parse(NUMBERS[*number]).unwrap(),
            Country::parse(COUNTRIES[*country]).unwrap(),
            UnitValues {
                period: Period::parse(PERIODS[*period]),
                unit: Unit::parse(UNITS[*unit]).ok(),
                median: median.map(Quantity::whole),
                p5: p5.map(Quantity::whole),
            },
        ),
    }
}

fn of(rows: &[Row]) -> References {
    let mut references = References::default();
    for row in rows {
        push(&mut references, row);
    }
    references
}

fn merged(mut first: References, second: References) -> References {
    first.merge(second);
    first
}

proptest! {
    #[test]
    fn merging_is_associative(a in rows(), b in rows(), c in rows()) {
        let (a, b, c) = (of(&a), of(&b), of(&c));
        let left = merged(merged(a.clone(), b.clone()), c.clone());
        let right = merged(a, merged(b, c));
        prop_assert_eq!(left, right);
    }

    #[test]
    fn merging_is_commutative(a in rows(), b in rows()) {
        let (a, b) = (of(&a), of(&b));
        prop_assert_eq!(merged(a.clone(), b.clone()), merged(b, a));
    }

    #[test]
    fn nothing_and_the_same_again_add_nothing(a in rows()) {
        let a = of(&a);
        prop_assert_eq!(merged(a.clone(), References::default()), a.clone());
        prop_assert_eq!(merged(References::default(), a.clone()), a.clone());
        prop_assert_eq!(merged(a.clone(), a.clone()), a);
    }

    #[test]
    fn order_and_pieces_say_the_same(rows in rows(), cut in 0usize..25, turn in 0usize..25) {
        let whole = of(&rows);
        let (first, second) = rows.split_at(cut.min(rows.len()));
        prop_assert_eq!(&whole, &merged(of(second), of(first)));
        let mut turned = rows.clone();
        turned.rotate_left(turn.min(rows.len()));
        turned.reverse();
        prop_assert_eq!(&whole, &of(&turned));
        // And so do the answers that are asked of it.
        let other = of(&turned);
        for number in NUMBERS {
            let number = Hts::parse(number).unwrap();
            for year in [2022, 2024] {
                prop_assert_eq!(whole.schedule.of(number, year), other.schedule.of(number, year));
            }
            let day = Day::ymd(2024, 2, 10).unwrap();
            for country in COUNTRIES {
                let country = Country::parse(country).unwrap();
                prop_assert_eq!(
                    whole.benchmark.on(number, country, day),
                    other.benchmark.on(number, country, day)
                );
            }
        }
    }
}
