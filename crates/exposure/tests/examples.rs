//! The worked examples E1 to E13, with every intermediate figure.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::*;
use customs::Cents;
use exposure::derivation::{Draft, SourceKind};
use exposure::interest::growth;
use exposure::limitation::{Limitation, Standing};
use exposure::liquidation::{LossKind, Stage};
use exposure::penalty::{Base, Cap, Matrix, domestic_entered};
use exposure::{Detail, Entered, Figure, Reading, RuleId, fees, money};
use rulebook::Culpability::{self, Fraud, GrossNegligence, Negligence};
use triggers::finding::{DutyEffect, Effect};

fn figure(rule: RuleId, amount: &str) -> Figure {
    Draft::new(&PACK.figures, rule)
        .input("entries", 1, SourceKind::Computed)
        .value("reading", "")
        .value("count", 1)
        .amount(cents(amount))
}

fn matrix(loss: &str, dutiable: &str, interest: Option<&str>, domestic: Option<&str>) -> Matrix {
    let loss = figure(RuleId::TotalLoss, loss);
    let dutiable = figure(RuleId::DutiableValue, dutiable);
    let interest = interest.map(|amount| figure(RuleId::InterestTotal, amount));
    let domestic = domestic.map(|amount| domestic_entered(&PACK, cents(amount)));
    Matrix::of(
        &PACK,
        &Base {
            loss: &loss,
            dutiable: &dutiable,
            interest: interest.as_ref(),
            domestic: domestic.as_ref(),
        },
    )
    .unwrap()
}

/// Maximum, guideline, and both disclosure figures of a row, in dollars.
fn row(matrix: &Matrix, level: Culpability) -> [String; 5] {
    let row = matrix.row(level).unwrap();
    let show = |figure: Option<&Figure>| {
        figure.map_or_else(|| "none".to_owned(), |figure| figure.amount.to_string())
    };
    [
        show(row.maximum.figure.as_ref()),
        row.guideline_low.amount.to_string(),
        row.guideline_high.amount.to_string(),
        show(row.disclosed.as_ref()),
        show(row.disclosed_total.as_ref()),
    ]
}

/// The days, rates and factors of a span, and the product.
fn factors(from: &str, to: &str) -> (Vec<(u32, String, u32, String)>, String) {
    let growth = growth(&PACK.interest, day(from), day(to)).unwrap();
    let segments = growth
        .segments
        .iter()
        .map(|s| {
            let rate = money::percent(s.rate);
            (s.days, rate, s.year_days, money::factor(s.factor))
        })
        .collect();
    (segments, money::factor(growth.factor))
}

fn segment(days: u32, rate: &str, year: u32, factor: &str) -> (u32, String, u32, String) {
    (days, rate.to_owned(), year, factor.to_owned())
}

#[test]
fn e1_mpf_vectors() {
    for (value, date, raw, fee) in [
        ("5000", "2023-10-01", "17.32", "31.67"),
        ("5000", "2024-09-30", "17.32", "31.67"),
        ("250000", "2024-10-01", "866.00", "634.62"),
        ("100000", "2025-10-01", "346.40", "346.40"),
        ("200000", "2026-09-30", "692.80", "651.50"),
        ("9981", "2026-10-01", "34.57", "34.58"),
        ("193700", "2027-09-30", "670.98", "670.86"),
    ] {
        let year = PACK.fees.mpf_bounds(day(date)).unwrap();
        let bounded = fees::mpf(year, cents(value)).unwrap();
        assert_eq!(
            (bounded.raw, bounded.fee),
            (cents(raw), cents(fee)),
            "{value} {date}"
        );
        let figure = fees::mpf_figure(&PACK, year, cents(value), "1 line").unwrap();
        assert_eq!(figure.amount, cents(fee));
        assert_eq!(figure.gap(), None);
    }
}

