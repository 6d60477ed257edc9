//! Quantities and the units they are counted in.

use crate::cents::{self, CentsError};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A quantity in millionths of its unit.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Quantity(pub i64);

impl Quantity {
    /// Millionths in one.
    pub const ONE: i64 = 1_000_000;

    /// Reads a number as spreadsheets write it; see [`crate::Cents::parse`].
    ///
    /// # Errors
    /// When it is neither a number nor nothing.
    pub fn parse(text: &str) -> Result<Option<Self>, CentsError> {
        Ok(cents::scaled(text, 6)?.map(Self))
    }

    /// A whole quantity.
    #[must_use]
    pub const fn whole(count: i64) -> Self {
        Self(count.saturating_mul(Self::ONE))
    }

    /// For statistics only.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / Self::ONE as f64
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = self.0.unsigned_abs() / Self::ONE.unsigned_abs();
        f.write_str(&self.written(&whole.to_string()))
    }
}

impl Quantity {
    /// As people read it, with its thousands apart: `12,345.5`.
    #[must_use]
    pub fn grouped(self) -> String {
        self.written(&crate::grouped(
            self.0.unsigned_abs() / Self::ONE.unsigned_abs(),
        ))
    }

    /// With its whole part written like this.
    fn written(self, whole: &str) -> String {
        let part = self.0.unsigned_abs() % Self::ONE.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        if part == 0 {
            return format!("{sign}{whole}");
        }
        let digits = format!("{part:06}");
        format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

/// A unit code as filed, such as `NO`, `DOZ` or `KG`: up to four characters,
/// upper case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Unit([u8; 4]);

/// A text that is no unit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitError;

impl fmt::Display for UnitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a unit is a code of one to four letters or digits")
    }
}

impl std::error::Error for UnitError {}

impl Unit {
    /// Reads a unit code; dots and spaces around it do not matter.
    ///
    /// # Errors
    /// When it is empty, longer than four, or not letters and digits.
    pub fn parse(text: &str) -> Result<Self, UnitError> {
        let mut code = [b' '; 4];
        let mut len = 0;
        for byte in text.bytes() {
            match byte {
                b' ' | b'.' => {}
                b if b.is_ascii_alphanumeric() => {
                    *code.get_mut(len).ok_or(UnitError)? = b.to_ascii_uppercase();
                    len += 1;
                }
                _ => return Err(UnitError),
            }
        }
        if len == 0 {
            Err(UnitError)
        } else {
            Ok(Self(code))
        }
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("").trim_end()
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

crate::text_serde!(Unit, "a unit");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities() {
        for (text, shown) in [("1,200", "1200"), ("0.5", "0.5"), ("-3.250", "-3.25")] {
            assert_eq!(Quantity::parse(text).unwrap().unwrap().to_string(), shown);
        }
        assert_eq!(Quantity::parse(""), Ok(None));
        assert!(Quantity::parse("12 kg").is_err());
    }

    #[test]
    fn units() {
        assert_eq!(Unit::parse("no.").unwrap().as_str(), "NO");
        assert_eq!(Unit::parse("doz").unwrap().as_str(), "DOZ");
        assert!(Unit::parse("pieces").is_err());
        assert!(Unit::parse("").is_err());
    }
}
