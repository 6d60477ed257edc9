//! Tariff numbers of the Harmonized Tariff Schedule of the United States.
//!
//! A number is ten digits, read in levels: chapter (2), heading (4),
//! subheading (6, international), rate line (8, where US duty is fixed) and
//! statistical suffix (10). Chapter 98 holds special classifications and
//! chapter 99 temporary and additional duties, which are declared *beside* an
//! ordinary number, never instead of it.
//!
//! [`Hts`] is eight bytes: the digits left-aligned to ten places, and the count
//! of digits in the low four bits (never zero, so an absent number costs no more
//! room). Ordering is therefore the schedule's own
//! order, with a heading before the numbers under it.

use std::fmt;
use std::num::NonZeroU64;

/// A tariff number of two, four, six, eight or ten digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hts(NonZeroU64);

/// A depth in the schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Two digits.
    Chapter = 2,
    /// Four digits.
    Heading = 4,
    /// Six digits: the international subheading.
    Subheading = 6,
    /// Eight digits: the US legal rate line.
    RateLine = 8,
    /// Ten digits: the statistical suffix.
    Statistical = 10,
}

/// What a number is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Chapters 1 to 97: what the goods are.
    Ordinary,
    /// Chapter 98: special classification, such as US goods returned.
    Special,
    /// Chapter 99: additional or temporary duty, beside an ordinary number.
    Additional,
}

/// Why a text is not a tariff number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HtsError {
    /// Nothing was there.
    Empty,
    /// A character that is neither a digit nor one of `.`, `-` and space.
    NotDigits,
    /// An odd count of digits, or fewer than two, or more than ten.
    Length(usize),
    /// Chapter 00, or the reserved chapter 77.
    Chapter(u8),
}

impl fmt::Display for HtsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "no tariff number"),
            Self::NotDigits => write!(f, "a tariff number has digits and dots only"),
            Self::Length(n) => write!(
                f,
                "a tariff number has 2, 4, 6, 8 or 10 digits, this has {n}"
            ),
            Self::Chapter(c) => write!(f, "there is no chapter {c:02}"),
        }
    }
}

impl std::error::Error for HtsError {}

const PLACES: u32 = 10;

/// How many ten-digit numbers stand below a number, by its length in digits.
const BELOW: [u64; 11] = [
    10_000_000_000,
    0,
    100_000_000,
    0,
    1_000_000,
    0,
    10_000,
    0,
    100,
    0,
    1,
];

impl Hts {
    /// Reads a number written with or without dots, dashes and spaces.
    ///
    /// # Errors
    /// When it isn't one; nothing is padded, cut or repaired.
    pub fn parse(text: &str) -> Result<Self, HtsError> {
        let mut digits = 0u64;
        let mut len = 0usize;
        for byte in text.bytes() {
            match byte {
                b'0'..=b'9' => {
                    len += 1;
                    if len <= PLACES as usize {
                        digits = digits * 10 + u64::from(byte - b'0');
                    }
                }
                b'.' | b'-' | b' ' => {}
                _ => return Err(HtsError::NotDigits),
            }
        }
        Self::from_digits(digits, len)
    }

    /// The number with these digits, `len` of them.
    ///
    /// # Errors
    /// As [`Hts::parse`].
    pub fn from_digits(digits: u64, len: usize) -> Result<Self, HtsError> {
        if len == 0 {
            return Err(HtsError::Empty);
        }
        if !matches!(len, 2 | 4 | 6 | 8 | 10) {
            return Err(HtsError::Length(len));
        }
        let left = digits * 10u64.pow(PLACES - len as u32);
        let packed = NonZeroU64::new(left << 4 | len as u64).ok_or(HtsError::Empty)?;
        let hts = Self(packed);
        match hts.chapter() {
            0 => Err(HtsError::Chapter(0)),
            77 => Err(HtsError::Chapter(77)),
            _ => Ok(hts),
        }
    }

    fn left(self) -> u64 {
        self.0.get() >> 4
    }

    /// How many digits it has: 2, 4, 6, 8 or 10.
    #[must_use]
    pub fn len(self) -> usize {
        (self.0.get() & 15) as usize
    }

    /// Never: a number has at least its chapter.
    #[must_use]
    pub fn is_empty(self) -> bool {
        false
    }

    /// The chapter, 1 to 99.
    #[must_use]
    pub fn chapter(self) -> u8 {
        (self.left() / 100_000_000) as u8
    }

    /// What the number is for.
    #[must_use]
    pub fn kind(self) -> Kind {
        match self.chapter() {
            98 => Kind::Special,
            99 => Kind::Additional,
            _ => Kind::Ordinary,
        }
    }

    /// Whether it stands in chapters 1 to 97.
    #[must_use]
    pub fn is_ordinary(self) -> bool {
        self.kind() == Kind::Ordinary
    }

    /// The number cut to a level; itself if it is no longer than that.
    #[must_use]
    pub fn at(self, level: Level) -> Self {
        let want = level as usize;
        if self.len() <= want {
            return self;
        }
        let unit = 10u64.pow(PLACES - want as u32);
        NonZeroU64::new((self.left() / unit * unit) << 4 | want as u64).map_or(self, Self)
    }

