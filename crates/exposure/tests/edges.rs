//! The project's own cases at the edges.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::*;
use customs::{Cents, Country, Spi};
use exposure::entry::lines_of;
use exposure::interest::{NoRate, growth, year_days};
use exposure::limitation::{Limitation, Standing};
use exposure::liquidation::{Liquidation, LossKind, Said, Stage, estimate};
use exposure::penalty::Cap;
use exposure::rates::{BookRate, Claim, Origin, RateBook, Rates, Unquantified, median};
use exposure::{Detail, Entered, Inputs, Reading, Workings, fees};
use profile::{LineIx, Profile};
use rulebook::Culpability;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

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

#[test]
fn the_limitation_day_itself_is_inside() {
    let on = |entry: &str, as_of: &str| {
        let found = Limitation::of(&PACK, Some(day(entry)), None, day(as_of)).unwrap();
        (found.standing, found.days_left)
    };
    assert_eq!(on("2021-11-24", "2026-11-24"), (Standing::Leaving, 0));
    assert_eq!(on("2021-11-23", "2026-11-24"), (Standing::FraudOnly, -1));
    assert_eq!(on("2022-05-23", "2026-11-24"), (Standing::Leaving, 180));
    assert_eq!(on("2022-05-24", "2026-11-24"), (Standing::Inside, 181));
    // Five years after a leap day end on 28 February.
    assert_eq!(on("2024-02-29", "2029-02-28"), (Standing::Leaving, 0));
    assert_eq!(on("2024-02-29", "2029-03-01"), (Standing::FraudOnly, -1));
}

#[test]
fn a_later_summary_counts_for_the_limitation() {
    let found = Limitation::of(
        &PACK,
        Some(day("2021-11-20")),
        Some(day("2021-12-03")),
        day("2026-11-24"),
    )
    .unwrap();
    assert_eq!((found.violation, found.days_left), (day("2021-12-03"), 9));
    assert_eq!(Limitation::of(&PACK, None, None, day("2026-11-24")), None);
}

#[test]
fn an_entry_past_the_window_is_in_no_total() {
    let lines = [
        line("ABC00000011", "2021-11-23", "8708.29.50").value("10000", "0"),
        line("ABC00000029", "2021-11-24", "8708.29.50").value("10000", "0"),
    ];
    let profile = profile(&lines);
    let finding = finding(
        "TRD-1:x",
        &[0, 1],
        further(&[0, 1], "0.25", "9903.88.03", "0"),
    );
    let findings = [&finding];
    let entered = Entered::default();
    let exposure = workings(&profile, &findings, &entered, "2026-11-24").summary(Detail::default());
    assert_eq!(exposure.total.readings[0].loss.amount, cents("2500"));
    assert_eq!(exposure.findings[0].outside, cents("2500"));
    assert_eq!(exposure.limitation.outside.amount, cents("2500"));
    assert_eq!(exposure.limitation.outside_entries, 1);
    assert_eq!(exposure.limitation.leaving.amount, cents("2500"));
    assert_eq!(exposure.limitation.window_from, day("2021-11-24"));
    assert_eq!(exposure.limitation.months.len(), 1);
    assert_eq!(exposure.limitation.months[0].from, day("2026-11-24"));
    assert_eq!(exposure.limitation.months[0].to, day("2026-11-30"));
}

#[test]
fn an_estimate_on_a_friday_stays_there() {
    // 314 days later: Thursday, Friday, Saturday.
    assert_eq!(estimate(&PACK, day("2024-03-29")), day("2025-02-07"));
    assert_eq!(estimate(&PACK, day("2024-03-30")), day("2025-02-07"));
    assert_eq!(estimate(&PACK, day("2024-03-31")), day("2025-02-14"));
}

fn standing(entry: &str, on: Option<&str>, status: &str, as_of: &str) -> Liquidation {
    Liquidation::of(&PACK, Some(day(entry)), on.map(day), status, day(as_of))
}

#[test]
fn the_last_day_to_protest_is_not_final() {
    let last = standing("2025-07-20", Some("2026-05-29"), "Liquidated", "2026-11-25");
    assert_eq!(
        (last.stage, last.loss),
        (Stage::Liquidated, LossKind::Potential)
    );
    assert_eq!(last.protest_until, Some(day("2026-11-25")));
    let after = standing("2025-07-20", Some("2026-05-29"), "Liquidated", "2026-11-26");
    assert_eq!((after.stage, after.loss), (Stage::Final, LossKind::Actual));
}

