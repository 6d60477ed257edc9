//! Money: signs, separators, FREE, credits.

use crate::common::{Book, csv, lines, row};
use intake::Cause;

fn value(text: &str) -> Option<i64> {
    lines(&format!("ABC12345676,1,8471300100,{text},,CN\n")).rows[0].value
}

#[test]
fn dollars_commas_and_spaces_are_stripped() {
    for text in [
        "\"$10,000.00\"",
        "\"10,000\"",
        "$ 10000",
        "10000.00",
        "USD 10000",
    ] {
        assert_eq!(value(text), Some(1_000_000), "{text}");
    }
}

#[test]
fn brackets_and_a_trailing_minus_are_negative_and_a_data_question() {
    for text in ["($5.00)", "5.00-", "-5", "-$5.00"] {
        let outcome = lines(&format!("ABC12345676,1,8471300100,{text},,CN\n"));
        assert_eq!(outcome.rows[0].value, Some(-500), "{text}");
        assert_eq!(outcome.causes(), [(Cause::ValueNegative, 1)]);
    }
}

#[test]
fn free_and_a_dash_are_zero_and_a_blank_is_nothing() {
    let outcome = csv("Entry No,Line,HTS,Duty\n\
         ABC12345676,1,8471300100,FREE\n\
         ABC12345676,2,8471300100,-\n\
         ABC12345676,3,8471300100,\n");
    let duty: Vec<Option<i64>> = outcome.rows.iter().map(|row| row.duty).collect();
    assert_eq!(duty, [Some(0), Some(0), None]);
}

#[test]
fn numbers_of_a_workbook_are_exact() {
    let titles = ["Entry No", "Line", "HTS", "Value"];
    let rows = row(1, &titles)
        + &row(
            2,
            &["ABC12345676", "=1", "8471300100", "=1234.5599999999999"],
        )
        + &row(3, &["ABC12345676", "=2", "8471300100", "=1.5E3"]);
    let outcome = Book::new("Data", rows).read();
    let values: Vec<Option<i64>> = outcome.rows.iter().map(|row| row.value).collect();
    assert_eq!(values, [Some(123_456), Some(150_000)]);
}

#[test]
fn numbers_as_text_and_text_as_numbers_are_coerced_by_field() {
    let titles = ["Entry No", "Line", "HTS", "Value", "Part Number", "Qty"];
    let rows = row(1, &titles)
        + &row(
            2,
            &["=12345678901", "1", "8471300100", "1,234.50", "=4711", "12"],
        );
    let outcome = Book::new("Data", rows).read();
    let row = &outcome.rows[0];
    assert_eq!(
        (row.entry.as_str(), row.sku.as_str()),
        ("12345678901", "4711")
    );
    assert_eq!(
        (row.line, row.value, row.quantity.as_str()),
        (Some(1), Some(123_450), "12")
    );
}
