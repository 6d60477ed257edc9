//! Every number of an assessment says how it came about: it stands in a figure
//! that opens without a gap, or the assessment explains its place. And what the
//! explanations say is true of the sample.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use assessment::{Assessment, Given, Loaded, Session};
use customs::{Cents, Day};
use exposure::{Entered, Figure};
use sample::Config;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::ops::ControlFlow;
use triggers::context::{Answer, Answers};
use triggers::finding::{Finding, Outcome};

fn load(config: &Config) -> Loaded {
    let mut session = Session::embedded().unwrap();
    for (name, bytes) in [
        ("es003.csv", sample::messy_es003_csv(config).0),
        ("broker.csv", sample::broker_csv(config)),
        ("master.csv", sample::master_csv(config)),
    ] {
        let size = bytes.len() as u64;
        let inspection = session.inspect(name, Cursor::new(&bytes), size).unwrap();
        let plan = inspection.plan().unwrap();
        session
            .read(name, Cursor::new(&bytes), &plan, &mut |_| {
                ControlFlow::Continue(())
            })
            .unwrap();
    }
    session.finish()
}

/// Everything is answered and entered that can be.
fn given(loaded: &Loaded) -> Given {
    let mut answers = Answers::default();
    let questions = &loaded.pack().questionnaire;
    for question in &questions.controls.questions {
        answers.0.insert(question.id.clone(), Answer::Scale(1));
    }
    for request in &questions.documents.requests {
        let partly = Answer::Text("partly".to_owned());
        answers.0.insert(request.id.clone(), partly);
    }
    let noticed = Answer::Day(Day::parse("2026-11-10").unwrap());
    answers.0.insert("URG.cf28".to_owned(), noticed);
    Given {
        answers,
        entered: Entered {
            domestic_ratio: Some("1.4".parse().unwrap()),
            ..Entered::default()
        },
    }
}

fn sampled() -> (Loaded, Assessment) {
    let loaded = load(&Config {
        seed: 1,
        lines: 2_000,
        ..Config::default()
    });
    let given = given(&loaded);
    let as_of = Day::parse("2026-11-24").unwrap();
    let assessment = loaded.assess(&given.answers, &given.entered, as_of);
    (loaded, assessment)
}

/// Whether a text is a number and nothing else.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '-') && text.parse::<f64>().is_ok()
}

/// Visits every number: figures as figures, the others with their place.
fn walk(value: &Value, place: &str, visit: &mut impl FnMut(&str, Option<Figure>)) {
    match value {
        Value::Object(fields) if fields.contains_key("derivation") => {
            let figure = serde_json::from_value(value.clone()).unwrap();
            visit(place, Some(figure));
        }
        Value::Object(fields) => {
            for (name, value) in fields {
                let place = if place.is_empty() {
                    name.clone()
                } else {
                    format!("{place}.{name}")
                };
                walk(value, &place, visit);
            }
        }
        Value::Array(items) => {
            for item in items {
                walk(item, &format!("{place}.*"), visit);
            }
        }
        Value::Number(_) => visit(place, None),
        Value::String(text) if is_number(text) => visit(place, None),
        _ => {}
    }
}

/// Places of texts that look like numbers and are names or the visitor's own.
const NAMES: [&str; 7] = [
    "given", "filer", "filers", "hts", "entry", "sku", "examples",
];

#[test]
fn every_number_carries_its_derivation() {
    let (_, assessment) = sampled();
    assert!(assessment.urgent.is_some());
    let json = serde_json::to_value(&assessment).unwrap();
    let (mut figures, mut used, mut without) = (0, BTreeSet::new(), BTreeSet::new());
    walk(&json, "", &mut |place, figure| {
        if let Some(figure) = figure {
            assert_eq!(figure.gap(), None, "{place}");
            figures += 1;
            return;
        }
        let place = place.replace(".explained.", ".findings.");
        if assessment.numbers.contains_key(&place) {
            used.insert(place);
        } else if !place.split('.').any(|name| NAMES.contains(&name)) {
            without.insert(place);
        }
    });
    assert_eq!(without, BTreeSet::new(), "numbers without a derivation");
    assert!(figures > 1_000, "{figures}");
    // Nearly all explanations are needed by this one importer.
    let all = assessment.numbers.len();
    assert!(used.len() * 10 >= all * 9, "{} of {all}", used.len());
    for text in assessment.numbers.values() {
        let forbidden = &rulebook::Pack::embedded().unwrap().forbidden;
        assert_eq!(forbidden.find(text), None, "{text}");
    }
}