#[test]
fn liquidation_is_read_from_dates_then_words_then_estimated() {
    let stage = |entry, on, status| {
        let found = standing(entry, on, status, "2026-11-24");
        (found.stage, found.estimated, found.held)
    };
    // A date decides.
    assert_eq!(
        stage("2024-03-29", Some("2025-02-07"), ""),
        (Stage::Final, false, false)
    );
    assert_eq!(
        stage("2026-03-29", Some("2027-02-05"), ""),
        (Stage::Scheduled, false, false)
    );
    assert_eq!(
        stage("2026-03-29", Some("2026-11-24"), ""),
        (Stage::Liquidated, false, false)
    );
    // A suspended entry is never taken for liquidated.
    assert_eq!(
        stage("2022-03-29", None, "Suspended"),
        (Stage::Open, false, true)
    );
    assert_eq!(
        stage("2022-03-29", Some("2023-02-10"), "SUSPENDED"),
        (Stage::Open, false, true)
    );
    assert_eq!(
        stage("2025-03-29", Some("2027-01-08"), "Extended"),
        (Stage::Scheduled, false, true)
    );
    // The report is older than the date it names.
    assert_eq!(
        stage("2025-10-01", Some("2026-08-14"), "Unliquidated"),
        (Stage::Liquidated, true, false)
    );
    // No date: words, then the estimate.
    assert_eq!(
        stage("2022-03-29", None, "Unliquidated"),
        (Stage::Open, false, false)
    );
    assert_eq!(
        stage("2022-03-29", None, "Liquidated"),
        (Stage::Final, true, false)
    );
    assert_eq!(stage("2022-03-29", None, ""), (Stage::Final, true, false));
    assert_eq!(
        stage("2026-03-29", None, ""),
        (Stage::Scheduled, true, false)
    );
    let none = Liquidation::of(&PACK, None, None, "", day("2026-11-24"));
    assert_eq!(none.stage, Stage::Unknown);
    assert_eq!(
        PACK.liquidation_status.read("No change liquidation"),
        Said::Liquidated
    );
}

#[test]
fn working_days_skip_weekends_and_holidays() {
    let due = |entry: &str| PACK.deadlines.summary_due.due(day(entry), &PACK.holidays);
    // 4 July 2024 is a Thursday.
    assert_eq!(due("2024-06-28"), day("2024-07-15"));
    // Entered on a Saturday.
    assert_eq!(due("2026-03-07"), day("2026-03-20"));
}

#[test]
fn an_even_median_is_the_mean_of_the_middle() {
    assert_eq!(median(vec![dec("0.03"), dec("0.01")]), Some(dec("0.02")));
    assert_eq!(
        median(vec![dec("0.05"), dec("0.01"), dec("0.02")]),
        Some(dec("0.02"))
    );
    assert_eq!(median(Vec::new()), None);
    let once = vec![dec("0.01"), dec("0.02"), dec("0.05")];
    let twice = [once.clone(), once.clone()].concat();
    assert_eq!(median(once), median(twice));
}

fn rate_of(
    profile: &Profile,
    number: &str,
    claim: Claim,
) -> Result<(Decimal, Origin), Unquantified> {
    rate_by(profile, number, claim, None)
}

fn rate_by(
    profile: &Profile,
    number: &str,
    claim: Claim,
    book: Option<&RateBook>,
) -> Result<(Decimal, Origin), Unquantified> {
    let numbers: BTreeSet<_> = [hts(number)].into();
    let entered = BTreeMap::new();
    let rates = Rates::new(profile, &numbers, &PACK, book, &entered);
    rates
        .of(profile.line(LineIx(0)), hts(number), claim)
        .map(|rate| (rate.rate, rate.origin))
}

const PLAIN: Claim = Claim::AsFiled(None);

#[test]
fn a_rate_is_taken_from_the_nearest_month_of_the_same_era() {
    let asked = line("A0000000001", "2023-06-15", "8708.29.50")
        .origin("DE")
        .value("100", "0");
    let seen = |entry, date, duty| {
        line(entry, date, "8708.99.81")
            .origin("DE")
            .value("10000", duty)
    };
    let of = |others: &[Line]| {
        let mut lines = vec![asked.clone()];
        lines.extend_from_slice(others);
        rate_of(&profile(&lines), "8708.99.81", PLAIN)
    };
    let (near, far) = (
        seen("B1", "2023-05-31", "250"),
        seen("B2", "2023-08-01", "400"),
    );
    assert_eq!(
        of(&[near.clone(), far.clone()]),
        Ok((dec("0.025"), Origin::ObservedNear))
    );
    // Of two months equally near the earlier one.
    let after = seen("B3", "2023-07-01", "300");
    assert_eq!(
        of(&[near.clone(), after]),
        Ok((dec("0.025"), Origin::ObservedNear))
    );
    // The own month comes first, by its median.
    let own = [
        seen("B4", "2023-06-01", "100"),
        seen("B5", "2023-06-30", "200"),
    ];
    assert_eq!(
        of(&[near, own[0].clone(), own[1].clone()]),
        Ok((dec("0.015"), Origin::Observed))
    );
    assert_eq!(of(&[]), Err(Unquantified::NoRate));
    // Another origin tells nothing.
    assert_eq!(of(&[far.origin("CN")]), Err(Unquantified::NoRate));
}

