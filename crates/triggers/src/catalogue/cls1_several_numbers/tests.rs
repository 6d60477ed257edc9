//! The cases of CLS-1.

use crate::finding::{Assessed, Effect};
use crate::testing::cases::{Case, check, dollars, later, part, rows, threshold};
use customs::{Day, Hts};
use profile::MasterRow;

const A: &str = "3923908000";
const B: &str = "3924905650";
/// A pair of numbers of which one became the other, and the day.
const OLD: &str = "9401308030";
const NEW: &str = "9401390010";
const REVISION: &str = "2022-01-27";

/// Lines of one product: date, number and cents.
fn lines(lines: &[(impl ToString, &str, i64)]) -> String {
    let mut table = "date sku hts value\n".to_owned();
    for (date, hts, cents) in lines {
        table += &format!("{} PX10 {hts} {}\n", date.to_string(), dollars(*cents));
    }
    table
}

/// Lines of $1,000 of one product.
fn uses(uses: &[(&str, &str)]) -> Case {
    let uses: Vec<(&str, &str, i64)> = uses.iter().map(|(d, h)| (*d, *h, 100_000)).collect();
    rows(lines(&uses))
}

#[test]
fn positive() {
    check(
        "CLS-1",
        &[
            (
                "two brokers, two numbers, all the time",
                rows(
                    "date       filer sku  hts        value duty
                     2025-01-10 AAA   PX10 3923908000 1000  30
                     2025-02-10 BBB   PX10 3924905650 1000  34
                     2025-03-10 AAA   PX10 3923908000 1000  30
                     2025-04-10 BBB   PX10 3924905650 1000  34
                     2025-05-10 AAA   PX10 3923908000 1000  30
                     2025-06-10 -     PY20 8471300100 1000  0",
                ),
                &["PX10: concurrent critical"],
            ),
            (
                "there and back",
                uses(&[
                    ("2024-01-10", A),
                    ("2024-06-10", A),
                    ("2024-09-10", B),
                    ("2025-01-10", A),
                ]),
                &["PX10: flip_flop critical"],
            ),
            (
                "a single switch is no more than low, however large",
                uses(&[
                    ("2024-01-10", A),
                    ("2024-06-10", A),
                    ("2024-09-10", B),
                    ("2025-01-10", B),
                ]),
                &["PX10: single_switch low"],
            ),
            (
                "maker and price level stand in for a part number, and cap the grade",
                rows(
                    "date       mid          hts        value qty unit
                     2024-01-10 CNABCTOOSHE 3923298000 1000 10  NO
                     2024-06-10 CNABCTOOSHE 3923291000 1000 10  NO
                     2024-09-10 CNABCTOOSHE 3923298000 1000 10  NO
                     2025-01-10 CNABCTOOSHE 3923291000 1000 10  NO",
                ),
                &["CNABCTOOSHE, 3923.29, $100.00 each (inferred): flip_flop medium"],
            ),
        ],
    );
}

#[test]
fn negative() {
    check(
        "CLS-1",
        &[
            (
                "statistical suffix only",
                uses(&[
                    ("2024-01-10", "3923900080"),
                    ("2024-06-10", "3923900090"),
                    ("2024-09-10", "3923900080"),
                ]),
                &[],
            ),
            (
                "entries that pay no duty",
                rows(
                    "date       type sku  hts        value
                     2024-01-10 01   PX10 3923908000 1000
                     2024-06-10 23   PX10 3924905650 1000
                     2024-07-10 01   PX10 3923908000 1000
                     2024-09-10 01   PX10 3923908000 1000",
                ),
                &[],
            ),
            (
                "a chapter 99 number beside the same number, of other origins",
                rows(
                    "entry date       ord coo sku  hts        value
                     E1    2024-01-10 1   CN  PX10 99038803   0
                     E1    2024-01-10 2   CN  PX10 3923908000 1000
                     E2    2024-06-10 1   VN  PX10 3923908000 1000
                     E3    2024-09-10 1   CN  PX10 3923908000 1000",
                ),
                &[],
            ),
            (
                "a set with several numbers",
                rows(
                    "entry date       ord sku  hts        value
                     E1    2024-01-10 1   PX10 9102111010 400
                     E1    2024-01-10 2   PX10 9102111020 600
                     E2    2024-06-10 1   PX10 9102111010 1000
                     E3    2024-09-10 1   PX10 9102111010 1000
                     E4    2024-10-10 1   PX10 9102111010 1000",
                ),
                &[],
            ),
            (
                "a credit under another number",
                rows(lines(&[
                    ("2024-01-10", A, 100_000),
                    ("2024-06-10", B, -100_000),
                    ("2024-09-10", A, 100_000),
                    ("2024-10-10", A, 100_000),
                ])),
                &[],
            ),
        ],
    );
}

