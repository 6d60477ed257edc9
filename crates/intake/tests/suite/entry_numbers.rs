//! Entry numbers are text, and nothing about them is guessed.

use crate::common::lines;
use intake::Cause;

fn entry(text: &str) -> (String, Vec<Cause>) {
    let outcome = lines(&format!("{text},1,8471300100,5,,CN\n"));
    let causes = outcome.causes().into_iter().map(|(cause, _)| cause);
    (outcome.rows[0].entry.clone(), causes.collect())
}

#[test]
fn dashes_spaces_and_case_do_not_matter() {
    for text in ["ABC-1234567-6", "abc12345676", "ABC 1234567 6"] {
        assert_eq!(entry(text), ("ABC12345676".into(), vec![]), "{text}");
    }
}

#[test]
fn every_vector_of_the_check_digit_holds() {
    for text in [
        "ABC12345676",
        "99999999990",
        "XJ400012341",
        "B7603245278",
        "00476543210",
        "SZ900000109",
    ] {
        assert_eq!(entry(text), (text.into(), vec![]), "{text}");
    }
}

#[test]
fn a_failed_check_digit_is_a_data_question() {
    assert_eq!(
        entry("ABC12345675"),
        ("ABC12345675".into(), vec![Cause::EntryCheckDigit])
    );
}

#[test]
fn leading_zeros_stay() {
    assert_eq!(entry("00476543210").0, "00476543210");
}

#[test]
fn ten_characters_are_noted_and_never_repaired() {
    assert_eq!(
        entry("0476543210"),
        ("0476543210".into(), vec![Cause::EntryLength])
    );
}
