//! Money as integer cents. Never a float: two hosts must agree to the byte.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

/// An amount of US dollars, in cents; negative for a credit.
///
/// Arithmetic saturates. The largest amount is about 92 quadrillion dollars,
/// so saturation only ever meets a hostile file.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Cents(pub i64);

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CentsError {
    /// Something besides digits, separators, a sign, brackets and `$`.
    NotMoney,
    /// More than 92 quadrillion dollars.
    TooLarge,
}

impl fmt::Display for CentsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotMoney => write!(f, "not an amount of money"),
            Self::TooLarge => write!(f, "an amount too large to be money"),
        }
    }
}

impl std::error::Error for CentsError {}

impl Cents {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Whole dollars.
    #[must_use]
    pub const fn dollars(dollars: i64) -> Self {
        Self(dollars.saturating_mul(100))
    }

    /// Reads an amount as spreadsheets write it: `$10,000.00`, `(5.00)`,
    /// `5.00-`, `-5`, `1234.5`. Digits past the cent are rounded half away
    /// from zero. `None` where the text stands for nothing: empty, `-`, `FREE`.
    ///
    /// # Errors
    /// When it is neither an amount nor nothing.
    pub fn parse(text: &str) -> Result<Option<Self>, CentsError> {
        match scaled(text, 2)? {
            Some(value) => Ok(Some(Self(value))),
            None => Ok(None),
        }
    }

    /// Whether it is above zero.
    #[must_use]
    pub fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// The larger of this and zero.
    #[must_use]
    pub fn or_zero(self) -> Self {
        Self(self.0.max(0))
    }
}

/// Reads a decimal number as a spreadsheet writes money or a quantity, as an
/// integer count of `10^-places`.
pub(crate) fn scaled(text: &str, places: u32) -> Result<Option<i64>, CentsError> {
    match plain(text, places) {
        Some(value) => Ok(Some(value)),
        None => dressed(text, places),
    }
}

/// A number of nothing but digits and a point, as nearly all are, short enough
/// that nothing can overflow.
fn plain(text: &str, places: u32) -> Option<i64> {
    const SAFE: usize = 12;
    const POWERS: [i64; 7] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
    if text.is_empty() || text.len() > SAFE {
        return None;
    }
    let mut value = 0;
    let mut point = text.len();
    for (at, byte) in text.bytes().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            value = value * 10 + i64::from(digit);
        } else if byte == b'.' && point == text.len() && text.len() > 1 {
            point = at;
        } else {
            return None;
        }
    }
    let fraction = text.len().saturating_sub(point + 1);
    let missing = (places as usize).checked_sub(fraction)?;
    Some(value * POWERS.get(missing)?)
}

fn dressed(text: &str, places: u32) -> Result<Option<i64>, CentsError> {
    let text = text.trim();
    if text.is_empty() || text == "-" || text.eq_ignore_ascii_case("free") {
        return Ok(None);
    }
    let mut negative = false;
    let mut seen_point = false;
    let mut digits = 0usize;
    let mut fraction = 0u32;
    let mut value = 0i64;
    let mut round_up = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                let digit = i64::from(byte - b'0');
                if seen_point && fraction >= places {
                    if fraction == places {
                        round_up = digit >= 5;
                    }
                    fraction += 1;
                    continue;
                }
                value = value
                    .checked_mul(10)
                    .and_then(|v| v.checked_add(digit))
                    .ok_or(CentsError::TooLarge)?;
                if seen_point {
                    fraction += 1;
                }
            }
            b'.' if !seen_point => seen_point = true,
            b',' if !seen_point => {}
            b'-' if at == 0 || at + 1 == text.len() || !negative && digits == 0 => negative = true,
            b'+' if at == 0 => {}
            b'(' if digits == 0 => negative = true,
            b'$' | b' ' | b')' => {}
            _ => return Err(CentsError::NotMoney),
        }
    }
    if digits == 0 {
        return Err(CentsError::NotMoney);
    }
    for _ in fraction..places {
        value = value.checked_mul(10).ok_or(CentsError::TooLarge)?;
    }
    if round_up {
        value = value.checked_add(1).ok_or(CentsError::TooLarge)?;
    }
    Ok(Some(if negative { -value } else { value }))
}

impl fmt::Display for Cents {
    /// `$1,234.50`, with a minus sign before the dollar of a credit.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let magnitude = self.0.unsigned_abs();
        let dollars = crate::grouped(magnitude / 100);
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}${dollars}.{:02}", magnitude % 100)
    }
}

impl Add for Cents {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Cents {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Cents {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Cents {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_short_way_says_what_the_long_one_does(text in "[0-9.]{0,13}", places in 0_u32..8) {
            if let Some(value) = plain(&text, places) {
                prop_assert_eq!(dressed(&text, places), Ok(Some(value)));
            }
        }
    }

    #[test]
    fn reads_what_spreadsheets_write() {
        for (text, cents) in [
            ("$10,000.00", 1_000_000),
            ("0", 0),
            ("$0.00", 0),
            ("1234.5", 123_450),
            ("(5.00)", -500),
            ("($5.00)", -500),
            ("5.00-", -500),
            ("-5", -500),
            ("-$5.00", -500),
            ("$ -5.00", -500),
            ("1.005", 101),
            ("1.0049", 100),
            (".5", 50),
        ] {
            assert_eq!(Cents::parse(text), Ok(Some(Cents(cents))), "{text}");
        }
    }

    #[test]
    fn nothing_is_nothing_and_words_are_errors() {
        for text in ["", " ", "-", "FREE", "Free"] {
            assert_eq!(Cents::parse(text), Ok(None), "{text:?}");
        }
        for text in ["ten", "1.2.3", "12kg", "$", "1e5", "4-5"] {
            assert_eq!(Cents::parse(text), Err(CentsError::NotMoney), "{text:?}");
        }
        assert_eq!(
            Cents::parse("99999999999999999999"),
            Err(CentsError::TooLarge)
        );
    }

    #[test]
    fn prints_as_dollars() {
        assert_eq!(Cents(123_456_789).to_string(), "$1,234,567.89");
        assert_eq!(Cents(-5).to_string(), "-$0.05");
        assert_eq!(Cents(i64::MIN).to_string(), "-$92,233,720,368,547,758.08");
    }

    proptest! {
        #[test]
        fn round_trips(value in -1_000_000_000_000i64..1_000_000_000_000) {
            prop_assert_eq!(Cents::parse(&Cents(value).to_string()), Ok(Some(Cents(value))));
        }
        #[test]
        fn never_panics(text in ".{0,24}") {
            let _ = Cents::parse(&text);
        }
    }
}
