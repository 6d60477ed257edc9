//! Zip archives of spreadsheets, as ACE delivers large reports.

use crate::common::{Book, aliases, read_plan, row, try_read};
use intake::{Inspected, Limits, Refusal, inspect_all};
use std::io::{Cursor, Write};

const TEXT: &str = "Entry No,Line,HTS,Value\nABC12345676,1,8471300100,5\n";

fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in members {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn workbook() -> Vec<u8> {
    let titles = row(1, &["Entry No", "Line", "HTS", "Value"]);
    Book::new(
        "Main Report",
        titles + &row(2, &["ABC12345676", "=2", "8471300100", "=7"]),
    )
    .bytes()
}

fn refused(bytes: &[u8], limits: &Limits) -> Refusal {
    try_read(bytes, limits).err().unwrap()
}

fn all(bytes: &[u8]) -> Vec<Inspected> {
    let size = bytes.len() as u64;
    inspect_all(
        "year.zip",
        Cursor::new(bytes),
        size,
        &aliases(),
        &Limits::default(),
    )
    .unwrap()
}

#[test]
fn a_zipped_text_file_is_read_as_the_file() {
    let outcome = try_read(
        &archive(&[("ES003.csv", TEXT.as_bytes())]),
        &Limits::default(),
    )
    .unwrap();
    assert_eq!(outcome.inspection.member.as_deref(), Some("ES003.csv"));
    assert_eq!(outcome.hts(), ["8471.30.0100"]);
}

#[test]
fn a_zipped_workbook_is_read_as_the_workbook() {
    let bytes = archive(&[("reports/ES003.xlsx", &workbook())]);
    let outcome = try_read(&bytes, &Limits::default()).unwrap();
    assert_eq!(outcome.rows[0].value, Some(700));
}

#[test]
fn several_files_are_several_inspections() {
    let bytes = archive(&[
        ("__MACOSX/._a.csv", b"\0\x05"),
        ("2024/", b""),
        ("2024/a.csv", TEXT.as_bytes()),
        ("b.xlsx", &workbook()),
        ("notes.pdf", b"%PDF-1.7"),
    ]);
    let found = all(&bytes);
    let names: Vec<&str> = found.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "year.zip › a.csv",
            "year.zip › b.xlsx",
            "year.zip › notes.pdf"
        ]
    );
    let values: Vec<Option<i64>> = found
        .iter()
        .filter_map(|one| one.result.as_ref().ok()?.plan())
        .flat_map(|plan| read_plan(&bytes, &plan, &Limits::default()).unwrap().1)
        .map(|row| row.value)
        .collect();
    assert_eq!(values, [Some(500), Some(700)]);
    assert!(matches!(
        found[2].result,
        Err(Refusal::NotASpreadsheet { .. })
    ));
    assert_eq!(
        refused(&bytes, &Limits::default()),
        Refusal::SeveralInside { count: 2 }
    );
}

#[test]
fn an_archive_in_an_archive_is_refused() {
    let inner = archive(&[("a.csv", TEXT.as_bytes())]);
    let refusal = refused(&archive(&[("inner.zip", &inner)]), &Limits::default());
    assert_eq!(
        refusal,
        Refusal::ArchiveInside {
            name: "inner.zip".into()
        }
    );
    assert!(refusal.to_string().ends_with("drop the spreadsheets."));
}

#[test]
fn an_archive_without_a_spreadsheet_is_refused() {
    let bytes = archive(&[("photos/", b"")]);
    assert_eq!(
        refused(&bytes, &Limits::default()),
        Refusal::NoSpreadsheetInside
    );
}

#[test]
fn what_an_archive_says_about_sizes_is_not_believed() {
    // 40 MB of one letter, packed into some 40 KB: too large for any text file
    // that people write. The sizes in both headers are then made to lie.
    let bytes = archive(&[(
        "a.csv",
        &[b"a,b\n".repeat(1 << 10), vec![b'x'; 40 << 20]].concat(),
    )]);
    let size = (40u32 << 20) + 4096;
    let mut lying = bytes.clone();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == size.to_le_bytes() {
            lying[at..at + 4].copy_from_slice(&100u32.to_le_bytes());
        }
    }
    for bytes in [bytes, lying] {
        let limits = Limits {
            record: 64 << 20,
            ..Limits::default()
        };
        let refusal = refused(&bytes, &limits);
        assert!(
            matches!(refusal, Refusal::TooMuch { .. } | Refusal::Damaged { .. }),
            "{refusal:?}"
        );
    }
}

#[test]
fn a_workbook_too_large_to_unpack_is_refused_while_inflating() {
    let bytes = archive(&[("a.xlsx", &workbook())]);
    let limits = Limits {
        packed_workbook: 100,
        ..Limits::default()
    };
    let refusal = refused(&bytes, &limits);
    assert_eq!(
        refusal.to_string(),
        "A workbook in the archive is larger than 100 bytes: unpack the archive and drop the workbook itself."
    );
}
