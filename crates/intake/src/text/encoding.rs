//! Which encoding a text file is in.
//!
//! Four encodings cover what spreadsheet programs write in the Americas and
//! Western Europe. Windows-1252 is what remains when a file is none of the
//! others: every byte means something in it, so it cannot fail.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A text encoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16, low byte first: Excel's "Unicode text".
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, the Western European code page.
    Windows1252,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Windows1252 => "Windows-1252",
        })
    }
}

impl Encoding {
    /// The encoding of a file that begins with `sample`, and how many bytes of
    /// byte order mark it begins with.
    pub(crate) fn detect(sample: &[u8]) -> (Self, usize) {
        match sample {
            [0xEF, 0xBB, 0xBF, ..] => return (Self::Utf8, 3),
            [0xFF, 0xFE, ..] => return (Self::Utf16Le, 2),
            [0xFE, 0xFF, ..] => return (Self::Utf16Be, 2),
            _ => {}
        }
        // Text in Latin letters has a zero as every second byte in UTF-16.
        let zeros = |from: usize| {
            sample
                .iter()
                .skip(from)
                .step_by(2)
                .filter(|b| **b == 0)
                .count()
        };
        let (even, odd) = (zeros(0), zeros(1));
        let pairs = sample.len() / 2;
        if pairs > 0 && odd * 10 >= pairs * 4 && even * 10 < pairs {
            return (Self::Utf16Le, 0);
        }
        if pairs > 0 && even * 10 >= pairs * 4 && odd * 10 < pairs {
            return (Self::Utf16Be, 0);
        }
        match std::str::from_utf8(sample) {
            Ok(_) => (Self::Utf8, 0),
            // The sample may end inside a character.
            Err(error) if error.error_len().is_none() => (Self::Utf8, 0),
            Err(_) => (Self::Windows1252, 0),
        }
    }

    /// The bytes of the byte order mark at the start of a file, if it has one.
    pub(crate) fn mark(self, start: &[u8]) -> usize {
        match (self, start) {
            (Self::Utf8, [0xEF, 0xBB, 0xBF, ..]) => 3,
            (Self::Utf16Le, [0xFF, 0xFE, ..]) | (Self::Utf16Be, [0xFE, 0xFF, ..]) => 2,
            _ => 0,
        }
    }
}

/// The characters of bytes 0x80 to 0x9F; the five that are not assigned stand
/// for themselves, as browsers and spreadsheet programs have it.
const HIGH_CONTROLS: [char; 32] = [
    '\u{20AC}', '\u{81}', '\u{201A}', '\u{0192}', '\u{201E}', '\u{2026}', '\u{2020}', '\u{2021}',
    '\u{02C6}', '\u{2030}', '\u{0160}', '\u{2039}', '\u{0152}', '\u{8D}', '\u{017D}', '\u{8F}',
    '\u{90}', '\u{2018}', '\u{2019}', '\u{201C}', '\u{201D}', '\u{2022}', '\u{2013}', '\u{2014}',
    '\u{02DC}', '\u{2122}', '\u{0161}', '\u{203A}', '\u{0153}', '\u{9D}', '\u{017E}', '\u{0178}',
];

/// The character that a byte is in Windows-1252.
pub(crate) fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH_CONTROLS
            .get(usize::from(byte - 0x80))
            .copied()
            .unwrap_or(char::REPLACEMENT_CHARACTER),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detects() {
        for (bytes, want) in [
            (&b"a,b\n1,2\n"[..], (Encoding::Utf8, 0)),
            (b"\xEF\xBB\xBFa,b", (Encoding::Utf8, 3)),
            (b"\xFF\xFEa\0,\0b\0", (Encoding::Utf16Le, 2)),
            (b"\xFE\xFF\0a\0,\0b", (Encoding::Utf16Be, 2)),
            (b"a\0,\0b\0\n\0", (Encoding::Utf16Le, 0)),
            (b"\0a\0,\0b\0\n", (Encoding::Utf16Be, 0)),
            (b"M\xFCller,1", (Encoding::Windows1252, 0)),
            ("Müller".as_bytes(), (Encoding::Utf8, 0)),
            (b"M\xC3", (Encoding::Utf8, 0)),
            (b"", (Encoding::Utf8, 0)),
        ] {
            assert_eq!(Encoding::detect(bytes), want, "{bytes:?}");
        }
    }

    #[test]
    fn code_page() {
        assert_eq!(windows_1252(0x80), '€');
        assert_eq!(windows_1252(0x92), '’');
        assert_eq!(windows_1252(0xFC), 'ü');
        assert_eq!(windows_1252(b'A'), 'A');
    }
}
