//! The entry number: filer code, seven digits, check digit (19 CFR 142.3a).
//!
//! Real files lose dashes, leading zeros and check digits, and a failed check
//! digit says something about the *data*, never about the importer. So an
//! entry's identity is its text ([`EntryNumber::key`]) and this type only adds
//! what can be said when the text is whole.

use std::fmt;

/// A whole entry number: eleven letters and digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryNumber([u8; 11]);

/// Why a text is not a whole entry number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryNumberError {
    /// Not eleven letters and digits. Ten usually means a lost check digit, or
    /// a lost leading zero of a numeric filer code.
    Length(usize),
    /// Letters where digits belong.
    Shape,
}

impl fmt::Display for EntryNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Length(n) => write!(
                f,
                "an entry number has eleven letters and digits, this has {n}"
            ),
            Self::Shape => write!(
                f,
                "an entry number is a three-character filer code and eight digits"
            ),
        }
    }
}

impl std::error::Error for EntryNumberError {}

/// The filer-code patterns in use: N a digit, A a letter (CBP's entry-number
/// appendix).
const FILER_PATTERNS: [&str; 8] = ["NNN", "ANN", "AAN", "AAA", "ANA", "NAN", "NNA", "NAA"];

impl EntryNumber {
    /// The identity of an entry as text: letters and digits only, upper case.
    #[must_use]
    pub fn key(text: &str) -> String {
        text.chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_uppercase())
            .collect()
    }

    /// Reads a number with or without dashes and spaces. The check digit is
    /// *not* tested; see [`EntryNumber::check_digit_holds`].
    ///
    /// # Errors
    /// When it is not eleven characters, or not a filer code and digits.
    pub fn parse(text: &str) -> Result<Self, EntryNumberError> {
        let key = Self::key(text);
        let bytes: [u8; 11] = key
            .as_bytes()
            .try_into()
            .map_err(|_| EntryNumberError::Length(key.len()))?;
        let (filer, digits) = bytes.split_at(3);
        let filer_fits = FILER_PATTERNS.iter().any(|pattern| {
            pattern.bytes().zip(filer).all(|(want, have)| match want {
                b'N' => have.is_ascii_digit(),
                _ => have.is_ascii_uppercase(),
            })
        });
        if filer_fits && digits.iter().all(u8::is_ascii_digit) {
            Ok(Self(bytes))
        } else {
            Err(EntryNumberError::Shape)
        }
    }

    /// The filer code: three characters that name the broker or self-filer.
    #[must_use]
    pub fn filer(&self) -> String {
        self.text(0, 3)
    }

    fn text(&self, from: usize, to: usize) -> String {
        self.0
            .iter()
            .take(to)
            .skip(from)
            .map(|byte| char::from(*byte))
            .collect()
    }

    /// Whether the last digit is the one the others call for.
    #[must_use]
    pub fn check_digit_holds(&self) -> bool {
        let (first, last) = self.0.split_at(10);
        let given = last.first().map_or(0, |byte| byte.wrapping_sub(b'0'));
        check_digit(first) == given
    }
}

/// The check digit of the first ten characters of an entry number: letters
/// count A–I as 1–9, J–R as 1–9, S–Z as 2–9; every second value is doubled,
/// one added when that exceeds nine, and only its ones digit kept.
#[must_use]
pub fn check_digit(first_ten: &[u8]) -> u8 {
    let sum: u32 = first_ten
        .iter()
        .enumerate()
        .map(|(at, byte)| {
            let value = u32::from(match byte.to_ascii_uppercase() {
                b @ b'0'..=b'9' => b - b'0',
                b @ b'A'..=b'I' => b - b'A' + 1,
                b @ b'J'..=b'R' => b - b'J' + 1,
                b @ b'S'..=b'Z' => b - b'S' + 2,
                _ => 0,
            });
            if at % 2 == 0 {
                value
            } else {
                let doubled = value * 2;
                (if doubled > 9 { doubled + 1 } else { doubled }) % 10
            }
        })
        .sum();
    ((10 - sum % 10) % 10) as u8
}

impl fmt::Display for EntryNumber {
    /// As it is printed: `ABC-1234567-6`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}-{}-{}",
            self.text(0, 3),
            self.text(3, 10),
            self.text(10, 11)
        )
    }
}

impl fmt::Debug for EntryNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

crate::text_serde!(EntryNumber, "an entry number");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The vectors of CBP's entry summary chapter.
    #[test]
    fn check_digit_vectors() {
        for (first, digit) in [
            ("ABC1234567", 6),
            ("9999999999", 0),
            ("XJ40001234", 1),
            ("B760324527", 8),
            ("0047654321", 0),
            ("SZ90000010", 9),
        ] {
            assert_eq!(check_digit(first.as_bytes()), digit, "{first}");
        }
    }

    #[test]
    fn reads_and_prints() {
        let number = EntryNumber::parse("abc1234567 6").unwrap();
        assert_eq!(number.to_string(), "ABC-1234567-6");
        assert_eq!(number.filer(), "ABC");
        assert!(number.check_digit_holds());
        assert!(
            !EntryNumber::parse("ABC-1234567-5")
                .unwrap()
                .check_digit_holds()
        );
    }

    #[test]
    fn what_is_short_or_misshapen_is_said() {
        assert_eq!(
            EntryNumber::parse("BII0001"),
            Err(EntryNumberError::Length(7))
        );
        assert_eq!(
            EntryNumber::parse("ABC-12E4567-6"),
            Err(EntryNumberError::Shape)
        );
    }

    proptest! {
        #[test]
        fn never_panics(text in ".{0,16}") {
            if let Ok(number) = EntryNumber::parse(&text) {
                let _ = number.check_digit_holds();
                prop_assert_eq!(EntryNumber::parse(&number.to_string()), Ok(number));
            }
        }
    }
}
