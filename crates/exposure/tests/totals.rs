//! No line is counted twice, findings only ever add, order does not matter, and
//! every figure opens.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::*;
use customs::Cents;
use exposure::summary::Exposure;
use exposure::{Detail, Entered, Figure, Reading, RuleId};
use proptest::prelude::*;
use std::collections::BTreeSet;
use triggers::finding::{Effect, Finding};

const NUMBERS: [&str; 3] = ["8708.29.50", "8708.99.81", "7326.90.86"];
const RATES: [u64; 3] = [250, 600, 0];
const DATES: [&str; 4] = ["2023-06-15", "2023-07-02", "2025-10-20", "2026-03-10"];

/// An importer of up to twelve lines on up to four entries.
fn importer() -> impl Strategy<Value = Vec<Line>> {
    let line_of = (0usize..4, 0usize..3, 1u64..200_000, 0usize..2, 0usize..3);
    proptest::collection::vec(line_of, 1..12).prop_map(|lines| {
        let mut out: Vec<Line> = Vec::new();
        for (at, (entry, number, dollars, mode, spi)) in lines.into_iter().enumerate() {
            let duty = dollars * RATES[number] / 100;
            let text = |cents: u64| -> &'static str {
                Box::leak(format!("{}.{:02}", cents / 100, cents % 100).into_boxed_str())
            };
            let mut one = line(&format!("ABC000000{entry}"), DATES[entry], NUMBERS[number])
                .no(at as u16 + 1)
                .value(text(dollars * 100), text(duty))
                .mode(["40", "11"][mode]);
            if spi == 0 {
                one = one.origin("MX").spi("S");
            }
            out.push(one);
        }
        out
    })
}

/// Findings over the first lines: number, value, further rates, lost claims.
fn effects() -> impl Strategy<Value = Vec<(u8, u64)>> {
    proptest::collection::vec((0u8..8, 1u64..400_000), 1..5)
}

fn effect(kind: u8, amount: u64, lines: &[u32]) -> Effect {
    let text: &'static str = Box::leak(amount.to_string().into_boxed_str());
    match kind {
        0 => number(lines, NUMBERS[1], &NUMBERS),
        1 => number(lines, NUMBERS[0], &NUMBERS[1..]),
        2 => values(&lines.iter().map(|ix| (*ix, text)).collect::<Vec<_>>()),
        3 => further(lines, "0.25", "9903.88.03", "0.10"),
        4 => further(lines, "0.05", "9903.03.01", "0.10"),
        5 => Effect::FeeOwed {
            lines: lines.iter().copied().map(profile::LineIx).collect(),
        },
        6 => Effect::FeeSpared {
            lines: lines.iter().copied().map(profile::LineIx).collect(),
        },
        _ => no_claim(lines),
    }
}

fn findings(effects: &[(u8, u64)], count: u32) -> Vec<Finding> {
    effects
        .iter()
        .enumerate()
        .map(|(at, (kind, amount))| {
            let lines: Vec<u32> = (0..count).filter(|ix| ix % 3 != at as u32 % 4).collect();
            finding(&format!("T-{at}"), &lines, effect(*kind, *amount, &lines))
        })
        .collect()
}

fn exposure(lines: &[Line], findings: &[Finding]) -> Exposure {
    let profile = profile(lines);
    let findings: Vec<&Finding> = findings.iter().collect();
    let entered = Entered {
        domestic_ratio: Some(dec("1.4")),
        ..Entered::default()
    };
    workings(&profile, &findings, &entered, "2026-11-24").summary(Detail::default())
}

fn loss(exposure: &Exposure, reading: usize) -> Cents {
    exposure.total.readings[reading].loss.amount
}

