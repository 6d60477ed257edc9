//! The processing fee that an entry did not bear, or bore although exempt, beside
//! other findings: worked out a second time in whole ten-thousandths of a cent,
//! by the words of the regulation, once an entry and after every change of value.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::*;
use customs::Cents;
use exposure::{Detail, Entered, Reading};
use proptest::prelude::*;
use triggers::finding::{Effect, Finding};

const NUMBER: &str = "8708.29.50";
/// Fiscal year 2026: 0.3464 %, no less than $33.58 and no more than $651.50.
const DATE: &str = "2026-03-10";
const LEAST: i64 = 3_358;
const GREATEST: i64 = 65_150;

/// The fee on a value in cents, half a cent up.
fn fee(value: i64) -> i64 {
    if value == 0 {
        return 0;
    }
    let raw = (i128::from(value) * 3_464 + 500_000).div_euclid(1_000_000);
    i64::try_from(raw).unwrap().clamp(LEAST, GREATEST)
}

fn leaked(cents: i64) -> &'static str {
    Box::leak(format!("{}.{:02}", cents / 100, cents % 100).into_boxed_str())
}

/// One entry of these values, duty at ten per cent, that bore no fee.
fn entry(values: &[i64]) -> Vec<Line> {
    let line_of = |(at, value): (usize, &i64)| {
        line("ABC0000001", DATE, NUMBER)
            .no(at as u16 + 1)
            .value(leaked(*value), leaked(*value / 10))
            .mpf("0")
    };
    values.iter().enumerate().map(line_of).collect()
}

fn fee_owed(lines: &[u32]) -> Effect {
    Effect::FeeOwed {
        lines: lines.iter().copied().map(profile::LineIx).collect(),
    }
}

/// Loss of duty and of fee, and what the findings add.
fn losses(lines: &[Line], findings: &[Finding]) -> (Cents, Cents, Vec<Cents>) {
    let profile = profile(lines);
    let findings: Vec<&Finding> = findings.iter().collect();
    let entered = Entered::default();
    let workings = workings(&profile, &findings, &entered, "2026-11-24");
    let amounts = *workings.entries()[0].amounts(Reading::Likely);
    let summary = workings.summary(Detail::default());
    let total = summary.total.readings[0].loss.amount;
    assert_eq!(total, amounts.loss());
    let adds: Vec<Cents> = summary.findings.iter().map(|f| f.adds.amount).collect();
    assert_eq!(adds.iter().copied().sum::<Cents>(), total);
    (amounts.duty, amounts.mpf, adds)
}

/// $20,000 without a fee: $69.28. At $40,000 instead: $138.56, once, and not
/// the $69.28 with the $69.28 that the other value adds to a fee that was paid.
#[test]
fn value_and_fee_meet_in_one_entry() {
    let lines = entry(&[2_000_000]);
    let owed = finding("PRF-5:x", &[0], fee_owed(&[0]));
    let value = finding("VAL-1:x", &[0], values(&[(0, "40000")]));
    let (duty, mpf, _) = losses(&lines, std::slice::from_ref(&owed));
    assert_eq!((duty, mpf), (Cents::ZERO, cents("69.28")));
    let (duty, mpf, _) = losses(&lines, &[owed, value]);
    assert_eq!((duty, mpf), (cents("2000"), cents("138.56")));
}

/// Two products of one entry owe one fee: the least amount once.
#[test]
fn two_findings_owe_the_least_amount_once() {
    let lines = entry(&[100_000, 100_000]);
    let first = finding("PRF-5:a", &[0], fee_owed(&[0]));
    let second = finding("PRF-5:b", &[1], fee_owed(&[1]));
    let (_, mpf, adds) = losses(&lines, &[first, second]);
    assert_eq!(mpf, cents("33.58"));
    assert_eq!(adds, [cents("33.58"), Cents::ZERO]);
}

/// At the greatest amount a higher value adds nothing.
#[test]
fn at_the_greatest_amount_value_adds_no_fee() {
    let lines = entry(&[30_000_000]);
    let owed = finding("PRF-5:x", &[0], fee_owed(&[0]));
    let value = finding("VAL-1:x", &[0], values(&[(0, "400000")]));
    let (_, mpf, _) = losses(&lines, &[owed, value]);
    assert_eq!(mpf, cents("651.50"));
}

/// A line whose claim exempts it stays outside, until the claim falls too.
#[test]
fn an_exempt_line_joins_when_its_claim_falls() {
    let mut lines = entry(&[2_000_000, 2_000_000]);
    lines[1] = lines[1].clone().origin("KR").spi("KR");
    let owed = finding("PRF-5:x", &[0], fee_owed(&[0]));
    let falls = finding("PRF-2:x", &[1], no_claim(&[1]));
    let (_, mpf, _) = losses(&lines, std::slice::from_ref(&owed));
    assert_eq!(mpf, cents("69.28"));
    let (_, mpf, _) = losses(&lines, &[owed, falls]);
    assert_eq!(mpf, cents("138.56"));
}