#[test]
fn e2_misclassification_on_a_closed_entry() {
    // The other number is seen at 8.5 % in the same month.
    let profile = profile(&[
        line("ABC00000011", "2023-03-15", "8708.29.50")
            .value("120000", "3000")
            .liquidated("2024-01-26"),
        line("ABC00000029", "2023-03-20", "8708.99.81").value("50000", "4250"),
    ]);
    let finding = finding("CLS-1:x", &[0], number(&[0], "8708.99.81", &["8708.99.81"]));
    let findings = [&finding];
    let entered = Entered {
        tender: Some(day("2026-05-15")),
        domestic_total: Some(cents("168000")),
        ..Entered::default()
    };
    let workings = workings(&profile, &findings, &entered, "2026-05-15");
    let exposure = workings.summary(Detail::default());
    let likely = &exposure.total.readings[0];
    assert_eq!(likely.loss.amount, cents("7200.00"));
    assert_eq!(likely.actual.amount, cents("7200.00"));
    assert_eq!(likely.potential.amount, Cents::ZERO);
    assert_eq!(likely.interest.as_ref().unwrap().amount, cents("1325.30"));
    let matrix = likely.matrix.as_ref().unwrap();
    assert_eq!(
        row(matrix, Negligence),
        [
            "$14,400.00",
            "$3,600.00",
            "$14,400.00",
            "$1,325.30",
            "$8,525.30"
        ]
    );
    assert_eq!(
        row(matrix, GrossNegligence),
        [
            "$28,800.00",
            "$18,000.00",
            "$28,800.00",
            "$1,325.30",
            "$8,525.30"
        ]
    );
    assert_eq!(
        row(matrix, Fraud),
        [
            "$168,000.00",
            "$36,000.00",
            "$57,600.00",
            "$7,200.00",
            "$14,400.00"
        ]
    );

    // Every intermediate figure.
    let mpf = PACK.fees.mpf_bounds(day("2023-03-15")).unwrap();
    assert_eq!((mpf.min, mpf.max), (cents("29.66"), cents("575.35")));
    assert_eq!(
        fees::mpf(mpf, cents("120000")).unwrap().fee,
        cents("415.68")
    );
    let entry = &workings.entries()[0];
    let opened = workings.entry_figure(entry, Reading::Likely).unwrap();
    let line = &opened.derivation.parts[0];
    assert_eq!(
        line.derivation.working,
        "$10,200.00 − $3,000.00 = $7,200.00"
    );
    let duty = &line.derivation.parts[0];
    assert_eq!(duty.amount, cents("10200"));
    assert_eq!(
        duty.derivation.parts[0].derivation.working,
        "$120,000.00 × 8.5% = $10,200.00"
    );
    assert_eq!(opened.gap(), None);
    assert_eq!(
        factors("2024-01-26", "2026-05-15"),
        (
            vec![
                segment(340, "8%", 366, "1.0771393953"),
                segment(365, "7%", 365, "1.0725009832"),
                segment(90, "7%", 365, "1.0174084095"),
                segment(45, "6%", 365, "1.0074240752"),
            ],
            "1.1840696716".to_owned()
        )
    );
}

#[test]
fn e3_missed_section_301() {
    let profile = profile(&[line("ABC00000011", "2024-03-29", "8708.29.50")
        .value("80000", "0")
        .liquidated("2025-02-07")]);
    // The base rate that the filed number bears and the missing heading.
    let finding = finding("TRD-1:x", &[0], further(&[0], "0.289", "9903.88.03", "0"));
    let findings = [&finding];
    let entered = Entered {
        domestic_total: Some(cents("118000")),
        ..Entered::default()
    };
    let exposure = workings(&profile, &findings, &entered, "2026-11-24").summary(Detail::default());
    let likely = &exposure.total.readings[0];
    assert_eq!(likely.loss.amount, cents("23120.00"));
    assert_eq!(likely.interest.as_ref().unwrap().amount, cents("3028.97"));
    let matrix = likely.matrix.as_ref().unwrap();
    assert_eq!(
        row(matrix, Negligence)[..3],
        ["$46,240.00", "$11,560.00", "$46,240.00"]
    );
    assert_eq!(
        row(matrix, GrossNegligence)[..3],
        ["$92,480.00", "$57,800.00", "$92,480.00"]
    );
    assert_eq!(
        row(matrix, Fraud)[..3],
        ["$118,000.00", "$115,600.00", "$118,000.00"]
    );
    let upper = &matrix.row(Fraud).unwrap().guideline_high;
    assert_eq!(
        upper.derivation.working,
        "$23,120.00 × 8 = $184,960.00; $118,000.00"
    );
    assert_eq!(
        factors("2025-02-07", "2026-11-24"),
        (
            vec![
                segment(327, "7%", 365, "1.0647141038"),
                segment(90, "7%", 365, "1.0174084095"),
                segment(91, "6%", 365, "1.0150701006"),
                segment(147, "7%", 365, "1.0285901496"),
            ],
            "1.1310107339".to_owned()
        )
    );
}

