//! How fast a file is read, and how much memory that takes:
//! `cargo run --release -p intake --example measure -- FILE...`
#![allow(clippy::unwrap_used, clippy::expect_used)]

use intake::{Limits, Record, RowClass, inspect, read};
use profile::SourceIx;
use std::fs::File;
use std::ops::ControlFlow;
use std::time::Instant;

fn main() {
    let pack = rulebook::Pack::embedded().expect("the embedded pack is valid");
    let aliases = move |header: &str| pack.aliases.field_of(&rulebook::normalise_header(header));
    let limits = Limits::default();
    for path in std::env::args().skip(1) {
        let file = File::open(&path).expect("a file that can be opened");
        let size = file.metadata().expect("a size").len();
        let start = Instant::now();
        let inspection = match inspect(&path, &file, size, &aliases, &limits) {
            Ok(inspection) => inspection,
            Err(refusal) => {
                println!("{path}: {refusal}");
                continue;
            }
        };
        let inspected = start.elapsed();
        let plan = inspection.plan().expect("a table");
        let start = Instant::now();
        let (mut records, mut value) = (0u64, 0i64);
        let report = read(
            &file,
            &plan,
            SourceIx(0),
            &limits,
            &mut |record| {
                records += 1;
                if let Record::Entry(row) = record {
                    value = value.wrapping_add(row.value.map_or(0, |cents| cents.0));
                }
            },
            &mut |_| ControlFlow::Continue(()),
        )
        .expect("a table that can be read");
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{path}: {:?}, {} rows, {} used, {records} records, {:.1} MB; inspected in {:.1} ms, read in {seconds:.3} s: {:.0} rows/s, {:.0} MB/s; peak {}",
            report.kind,
            report.rows,
            report.count(RowClass::Used),
            size as f64 / 1e6,
            inspected.as_secs_f64() * 1e3,
            report.rows as f64 / seconds,
            size as f64 / 1e6 / seconds,
            peak(),
        );
        for issue in &report.issues {
            println!(
                "  {:?} {:?}: {}",
                issue.cause,
                issue.column,
                issue.rows.count()
            );
        }
    }
}

/// The most memory this process has held, where the system tells.
fn peak() -> String {
    std::fs::read_to_string("/proc/self/status")
        .unwrap_or_default()
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .map_or_else(|| "unknown".into(), |kb| kb.trim().to_owned())
}
