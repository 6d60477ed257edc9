//! Countries by code and name, and manufacturer IDs.

use crate::common::{csv, lines};
use customs::Field;
use intake::Cause;

fn origin(text: &str) -> String {
    lines(&format!("ABC12345676,1,8471300100,5,,{text}\n")).rows[0]
        .origin
        .clone()
}

#[test]
fn alpha_2_alpha_3_and_english_names() {
    for (text, want) in [
        ("CN", "CN"),
        ("cn", "CN"),
        ("CHN", "CN"),
        ("China", "CN"),
        ("Germany", "DE"),
        ("Hong Kong", "HK"),
    ] {
        assert_eq!(origin(text), want, "{text}");
    }
}

#[test]
fn provinces_of_canada_are_canada() {
    for text in ["XA", "XO", "XY"] {
        assert_eq!(origin(text), "CA", "{text}");
    }
}

#[test]
fn an_unknown_country_is_an_issue() {
    let outcome = lines("ABC12345676,1,8471300100,5,,Atlantis\n");
    assert_eq!(outcome.causes(), [(Cause::CountryUnknown, 1)]);
}

#[test]
fn a_manufacturer_id_is_upper_case_and_shaped() {
    let outcome = csv("Entry No,Line,HTS,MID\n\
         ABC12345676,1,8471300100,cnabctoo123she\n\
         ABC12345676,2,8471300100,unknown maker\n");
    assert_eq!(outcome.rows[0].mid, "CNABCTOO123SHE");
    assert_eq!(outcome.rows[1].mid, "UNKNOWNMAKER");
}

#[test]
fn a_text_without_the_shape_is_an_issue() {
    let outcome = csv("Entry No,Line,HTS,MID\nABC12345676,1,8471300100,12-34\n");
    assert_eq!(outcome.causes(), [(Cause::MidShape, 1)]);
}

/// The Census writes countries with four digits, as Customs writes ports: China is
/// 5700. Only the title tells them apart.
#[test]
fn four_digits_under_a_country_are_no_port() {
    let port = |title: &str| {
        let row = |line| {
            format!(
                "ABC12345676,{line},8471300100,{}\n",
                [5700, 2010][line % 2_usize]
            )
        };
        let rows: String = (1..=8).map(row).collect();
        let outcome = csv(&format!("Entry No,Line,HTS,{title}\n{rows}"));
        outcome.inspection.tables[0].columns[3].field == Some(Field::Port)
    };
    for title in [
        "CTY_CODE",
        "Country of Origin",
        "CountryCode",
        "Ctry",
        "COO",
    ] {
        assert!(!port(title), "{title}");
    }
    for title in ["Column 4", "Port of Entry Code", "Dist/Port"] {
        assert!(port(title), "{title}");
    }
}
