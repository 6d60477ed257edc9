//! The cases of COR-1.

use crate::context::Answer;
use crate::testing::cases::{Case, check, later, rows, threshold};
use customs::Day;

const A: &str = "8536694040";
const B: &str = "8536509065";

/// Versions of entries of one product: each filed on a number and corrected
/// later, or filed once.
fn versions(rows: &[(Day, &str, &str, Option<Day>)]) -> String {
    let mut table = "entry sku date hts value psc pscdate recon\n".to_owned();
    for (at, (date, from, to, filed)) in rows.iter().enumerate() {
        if let Some(filed) = filed {
            table += &format!("E{at} PX10 {date} {from} 1000 N - -\n");
            table += &format!("E{at} PX10 {date} {to} 1000 Y {filed} -\n");
        } else {
            table += &format!("E{at} PX10 {date} {to} 1000 N - -\n");
        }
    }
    table
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// A correction of an entry of January some days after New Year's Day.
fn corrected(
    days: i32,
    from: &'static str,
    to: &'static str,
) -> (Day, &'static str, &'static str, Option<Day>) {
    (
        later("2025-01-01", days - 35),
        from,
        to,
        Some(later("2025-01-01", days)),
    )
}

fn case(rows: &[(Day, &str, &str, Option<Day>)]) -> Case {
    crate::testing::cases::rows(versions(rows))
}

/// Flagged entries without versions, one a month, `+` flagged.
fn flags(pattern: &str) -> Case {
    let mut table = "date sku hts value psc\n".to_owned();
    for (month, flag) in pattern.chars().enumerate() {
        let flag = if flag == '+' { "Y" } else { "N" };
        let (year, month) = (2023 + month / 12, month % 12 + 1);
        table += &format!("{year}-{month:02}-10 PX10 {A} 1000 {flag}\n");
    }
    rows(table)
}

#[test]
fn positive() {
    check(
        "COR-1",
        &[
            (
                "in one direction",
                case(&[
                    corrected(50, B, A),
                    (day("2025-03-10"), A, A, None),
                    corrected(170, B, A),
                ]),
                &["PX10: one_way medium"],
            ),
            (
                "both ways",
                case(&[corrected(50, B, A), corrected(170, A, B)]),
                &["PX10: both_ways high"],
            ),
            (
                "month after month",
                case(&[
                    corrected(50, B, A),
                    corrected(110, B, A),
                    corrected(170, B, A),
                    corrected(230, B, A),
                ]),
                &["PX10: one_way high"],
            ),
            (
                "a flag alone is inferred and low",
                flags("+++-"),
                &["8536.69: flag_only low"],
            ),
        ],
    );
}

#[test]
fn negative() {
    check(
        "COR-1",
        &[
            (
                "one month",
                case(&[corrected(50, B, A), corrected(55, B, A)]),
                &[],
            ),
            (
                "a suffix",
                case(&[
                    corrected(50, "8536694010", A),
                    corrected(170, "8536694010", A),
                ]),
                &[],
            ),
            ("never", flags("----"), &[]),
            (
                "no column says",
                rows("date sku hts value\n2025-01-10 PX10 8536694040 1000"),
                &["not assessed: no post-summary correction"],
            ),
        ],
    );
}

#[test]
fn boundary() {
    let months: usize = threshold("COR-1", "min_months");
    let high: usize = threshold("COR-1", "high_months");
    let project: i32 = threshold("COR-1", "single_project_days");
    // Corrections two months apart, so that none is of one project.
    let of_months = |count: usize| {
        let all = (0i32..).take(count).map(|n| corrected(40 + n * 70, B, A));
        case(&all.collect::<Vec<_>>())
    };
    // Two corrections among so many entry dates.
    let among = |dates: usize| {
        let mut all = vec![corrected(50, B, A), corrected(170, B, A)];
        for n in (0i32..).take(dates - 2) {
            all.push((later("2025-03-01", n), A, A, None));
        }
        case(&all)
    };
    let flag_months: usize = threshold("COR-1", "flag_only_months");
    assert_eq!(
        (months, high, flag_months),
        (2, 4, 3),
        "as the cases have it"
    );
    check(
        "COR-1",
        &[
            ("a month short", of_months(months - 1), &[]),
            (
                "months enough",
                of_months(months),
                &["PX10: one_way medium"],
            ),
            (
                "a month short of high",
                of_months(high - 1),
                &["PX10: one_way medium"],
            ),
            ("high", of_months(high), &["PX10: one_way high"]),
            (
                "the days of one project",
                case(&[corrected(50, B, A), corrected(50 + project, B, A)]),
                &["explained, PX10: one_project"],
            ),
            (
                "a day longer",
                case(&[corrected(50, B, A), corrected(51 + project, B, A)]),
                &["PX10: one_way medium"],
            ),
            // A tenth of the dates.
            ("the share of dates", among(20), &["PX10: one_way medium"]),
            ("a date more without one", among(21), &[]),
            // Fifteen per cent of twenty dates.
            (
                "flags on the share of dates",
                flags("+++-----------------"),
                &["8536.69: flag_only low"],
            ),
            (
                "a date more without a flag",
                flags("+++------------------"),
                &[],
            ),
            ("flags in a month too few", flags("++--"), &[]),
        ],
    );
}

#[test]
fn exculpated() {
    let twice = || case(&[corrected(50, B, A), corrected(170, B, A)]);
    let reason = |words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned());
        twice().answered("COR-1.reason", Answer::Words(words.collect()))
    };
    let reconciled = versions(&[corrected(50, B, A), corrected(170, B, A)]).replace(" -\n", " Y\n");
    check(
        "COR-1",
        &[
            (
                "one project",
                case(&[corrected(50, B, A), corrected(80, B, A)]),
                &["explained, PX10: one_project"],
            ),
            (
                "a programme",
                reason(&["exclusion"]),
                &["explained, PX10: programme"],
            ),
            (
                "a programme and the number",
                reason(&["exclusion", "classification"]),
                &["PX10: one_way medium"],
            ),
            (
                "reconciled entries",
                rows(reconciled),
                &["explained, PX10: reconciliation"],
            ),
        ],
    );
}
