//! A saved session resumes exactly.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use assessment::saved::{Difference, Match, SavedFile, sha256};
use assessment::{Given, Saved, Session};
use customs::{Cents, Day};
use exposure::Entered;
use intake::TableKind;
use products::{Choices, Pair};
use rulebook::Pack;
use sample::Config;
use std::io::Cursor;
use std::ops::ControlFlow;
use triggers::context::{Answer, Answers};

type Files = Vec<(&'static str, Vec<u8>)>;

fn files() -> Files {
    let config = Config {
        seed: 11,
        lines: 600,
        ..Config::default()
    };
    vec![
        ("es003.csv", sample::es003_csv(&config)),
        ("broker.csv", sample::broker_csv(&config)),
        ("master.csv", sample::master_csv(&config)),
    ]
}

fn given() -> Given {
    Given {
        answers: Answers(
            [("CTL-1.1".to_owned(), Answer::Scale(2))]
                .into_iter()
                .collect(),
        ),
        entered: Entered {
            domestic_total: Some(Cents::dollars(250_000)),
            tender: Day::parse("2027-01-15").ok(),
            ..Entered::default()
        },
    }
}

fn choices() -> Choices {
    Choices {
        ignore_revisions: true,
        accepted: vec![Pair("TX-4100".to_owned(), "FU-1420".to_owned())],
        split: Vec::new(),
    }
}

/// What a host does the first time, and the session that it saves.
fn first(files: &Files, as_of: Day) -> (String, Saved) {
    let mut session = Session::embedded().unwrap().with_choices(choices());
    let mut saved = Vec::new();
    for (name, bytes) in files {
        let size = bytes.len() as u64;
        let mut inspection = session.inspect(name, Cursor::new(bytes), size).unwrap();
        // A visitor's own correction of the mapping: one column is passed over.
        let table = &mut inspection.tables[0];
        let last = table.columns.iter_mut().rev().find(|c| c.field.is_some());
        last.unwrap().field = None;
        let plan = inspection.plan().unwrap();
        session
            .read(name, Cursor::new(bytes), &plan, &mut |_| {
                ControlFlow::Continue(())
            })
            .unwrap();
        saved.push(SavedFile {
            name: (*name).to_owned(),
            size,
            sha256: sha256(&bytes[..]).unwrap(),
            plan,
        });
    }
    let loaded = session.finish();
    let given = given();
    let assessment = loaded.assess(&given.answers, &given.entered, as_of);
    let saved = Saved::new(loaded.pack(), as_of, saved, given, choices());
    (assessment.to_json().unwrap(), saved)
}

#[test]
fn a_saved_session_resumes_exactly() {
    let as_of = Day::parse("2026-11-24").unwrap();
    let files = files();
    let (before, saved) = first(&files, as_of);
    let text = saved.to_json().unwrap();
    // Nothing of the files is in it but names, headers and hashes.
    for (_, bytes) in &files {
        let row = std::str::from_utf8(bytes).unwrap().lines().nth(1).unwrap();
        assert!(!text.contains(row));
    }

    let saved = Saved::from_json(&text).unwrap();
    assert_eq!(saved.differences(&Pack::embedded().unwrap()), []);
    let mut session = Session::embedded()
        .unwrap()
        .with_choices(saved.choices.clone());
    for (name, bytes) in &files {
        let Match::Same(plans) = saved.matching("renamed.csv", &sha256(&bytes[..]).unwrap()) else {
            unreachable!("{name} is the session's");
        };
        for plan in plans {
            session
                .read(name, Cursor::new(bytes), plan, &mut |_| {
                    ControlFlow::Continue(())
                })
                .unwrap();
        }
    }
    let loaded = session.finish();
    let after = loaded.assess(&saved.given.answers, &saved.given.entered, saved.as_of);
    assert!(after.to_json().unwrap() == before);
}

#[test]
fn what_differs_is_said() {
    let as_of = Day::parse("2026-11-24").unwrap();
    let (_, mut saved) = first(&files(), as_of);
    assert!(matches!(
        saved.matching("es003.csv", "0"),
        Match::Changed(_)
    ));
    assert_eq!(saved.matching("new.csv", "0"), Match::Other);
    saved.pack.version = "2020.1.0".to_owned();
    let differences = saved.differences(&Pack::embedded().unwrap());
    assert!(matches!(differences.as_slice(), [Difference::Pack { .. }]));
    assert!(
        differences
            .first()
            .unwrap()
            .to_string()
            .contains("2020.1.0")
    );
}

/// The page knows a session file when it is dropped among the others.
#[test]
fn a_session_file_is_recognised() {
    let as_of = Day::parse("2026-11-24").unwrap();
    let (_, saved) = first(&files(), as_of);
    let bytes = saved.to_json().unwrap().into_bytes();
    let session = Session::embedded().unwrap();
    let size = bytes.len() as u64;
    let inspection = session
        .inspect("lookback-session.json", Cursor::new(bytes), size)
        .unwrap();
    assert_eq!(inspection.tables.first().unwrap().kind, TableKind::Session);
}