#[test]
fn e4_assist_on_an_open_entry() {
    let profile = profile(&[line("ABC00000011", "2026-03-10", "8708.29.50")
        .value("180000", "8100")
        .mode("11")]);
    let finding = finding("VAL-1:x", &[0], values(&[(0, "200000")]));
    let findings = [&finding];
    let entered = Entered::default();
    let workings = workings(&profile, &findings, &entered, "2026-11-24");
    let entry = &workings.entries()[0];
    let amounts = entry.amounts(Reading::Likely);
    assert_eq!(amounts.duty, cents("900.00"));
    assert_eq!(amounts.mpf, cents("27.98"));
    assert_eq!(amounts.hmf, cents("25.00"));
    assert_eq!(amounts.loss(), cents("952.98"));
    assert_eq!(entry.liquidation.stage, Stage::Scheduled);
    assert_eq!(entry.liquidation.loss, LossKind::Potential);
    assert_eq!(entry.interest_from.unwrap().0, day("2026-03-24"));
    assert_eq!(amounts.interest, Some(cents("43.35")));
    let opened = workings.entry_figure(entry, Reading::Likely).unwrap();
    assert_eq!(opened.gap(), None);
    let [_, mpf, hmf] = opened.derivation.parts.as_slice() else {
        panic!("a line, MPF and HMF");
    };
    assert_eq!(mpf.derivation.working, "$651.50 − $623.52 = $27.98");
    assert_eq!(
        mpf.derivation.parts[0].derivation.working,
        "$200,000.00 × 0.3464% = $692.80, between $33.58 and $651.50: $651.50"
    );
    assert_eq!(hmf.derivation.working, "$250.00 − $225.00 = $25.00");
    assert_eq!(
        factors("2026-03-24", "2026-11-24"),
        (
            vec![
                segment(7, "7%", 365, "1.0013432384"),
                segment(91, "6%", 365, "1.0150701006"),
                segment(147, "7%", 365, "1.0285901496"),
            ],
            "1.0454935699".to_owned()
        )
    );
}

#[test]
fn e5_invalid_preference() {
    let claimed = |entry, date| {
        line(entry, date, "8708.29.50")
            .value("6000", "0")
            .origin("MX")
            .spi("S")
            .mode("30")
    };
    let mut lines = vec![
        claimed("ABC00000011", "2024-11-05"),
        claimed("ABC00000029", "2024-12-10"),
        claimed("ABC00000037", "2025-01-15"),
    ];
    // The general rate is seen on lines without a claim.
    lines.push(
        line("ABC00000045", "2024-12-02", "8708.29.50")
            .value("1000", "65")
            .origin("MX"),
    );
    let profile = profile(&lines);
    let finding = finding("PRF-1:x", &[0, 1, 2], no_claim(&[0, 1, 2]));
    let findings = [&finding];
    let entered = Entered::default();
    let workings = workings(&profile, &findings, &entered, "2026-11-24");
    for entry in workings.entries() {
        let amounts = entry.amounts(Reading::Likely);
        assert_eq!(
            (amounts.duty, amounts.mpf, amounts.hmf),
            (cents("390.00"), cents("32.71"), Cents::ZERO)
        );
        assert_eq!(amounts.loss(), cents("422.71"));
    }
    let year = PACK.fees.mpf_bounds(day("2024-11-05")).unwrap();
    assert_eq!(fees::mpf(year, cents("6000")).unwrap().raw, cents("20.78"));
    let exposure = workings.summary(Detail::default());
    assert_eq!(exposure.total.readings[0].loss.amount, cents("1268.13"));
}

#[test]
fn e6_no_revenue_loss() {
    let matrix = matrix("0", "500000", None, Some("640000"));
    assert!(!matrix.revenue_loss);
    assert_eq!(
        row(&matrix, Negligence),
        ["$100,000.00", "$25,000.00", "$100,000.00", "$0.00", "$0.00"]
    );
    assert_eq!(
        row(&matrix, GrossNegligence),
        [
            "$200,000.00",
            "$125,000.00",
            "$200,000.00",
            "$0.00",
            "$0.00"
        ]
    );
    assert_eq!(
        row(&matrix, Fraud),
        [
            "$640,000.00",
            "$250,000.00",
            "$400,000.00",
            "$50,000.00",
            "$50,000.00"
        ]
    );
}

/// The same from entries: an origin in question, both origins free.
#[test]
fn e6_from_entries() {
    let lines = [
        line("ABC00000011", "2025-03-15", "8708.29.50").value("500000", "0"),
        line("ABC00000029", "2025-03-20", "8708.29.50").value("90000", "0"),
    ];
    let profile = profile(&lines);
    let mut origin = finding("ORG-3:x", &[0], Effect::None);
    origin.duty_effect = DutyEffect::None;
    // A late summary is no statement about the goods.
    let mut late = finding("HIS-3:x", &[1], Effect::None);
    late.duty_effect = DutyEffect::None;
    let findings = [&origin, &late];
    let entered = Entered {
        domestic_ratio: Some(dec("1.28")),
        ..Entered::default()
    };
    let total = workings(&profile, &findings, &entered, "2026-11-24")
        .summary(Detail::default())
        .total;
    assert!(total.readings[0].matrix.is_none());
    let matrix = total.without_loss.unwrap();
    assert_eq!(row(&matrix, Negligence)[0], "$100,000.00");
    assert_eq!(row(&matrix, Fraud)[0], "$640,000.00");
}

