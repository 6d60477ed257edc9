//! The cases of VAL-6.

use crate::testing::cases::{Case, check, part, rows, threshold};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A line of one product.
#[derive(Clone, Copy)]
struct Line {
    value: &'static str,
    quantity: i64,
    /// Hectograms, so that tenths of a kilogram can be written.
    weight: i64,
}

/// One line a month.
fn of(lines: &[Line], text: &str) -> Case {
    let mut table = "date sku desc mid coo qty unit kg hts value\n".to_owned();
    for (month, line) in lines.iter().enumerate() {
        table += &format!(
            "2024-{:02}-10 TY-3 {text} MYCELASI55PEN MY {} NO {}.{} 9503000073 {}\n",
            month + 1,
            line.quantity,
            line.weight / 10,
            line.weight % 10,
            line.value
        );
    }
    rows(table)
}

/// Six lines of these values, 100 pieces and a few more each, of 50 kg.
fn values(values: [&'static str; 6]) -> Vec<Line> {
    let quantities = [100, 110, 90, 105, 95, 120];
    let pairs = values.into_iter().zip(quantities);
    pairs
        .map(|(value, quantity)| Line {
            value,
            quantity,
            weight: 500,
        })
        .collect()
}

const ODD: [&str; 6] = ["1013", "1027", "1031", "1049", "1051", "1063"];

/// The odd values, the last of them changed.
fn last(change: impl Fn(&mut Line)) -> Case {
    let mut lines = values(ODD);
    change(&mut lines[5]);
    of(&lines, "PLAY")
}

#[test]
fn positive() {
    let same = ["1013", "1013", "1013", "1049", "1051", "1063"];
    let round = ["1100", "1200", "1300", "1049", "1051", "1063"];
    check(
        "VAL-6",
        &[
            (
                "one value again and again",
                of(&values(same), "PLAY"),
                &["TY-3: identical_values critical"],
            ),
            (
                "round hundreds",
                of(&values(round), "PLAY"),
                &["TY-3: round_values critical"],
            ),
            (
                "value a kilogram",
                last(|line| line.weight = 85),
                &["TY-3: per_kg critical"],
            ),
            (
                "weight a piece",
                last(|line| line.quantity = 800),
                &["TY-3: unit_weight critical"],
            ),
            (
                "no quantity",
                last(|line| line.quantity = 0),
                &["TY-3: zero_quantity info"],
            ),
        ],
    );
}

#[test]
fn negative() {
    check(
        "VAL-6",
        &[
            ("values as they come", of(&values(ODD), "PLAY"), &[]),
            ("twice the weight", last(|line| line.weight = 1000), &[]),
            (
                "a standing order of one value and one quantity",
                of(
                    &[Line {
                        value: "1000",
                        quantity: 100,
                        weight: 500,
                    }; 6],
                    "PLAY",
                ),
                &[],
            ),
            (
                "one value and one quantity, in dozens and then in pieces",
                rows(
                    "date       sku  mid           coo qty unit hts        value
                     2024-05-10 SH-3 BDABCDEF1DHA  BD  10  DOZ  6105100010 1213
                     2024-06-10 SH-3 BDABCDEF1DHA  BD  10  DOZ  6105100010 1213
                     2024-07-10 SH-3 BDABCDEF1DHA  BD  120 NO   6105100010 1213
                     2024-08-10 SH-3 BDABCDEF1DHA  BD  120 NO   6105100010 1213",
                ),
                &[],
            ),
            (
                "two dates",
                of(&values(ODD)[..2], "PLAY"),
                &["not assessed: 2 of 3"],
            ),
        ],
    );
}

#[test]
fn boundary() {
    let factor: Decimal = threshold("VAL-6", "physical_factor");
    let factor = factor.to_i64().unwrap();
    // Five lines at $1,000, 100 pieces and 100 kg, and one at the factor.
    let plain = Line {
        value: "1001",
        quantity: 100,
        weight: 1000,
    };
    let beside = |last: Line, values: [&'static str; 6]| {
        let mut lines = [plain, plain, plain, plain, plain, last];
        for (line, value) in lines.iter_mut().zip(values) {
            line.value = value;
        }
        of(&lines, "PLAY")
    };
    let weight = |weight: i64| beside(Line { weight, ..plain }, ["1001"; 6]);
    let quantity = |quantity: i64| beside(Line { quantity, ..plain }, ODD);
    let dates: usize = threshold("VAL-6", "min_distinct_dates");
    // So many dates of one value among others of ten.
    let same = |count: usize| {
        let mut lines = Vec::new();
        let others = [
            "1013", "1027", "1031", "1049", "1051", "1063", "1069", "1087", "1091", "1093",
        ];
        for (at, value) in others.into_iter().enumerate() {
            lines.push(Line {
                value: if at < count { "1009" } else { value },
                quantity: 100 + i64::try_from(at).unwrap(),
                weight: 500,
            });
        }
        of(&lines, "PLAY")
    };
    let identical = usize::try_from(part("VAL-6", "identical_value_dates_share", 10)).unwrap();
    // Round values of 3,000 among the rest.
    let round = |rest: &'static str| {
        let mut lines = values(["1100", "900", "1000", "1001", "999", "1000"]);
        lines[5].value = rest;
        of(&lines, "PLAY")
    };
    check(
        "VAL-6",
        &[
            ("at the factor", weight(1000 * factor), &[]),
            (
                "a tenth of a kilogram beyond it",
                weight(1000 * factor + 1),
                &["TY-3: per_kg critical"],
            ),
            ("weight a piece at the factor", quantity(100 * factor), &[]),
            (
                "a piece beyond it",
                quantity(100 * factor + 1),
                &["TY-3: unit_weight critical"],
            ),
            ("a date short of repeating", same(identical - 1), &[]),
            (
                "dates enough",
                same(identical),
                &["TY-3: identical_values critical"],
            ),
            (
                "a date short",
                of(&values(ODD)[..dates - 1], "PLAY"),
                &["not assessed: 2 of 3"],
            ),
            ("dates enough", of(&values(ODD)[..dates], "PLAY"), &[]),
            ("half of the value is round", round("1000.01"), &[]),
            (
                "a cent less of the rest",
                round("999.99"),
                &["TY-3: round_values critical"],
            ),
        ],
    );
}

#[test]
fn exculpated() {
    let same: Vec<Line> = (0..6)
        .map(|n| Line {
            value: "5013",
            quantity: 100 + n,
            weight: 500,
        })
        .collect();
    check(
        "VAL-6",
        &[
            (
                "a lot of one price",
                of(&same, "JOB_LOT"),
                &["explained, TY-3: fixed_price_lot"],
            ),
            (
                "round quantities at one price",
                rows(
                    "date       sku  mid           coo qty unit hts        value
                     2024-01-10 TY-3 MYCELASI55PEN MY  100 NO   9503000073 1200
                     2024-02-10 TY-3 MYCELASI55PEN MY  150 NO   9503000073 1800
                     2024-03-10 TY-3 MYCELASI55PEN MY  200 NO   9503000073 2400
                     2024-04-10 TY-3 MYCELASI55PEN MY  125 NO   9503000073 1500",
                ),
                &["explained, TY-3: price_list"],
            ),
            (
                "other words explain nothing",
                of(&same, "PLAY"),
                &["TY-3: identical_values critical"],
            ),
            (
                "grams for kilograms",
                last(|line| {
                    line.value = "1029";
                    line.weight = 500_000;
                }),
                &["explained, TY-3: pounds"],
            ),
        ],
    );
}
