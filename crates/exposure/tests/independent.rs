//! Interest and penalties worked out a second time, another way: interest day
//! by day in whole numbers of any size, penalties in whole half-cents by the
//! words of the statute. Both ways agree to the cent.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::*;
use customs::{Cents, Day};
use exposure::derivation::{Draft, SourceKind};
use exposure::interest::growth;
use exposure::penalty::{Base, Matrix, domestic_entered};
use exposure::{Figure, RuleId};
use num_bigint::BigInt;
use proptest::prelude::*;
use rulebook::Culpability::{Fraud, GrossNegligence, Negligence};

/// The rate of each quarter in per cent, typed from the tables that the
/// revenue rulings publish, from the first quarter of 2019 on.
const QUARTERS: [i64; 32] = [
    6, 6, 5, 5, // 2019
    5, 5, 3, 3, // 2020
    3, 3, 3, 3, // 2021
    3, 4, 5, 6, // 2022
    7, 7, 7, 8, // 2023
    8, 8, 8, 8, // 2024
    7, 7, 7, 7, // 2025
    7, 6, 7, 7, // 2026
];

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Interest in cents. Each day multiplies numerator and denominator; nothing
/// is rounded before the end.
fn day_by_day(principal: i64, from: Day, to: Day) -> i64 {
    let (mut numerator, mut denominator) = (BigInt::from(1), BigInt::from(1));
    let mut at = from;
    while at < to {
        at = at.plus(1);
        let date = at.date();
        let year = i64::from(date.year());
        let quarter = (year - 2019) * 4 + (i64::from(date.month()) - 1) / 3;
        let rate = QUARTERS[usize::try_from(quarter).unwrap().min(QUARTERS.len() - 1)];
        let days = if is_leap(year) { 366 } else { 365 };
        numerator *= days * 100 + rate;
        denominator *= days * 100;
    }
    let interest = BigInt::from(principal) * (numerator - &denominator);
    // Half a cent goes up.
    let rounded: BigInt = (interest * 2 + &denominator) / (denominator * 2);
    rounded.to_string().parse().unwrap()
}

fn span() -> impl Strategy<Value = (Day, Day)> {
    let first = day("2018-12-31");
    (0i32..3000, 0i32..3000)
        .prop_map(move |(from, length)| (first.plus(from), first.plus(from + length)))
}

/// A half-cent count rounded up to cents.
fn half_up(half_cents: i128) -> i64 {
    i64::try_from((half_cents + 1).div_euclid(2)).unwrap()
}

fn figure(rule: RuleId, amount: i64) -> Figure {
    Draft::new(&PACK.figures, rule)
        .input("entries", 1, SourceKind::Computed)
        .amount(Cents(amount))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn interest_agrees_day_by_day((from, to) in span(), principal in 0i64..5_000_000_000) {
        let growth = growth(&PACK.interest, from, to).unwrap();
        prop_assert_eq!(growth.on(Cents(principal)), Some(Cents(day_by_day(principal, from, to))));
        let days: u32 = growth.segments.iter().map(|s| s.days).sum();
        prop_assert_eq!(days, to.since(from).unsigned_abs());
    }

    #[test]
    fn interest_goes_on_where_it_stopped((from, to) in span(), cut in 0i32..3000) {
        let middle = from.plus(cut).min(to);
        let grown = |a, b| growth(&PACK.interest, a, b).unwrap().factor;
        let (whole, parts) = (grown(from, to), grown(from, middle) * grown(middle, to));
        prop_assert!((whole - parts).abs() < dec("0.00000000000000000001"));
    }

    #[test]
    fn penalties_agree_with_the_statute(
        loss in 0i64..1_000_000_000,
        dutiable in 1i64..10_000_000_000,
        interest in 0i64..100_000_000,
        domestic in proptest::option::of(1i64..30_000_000_000),
    ) {
        let cap = |amount: i64| domestic.map_or(amount, |domestic| amount.min(domestic));
        let multiple = |halves: i128| cap(half_up(i128::from(loss) * halves));
        // A share in hundredths of dutiable value, in half-cents: × 2 ÷ 100.
        let share = |hundredths: i128| {
            i64::try_from((i128::from(dutiable) * hundredths * 2 + 100).div_euclid(200)).unwrap()
        };
        let expected = if loss > 0 {
            [
                (Some(multiple(4)), multiple(1), multiple(4), interest),
                (Some(multiple(8)), multiple(5), multiple(8), interest),
                (domestic, multiple(10), multiple(16), loss),
            ]
        } else {
            [
                (Some(share(20)), cap(share(5)), cap(share(20)), 0),
                (Some(share(40)), cap(share(25)), cap(share(40)), 0),
                (domestic, cap(share(50)), cap(share(80)), share(10)),
            ]
        };
        let figures = (
            figure(RuleId::TotalLoss, loss),
            figure(RuleId::DutiableValue, dutiable),
            figure(RuleId::InterestTotal, interest),
            domestic.map(|amount| domestic_entered(&PACK, Cents(amount))),
        );
        let matrix = Matrix::of(&PACK, &Base {
            loss: &figures.0,
            dutiable: &figures.1,
            interest: Some(&figures.2),
            domestic: figures.3.as_ref(),
        }).unwrap();
        for (level, (max, low, high, disclosed)) in
            [Negligence, GrossNegligence, Fraud].into_iter().zip(expected)
        {
            let row = matrix.row(level).unwrap();
            prop_assert_eq!(row.maximum.figure.as_ref().map(|f| f.amount.0), max);
            prop_assert_eq!(row.guideline_low.amount.0, low);
            prop_assert_eq!(row.guideline_high.amount.0, high);
            prop_assert_eq!(row.disclosed.as_ref().unwrap().amount.0, disclosed);
            prop_assert_eq!(row.disclosed_total.as_ref().unwrap().amount.0, loss + disclosed);
        }
    }
}
