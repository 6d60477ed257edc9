//! Several tariff numbers in one cell, or side by side.

use crate::common::{csv, lines};
use intake::Cause;

#[test]
fn numbers_in_one_cell_are_split_at_every_separator() {
    for cell in [
        "9903.88.03; 8471.30.0100",
        "9903.88.03/8471.30.0100",
        "\"9903.88.03, 8471.30.0100\"",
        "\"9903.88.03\n8471.30.0100\"",
    ] {
        let outcome = lines(&format!("ABC12345676,1,{cell},5,,CN\n"));
        assert_eq!(outcome.hts(), ["8471.30.0100", "9903.88.03"], "{cell}");
    }
}

#[test]
fn the_amounts_stand_with_the_ordinary_number_alone() {
    let outcome = lines("ABC12345676,1,9903.88.03; 8471.30.0100,5,,CN\n");
    let values: Vec<Option<i64>> = outcome.rows.iter().map(|row| row.value).collect();
    assert_eq!(values, [Some(500), None]);
    assert_eq!(outcome.count(intake::RowClass::Used), 1);
}

#[test]
fn columns_hts1_to_hts8_are_read_in_order() {
    let outcome = csv("Entry No,Line,HTS1,HTS2,HTS 3,Additional HTS\n\
         ABC12345676,1,9903.01.28,9903.88.03,8471.30.0100,\n");
    assert_eq!(outcome.hts(), ["8471.30.0100", "9903.01.28", "9903.88.03"]);
}

#[test]
fn an_invoice_row_counts_under_its_first_ordinary_number() {
    let outcome =
        csv("Entry No,Line,Part Number,HTS\nABC12345676,1,K-1,9101.11.4000; 9113.20.4000\n");
    assert_eq!(outcome.hts(), ["9101.11.4000"]);
    assert_eq!(outcome.causes(), [(Cause::TariffSeveral, 1)]);
}