/// A report that repeats the entry's fee on every line does not say that a line
/// with a claim bore it: when the claim falls, the fee on it is owed.
#[test]
fn the_fee_of_the_entry_on_every_line_is_no_line_s_own() {
    let mut lines = entry(&[2_000_000, 500_000]);
    lines[1] = lines[1].clone().origin("KR").spi("KR");
    for line in &mut lines {
        *line = line.clone().mpf("69.28");
    }
    let falls = finding("PRF-2:x", &[1], no_claim(&[1]));
    let (_, mpf, _) = losses(&lines, &[falls]);
    assert_eq!(mpf, cents("17.32"));
}

/// A file without duties still tells the fee.
#[test]
fn no_duty_is_needed() {
    let line = line("ABC0000001", DATE, NUMBER)
        .without_duty("20000")
        .mpf("0");
    let owed = finding("PRF-5:x", &[0], fee_owed(&[0]));
    let (_, mpf, _) = losses(&[line], &[owed]);
    assert_eq!(mpf, cents("69.28"));
}

fn fee_spared(lines: &[u32]) -> Effect {
    Effect::FeeSpared {
        lines: lines.iter().copied().map(profile::LineIx).collect(),
    }
}

/// Lines of one entry: value and fee in cents, and whether a claim exempts.
fn borne(of: &[(i64, i64, bool)]) -> Vec<Line> {
    let line_of = |(at, (value, fee, is_exempt)): (usize, &(i64, i64, bool))| {
        let line = line("ABC0000001", DATE, NUMBER)
            .no(at as u16 + 1)
            .value(leaked(*value), leaked(*value / 10))
            .mpf(leaked(*fee));
        if *is_exempt {
            line.origin("KR").spi("KR")
        } else {
            line
        }
    };
    of.iter().enumerate().map(line_of).collect()
}

/// Loss of fee and possible overpayment of the entry, and what the first finding
/// overpays alone.
fn spared(lines: &[Line], findings: &[Finding]) -> (Cents, Cents, Cents) {
    let profile = profile(lines);
    let findings: Vec<&Finding> = findings.iter().collect();
    let entered = Entered::default();
    let workings = workings(&profile, &findings, &entered, "2026-11-24");
    let amounts = *workings.entries()[0].amounts(Reading::Likely);
    let summary = workings.summary(Detail::default());
    assert_eq!(summary.total.overpaid.amount, amounts.overpaid);
    assert_eq!(summary.total.readings[0].loss.amount, amounts.loss());
    let alone = &summary.findings[0].overpaid;
    // Opened to the fee that is owed, the amount comes out again.
    let parts: Cents = alone.derivation.parts.iter().map(|part| part.amount).sum();
    assert_eq!(parts, alone.amount);
    (amounts.mpf, amounts.overpaid, alone.amount)
}

#[test]
fn a_fee_beside_an_exempting_claim() {
    let (yes, no) = (true, false);
    for (what, lines, of, overpaid) in [
        ("alone", &[(2_000_000, 6_928, yes)][..], &[0][..], "69.28"),
        (
            "beside a line that owes it",
            &[(2_000_000, 6_928, no), (2_000_000, 6_928, yes)],
            &[1],
            "69.28",
        ),
        (
            "the other line owes the greatest amount",
            &[(30_000_000, 48_863, no), (10_000_000, 16_287, yes)],
            &[1],
            "0",
        ),
        (
            "the greatest amount for both, less what one owes",
            &[(15_000_000, 39_090, no), (10_000_000, 26_060, yes)],
            &[1],
            "131.90",
        ),
        (
            "the other line owes the least amount",
            &[(100_000, 1_679, no), (100_000, 1_679, yes)],
            &[1],
            "0",
        ),
        (
            "the whole fee stands on the exempt line",
            &[(2_000_000, 0, no), (2_000_000, 13_856, yes)],
            &[1],
            "69.28",
        ),
        (
            "the whole fee stands on every line",
            &[(2_000_000, 13_856, no), (2_000_000, 13_856, yes)],
            &[1],
            "69.28",
        ),
        (
            "the right fee of the entry stands on every line",
            &[(2_000_000, 6_928, no), (500_000, 6_928, yes)],
            &[1],
            "0",
        ),
        (
            "the fee on all lines stands on every line",
            &[(2_000_000, 8_660, no), (500_000, 8_660, yes)],
            &[1],
            "17.32",
        ),
        (
            "an exempt line that no finding asks about stands as filed",
            &[(2_000_000, 6_928, yes), (2_000_000, 6_928, yes)],
            &[0],
            "69.28",
        ),
        (
            "an exempt line that bore none",
            &[(2_000_000, 6_928, yes), (2_000_000, 0, yes)],
            &[0],
            "69.28",
        ),
    ] {
        let finding = finding("PRF-5:x", of, fee_spared(of));
        let (loss, both, alone) = spared(&borne(lines), &[finding]);
        assert_eq!(
            (loss, both, alone),
            (Cents::ZERO, cents(overpaid), both),
            "{what}"
        );
    }
}

