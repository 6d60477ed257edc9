//! The same cells as the well-kept library reads, from the files that it and
//! others are tested with.

use super::rows::FedRows;
use super::{compound, open};
use crate::cell::{CellKind, Rows};
use crate::inspection::Format;
use crate::limits::Limits;
use calamine::{Data, Reader};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

type Cells = BTreeMap<(usize, usize), String>;

fn ours(bytes: &[u8], format: Format) -> Result<Vec<(String, Cells)>, crate::Refusal> {
    let limits = Limits::default();
    let mut source = Cursor::new(bytes);
    let mut book = open(format, &mut source, bytes.len() as u64, &limits)?;
    let mut sheets = Vec::new();
    for (at, sheet) in book.sheets().into_iter().enumerate() {
        let mut cells = Cells::new();
        let mut rows = FedRows::new(book.feed(at, &limits)?, &limits);
        while rows.advance()? {
            for column in 0..rows.width() {
                let cell = rows.cell(column);
                if !cell.text.is_empty() {
                    cells.insert(
                        (rows.row() as usize - 1, column),
                        plain(cell.text, cell.kind),
                    );
                }
            }
        }
        sheets.push((sheet.name, cells));
    }
    Ok(sheets)
}

/// Texts as both sides can be compared: white space and the writing of numbers
/// do not count.
fn plain(text: &str, kind: CellKind) -> String {
    match kind {
        CellKind::Number | CellKind::Percent | CellKind::Date => {
            number(text.parse().unwrap_or(0.0))
        }
        CellKind::Bool => text.to_ascii_lowercase(),
        CellKind::Error => "error".to_owned(),
        CellKind::Text => match text.parse::<f64>() {
            Ok(value) => number(value),
            Err(_) => words(text),
        },
    }
}

fn number(value: f64) -> String {
    format!("{value:.6e}")
}

fn words(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c == '\0')
        .filter(|word| !word.is_empty())
        .collect()
}

fn theirs(path: &Path) -> Option<Vec<(String, Cells)>> {
    let read = std::panic::catch_unwind(|| {
        let mut book = calamine::open_workbook_auto(path).ok()?;
        let mut sheets = Vec::new();
        for name in book.sheet_names() {
            let Ok(range) = book.worksheet_range(&name) else {
                continue;
            };
            let (row_from, column_from) = range.start().unwrap_or((0, 0));
            let cells = range
                .used_cells()
                .filter_map(|(row, column, data)| {
                    let text = match data {
                        Data::Empty => return None,
                        Data::Int(value) => number(*value as f64),
                        Data::Float(value) => number(*value),
                        Data::DateTime(value) => number(value.as_f64()),
                        Data::Bool(set) => set.to_string(),
                        Data::Error(_) => "error".to_owned(),
                        Data::DurationIso(text) | Data::DateTimeIso(text) => words(text),
                        Data::String(text) => match text.parse::<f64>() {
                            Ok(value) => number(value),
                            Err(_) => words(text),
                        },
                    };
                    let at = (row + row_from as usize, column + column_from as usize);
                    (!text.is_empty()).then_some((at, text))
                })
                .collect();
            sheets.push((name, cells));
        }
        Some(sheets)
    });
    read.ok().flatten()
}

/// Where the two differ on purpose: here all days count from 1900, and a time
/// of day is given as the sheet shows it.
fn on_purpose(mine: &str, theirs: &str) -> bool {
    let day = |text: &str| text.parse::<f64>().unwrap_or(f64::NAN);
    (day(mine) - day(theirs) - 1462.0).abs() < 0.01
        || theirs.starts_with("PT") && mine.bytes().any(|b| b.is_ascii_digit())
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case(extension))
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Compares every cell that the library reads in files of one form; gives the
/// cells compared and the ones read otherwise.
fn compare(extension: &str, format: Format) -> (usize, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/spreadsheets");
    let (mut compared, mut other) = (0, Vec::new());
    for path in files(&folder, extension) {
        let bytes = std::fs::read(&path).unwrap();
        let is_form = match format {
            Format::OldWorkbook => compound::is_compound(&bytes),
            _ => bytes.starts_with(b"PK"),
        };
        if !is_form || bytes.len() > 4 << 20 {
            continue;
        }
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(want) = theirs(&path) else { continue };
        let got: BTreeMap<String, Cells> = match ours(&bytes, format) {
            Ok(sheets) => sheets.into_iter().collect(),
            Err(refusal) => {
                if want.iter().any(|(_, cells)| !cells.is_empty()) {
                    other.push(format!("{file}: {refusal}"));
                }
                continue;
            }
        };
        for (sheet, cells) in want {
            // Theirs lists charts as sheets too.
            let Some(own) = got.get(&sheet) else {
                if !sheet.starts_with("Chart") {
                    other.push(format!("{file}: no sheet {sheet}"));
                }
                continue;
            };
            for (at, text) in cells {
                compared += 1;
                let mine = own.get(&at).map_or("", String::as_str);
                if mine != text && !on_purpose(mine, &text) {
                    other.push(format!("{file} {sheet} {at:?}: {mine:?} for {text:?}"));
                }
            }
        }
    }
    if compared == 0 {
        println!("skipped: the corpus is not there");
    }
    (compared, other)
}

fn agree(extension: &str, format: Format) {
    let (compared, other) = compare(extension, format);
    println!("{extension}: {compared} cells, {} otherwise", other.len());
    for line in other.iter().take(40) {
        println!("  {line}");
    }
    assert!(other.is_empty(), "{} of {compared}", other.len());
}

#[test]
fn xls_cells_are_those_of_the_library() {
    agree("xls", Format::OldWorkbook);
}

#[test]
fn xlsb_cells_are_those_of_the_library() {
    agree("xlsb", Format::BinaryWorkbook);
}

#[test]
fn ods_cells_are_those_of_the_library() {
    agree("ods", Format::OpenDocument);
}
