//! Leading zeros that a spreadsheet program dropped.

use crate::common::{Book, csv, lines, row};
use intake::{Cause, Mend};

const TITLES: [&str; 4] = ["Entry No", "Line", "HTS", "Port"];

#[test]
fn nine_digits_are_padded_when_the_column_was_numeric() {
    let outcome = lines("ABC12345676,1,101210010,5,,CN\nABC12345676,2,8471300100,5,,CN\n");
    assert_eq!(outcome.hts(), ["0101.21.0010", "8471.30.0100"]);
    assert_eq!(outcome.mends(), [(Mend::TariffLeadingZero, 1)]);
}

#[test]
fn seven_digits_are_padded_to_eight_likewise() {
    let outcome = lines("ABC12345676,1,1012100,5,,CN\nABC12345676,2,84713001,5,,CN\n");
    assert_eq!(outcome.hts(), ["0101.21.00", "8471.30.01"]);
}

#[test]
fn a_column_with_a_leading_zero_was_not_numeric() {
    let outcome = lines("ABC12345676,1,101210010,5,,CN\nABC12345676,2,0101210010,5,,CN\n");
    assert_eq!(outcome.hts(), ["", "0101.21.0010"]);
    assert_eq!(outcome.causes(), [(Cause::TariffLength, 1)]);
}

#[test]
fn a_heading_that_does_not_exist_is_not_made() {
    let outcome = lines("ABC12345676,1,199210010,5,,CN\n");
    assert_eq!(outcome.hts(), [""]);
}

#[test]
fn an_inner_digit_is_never_guessed() {
    let outcome = lines("ABC12345676,1,847130010,5,,CN\n");
    assert_eq!(outcome.hts(), [""]);
    assert_eq!(outcome.causes(), [(Cause::TariffLength, 1)]);
}

#[test]
fn a_number_cell_of_a_workbook_is_proof_by_itself() {
    let rows = row(1, &TITLES) + &row(2, &["ABC12345676", "=1", "=101210010", "=901"]);
    let outcome = Book::new("Data", rows).read();
    assert_eq!(outcome.hts(), ["0101.21.0010"]);
    assert_eq!(outcome.rows[0].port, "0901");
}

#[test]
fn zeros_that_a_number_format_shows_are_the_text() {
    let mut book = Book::new(
        "Data",
        row(1, &TITLES) + &row(2, &["=1:476543210", "=1", "=2:101210010", "=901"]),
    );
    book.formats = vec!["00000000000", "0000000000"];
    let outcome = book.read();
    assert_eq!(outcome.rows[0].entry, "00476543210");
    assert_eq!(outcome.hts(), ["0101.21.0010"]);
    assert!(
        outcome
            .mends()
            .iter()
            .all(|(m, _)| *m == Mend::PortLeadingZero)
    );
}

#[test]
fn a_port_of_three_digits_is_padded() {
    let outcome = csv("Entry No,Line,HTS,Port\nABC12345676,1,8471300100,901\n");
    assert_eq!(outcome.rows[0].port, "0901");
    assert_eq!(outcome.mends(), [(Mend::PortLeadingZero, 1)]);
}

#[test]
fn a_six_digit_code_saved_as_a_number_keeps_its_meaning() {
    let rows = row(1, &TITLES)
        + &row(2, &["ABC12345676", "=1", "=1003.9", "4601"])
        + &row(3, &["ABC12345676", "=2", "=101.21", "4601"]);
    let outcome = Book::new("Data", rows).read();
    assert_eq!(outcome.hts(), ["1003.90", "0101.21"]);
}