    /// Whether it has at least the digits of a level.
    #[must_use]
    pub fn reaches(self, level: Level) -> bool {
        self.len() >= level as usize
    }

    /// Whether it equals `prefix` or stands below it in the schedule.
    #[must_use]
    pub fn is_within(self, prefix: Self) -> bool {
        // What stands below a number is a range of the schedule, and this is asked
        // of every line and every list: no division, no power.
        let width = BELOW.get(prefix.len()).copied().unwrap_or(1);
        self.len() >= prefix.len() && self.left().wrapping_sub(prefix.left()) < width
    }

    /// A chapter 99 number without the zeros that pad it to ten digits
    /// (`9903880300` is `9903.88.03`); any other number unchanged.
    #[must_use]
    pub fn unpadded(self) -> Self {
        if self.kind() == Kind::Additional && self.len() == 10 && self.left().is_multiple_of(100) {
            self.at(Level::RateLine)
        } else {
            self
        }
    }

    /// The digits alone.
    #[must_use]
    pub fn digits(self) -> String {
        let len = self.len();
        let value = self.left() / 10u64.pow(PLACES - len as u32);
        format!("{value:0len$}")
    }
}

impl fmt::Display for Hts {
    /// Dotted as the schedule prints it: `8471.30.0100`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = self.left();
        let part =
            |from: u32, width: u32| left / 10u64.pow(PLACES - from - width) % 10u64.pow(width);
        match self.len() {
            2 => write!(f, "{:02}", part(0, 2)),
            4 => write!(f, "{:04}", part(0, 4)),
            6 => write!(f, "{:04}.{:02}", part(0, 4), part(4, 2)),
            8 => write!(f, "{:04}.{:02}.{:02}", part(0, 4), part(4, 2), part(6, 2)),
            _ => write!(
                f,
                "{:04}.{:02}.{:02}{:02}",
                part(0, 4),
                part(4, 2),
                part(6, 2),
                part(8, 2)
            ),
        }
    }
}

impl fmt::Debug for Hts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Hts {
    type Err = HtsError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

crate::text_serde!(Hts, "a tariff number");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hts(text: &str) -> Hts {
        Hts::parse(text).unwrap()
    }

    #[test]
    fn reads_every_way_of_writing_it() {
        for text in [
            "8471.30.0100",
            "8471300100",
            "8471.30.01.00",
            "8471 30 0100",
        ] {
            assert_eq!(hts(text).to_string(), "8471.30.0100", "{text}");
        }
        assert_eq!(hts("0101.21").to_string(), "0101.21");
        assert_eq!(hts("9903.88.03").to_string(), "9903.88.03");
        assert_eq!(size_of::<Option<Hts>>(), 8);
    }

    #[test]
    fn refuses_what_is_not_one() {
        for (text, why) in [
            ("", HtsError::Empty),
            ("8.47E+09", HtsError::NotDigits),
            ("847130010", HtsError::Length(9)),
            ("847130010000", HtsError::Length(12)),
            ("7701.00", HtsError::Chapter(77)),
            ("0001.00", HtsError::Chapter(0)),
        ] {
            assert_eq!(Hts::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn tells_chapters_98_and_99_apart() {
        assert_eq!(hts("9903.88.03").kind(), Kind::Additional);
        assert_eq!(hts("9802.00.80").kind(), Kind::Special);
        assert_eq!(hts("9701.21.0000").kind(), Kind::Ordinary);
    }

    #[test]
    fn cuts_to_a_level() {
        let full = hts("8471.30.0100");
        assert_eq!(full.at(Level::RateLine), hts("8471.30.01"));
        assert_eq!(full.at(Level::Subheading), hts("8471.30"));
        assert_eq!(full.at(Level::Heading), hts("8471"));
        assert_eq!(full.at(Level::Chapter), hts("84"));
        assert_eq!(hts("8471").at(Level::RateLine), hts("8471"));
    }

    #[test]
    fn a_prefix_holds_what_is_below_it() {
        assert!(hts("8471.30.0100").is_within(hts("8471")));
        assert!(hts("8471.30").is_within(hts("8471.30")));
        assert!(!hts("8471").is_within(hts("8471.30")));
        assert!(!hts("8472.30").is_within(hts("8471")));
    }

    #[test]
    fn padding_of_chapter_99_is_dropped() {
        assert_eq!(hts("9903880300").unpadded(), hts("9903.88.03"));
        assert_eq!(hts("8471300000").unpadded(), hts("8471.30.0000"));
    }

    proptest! {
        #[test]
        fn round_trips(value in 100_000_000u64..9_899_999_999) {
            let text = format!("{value:010}");
            prop_assume!(!text.starts_with("77"));
            let hts = Hts::parse(&text).unwrap();
            prop_assert_eq!(hts.digits(), text);
            prop_assert_eq!(Hts::parse(&hts.to_string()), Ok(hts));
        }

        #[test]
        fn never_panics(text in ".{0,24}") {
            let _ = Hts::parse(&text);
        }
    }
}