/// What a sum's parts must come to.
fn adds_up(figure: &Figure) -> bool {
    let sums = [
        RuleId::TotalLoss,
        RuleId::FindingLoss,
        RuleId::ActualLoss,
        RuleId::PotentialLoss,
        RuleId::InterestTotal,
        RuleId::LineDuty,
    ];
    let derivation = &figure.derivation;
    if !sums.contains(&derivation.rule_id) {
        return true;
    }
    let parts: Cents = derivation.parts.iter().map(|part| part.amount).sum();
    parts + derivation.rest.map(|rest| rest.amount).unwrap_or_default() == figure.amount
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn the_same_finding_twice_changes_no_total(lines in importer(), effects in effects()) {
        let once = findings(&effects, lines.len() as u32);
        let mut twice = once.clone();
        for (at, finding) in once.iter().enumerate() {
            twice.push(Finding { id: format!("U-{at}"), ..finding.clone() });
        }
        let (once, twice) = (exposure(&lines, &once), exposure(&lines, &twice));
        for reading in 0..2 {
            prop_assert_eq!(loss(&once, reading), loss(&twice, reading));
        }
        prop_assert_eq!(once.total.overpaid.amount, twice.total.overpaid.amount);
    }

    #[test]
    fn what_findings_add_sums_to_the_total(lines in importer(), effects in effects()) {
        let all = findings(&effects, lines.len() as u32);
        let result = exposure(&lines, &all);
        let adds: Cents = result.findings.iter().map(|f| f.adds.amount).sum();
        prop_assert_eq!(adds, loss(&result, 0));
        for (at, finding) in result.findings.iter().enumerate() {
            prop_assert!(finding.adds.amount >= Cents::ZERO);
            let [likely, high] = finding.readings.as_slice() else {
                continue; // the data gives no amount
            };
            for (reading, alone) in [likely, high].into_iter().enumerate() {
                // No finding alone is above the total, and the high reading
                // is never below the likely one.
                prop_assert!(alone.loss.amount <= loss(&result, reading));
            }
            prop_assert!(likely.loss.amount <= high.loss.amount);
            // Leaving a finding out never raises the total.
            let mut others = all.clone();
            others.remove(at);
            prop_assert!(loss(&exposure(&lines, &others), 0) <= loss(&result, 0));
        }
    }

    #[test]
    fn the_order_of_findings_and_rows_does_not_matter(lines in importer(), effects in effects()) {
        let all = findings(&effects, lines.len() as u32);
        let mut turned = all.clone();
        turned.reverse();
        let mut rows = lines.clone();
        rows.reverse();
        let (a, b) = (exposure(&lines, &all), exposure(&rows, &turned));
        prop_assert_eq!(&a.total, &b.total);
        prop_assert_eq!(&a.limitation, &b.limitation);
        for finding in &a.findings {
            prop_assert!(b.findings.contains(finding));
        }
    }

    #[test]
    fn a_copy_under_new_entries_doubles_every_loss(lines in importer(), effects in effects()) {
        let count = lines.len() as u32;
        let once = exposure(&lines, &findings(&effects, count));
        let mut twice = lines.clone();
        for mut copy in lines {
            copy.entry = copy.entry.replace("ABC", "XYZ");
            twice.push(copy);
        }
        // Copies stand after the originals, so their lines are `count` later.
        let mut doubled = findings(&effects, count);
        for (finding, (kind, amount)) in doubled.iter_mut().zip(&effects) {
            let mut all: Vec<u32> = finding.lines.iter().map(|ix| ix.0).collect();
            all.extend(all.clone().iter().map(|ix| ix + count));
            finding.effect = effect(*kind, *amount, &all);
            finding.lines = all.into_iter().map(profile::LineIx).collect();
        }
        let twice = exposure(&twice, &doubled);
        for reading in 0..2 {
            prop_assert_eq!(loss(&twice, reading), loss(&once, reading) + loss(&once, reading));
        }
        prop_assert_eq!(
            twice.total.overpaid.amount,
            once.total.overpaid.amount + once.total.overpaid.amount
        );
    }

    #[test]
    fn every_figure_opens(lines in importer(), effects in effects()) {
        let result = exposure(&lines, &findings(&effects, lines.len() as u32));
        let (mut gap, mut sums) = (None, true);
        result.walk(&mut |figure| {
            gap = gap.take().or_else(|| figure.gap());
            sums &= adds_up(figure);
        });
        prop_assert_eq!(gap, None);
        prop_assert!(sums);
        let profile = profile(&lines);
        let all = findings(&effects, lines.len() as u32);
        let all: Vec<&Finding> = all.iter().collect();
        let entered = Entered::default();
        let workings = workings(&profile, &all, &entered, "2026-11-24");
        for entry in workings.entries() {
            for reading in Reading::ALL {
                let figure = workings.entry_figure(entry, reading).unwrap();
                prop_assert_eq!(figure.gap(), None);
                let parts: Cents = figure.derivation.parts.iter().map(|p| p.amount).sum();
                prop_assert_eq!(parts, figure.amount);
                figure.walk(&mut |figure| sums &= adds_up(figure));
            }
        }
        prop_assert!(sums);
        // The rows of the workbook sum to the totals of the page.
        let counted: Vec<_> = workings.rows().filter(|row| row.counts).collect();
        let summary = workings.summary(Detail::default());
        let likely: Cents = counted.iter().map(|row| row.likely.loss).sum();
        let high: Cents = counted.iter().map(|row| row.high.loss).sum();
        let interest: Cents = counted.iter().filter_map(|row| row.likely.interest).sum();
        prop_assert_eq!(likely, loss(&summary, 0));
        prop_assert_eq!(high, loss(&summary, 1));
        let shown = summary.total.readings[0].interest.as_ref().map(|figure| figure.amount);
        prop_assert_eq!(shown, Some(interest));
    }
}

#[test]
fn no_word_of_a_derivation_is_forbidden() {
    let wording = &PACK.figures;
    let rules = wording.rules.values().flat_map(|rule| {
        [&rule.title, &rule.rule, &rule.working]
            .into_iter()
            .chain(rule.inputs.values())
    });
    let all = rules
        .chain(wording.labels.values())
        .chain(wording.roundings.values())
        .chain(wording.notes.values())
        .chain(wording.readings.values())
        .chain(wording.unquantified.values())
        .chain(wording.rate_sources.values());
    for text in all {
        assert_eq!(PACK.forbidden.find(text), None, "{text}");
    }
}

#[test]
fn every_name_in_the_words_has_a_label() {
    let wording = &PACK.figures;
    let known: BTreeSet<&str> = [
        "amount", "raw", "reading", "count", "sum", "line", "entry", "measure",
    ]
    .into_iter()
    .collect();
    for (id, rule) in &wording.rules {
        for text in [&rule.title, &rule.working] {
            for name in text
                .split('{')
                .skip(1)
                .filter_map(|part| part.split('}').next())
                // A count brings its noun.
                .map(|name| name.split_once('|').map_or(name, |(count, _)| count))
            {
                assert!(
                    known.contains(name) || wording.label(*id, name) != name,
                    "{id:?}: {name}"
                );
            }
        }
    }
}

#[test]
fn an_exposure_survives_json() {
    let lines = [line("ABC00000011", "2025-06-15", "8708.29.50").value("10000", "0")];
    let all = [finding(
        "TRD-1:x",
        &[0],
        further(&[0], "0.25", "9903.88.03", "0"),
    )];
    let result = exposure(&lines, &all);
    let text = serde_json::to_string(&result).unwrap();
    assert_eq!(serde_json::from_str::<Exposure>(&text).unwrap(), result);
}
