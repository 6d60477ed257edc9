//! The papers behind the sample assessment: rulings look forward, the calendar
//! holds what the list of deadlines holds, the register is about the products
//! that matter, and no word of any of them is forbidden.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use assessment::{Assessment, Loaded, Session};
use customs::Day;
use exposure::{Entered, Reading};
use sample::Config;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::ops::ControlFlow;
use triggers::context::{Answer, Answers};

fn load() -> Loaded {
    let config = Config {
        seed: 1,
        lines: 1_200,
        ..Config::default()
    };
    let mut session = Session::embedded().unwrap();
    for (name, bytes) in [
        ("es003.csv", sample::es003_csv(&config)),
        ("broker.csv", sample::broker_csv(&config)),
        ("master.csv", sample::master_csv(&config)),
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

fn assess(loaded: &Loaded, answers: &Answers) -> Assessment {
    let as_of = Day::parse("2026-11-24").unwrap();
    loaded.assess(answers, &Entered::default(), as_of)
}

/// Every text of a value.
fn texts(value: &Value, visit: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => visit(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, visit)),
        Value::Object(fields) => fields.values().for_each(|item| texts(item, visit)),
        _ => {}
    }
}

#[test]
fn rulings_look_forward() {
    let loaded = load();
    let assessment = assess(&loaded, &Answers::default());
    let findings = assessment.findings();
    let papers = loaded.papers(&assessment, &findings);
    let requests = papers.ruling_requests();
    assert!(!requests.is_empty());
    let products: BTreeSet<&str> = requests.iter().map(|r| r.product.as_str()).collect();
    assert_eq!(products.len(), requests.len(), "one worksheet a product");
    for request in &requests {
        assert!(request.advice.possible);
        // The importer used several numbers, so counsel comes first.
        assert!(request.advice.counsel_first);
        let finding = findings.iter().find(|f| f.id == request.finding).unwrap();
        let age = assessment.as_of.since(finding.span.last.unwrap());
        assert!(age <= loaded.pack().route_facts.prospective_days);
    }
    for (routes, finding) in assessment.routes.iter().zip(&findings) {
        let possible = routes.ruling.as_ref().is_some_and(|ruling| ruling.possible);
        assert_eq!(papers.ruling_request(&finding.id).is_some(), possible);
    }
}

#[test]
fn the_calendar_holds_the_deadlines() {
    let loaded = load();
    let assessment = assess(&loaded, &Answers::default());
    let findings = assessment.findings();
    let calendar = loaded.papers(&assessment, &findings).calendar();
    let events = calendar.matches("BEGIN:VEVENT").count() as u64;
    assert_eq!(events, assessment.deadline_count);
    let days: Vec<Day> = assessment
        .deadlines
        .iter()
        .map(|limit| limit.deadline.day)
        .collect();
    assert!(days.is_sorted() && days[0] >= assessment.as_of);
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    let uids: BTreeSet<&str> = calendar
        .split("\r\n")
        .filter(|line| line.starts_with("UID:"))
        .collect();
    assert_eq!(uids.len() as u64, events);
}

/// The urgent path begins by facts, never by the ordinary course of entries.
#[test]
fn the_urgent_path_waits_for_a_fact() {
    let loaded = load();
    assert_eq!(assess(&loaded, &Answers::default()).urgent, None);
    let mut answers = Answers::default();
    answers
        .0
        .insert("URG.audit".to_owned(), Answer::Flag(false));
    assert_eq!(assess(&loaded, &answers).urgent, None);
    answers.0.insert("URG.audit".to_owned(), Answer::Flag(true));
    let urgent = assess(&loaded, &answers).urgent.unwrap();
    assert_eq!(urgent.causes[0].id, "URG.audit");
}

#[test]
fn the_register_and_the_worksheets_hold_what_they_say() {
    let loaded = load();
    let assessment = assess(&loaded, &Answers::default());
    let findings = assessment.findings();
    let papers = loaded.papers(&assessment, &findings);
    let files = papers.files();
    assert_eq!(files.elements.len(), files.rows[0].cells.len());
    assert_eq!(
        files.rows.len() as u64 + files.others,
        loaded.products().iter().count() as u64
    );
    let disclosure = papers.disclosure();
    let in_schedule: BTreeSet<&str> = disclosure
        .schedule
        .iter()
        .map(|row| row.entry.as_str())
        .collect();
    assert_eq!(in_schedule.len(), disclosure.schedule.len());
    // Any entry of the schedule opens, by its number in any form.
    let entry = disclosure.schedule[0].entry.as_str();
    let opened = papers.entry(entry, Reading::Likely).unwrap();
    assert_eq!(opened.amount, disclosure.schedule[0].likely.loss);
    let shown = remedies::ground::shown(entry);
    assert_eq!(papers.entry(&shown, Reading::Likely), Some(opened));

    let mut all = serde_json::to_value(&disclosure.paper).unwrap();
    let requests = serde_json::to_value(papers.ruling_requests()).unwrap();
    let readiness = serde_json::to_value(&assessment.readiness).unwrap();
    for value in [&mut all, &mut requests.clone(), &mut readiness.clone()] {
        texts(value, &mut |text| {
            assert_eq!(loaded.pack().forbidden.find(text), None, "{text}");
        });
    }
}
