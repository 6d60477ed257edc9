//! The cases of VAL-4.

use crate::testing::cases::{Case, check, part, rows, threshold};

/// So many dates of each side of one number and origin: the related side's
/// value for 100 pieces, its quantity and its flag.
fn of_dates(dates: usize, related: i64, quantity: i64, flag: &str) -> Case {
    let mut table = "date sku mid coo qty unit hts value duty related\n".to_owned();
    for month in 1..=dates {
        table += &format!(
            "2024-{month:02}-10 EL-1 KRHANBEA310BUC KR 100 NO 8509400030 1000 42 N
             2024-{month:02}-20 EL-2 KRHARPIN7INC KR {quantity} NO 8509400030 {} 30 {flag}\n",
            related * quantity / 100
        );
    }
    rows(table)
}

fn table(related: i64, quantity: i64) -> Case {
    of_dates(3, related, quantity, "Y")
}

const SUPPORT: &str = "VAL-4.circumstances-of-sale:KRHARPIN7INC";
const LOW: &str = "8509.40.0030 of South Korea: related_low critical";

#[test]
fn positive() {
    check(
        "VAL-4",
        &[
            ("related below unrelated", table(750, 100), &[LOW]),
            (
                "no support, by itself",
                table(1000, 100).said(SUPPORT, "no"),
                &["KRHARPIN7INC: unsupported medium"],
            ),
            (
                "year-end adjustments without reconciliation",
                table(1000, 100).said("VAL-4.year-end-adjustments:KRHARPIN7INC", "yes"),
                &["KRHARPIN7INC: unsupported medium"],
            ),
            (
                "the relationship is not declared",
                of_dates(3, 1000, 100, "-"),
                &["Relationship not declared: blank info"],
            ),
        ],
    );
}

#[test]
fn negative() {
    check(
        "VAL-4",
        &[
            ("related at the same price", table(1000, 100), &[]),
            ("related above", table(1300, 100), &[]),
            ("nobody is related", of_dates(3, 750, 100, "N"), &[]),
            (
                "no column says",
                rows("date sku hts value\n2024-01-10 EL-1 8509400030 1000"),
                &["not assessed: no related party"],
            ),
        ],
    );
}

#[test]
fn boundary() {
    let at = part("VAL-4", "max_ratio", 1000);
    let dates: usize = threshold("VAL-4", "min_dates_per_side");
    let lot = part("VAL-4", "lot_factor", 100);
    // So many of a hundred lines without a flag, the others unrelated.
    let blank = |count: i64| {
        let mut table = "date sku hts value related\n".to_owned();
        for at in 0..100 {
            let flag = if at < count { "-" } else { "N" };
            table += &format!(
                "2024-01-{:02} EL-1 8509400030 {} {flag}\n",
                at % 28 + 1,
                at + 1
            );
        }
        rows(table)
    };
    let share = part("VAL-4", "blank_share", 100);
    check(
        "VAL-4",
        &[
            ("at the ratio", table(at, 100), &[]),
            ("a dollar below it", table(at - 1, 100), &[LOW]),
            ("a date short", of_dates(dates - 1, 750, 100, "Y"), &[]),
            ("dates enough", of_dates(dates, 750, 100, "Y"), &[LOW]),
            (
                "a lot of another level of trade",
                table(750, lot),
                &["explained, 8509.40.0030 of South Korea: distribution_level"],
            ),
            ("a smaller lot", table(750, lot - 1), &[LOW]),
            ("a line short of the share of blanks", blank(share - 1), &[]),
            (
                "the share of blanks",
                blank(share),
                &["Relationship not declared: blank info"],
            ),
        ],
    );
}

#[test]
fn exculpated() {
    const EXPLAINED: &str = "explained, 8509.40.0030 of South Korea: support_on_file";
    check(
        "VAL-4",
        &[
            (
                "support on file",
                table(750, 100).said(SUPPORT, "yes"),
                &[EXPLAINED],
            ),
            (
                "support in part leaves both open",
                table(750, 100).said(SUPPORT, "partly"),
                &[LOW, "KRHARPIN7INC: unsupported medium"],
            ),
            (
                "another level of trade",
                table(750, 400),
                &["explained, 8509.40.0030 of South Korea: distribution_level"],
            ),
        ],
    );
}
