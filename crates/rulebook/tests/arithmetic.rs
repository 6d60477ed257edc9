//! The pack's figures against what does not come from the pack: hand-worked
//! vectors, calendar rules, other tables.

#![allow(clippy::unwrap_used, reason = "a helper of a test is test code too")]

use customs::{Cents, Country, Day, EntryType, Hts, Spi};
use rulebook::{Culpability, Grade, Pack, RevisionKind};
use rust_decimal::{Decimal, RoundingStrategy};

fn pack() -> Pack {
    Pack::embedded().unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn hts(text: &str) -> Hts {
    Hts::parse(text).unwrap()
}

fn dollars(text: &str) -> Cents {
    Cents::parse(text).unwrap().unwrap()
}

#[test]
fn e1_mpf_between_its_bounds() {
    let pack = pack();
    let cases = pack.self_tests.cases("E1");
    assert_eq!(cases.len(), 6);
    for case in cases {
        let year = case.given["fiscal_year"].as_u64().unwrap();
        let value = dollars(case.given["value"].as_str().unwrap());
        let from = day(&format!("{year}-03-01"));
        let year = pack.fees.mpf_bounds(from).unwrap();
        let raw = (Decimal::from(value.0) * year.rate)
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        let raw = Cents(i64::try_from(raw.mantissa()).unwrap());
        assert_eq!(raw, dollars(case.expect["raw"].as_str().unwrap()));
        let fee = raw.max(year.min).min(year.max);
        assert_eq!(fee, dollars(case.expect["mpf"].as_str().unwrap()));
    }
}

#[test]
fn fiscal_years_turn_on_the_first_of_october() {
    let fees = pack().fees;
    let year = |text: &str| fees.mpf_bounds(day(text)).map(|year| year.fiscal_year);
    assert_eq!(year("2018-09-30"), None);
    assert_eq!(year("2018-10-01"), Some(2019));
    assert_eq!(year("2024-09-30"), Some(2024));
    assert_eq!(year("2024-10-01"), Some(2025));
    assert_eq!(year("2027-09-30"), Some(2027));
    assert_eq!(year("2027-10-01"), None);
    assert!(fees.hmf.is_owed_by("10") && fees.hmf.is_owed_by("11"));
    assert!(!fees.hmf.is_owed_by("30") && !fees.hmf.is_owed_by("40"));
    assert!(fees.spi_exempts(Spi::parse("S+").unwrap()));
    for owing in ["JO", "MA", "JP", "A", "D"] {
        assert!(!fees.spi_exempts(Spi::parse(owing).unwrap()), "{owing}");
    }
}

#[test]
fn interest_covers_every_day() {
    let interest = pack().interest;
    let mut at = day("2019-01-01");
    while at <= day("2027-12-31") {
        let period = interest.on(at).unwrap();
        assert_eq!(period.under - period.over, Decimal::new(1, 2), "{at}");
        assert_eq!(period.provisional, at > day("2026-12-31"), "{at}");
        at = at.plus(1);
    }
    assert!(interest.on(day("2018-12-31")).is_none());
    let under = |text: &str| interest.on(day(text)).unwrap().under.to_string();
    for (text, rate) in [
        ("2019-06-30", "0.06"),
        ("2020-07-01", "0.03"),
        ("2022-04-01", "0.04"),
        ("2022-09-30", "0.05"),
        ("2022-12-31", "0.06"),
        ("2023-09-30", "0.07"),
        ("2023-10-01", "0.08"),
        ("2024-12-31", "0.08"),
        ("2025-01-01", "0.07"),
        ("2026-04-01", "0.06"),
        ("2026-07-01", "0.07"),
        ("2027-02-01", "0.07"),
    ] {
        assert_eq!(under(text), rate, "{text}");
    }
}

/// The holidays by their rules, written a second time: the nth weekday of a
/// month, or a date moved off the weekend.
#[test]
fn holidays_follow_the_rules() {
    let holidays = pack().holidays;
    let weekday = |at: Day| at.date().weekday().to_monday_one_offset();
    let mut expected = Vec::new();
    for year in 2019..=2029i16 {
        for (month, on, nth) in [(1, 1, 3), (2, 1, 3), (9, 1, 1), (10, 1, 2), (11, 4, 4)] {
            let day_of = |number: i8| Day::ymd(year, month, number).unwrap();
            let first = (1..=7)
                .find(|number| weekday(day_of(*number)) == on)
                .unwrap();
            expected.push(day_of(first + 7 * (nth - 1)));
        }
        let memorial = (25..=31)
            .map(|number| Day::ymd(year, 5, number).unwrap())
            .find(|at| weekday(*at) == 1);
        expected.push(memorial.unwrap());
        let fixed = [(1, 1), (6, 19), (7, 4), (11, 11), (12, 25)];
        for (month, number) in fixed {
            if (year, month) >= (2021, 6) || month != 6 {
                let at = Day::ymd(year, month, number).unwrap();
                expected.push(match weekday(at) {
                    6 => at.plus(-1),
                    7 => at.plus(1),
                    _ => at,
                });
            }
        }
    }
    expected.retain(|at| holidays.covers(*at));
    expected.sort();
    let listed: Vec<Day> = holidays.days.iter().map(|holiday| holiday.0).collect();
    assert_eq!(listed, expected);
}

#[test]
fn working_days_step_over_weekends_and_holidays() {
    let holidays = pack().holidays;
    for (from, count, to) in [
        ("2026-03-10", 10, "2026-03-24"),
        ("2025-12-23", 1, "2025-12-24"),
        ("2025-12-23", 2, "2025-12-26"),
        ("2025-12-31", 1, "2026-01-02"),
        ("2021-12-30", 1, "2022-01-03"),
        ("2026-07-02", 1, "2026-07-06"),
        ("2026-07-06", -1, "2026-07-02"),
        ("2026-03-14", 0, "2026-03-14"),
        ("2026-03-14", 1, "2026-03-16"),
    ] {
        let due = holidays.plus_working_days(day(from), count);
        assert_eq!(due, day(to), "{from} {count:+}");
        if count > 0 {
            let between = holidays.working_days_between(day(from), due);
            assert_eq!(between, count.unsigned_abs(), "{from} to {due}");
        }
    }
    assert_eq!(
        holidays.working_days_between(day("2026-03-10"), day("2026-03-09")),
        0
    );
    assert_eq!(
        holidays.plus_working_days(day("2149-06-05"), 3),
        day("2149-06-05")
    );
}

#[test]
fn e12_limits_run_from_the_entrys_own_dates() {
    let pack = pack();
    let limits = &pack.deadlines;
    let due = |offset: &rulebook::Offset, text: &str| offset.due(day(text), &pack.holidays);
    assert_eq!(
        due(&limits.psc_after_entry, "2026-02-10"),
        day("2026-12-07")
    );
    assert_eq!(
        due(&limits.psc_before_liquidation, "2026-12-21"),
        day("2026-12-06")
    );
    assert_eq!(due(&limits.protest, "2026-07-17"), day("2027-01-13"));
    assert_eq!(due(&limits.protest, "2026-05-29"), day("2026-11-25"));
    assert_eq!(
        due(&limits.voluntary_reliquidation, "2026-07-17"),
        day("2026-10-15")
    );
    assert_eq!(due(&limits.limitation, "2021-11-20"), day("2026-11-20"));
    assert_eq!(due(&limits.limitation, "2024-02-29"), day("2029-02-28"));
    assert_eq!(due(&limits.summary_due, "2026-03-10"), day("2026-03-24"));
    assert_eq!(
        due(&limits.reconciliation_other, "2025-01-31"),
        day("2026-10-31")
    );
}

#[test]
fn liquidation_is_estimated_on_a_friday() {
    let pack = pack();
    let estimate = |text: &str| {
        pack.deadlines
            .liquidation_estimate
            .due(day(text), &pack.holidays)
    };
    assert_eq!(estimate("2023-03-15"), day("2024-01-26"));
    assert_eq!(estimate("2024-03-29"), day("2025-02-07"));
    assert_eq!(estimate("2026-02-10"), day("2026-12-25"));
    // 314 days after is itself a Friday: it stays.
    assert_eq!(estimate("2026-02-07"), day("2026-12-18"));
}

#[test]
fn shares_become_grades_at_the_steps() {
    let scoring = pack().scoring;
    for (ppm, grade) in [
        (0, Grade::Info),
        (4_999, Grade::Info),
        (5_000, Grade::Low),
        (19_999, Grade::Low),
        (20_000, Grade::Medium),
        (50_000, Grade::High),
        (99_999, Grade::High),
        (100_000, Grade::Critical),
        (u32::MAX, Grade::Critical),
    ] {
        assert_eq!(scoring.grade_of_share(ppm), grade, "{ppm}");
    }
    let band = |total: &str| scoring.band(total.parse().unwrap()).unwrap().label.as_str();
    assert_eq!(band("19.99"), "Limited indicators");
    assert_eq!(band("20"), "Some indicators");
    assert_eq!(band("64.9"), "Substantial indicators");
    assert_eq!(band("100"), "Many indicators");
    let weights: Decimal = scoring.categories.iter().map(|c| c.weight).sum();
    assert_eq!(weights, Decimal::ONE_HUNDRED);
}

#[test]
fn the_penalty_matrix() {
    let penalties = pack().penalties;
    let row = penalties.row(Culpability::GrossNegligence).unwrap();
    assert_eq!(row.loss_multiple, Some(Decimal::from(4)));
    assert_eq!(row.no_loss_share, Some(Decimal::new(40, 2)));
    let fraud = penalties.row(Culpability::Fraud).unwrap();
    assert_eq!((fraud.loss_multiple, fraud.no_loss_share), (None, None));
    assert_eq!(fraud.disclosed_loss_multiple, Decimal::ONE);
    assert!(!fraud.disclosed_interest);
}

#[test]
fn a_switch_belongs_to_the_revision_beside_it() {
    let pack = pack();
    let hs2022 = day("2022-01-27");
    let near = pack.revisions.near(day("2022-02-03"), 5, 30);
    assert_eq!(near.first().map(|revision| revision.day), Some(hs2022));
    assert_eq!(near[0].kind, RevisionKind::Major);
    assert!(
        pack.revisions
            .near(day("2022-01-22"), 5, 0)
            .iter()
            .any(|r| r.day == hs2022)
    );
    assert!(
        pack.revisions
            .near(day("2022-01-21"), 5, 0)
            .iter()
            .all(|r| r.day != hs2022)
    );
    assert!(pack.revisions.near(day("2022-03-15"), 5, 30).is_empty());
    let known = &pack.concordance;
    assert!(known.pairs(hts("8517.12.0050"), hts("8517.13.0000"), hs2022));
    assert!(known.pairs(hts("9401.30.80"), hts("9401.39.00"), hs2022));
    assert!(!known.pairs(hts("8517.13.0000"), hts("8517.12.0050"), hs2022));
    assert!(!known.pairs(hts("8517.12.0050"), hts("8517.13.0000"), day("2023-01-01")));
    assert!(known.ended(hts("8517.12.00"), hs2022));
    assert!(!known.ended(hts("8517.62.00"), hs2022));
}

#[test]
fn measures_by_number_origin_and_day() {
    let pack = pack();
    let china = Country::parse("CN").unwrap();
    let mexico = Country::parse("MX").unwrap();
    let germany = Country::parse("DE").unwrap();
    let ids = |number: &str, origin: Country, text: &str| -> Vec<String> {
        let found = pack.measures.could_apply(hts(number), origin, day(text));
        found.map(|measure| measure.id.clone()).collect()
    };
    assert!(ids("8536.50.9033", china, "2018-07-05").is_empty());
    assert_eq!(ids("8536.50.9033", china, "2018-07-06"), ["301-china-1"]);
    assert!(ids("7318.15.2000", germany, "2026-07-23").contains(&"section-122".to_owned()));
    assert!(!ids("7318.15.2000", germany, "2026-07-24").contains(&"section-122".to_owned()));
    let labor = pack.measures.get("301-forced-labor").unwrap();
    let rate = |origin: Country| labor.rates_on(day("2026-08-01"), origin).next().unwrap();
    assert_eq!(rate(mexico).rate, Some(Decimal::new(10, 2)));
    assert_eq!(rate(china).rate, Some(Decimal::new(125, 3)));
    assert_eq!(
        rate(germany).kind,
        Some(rulebook::measures::RateKind::Floor)
    );
    let declared = |filed: &str| pack.measures.declared(hts(filed)).map(|m| m.id.as_str());
    assert_eq!(declared("9903.88.03"), Some("301-china-3"));
    assert_eq!(declared("9903880300"), Some("301-china-3"));
    assert_eq!(declared("9903.01.28"), Some("ieepa"));
    assert_eq!(declared("9903.85.08"), Some("232-metals-old"));
    assert_eq!(declared("9903.82.26"), Some("232-metals"));
    assert_eq!(declared("9903.88.69"), None);
    assert!(pack.measures.exclusion(hts("9903.88.69")).is_some());
    assert!(pack.measures.exclusion(hts("9903.88.03")).is_none());
    assert!(labor.exempts(hts("9903.05.90")) && labor.exempts(hts("9903.06.21")));
    assert!(!labor.exempts(hts("9903.06.22")));
}

#[test]
fn eras_look_back_from_a_day() {
    let pack = pack();
    let within: Vec<&str> = pack
        .eras
        .within(day("2018-09-30"), 120)
        .map(|era| era.measure.as_str())
        .collect();
    assert_eq!(within, ["301-china-3", "301-china-2", "301-china-1"]);
    let era = pack.eras.within(day("2018-07-06"), 0).next().unwrap();
    let touches = |number: &str, origin: &str| {
        let origin = Country::parse(origin).unwrap();
        rulebook::Eras::touches(era, &pack.measures, hts(number), origin)
    };
    assert!(touches("8536.50.9033", "CN"));
    assert!(!touches("8536.50.9033", "VN") && !touches("6403.99.9031", "CN"));
}

#[test]
fn programmes_by_day_and_origin() {
    let pack = pack();
    let of = |code: &str| pack.programmes.of(Spi::parse(code).unwrap()).unwrap();
    assert!(of("A").on(day("2020-12-31")).is_some() && of("A").on(day("2021-01-01")).is_none());
    let agoa = of("D").on(day("2025-12-01")).unwrap();
    assert!(agoa.retroactive);
    assert!(of("D").on(day("2027-01-01")).is_none());
    assert!(of("S").on(day("2020-06-30")).is_none() && of("MX").on(day("2020-06-30")).is_some());
    assert!(of("S").admits(Country::parse("MX").unwrap()));
    assert!(!of("S").admits(Country::parse("CN").unwrap()));
    assert!(of("C").admits(Country::parse("CN").unwrap()));
}

#[test]
fn the_mark_of_adcvd_is_a_question() {
    let pack = pack();
    let china = Country::parse("CN").unwrap();
    let ids: Vec<&str> = pack
        .adcvd
        .candidates(hts("9403.50.9080"), china)
        .map(|family| family.id.as_str())
        .collect();
    assert_eq!(ids, ["bedroom-furniture"]);
    for family in &pack.adcvd.families {
        let questions = family.scope_questions.len() + pack.adcvd.scope_questions.len();
        assert!((2..=5).contains(&questions), "{}", family.id);
    }
    assert_eq!(
        pack.entry_types.name(EntryType::parse("3").unwrap()),
        Some("AD/CVD")
    );
}
