//! The whole way over the generated sample: what was planted is found, what is
//! innocent stays silent, and neither order nor volume shows.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use assessment::{Assessment, Loaded, Session};
use customs::Day;
use exposure::Entered;
use sample::{Case, Config, Expect, Tier};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;
use triggers::Grade;
use triggers::context::Answers;
use triggers::finding::{Assessed, Finding, Outcome};

const AS_OF: &str = "2026-11-24";

fn load(files: &[(&str, Vec<u8>)]) -> Loaded {
    let mut session = Session::embedded().unwrap();
    for (name, bytes) in files {
        let size = bytes.len() as u64;
        let inspection = session.inspect(name, Cursor::new(bytes), size).unwrap();
        let plan = inspection.plan().unwrap();
        session
            .read(name, Cursor::new(bytes), &plan, &mut |_| {
                ControlFlow::Continue(())
            })
            .unwrap();
    }
    session.finish()
}

fn assess(files: &[(&str, Vec<u8>)]) -> Assessment {
    load(files).assess(
        &Answers::default(),
        &Entered::default(),
        Day::parse(AS_OF).unwrap(),
    )
}

fn config(seed: u64, lines: u32) -> Config {
    Config {
        seed,
        lines,
        ..Config::default()
    }
}

fn files(config: &Config) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("es003.csv", sample::es003_csv(config)),
        ("broker.csv", sample::broker_csv(config)),
    ]
}

fn assessed<'a>(assessment: &'a Assessment, trigger: &str) -> &'a Assessed {
    let section = assessment
        .indicators
        .iter()
        .find(|section| section.trigger == trigger)
        .unwrap();
    match &section.outcome {
        Outcome::Assessed(assessed) => assessed,
        Outcome::NotAssessed(reason) => panic!("{trigger}: {reason:?}"),
    }
}

fn is_about(finding: &Finding, case: &Case) -> bool {
    case.skus.contains(&finding.subject.label)
        || case.skus.is_empty()
            && case
                .mids
                .iter()
                .any(|mid| finding.subject.label.starts_with(mid))
}

#[test]
fn planted_cases_are_found_and_innocent_ones_are_not() {
    for (seed, lines) in [(1, 600), (2, 2_000), (3, 5_000)] {
        let config = config(seed, lines);
        let assessment = assess(&files(&config));
        let truth = sample::truth(&config);
        for trigger in ["CLS-1", "VAL-1"] {
            let result = assessed(&assessment, trigger);
            for case in truth.planted.iter().filter(|case| case.trigger == trigger) {
                let found = result
                    .findings
                    .iter()
                    .find(|finding| is_about(finding, case));
                let finding = found.unwrap_or_else(|| {
                    panic!("{} lines, seed {seed}: {} is not found", lines, case.id)
                });
                let evidence = match case.tier {
                    Tier::Exact => products::Evidence::Exact,
                    Tier::Probable => products::Evidence::Probable,
                    _ => products::Evidence::Inferred,
                };
                assert_eq!(finding.subject.evidence, evidence, "{}", case.id);
                if case.expect == Expect::Info {
                    assert_eq!(finding.grade, Grade::Info, "{}", case.id);
                }
            }
            let spoken_of: Vec<&Case> = truth
                .planted
                .iter()
                .chain(&truth.innocent)
                .filter(|case| {
                    case.trigger == trigger && case.expect == Expect::Finding
                        || case.also.contains(&trigger)
                })
                .collect();
            for finding in &result.findings {
                let may = spoken_of.iter().any(|case| is_about(finding, case));
                assert!(
                    may || finding.grade == Grade::Info,
                    "{lines} lines, seed {seed}: {trigger} speaks of {} ({})",
                    finding.subject.label,
                    finding.pattern,
                );
            }
        }
    }
}

/// The rows of a file after its header, in another order.
fn shuffled(bytes: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut rows: Vec<&str> = text.lines().collect();
    let header = rows.remove(0);
    let mut keyed: Vec<(u64, &str)> = rows
        .iter()
        .enumerate()
        .map(|(at, row)| ((at as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15), *row))
        .collect();
    keyed.sort_unstable();
    let mut out = format!("{header}\n");
    for (_, row) in keyed {
        out.push_str(row);
        out.push('\n');
    }
    out.into_bytes()
}

