//! What only the profile can decide is handed over as it stands: tariff
//! ordinals, sets, metal-content splits, corrections, duplicates, credits.

use crate::common::csv;

const HEADER: &str = "Entry Summary Number,Entry Summary Line Number,Tariff Ordinal Number,HTS Number - Full,Line Tariff Goods Value Amount,Line Tariff Duty Amount,Latest PSC Filed Date\n";

fn rows(text: &str) -> crate::common::Outcome {
    csv(&format!("{HEADER}{text}"))
}

#[test]
fn a_chapter_99_row_before_its_commodity_keeps_its_place() {
    let outcome = rows(
        "ABC12345676,1,1,99030128,$0.00,$850.00,\nABC12345676,1,2,3923900080,\"$10,000.00\",$300.00,\n",
    );
    assert_eq!(outcome.hts(), ["9903.01.28", "3923.90.0080"]);
    let ordinals: Vec<Option<u8>> = outcome.rows.iter().map(|row| row.ordinal).collect();
    assert_eq!(ordinals, [Some(1), Some(2)]);
    assert_eq!(outcome.rows[0].duty, Some(85_000));
}

#[test]
fn a_set_keeps_each_number_with_its_value() {
    let outcome = rows("ABC12345676,1,1,9101114000,5,1,\nABC12345676,1,2,9113204000,7,1,\n");
    let values: Vec<Option<i64>> = outcome.rows.iter().map(|row| row.value).collect();
    assert_eq!(values, [Some(500), Some(700)]);
}

#[test]
fn a_metal_content_split_is_two_lines() {
    let outcome = rows("ABC12345676,1,1,7318155000,5,1,\nABC12345676,2,1,7318155000,7,1,\n");
    assert_eq!(outcome.rows.len(), 2);
}

#[test]
fn versions_and_exact_duplicates_are_all_handed_over() {
    let outcome = rows(
        "ABC12345676,1,1,8471300100,5,1,\nABC12345676,1,1,8471300100,5,1,\nABC12345676,1,1,8471410150,5,1,03/25/2026\n",
    );
    assert_eq!(outcome.rows.len(), 3);
}

#[test]
fn credits_and_zero_lines_are_handed_over() {
    let outcome = rows("ABC12345676,1,1,8471300100,-5,0,\nABC12345676,2,1,8471300100,0,0,\n");
    let values: Vec<Option<i64>> = outcome.rows.iter().map(|row| row.value).collect();
    assert_eq!(values, [Some(-500), Some(0)]);
}