#[test]
fn e7_domestic_value_cap() {
    let matrix = matrix("5000", "10000", Some("0"), Some("14000"));
    assert_eq!(row(&matrix, Negligence)[0], "$10,000.00");
    assert_eq!(row(&matrix, GrossNegligence)[0], "$14,000.00");
    assert_eq!(row(&matrix, Fraud)[0], "$14,000.00");
    let gross = &matrix.row(GrossNegligence).unwrap().maximum;
    assert_eq!(gross.cap, Cap::Applies);
    let working = &gross.figure.as_ref().unwrap().derivation.working;
    assert_eq!(working, "$5,000.00 × 4 = $20,000.00; $14,000.00");
    assert_eq!(matrix.cap_note, None);
}

#[test]
fn e8_limitation() {
    let on =
        |entry: &str| Limitation::of(&PACK, Some(day(entry)), None, day("2026-11-24")).unwrap();
    let outside = on("2021-11-20");
    assert_eq!(outside.last, day("2026-11-20"));
    assert_eq!(outside.standing, Standing::FraudOnly);
    let near = on("2021-11-30");
    assert_eq!((near.standing, near.days_left), (Standing::Leaving, 6));
    let inside = on("2022-06-01");
    assert_eq!((inside.standing, inside.days_left), (Standing::Inside, 189));
}

#[test]
fn e9_displacement() {
    let filed = line("ABC00000011", "2026-05-12", "8708.29.50")
        .value("40000", "0")
        .beside("9903.88.03", "10000")
        .beside("9903.03.01", "4000");
    let profile = profile(&[
        filed,
        // The other article bears 2.9 % + 25 % + 50 %.
        line("ABC00000029", "2026-05-20", "7326.90.86")
            .value("10000", "290")
            .beside("9903.88.03", "2500")
            .beside("9903.82.02", "5000"),
    ]);
    assert_eq!(
        profile.line(profile::LineIx(0)).duty(),
        Some(cents("14000"))
    );
    let finding_by_number = finding("CLS-1:x", &[0], number(&[0], "7326.90.86", &[]));
    let entered = Entered::default();
    let findings = [&finding_by_number];
    let by_number = workings(&profile, &findings, &entered, "2026-11-24");
    let opened = by_number
        .entry_figure(&by_number.entries()[0], Reading::Likely)
        .unwrap();
    assert_eq!(
        opened.derivation.parts[0].derivation.working,
        "$31,160.00 − $14,000.00 = $17,160.00"
    );
    assert_eq!(
        opened.derivation.parts[0].derivation.parts[0]
            .derivation
            .parts[0]
            .derivation
            .working,
        "$40,000.00 × 77.9% = $31,160.00"
    );

    // The same by the missing measure, which displaces another: gross and net.
    let finding_by_rate = finding(
        "TRD-1:x",
        &[0],
        further(&[0], "0.529", "9903.82.02", "0.10"),
    );
    let findings = [&finding_by_rate];
    let by_rate = workings(&profile, &findings, &entered, "2026-11-24");
    let opened = by_rate
        .entry_figure(&by_rate.entries()[0], Reading::Likely)
        .unwrap();
    assert_eq!(opened.amount, cents("17160.00"));
    let inputs: Vec<(&str, &str)> = opened.derivation.parts[0]
        .derivation
        .inputs
        .iter()
        .map(|input| (input.label.as_str(), input.value.as_str()))
        .collect();
    assert!(inputs.contains(&("Short before netting", "$21,160.00")));
    assert!(inputs.contains(&("Filed duty that falls away", "$4,000.00")));
}

#[test]
fn e10_interest_units() {
    let interest = |from, to| {
        growth(&PACK.interest, day(from), day(to))
            .unwrap()
            .on(cents("10000"))
            .unwrap()
    };
    assert_eq!(interest("2025-01-01", "2025-12-31"), cents("722.95"));
    assert_eq!(factors("2025-01-01", "2025-12-31").0[0].0, 364);
    assert_eq!(interest("2025-12-31", "2026-06-30"), cents("327.41"));
    let (segments, product) = factors("2025-12-31", "2026-06-30");
    let days: Vec<u32> = segments.iter().map(|segment| segment.0).collect();
    assert_eq!((days, product.as_str()), (vec![90, 91], "1.0327408566"));
}

