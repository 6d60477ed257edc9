//! Measures what entry lines weigh in memory: the generated sample, read as any
//! file is.
//!
//! `cargo run -p assessment --example memory [LINES]`
//!
//! Prints the bytes of the store for a million rows, and what the process holds
//! for a million entry lines once they are grouped (Linux).

use intake::{Limits, Record};
use profile::{Source, Store};
use rulebook::{Pack, normalise_header};
use sample::Config;
use std::error::Error;
use std::io::Cursor;
use std::ops::ControlFlow;

fn main() -> Result<(), Box<dyn Error>> {
    let lines = std::env::args().nth(1).map_or(Ok(100_000), |n| n.parse())?;
    let config = Config {
        lines,
        ..Config::default()
    };
    let pack = Pack::embedded().map_err(|errors| format!("{errors:?}"))?;
    let aliases = |header: &str| pack.aliases.field_of(&normalise_header(header));
    let limits = Limits::default();
    let mut store = Store::default();
    let files = [
        ("es003.csv", sample::es003_csv(&config)),
        ("broker.csv", sample::broker_csv(&config)),
    ];
    for (name, bytes) in files {
        let size = bytes.len() as u64;
        let plan = intake::inspect(name, Cursor::new(&bytes), size, &aliases, &limits)
            .map_err(|refusal| format!("{refusal:?}"))?
            .plan()
            .ok_or("no table")?;
        let table = store.source(Source {
            name: name.to_owned(),
            grain: plan.grain,
        });
        let mut sink = |record: Record<'_>| {
            if let Record::Entry(row) = record {
                store.push(table, row);
            }
        };
        intake::read(
            Cursor::new(&bytes),
            &plan,
            table,
            &limits,
            &mut sink,
            &mut |_| ControlFlow::Continue(()),
        )
        .map_err(|refusal| format!("{refusal:?}"))?;
    }
    let (rows, bytes) = (store.len(), store.bytes());
    println!("{rows} rows: {:.0} MB a million", per_million(bytes, rows));
    let profile = store.finish();
    let held = resident().unwrap_or_default();
    println!(
        "{} entry lines: the process holds {:.0} MB a million",
        profile.len(),
        per_million(held, profile.len())
    );
    Ok(())
}

fn per_million(bytes: usize, count: usize) -> f64 {
    bytes as f64 / count.max(1) as f64
}

/// Resident memory of the process, in bytes, where the system tells it.
fn resident() -> Option<usize> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    let resident: usize = pages.split_whitespace().nth(1)?.parse().ok()?;
    Some(resident * 4096)
}
