//! What a file is, by its first bytes; its name says nothing.

use crate::inspection::Format;
use crate::refusal::Refusal;

/// What a file's first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    /// A zip: a workbook, an OpenDocument file or an archive of files.
    Zip,
    /// An OLE compound file: an old workbook, or an encrypted new one.
    Compound,
    /// A format that is known without looking further.
    Is(Format),
}

/// Files that are met where a spreadsheet was expected, by their first bytes.
const OTHERS: [(&[u8], &str); 16] = [
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a scanned picture"),
    (b"MM\0*", "a scanned picture"),
    (b"{\\rtf", "a word-processor document"),
    (b"\0\x01\0\0Standard Jet DB", "a Microsoft Access database"),
    (b"\0\x01\0\0Standard ACE DB", "a Microsoft Access database"),
    (b"SQLite format 3\0", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xBC\xAF", "a 7-Zip archive"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"MZ", "a program"),
    (b"\x7FELF", "a program"),
];

/// Tells what a file that begins with `start` is.
pub(crate) fn container(start: &[u8]) -> Result<Container, Refusal> {
    if start.is_empty() {
        return Err(Refusal::Empty);
    }
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        return Ok(Container::Zip);
    }
    if start.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return Ok(Container::Compound);
    }
    if let Some((_, looks_like)) = OTHERS.iter().find(|(magic, _)| start.starts_with(magic)) {
        return Err(Refusal::NotASpreadsheet { looks_like });
    }
    if let [9, 0 | 2 | 4, ..] = start {
        return Err(Refusal::Unsupported {
            form: "a workbook of an Excel before version 5",
        });
    }
    if let [9, 8, ..] = start {
        return Ok(Container::Is(Format::OldWorkbook));
    }
    let text = start.trim_ascii_start();
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    let lower: Vec<u8> = text.iter().take(2048).map(u8::to_ascii_lowercase).collect();
    let has = |word: &[u8]| memchr::memmem::find(&lower, word).is_some();
    if lower.starts_with(b"<") {
        if has(b"urn:schemas-microsoft-com:office:spreadsheet") {
            return Err(Refusal::Unsupported {
                form: "an XML spreadsheet of Excel 2003",
            });
        }
        if has(b"<html") || has(b"<table") || has(b"<!doctype html") {
            return Err(Refusal::Unsupported {
                form: "a web page saved under a spreadsheet's name",
            });
        }
        if has(b"<?xml") {
            return Err(Refusal::NotASpreadsheet {
                looks_like: "an XML document",
            });
        }
    }
    if lower.starts_with(b"{") && is_json_object(text) {
        return Ok(Container::Is(Format::Json));
    }
    if is_binary(start) {
        return Err(Refusal::NotASpreadsheet {
            looks_like: "a binary file of an unknown kind",
        });
    }
    Ok(Container::Is(Format::Text))
}

/// Whether text begins as a JSON object does: a brace, then a quoted name and a
/// colon.
fn is_json_object(text: &[u8]) -> bool {
    let inside = text.get(1..).unwrap_or_default().trim_ascii_start();
    let Some(name) = inside.strip_prefix(b"\"") else {
        return inside.starts_with(b"}");
    };
    memchr::memchr(b'"', name)
        .and_then(|end| name.get(end + 1..))
        .is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"))
}

/// Whether bytes hold control characters that no text has. Zeros are counted
/// only where they are not the other half of UTF-16.
fn is_binary(start: &[u8]) -> bool {
    if start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) {
        return false;
    }
    let (encoding, _) = crate::encoding::Encoding::detect(start);
    let zeros = matches!(
        encoding,
        crate::encoding::Encoding::Utf16Le | crate::encoding::Encoding::Utf16Be
    );
    let controls = start
        .iter()
        .filter(|b| match **b {
            0 => !zeros,
            b'\t' | b'\n' | b'\r' | 0x0C | 0x1A | 0x1B => false,
            other => other < 0x20,
        })
        .count();
    controls * 10 > start.len() && controls >= 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_content() {
        for (start, want) in [
            (&b"PK\x03\x04rest"[..], Ok(Container::Zip)),
            (b"a,b\n1,2", Ok(Container::Is(Format::Text))),
            (b"{\"schema\": 1}", Ok(Container::Is(Format::Json))),
            (b"{a},b\n", Ok(Container::Is(Format::Text))),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Ok(Container::Compound)),
            (b"", Err(Refusal::Empty)),
            (
                b"%PDF-1.7",
                Err(Refusal::NotASpreadsheet {
                    looks_like: "a PDF document",
                }),
            ),
            (
                b"<html><table>",
                Err(Refusal::Unsupported {
                    form: "a web page saved under a spreadsheet's name",
                }),
            ),
            (b"a\0,\0b\0\n\0", Ok(Container::Is(Format::Text))),
        ] {
            assert_eq!(container(start), want, "{start:?}");
        }
        assert!(container(&[1, 2, 3, 4, 5, 6, 7, 8]).is_err());
    }
}
