//! The sample importer's books, and hostile files.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

pub mod engine;

use assessment::{Assessment, Loaded, Session};
use customs::Day;
use exposure::Entered;
use sample::Config;
use std::io::Cursor;
use std::ops::ControlFlow;
use triggers::context::Answers;

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub fn load(files: &[(&str, Vec<u8>)]) -> Loaded {
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

/// The sample importer's entries and product list.
pub fn importer(seed: u64, lines: u32) -> Loaded {
    let config = Config {
        seed,
        lines,
        ..Config::default()
    };
    load(&[
        ("es003.csv", sample::es003_csv(&config)),
        ("broker.csv", sample::broker_csv(&config)),
        ("master.csv", sample::master_csv(&config)),
    ])
}

pub fn assess(loaded: &Loaded, entered: &Entered) -> Assessment {
    loaded.assess(&Answers::default(), entered, day("2026-11-24"))
}
