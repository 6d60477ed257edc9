//! Quantities.

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
}
