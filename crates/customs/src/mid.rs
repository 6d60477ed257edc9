//! The manufacturer identification code (MID): a code built from the
//! manufacturer's country, name, street number and city, up to 15 characters.

use crate::Country;
use std::fmt;

/// A MID: two letters of country and three to thirteen letters or digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mid(String);

/// A text that has not the shape of a MID.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MidError;

impl fmt::Display for MidError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a MID is a country's two letters and 3 to 13 letters or digits"
        )
    }
}

impl std::error::Error for MidError {}

impl Mid {
    /// Reads a MID; case and inner spaces do not matter.
    ///
    /// # Errors
    /// When the shape is wrong. The country is not looked up.
    pub fn parse(text: &str) -> Result<Self, MidError> {
        let code: String = text
            .chars()
            .filter(|c| !c.is_ascii_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        let shaped = (5..=15).contains(&code.len())
            && code.bytes().take(2).all(|b| b.is_ascii_uppercase())
            && code.bytes().all(|b| b.is_ascii_alphanumeric());
        if shaped {
            Ok(Self(code))
        } else {
            Err(MidError)
        }
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The country in the first two letters, provinces counting as Canada;
    /// `None` where the letters are no country.
    #[must_use]
    pub fn country(&self) -> Option<Country> {
        self.0.get(..2).and_then(|code| Country::parse(code).ok())
    }

    /// The letters of the manufacturer's name: up to six, after the country.
    #[must_use]
    pub fn name_stem(&self) -> &str {
        let rest = self.0.get(2..).unwrap_or("");
        let end = rest
            .bytes()
            .take(6)
            .position(|b| b.is_ascii_digit())
            .unwrap_or_else(|| rest.len().min(6));
        rest.get(..end).unwrap_or(rest)
    }
}

impl fmt::Display for Mid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Mid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

crate::text_serde!(Mid, "a MID");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_shape() {
        let mid = Mid::parse("cnabctoo123she").unwrap();
        assert_eq!(mid.as_str(), "CNABCTOO123SHE");
        assert_eq!(mid.country().unwrap().code(), "CN");
        assert_eq!(mid.name_stem(), "ABCTOO");
        assert_eq!(
            Mid::parse("XOACM12TOR").unwrap().country(),
            Some(Country::CANADA)
        );
        assert_eq!(Mid::parse("XOACM12TOR").unwrap().name_stem(), "ACM");
        for text in ["", "CN", "CNAB", "12ABCDE", "CNABCTOO123456SHE", "CN-ABC-1"] {
            assert_eq!(Mid::parse(text), Err(MidError), "{text}");
        }
    }
}
