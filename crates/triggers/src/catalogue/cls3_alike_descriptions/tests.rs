//! The cases of CLS-3.

use crate::picture::Picture;
use crate::testing::cases::{Case, check, dollars, later, rows, threshold};

const WHITE: &str = "CERAMIC_TEALIGHT_OIL_BURNER_CARVED_LEAF_WHITE";
const BLACK: &str = "CERAMIC_TEALIGHT_OIL_BURNER_CARVED_LEAF_BLACK";

/// Two part numbers with a number and a description each, beside other goods.
fn twins(first: (&str, &str), second: (&str, &str)) -> Case {
    rows(format!(
        "date       sku   mid          hts        value desc
         2025-01-10 CE1   PTCERAM44AVE {}         1000  {}
         2025-02-10 CE2   PTCERAM44AVE {}         1000  {}
         2025-03-10 CE1   PTCERAM44AVE {}         1500  {}
         2025-04-10 OTHER PTCERAM44AVE 6911101000 6500  PORCELAIN_DINNER_PLATE_ROUND_RIM",
        first.0, first.1, second.0, second.1, first.0, first.1
    ))
}

#[test]
fn positive() {
    check(
        "CLS-3",
        &[
            (
                "two part numbers that differ in colour",
                twins(("6913105000", WHITE), ("9405501000", BLACK)),
                &["CERAMIC TEALIGHT OIL BURNER CARVED LEAF BLACK: split_cluster high"],
            ),
            (
                "one text under two part numbers",
                twins(("6913105000", WHITE), ("9405501000", WHITE)),
                &["CERAMIC TEALIGHT OIL BURNER CARVED LEAF WHITE: split_cluster high"],
            ),
        ],
    );
    let seen = twins(("6913105000", WHITE), ("9405501000", BLACK)).assessed("CLS-3");
    assert_eq!(seen.share_ppm, 100_000);
    let Picture::Pairs { pairs } = &seen.findings[0].picture else {
        panic!("no pairs");
    };
    assert_eq!(pairs.len(), 1);
}

#[test]
fn negative() {
    check(
        "CLS-3",
        &[
            (
                "knit and woven are two products",
                twins(
                    (
                        "6104622011",
                        "WOMENS_COTTON_KNIT_PULL_ON_TROUSERS_ANKLE_LENGTH",
                    ),
                    (
                        "6204628011",
                        "WOMENS_COTTON_WOVEN_PULL_ON_TROUSERS_ANKLE_LENGTH",
                    ),
                ),
                &[],
            ),
            (
                "one subheading",
                twins(("6913105000", WHITE), ("6913102000", BLACK)),
                &[],
            ),
            (
                "one product under two numbers is CLS-1's",
                rows(format!(
                    "date       sku hts        value desc
                     2025-01-10 A1  6913105000 1000  {WHITE}
                     2025-02-10 A1  9405501000 1000  {WHITE}"
                )),
                &[],
            ),
            (
                "no description",
                rows("date sku hts value\n2025-01-10 A1 6913105000 1000"),
                &["not assessed: no description"],
            ),
        ],
    );
}

/// Where most of a product's value stands decides its side; a revision explains
/// within its window.
#[test]
fn boundary() {
    let sides: usize = threshold("CLS-3", "min_subheadings");
    assert_eq!(sides, 2, "one subheading and two are the two sides of it");
    // The second product's value under the other number: half and half goes to
    // the smaller number, which is the first product's.
    let most = |cents: i64| {
        rows(format!(
            "date       sku hts        value desc
             2025-01-10 A1  6913105000 1000  {WHITE}
             2025-02-10 B1  6913105000 500   {BLACK}
             2025-03-10 B1  9405501000 {}    {BLACK}",
            dollars(cents)
        ))
    };
    let after: i32 = threshold("CLS-3", "revision_window_after_days");
    let before: i32 = threshold("CLS-3", "revision_window_before_days");
    let revised = |old: i32, new: i32| {
        let text = "GAMING_CHAIR_RECLINING_WITH_LUMBAR_CUSHION";
        rows(format!(
            "date sku mid          hts        value desc
             {}   A1  MYBUKSEA6MUA 9401308030 1000  {text}
             {}   B1  MYBUKSEA6MUA 9401390010 1000  {text}",
            later("2022-01-27", old),
            later("2022-01-27", new)
        ))
    };
    const CHAIR: &str = "GAMING CHAIR RECLINING WITH LUMBAR CUSHION: split_cluster high";
    const REVISED: &str = "explained, GAMING CHAIR RECLINING WITH LUMBAR CUSHION: revision_switch";
    check(
        "CLS-3",
        &[
            ("half of a product under another number", most(50_000), &[]),
            (
                "a cent more than half",
                most(50_001),
                &["CERAMIC TEALIGHT OIL BURNER CARVED LEAF BLACK: split_cluster high"],
            ),
            (
                "the old number to the last day",
                revised(after, after + 1),
                &[REVISED],
            ),
            ("a day past it", revised(after + 1, after + 2), &[CHAIR]),
            (
                "the new number from the first day",
                revised(-before - 1, -before),
                &[REVISED],
            ),
            (
                "a day before it",
                revised(-before - 2, -before - 1),
                &[CHAIR],
            ),
        ],
    );
}

#[test]
fn exculpated() {
    check(
        "CLS-3",
        &[
            (
                "a renumbering",
                rows(
                    "date       sku mid          hts        value desc
                     2021-06-10 A1  MYBUKSEA6MUA 9401308030 1000 GAMING_CHAIR_RECLINING_WITH_LUMBAR_CUSHION
                     2022-06-10 B1  MYBUKSEA6MUA 9401390010 1000 GAMING_CHAIR_RECLINING_WITH_LUMBAR_CUSHION
                     2022-06-10 C1  MYBUKSEA6MUA 6911101000 1000 PORCELAIN_DINNER_PLATE_ROUND_RIM",
                ),
                &["explained, GAMING CHAIR RECLINING WITH LUMBAR CUSHION: revision_switch"],
            ),
            (
                "a text that names no product",
                twins(("8708295060", "AC_DC_USB_5V_2A"), ("8409919990", "AC_DC_USB_5V_2A")),
                &["explained, AC DC USB 5V 2A: generic_description"],
            ),
        ],
    );
}
