//! Amounts of lines and entries, and what is in no total.

use crate::common::*;
use customs::Cents;
use exposure::entry::lines_of;
use exposure::penalty::Cap;
use exposure::rates::Unquantified;
use exposure::{Detail, Entered, Inputs, Reading, Workings};
use profile::LineIx;
use rulebook::Culpability;

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

/// Goods that a finding asks about without a loss are not the merchandise that
/// a penalty for the loss of others is held under.
#[test]
fn domestic_value_by_ratio_is_of_the_lines_that_are_short() {
    let lines = [
        line("A0000000001", "2025-06-15", "8708.29.50").value("10000", "0"),
        line("A0000000001", "2025-06-15", "8708.29.50")
            .no(2)
            .value("700000", "175000"),
        line("B0000000001", "2025-06-16", "8708.29.50").value("900000", "0"),
    ];
    let profile = profile(&lines);
    let short = finding("TRD-1:x", &[0, 1], further(&[0], "0.25", "9903.88.03", "0"));
    let asked = finding("ORG-4:x", &[0, 1, 2], triggers::finding::Effect::None);
    let findings = [&short, &asked];
    let entered = Entered {
        domestic_ratio: Some(dec("1.5")),
        ..Entered::default()
    };
    let exposure = workings(&profile, &findings, &entered, "2026-11-24").summary(Detail::default());
    for reckoning in exposure
        .total
        .readings
        .iter()
        .chain(&exposure.findings[0].readings)
    {
        let matrix = reckoning.matrix.as_ref().unwrap();
        assert_eq!(
            matrix.domestic_value.as_ref().unwrap().amount,
            cents("15000")
        );
    }
    // What the finding is about stays what it is about.
    assert_eq!(exposure.findings[0].dutiable.amount, cents("710000"));
}

/// A loss of the fee alone is a loss on the line whose claim falls.
#[test]
fn a_line_that_owes_a_fee_is_short() {
    let lines = [line("A0000000001", "2026-03-10", "8708.29.50")
        .value("20000", "0")
        .spi("S")];
    let profile = profile(&lines);
    let falls = finding(
        "PRF-1:x",
        &[0],
        triggers::finding::Effect::ClaimFalls {
            lines: vec![LineIx(0)],
        },
    );
    let findings = [&falls];
    let entered = Entered {
        domestic_ratio: Some(dec("1.5")),
        ..Entered::default()
    };
    let total = workings(&profile, &findings, &entered, "2026-11-24")
        .summary(Detail::default())
        .total;
    assert_eq!(total.readings[0].loss.amount, cents("69.28"));
    let matrix = total.readings[0].matrix.as_ref().unwrap();
    assert_eq!(
        matrix.domestic_value.as_ref().unwrap().amount,
        cents("30000")
    );
}

/// Two findings about one order ask for one deposit rate.
#[test]
fn a_deposit_rate_entered_for_two_findings_counts_once() {
    let lines = [line("A0000000001", "2025-06-15", "8708.29.50").value("10000", "0")];
    let profile = profile(&lines);
    use triggers::finding::Effect;
    // By what the effects name, whatever the findings are called.
    let scope = finding("ADC-1:x", &[0], Effect::of_order(""));
    let mixed = finding("NEW:x", &[0], Effect::of_order(""));
    let other = finding("ADC-9:x", &[0], Effect::unquantified(""));
    let findings = [&scope, &mixed, &other];
    let mut entered = Entered::default();
    entered.further.insert("ADC-1:x".to_owned(), dec("0.5"));
    entered.further.insert("NEW:x".to_owned(), dec("0.6"));
    let loss = |entered: &Entered| {
        let workings = workings(&profile, &findings, entered, "2026-11-24");
        workings.summary(Detail::default()).total.readings[0]
            .loss
            .amount
    };
    assert_eq!(loss(&entered), cents("6000"));
    entered.further.insert("ADC-9:x".to_owned(), dec("0.25"));
    assert_eq!(loss(&entered), cents("8500"));
}

