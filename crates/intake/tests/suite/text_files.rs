//! Encodings, delimiters, quotes, line ends.

use crate::common::{Seen, aliases, read_plan, try_read};
use intake::{Cause, Choices, Encoding, Limits, RowClass, inspect_with};

const TEXT: &str =
    "Entry No,Line,HTS,Supplier,Value\r\nABC12345676,1,8471300100,Müller & Söhne,5\r\n";

fn read(bytes: &[u8]) -> (Encoding, Vec<Seen>) {
    let outcome = try_read(bytes, &Limits::default()).unwrap();
    (outcome.inspection.encoding.unwrap(), outcome.rows)
}

#[test]
fn encodings_are_detected_and_shown() {
    let le: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let with = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    let latin: Vec<u8> = TEXT.chars().map(|c| c as u8).collect();
    for (bytes, want) in [
        (TEXT.as_bytes().to_vec(), Encoding::Utf8),
        (with(b"\xEF\xBB\xBF", TEXT.as_bytes()), Encoding::Utf8),
        (with(b"\xFF\xFE", &le), Encoding::Utf16Le),
        (with(b"\xFE\xFF", &be), Encoding::Utf16Be),
        (le.clone(), Encoding::Utf16Le),
        (latin, Encoding::Windows1252),
    ] {
        let (encoding, rows) = read(&bytes);
        assert_eq!(encoding, want);
        assert_eq!(rows[0].supplier, "Müller & Söhne", "{want}");
        assert_eq!(rows[0].entry, "ABC12345676");
    }
}

#[test]
fn delimiters_are_sniffed() {
    for delimiter in [",", ";", "\t", "|"] {
        let (_, rows) = read(TEXT.replace(',', delimiter).as_bytes());
        assert_eq!(rows[0].hts, "8471.30.0100", "{delimiter:?}");
    }
}

#[test]
fn line_ends_of_every_kind() {
    for end in ["\n", "\r\n", "\r"] {
        let (_, rows) = read(TEXT.replace("\r\n", end).as_bytes());
        assert_eq!(rows.len(), 1, "{end:?}");
    }
}

#[test]
fn a_quoted_line_break_does_not_start_a_row() {
    let text = "Entry No,Line,HTS,Description\nABC12345676,1,8471300100,\"two\nlines\"\nABC12345676,2,8471300100,x\n";
    let (_, rows) = read(text.as_bytes());
    assert_eq!(rows[0].description, "two\nlines");
    assert_eq!(rows[1].row, 3);
}

#[test]
fn a_quote_that_never_closes_costs_nothing_but_a_note() {
    let mut text = String::from("Entry No,Line,HTS,Description\n");
    text += "ABC12345676,1,8471300100,\"24 inch\n";
    for line in 2..50 {
        text += &format!("ABC12345676,{line},8471300100,x\n");
    }
    let outcome = try_read(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(outcome.count(RowClass::Used), 49);
    assert_eq!(outcome.causes(), [(Cause::StrayQuote, 1)]);
    assert_eq!(outcome.rows[0].description, "\"24 inch");
}

#[test]
fn excels_own_delimiter_hint_is_heeded() {
    let text = "sep=;\nEntry No;Line;HTS;Value\nABC12345676;1;8471300100;5\n";
    let outcome = try_read(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(outcome.count(RowClass::Preamble), 1);
    assert_eq!(outcome.rows[0].value, Some(500));
}

#[test]
fn a_wrong_byte_far_down_is_noted() {
    let mut bytes = b"Entry No,Line,HTS,Supplier\n".to_vec();
    for _ in 0..20_000 {
        bytes.extend_from_slice(b"ABC12345676,1,8471300100,Mueller GmbH\n");
    }
    bytes.extend_from_slice(b"ABC12345676,1,8471300100,M\xFCller\n");
    let outcome = try_read(&bytes, &Limits::default()).unwrap();
    assert_eq!(outcome.rows.last().unwrap().supplier, "Müller");
    assert_eq!(outcome.causes()[0].0, Cause::WrongEncoding);
}

#[test]
fn an_encoding_is_switched_by_choice() {
    // "Ã" and "¼" are text in Windows-1252 too: only the visitor can know.
    let bytes = TEXT.as_bytes();
    let choices = Choices {
        encoding: Some(Encoding::Windows1252),
        ..Choices::default()
    };
    let (size, limits) = (bytes.len() as u64, Limits::default());
    let read = |choices: &Choices| {
        let source = std::io::Cursor::new(bytes);
        let inspection = inspect_with("file", source, size, &aliases(), &limits, choices).unwrap();
        let plan = inspection.plan().unwrap();
        let (_, rows) = read_plan(bytes, &plan, &limits).unwrap();
        (inspection.encoding, rows[0].supplier.clone())
    };
    assert_eq!(
        read(&choices),
        (Some(Encoding::Windows1252), "MÃ¼ller & SÃ¶hne".into())
    );
    assert_eq!(
        read(&Choices::default()),
        (Some(Encoding::Utf8), "Müller & Söhne".into())
    );
    assert_eq!(Encoding::Windows1252.to_string(), "Windows-1252");
}

#[test]
fn a_dialect_is_switched_by_choice() {
    let text = "Entry No;Line,HTS;Value\nABC12345676;1,8471300100;5\n";
    let choices = Choices {
        dialect: Some(intake::Dialect {
            delimiter: b';',
            ..intake::Dialect::default()
        }),
        ..Choices::default()
    };
    let source = std::io::Cursor::new(text);
    let size = text.len() as u64;
    let limits = Limits::default();
    let inspection = inspect_with("file", source, size, &aliases(), &limits, &choices).unwrap();
    assert_eq!(inspection.tables[0].columns.len(), 3);
}
