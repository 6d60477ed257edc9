//! Files made to do harm. Each ends in a table or in one sentence, within five
//! seconds and 512 MiB, which this program's allocator counts.
//!
//! The sizes here are what a build without optimisation reads in that time; the
//! full ones, forty million cells and the like, are ignored here and run by
//! `cargo xtask soak hostile` in a release build.
//!
//! With `LOOKBACK_HOSTILE` every file is also written into the folder of that
//! name: `cargo xtask soak browser` drops the same files on the page.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod archive;
mod compound;
mod many;
mod names;
mod text;
mod workbook;

use intake::{Limits, Refusal, inspect, read};
use peak_alloc::PeakAlloc;
use profile::SourceIx;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// One at a time, since memory is counted for the whole program.
static TURN: Mutex<()> = Mutex::new(());

const PATIENCE: Duration = Duration::from_secs(5);
const MEGABYTES: f32 = 512.0;

/// Reads a file to its end, if it is one, and holds it to the bounds. Returns
/// the rows of the table or the sentence of the refusal.
fn survive(name: &str, bytes: &[u8]) -> Result<u64, String> {
    let _turn = TURN.lock().unwrap_or_else(|held| held.into_inner());
    if let Some(folder) = std::env::var_os("LOOKBACK_HOSTILE") {
        write(folder.as_ref(), name, bytes);
    }
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage_as_mb();
    let start = Instant::now();
    let outcome = through(name, bytes);
    let took = start.elapsed();
    let peak = MEMORY.peak_usage_as_mb() - before;
    println!("{name}: {took:?}, {peak:.0} MB, {outcome:?}");
    assert!(took < PATIENCE, "{name} took {took:?}");
    assert!(peak < MEGABYTES, "{name} took {peak} MB");
    outcome.map_err(|refusal| {
        let sentence = refusal.to_string();
        assert!(
            sentence.ends_with('.') && !sentence.contains('\n'),
            "{name}: {sentence}"
        );
        sentence
    })
}

/// Writes a file for the browser, under a name that any disk takes.
fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let plain = name.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let workbook = bytes
        .windows(14)
        .take(1 << 12)
        .any(|part| part == b"[Content_Types" || part == b"xl/workbook.xm");
    let kind = match (bytes.starts_with(b"PK"), workbook) {
        (true, true) => "xlsx",
        (true, false) => "zip",
        (false, _) if bytes.starts_with(&[0xD0, 0xCF]) => "xls",
        (false, _) => "csv",
    };
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join(format!("{plain}.{kind}")), bytes).unwrap();
}

fn through(name: &str, bytes: &[u8]) -> Result<u64, Refusal> {
    static PACK: std::sync::LazyLock<rulebook::Pack> =
        std::sync::LazyLock::new(|| rulebook::Pack::embedded().unwrap());
    let aliases = |header: &str| PACK.aliases.field_of(&rulebook::normalise_header(header));
    let limits = Limits::default();
    let size = bytes.len() as u64;
    let inspection = inspect(name, Cursor::new(bytes), size, &aliases, &limits)?;
    let Some(plan) = inspection.plan() else {
        return Ok(0);
    };
    let report = read(
        Cursor::new(bytes),
        &plan,
        SourceIx(0),
        &limits,
        &mut |_| {},
        &mut |_| ControlFlow::Continue(()),
    )?;
    let classes: u64 = report.counts.iter().sum();
    assert_eq!(classes, report.rows, "{name}: every row is in one class");
    Ok(report.rows)
}

/// The file cut off at every hundredth of its length.
fn survive_cuts(name: &str, bytes: &[u8]) {
    for hundredth in 0..100 {
        let end = bytes.len() * hundredth / 100;
        let _ = survive(&format!("{hundredth} % of {name}"), &bytes[..end]);
    }
}

const HEADER: &str = "Entry Summary Number,Entry Summary Line Number,HTS Number - Full,\
    Line Goods Value Amount,Entry Date,Country of Origin Code";
const LINE: &str = "ABC12345676,1,8471300100,\"$1,000.00\",01/05/2024,VN";
