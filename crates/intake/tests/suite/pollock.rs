//! The file-level pollutions of the Pollock benchmark, scored by its own
//! measures: success, and precision, recall and F1 of the header, the records
//! and the cells, each from 0 to 1. Shared by the test and by the command that
//! writes the table.
//!
//! The reader is told nothing: the benchmark gives its systems the dialect of
//! each file. Texts are compared as they stand, where the benchmark also lets
//! numbers and dates be written differently.

use intake::{Aliases, Limits, Refusal, RowClass, RowRanges, copy_rows, inspect, read};
use profile::SourceIx;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A table: a header, and records of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub header: Vec<String>,
    pub records: Vec<Vec<String>>,
}

/// The F1 of header, records and cells, and success.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measures {
    pub success: f64,
    pub header: [f64; 3],
    pub records: [f64; 3],
    pub cells: [f64; 3],
}

impl Measures {
    /// The benchmark's simple score of one file, at most 10.
    pub fn score(&self) -> f64 {
        let sum = |of: [f64; 3]| of.iter().sum::<f64>();
        self.success + sum(self.header) + sum(self.records) + sum(self.cells)
    }
}

/// The folder of the benchmark's files, if it is there.
pub fn folder() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("../../../shared/data/spreadsheets/pollock");
    folder.is_dir().then_some(folder)
}

/// The names of the polluted files.
pub fn names(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder.join("csv"));
    let mut names: Vec<String> = files
        .into_iter()
        .flatten()
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// Whether the file has a header, by the benchmark's own parameters.
fn has_header(folder: &Path, name: &str) -> bool {
    let parameters = folder.join(format!("parameters/{name}_parameters.json"));
    let text = std::fs::read_to_string(parameters).unwrap_or_default();
    let parameters: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    parameters
        .get("header_lines")
        .and_then(serde_json::Value::as_u64)
        != Some(0)
}

/// The clean version of a file.
pub fn clean(folder: &Path, name: &str) -> Table {
    let bytes = std::fs::read(folder.join("clean").join(name)).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(&bytes[..]);
    let mut records: Vec<Vec<String>> = reader
        .records()
        .flatten()
        .map(|record| record.iter().map(str::to_owned).collect())
        .collect();
    let header = if has_header(folder, name) && !records.is_empty() {
        records.remove(0)
    } else {
        Vec::new()
    };
    Table { header, records }
}

/// What the reader makes of a polluted file.
pub fn loaded(folder: &Path, name: &str, aliases: &dyn Aliases) -> Result<Table, Refusal> {
    let bytes = std::fs::read(folder.join("csv").join(name)).unwrap_or_default();
    let (size, limits) = (bytes.len() as u64, Limits::default());
    let inspection = inspect(name, Cursor::new(&bytes), size, aliases, &limits)?;
    let mut table = Table::default();
    let Some(plan) = inspection.plan() else {
        return Ok(table);
    };
    let columns = inspection
        .tables
        .first()
        .map(|table| &table.columns[..])
        .unwrap_or_default();
    table.header = columns.iter().map(|column| column.header.clone()).collect();
    if plan.header.is_none() {
        table.header.clear();
    }
    let report = read(
        Cursor::new(&bytes),
        &plan,
        SourceIx(0),
        &limits,
        &mut |_| {},
        &mut |_| ControlFlow::Continue(()),
    )?;
    let apart: Vec<&RowRanges> = report
        .set_aside
        .iter()
        .filter(|(class, _)| !matches!(class, RowClass::Used | RowClass::Unusable))
        .map(|(_, rows)| rows)
        .collect();
    let mut all = RowRanges::default();
    all.push_range(1, u32::try_from(report.rows).unwrap_or(u32::MAX));
    copy_rows(
        Cursor::new(&bytes),
        &plan,
        &all,
        &limits,
        &mut |row, cells| {
            if !apart.iter().any(|rows| rows.contains(row)) {
                table
                    .records
                    .push(cells.iter().map(|c| (*c).to_owned()).collect());
            }
        },
    )?;
    Ok(table)
}

fn counts(texts: impl Iterator<Item = String>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_insert(0) += 1;
    }
    counts
}

