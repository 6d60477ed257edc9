//! Which sheet of a workbook is read.

use crate::common::{Book, row};
use intake::Refusal;

const LINES: [&str; 4] = ["Entry No", "Line", "HTS", "Value"];
const DATA: [&str; 4] = ["ABC12345676", "=1", "8471300100", "=5"];

fn sheet(titles: &[&str]) -> String {
    row(1, titles) + &row(2, &DATA)
}

#[test]
fn the_sheet_with_the_most_known_titles_is_chosen() {
    let mut book = Book::new("Notes", row(1, &["Entry No", "Comment"]));
    book.sheets.push(("Data", sheet(&LINES)));
    let outcome = book.read();
    assert_eq!(outcome.inspection.chosen, Some(1));
    assert_eq!(outcome.rows.len(), 1);
}

#[test]
fn main_report_is_preferred_among_equals() {
    let mut book = Book::new("Copy", sheet(&LINES));
    book.sheets.push(("Main Report", sheet(&LINES)));
    assert_eq!(book.read().inspection.chosen, Some(1));
}

#[test]
fn a_hidden_sheet_gives_way_to_a_visible_one() {
    let mut book = Book::new("Old", sheet(&LINES));
    book.sheets.push(("New", sheet(&LINES)));
    book.hidden = vec!["Old"];
    assert_eq!(book.read().inspection.chosen, Some(1));
}

#[test]
fn a_sheet_that_is_gone_is_named() {
    let book = Book::new("Data", sheet(&LINES));
    let mut plan = book.read().inspection.plan().unwrap();
    plan.sheet = "Other".into();
    let refused = crate::common::read_plan(&book.bytes(), &plan, &intake::Limits::default());
    assert_eq!(
        refused.err(),
        Some(Refusal::NoSuchSheet {
            name: "Other".into()
        })
    );
}
