//! Tariff numbers with dots, prefixes and suffixes.

use crate::common::{csv, lines};
use intake::{Cause, Mend};

fn tariff(text: &str) -> String {
    lines(&format!("ABC12345676,1,{text},5,,CN\n")).rows[0]
        .hts
        .clone()
}

#[test]
fn dotted_and_plain_forms_of_eight_and_ten_digits() {
    for (text, want) in [
        ("8471.30.0100", "8471.30.0100"),
        ("8471.30.01.00", "8471.30.0100"),
        ("8471300100", "8471.30.0100"),
        ("8471.30.01", "8471.30.01"),
        ("84713001", "8471.30.01"),
        (" 8471300100 ", "8471.30.0100"),
    ] {
        assert_eq!(tariff(text), want, "{text}");
    }
}

#[test]
fn chapter_99_numbers_may_be_padded_to_ten() {
    assert_eq!(tariff("9903880300"), "9903.88.03");
    assert_eq!(tariff("9903.88.03"), "9903.88.03");
}

#[test]
fn an_spi_prefix_is_split_off() {
    let outcome = lines("ABC12345676,1,S8708.29.5060,5,,CN\n");
    assert_eq!(outcome.rows[0].hts, "8708.29.5060");
    assert_eq!(outcome.rows[0].spi, "S");
    assert_eq!(outcome.mends(), [(Mend::TariffSpiPrefix, 1)]);
}

#[test]
fn an_spi_column_wins_over_the_prefix() {
    let outcome = csv("Entry No,Line,SPI,HTS\nABC12345676,1,S+,S8708.29.5060\n");
    assert_eq!(outcome.rows[0].spi, "S+");
}

#[test]
fn trailing_letters_are_stripped() {
    let outcome = lines("ABC12345676,1,8708295060 US,5,,CN\n");
    assert_eq!(outcome.rows[0].hts, "8708.29.5060");
    assert_eq!(outcome.mends(), [(Mend::TariffSuffix, 1)]);
    assert_eq!(outcome.report.repairs[0].first[0].text, "8708295060 US");
}

#[test]
fn scientific_notation_is_unusable_and_names_its_column() {
    let outcome = lines("ABC12345676,1,8.47E+09,5,,CN\n");
    assert_eq!(outcome.rows[0].hts, "");
    assert_eq!(outcome.causes(), [(Cause::TariffScientific, 1)]);
    assert_eq!(
        outcome.report.issues[0].column,
        Some(("C".into(), "HTS Number - Full".into()))
    );
}

#[test]
fn short_numbers_are_kept_at_their_level() {
    let outcome = lines("ABC12345676,1,8471.30,5,,CN\n");
    assert_eq!(outcome.rows[0].hts, "8471.30");
    assert_eq!(outcome.causes(), [(Cause::TariffShort, 1)]);
}

#[test]
fn the_reserved_chapter_is_no_number() {
    let outcome = lines("ABC12345676,1,7701.00.0000,5,,CN\n");
    assert_eq!(outcome.causes(), [(Cause::TariffUnreadable, 1)]);
}