/// A claim that falls owes the fee that was paid.
#[test]
fn a_claim_that_falls_leaves_no_overpayment() {
    let lines = borne(&[(2_000_000, 6_928, true)]);
    let over = finding("PRF-5:x", &[0], fee_spared(&[0]));
    let falls = finding("PRF-2:x", &[0], no_claim(&[0]));
    let (loss, both, alone) = spared(&lines, &[over, falls]);
    assert_eq!((loss, both), (Cents::ZERO, Cents::ZERO));
    assert_eq!(alone, cents("69.28"));
}

/// Short by another value and over by an exempt line: both stand, neither lowers
/// the other, and together they are what the entry owes less what it bore.
#[test]
fn short_and_over_stand_apart() {
    let lines = borne(&[(2_000_000, 6_928, false), (2_000_000, 6_928, true)]);
    let over = finding("PRF-5:x", &[1], fee_spared(&[1]));
    let value = finding("VAL-1:x", &[0], values(&[(0, "60000")]));
    let (loss, both, alone) = spared(&lines, &[over, value]);
    assert_eq!((loss, both), (cents("138.56"), cents("69.28")));
    assert_eq!(alone, cents("69.28"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_fee_is_the_entrys(
        lines in proptest::collection::vec((1i64..40_000_000, 1i64..40_000_000, any::<bool>()), 1..6),
        one_finding in any::<bool>(),
    ) {
        let filed: Vec<i64> = lines.iter().map(|(value, ..)| *value).collect();
        let mut findings = Vec::new();
        let all: Vec<u32> = (0..lines.len() as u32).collect();
        if one_finding {
            findings.push(finding("PRF-5:all", &all, fee_owed(&all)));
        } else {
            for ix in &all {
                findings.push(finding(&format!("PRF-5:{ix}"), &[*ix], fee_owed(&[*ix])));
            }
        }
        let mut subject = 0;
        for (ix, (value, other, is_changed)) in lines.iter().enumerate() {
            subject += if *is_changed { *value.max(other) } else { *value };
            if *is_changed {
                let ix = ix as u32;
                let effect = values(&[(ix, leaked(*other))]);
                findings.push(finding(&format!("VAL-1:{ix}"), &[ix], effect));
            }
        }
        let (_, mpf, _) = losses(&entry(&filed), &findings);
        prop_assert_eq!(mpf, Cents(fee(subject)));
    }

    #[test]
    fn what_exempt_lines_bore_is_the_entrys(
        lines in proptest::collection::vec((1i64..40_000_000, 1i64..70_000, any::<bool>()), 1..6),
        one_finding in any::<bool>(),
    ) {
        let exempt: Vec<u32> = (0u32..).zip(&lines).filter(|(_, l)| l.2).map(|(ix, _)| ix).collect();
        prop_assume!(!exempt.is_empty());
        let findings: Vec<Finding> = if one_finding {
            vec![finding("PRF-5:all", &exempt, fee_spared(&exempt))]
        } else {
            let each = exempt.iter();
            each.map(|ix| finding(&format!("PRF-5:{ix}"), &[*ix], fee_spared(&[*ix]))).collect()
        };
        let sum = |of: &dyn Fn(&(i64, i64, bool)) -> i64| -> i64 { lines.iter().map(of).sum() };
        let paid = sum(&|line| line.1).min(fee(sum(&|line| line.0)));
        let owed = fee(sum(&|line| if line.2 { 0 } else { line.0 }));
        let (loss, both, alone) = spared(&borne(&lines), &findings);
        prop_assert_eq!((loss, both), (Cents::ZERO, Cents((paid - owed).max(0))));
        prop_assert!(alone <= both);
    }
}

/// An informal entry bears the flat fee of its fiscal year once, whatever its
/// value, when no claim exempts it any longer.
#[test]
fn an_informal_entry_owes_the_flat_fee_when_its_claim_falls() {
    let exempt = |date, value| {
        line("ABC0000001", date, NUMBER)
            .value(value, "0")
            .spi("S")
            .kind("11")
    };
    let falls = finding("PRF-2:x", &[0], no_claim(&[0]));
    for (date, value, fee) in [
        ("2026-09-30", "2000", "2.69"),
        ("2026-10-01", "2000", "2.77"),
        ("2026-10-01", "2", "2.77"),
        // The pack has no flat fee for the year.
        ("2025-09-30", "2000", "0"),
    ] {
        let lines = [exempt(date, value)];
        let (_, mpf, adds) = losses(&lines, std::slice::from_ref(&falls));
        assert_eq!((mpf, adds), (cents(fee), vec![cents(fee)]), "{date}");
    }
    // Another line bore it already.
    let beside = line("ABC0000001", "2026-09-30", NUMBER)
        .no(2)
        .value("100", "0")
        .kind("11");
    let lines = [exempt("2026-09-30", "2000"), beside];
    let (_, mpf, _) = losses(&lines, std::slice::from_ref(&falls));
    assert_eq!(mpf, Cents::ZERO);
}