/// What else is asked for on demand opens as well: every entry, every finding in
/// full, the disclosure worksheet.
#[test]
fn what_is_asked_for_on_demand_opens() {
    let (loaded, assessment) = sampled();
    let findings = assessment.findings();
    let papers = loaded.papers(&assessment, &findings);
    for finding in &findings {
        let exposure = papers.finding(&finding.id).unwrap();
        for reading in &exposure.readings {
            reading.walk(&mut |figure| assert_eq!(figure.gap(), None));
        }
    }
    let workings = papers.workings();
    for entry in workings.entries() {
        for reading in exposure::Reading::ALL {
            let figure = workings.entry_figure(entry, reading).unwrap();
            assert_eq!(figure.gap(), None);
            assert_eq!(figure.amount, entry.amounts(reading).loss());
        }
    }
    for section in &papers.disclosure().paper.sections {
        for figure in section.fields.iter().filter_map(|f| f.figure.as_ref()) {
            assert_eq!(figure.gap(), None);
        }
    }
}

fn value(loaded: &Loaded, finding: &Finding) -> Cents {
    let lines = finding.lines.iter();
    lines
        .map(|ix| loaded.profile().line(*ix).value().or_zero())
        .sum()
}

/// The explanations of sums and counts, taken at their word.
#[test]
fn the_explanations_are_true() {
    let (loaded, assessment) = sampled();
    for table in &assessment.tables {
        let rows: u64 = table.classes.iter().map(|class| class.rows).sum();
        assert_eq!(rows, table.rows);
    }
    let profile = loaded.profile();
    let duty: Cents = profile.lines().filter_map(|line| line.duty()).sum();
    assert_eq!(assessment.coverage.duty, Some(duty));
    let values: Cents = profile.lines().map(|line| line.value()).sum();
    assert_eq!(assessment.coverage.value, values);
    for section in &assessment.indicators {
        let Outcome::Assessed(assessed) = &section.outcome else {
            continue;
        };
        for (finding, detail) in assessed.findings.iter().zip(&section.details) {
            let value = value(&loaded, finding);
            // Of a compliance file the part that is missing counts.
            let is_part = section.trigger == "REC-1" && finding.affected < value;
            assert!(finding.affected == value || is_part, "{}", finding.id);
            assert_eq!(detail.row_count, finding.lines.len() as u64);
            let entries: BTreeSet<u32> = finding
                .lines
                .iter()
                .map(|ix| profile.line(*ix).entry_ix())
                .collect();
            assert!(finding.span.entries as usize >= entries.len());
        }
    }
    let findings = assessment.findings();
    let papers = loaded.papers(&assessment, &findings);
    let workings = papers.workings();
    let total = &assessment.exposure.as_ref().unwrap().total;
    let inferred: Cents = findings
        .iter()
        .zip(&assessment.exposure.as_ref().unwrap().findings)
        .filter(|(finding, _)| finding.subject.evidence == products::Evidence::Inferred)
        .map(|(_, exposure)| exposure.adds.amount)
        .sum();
    assert_eq!(total.inferred, inferred);
    // No line is counted twice over all findings of a whole importer.
    let exposure = assessment.exposure.as_ref().unwrap();
    let adds: Cents = exposure.findings.iter().map(|f| f.adds.amount).sum();
    assert_eq!(adds, total.readings[0].loss.amount);
    let entries: Cents = workings
        .rows()
        .filter(|row| row.counts)
        .map(|row| row.likely.loss)
        .sum();
    assert_eq!(entries, total.readings[0].loss.amount);
    for limit in &assessment.deadlines {
        let left = limit.deadline.day.since(assessment.as_of);
        assert_eq!(limit.deadline.days_left, left);
    }
    let loss = |id: &str| {
        let at = findings.iter().position(|finding| finding.id == id);
        let of = workings.of_finding(at.unwrap());
        let share = |entry: &exposure::workings::EntryWorking| {
            let share = entry.share(at.unwrap(), exposure::Reading::Likely);
            share.map(|share| share.alone.loss()).unwrap_or_default()
        };
        of.map(share).sum::<Cents>()
    };
    for routes in &assessment.routes {
        for group in &routes.routes {
            assert!(group.loss <= loss(&routes.finding), "{}", routes.finding);
        }
    }
}
