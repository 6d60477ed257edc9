//! The cases of CLS-4.

use crate::testing::cases::{Case, check, later, rows, threshold};

const A: &str = "3923908000";
const B: &str = "3924905650";

/// Lines of $1,000 of one product: date, broker, number, description.
fn table(lines: &[(&str, &str, &str, &str)]) -> Case {
    let mut table = "date filer sku hts value desc\n".to_owned();
    for (date, filer, hts, text) in lines {
        table += &format!("{date} {filer} PX10 {hts} 1000 {text}\n");
    }
    rows(table)
}

/// Two brokers in turn, each with a number and a description.
fn in_turn(first: (&str, &str), second: (&str, &str)) -> Case {
    table(&[
        ("2025-01-10", "AAA", first.0, first.1),
        ("2025-02-10", "BBB", second.0, second.1),
        ("2025-03-10", "AAA", first.0, first.1),
        ("2025-04-10", "BBB", second.0, second.1),
    ])
}

#[test]
fn positive() {
    check(
        "CLS-4",
        &[
            (
                "each broker has its number",
                in_turn((A, "-"), (B, "-")),
                &["PX10: filers_differ critical"],
            ),
            (
                "ports stand in for brokers",
                rows(
                    "entry date       port sku  hts        value
                     E1    2025-01-10 0901 PX10 3923908000 1000
                     E2    2025-02-10 2704 PX10 3924905650 1000
                     E3    2025-03-10 0901 PX10 3923908000 1000
                     E4    2025-04-10 2704 PX10 3924905650 1000",
                ),
                &["PX10: ports_differ critical"],
            ),
        ],
    );
}

#[test]
fn negative() {
    check(
        "CLS-4",
        &[
            ("one number", in_turn((A, "-"), (A, "-")), &[]),
            (
                "one odd line does not make a broker's number",
                table(&[
                    ("2025-01-10", "AAA", A, "-"),
                    ("2025-02-10", "BBB", A, "-"),
                    ("2025-03-10", "AAA", B, "-"),
                    ("2025-04-10", "BBB", A, "-"),
                    ("2025-05-10", "AAA", A, "-"),
                ]),
                &[],
            ),
            (
                "one broker",
                table(&[("2025-01-10", "AAA", A, "-"), ("2025-02-10", "AAA", B, "-")]),
                &["not assessed: 1 of 2"],
            ),
        ],
    );
}

#[test]
fn boundary() {
    let dates: usize = threshold("CLS-4", "min_dates_per_filer");
    let of_dates = |second: usize| {
        let mut lines = Vec::new();
        let days: Vec<String> = (0..9).map(|n| format!("2025-{:02}-10", n + 1)).collect();
        for (at, day) in days.iter().enumerate() {
            let is_second = at < second;
            let (filer, hts) = if is_second { ("BBB", B) } else { ("AAA", A) };
            lines.push((day.as_str(), filer, hts, "-"));
        }
        table(&lines)
    };
    let after: i32 = threshold("CLS-4", "revision_window_after_days");
    let before: i32 = threshold("CLS-4", "revision_window_before_days");
    let handed_over = |old: i32, new: i32| {
        let days = [
            later("2022-01-27", old - 60),
            later("2022-01-27", old),
            later("2022-01-27", new),
            later("2022-01-27", new + 60),
        ]
        .map(|day| day.to_string());
        table(&[
            (&days[0], "AAA", "9401308030", "-"),
            (&days[1], "AAA", "9401308030", "-"),
            (&days[2], "BBB", "9401390010", "-"),
            (&days[3], "BBB", "9401390010", "-"),
        ])
    };
    check(
        "CLS-4",
        &[
            (
                "a date short",
                of_dates(dates - 1),
                &["not assessed: 1 of 2"],
            ),
            (
                "dates enough",
                of_dates(dates),
                &["PX10: filers_differ critical"],
            ),
            (
                "the old number to the last day",
                handed_over(after, after + 1),
                &["explained, PX10: broker_change"],
            ),
            (
                "a day past it",
                handed_over(after + 1, after + 2),
                &["PX10: filers_differ critical"],
            ),
            (
                "the new number from the first day",
                handed_over(-before - 1, -before),
                &["explained, PX10: broker_change"],
            ),
            (
                "a day before it",
                handed_over(-before - 2, -before - 1),
                &["PX10: filers_differ critical"],
            ),
        ],
    );
}

#[test]
fn exculpated() {
    check(
        "CLS-4",
        &[
            (
                "the broker changed at a revision",
                table(&[
                    ("2021-06-10", "AAA", "9401308030", "-"),
                    ("2021-08-10", "AAA", "9401308030", "-"),
                    ("2022-06-10", "BBB", "9401390010", "-"),
                    ("2022-08-10", "BBB", "9401390010", "-"),
                ]),
                &["explained, PX10: broker_change"],
            ),
            (
                "the part number stands for different goods",
                in_turn(
                    (A, "PLASTIC_STORAGE_BOX"),
                    ("7326908688", "STEEL_STORAGE_BOX"),
                ),
                &["explained, PX10: part_mapping"],
            ),
            (
                "the same words explain nothing",
                in_turn((A, "PLASTIC_STORAGE_BOX"), (B, "PLASTIC_STORAGE_BOX")),
                &["PX10: filers_differ critical"],
            ),
        ],
    );
}
