//! Duty rates and gross weights.

use crate::common::csv;
use intake::{Cause, Mend};

fn rates(cells: [&str; 3]) -> Vec<Option<i64>> {
    let mut text = String::from("Entry No,Line,HTS,Duty Rate\n");
    for cell in cells {
        text += &format!("ABC12345676,1,8471300100,{cell}\n");
    }
    csv(&text).rows.iter().map(|row| row.rate).collect()
}

#[test]
fn percentages_with_and_without_their_sign() {
    assert_eq!(
        rates(["3.4%", "FREE", "17.6 %"]),
        [Some(34_000), Some(0), Some(176_000)]
    );
    assert_eq!(
        rates(["3.4", "0", "25"]),
        [Some(34_000), Some(0), Some(250_000)]
    );
}

#[test]
fn a_column_of_fractions_is_told_by_its_values() {
    assert_eq!(
        rates(["0.034", "0", "0.25"]),
        [Some(34_000), Some(0), Some(250_000)]
    );
}

#[test]
fn a_specific_rate_is_not_a_percentage() {
    let outcome = csv("Entry No,Line,HTS,Duty Rate\nABC12345676,1,8471300100,4.4¢/kg + 2%\n");
    assert_eq!(outcome.rows[0].rate, None);
    assert_eq!(outcome.causes(), [(Cause::RateNotPlain, 1)]);
}

#[test]
fn pounds_become_kilograms_on_record() {
    let outcome = csv("Entry No,Line,HTS,Gross Weight (LBS)\nABC12345676,1,8471300100,100\n");
    assert_eq!(outcome.rows[0].gross_kg, "45.359237");
    assert_eq!(outcome.mends(), [(Mend::PoundsToKilograms, 1)]);
}
