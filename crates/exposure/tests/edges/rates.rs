//! Where a rate of duty comes from.

use crate::common::*;
use customs::{Country, Spi};
use exposure::rates::{BookRate, Claim, Origin, RateBook, Rates, Unquantified, median};
use profile::{LineIx, Profile};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

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