#[test]
fn boundary() {
    let dates: usize = threshold("CLS-1", "min_distinct_dates");
    let of_dates = |count: usize| {
        let month = |n| format!("2024-{:02}-10", 3 * n + 1);
        let uses = (0..count).map(|n| (month(n), [A, B][n % 2], 100_000));
        rows(lines(&uses.collect::<Vec<_>>()))
    };
    let minority = |more: i64| {
        let whole = 1_000_000;
        let small = part("CLS-1", "min_minority_share", whole) + more;
        rows(lines(&[
            ("2024-01-10", A, 500_000),
            ("2024-06-10", B, small),
            ("2024-09-10", A, whole - 500_000 - small),
        ]))
    };
    let overlap: i32 = threshold("CLS-1", "overlap_tolerance_days");
    let overlapping = |days: i32| {
        rows(lines(&[
            ("2024-06-10".to_owned(), A, 100_000),
            ("2024-09-10".to_owned(), B, 100_000),
            (later("2024-09-10", days).to_string(), A, 100_000),
            ("2025-01-10".to_owned(), B, 100_000),
        ]))
    };
    let changes: usize = threshold("CLS-1", "concurrent_min_changes");
    let alternating = |changes: usize| {
        let month = |n: usize| format!("20{}-{:02}-10", 20 + n / 12, n % 12 + 1);
        let uses = (0..=changes).map(|n| (month(n * 2), [A, B][n % 2], 100_000));
        rows(lines(&uses.collect::<Vec<_>>()))
    };
    let after: i32 = threshold("CLS-1", "revision_window_after_days");
    let before: i32 = threshold("CLS-1", "revision_window_before_days");
    let revised = |old: i32, new: i32| {
        rows(lines(&[
            ("2021-06-10".to_owned(), OLD, 100_000),
            (later(REVISION, old).to_string(), OLD, 100_000),
            (later(REVISION, new).to_string(), NEW, 100_000),
        ]))
    };
    // One number at $4 and, in a part of its value, at $10; the other at $6.
    let bracket = |more: i64| {
        let low = part("CLS-1", "value_bracket_share", 1_000_000) + more;
        let mut table = "date sku hts value qty unit\n".to_owned();
        for (date, hts, cents, quantity) in [
            ("2024-01-10", A, low, 2375),
            ("2024-04-10", B, 60_000, 100),
            ("2024-07-10", A, 1_000_000 - low, 50),
            ("2024-10-10", B, 60_000, 100),
        ] {
            table += &format!("{date} PX10 {hts} {} {quantity} NO\n", dollars(cents));
        }
        rows(table)
    };
    check(
        "CLS-1",
        &[
            (
                "a date short",
                of_dates(dates - 1),
                &["not assessed: 2 of 3"],
            ),
            (
                "dates enough",
                of_dates(dates),
                &["PX10: flip_flop critical"],
            ),
            ("a cent below the share", minority(-1), &[]),
            ("at the share", minority(0), &["PX10: flip_flop low"]),
            (
                "goods under way for the days allowed",
                overlapping(overlap),
                &["PX10: single_switch low"],
            ),
            (
                "a day longer",
                overlapping(overlap + 1),
                &["PX10: flip_flop critical"],
            ),
            (
                "a change short of concurrent",
                alternating(changes - 1),
                &["PX10: flip_flop critical"],
            ),
            (
                "changes enough",
                alternating(changes),
                &["PX10: concurrent critical"],
            ),
            (
                "the old number to the last day of the window",
                revised(after, after + 1),
                &["explained, PX10: revision_switch"],
            ),
            (
                "a day past it",
                revised(after + 1, after + 2),
                &["PX10: single_switch low"],
            ),
            (
                "the new number from the first day of the window",
                revised(-before - 1, -before),
                &["explained, PX10: revision_switch"],
            ),
            (
                "a day before it",
                revised(-before - 2, -before - 1),
                &["PX10: single_switch low"],
            ),
            (
                "a bracket holds its share",
                bracket(0),
                &["explained, PX10: value_bracket"],
            ),
            ("a cent less", bracket(-1), &["PX10: flip_flop critical"]),
        ],
    );
}

/// One part number for a bracket and for a towel of this maker.
fn bracket_and_towel_of(mid: &str) -> Case {
    rows(format!(
        "date       sku  mid           desc          hts        value
         2024-01-10 PX10 TWLONANC71TAI STEEL_BRACKET 7326908688 1000
         2024-04-10 PX10 {mid}         COTTON_TOWEL  6302600020 1000
         2024-07-10 PX10 TWLONANC71TAI STEEL_BRACKET 7326908688 1000
         2024-10-10 PX10 {mid}         COTTON_TOWEL  6302600020 1000"
    ))
}

