//! A session with its files inside opens to what was put in, and one that was
//! damaged or made to do harm costs a sentence.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use assessment::container::{Container, HeldFile, Slice};
use assessment::saved::Difference;
use assessment::{Given, Session};
use customs::Day;
use rulebook::Pack;
use sample::Config;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use triggers::context::Answer;

fn container(files: &[(&str, Vec<u8>)]) -> Container {
    let session = Session::embedded().unwrap();
    let held = files.iter().map(|(name, bytes)| HeldFile {
        name: (*name).to_owned(),
        size: bytes.len() as u64,
        inspection: session
            .inspect(name, Cursor::new(bytes), bytes.len() as u64)
            .ok(),
    });
    let mut given = Given::default();
    let answer = ("CTL-1.1".to_owned(), Answer::Scale(2));
    given.answers.0.extend([answer]);
    Container {
        lookback: env!("CARGO_PKG_VERSION").to_owned(),
        pack: Pack::embedded().unwrap().header.version,
        as_of: Day::parse("2026-11-24").unwrap(),
        sample: false,
        given,
        files: held.collect(),
    }
}

fn whole(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = container(files).head().unwrap().into_bytes();
    files.iter().for_each(|(_, file)| bytes.extend(file));
    bytes
}

fn open(bytes: &[u8]) -> Result<Option<Container>, String> {
    let opened = Container::open(bytes, bytes.len() as u64)?;
    Ok(opened.map(|(head, _)| head))
}

fn files() -> Vec<(&'static str, Vec<u8>)> {
    let config = Config {
        seed: 11,
        lines: 300,
        ..Config::default()
    };
    vec![
        ("es003.csv", sample::es003_csv(&config)),
        ("notes.png", vec![0x89, b'P', b'N', b'G', b'\n', 0]),
        ("broker.csv", sample::broker_csv(&config)),
    ]
}

#[test]
fn a_session_opens_to_what_was_put_in() {
    let files = files();
    let bytes = whole(&files);
    let opened = Container::open(&bytes[..], bytes.len() as u64).unwrap();
    let (head, places) = opened.unwrap();
    assert_eq!(head, container(&files));
    assert_eq!(head.differences(&Pack::embedded().unwrap()), []);
    let assessed = |read: &dyn Fn(usize) -> Cursor<Vec<u8>>| {
        let mut session = Session::embedded().unwrap();
        for (at, held) in head.files.iter().enumerate() {
            if let Some(plan) = held.inspection.as_ref().and_then(|one| one.plan()) {
                let go = &mut |_| ControlFlow::Continue(());
                session.read(&held.name, read(at), &plan, go).unwrap();
            }
        }
        let loaded = session.finish();
        let assessment = loaded.assess(&head.given.answers, &head.given.entered, head.as_of);
        assessment.to_json().unwrap()
    };
    let outside = assessed(&|at| Cursor::new(files[at].1.clone()));
    let inside = assessed(&|at| {
        let mut slice = Slice::new(Cursor::new(&bytes), places[at].clone());
        assert_eq!(slice.size(), files[at].1.len() as u64);
        let mut file = Vec::new();
        slice.read_to_end(&mut file).unwrap();
        Cursor::new(file)
    });
    assert!(inside == outside);
}

#[test]
fn a_slice_is_read_like_a_file() {
    let mut slice = Slice::new(Cursor::new(b"..abcdef.."), 2..8);
    let mut two = [0; 2];
    slice.seek(SeekFrom::End(-2)).unwrap();
    slice.read_exact(&mut two).unwrap();
    assert_eq!(&two, b"ef");
    assert_eq!(slice.read(&mut two).unwrap(), 0);
    assert_eq!(slice.seek(SeekFrom::Start(1)).unwrap(), 1);
    slice.seek(SeekFrom::Current(1)).unwrap();
    slice.read_exact(&mut two).unwrap();
    assert_eq!(&two, b"cd");
    assert!(slice.seek(SeekFrom::End(-7)).is_err());
    assert_eq!(slice.seek(SeekFrom::Start(u64::MAX)).unwrap(), u64::MAX);
    assert_eq!(slice.read(&mut two).unwrap(), 0);
}

#[test]
fn what_is_no_session_is_left_to_the_readers() {
    for bytes in [&b""[..], b"Entry Number,HTS\n", b"LOOKBACK", &[0xff; 100]] {
        assert_eq!(open(bytes), Ok(None));
    }
}

/// Cut anywhere, a session is cut short, or is none any more.
#[test]
fn a_cut_session_is_a_sentence() {
    let bytes = whole(&[(
        "a.csv",
        b"Entry Number,HTS\nABC12345676,8708.29.50\n".to_vec(),
    )]);
    for to in 0..bytes.len() {
        match open(&bytes[..to]) {
            Ok(said) => assert!(said.is_none() && to < 17, "{to}"),
            Err(why) => is_one_sentence(&why),
        }
    }
    let said = open(&bytes[..bytes.len() - 1]).unwrap_err();
    assert_eq!(said, "This session is cut short.");
}

#[test]
fn a_session_made_to_do_harm_is_a_sentence() {
    let one = |change: &dyn Fn(&mut HeldFile)| {
        let mut container = container(&[("a.csv", b"a,b\n".to_vec()), ("b.csv", Vec::new())]);
        container.files.iter_mut().for_each(change);
        container.head().unwrap()
    };
    let head =
        |form: &str, length: &str, json: &str| format!("LOOKBACK SESSION {form} {length}\n{json}");
    let deep = "[".repeat(100_000);
    for text in [
        // Sizes that go round, past the end, or are no sizes.
        one(&|file| file.size = u64::MAX),
        one(&|file| file.size = 5),
        one(&|file| file.size = 1).replace("\"size\":1", "\"size\":-1"),
        // Lengths likewise.
        head("1", "18446744073709551616", "{}"),
        head("1", "16777217", "{}"),
        head("1", "16777216", "{}"),
        head("1", "-2", "{}"),
        head("1", "", "{}"),
        "LOOKBACK SESSION 1".to_owned(),
        // Heads that are none.
        head("1", "2", "{}"),
        head("1", "100000", &deep),
        // Another form.
        head("2", "2", "{}"),
    ] {
        is_one_sentence(&open(text.as_bytes()).unwrap_err());
    }
    let no_text = [b"LOOKBACK SESSION 1 2\n".as_slice(), &[0xff, 0xfe]].concat();
    is_one_sentence(&open(&no_text).unwrap_err());
}

/// A short line for people, without what would move a cursor.
fn is_one_sentence(why: &str) {
    assert!(
        why.starts_with("This session ") && why.ends_with('.'),
        "{why}"
    );
    assert!(why.len() < 300 && !why.contains(char::is_control), "{why}");
}

#[test]
fn what_differs_is_said() {
    let mut other = container(&[]);
    other.pack = "2020.1.0".to_owned();
    other.lookback = "0.0.0".to_owned();
    let said = other.differences(&Pack::embedded().unwrap());
    assert!(matches!(
        said.as_slice(),
        [Difference::Pack { .. }, Difference::Program { .. }]
    ));
}
