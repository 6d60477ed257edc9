//! The terminal host writes each file that is asked for, and goes on with a
//! saved session to the same bytes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use assessment::container::{Container, HeldFile};
use assessment::{Given, Session};
use customs::Day;
use sample::Config;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("lookback-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let config = Config {
        lines: 600,
        ..Config::default()
    };
    fs::write(folder.join("es003.csv"), sample::es003_csv(&config)).unwrap();
    fs::write(folder.join("broker.csv"), sample::broker_csv(&config)).unwrap();
    folder
}

fn lookback(folder: &Path, arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_lookback"))
        .current_dir(folder)
        .args(["assess", "es003.csv", "broker.csv"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

#[test]
fn every_file_is_written() {
    let folder = folder("files");
    let answers = r#"{"answers": {"URG.audit": true}, "entered": {"domestic_ratio": "1.4"}}"#;
    fs::write(folder.join("answers.json"), answers).unwrap();
    lookback(
        &folder,
        &[
            "--as-of",
            "2026-11-24",
            "--answers",
            "answers.json",
            "--workbook",
            "book.xlsx",
            "--disclosure",
            "disclosure.xlsx",
            "--register",
            "register.xlsx",
            "--csv",
            "csv",
            "--calendar",
            "deadlines.ics",
        ],
    );
    for name in ["book.xlsx", "disclosure.xlsx", "register.xlsx"] {
        assert!(fs::read(folder.join(name)).unwrap().starts_with(b"PK"));
    }
    let calendar = fs::read_to_string(folder.join("deadlines.ics")).unwrap();
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n"));
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    assert!(calendar.matches("BEGIN:VEVENT").count() > 10);
    let entries = fs::read_to_string(folder.join("csv/entries.csv")).unwrap();
    assert!(entries.lines().count() > 10);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_session_goes_on_to_the_same_bytes() {
    let folder = folder("session");
    let first = lookback(
        &folder,
        &[
            "--as-of",
            "2026-11-24",
            "--session",
            "session.json",
            "--json",
        ],
    );
    let again = lookback(&folder, &["--resume", "session.json", "--json"]);
    assert!(first.stdout == again.stdout && !first.stdout.is_empty());
    fs::remove_dir_all(folder).unwrap();
}

/// What the page saves: its head, and after it the files.
#[test]
fn a_session_of_the_page_opens_with_its_files_inside() {
    let folder = folder("whole");
    let first = lookback(&folder, &["--as-of", "2026-11-24", "--json"]);
    let session = Session::embedded().unwrap();
    let (mut files, mut bytes) = (Vec::new(), Vec::new());
    for name in ["es003.csv", "broker.csv"] {
        let file = fs::read(folder.join(name)).unwrap();
        let size = file.len() as u64;
        files.push(HeldFile {
            name: name.to_owned(),
            size,
            inspection: session.inspect(name, Cursor::new(&file), size).ok(),
        });
        bytes.extend(file);
        fs::remove_file(folder.join(name)).unwrap();
    }
    let head = Container {
        lookback: env!("CARGO_PKG_VERSION").to_owned(),
        pack: session.pack().header.version.clone(),
        as_of: Day::parse("2026-11-24").unwrap(),
        sample: false,
        given: Given::default(),
        files,
    };
    let whole = [head.head().unwrap().as_bytes(), &bytes].concat();
    fs::write(folder.join("one.lookback"), &whole).unwrap();
    fs::write(folder.join("cut.lookback"), &whole[..whole.len() - 1]).unwrap();
    let assess = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_lookback"))
            .current_dir(&folder)
            .arg("assess")
            .args(arguments)
            .output()
            .unwrap()
    };
    for arguments in [
        ["one.lookback", "--json", "--session", "s.json"].as_slice(),
        &["--resume", "one.lookback", "--json"],
    ] {
        let again = assess(arguments);
        assert!(first.stdout == again.stdout && !first.stdout.is_empty());
        assert!(
            again.stderr.is_empty(),
            "{}",
            String::from_utf8_lossy(&again.stderr)
        );
    }
    for (arguments, says) in [
        (
            ["cut.lookback", "--json"].as_slice(),
            "cut.lookback: This session is cut short.",
        ),
        (
            &["one.lookback", "cut.lookback"],
            "one.lookback: this session holds its files; give it alone",
        ),
        (&["--resume", "s.json"], "give the files of the session"),
    ] {
        let refused = assess(arguments);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(said, format!("lookback: {says}\n"));
        assert_eq!(refused.status.code(), Some(2));
    }
    fs::remove_dir_all(folder).unwrap();
}
