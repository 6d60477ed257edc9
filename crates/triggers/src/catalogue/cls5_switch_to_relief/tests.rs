//! The cases of CLS-5.

use crate::testing::cases::{Case, check, later, rows, threshold};
use customs::Hts;
use profile::MasterRow;

/// The first day of the steel measure on derivative articles.
const MEASURE: &str = "2025-03-12";

/// The day from which it bears twice as much.
const RAISED: &str = "2025-06-04";

/// From 7326.90 to 8302.50 on these days.
fn table(on: [String; 2], after: &str, duty: &str) -> Case {
    rows(format!(
        "date       sku  mid           coo hts        value duty desc
         2024-06-10 FS81 TWLONANC71TAI TW  7326908688 1000  29   WALL_SHELF_BRACKET
         2025-01-10 FS81 TWLONANC71TAI TW  7326908688 1000  29   WALL_SHELF_BRACKET
         {}         FS81 TWLONANC71TAI TW  8302500000 1000  {duty} {after}
         {}         FS81 TWLONANC71TAI TW  8302500000 1000  {duty} {after}",
        on[0], on[1]
    ))
}

fn since(day: &str, first: i32) -> [String; 2] {
    [first, first + 60].map(|days| later(day, days).to_string())
}

fn on(first: i32) -> [String; 2] {
    since(MEASURE, first)
}

fn switched() -> Case {
    table(on(60), "WALL_SHELF_BRACKET", "0")
}

#[test]
fn positive() {
    check(
        "CLS-5",
        &[
            (
                "soon after the measure",
                switched(),
                &["FS81: after_measure critical"],
            ),
            (
                "a line that leaves the maker blank names no other",
                rows(
                    "date       sku  mid           coo hts        value duty
                     2024-06-10 FS81 TWLONANC71TAI TW  7326908688 1000  29
                     2025-01-10 FS81 -             TW  7326908688 1000  29
                     2025-05-20 FS81 TWLONANC71TAI TW  8302500000 1000  0
                     2025-09-10 FS81 TWLONANC71TAI TW  8302500000 1000  0",
                ),
                &["FS81: after_measure critical"],
            ),
            (
                "to a number that bears a little",
                table(on(60), "WALL_SHELF_BRACKET", "20"),
                &["FS81: after_measure critical"],
            ),
        ],
    );
}

/// A change to relief with one more line.
fn between(line: &str) -> Case {
    rows(format!(
        "date       sku  mid           coo hts        value duty
         2024-06-10 FS81 TWLONANC71TAI TW  7326908688 1000  29
         {line}
         2025-05-20 FS81 TWLONANC71TAI TW  8302500000 1000  0
         2025-09-10 FS81 TWLONANC71TAI TW  8302500000 1000  0"
    ))
}

#[test]
fn negative() {
    check(
        "CLS-5",
        &[
            (
                "before the measure",
                table(on(-20), "WALL_SHELF_BRACKET", "0"),
                &[],
            ),
            (
                "to a dearer number",
                table(on(60), "WALL_SHELF_BRACKET", "900"),
                &[],
            ),
            (
                "another maker",
                between("2025-01-10 FS81 TWOTHER1TAI TW 7326908688 1000 29"),
                &[],
            ),
            (
                "back and forth is CLS-1's",
                between("2025-06-20 FS81 TWLONANC71TAI TW 7326908688 1000 29"),
                &[],
            ),
        ],
    );
}

#[test]
fn boundary() {
    let window: i32 = threshold("CLS-5", "window_days");
    let dates: usize = threshold("CLS-5", "min_distinct_dates");
    let of_dates = |count: usize| {
        let mut table = "date sku mid coo hts value duty\n".to_owned();
        for at in 0..count {
            let (days, hts) = match at {
                0 => (60, "8302500000"),
                _ => (-60 * i32::try_from(at).unwrap(), "7326908688"),
            };
            table += &format!(
                "{} FS81 TWLONANC71TAI TW {hts} 1000 0\n",
                later(MEASURE, days)
            );
        }
        rows(table.replace("7326908688 1000 0", "7326908688 1000 29"))
    };
    check(
        "CLS-5",
        &[
            (
                "on its last day before",
                table(on(-1), "WALL_SHELF_BRACKET", "0"),
                &[],
            ),
            (
                "on the first day",
                table(on(0), "WALL_SHELF_BRACKET", "0"),
                &["FS81: after_measure critical"],
            ),
            (
                "on the last day of the window",
                table(since(RAISED, window), "WALL_SHELF_BRACKET", "0"),
                &["FS81: after_measure critical"],
            ),
            (
                "a day past it",
                table(since(RAISED, window + 1), "WALL_SHELF_BRACKET", "0"),
                &[],
            ),
            (
                "a date short",
                of_dates(dates - 1),
                &["not assessed: 2 of 3"],
            ),
            (
                "dates enough",
                of_dates(dates),
                &["FS81: after_measure critical"],
            ),
        ],
    );
}

#[test]
fn exculpated() {
    let row = MasterRow {
        sku: "FS81".to_owned(),
        hts: Hts::parse("8302500000").ok(),
        ruling: "N348812".to_owned(),
        effective: Some(later(MEASURE, 60)),
        ..MasterRow::default()
    };
    let unruled = MasterRow {
        ruling: String::new(),
        ..row.clone()
    };
    let renumbered = |pack: &mut rulebook::Pack| {
        let step = &mut pack.concordance.steps[0];
        step.day = later(MEASURE, 30);
        let parse = |text: &str| Hts::parse(text).unwrap();
        step.pairs
            .insert(parse("73269086"), vec![parse("83025000")]);
    };
    check(
        "CLS-5",
        &[
            (
                "a ruling",
                switched().beside(row),
                &["explained, FS81: ruling_or_notice"],
            ),
            (
                "a list without a ruling",
                switched().beside(unruled),
                &["FS81: after_measure critical"],
            ),
            (
                "a redesign",
                table(on(60), "COAT_HOOK_WITH_MOUNT", "0"),
                &["explained, FS81: redesign"],
            ),
            (
                "a renumbering",
                switched().under(renumbered),
                &["explained, FS81: revision_switch"],
            ),
        ],
    );
}
