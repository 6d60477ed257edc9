//! Special program indicators: the one or two characters before a tariff
//! number that claim a preference, such as `S` for USMCA.

use std::fmt;

/// A special program indicator as filed, upper case, with its `+` or `*`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spi([u8; 2]);

/// A text that has not the shape of an SPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SpiError;

impl fmt::Display for SpiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a special program indicator is a letter, with a second letter, + or *"
        )
    }
}

impl std::error::Error for SpiError {}

impl Spi {
    /// Reads an indicator. Which programme it names, and whether that is in
    /// force on a day, is the rule pack's business.
    ///
    /// # Errors
    /// When the shape is wrong.
    pub fn parse(text: &str) -> Result<Self, SpiError> {
        let upper = text.trim().to_ascii_uppercase();
        match upper.as_bytes() {
            [a] if a.is_ascii_uppercase() => Ok(Self([*a, b' '])),
            [a, b]
                if a.is_ascii_uppercase()
                    && (b.is_ascii_uppercase() || matches!(b, b'+' | b'*')) =>
            {
                Ok(Self([*a, *b]))
            }
            _ => Err(SpiError),
        }
    }

    /// The indicator.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("").trim_end()
    }
}

impl fmt::Display for Spi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Spi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

crate::text_serde!(Spi, "a special program indicator");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for text in ["S", "S+", "a*", "AU", "mx"] {
            assert_eq!(Spi::parse(text).unwrap().as_str(), text.to_uppercase());
        }
        for text in ["", "1", "S1", "USA", "N/A"] {
            assert_eq!(Spi::parse(text), Err(SpiError), "{text}");
        }
    }
}