#[test]
fn a_rate_is_never_taken_across_a_change() {
    // Auto parts from China, before and after Section 232 began on 3 May 2025.
    let lines = |seen: &'static str| {
        [
            line("A0000000001", "2025-05-20", "8708.29.50").value("100", "0"),
            line("B0000000001", seen, "8708.99.81").value("10000", "250"),
        ]
    };
    let of = |seen| rate_of(&profile(&lines(seen)), "8708.99.81", PLAIN);
    assert_eq!(
        of("2025-05-02"),
        Err(Unquantified::NoRate),
        "same month, other era"
    );
    assert_eq!(of("2025-05-03"), Ok((dec("0.025"), Origin::Observed)));
}

#[test]
fn lines_with_the_same_claim_come_first() {
    let lines = [
        line("A0000000001", "2023-06-15", "8708.29.50")
            .origin("MX")
            .value("100", "0")
            .spi("S"),
        line("B0000000001", "2023-06-10", "8708.99.81")
            .origin("MX")
            .value("10000", "0")
            .spi("S"),
        line("B0000000002", "2023-06-11", "8708.99.81")
            .origin("MX")
            .value("10000", "250"),
    ];
    let claim = Claim::AsFiled(Spi::parse("S").ok());
    let both = profile(&lines);
    assert_eq!(
        rate_of(&both, "8708.99.81", claim),
        Ok((dec("0"), Origin::Observed))
    );
    assert_eq!(
        rate_of(&both, "8708.99.81", Claim::Without),
        Ok((dec("0.025"), Origin::Observed))
    );
    let claimed_only = profile(&lines[..2]);
    assert_eq!(
        rate_of(&claimed_only, "8708.99.81", Claim::Without),
        Err(Unquantified::NoRate),
        "a claimed rate never stands for the rate without a claim"
    );
    let other_only = profile(&[lines[0].clone(), lines[2].clone()]);
    assert_eq!(
        rate_of(&other_only, "8708.99.81", claim),
        Ok((dec("0.025"), Origin::Observed))
    );
}

#[test]
fn a_tariff_export_comes_before_the_files() {
    let mut book = RateBook {
        name: "HTS 2026".to_owned(),
        ..RateBook::default()
    };
    let record = BookRate {
        from: Some(day("2023-01-01")),
        to: Some(day("2023-12-31")),
        general: Some(dec("0.025")),
        special: [(Spi::parse("S").unwrap(), dec("0"))].into(),
        column2: Some(dec("0.35")),
    };
    book.numbers.insert(hts("8708.99.81"), vec![record]);
    let asked = line("A0000000001", "2023-06-15", "8708.29.50")
        .value("10000", "0")
        .beside("9903.88.03", "2500");
    let of = |lines: &[Line], claim| rate_by(&profile(lines), "8708.99.81", claim, Some(&book));
    // Chapter 99 duty as filed on the line itself.
    assert_eq!(
        of(std::slice::from_ref(&asked), PLAIN),
        Ok((dec("0.275"), Origin::TariffAsFiled))
    );
    // Chapter 99 duty as seen under the other number.
    let seen = line("B0000000001", "2023-06-01", "8708.99.81")
        .value("1000", "25")
        .beside("9903.88.03", "75");
    assert_eq!(
        of(&[asked.clone(), seen], PLAIN),
        Ok((dec("0.1"), Origin::Tariff))
    );
    // Special and column 2 rates.
    let claim = Claim::AsFiled(Spi::parse("S").ok());
    let mexican = asked.clone().origin("MX").spi("S");
    assert_eq!(
        of(std::slice::from_ref(&mexican), claim),
        Ok((dec("0.25"), Origin::TariffAsFiled))
    );
    assert_eq!(
        of(&[mexican], Claim::Without),
        Ok((dec("0.275"), Origin::TariffAsFiled))
    );
    assert_eq!(
        of(&[asked.clone().origin("RU")], PLAIN),
        Ok((dec("0.6"), Origin::TariffAsFiled))
    );
    // Before its first day in column 2 the general rate counts.
    let is_column_2 = |on| {
        let russia = Country::parse("RU").unwrap();
        PACK.measures.is_column_2(russia, day(on))
    };
    assert!(!is_column_2("2022-04-08") && is_column_2("2022-04-09"));
    // Outside its dates the export says nothing.
    let mut late = asked;
    late.date = "2024-06-15";
    assert_eq!(of(&[late], PLAIN), Err(Unquantified::NoRate));
}

