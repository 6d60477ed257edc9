//! Identifiers in, a workbook out, and in again.

use crate::common::{Outcome, Seen, csv, try_read};
use intake::Limits;
use rust_xlsxwriter::{Format, Workbook};

/// Identifiers that spreadsheet programs like to spoil.
const ROWS: [[&str; 8]; 4] = [
    [
        "00476543210",
        "1",
        "0101210010",
        "00012345",
        "12-3456789AB",
        "0901",
        "CNABCTOO123SHE",
        "E1",
    ],
    [
        "99999999990",
        "2",
        "8471300100",
        "1E10",
        "123-45-6789",
        "4601",
        "XAMAP12TOR",
        "3-14",
    ],
    [
        "XJ400012341",
        "3",
        "9903880300",
        "2025-01",
        "240901-12345",
        "2704",
        "DEMUEGMB5BER",
        "+A",
    ],
    [
        "B7603245278",
        "999",
        "0406104800",
        "MARCH5",
        "98-7654321",
        "0101",
        "JPTOK1TOK",
        "C*",
    ],
];

fn text() -> String {
    let mut text =
        String::from("Entry No,Line,HTS,Part Number,Importer Number,Port,MID,Description\n");
    for row in ROWS {
        text += &row.join(",");
        text.push('\n');
    }
    text
}

fn identifiers(rows: &[Seen]) -> Vec<[String; 8]> {
    rows.iter()
        .map(|row| {
            [
                row.entry.clone(),
                row.line.map(|line| line.to_string()).unwrap_or_default(),
                row.hts.replace('.', ""),
                row.sku.clone(),
                row.importer.clone(),
                row.port.clone(),
                row.mid.clone(),
                row.description.clone(),
            ]
        })
        .collect()
}

/// A workbook of what was read: texts as texts, codes as numbers in a format
/// that shows their zeros where `as_numbers`.
fn workbook(outcome: &Outcome, as_numbers: bool) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let titles = &outcome.inspection.tables[0].columns;
    for (at, column) in titles.iter().enumerate() {
        sheet.write_string(0, at as u16, &column.header).unwrap();
    }
    let code = Format::new().set_num_format("0000000000");
    for (at, row) in identifiers(&outcome.rows).iter().enumerate() {
        for (column, text) in row.iter().enumerate() {
            let place = (at as u32 + 1, column as u16);
            match text.parse::<f64>() {
                Ok(number) if as_numbers && column == 2 && text.len() == 10 => {
                    sheet
                        .write_number_with_format(place.0, place.1, number, &code)
                        .unwrap();
                }
                _ => {
                    sheet.write_string(place.0, place.1, text).unwrap();
                }
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn identifiers_survive_a_full_round_trip() {
    let first = csv(&text());
    let given: Vec<[String; 8]> = ROWS
        .iter()
        .map(|row| {
            let mut row = row.map(str::to_owned);
            // Keys are compared without dashes.
            row[4] = row[4].replace('-', "");
            row
        })
        .collect();
    let mut without_padding = given.clone();
    for row in &mut without_padding {
        // Chapter 99 numbers are eight digits; the padding says nothing.
        row[2] = row[2].replace("9903880300", "99038803");
    }
    assert_eq!(identifiers(&first.rows), without_padding);
    for as_numbers in [false, true] {
        let again = try_read(&workbook(&first, as_numbers), &Limits::default()).unwrap();
        assert_eq!(identifiers(&again.rows), without_padding, "{as_numbers}");
        assert!(
            again.report.repairs.is_empty(),
            "{:?}",
            again.report.repairs
        );
    }
}