/// Two numbers by season, in turns on these days.
fn tomatoes([a, b, c, d]: [&'static str; 4]) -> Case {
    let (summer, winter) = ("0702002000", "0702006000");
    uses(&[(a, summer), (b, winter), (c, summer), (d, winter)])
}

#[test]
fn exculpated() {
    let switch = || uses(&[("2025-01-10", A), ("2025-02-10", A), ("2025-05-10", B)]);
    let row = |number: &str, ruling: &str, from: (i16, i8, i8)| MasterRow {
        sku: "px-10".to_owned(),
        hts: Hts::parse(number).ok(),
        ruling: ruling.to_owned(),
        effective: Day::ymd(from.0, from.1, from.2),
        ..MasterRow::default()
    };
    let described = |first: &str, second: &str| {
        let mut table = "date sku hts value desc\n".to_owned();
        for (month, hts, text) in [(1, A, first), (4, B, second), (7, A, first), (9, B, second)] {
            table += &format!("2024-{month:02}-10 PX10 {hts} 1000 {text}\n");
        }
        rows(table)
    };
    check(
        "CLS-1",
        &[
            (
                "the schedule was revised",
                uses(&[
                    ("2021-06-10", OLD),
                    ("2021-11-10", OLD),
                    ("2022-03-10", NEW),
                ]),
                &["explained, PX10: revision_switch"],
            ),
            (
                "a provision by value",
                rows(
                    "date       sku  hts        value qty unit
                     2024-01-10 PX10 3923908000 400   100 NO
                     2024-04-10 PX10 3924905650 600   100 NO
                     2024-07-10 PX10 3923908000 450   100 NO
                     2024-10-10 PX10 3924905650 650   100 NO",
                ),
                &["explained, PX10: value_bracket"],
            ),
            (
                "two makers' part numbers, alike by chance",
                bracket_and_towel_of("INABCDEF1DEL"),
                &["explained, PX10: variants"],
            ),
            (
                "of one maker, which may be one product all the same",
                bracket_and_towel_of("TWLONANC71TAI"),
                &["PX10: flip_flop critical"],
            ),
            (
                "a placeholder for a part number",
                rows(
                    "date       sku     hts        value
                     2024-01-10 GENERAL 3923908000 1000
                     2024-06-10 GENERAL 3924905650 1000
                     2024-09-10 GENERAL 3923908000 1000",
                ),
                &["explained, GENERAL: generic_sku"],
            ),
            (
                "a provision by season",
                tomatoes(["2023-06-10", "2023-12-10", "2024-06-10", "2024-12-10"]),
                &["explained, PX10: season"],
            ),
            (
                "one year shows no season",
                tomatoes(["2024-03-10", "2024-06-10", "2024-09-10", "2024-12-10"]),
                &["PX10: flip_flop critical"],
            ),
            (
                "a ruling takes effect within days of the change",
                switch().beside(row(B, "NY N123456", (2025, 5, 1))),
                &["explained, PX10: ruling_at_switch"],
            ),
            (
                "a list without a ruling",
                switch().beside(row(B, "", (2025, 5, 1))),
                &["PX10: single_switch low"],
            ),
            (
                "a ruling on the old number",
                switch().beside(row(A, "NY N123456", (2025, 5, 1))),
                &["PX10: single_switch low"],
            ),
            (
                "a ruling that took effect long afterwards",
                switch().beside(row(B, "NY N123456", (2025, 9, 1))),
                &["PX10: single_switch low"],
            ),
            (
                "descriptions of their own are for the importer to explain",
                described("CLIP_SMALL", "CLIP_LARGE"),
                &["PX10: flip_flop critical"],
            ),
        ],
    );
}

/// The list's number of the line's own day, which may be none in use.
#[test]
fn the_product_list_says_which_is_likely() {
    let table = || {
        rows(
            "date       sku  hts        value duty
             2025-01-10 PX10 3923908000 1000  30
             2025-02-10 PX10 3923908000 1000  30
             2025-05-10 PX10 3924905650 1000  34",
        )
    };
    let likely = |seen: &Assessed| -> Vec<String> {
        let Effect::OtherNumber { lines } = &seen.findings[0].effect else {
            return Vec::new();
        };
        lines.iter().map(|line| line.likely.digits()).collect()
    };
    let latest = likely(&table().assessed("CLS-1"))[0].clone();
    let listed = MasterRow {
        sku: "px-10".to_owned(),
        hts: Hts::parse("3926909985").ok(),
        effective: Day::ymd(2025, 2, 1),
        ..MasterRow::default()
    };
    let seen = table().beside(listed).assessed("CLS-1");
    assert_eq!(likely(&seen), [latest.as_str(), "39269099", "39269099"]);
}
