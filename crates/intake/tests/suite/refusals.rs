//! What cannot be read is refused in one sentence that says what to do.

use crate::common::{Book, row, try_read};
use intake::{Limit, Limits, Refusal};

fn refused(bytes: &[u8]) -> Refusal {
    let refusal = try_read(bytes, &Limits::default()).err().unwrap();
    let sentence = refusal.to_string();
    assert!(
        sentence.contains(": ") && sentence.ends_with('.'),
        "{sentence}"
    );
    refusal
}

#[test]
fn an_empty_file() {
    assert_eq!(refused(b""), Refusal::Empty);
    assert_eq!(refused(b"\n\n ,,\n"), Refusal::Empty);
}

#[test]
fn what_is_no_spreadsheet_is_named() {
    for (bytes, looks_like) in [
        (&b"%PDF-1.7 ..."[..], "a PDF document"),
        (b"\x89PNG\r\n", "a picture"),
        (
            b"\0\x01\0\0Standard ACE DB\0",
            "a Microsoft Access database",
        ),
        (b"\x1F\x8B\x08", "a gzip archive"),
    ] {
        assert_eq!(refused(bytes), Refusal::NotASpreadsheet { looks_like });
    }
}

#[test]
fn an_encrypted_workbook() {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(1024, 0);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused(&bytes), Refusal::Encrypted);
}

#[test]
fn a_damaged_workbook() {
    let book = Book::new("A", row(1, &["x"])).bytes();
    assert!(matches!(
        refused(&book[..book.len() / 2]),
        Refusal::Damaged { .. }
    ));
}

#[test]
fn a_file_over_the_limit_names_it() {
    let limits = Limits {
        file: 1 << 20,
        ..Limits::default()
    };
    let refusal = try_read(&vec![b'a'; 2 << 20], &limits).err().unwrap();
    assert_eq!(
        refusal.to_string(),
        "The file is larger than 1 MB: export one year at a time and drop the years together."
    );
}

#[test]
fn a_text_that_inflates_to_a_gigabyte_is_refused_early() {
    let huge = "x".repeat(4 << 20);
    let mut book = Book::new("A", r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#);
    book.strings = vec![&huge];
    assert!(matches!(
        refused(&book.bytes()),
        Refusal::TooMuch {
            limit: Limit::Text,
            ..
        }
    ));
}

#[test]
fn millions_of_cells_are_refused_while_inflating() {
    let mut rows = row(1, &["Entry No", "Line", "HTS", "Value"]);
    for number in 2..3_000 {
        rows += &row(number, &["ABC12345676", "=1", "8471300100", "=5"]);
    }
    let limits = Limits {
        cells: 5_000,
        ..Limits::default()
    };
    let refusal = try_read(&Book::new("A", rows).bytes(), &limits).err();
    assert!(matches!(
        refusal,
        Some(Refusal::TooMuch {
            limit: Limit::Cells,
            most: 5_000,
            row: Some(1251)
        })
    ));
}

#[test]
fn a_part_that_grows_beyond_reason_is_refused() {
    let blank = "<row></row>".repeat(2 << 20);
    let limits = Limits {
        ratio: 50,
        ..Limits::default()
    };
    let rows = row(1, &["Entry No", "Line", "HTS", "Value"]) + &blank;
    let refusal = try_read(&Book::new("A", rows).bytes(), &limits).err();
    assert!(matches!(
        refusal,
        Some(Refusal::TooMuch {
            limit: Limit::Ratio,
            ..
        })
    ));
}

#[test]
fn stopping_is_heard_within_a_few_thousand_rows() {
    let mut text = String::from("Entry No,Line,HTS,Value\n");
    for _ in 0..20_000 {
        text += "ABC12345676,1,8471300100,5\n";
    }
    let bytes = text.as_bytes();
    let plan = try_read(bytes, &Limits::default())
        .unwrap()
        .inspection
        .plan()
        .unwrap();
    let mut rows = 0;
    let stopped = intake::read(
        std::io::Cursor::new(bytes),
        &plan,
        profile::SourceIx(0),
        &Limits::default(),
        &mut |_| rows += 1,
        &mut |_| std::ops::ControlFlow::Break(()),
    );
    assert_eq!(stopped.err(), Some(Refusal::Stopped));
    assert!(rows < 5_000, "{rows}");
}
