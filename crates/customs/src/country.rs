//! Countries by their ISO 3166 alpha-2 code.
//!
//! Names and alpha-3 codes come from the `celes` tables. Canada's provinces
//! appear in MIDs under their own two-letter prefixes and count as Canada.

use std::fmt;

/// An ISO 3166 alpha-2 country code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country([u8; 2]);

/// A text that names no country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryError;

impl fmt::Display for CountryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a country code or name")
    }
}

impl std::error::Error for CountryError {}

/// The prefixes that stand for Canada's provinces in a MID.
const PROVINCES: [&[u8; 2]; 13] = [
    b"XA", b"XB", b"XC", b"XM", b"XN", b"XO", b"XP", b"XQ", b"XS", b"XT", b"XV", b"XW", b"XY",
];

/// What countries are called in a sentence, where the standard's name is not
/// that.
const USUAL_NAMES: [(&str, &str); 34] = [
    ("AE", "United Arab Emirates"),
    ("BA", "Bosnia and Herzegovina"),
    ("BN", "Brunei"),
    ("BO", "Bolivia"),
    ("CD", "Democratic Republic of the Congo"),
    ("CF", "Central African Republic"),
    ("CG", "Republic of the Congo"),
    ("CI", "Côte d’Ivoire"),
    ("DO", "Dominican Republic"),
    ("FM", "Micronesia"),
    ("GB", "United Kingdom"),
    ("GM", "Gambia"),
    ("GW", "Guinea-Bissau"),
    ("IR", "Iran"),
    ("KP", "North Korea"),
    ("KR", "South Korea"),
    ("LA", "Laos"),
    ("MD", "Moldova"),
    ("MK", "North Macedonia"),
    ("NE", "Niger"),
    ("NL", "Netherlands"),
    ("PH", "Philippines"),
    ("PS", "Palestine"),
    ("RU", "Russia"),
    ("SD", "Sudan"),
    ("SY", "Syria"),
    ("TT", "Trinidad and Tobago"),
    ("TW", "Taiwan"),
    ("TZ", "Tanzania"),
    ("US", "United States"),
    ("VA", "Holy See"),
    ("VE", "Venezuela"),
    ("VG", "British Virgin Islands"),
    ("VI", "US Virgin Islands"),
];

impl Country {
    /// Canada, which MIDs name by province.
    pub const CANADA: Self = Self(*b"CA");

    /// Reads an alpha-2 or alpha-3 code, an English name, or a Canadian
    /// province prefix.
    ///
    /// # Errors
    /// When it is none of these.
    pub fn parse(text: &str) -> Result<Self, CountryError> {
        let text = text.trim();
        let upper = text.to_ascii_uppercase();
        match upper.as_bytes() {
            [a, b] => {
                let code = [*a, *b];
                if PROVINCES.contains(&&code) {
                    return Ok(Self::CANADA);
                }
                celes::Country::from_alpha2(&upper)
                    .map(|_| Self(code))
                    .map_err(|_| CountryError)
            }
            [_, _, _] => Self::of(celes::Country::from_alpha3(&upper).ok()),
            [] => Err(CountryError),
            _ => {
                let letters: String = text.chars().filter(|c| c.is_alphabetic()).collect();
                Self::of(
                    celes::Country::from_name(&letters)
                        .or_else(|_| celes::Country::from_alias(&letters))
                        .ok(),
                )
            }
        }
    }

    fn of(found: Option<celes::Country>) -> Result<Self, CountryError> {
        let country = found.ok_or(CountryError)?;
        match country.alpha2.as_bytes() {
            [a, b] => Ok(Self([*a, *b])),
            _ => Err(CountryError),
        }
    }

    /// The two letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// The English name: the usual one where ISO 3166 lists a formal one that
    /// nobody would say, otherwise that of the standard.
    #[must_use]
    pub fn name(&self) -> &'static str {
        let usual = USUAL_NAMES.iter().find(|(code, _)| *code == self.code());
        usual.map_or_else(
            || celes::Country::from_alpha2(self.code()).map_or("", |country| country.long_name),
            |(_, name)| name,
        )
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

crate::text_serde!(Country, "a country");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_codes_names_and_provinces() {
        for (text, code) in [
            ("cn", "CN"),
            ("CHN", "CN"),
            ("China", "CN"),
            ("Germany", "DE"),
            ("Vietnam", "VN"),
            ("South Korea", "KR"),
            ("XO", "CA"),
            (" HK ", "HK"),
        ] {
            assert_eq!(
                Country::parse(text).map(|c| c.to_string()),
                Ok(code.into()),
                "{text}"
            );
        }
        for text in ["", "ZZ", "Q", "Atlantis", "12"] {
            assert_eq!(Country::parse(text), Err(CountryError), "{text}");
        }
    }
}
