//! Workbooks with hidden rows and merged titles, and workbooks of other forms.

use crate::common::{Book, aliases, mapped, row, try_read};
use customs::Field;
use intake::{Cause, Format, HeaderRows, Limits, RowClass, inspect};
use std::io::{Cursor, Write};

const TITLES: [&str; 4] = ["Entry No", "Line", "HTS", "Value"];

#[test]
fn hidden_rows_are_read_and_noted() {
    let hidden = row(3, &["ABC12345676", "=2", "8471300100", "=7"]).replacen(
        "<row r=\"3\"",
        "<row r=\"3\" hidden=\"1\"",
        1,
    );
    let rows = row(1, &TITLES) + &row(2, &["ABC12345676", "=1", "8471300100", "=5"]) + &hidden;
    let outcome = Book::new("Data", rows).read();
    assert_eq!(outcome.count(RowClass::Used), 2);
    assert_eq!(outcome.causes(), [(Cause::HiddenRow, 1)]);
    assert!(outcome.report.issues[0].rows.contains(3));
}

#[test]
fn two_rows_of_merged_titles_in_a_workbook() {
    let rows = row(1, &["Entry", "", "Country of", "HTS", "Goods"])
        + &row(2, &["Number", "Date", "Origin", "Code", "Value"])
        + &row(3, &["ABC12345676", "02/25/2026", "CN", "8471300100", "=5"]);
    let outcome = Book::new("Data", rows).read();
    let table = &outcome.inspection.tables[0];
    assert_eq!(table.header, Some(HeaderRows { first: 1, last: 2 }));
    assert_eq!(
        mapped(&outcome),
        [
            Some(Field::EntryNo),
            Some(Field::EntryDate),
            Some(Field::Coo),
            Some(Field::Hts),
            Some(Field::GoodsValue)
        ]
    );
}

/// An OpenDocument spreadsheet of one sheet: the inside of its table.
fn document(rows: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("mimetype", options).unwrap();
    zip.write_all(b"application/vnd.oasis.opendocument.spreadsheet")
        .unwrap();
    zip.start_file("content.xml", options).unwrap();
    let xml = format!(
        r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="Main Report">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    zip.write_all(xml.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

fn texts(cells: &[&str]) -> String {
    let cells: String = cells
        .iter()
        .map(|text| {
            format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
        })
        .collect();
    format!("<table:table-row>{cells}</table:table-row>")
}

#[test]
fn an_opendocument_sheet_keeps_codes_dates_and_row_numbers() {
    let rows = texts(&["Entry No", "Line", "HTS", "Entry Date"])
        + r#"<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>"#
        + r#"<table:table-row table:visibility="collapse">
             <table:table-cell office:value-type="float" office:value="476543210"><text:p>00476543210</text:p></table:table-cell>
             <table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>
             <table:table-cell office:value-type="float" office:value="101210010"><text:p>101210010</text:p></table:table-cell>
             <table:table-cell office:value-type="date" office:date-value="2026-02-10T00:00:00"><text:p>10/02/26</text:p></table:table-cell>
             </table:table-row>"#
        + r#"<table:table-row table:number-rows-repeated="1048571"><table:table-cell/></table:table-row>"#;
    let outcome = try_read(&document(&rows), &Limits::default()).unwrap();
    assert_eq!(outcome.inspection.format, Format::OpenDocument);
    let row = &outcome.rows[0];
    assert_eq!((row.row, row.entry.as_str()), (5, "00476543210"));
    assert_eq!(
        (row.hts.as_str(), row.entry_date.as_str()),
        ("0101.21.0010", "2026-02-10")
    );
    assert_eq!(outcome.causes(), [(Cause::HiddenRow, 1)]);
    assert_eq!(outcome.count(RowClass::Blank), 3);
}

#[test]
fn repeated_cells_have_a_limit_of_their_own() {
    let rows = texts(&TITLES)
        + r#"<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    let bytes = document(&rows);
    let size = bytes.len() as u64;
    let found = inspect(
        "file",
        Cursor::new(&bytes),
        size,
        &aliases(),
        &Limits::default(),
    );
    let refusal = match found {
        Err(refusal) => refusal,
        Ok(_) => try_read(&bytes, &Limits::default()).err().unwrap(),
    };
    let sentence = refusal.to_string();
    assert!(
        sentence.starts_with("The sheet repeats cells more than 1000000 times"),
        "{sentence}"
    );
}

#[test]
fn a_word_document_is_named() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for name in ["[Content_Types].xml", "word/document.xml"] {
        zip.start_file(name, options).unwrap();
        zip.write_all(b"<x/>").unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let refusal = try_read(&bytes, &Limits::default()).err().unwrap();
    assert!(
        refusal
            .to_string()
            .starts_with("This is a Word document, not a spreadsheet")
    );
}