/// Everything but where rows stood.
fn content(assessment: &Assessment) -> String {
    let mut value = serde_json::to_value(assessment).unwrap();
    strip(&mut value);
    value.to_string()
}

fn strip(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            map.remove("row");
            map.remove("examples");
            map.values_mut().for_each(strip);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(strip),
        _ => {}
    }
}

#[test]
fn the_order_of_rows_and_files_does_not_show() {
    let config = config(4, 1_500);
    let straight = files(&config);
    let shuffled: Vec<(&str, Vec<u8>)> = straight
        .iter()
        .map(|(name, bytes)| (*name, shuffled(bytes)))
        .collect();
    assert_eq!(content(&assess(&straight)), content(&assess(&shuffled)));
}

/// The same goods again under other entry numbers: grades and score stay,
/// dollars double.
#[test]
fn volume_is_never_a_trigger() {
    let config = config(5, 1_500);
    let once = vec![("es003.csv", sample::es003_csv(&config))];
    let text = String::from_utf8(once[0].1.clone()).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    let mut twice = format!("{header}\n{rows}");
    for row in rows.lines() {
        // An entry number keeps its filer code and takes another first digit.
        let (filer, rest) = row.split_at(3);
        let (digit, rest) = rest.split_at(1);
        let other = (digit.parse::<u8>().unwrap() + 5) % 10;
        twice += &format!("{filer}{other}{rest}\n");
    }
    let one = assess(&once);
    let two = assess(&[("es003.csv", twice.into_bytes())]);
    assert_eq!(one.score, two.score);
    assert_eq!(one.coverage.value.0 * 2, two.coverage.value.0);
    let grades = |a: &Assessment| -> BTreeMap<String, Vec<(String, Grade)>> {
        a.indicators
            .iter()
            .map(|section| {
                let findings = match &section.outcome {
                    Outcome::Assessed(assessed) => assessed
                        .findings
                        .iter()
                        .map(|f| (f.id.clone(), f.grade))
                        .collect(),
                    Outcome::NotAssessed(_) => Vec::new(),
                };
                (section.trigger.clone(), findings)
            })
            .collect()
    };
    assert_eq!(grades(&one), grades(&two));
    let loss = |a: &Assessment| {
        let total = &a.exposure.as_ref().unwrap().total;
        total.readings[0].loss.amount.0
    };
    // The fee is bounded per entry, so it doubles as well.
    assert_eq!(loss(&one) * 2, loss(&two));
}

/// A workbook says the same as the text file of the same rows.
#[test]
fn a_workbook_says_the_same() {
    let config = config(9, 600);
    let text = assess(&[("es003", sample::es003_csv(&config))]);
    let workbook = assess(&[("es003", sample::es003_xlsx(&config).unwrap())]);
    assert_eq!(text.coverage, workbook.coverage);
    assert_eq!(text.score, workbook.score);
    assert_eq!(text.exposure, workbook.exposure);
}

#[test]
fn an_exact_copy_of_a_file_changes_nothing() {
    let config = config(6, 800);
    let es003 = sample::es003_csv(&config);
    let once = assess(&[("es003.csv", es003.clone())]);
    let twice = assess(&[("es003.csv", es003.clone()), ("again.csv", es003)]);
    assert_eq!(once.score, twice.score);
    assert_eq!(once.coverage.value, twice.coverage.value);
    assert_eq!(once.coverage.lines, twice.coverage.lines);
}

#[test]
fn every_row_is_accounted_for() {
    let assessment = assess(&files(&config(7, 1_000)));
    for table in &assessment.tables {
        let sum: u64 = table.classes.iter().map(|class| class.rows).sum();
        assert_eq!(sum, table.rows, "{}", table.name);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let config = config(8, 600);
    let one = assess(&files(&config)).to_json().unwrap();
    let two = assess(&files(&config)).to_json().unwrap();
    assert_eq!(one, two);
    let back: Assessment = serde_json::from_str(&one).unwrap();
    assert_eq!(back.to_json().unwrap(), one);
}
