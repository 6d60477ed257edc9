//! Workbooks read as text files are.

use crate::common::{Book, row};
use intake::{RowClass, TableKind};

const TITLES: [&str; 6] = [
    "Entry Summary Number",
    "Entry Summary Line Number",
    "Tariff Ordinal Number",
    "HTS Number - Full",
    "Line Tariff Goods Value Amount",
    "Entry Date",
];

#[test]
fn an_es003_workbook_with_a_preamble() {
    let rows = [
        row(1, &["Entry Summary Line Tariff Details"]),
        row(2, &["Run date", "=1:46063"]),
        row(4, &TITLES),
        row(
            5,
            &[
                "ABC12345676",
                "=1",
                "=1",
                "8471300100",
                "=1234.5",
                "=1:46063",
            ],
        ),
        row(
            6,
            &["ABC12345676", "=2", "=1", "9903880300", "=0", "=1:46063"],
        ),
    ];
    let mut book = Book::new("Main Report", rows.concat());
    book.formats = vec!["mm/dd/yyyy"];
    let outcome = book.read();
    assert_eq!(outcome.report.kind, TableKind::Es003);
    assert_eq!(outcome.count(RowClass::Preamble), 2);
    assert_eq!(outcome.count(RowClass::Blank), 1);
    assert_eq!(outcome.count(RowClass::Header), 1);
    assert_eq!(outcome.count(RowClass::Used), 2);
    assert_eq!(outcome.hts(), ["8471.30.0100", "9903.88.03"]);
    assert_eq!(outcome.rows[0].value, Some(123_450));
    assert_eq!(outcome.rows[0].entry_date, "2026-02-10");
    assert_eq!(outcome.rows[0].row, 5);
}

#[test]
fn shared_texts_and_sparse_cells() {
    let mut rows = String::from(r#"<row r="1">"#);
    let letters = ["A", "B", "C", "D", "E", "F"];
    for (at, letter) in letters.iter().enumerate() {
        rows += &format!(r#"<c r="{letter}1" t="s"><v>{at}</v></c>"#);
    }
    rows += r#"</row><row r="1048576"><c r="A1048576" t="s"><v>6</v></c><c r="D1048576" t="s"><v>7</v></c><c r="XFD1048576"><v>1</v></c></row>"#;
    let mut book = Book::new("Sheet1", rows);
    book.strings = TITLES.to_vec();
    book.strings.extend(["ABC12345676", "8471300100"]);
    let outcome = book.read();
    assert_eq!(outcome.report.rows, 1_048_576);
    assert_eq!(outcome.count(RowClass::Blank), 1_048_574);
    assert_eq!(outcome.hts(), ["8471.30.0100"]);
}
