//! The cases of VAL-3.

use crate::finding::Effect;
use crate::testing::cases::{Case, check, dollars, part, rows, threshold};
use customs::{Country, Hts, Quantity, Unit};
use profile::References;
use profile::references::{Period, UnitValues};

const NUMBER: &str = "8443321070";

/// Figures for one number and origin: a median of $100 and a fifth percentile,
/// for three quarters.
fn benchmark(unit: &str, p5: i64) -> References {
    let mut references = References::default();
    for period in ["2024Q1", "2024Q2", "2024Q3"] {
        references.benchmark.push(
            Hts::parse(NUMBER).unwrap(),
            Country::parse("MY").unwrap(),
            UnitValues {
                period: Period::parse(period),
                unit: Unit::parse(unit).ok(),
                median: Some(Quantity::whole(100)),
                p5: Some(Quantity::whole(p5)),
            },
        );
    }
    references
}

/// A product of 100 pieces at one value in cents on the tenth of some months,
/// beside others.
fn lines(cents: i64, months: std::ops::RangeInclusive<u32>, more: &str) -> Case {
    let mut table = "date sku mid coo qty unit hts value duty\n".to_owned();
    for month in months {
        table += &format!(
            "2024-{month:02}-10 LP-1 MYKLAVAL47PEN MY 100 NO {NUMBER} {} {}\n",
            dollars(cents),
            dollars(cents / 50)
        );
    }
    rows(table + more)
}

fn table(cents: i64) -> Case {
    lines(cents, 1..=3, "").against(&benchmark("NO", 30))
}

/// Other goods under the number, at these values.
fn others(values: [u32; 3]) -> String {
    let mut more = String::new();
    for (month, value) in (1..).zip(values) {
        more += &format!("2024-{month:02}-11 LP-9 MYKLAVAL47PEN MY 100 NO {NUMBER} {value} 9\n");
    }
    more
}

#[test]
fn positive() {
    // Two makers of one part, both below; one of them by far.
    let mut second = String::new();
    for month in 1..=3 {
        second += &format!("2024-{month:02}-20 LP-1 MYOTHMAK12PEN MY 100 NO {NUMBER} 4500 90\n");
    }
    check(
        "VAL-3",
        &[
            (
                "below half the median",
                table(380_000),
                &["LP-1: alone medium"],
            ),
            (
                "below the fifth percentile alone",
                lines(550_000, 1..=3, "").against(&benchmark("NO", 60)),
                &["LP-1: alone medium"],
            ),
            (
                "another comparison of values agrees",
                lines(150_000, 1..=3, &second).against(&benchmark("NO", 30)),
                &["LP-1: below_benchmark critical"],
            ),
        ],
    );
    let seen = table(380_000).assessed("VAL-3");
    assert!(matches!(
        seen.findings[0].effect,
        Effect::Unquantified { .. }
    ));
}

#[test]
fn negative() {
    let later = "2024-03-20 LP-1 MYKLAVAL47PEN MY 100 NO 8443321070 9900 0
         2024-03-21 LP-1 MYKLAVAL47PEN MY 100 NO 8443321070 9900 0\n";
    check(
        "VAL-3",
        &[
            ("at the median", table(1_000_000), &[]),
            ("a little below it", table(700_000), &[]),
            ("above it", table(3_000_000), &[]),
            (
                "a period whose median is not low",
                lines(380_000, 1..=2, later).against(&benchmark("NO", 30)),
                &[],
            ),
            (
                "no benchmark",
                lines(380_000, 1..=3, ""),
                &["not assessed: no reference"],
            ),
            (
                "a benchmark of other periods",
                lines(380_000, 10..=12, "").against(&benchmark("NO", 30)),
                &["not assessed: no reference"],
            ),
        ],
    );
}

#[test]
fn boundary() {
    let half = part("VAL-3", "max_ratio_to_median", 1_000_000);
    let dates: u32 = threshold("VAL-3", "min_distinct_dates");
    let of_dates = |count: u32| lines(380_000, 1..=count, "").against(&benchmark("NO", 30));
    let fifth = |cents: i64| lines(cents, 1..=3, "").against(&benchmark("NO", 60));
    check(
        "VAL-3",
        &[
            ("at half the median", table(half), &[]),
            (
                "a cent a piece below it",
                table(half - 100),
                &["LP-1: alone medium"],
            ),
            ("at the fifth percentile", fifth(600_000), &[]),
            (
                "a cent a piece below it",
                fifth(599_900),
                &["LP-1: alone medium"],
            ),
            (
                "a date short",
                of_dates(dates - 1),
                &["not assessed: 2 of 3"],
            ),
            ("dates enough", of_dates(dates), &["LP-1: alone medium"]),
        ],
    );
}

#[test]
fn exculpated() {
    let mut kilograms = String::new();
    for month in 1..=3 {
        kilograms += &format!("2024-{month:02}-10 LP-2 X MY 10 KG {NUMBER} 900 9\n");
    }
    check(
        "VAL-3",
        &[
            (
                "figures in another unit",
                lines(380_000, 1..=3, &kilograms).against(&benchmark("KG", 30)),
                &["explained, LP-1: unit_mismatch"],
            ),
            (
                "a number that is a mix",
                lines(380_000, 1..=3, &others([2000, 9000, 30_000])).against(&benchmark("NO", 30)),
                &["explained, LP-1: product_mix"],
            ),
            (
                "others near the benchmark show no mix",
                lines(380_000, 1..=3, &others([9500, 9000, 11_000])).against(&benchmark("NO", 30)),
                &["LP-1: alone medium"],
            ),
        ],
    );
}
