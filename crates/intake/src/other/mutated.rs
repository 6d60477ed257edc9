//! Damaged workbooks of other forms: never a panic, never without an end.

use super::rows::FedRows;
use super::{Book, compound, excel97, open};
use crate::cell::Rows;
use crate::inspection::Format;
use crate::limits::Limits;
use crate::refusal::Refusal;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The same numbers on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) as usize % most.max(1)
    }

    /// Bytes with a few of them changed, and sometimes the end cut off.
    fn damaged(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..1 + self.below(8) {
            let at = self.below(bytes.len());
            let value = [0, 0xFF, 0x7F, 1, self.below(256) as u8][self.below(5)];
            if let Some(byte) = bytes.get_mut(at) {
                *byte = value;
            }
        }
        if self.below(4) == 0 {
            bytes.truncate(self.below(bytes.len()));
        }
        bytes
    }
}

fn rows_of(book: &mut dyn Book) -> Result<(), Refusal> {
    let limits = Limits {
        cells: 200_000,
        repeated: 20_000,
        ..Limits::default()
    };
    for at in 0..book.sheets().len() {
        let mut rows = FedRows::new(book.feed(at, &limits)?, &limits);
        while rows.advance()? {}
    }
    Ok(())
}

/// Files of a form in the corpus that are small enough to be tried often.
fn files(extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/spreadsheets");
    let mut found: Vec<PathBuf> = ["calamine", "sheetjs"]
        .iter()
        .flat_map(|name| {
            std::fs::read_dir(folder.join(name))
                .into_iter()
                .flatten()
                .flatten()
        })
        .flat_map(|entry| {
            let path = entry.path();
            let inner = std::fs::read_dir(&path).into_iter().flatten().flatten();
            inner.map(|entry| entry.path()).chain([path])
        })
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .filter(|path| {
            path.metadata()
                .is_ok_and(|m| m.is_file() && m.len() < 60_000)
        })
        .collect();
    found.sort();
    found.truncate(12);
    if found.is_empty() {
        println!("skipped: the corpus is not there");
    }
    found
}

fn tried(name: &Path, start: Instant) {
    let took = start.elapsed();
    assert!(
        took < Duration::from_secs(5),
        "{}: {took:?}",
        name.display()
    );
}

#[test]
fn damaged_xls_files_and_streams() {
    let (mut chance, limits) = (Chance(1), Limits::default());
    for path in files("xls") {
        let bytes = std::fs::read(&path).unwrap();
        let stream = compound::workbook_stream(&mut Cursor::new(&bytes), &limits);
        for _ in 0..40 {
            let start = Instant::now();
            let damaged = chance.damaged(&bytes);
            let size = damaged.len() as u64;
            let mut source = Cursor::new(damaged);
            if let Ok(mut book) = open(Format::OldWorkbook, &mut source, size, &limits) {
                let _ = rows_of(&mut *book);
            }
            if let Ok(stream) = &stream {
                let damaged = chance.damaged(stream);
                if let Ok(mut book) = excel97::OldBook::open(damaged, &limits) {
                    let _ = rows_of(&mut book);
                }
            }
            tried(&path, start);
        }
    }
}

/// A zip with one of its parts damaged.
fn repacked(bytes: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let hit = chance.below(from.len());
    for at in 0..from.len() {
        let mut part = Vec::new();
        let mut file = from.by_index(at).ok()?;
        let name = file.name().ok()?.into_owned();
        file.read_to_end(&mut part).ok()?;
        let matters = name.contains("sheet") || name.contains("content") || name.contains("tyles");
        if (at == hit || matters) && !part.is_empty() {
            part = chance.damaged(&part);
        }
        to.start_file(name, zip::write::SimpleFileOptions::default())
            .ok()?;
        to.write_all(&part).ok()?;
    }
    Some(to.finish().ok()?.into_inner())
}

#[test]
fn damaged_parts_of_xlsb_and_ods_files() {
    let (mut chance, limits) = (Chance(2), Limits::default());
    for (extension, format) in [
        ("xlsb", Format::BinaryWorkbook),
        ("ods", Format::OpenDocument),
    ] {
        let files = files(extension);
        let mut repacked_once = files.is_empty();
        for path in files {
            let bytes = std::fs::read(&path).unwrap();
            for _ in 0..25 {
                let Some(damaged) = repacked(&bytes, &mut chance) else {
                    // Encrypted and broken ones are in the corpus too.
                    break;
                };
                repacked_once = true;
                let start = Instant::now();
                let size = damaged.len() as u64;
                let mut source = Cursor::new(damaged);
                if let Ok(mut book) = open(format, &mut source, size, &limits) {
                    let _ = rows_of(&mut *book);
                }
                tried(&path, start);
            }
        }
        assert!(repacked_once, "{extension}");
    }
}