fn by_number(lines: &[Line]) -> (Cents, Cents) {
    let profile = profile(lines);
    let finding = finding("CLS-1:x", &[0], number(&[0], "8708.99.81", &["8708.29.50"]));
    let findings = [&finding];
    let entered = Entered::default();
    let workings = workings(&profile, &findings, &entered, "2026-11-24");
    let amounts = workings.entries()[0].amounts(Reading::Likely);
    (amounts.duty, amounts.overpaid)
}

#[test]
fn a_cent_of_rounding_is_no_loss() {
    let seen = line("B0000000001", "2023-06-01", "8708.99.81").value("10000", "250");
    let filed = |duty| line("A0000000001", "2023-06-15", "8708.29.50").value("1249.00", duty);
    // 2.5 % of 1,249.00 is 31.225.
    assert_eq!(
        by_number(&[filed("31.22"), seen.clone()]),
        (Cents::ZERO, Cents::ZERO)
    );
    assert_eq!(
        by_number(&[filed("31.23"), seen.clone()]),
        (Cents::ZERO, Cents::ZERO)
    );
    assert_eq!(
        by_number(&[filed("31.21"), seen.clone()]),
        (Cents(2), Cents::ZERO)
    );
    assert_eq!(by_number(&[filed("31.25"), seen]), (Cents::ZERO, Cents(2)));
}

#[test]
fn a_line_already_under_the_number_loses_nothing() {
    let lines = [
        line("A0000000001", "2023-06-15", "8708.99.81").value("10000", "100"),
        line("B0000000001", "2023-06-01", "8708.99.81").value("10000", "250"),
    ];
    assert_eq!(by_number(&lines), (Cents::ZERO, Cents::ZERO));
}

#[test]
fn a_file_without_duty_gives_no_amount() {
    let lines = [
        line("A0000000001", "2023-06-15", "8708.29.50").without_duty("10000"),
        line("B0000000001", "2023-06-01", "8708.99.81").without_duty("10000"),
    ];
    let profile = profile(&lines);
    let finding = finding("CLS-1:x", &[0], number(&[0], "8708.99.81", &[]));
    let findings = [&finding];
    let mut entered = Entered::default();
    let none = workings(&profile, &findings, &entered, "2026-11-24").summary(Detail::default());
    assert_eq!(none.total.readings[0].loss.amount, Cents::ZERO);
    assert_eq!(none.total.open[0].reason, Unquantified::NoDuty);
    assert_eq!(none.total.open[0].value, cents("10000"));
    // The visitor knows both rates.
    entered.numbers.insert(hts("8708.29.50"), dec("0.025"));
    entered.numbers.insert(hts("8708.99.81"), dec("0.06"));
    let some = workings(&profile, &findings, &entered, "2026-11-24").summary(Detail::default());
    assert_eq!(some.total.readings[0].loss.amount, cents("350"));
}

#[test]
fn value_and_number_together_are_worked_out_once() {
    let lines = [
        line("A0000000001", "2023-06-15", "8708.29.50").value("10000", "250"),
        line("B0000000001", "2023-06-01", "8708.99.81").value("10000", "600"),
    ];
    let profile = profile(&lines);
    let by_number = finding("CLS-1:x", &[0], number(&[0], "8708.99.81", &[]));
    let by_value = finding("VAL-1:x", &[0], values(&[(0, "12000")]));
    let findings = [&by_number, &by_value];
    let entered = Entered::default();
    let workings = workings(&profile, &findings, &entered, "2026-11-24");
    let exposure = workings.summary(Detail::default());
    // 12,000 at 6 % less 250.
    let fees = workings.entries()[0].amounts(Reading::Likely).mpf;
    assert_eq!(exposure.total.readings[0].loss.amount, cents("470") + fees);
    assert_eq!(exposure.findings[0].readings[0].loss.amount, cents("350"));
    assert_eq!(
        exposure.findings[1].readings[0].loss.amount,
        cents("50") + fees
    );
    assert_eq!(exposure.findings[0].adds.amount, cents("350"));
    assert_eq!(exposure.findings[1].adds.amount, cents("120") + fees);
}

