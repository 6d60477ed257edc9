//! Units that quantities are counted in: their codes, and what people call them.

use crate::Quantity;
use std::fmt;

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

/// Codes with what one of them is called, and several: those of the tariff's
/// column of units, and those that brokers write for the same. A code that
/// stands for different units in different files (`CTN`, `GR`, `TON`) is not
/// among them and is shown as filed.
const NAMES: &[(&[&str], &str, &str)] = &[
    (&["PCS", "PC", "PCE"], "piece", "pieces"),
    (&["PRS", "PR"], "pair", "pairs"),
    (&["DOZ", "DZ"], "dozen", "dozen"),
    (&["DPR"], "dozen pairs", "dozen pairs"),
    (&["DPC"], "dozen pieces", "dozen pieces"),
    (&["GRS"], "gross", "gross"),
    (&["HUN"], "hundred", "hundred"),
    (&["K", "THS"], "thousand", "thousand"),
    (&["SET", "SETS"], "set", "sets"),
    (&["PK"], "pack", "packs"),
    (&["G", "GM"], "gram", "grams"),
    (&["KG", "KGS", "KGM"], "kg", "kg"),
    (&["T", "MT"], "metric ton", "metric tons"),
    (&["LB", "LBS"], "pound", "pounds"),
    (&["CAR"], "carat", "carats"),
    (&["CKG"], "kg of content", "kg of content"),
    (&["CYK"], "kg of clean yield", "kg of clean yield"),
    (&["CM"], "cm", "cm"),
    (&["M", "LNM"], "meter", "meters"),
    (&["CM2"], "cm\u{b2}", "cm\u{b2}"),
    (&["M2", "SQM"], "m\u{b2}", "m\u{b2}"),
    (&["SME"], "m\u{b2} equivalent", "m\u{b2} equivalent"),
    (&["CM3", "CC"], "cm\u{b3}", "cm\u{b3}"),
    (&["M3", "CBM"], "m\u{b3}", "m\u{b3}"),
    (&["L", "LTR"], "liter", "liters"),
    (&["PFL"], "proof liter", "proof liters"),
    (&["BBL"], "barrel", "barrels"),
    (&["W"], "watt", "watts"),
    (&["KWH"], "kWh", "kWh"),
    (&["MWH"], "MWh", "MWh"),
    (&["JWL"], "jewel", "jewels"),
];

/// Codes for a bare count. `X`, which says that no quantity is asked for, is none.
const COUNT: &[&str] = &["NO", "EA"];

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

    /// What a price in this unit is for, after the amount: `each`, `per pair`,
    /// `per kg`.
    #[must_use]
    pub fn per(&self) -> String {
        if self.is_count() {
            return "each".to_owned();
        }
        let (one, _) = self.name().unwrap_or((self.as_str(), ""));
        format!("per {one}")
    }

    /// A quantity as people say it: `1,200 items`, `1 pair`, `12.5 kg`.
    #[must_use]
    pub fn of(&self, quantity: Quantity) -> String {
        let is_one = quantity == Quantity::whole(1);
        let (one, several) = if self.is_count() {
            ("item", "items")
        } else {
            self.name().unwrap_or((self.as_str(), self.as_str()))
        };
        format!(
            "{} {}",
            quantity.grouped(),
            if is_one { one } else { several }
        )
    }

    fn is_count(&self) -> bool {
        COUNT.contains(&self.as_str())
    }

    /// One and several.
    fn name(&self) -> Option<(&'static str, &'static str)> {
        NAMES
            .iter()
            .find(|(codes, ..)| codes.contains(&self.as_str()))
            .map(|(_, one, several)| (*one, *several))
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

/// A price as people write it: to the cent, without cents from a thousand
/// dollars, and to a hundredth of a cent below ten cents.
#[must_use]
pub fn dollars(value: f64) -> String {
    let dimes = (value.abs() * f64::from(10_u8)) as i64;
    let places = match dimes {
        10_000.. => 0,
        1.. => 2,
        _ if value.abs() < f64::MIN_POSITIVE => 2,
        _ => 4,
    };
    let text = format!("{value:.places$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole
        .parse()
        .map_or_else(|_| whole.to_owned(), crate::grouped);
    if fraction.is_empty() {
        format!("${whole}")
    } else {
        format!("${whole}.{fraction}")
    }
}

/// A unit value in words: `$4.50 each`, `$12.10 per kg`.
#[must_use]
pub fn price(value: f64, unit: Option<Unit>) -> String {
    let per = unit.map_or_else(|| "per unit".to_owned(), |unit| unit.per());
    format!("{} {per}", dollars(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes() {
        assert_eq!(Unit::parse("no.").unwrap().as_str(), "NO");
        assert_eq!(Unit::parse("doz").unwrap().as_str(), "DOZ");
        assert!(Unit::parse("pieces").is_err());
        assert!(Unit::parse("").is_err());
    }

    #[test]
    fn people_read_words() {
        for (code, per, one, several) in [
            ("NO", "each", "1 item", "1,200 items"),
            ("PRS", "per pair", "1 pair", "1,200 pairs"),
            (
                "DPR",
                "per dozen pairs",
                "1 dozen pairs",
                "1,200 dozen pairs",
            ),
            ("KG", "per kg", "1 kg", "1,200 kg"),
            ("M2", "per m²", "1 m²", "1,200 m²"),
            ("CTN", "per CTN", "1 CTN", "1,200 CTN"),
        ] {
            let unit = Unit::parse(code).unwrap();
            assert_eq!(unit.per(), per);
            assert_eq!(unit.of(Quantity::whole(1)), one);
            assert_eq!(unit.of(Quantity::whole(1_200)), several);
        }
        let half = Quantity(Quantity::ONE / 2);
        assert_eq!(Unit::parse("PRS").unwrap().of(half), "0.5 pairs");
    }

    #[test]
    fn prices() {
        assert_eq!(dollars(12_345.6), "$12,346");
        assert_eq!(dollars(4.5), "$4.50");
        assert_eq!(dollars(0.0123), "$0.0123");
        assert_eq!(price(4.5, Unit::parse("DOZ").ok()), "$4.50 per dozen");
        assert_eq!(price(4.5, None), "$4.50 per unit");
    }

    #[test]
    fn each_code_has_one_name() {
        let codes = NAMES.iter().flat_map(|(codes, ..)| *codes).chain(COUNT);
        let mut seen = BTreeSet::new();
        for code in codes {
            assert_eq!(Unit::parse(code).unwrap().as_str(), *code);
            assert!(seen.insert(*code), "{code}");
        }
    }
}
