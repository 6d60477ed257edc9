//! Title blocks, headers of two rows, headers of merged cells.

use crate::common::{csv, mapped};
use customs::Field;
use intake::{HeaderRows, RowClass};

#[test]
fn a_title_block_above_the_header_is_a_preamble() {
    let outcome = csv("ES-003 Entry Summary Line Tariff Details\n\
         \"Prompts: Importer Number, Entry Date\"\n\
         Run Date: 02/10/2026\n\
         \n\
         Entry Summary Number,Line,HTS Number - Full,Entered Value\n\
         ABC-1234567-6,1,8471.30.0100,$5.00\n");
    let table = &outcome.inspection.tables[0];
    assert_eq!(table.header, Some(HeaderRows { first: 5, last: 5 }));
    assert_eq!(outcome.count(RowClass::Preamble), 3);
    assert_eq!(outcome.count(RowClass::Blank), 1);
    assert_eq!(outcome.count(RowClass::Used), 1);
    assert_eq!(outcome.rows[0].row, 6);
}

#[test]
fn the_header_may_stand_as_low_as_row_50() {
    let above = "note\n".repeat(49);
    let outcome = csv(&format!(
        "{above}Entry No,Line,HTS,Value\nABC12345676,1,8471300100,5\n"
    ));
    assert_eq!(outcome.count(RowClass::Preamble), 49);
    assert_eq!(outcome.count(RowClass::Used), 1);
}

#[test]
fn two_rows_are_joined_by_a_space() {
    let outcome = csv("Entry,Entry Summary,Country of,HTS,Goods\n\
         Number,Line,Origin,Code,Value\n\
         ABC12345676,1,CN,8471300100,5\n");
    let table = &outcome.inspection.tables[0];
    assert_eq!(table.header, Some(HeaderRows { first: 1, last: 2 }));
    assert_eq!(
        mapped(&outcome),
        [
            Some(Field::EntryNo),
            Some(Field::LineNo),
            Some(Field::Coo),
            Some(Field::Hts),
            Some(Field::GoodsValue)
        ]
    );
    assert_eq!(outcome.count(RowClass::Header), 2);
}

#[test]
fn a_merged_cell_counts_for_the_columns_it_spans() {
    let outcome = csv("Entry,,HTS,Gross,\n\
         Number,Date,Code,Weight,Wt\n\
         ABC12345676,02/25/2026,8471300100,5,6\n");
    let titles: Vec<&str> = outcome.inspection.tables[0]
        .columns
        .iter()
        .map(|c| c.header.as_str())
        .collect();
    assert_eq!(titles[..2], ["Entry Number", "Entry Date"]);
}

#[test]
fn a_second_row_of_data_is_no_header() {
    let outcome = csv("Entry No,Line,HTS,Value\nABC12345676,1,8471300100,5\n");
    assert_eq!(outcome.count(RowClass::Header), 1);
}

#[test]
fn a_title_seen_twice_is_mapped_once_to_the_fuller_column() {
    let outcome = csv("Entry No,Line,HTS,Value,Entered Value\n\
         ABC12345676,1,8471300100,,5\n");
    assert_eq!(mapped(&outcome)[3..], [None, Some(Field::GoodsValue)]);
    assert!(
        outcome.inspection.tables[0].columns[3]
            .reason
            .contains("column E was taken")
    );
}

#[test]
fn every_mapping_gives_its_reason() {
    let outcome = csv("Entry No,Line,HTS (US),Value\nABC12345676,1,8471300100,5\n");
    for column in &outcome.inspection.tables[0].columns {
        assert!(column.field.is_some() && column.confidence >= 90 && !column.reason.is_empty());
    }
}
