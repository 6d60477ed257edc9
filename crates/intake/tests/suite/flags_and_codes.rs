//! Flags, entry types, ports and modes.

use crate::common::csv;

#[test]
fn an_entry_type_of_one_digit_gets_two() {
    let outcome = csv(
        "Entry No,Line,HTS,Entry Type\nABC12345676,1,8471300100,1\nABC12345676,2,8471300100,03 - AD/CVD\n",
    );
    assert_eq!(outcome.rows[0].entry_type, "01");
    assert_eq!(outcome.rows[1].entry_type, "03");
}

#[test]
fn a_blank_relationship_is_not_no() {
    let outcome = csv("Entry No,Line,HTS,Related Party\n\
         ABC12345676,1,8471300100,Y\n\
         ABC12345676,2,8471300100,Not Related\n\
         ABC12345676,3,8471300100,\n");
    let related: Vec<Option<bool>> = outcome.rows.iter().map(|row| row.related).collect();
    assert_eq!(related, [Some(true), Some(false), None]);
}

#[test]
fn a_correction_is_flagged_by_letter_or_version() {
    let outcome =
        csv("Entry No,Line,HTS,Version\nABC12345676,1,8471300100,0\nABC12345676,2,8471300100,2\n");
    let psc: Vec<Option<bool>> = outcome.rows.iter().map(|row| row.psc).collect();
    assert_eq!(psc, [Some(false), Some(true)]);
}

#[test]
fn a_code_with_its_meaning_is_the_code() {
    let outcome = csv("Entry No,Line,HTS,Port\nABC12345676,1,8471300100,\"4601 - Newark, NJ\"\n");
    assert_eq!(outcome.rows[0].port, "4601");
}