/// Where several numbers carry value, or chapter 98 spares a part, the rate of
/// one number is not the line's.
#[test]
fn a_rate_of_one_number_is_not_that_of_a_line_of_several() {
    let claim = |number| {
        let filed = line("A0000000001", "2026-03-10", number).value("10000", "0");
        filed.spi("S").mpf("0")
    };
    let seen = line("B0000000001", "2026-03-11", "8205.51.30").value("10000", "370");
    let falls = |of: &[Line]| {
        let mut lines = of.to_vec();
        lines.push(seen.clone());
        let profile = profile(&lines);
        let finding = finding(
            "PRF-2:x",
            &[0],
            triggers::finding::Effect::ClaimFalls {
                lines: vec![LineIx(0)],
            },
        );
        let findings = [&finding];
        let entered = Entered::default();
        let workings = workings(&profile, &findings, &entered, "2026-11-24");
        let entry = &workings.entries()[0];
        let amounts = entry.amounts(Reading::Likely);
        let is_open = entry.open[0].contains_key(&Unquantified::ByNature);
        (amounts.duty, amounts.mpf, is_open)
    };
    let one = claim("8205.51.30");
    assert_eq!(
        falls(std::slice::from_ref(&one)),
        (cents("370"), cents("34.64"), false)
    );
    let several = [one.clone(), claim("4202.92.31")];
    assert_eq!(falls(&several), (Cents::ZERO, cents("69.28"), true));
    // Returned goods pay no fee, claim or not.
    let repaired = one.beside("9802.00.50", "0");
    assert_eq!(falls(&[repaired]), (Cents::ZERO, Cents::ZERO, true));
}

/// Goods in a warehouse or under bond: the duty stands on a later entry.
#[test]
fn an_entry_that_deposits_no_duty_loses_none() {
    for (kind, loss) in [("01", "2500"), ("31", "2500"), ("21", "0"), ("23", "0")] {
        let lines = [line("A0000000001", "2025-06-15", "8708.29.50")
            .value("10000", "0")
            .kind(kind)];
        let profile = profile(&lines);
        let one = finding("TRD-1:x", &[0], further(&[0], "0.25", "9903.88.03", "0"));
        let findings = [&one];
        let entered = Entered::default();
        let total = workings(&profile, &findings, &entered, "2026-11-24")
            .summary(Detail::default())
            .total;
        assert_eq!(total.readings[0].loss.amount, cents(loss), "{kind}");
        let open: Vec<Unquantified> = total.open.iter().map(|open| open.reason).collect();
        assert_eq!(open.contains(&Unquantified::NoDeposit), loss == "0");
    }
}

/// A file may give the date on one line of an entry alone.
#[test]
fn a_date_on_a_later_line_is_the_entrys() {
    let lines = [
        line("A0000000001", "", "8708.29.50").value("10000", "0"),
        line("A0000000001", "2025-06-16", "8708.29.50")
            .no(2)
            .value("10000", "250")
            .spi("S"),
    ];
    let profile = profile(&lines);
    let one = finding("TRD-1:x", &[0, 1], further(&[0], "0.25", "9903.88.03", "0"));
    let findings = [&one];
    let entered = Entered::default();
    let workings = workings(&profile, &findings, &entered, "2026-11-24");
    let row = workings.rows().next().unwrap();
    assert_eq!(row.date, Some(day("2025-06-16")));
    assert_eq!(row.limitation.unwrap().last, day("2030-06-16"));
    let total = workings.summary(Detail::default()).total;
    assert!(total.readings[0].interest.is_some());
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

/// The lines of a product stand by date, not as the profile has them.
#[test]
fn a_line_with_a_rate_is_not_open_wherever_it_stands() {
    let filed = |entry| line(entry, "2025-06-15", "8708.29.50").value("10000", "0");
    let lines = [
        filed("A0000000001"),
        filed("B0000000001"),
        filed("C0000000001"),
    ];
    let profile = profile(&lines);
    let by_date = further(&[1, 0], "0.25", "the old origin", "0");
    let finding = finding("ORG-1:x", &[1, 0, 2], by_date);
    let findings = [&finding];
    let entered = Entered::default();
    let workings = workings(&profile, &findings, &entered, "2026-11-24");
    let open: Vec<bool> = workings
        .entries()
        .iter()
        .map(|entry| !entry.open[0].is_empty())
        .collect();
    assert_eq!(open, [false, false, true]);
}