#[test]
fn the_high_reading_takes_the_highest_number_in_use() {
    let lines = [
        line("A0000000001", "2023-06-15", "8708.29.50").value("10000", "250"),
        line("B0000000001", "2023-06-01", "8708.99.81").value("10000", "600"),
        line("B0000000002", "2023-06-02", "8708.80.65").value("10000", "900"),
    ];
    let profile = profile(&lines);
    let one = finding(
        "CLS-1:x",
        &[0],
        number(&[0], "8708.99.81", &["8708.80.65", "8708.29.50"]),
    );
    let findings = [&one];
    let entered = Entered::default();
    let total = workings(&profile, &findings, &entered, "2026-11-24")
        .summary(Detail::default())
        .total;
    assert_eq!(total.readings[0].loss.amount, cents("350"));
    assert_eq!(total.readings[1].loss.amount, cents("650"));
}

#[test]
fn without_domestic_value_the_cap_stays_open() {
    let lines = [line("A0000000001", "2025-06-15", "8708.29.50").value("10000", "0")];
    let profile = profile(&lines);
    let one = finding("TRD-1:x", &[0], further(&[0], "0.25", "9903.88.03", "0"));
    let findings = [&one];
    let mut entered = Entered::default();
    let total = workings(&profile, &findings, &entered, "2026-11-24")
        .summary(Detail::default())
        .total;
    let matrix = total.readings[0].matrix.as_ref().unwrap();
    assert_eq!(
        matrix.cap_note.as_deref(),
        Some(PACK.texts.domestic_value_cap.text.as_str())
    );
    let fraud = &matrix.row(Culpability::Fraud).unwrap().maximum;
    assert_eq!((fraud.cap, fraud.figure.as_ref()), (Cap::NotGiven, None));
    // A resale ratio caps it.
    entered.domestic_ratio = Some(dec("1.5"));
    let total = workings(&profile, &findings, &entered, "2026-11-24")
        .summary(Detail::default())
        .total;
    let matrix = total.readings[0].matrix.as_ref().unwrap();
    let fraud = &matrix.row(Culpability::Fraud).unwrap().maximum;
    assert_eq!(fraud.figure.as_ref().unwrap().amount, cents("15000"));
    let ceiling = &matrix.row(Culpability::Fraud).unwrap().guideline_high;
    assert_eq!(
        ceiling.amount,
        cents("15000"),
        "20,000 held at domestic value"
    );
}

#[test]
fn a_tender_in_the_past_counts_as_today() {
    let profile = profile(&[line("A0000000001", "2025-06-15", "8708.29.50").value("10000", "0")]);
    let one = finding("TRD-1:x", &[0], further(&[0], "0.25", "9903.88.03", "0"));
    let findings = [&one];
    let entered = Entered {
        tender: Some(day("2026-01-01")),
        ..Entered::default()
    };
    let exposure = workings(&profile, &findings, &entered, "2026-11-24").summary(Detail::default());
    assert_eq!(exposure.interest_to, day("2026-11-24"));
}

#[test]
fn lines_of_an_entry_stand_together() {
    let profile = profile(&[
        line("A0000000001", "2025-06-15", "8708.29.50").value("1", "0"),
        line("A0000000002", "2025-06-15", "8708.29.50").value("2", "0"),
        line("A0000000002", "2025-06-15", "8708.29.50")
            .no(2)
            .value("3", "0"),
        line("A0000000003", "2025-06-15", "8708.29.50").value("4", "0"),
    ]);
    assert_eq!(lines_of(&profile, LineIx(2)), 1..3);
    assert_eq!(lines_of(&profile, LineIx(0)), 0..1);
    assert_eq!(lines_of(&profile, LineIx(3)), 3..4);
}

#[test]
fn an_empty_file_has_no_exposure() {
    let profile = profile(&[]);
    let entered = Entered::default();
    let workings = Workings::new(Inputs {
        pack: &PACK,
        profile: &profile,
        findings: &[],
        book: None,
        entered: &entered,
        as_of: day("2026-11-24"),
    });
    let exposure = workings.summary(Detail::default());
    assert_eq!(exposure.total.readings[0].loss.amount, Cents::ZERO);
    assert!(exposure.total.readings[0].matrix.is_none());
    assert!(exposure.limitation.months.is_empty());
}
