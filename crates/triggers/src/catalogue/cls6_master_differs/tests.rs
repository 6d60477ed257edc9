//! The cases of CLS-6.

use crate::finding::Effect;
use crate::testing::cases::{Case, check, later, rows, threshold};
use customs::{Day, Hts};
use profile::MasterRow;

fn row(sku: &str, hts: &str, effective: Option<&str>) -> MasterRow {
    MasterRow {
        sku: sku.to_owned(),
        hts: Some(Hts::parse(hts).unwrap()),
        effective: effective.map(|day| Day::parse(day).unwrap()),
        ..MasterRow::default()
    }
}

fn table() -> Case {
    rows(
        "date       sku   hts        value duty
         2024-06-10 PX-10 7323930060 1000  20
         2025-06-10 PX10  7323930060 1000  20
         2025-07-10 PY20  8471300100 8000  0",
    )
}

fn filed(on: Day, hts: &str) -> Case {
    rows(format!("date sku hts value\n{on} PX10 {hts} 1000"))
}

#[test]
fn positive() {
    let mut listed = row("PX 10", "9617001000", None);
    listed.rate_ppm = Some(72_000);
    let dearer = table()
        .beside(listed)
        .beside(row("PY20", "8471300100", None));
    let mut ruled = row("PX10", "9617001000", Some("2024-01-01"));
    ruled.ruling = "N348812".to_owned();
    check(
        "CLS-6",
        &[
            (
                "the list says another number",
                dearer.clone(),
                &["PX-10: differs_from_master critical"],
            ),
            (
                "a row with a ruling stands before one of the same day without",
                table()
                    .beside(ruled.clone())
                    .beside(row("PX10", "7323930060", Some("2024-01-01"))),
                &["PX-10: differs_from_ruling critical"],
            ),
            (
                "and names a ruling for it",
                table().beside(ruled),
                &["PX-10: differs_from_ruling critical"],
            ),
        ],
    );
    let seen = dearer.assessed("CLS-6");
    assert_eq!(seen.share_ppm, 200_000);
    let Effect::OtherNumber { lines } = &seen.findings[0].effect else {
        panic!("no effect");
    };
    assert_eq!(lines[0].likely.digits(), "96170010");
}

#[test]
fn negative() {
    check(
        "CLS-6",
        &[
            (
                "the same number",
                table().beside(row("PX10", "7323930060", None)),
                &[],
            ),
            (
                "another suffix",
                table().beside(row("PX10", "7323930080", None)),
                &[],
            ),
            (
                "the row of its day",
                table()
                    .beside(row("PX10", "7323930060", Some("2020-01-01")))
                    .beside(row("PX10", "9617001000", Some("2025-07-01"))),
                &[],
            ),
            (
                "one of two rows without a day",
                table().beside(row("PX10", "7323930060", None)).beside(row(
                    "PX10",
                    "9617001000",
                    None,
                )),
                &[],
            ),
            (
                "a list of other products",
                table().beside(row("QQ99", "9617001000", None)),
                &["not assessed: 0 of 1"],
            ),
            (
                "no list",
                table(),
                &["not assessed: no effective date, ruling number, classification rationale"],
            ),
        ],
    );
}

#[test]
fn boundary() {
    const IN_EFFECT: &str = "2025-06-10";
    let after: i32 = threshold("CLS-6", "revision_window_after_days");
    let before: i32 = threshold("CLS-6", "revision_window_before_days");
    let listed = || row("PX10", "9617001000", Some(IN_EFFECT));
    let entered = |days| filed(later(IN_EFFECT, days), "7323930060").beside(listed());
    let old = |days| {
        filed(later("2022-01-27", days), "9401308030").beside(row("PX10", "9401390010", None))
    };
    let new = |days| {
        filed(later("2022-01-27", days), "9401390010").beside(row("PX10", "9401308030", None))
    };
    check(
        "CLS-6",
        &[
            (
                "a day before the row took effect",
                entered(-1),
                &["explained, PX10: effective_later"],
            ),
            (
                "on the day",
                entered(0),
                &["PX10: differs_from_master critical"],
            ),
            (
                "the old number to the last day of the window",
                old(after),
                &["explained, PX10: revision_switch"],
            ),
            (
                "a day past it",
                old(after + 1),
                &["PX10: differs_from_master critical"],
            ),
            (
                "the new number from the first day of the window",
                new(-before),
                &["explained, PX10: revision_switch"],
            ),
            (
                "a day before it",
                new(-before - 1),
                &["PX10: differs_from_master critical"],
            ),
        ],
    );
}

#[test]
fn exculpated() {
    let mut ruled = row("PX10", "9617001000", Some("2025-01-01"));
    ruled.ruling = "N348812".to_owned();
    let renumbered = |dates: &str| {
        rows(format!("date sku hts value\n{dates}")).beside(row("PX10", "9401390010", None))
    };
    check(
        "CLS-6",
        &[
            (
                "the entry of 2024 came before the row, that of 2025 did not",
                table().beside(ruled),
                &[
                    "PX-10: differs_from_ruling critical",
                    "explained, PX-10: effective_later",
                ],
            ),
            (
                "the list changed after both",
                table().beside(row("PX10", "9617001000", Some("2025-07-01"))),
                &["explained, PX-10: effective_later"],
            ),
            (
                "a renumbering",
                renumbered("2021-06-10 PX10 9401308030 1000\n2023-06-10 PX10 9401390010 1000"),
                &["explained, PX10: revision_switch"],
            ),
            (
                "the old number long afterwards",
                renumbered("2023-06-10 PX10 9401308030 1000"),
                &["PX10: differs_from_master critical"],
            ),
        ],
    );
}
