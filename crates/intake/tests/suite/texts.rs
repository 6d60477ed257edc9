//! Descriptions that are cut or in another script.

use crate::common::csv;
use intake::Cause;

#[test]
fn texts_cut_at_35_characters_are_marked() {
    let mut text = String::from("Entry No,Line,HTS,Description\n");
    for line in 1..60 {
        let long = format!("ASSORTED PLASTIC HOUSEHOLD ARTICLES NUMBER {line:03} OF THE LIST");
        text += &format!("ABC12345676,{line},8471300100,{}\n", &long[..35]);
        text += &format!("ABC12345676,{line},8471300100,LAMP\n");
    }
    let outcome = csv(&text);
    assert_eq!(outcome.causes(), [(Cause::TextCut, 59)]);
}

#[test]
fn texts_of_many_lengths_are_not_cut() {
    let mut text = String::from("Entry No,Line,HTS,Description\n");
    for line in 1..60usize {
        text += &format!("ABC12345676,{line},8471300100,{}\n", "X".repeat(line));
    }
    assert!(csv(&text).causes().is_empty());
}

#[test]
fn texts_in_another_script_are_marked() {
    let outcome = csv("Entry No,Line,HTS,Description\nABC12345676,1,8471300100,便携式计算机\n");
    assert_eq!(outcome.causes(), [(Cause::TextScript, 1)]);
    assert_eq!(outcome.rows[0].description, "便携式计算机");
}
