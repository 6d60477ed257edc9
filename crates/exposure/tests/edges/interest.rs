//! Interest, day by day.

use crate::common::*;
use customs::Cents;
use exposure::interest::{NoRate, growth, year_days};
use rust_decimal::Decimal;

/// Days, rate and days of the year of each segment.
fn segments(from: &str, to: &str) -> Vec<(u32, Decimal, u32)> {
    let growth = growth(&PACK.interest, day(from), day(to)).unwrap();
    growth
        .segments
        .iter()
        .map(|s| (s.days, s.rate.normalize(), s.year_days))
        .collect()
}

#[test]
fn a_leap_day_bears_interest_like_any_other() {
    assert_eq!(
        segments("2024-02-28", "2024-03-01"),
        [(2, dec("0.08"), 366)]
    );
    assert_eq!(
        segments("2023-12-31", "2024-12-31"),
        [(366, dec("0.08"), 366)]
    );
    assert_eq!(
        segments("2025-02-28", "2025-03-01"),
        [(1, dec("0.07"), 365)]
    );
    assert_eq!(
        (year_days(2024), year_days(2025), year_days(2100)),
        (366, 365, 365)
    );
}

#[test]
fn a_year_end_breaks_a_segment() {
    assert_eq!(
        segments("2023-12-30", "2024-01-02"),
        [(1, dec("0.08"), 365), (2, dec("0.08"), 366)]
    );
    // The year end as the last and as the excluded day.
    assert_eq!(
        segments("2023-12-30", "2023-12-31"),
        [(1, dec("0.08"), 365)]
    );
    assert_eq!(
        segments("2023-12-31", "2024-01-01"),
        [(1, dec("0.08"), 366)]
    );
}

#[test]
fn the_day_of_a_rate_change_bears_the_new_rate() {
    assert_eq!(
        segments("2026-03-30", "2026-03-31"),
        [(1, dec("0.07"), 365)]
    );
    assert_eq!(
        segments("2026-03-31", "2026-04-01"),
        [(1, dec("0.06"), 365)]
    );
    assert_eq!(
        segments("2026-03-30", "2026-04-01"),
        [(1, dec("0.07"), 365), (1, dec("0.06"), 365)]
    );
    assert_eq!(
        segments("2026-06-30", "2026-07-01"),
        [(1, dec("0.07"), 365)],
        "the first day of the third quarter"
    );
}

#[test]
fn neighbouring_quarters_of_one_rate_are_one_segment() {
    assert_eq!(segments("2025-03-15", "2025-10-15").len(), 1);
    assert_eq!(
        segments("2023-09-30", "2024-12-31").len(),
        2,
        "split by the year end only"
    );
}

#[test]
fn nothing_accrues_on_no_days() {
    for (from, to) in [("2025-05-05", "2025-05-05"), ("2025-05-06", "2025-05-05")] {
        let growth = growth(&PACK.interest, day(from), day(to)).unwrap();
        assert!(growth.segments.is_empty());
        assert_eq!(growth.on(cents("1000000")), Some(Cents::ZERO));
    }
}

#[test]
fn a_day_before_the_first_rate_is_named() {
    assert_eq!(
        growth(&PACK.interest, day("2018-12-30"), day("2019-01-02")),
        Err(NoRate(day("2018-12-31")))
    );
    assert!(growth(&PACK.interest, day("2018-12-31"), day("2019-01-02")).is_ok());
}

#[test]
fn a_rate_that_is_carried_forward_is_provisional() {
    let past = growth(&PACK.interest, day("2026-12-01"), day("2026-12-31")).unwrap();
    assert!(!past.provisional);
    let ahead = growth(&PACK.interest, day("2026-12-01"), day("2027-01-31")).unwrap();
    assert!(ahead.provisional);
    let marks: Vec<bool> = ahead.segments.iter().map(|s| s.provisional).collect();
    assert_eq!(marks, [false, true]);
    let note = &PACK.texts.provisional_rate.text;
    let source = exposure::SourceKind::File.at("");
    let figure = ahead
        .figure(&PACK, cents("100"), source, "interest_from_due")
        .unwrap();
    assert!(figure.derivation.notes.contains(note));
    assert_eq!(figure.gap(), None);
}

/// The headline says it too, and not the parts alone.
#[test]
fn a_total_with_a_rate_carried_forward_is_provisional() {
    let profile = profile(&[line("A0000000001", "2025-06-15", "8708.29.50").value("10000", "0")]);
    let one = finding("TRD-1:x", &[0], further(&[0], "0.25", "9903.88.03", "0"));
    let findings = [&one];
    let note = &PACK.texts.provisional_rate.text;
    for (tender, is_provisional) in [("2026-12-31", false), ("2027-01-01", true)] {
        let entered = exposure::Entered {
            tender: Some(day(tender)),
            ..exposure::Entered::default()
        };
        let exposure = workings(&profile, &findings, &entered, "2026-11-24")
            .summary(exposure::Detail::default());
        let interest = exposure.total.readings[0].interest.as_ref().unwrap();
        let says = interest.derivation.notes.contains(note);
        assert_eq!(says, is_provisional, "{tender}");
    }
}
