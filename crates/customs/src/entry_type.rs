//! The entry type: two digits that say what kind of entry it is.

use std::fmt;

/// A two-digit entry type code, `01` to `99`. Which types count for what is
/// the rule pack's business.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryType(u8);

/// A text that is no entry type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryTypeError;

impl fmt::Display for EntryTypeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an entry type has one or two digits")
    }
}

impl std::error::Error for EntryTypeError {}

impl EntryType {
    /// Reads `01` or `1`, and `01 - Consumption` as some reports print it.
    ///
    /// # Errors
    /// When the text does not begin with one or two digits.
    pub fn parse(text: &str) -> Result<Self, EntryTypeError> {
        let text = text.trim();
        let digits = text
            .split_once([' ', '-'])
            .map_or(text, |(before, _)| before);
        match digits.parse::<u8>() {
            Ok(code @ 1..=99) if digits.len() <= 2 => Ok(Self(code)),
            _ => Err(EntryTypeError),
        }
    }

    /// The code as a number, 1 to 99.
    #[must_use]
    pub fn code(self) -> u8 {
        self.0
    }
}

impl fmt::Display for EntryType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

impl fmt::Debug for EntryType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

crate::text_serde!(EntryType, "an entry type");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_digit_becomes_two() {
        assert_eq!(EntryType::parse("1").unwrap().to_string(), "01");
        assert_eq!(EntryType::parse(" 03 ").unwrap().to_string(), "03");
        assert_eq!(EntryType::parse("01 - Consumption").unwrap().code(), 1);
        for text in ["", "0", "00", "A1", "111", "-1"] {
            assert_eq!(EntryType::parse(text), Err(EntryTypeError), "{text}");
        }
    }
}
