//! What comes of a file that was made to test a reader: shared by the corpus
//! test and by the command that writes its table.

use intake::{Aliases, Limits, Refusal, TableKind, inspect, read};
use profile::SourceIx;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What came of one file.
#[derive(Debug)]
pub struct Outcome {
    pub file: PathBuf,
    pub result: Result<Read, Refusal>,
    pub took: Duration,
    pub panicked: bool,
}

/// A file that gave tables.
#[derive(Debug, Default)]
pub struct Read {
    pub tables: usize,
    pub rows: u64,
    pub issues: usize,
    pub recognised: bool,
}

/// The folder of other readers' test files, if it is there.
pub fn corpus() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("../../../shared/data/spreadsheets");
    folder.is_dir().then_some(folder)
}

/// Every spreadsheet below a folder, in order of their paths.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
            if path.is_dir() {
                folders.push(path);
            } else if matches!(
                extension.to_ascii_lowercase().as_str(),
                "csv" | "tsv" | "txt" | "xlsx" | "xlsm" | "xls" | "xlsb" | "ods" | "zip"
            ) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Inspects a file and reads every table in it.
pub fn outcome(file: &Path, aliases: &dyn Aliases, limits: &Limits) -> Outcome {
    let bytes = std::fs::read(file).unwrap_or_default();
    let start = Instant::now();
    let result = catch_unwind(AssertUnwindSafe(|| tables(&bytes, aliases, limits)));
    Outcome {
        file: file.to_owned(),
        took: start.elapsed(),
        panicked: result.is_err(),
        result: result.unwrap_or(Err(Refusal::Stopped)),
    }
}

fn tables(bytes: &[u8], aliases: &dyn Aliases, limits: &Limits) -> Result<Read, Refusal> {
    let size = bytes.len() as u64;
    let inspection = inspect("file", Cursor::new(bytes), size, aliases, limits)?;
    let mut seen = Read::default();
    for at in 0..inspection.tables.len() {
        let Some(plan) = inspection.plan_of(at) else {
            continue;
        };
        if matches!(plan.kind, TableKind::RulePack | TableKind::Session) {
            continue;
        }
        let report = read(
            Cursor::new(bytes),
            &plan,
            SourceIx(0),
            limits,
            &mut |_| {},
            &mut |_| ControlFlow::Continue(()),
        )?;
        assert_eq!(report.counts.iter().sum::<u64>(), report.rows);
        seen.tables += 1;
        seen.rows += report.rows;
        seen.issues += report.issues.len();
        seen.recognised |= plan.kind != TableKind::Unknown;
    }
    Ok(seen)
}
