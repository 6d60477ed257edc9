//! Totals, repeated headers, blank rows, footers: every row in one class.

use crate::common::{csv, lines};
use intake::{Cause, RowClass};

#[test]
fn totals_and_subtotals_are_dropped_by_their_labels() {
    let outcome = lines(
        "ABC12345676,1,8471300100,5,,CN\n\
         Subtotal,,,5,,\n\
         ABC12345676,2,8471300100,7,,CN\n\
         Grand Total:,,,12,,\n\
         ,Sum,,12,,\n\
         Count: 2,,,,,\n",
    );
    assert_eq!(outcome.count(RowClass::Used), 2);
    assert_eq!(outcome.count(RowClass::Total), 4);
}

#[test]
fn a_total_in_a_column_of_no_meaning_is_one() {
    let outcome = csv(
        "Office,Entry No,Line,HTS,Value\nNY,ABC12345676,1,8471300100,5\nNY,,,,\nNY Total,,,,5\nTotal,,,,5\n",
    );
    assert_eq!(outcome.count(RowClass::Used), 1);
    assert_eq!(outcome.count(RowClass::Total), 1);
    assert_eq!(outcome.count(RowClass::Unusable), 2);
}

#[test]
fn blank_separators_are_blank_rows() {
    let outcome = lines(
        "ABC12345676,1,8471300100,5,,CN\n,,,,,\n\n   ,,,,,\nABC12345676,2,8471300100,5,,CN\n",
    );
    assert_eq!(outcome.count(RowClass::Blank), 3);
    assert_eq!(outcome.count(RowClass::Used), 2);
}

#[test]
fn rows_without_entry_number_and_tariff_number_are_unusable() {
    let outcome = lines("ABC12345676,1,8471300100,5,,CN\n,,,,,CN\nReport run by system,,,,,\n");
    assert_eq!(outcome.count(RowClass::Unusable), 2);
    assert_eq!(outcome.causes(), [(Cause::NoIdentity, 2)]);
}

#[test]
fn a_product_whose_name_begins_with_total_is_data() {
    let outcome = csv(
        "Entry No,Line,HTS,Description\nABC12345676,1,9015100000,Total station\nABC12345676,2,,Total station\n",
    );
    assert_eq!(outcome.count(RowClass::Used), 2);
}

#[test]
fn an_entry_number_that_spells_sum_is_data() {
    let outcome = csv("Entry No,Line,HTS,Value\nSUM-1234567-0,1,,5\n");
    assert_eq!(outcome.count(RowClass::Used), 1);
}

#[test]
fn the_header_of_each_printed_page_is_a_repeated_header() {
    let header = "Entry Summary Number,Entry Summary Line Number,HTS Number - Full,Line Goods Value Amount,Entry Date,Country of Origin Code";
    let outcome = lines(&format!(
        "ABC12345676,1,8471300100,5,,CN\n{header}\nABC12345676,2,8471300100,5,,CN\n"
    ));
    assert_eq!(outcome.count(RowClass::RepeatedHeader), 1);
    assert_eq!(outcome.count(RowClass::Used), 2);
}

#[test]
fn set_aside_rows_are_named_as_the_spreadsheet_shows_them() {
    let outcome =
        lines("ABC12345676,1,8471300100,5,,CN\nTotal,,,5,,\n\n\nABC12345676,2,8471300100,5,,CN\n");
    let of = |class| {
        outcome
            .report
            .set_aside
            .iter()
            .find(|(c, _)| *c == class)
            .map(|(_, rows)| rows.ranges().to_vec())
            .unwrap()
    };
    assert_eq!(of(RowClass::Total), [(3, 3)]);
    assert_eq!(of(RowClass::Blank), [(4, 5)]);
    assert_eq!(outcome.rows[1].row, 6);
}

#[test]
fn a_row_without_a_tariff_number_is_kept_and_noted() {
    let outcome = lines("ABC12345676,1,,5,,CN\n");
    assert_eq!(outcome.count(RowClass::Used), 1);
    assert_eq!(outcome.causes(), [(Cause::TariffMissing, 1)]);
}

#[test]
fn an_issue_points_at_its_cell() {
    let outcome = lines("ABC12345676,1,8471300100,ten dollars,,CN\n");
    let issue = &outcome.report.issues[0];
    assert_eq!(issue.cause, Cause::MoneyUnreadable);
    assert_eq!(issue.first[0].address, "D2");
    assert_eq!(issue.first[0].text, "ten dollars");
    assert_eq!(
        issue.column,
        Some(("D".into(), "Line Goods Value Amount".into()))
    );
}
