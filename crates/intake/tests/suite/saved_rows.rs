//! What the page needs beside the rows: the rows of an issue to be saved, a
//! mapping to be kept, and what a missing column would unlock.

use crate::common::{aliases, csv, lines, read_plan};
use customs::Field;
use intake::{Check, Limits, RowRanges, SavedMapping, inspect, missing, request, rows_as_csv};
use std::io::Cursor;

#[test]
fn the_rows_of_an_issue_are_saved_with_their_numbers() {
    let text = "Report of May\nEntry No,Line,HTS,Value,Note\n\
        ABC12345676,1,8471300100,5,ok\n\
        ABC12345676,2,8.47E+09,6,\"a \"\"b\"\", c\"\n\
        ABC12345676,3,8471300100,7,ok\n\
        ABC12345676,4,8.47E+09,8,=SUM(A1)\n";
    let outcome = csv(text);
    let issue = &outcome.report.issues[0];
    assert!(!issue.cause.cost().is_empty());
    let plan = outcome.inspection.plan().unwrap();
    let saved = rows_as_csv(Cursor::new(text), &plan, &issue.rows, &Limits::default()).unwrap();
    assert_eq!(
        saved,
        "\u{feff}Row,Entry No,Line,HTS,Value,\r\n\
         4,ABC12345676,2,8.47E+09,6,\"a \"\"b\"\", c\"\r\n\
         6,ABC12345676,4,8.47E+09,8,\"'=SUM(A1)\"\r\n"
    );
}

#[test]
fn no_rows_asked_for_are_a_file_of_titles() {
    let text = "Entry No,Line,HTS,Value\nABC12345676,1,8471300100,5\n";
    let plan = csv(text).inspection.plan().unwrap();
    let none = RowRanges::default();
    let saved = rows_as_csv(Cursor::new(text), &plan, &none, &Limits::default()).unwrap();
    assert_eq!(saved, "\u{feff}Row,Entry No,Line,HTS,Value\r\n");
}

#[test]
fn a_saved_mapping_is_applied_to_the_next_export() {
    let first = "Ref,Line,Class,Worth,Entry Date\nABC12345676,1,8471300100,5,03/02/2026\n";
    let mut inspection = csv(first).inspection;
    let columns = &mut inspection.tables[0].columns;
    for (at, field) in [
        Field::EntryNo,
        Field::LineNo,
        Field::Hts,
        Field::GoodsValue,
        Field::EntryDate,
    ]
    .into_iter()
    .enumerate()
    {
        columns[at].field = Some(field);
    }
    columns[4].form.dates = intake::DateOrder::DayFirst;
    let json = serde_json::to_string(&inspection.mapping().unwrap()).unwrap();
    assert!(
        !json.contains("ABC12345676") && json.len() < 2_000,
        "{json}"
    );
    let saved: SavedMapping = serde_json::from_str(&json).unwrap();
    // Another order, a column more and one fewer.
    let next = "Worth,Colour,Entry Date,Class,Ref\n6,red,04/02/2026,8471410150,ABC12345676\n";
    let size = next.len() as u64;
    let mut other = inspect(
        "next",
        Cursor::new(next),
        size,
        &aliases(),
        &Limits::default(),
    )
    .unwrap();
    let applied = other.apply(&saved);
    assert_eq!(
        (applied.columns, applied.missing),
        (4, vec!["Line".to_owned()])
    );
    assert_eq!(applied.new, ["Colour"]);
    let plan = other.plan().unwrap();
    let (_, rows) = read_plan(next.as_bytes(), &plan, &Limits::default()).unwrap();
    assert_eq!(
        (rows[0].value, rows[0].hts.as_str()),
        (Some(600), "8471.41.0150")
    );
    assert_eq!(rows[0].entry_date, "2026-02-04");
}

#[test]
fn every_column_has_its_confidence_reason_and_samples() {
    let outcome = lines("ABC12345676,1,8471300100,5,02/25/2026,CN\n");
    for column in &outcome.inspection.tables[0].columns {
        assert!(
            column.confidence > 0 && !column.reason.is_empty(),
            "{column:?}"
        );
        assert_eq!(column.samples.len(), 1, "{column:?}");
    }
}

#[test]
fn what_is_missing_is_told_by_the_checks_of_the_pack() {
    let pack = rulebook::Pack::embedded().unwrap();
    let checks: Vec<Check<'_>> = pack
        .detectors
        .iter()
        .map(|detector| Check {
            title: &detector.title,
            needs: detector.needs.iter().copied().collect(),
            helpful: detector.helpful.iter().copied().collect(),
        })
        .collect();
    let outcome = lines("ABC12345676,1,8471300100,5,02/25/2026,CN\n");
    let missing = missing(outcome.report.field_set(), &checks);
    assert!(!missing.is_empty());
    assert!(
        missing
            .iter()
            .all(|unlock| unlock.sentence().starts_with("With "))
    );
    let quantity = missing
        .iter()
        .find(|unlock| unlock.field == Field::Qty1)
        .unwrap();
    assert!(!quantity.say_more.is_empty() || !quantity.run.is_empty());
    let weights: Vec<_> = missing.iter().map(|unlock| unlock.weight).collect();
    assert!(weights.is_sorted());
    assert!(request::to_broker(&missing).contains("- part number\n"));
    assert!(request::in_ace(&missing).contains("- Manufacturer ID\n"));
}
