//! Dates in every form, and the order of day and month.

use crate::common::{Book, csv, lines, read_plan, row};
use intake::{Cause, DateOrder, Limits, Question};

fn date(text: &str) -> String {
    lines(&format!("ABC12345676,1,8471300100,5,{text},CN\n")).rows[0]
        .entry_date
        .clone()
}

#[test]
fn every_form_of_a_date() {
    for text in [
        "02/10/2026",
        "2/10/26",
        "2026-02-10",
        "20260210",
        "10-FEB-26",
        "10-Feb-2026",
        "46063",
        "02/10/2026 00:00:00",
    ] {
        assert_eq!(date(text), "2026-02-10", "{text}");
    }
}

#[test]
fn a_serial_of_a_workbook_by_both_epochs() {
    let titles = ["Entry No", "Line", "HTS", "Entry Date"];
    let rows = row(1, &titles) + &row(2, &["ABC12345676", "=1", "8471300100", "=1:44601"]);
    let mut book = Book::new("Data", rows);
    book.formats = vec!["m/d/yyyy"];
    assert_eq!(book.read().rows[0].entry_date, "2022-02-09");
    book.from_1904 = true;
    assert_eq!(book.read().rows[0].entry_date, "2026-02-10");
}

#[test]
fn a_column_with_a_day_past_12_decides_for_all() {
    let outcome = lines(
        "ABC12345676,1,8471300100,5,02/10/2026,CN\nABC12345676,2,8471300100,5,25/10/2026,CN\n",
    );
    assert_eq!(outcome.rows[0].entry_date, "2026-10-02");
    assert_eq!(outcome.rows[1].entry_date, "2026-10-25");
    assert!(outcome.inspection.tables[0].questions.is_empty());
}

#[test]
fn both_orders_in_one_column_are_an_issue() {
    let mut text = String::new();
    for line in 1..4 {
        text += &format!("ABC12345676,{line},8471300100,5,02/25/2026,CN\n");
    }
    text += "ABC12345676,4,8471300100,5,25/02/2026,CN\n";
    let outcome = lines(&text);
    // The rarer order is read as the only day it can be, and said.
    assert!(
        outcome
            .rows
            .iter()
            .all(|row| row.entry_date == "2026-02-25")
    );
    assert_eq!(outcome.causes(), [(Cause::DateOrder, 1)]);
    assert_eq!(outcome.report.issues[0].first[0].address, "E5");
    assert!(outcome.inspection.tables[0].questions.is_empty());
}

#[test]
fn one_column_that_tells_decides_for_its_neighbours() {
    let outcome = csv("Entry No,HTS,Entry Date,Entry Summary Date\n\
         ABC12345676,8471300100,02/10/2026,25/10/2026\n");
    assert_eq!(outcome.rows[0].entry_date, "2026-10-02");
}

#[test]
fn undecided_dates_are_asked_about_once_with_both_readings() {
    let outcome = csv("Entry No,HTS,Entry Date,Entry Summary Date\n\
         ABC12345676,8471300100,02/10/2026,03/11/2026\n");
    assert_eq!(
        outcome.inspection.tables[0].questions,
        [Question::DateOrder {
            columns: vec![2, 3],
            example: "02/10/2026".into(),
            month_first: "2026-02-10".into(),
            day_first: "2026-10-02".into(),
        }]
    );
    assert_eq!(outcome.rows[0].entry_date, "2026-02-10");
}

#[test]
fn the_whole_column_speaks_again_at_the_end() {
    let mut text = String::from("Entry No,HTS,Entry Date\n");
    for _ in 0..2_000 {
        text += "ABC12345676,8471300100,02/10/2026\n";
    }
    text += "ABC12345676,8471300100,25/10/2026\n";
    let outcome = csv(&text);
    let better = outcome.report.dates[0].better_order();
    assert_eq!(better, Some(DateOrder::DayFirst));
    assert_eq!(outcome.causes(), [(Cause::DateOrder, 1)]);
    let mut plan = outcome.inspection.plan().unwrap();
    for column in &mut plan.columns {
        column.form.dates = DateOrder::DayFirst;
    }
    let (report, rows) = read_plan(text.as_bytes(), &plan, &Limits::default()).unwrap();
    assert_eq!(report.dates[0].better_order(), None);
    assert_eq!(rows[0].entry_date, "2026-10-02");
}

#[test]
fn what_is_no_date_is_an_issue() {
    for text in ["00/00/0000", "13/32/2026", "pending", "12/31/1899"] {
        let outcome = lines(&format!("ABC12345676,1,8471300100,5,{text},CN\n"));
        assert_eq!(outcome.causes(), [(Cause::DateUnreadable, 1)], "{text}");
    }
}