fn measures(source: Vec<String>, loaded: Vec<String>) -> [f64; 3] {
    if source.is_empty() {
        return [1.0; 3];
    }
    let (all, got) = (source.len() as f64, loaded.len() as f64);
    let (source, loaded) = (counts(source.into_iter()), counts(loaded.into_iter()));
    let both: usize = source
        .iter()
        .map(|(text, count)| loaded.get(text).map_or(0, |other| *count.min(other)))
        .sum();
    if both == 0 {
        return [0.0; 3];
    }
    let (precision, recall) = (both as f64 / all, both as f64 / got);
    [
        precision,
        recall,
        precision * recall / (precision + recall) * 2.0,
    ]
}

/// The benchmark's measures of a loaded table against the clean one.
pub fn measure(source: &Table, loaded: &Result<Table, Refusal>) -> Measures {
    let empty = Table::default();
    let loaded = match loaded {
        Ok(table) => table,
        // A file without a byte is said to have no rows, which is what its
        // clean version has.
        Err(Refusal::Empty) if *source == empty => &empty,
        Err(_) => return Measures::default(),
    };
    let record = |record: &Vec<String>| {
        let cells = record
            .iter()
            .map(|cell| if cell.is_empty() { "null" } else { cell });
        cells.collect::<String>()
    };
    let cells = |table: &Table| table.records.iter().flatten().cloned().collect::<Vec<_>>();
    Measures {
        success: 1.0,
        header: measures(source.header.clone(), loaded.header.clone()),
        records: measures(
            source.records.iter().map(record).collect(),
            loaded.records.iter().map(record).collect(),
        ),
        cells: measures(cells(source), cells(loaded)),
    }
}

/// Files that the benchmark counts as pollutions of the table; the others are
/// of the dialect.
pub fn is_of_the_table(name: &str) -> bool {
    !["delimiter", "escape", "quotation"]
        .iter()
        .any(|word| name.contains(word))
}

/// A file and how it came out.
pub fn outcomes(folder: &Path, aliases: &dyn Aliases) -> Vec<(String, Measures)> {
    names(folder)
        .into_iter()
        .map(|name| {
            let loaded = loaded(folder, &name, aliases);
            let measures = measure(&clean(folder, &name), &loaded);
            (name, measures)
        })
        .collect()
}

/// Means that the benchmark publishes over the twelve pollutions of the table:
/// success, and F1 of header, records and cells
/// (`results/aggregate_results_polluted_files.csv`, columns `table_*`).
pub const PUBLISHED: [(&str, [f64; 4]); 16] = [
    ("CleverCSV 0.7.4", [1.0, 0.75, 0.9137, 0.9131]),
    ("SpreadDesktop", [0.9167, 0.7407, 0.8316, 0.7402]),
    ("Python native csv 3.10.5", [0.9167, 0.6667, 0.7823, 0.8240]),
    ("Dataviz", [1.0, 0.4688, 0.1667, 0.6452]),
    ("MariaDB 10.9.3", [1.0, 0.75, 0.9860, 0.9070]),
    ("SQLite 3.39.0", [1.0, 0.6667, 0.9965, 0.9112]),
    ("MySQL 8.0.31", [1.0, 0.75, 0.9860, 0.9070]),
    ("PostgreSQL 15.0", [0.5, 0.3333, 0.4990, 0.3720]),
    ("OpenCSV 5.6", [1.0, 0.75, 0.9057, 0.9121]),
    ("Hypoparsr 0.1.0", [1.0, 0.35, 0.3064, 0.5352]),
    ("UniVocity 2.9.1", [1.0, 0.75, 0.9142, 0.9131]),
    ("SpreadWeb", [1.0, 0.7407, 0.9142, 0.8616]),
    ("Pandas 1.4.3", [0.9167, 0.6759, 0.8591, 0.8576]),
    ("LibreOffice Calc 7.3.6", [1.0, 0.7407, 0.9142, 0.9042]),
    ("R native csv 4.2.1", [0.9167, 0.5833, 0.4417, 0.7908]),
    ("CSVCommons 1.9.0", [0.75, 0.5, 0.7475, 0.7456]),
];

/// The same means of the reader's own.
pub fn of_the_table(outcomes: &[(String, Measures)]) -> [f64; 4] {
    let of: Vec<&Measures> = outcomes
        .iter()
        .filter(|(name, _)| is_of_the_table(name))
        .map(|(_, measures)| measures)
        .collect();
    let mean = |one: &dyn Fn(&Measures) -> f64| {
        of.iter().map(|m| one(m)).sum::<f64>() / of.len().max(1) as f64
    };
    [
        mean(&|m| m.success),
        mean(&|m| m.header[2]),
        mean(&|m| m.records[2]),
        mean(&|m| m.cells[2]),
    ]
}
