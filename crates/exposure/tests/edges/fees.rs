//! The processing fee and the harbor fee.

use crate::common::*;
use customs::Cents;
use exposure::{Entered, Reading, fees};

#[test]
fn mpf_at_its_bounds() {
    let year = PACK.fees.mpf_bounds(day("2025-11-01")).unwrap();
    let fee = |value: &str| fees::mpf(year, cents(value)).unwrap();
    // 33.58 ÷ 0.003464 = 9,693.99…, 651.50 ÷ 0.003464 = 188,077.36…
    assert_eq!(fee("9693.99").raw, cents("33.58"));
    assert_eq!(fee("9693.99").fee, cents("33.58"));
    assert_eq!(fee("9696.00").fee, cents("33.59"));
    assert_eq!(fee("9690.00").fee, cents("33.58"));
    assert_eq!(fee("188077.37").raw, cents("651.50"));
    assert_eq!(fee("188079.00").raw, cents("651.51"));
    assert_eq!(fee("188079.00").fee, cents("651.50"));
    assert_eq!(fee("0.01").fee, cents("33.58"));
    assert_eq!(fee("0").fee, Cents::ZERO, "nothing subject, no fee");
}

#[test]
fn the_fiscal_year_turns_on_the_first_of_october() {
    let fee = |date: &str| {
        let year = PACK.fees.mpf_bounds(day(date)).unwrap();
        fees::mpf(year, cents("1000")).unwrap().fee
    };
    assert_eq!(fee("2025-09-30"), cents("32.71"));
    assert_eq!(fee("2025-10-01"), cents("33.58"));
    assert!(PACK.fees.mpf_bounds(day("2018-09-30")).is_none());
}

/// The amounts of the first entry when a value finding raises line 0.
fn raised(lines: &[Line], to: &str) -> exposure::workings::Amounts {
    let profile = profile(lines);
    let finding = finding("VAL-1:x", &[0], values(&[(0, to)]));
    let findings = [&finding];
    let entered = Entered::default();
    let workings = workings(&profile, &findings, &entered, "2026-11-24");
    *workings.entries()[0].amounts(Reading::Likely)
}

#[test]
fn an_informal_entry_pays_a_flat_fee() {
    let formal = line("ABC00000011", "2026-03-10", "8708.29.50").value("20000", "500");
    assert_eq!(
        raised(std::slice::from_ref(&formal), "40000").mpf,
        cents("69.28")
    );
    assert_eq!(raised(&[formal.kind("11")], "40000").mpf, Cents::ZERO);
}

#[test]
fn the_fee_is_on_the_entry_not_on_the_line() {
    // Line 1 alone would pay the least amount before and after.
    let lines = [
        line("ABC00000011", "2026-03-10", "8708.29.50").value("1000", "25"),
        line("ABC00000011", "2026-03-10", "8708.99.81")
            .no(2)
            .value("50000", "1250"),
    ];
    // 52,000 × 0.3464 % = 180.13 (180.128), 51,000 × 0.3464 % = 176.66 (176.664).
    assert_eq!(raised(&lines, "2000").mpf, cents("3.47"));
    // A line that claims an exempting preference is outside the fee.
    let exempt = [lines[0].clone().spi("S"), lines[1].clone()];
    assert_eq!(raised(&exempt, "2000").mpf, Cents::ZERO);
}

#[test]
fn the_files_own_fee_column_says_which_lines_bear_it() {
    let base = line("ABC00000011", "2026-03-10", "8708.29.50").value("20000", "500");
    let exempt = [
        base.clone().mpf("0"),
        line("ABC00000011", "2026-03-10", "8708.99.81")
            .no(2)
            .value("50000", "0")
            .mpf("173.20"),
    ];
    assert_eq!(raised(&exempt, "40000").mpf, Cents::ZERO);
    let bearing = [base.mpf("69.28")];
    assert_eq!(raised(&bearing, "40000").mpf, cents("69.28"));
}

#[test]
fn only_vessels_owe_the_harbor_fee() {
    for (mode, fee) in [
        ("10", "25.00"),
        ("11", "25.00"),
        ("Ocean", "25.00"),
        ("VESSEL, containerized", "25.00"),
        ("AIR", "0"),
        ("40", "0"),
        ("30", "0"),
        ("", "0"),
    ] {
        let filed = line("ABC00000011", "2026-03-10", "8708.29.50")
            .value("20000", "0")
            .mode(mode);
        assert_eq!(raised(&[filed], "40000").hmf, cents(fee), "{mode}");
    }
}

#[test]
fn a_lower_value_lowers_no_fee() {
    let filed = line("ABC00000011", "2026-03-10", "8708.29.50")
        .value("40000", "1000")
        .mode("11");
    let amounts = raised(&[filed], "20000");
    assert_eq!(
        (amounts.duty, amounts.mpf, amounts.hmf),
        (Cents::ZERO, Cents::ZERO, Cents::ZERO)
    );
    assert_eq!(amounts.overpaid, cents("500.00"));
}
