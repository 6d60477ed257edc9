//! The cases of VAL-1.

use crate::finding::Effect;
use crate::testing::cases::{Case, check, dollars, rows, threshold};
use customs::Cents;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Lines of 100 pieces, one a month from 2024-01, of these values in cents.
fn cents(values: &[i64]) -> Case {
    described(values, "-")
}

fn described(values: &[i64], odd: &str) -> Case {
    let mut table = "date sku mid coo qty unit value duty desc\n".to_owned();
    for (month, value) in values.iter().enumerate() {
        let (year, month) = (2024 + month / 12, month % 12 + 1);
        let text = if (90_000..=120_000).contains(value) {
            "WIDGET"
        } else {
            odd
        };
        table += &format!(
            "{year}-{month:02}-10 PX10 CNABCTOOSHE CN 100 NO {} {} {text}\n",
            dollars(*value),
            dollars(value / 10),
        );
    }
    rows(table)
}

/// Ten lines of about $1,000, of which one is different.
fn one(odd: i64) -> Case {
    cents(&with(odd))
}

fn with(odd: i64) -> Vec<i64> {
    let mut values: Vec<i64> = [1000, 1010, 990, 1005, 0, 1000, 995, 1002, 998, 1001]
        .map(|value| value * 100)
        .to_vec();
    values[4] = odd;
    values
}

/// Two half-years, at $1,000 and at another level.
fn step(then: i64) -> Case {
    let values: Vec<i64> = [100_000; 6].into_iter().chain([then; 6]).collect();
    cents(&values)
}

#[test]
fn positive() {
    check(
        "VAL-1",
        &[
            // 550 of 9,551 is 5.8 %: high, raised because less duty was paid.
            ("a low line", one(55_000), &["PX10: below critical"]),
            ("a step down", step(75_000), &["PX10: step_down critical"]),
            ("a high line is noted", one(190_000), &["PX10: above info"]),
            ("a step up is noted", step(128_000), &["PX10: step_up info"]),
        ],
    );
    let seen = one(55_000).assessed("VAL-1");
    let Effect::OtherValue { lines } = &seen.findings[0].effect else {
        panic!("no effect");
    };
    assert_eq!((lines.len(), lines[0].value), (1, Cents(100_000)));
}

#[test]
fn negative() {
    // Two lines of the same goods, metal content and the rest, are one price.
    let mut split = "entry line ord date sku mid coo qty unit hts value\n".to_owned();
    for month in 1..=10 {
        let date = format!("2025-{month:02}-10");
        let row = |line: u8, ord: u8, hts: &str, value: u32| {
            format!("E{month} {line} {ord} {date} PX10 CNABCTOOSHE CN 100 NO {hts} {value}\n")
        };
        if month % 2 == 0 {
            split += &row(1, 1, "99038190", 0);
            split += &row(1, 2, "7326908688", 300);
            split += &row(2, 1, "7326908688", 700);
        } else {
            split += &row(1, 1, "7326908688", 1000);
        }
    }
    let noise = [1000, 900, 1100, 950, 1050, 800, 1000, 1020, 980, 1000];
    let wide = [100, 900, 400, 2500, 1050, 300, 1700, 90, 980, 4000];
    check(
        "VAL-1",
        &[
            ("noise and discounts", cents(&noise.map(|v| v * 100)), &[]),
            (
                "credits and nothing at all",
                cents(&[1000, 1000, -550, 1000, 0, 1000, 1000, 1000, 1000, 1000].map(|v| v * 100)),
                &[],
            ),
            ("a metal-content split is one price", rows(split), &[]),
            (
                "prices too wide to be of one kind of goods",
                cents(&wide.map(|v| v * 100)),
                &["not assessed: 10 of 8"],
            ),
        ],
    );
}

#[test]
fn boundary() {
    let ratio: Decimal = threshold("VAL-1", "min_ratio");
    // The last value that is not beyond the ratio, in cents.
    let at = (Decimal::from(100_000) / ratio).ceil().to_i64().unwrap();
    let level = |odd: i64| {
        let mut values = [100_000; 10];
        values[4] = odd;
        cents(&values)
    };
    let step_ratio: Decimal = threshold("VAL-1", "step_min_ratio");
    let stepped = (Decimal::from(100_000) / step_ratio)
        .ceil()
        .to_i64()
        .unwrap();
    let dates: usize = threshold("VAL-1", "min_distinct_dates");
    let of_dates = |count: usize| {
        let mut values = vec![100_000; count];
        values[2] = 50_000;
        cents(&values)
    };
    let half: usize = threshold("VAL-1", "step_min_dates");
    // So many dates of the second half-year, and five before them.
    let late = |count: usize| {
        let mut table = "date sku mid coo qty unit value duty\n".to_owned();
        for at in 0..6 + count {
            let (month, value) = if at < 6 {
                (at + 1, 1000)
            } else {
                (at + 1, 800)
            };
            table += &format!("2024-{month:02}-10 PX10 CNABCTOOSHE CN 100 NO {value} 10\n");
        }
        rows(table)
    };
    // With a deviation of six per cent, a line a quarter below lies within the
    // modified z-score's limit.
    let spread = [940, 1060, 940, 1060, 940, 1060, 940, 1060, 1000, 740];
    check(
        "VAL-1",
        &[
            ("at the ratio", level(at), &[]),
            ("a cent beyond it", level(at - 1), &["PX10: below critical"]),
            ("at the ratio of a step", step(stepped), &[]),
            (
                "a cent beyond it",
                step(stepped - 1),
                &["PX10: step_down critical"],
            ),
            (
                "a date short",
                of_dates(dates - 1),
                &["not assessed: 7 of 8"],
            ),
            ("dates enough", of_dates(dates), &["PX10: below critical"]),
            ("a half-year a date short", late(half - 1), &[]),
            (
                "a half-year with dates enough",
                late(half),
                &["PX10: step_down critical"],
            ),
            (
                "by ratio and not by its own spread",
                cents(&spread.map(|v| v * 100)),
                &[],
            ),
        ],
    );
}

#[test]
fn exculpated() {
    let slide: Vec<i64> = (0..24).map(|n| 200_000 - n * 6_000).collect();
    check(
        "VAL-1",
        &[
            (
                "a dozen for a piece",
                one(8_300),
                &["explained, PX10: unit_factor"],
            ),
            (
                "pieces for a dozen",
                one(1_200_000),
                &["explained, PX10: unit_factor"],
            ),
            (
                "yuan for dollars",
                one(14_100),
                &["explained, PX10: currency_factor"],
            ),
            (
                "a price that slid",
                cents(&slide),
                &["explained, PX10: gradual_slide"],
            ),
            (
                "samples that nobody paid for",
                described(&with(55_000), "WARRANTY_REPLACEMENT"),
                &["explained, PX10: sample_or_warranty"],
            ),
            (
                "other words explain nothing",
                described(&with(55_000), "WIDGET"),
                &["PX10: below critical"],
            ),
        ],
    );
}
