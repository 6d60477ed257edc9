//! Writes what comes of every file that other readers are tested with, as a
//! table: `cargo run --release -p intake --example corpus > docs/intake-corpus.md`
#![allow(missing_docs, unreachable_pub, dead_code)]

#[path = "../tests/suite/outcome.rs"]
mod outcome;

use intake::{Limits, Refusal};
use outcome::{Outcome, corpus, files, outcome as outcome_of};
use std::collections::BTreeMap;
use std::path::Path;

const COLUMNS: [&str; 7] = [
    "table, recognised",
    "table, columns offered for mapping",
    "empty",
    "encrypted",
    "not a spreadsheet or not read here",
    "damaged",
    "over a limit",
];

fn column(outcome: &Outcome) -> usize {
    match &outcome.result {
        Ok(read) if read.recognised => 0,
        Ok(_) => 1,
        Err(Refusal::Empty) => 2,
        Err(Refusal::Encrypted) => 3,
        Err(Refusal::TooMuch { .. }) => 6,
        Err(Refusal::Damaged { .. } | Refusal::Unreadable { .. }) => 5,
        Err(_) => 4,
    }
}

fn main() {
    let Some(folder) = corpus() else {
        eprintln!("the corpus is not there");
        return;
    };
    let pack = match rulebook::Pack::embedded() {
        Ok(pack) => pack,
        Err(_) => return,
    };
    let aliases = move |header: &str| pack.aliases.field_of(&rulebook::normalise_header(header));
    let limits = Limits::default();
    let mut counts: BTreeMap<(String, String), [usize; 7]> = BTreeMap::new();
    let mut outcomes: Vec<Outcome> = Vec::new();
    for file in files(&folder) {
        let outcome = outcome_of(&file, &aliases, &limits);
        let below = file.strip_prefix(&folder).unwrap_or(&file);
        let source = below.iter().next().unwrap_or_default();
        let form = file.extension().unwrap_or_default();
        let key = (
            source.to_string_lossy().into_owned(),
            form.to_string_lossy().to_ascii_lowercase(),
        );
        if let Some(count) = counts.entry(key).or_default().get_mut(column(&outcome)) {
            *count += 1;
        }
        outcomes.push(outcome);
    }
    println!("# What comes of other readers' test files\n");
    println!(
        "Every file that the readers named below are tested with, damaged, encrypted and hostile ones included, put through `inspect` and `read`. Written by `cargo run --release -p intake --example corpus`.\n"
    );
    println!("| source | form | files | {} |", COLUMNS.join(" | "));
    println!("|---|---|---|{}", "---|".repeat(COLUMNS.len()));
    let mut total = [0; 7];
    for ((source, form), row) in &counts {
        let cells: Vec<String> = row.iter().map(ToString::to_string).collect();
        let files: usize = row.iter().sum();
        println!("| {source} | {form} | {files} | {} |", cells.join(" | "));
        for (sum, count) in total.iter_mut().zip(row) {
            *sum += count;
        }
    }
    let cells: Vec<String> = total.iter().map(ToString::to_string).collect();
    println!(
        "| **all** | | {} | {} |\n",
        outcomes.len(),
        cells.join(" | ")
    );
    let panics = outcomes.iter().filter(|o| o.panicked).count();
    outcomes.sort_by_key(|outcome| std::cmp::Reverse(outcome.took));
    let name = |file: &Path| {
        let name = file.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    };
    println!(
        "Panics: {panics}. Peak memory of the whole run: {}.\n",
        peak()
    );
    println!("Slowest:\n");
    for outcome in outcomes.iter().take(5) {
        println!(
            "- `{}`: {:.0} ms",
            name(&outcome.file),
            outcome.took.as_secs_f64() * 1e3
        );
    }
    println!("\nRefused:\n");
    let mut refused: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for outcome in &outcomes {
        if let Err(refusal) = &outcome.result {
            let files = refused.entry(refusal.to_string()).or_default();
            files.push(name(&outcome.file));
        }
    }
    for (sentence, mut files) in refused {
        files.sort();
        files.dedup();
        let shown: Vec<String> = files.iter().take(6).map(|f| format!("`{f}`")).collect();
        let more = files.len().saturating_sub(6);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        println!("- {sentence} ({}{more})", shown.join(", "));
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