#[test]
fn e11_offset_display() {
    let mut lines = Vec::new();
    // 40 lines short by 300 each, 25 lines over by 200 each.
    for at in 0..65u32 {
        let filed = if at < 40 {
            ("10000", "200")
        } else {
            ("10000", "700")
        };
        let entry = format!("ABC{at:07}1");
        lines.push(line(&entry, "2025-10-20", "8708.29.50").value(filed.0, filed.1));
    }
    lines.push(line("ABC99999991", "2025-10-20", "8708.99.81").value("10000", "500"));
    let profile = profile(&lines);
    let all: Vec<u32> = (0..65).collect();
    let finding = finding("CLS-1:x", &all, number(&all, "8708.99.81", &[]));
    let findings = [&finding];
    let entered = Entered::default();
    let total = workings(&profile, &findings, &entered, "2026-11-24")
        .summary(Detail::default())
        .total;
    assert_eq!(total.readings[0].loss.amount, cents("12000"));
    assert_eq!(total.overpaid.amount, cents("5000"));
    assert_eq!(total.if_offset.amount, cents("7000"));
    assert_eq!(total.overpaid.derivation.working, "25 lines: $5,000.00");
}

#[test]
fn e12_dates() {
    let deadlines = &PACK.deadlines;
    let due = |offset: &rulebook::Offset, from: &str| offset.due(day(from), &PACK.holidays);
    assert_eq!(
        due(&deadlines.psc_after_entry, "2026-02-10"),
        day("2026-12-07")
    );
    let raw = day("2026-02-10").plus(deadlines.liquidation_estimate.count);
    assert_eq!(raw, day("2026-12-21"));
    assert_eq!(
        deadlines.psc_before_liquidation.due(raw, &PACK.holidays),
        day("2026-12-06")
    );
    assert_eq!(due(&deadlines.protest, "2026-07-17"), day("2027-01-13"));
    assert_eq!(
        due(&deadlines.voluntary_reliquidation, "2026-07-17"),
        day("2026-10-15")
    );
    assert_eq!(due(&deadlines.protest, "2026-05-29"), day("2026-11-25"));
}

#[test]
fn e13_a_copy_doubles_the_loss() {
    let once = vec![
        line("ABC00000011", "2023-03-15", "8708.29.50").value("120000", "3000"),
        line("ABC00000029", "2023-03-20", "8708.99.81").value("50000", "4250"),
        line("ABC00000037", "2026-03-10", "8708.29.50")
            .value("180000", "8100")
            .mode("11"),
    ];
    let mut twice = once.clone();
    for mut copy in once.clone() {
        copy.entry = copy.entry.replace("ABC", "XYZ");
        twice.push(copy);
    }
    let total = |lines: &[Line], affected: &[u32], open: &[(u32, &str)]| {
        let profile = profile(lines);
        let number = finding("CLS-1:x", affected, number(affected, "8708.99.81", &[]));
        let value = finding("VAL-1:x", affected, values(open));
        let findings = [&number, &value];
        let entered = Entered::default();
        let exposure =
            workings(&profile, &findings, &entered, "2026-11-24").summary(Detail::default());
        exposure.total.readings[0].loss.amount
    };
    let single = total(&once, &[0], &[(2, "200000")]);
    let double = total(&twice, &[0, 3], &[(2, "200000"), (5, "200000")]);
    assert_eq!(single, cents("8152.98"));
    assert_eq!(double, single + single);
}

#[test]
fn a_question_without_a_rate_has_no_amount() {
    let profile = profile(&[line("ABC00000011", "2025-03-15", "9403.50.90").value("1000", "0")]);
    let mut scope = finding("ADC-1:x", &[0], Effect::unquantified("scope"));
    scope.duty_effect = DutyEffect::Unclear;
    let findings = [&scope];
    let mut entered = Entered::default();
    let none = workings(&profile, &findings, &entered, "2026-11-24").summary(Detail::default());
    assert_eq!(none.total.readings[0].loss.amount, Cents::ZERO);
    assert_eq!(none.total.open[0].lines, 1);
    entered.further.insert("ADC-1:x".to_owned(), dec("2.165"));
    let some = workings(&profile, &findings, &entered, "2026-11-24").summary(Detail::default());
    assert_eq!(some.total.readings[0].loss.amount, cents("2165.00"));
    assert!(some.total.open.is_empty());
}
