//! Every sentence that the page itself says, in one catalogue.
//!
//! Words about the law come from the rule pack, never from here. The catalogue
//! is `locale/en.rs`: one line a sentence, each a function of this module, so
//! that a missing or misspelt name does not compile. A line has one of three
//! forms:
//!
//! ```text
//! drop_title = "Bring your files";
//! file_size(size) = "{size} in size";
//! rows_read(n) = "{n} row" | "{n} rows";
//! ```
//!
//! The last takes a count and picks the form for it.
//!
//! With the pseudo-locale on (the address ends in `#pseudo`), every sentence is
//! a third longer and accented, which shows at a glance what a translation
//! would break and which words did not come from the catalogue.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt::Display;

pub(crate) use customs::grouped;
use customs::{Cents, Day};
use yew::AttrValue;

macro_rules! catalogue {
    ($($name:ident $( ( $($arg:ident),* ) )? = $text:literal $(| $many:literal)? ;)*) => {
        $(catalogue!(@one $name $( ( $($arg),* ) )? = $text $(| $many)?);)*

        /// Every sentence with its name, for the tests that read them all.
        #[cfg(test)]
        const ALL: &[(&str, &str)] = &[
            $((stringify!($name), $text), $((stringify!($name), $many),)?)*
        ];
    };
    (@one $name:ident = $text:literal) => {
        pub(crate) fn $name() -> AttrValue {
            shown(Cow::Borrowed($text))
        }
    };
    (@one $name:ident ($n:ident) = $one:literal | $many:literal) => {
        pub(crate) fn $name($n: u64) -> AttrValue {
            let single = $n == 1;
            let $n = grouped($n);
            shown(Cow::Owned(if single { format!($one) } else { format!($many) }))
        }
    };
    (@one $name:ident ($($arg:ident),*) = $text:literal) => {
        pub(crate) fn $name($($arg: impl Display),*) -> AttrValue {
            shown(Cow::Owned(format!($text)))
        }
    };
}

include!("../locale/en.rs");

thread_local! {
    static PSEUDO: Cell<bool> = const { Cell::new(false) };
}

/// Switches the pseudo-locale on, for the life of the page, where the address
/// that it was opened with asks for it.
pub(crate) fn set_locale(hash: &str) {
    PSEUDO.set(hash == "#pseudo");
}

fn shown(text: Cow<'static, str>) -> AttrValue {
    if PSEUDO.get() {
        return AttrValue::from(pseudo(&text));
    }
    match text {
        Cow::Borrowed(text) => AttrValue::Static(text),
        Cow::Owned(text) => AttrValue::from(text),
    }
}

/// The text accented and a third longer.
fn pseudo(text: &str) -> String {
    let mut out = String::from("[");
    for letter in text.chars() {
        out.push(match letter {
            'a' => 'á',
            'e' => 'é',
            'i' => 'í',
            'o' => 'ö',
            'u' => 'ü',
            'n' => 'ñ',
            other => other,
        });
    }
    for _ in 0..text.chars().count().div_ceil(9) {
        out.push_str(" ~x");
    }
    out.push(']');
    out
}

/// A share in millionths as a percentage with one digit: `12.3 %` is written
/// `12.3%`.
pub(crate) fn percent(ppm: u32) -> String {
    let tenths = (u64::from(ppm) + 500) / 1_000;
    if tenths == 0 && ppm > 0 {
        return "under 0.1%".to_owned();
    }
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// An amount to the dollar, half away from zero: `$1,234`.
pub(crate) fn dollars(amount: Cents) -> String {
    let whole = grouped((amount.0.unsigned_abs() + 50) / 100);
    let sign = if amount.0 < 0 { "-" } else { "" };
    format!("{sign}${whole}")
}

/// A day: `Nov 24, 2026`.
pub(crate) fn day(day: Day) -> String {
    let date = day.date();
    format!("{} {}, {}", month_name(day), date.day(), date.year())
}

/// The month of a day: `Nov`.
pub(crate) fn month_name(day: Day) -> &'static str {
    name_of(day.date().month())
}

/// A month of a year: `Nov 2026`.
pub(crate) fn month(year: i16, month: i8) -> String {
    format!("{} {year}", name_of(month))
}

fn name_of(month: i8) -> &'static str {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    usize::try_from(month - 1)
        .ok()
        .and_then(|at| MONTHS.get(at))
        .copied()
        .unwrap_or_default()
}

/// A text with each day in it that is written as computers do, `2026-11-24`,
/// written as in the rest of the page.
pub(crate) fn days_in(text: &str) -> String {
    const LENGTH: usize = 10;
    let mut out = String::with_capacity(text.len() + LENGTH);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let found = rest
            .get(..LENGTH)
            .filter(|_| first.is_ascii_digit())
            .and_then(|part| Day::parse(part).ok());
        let length = if let Some(date) = found {
            out.push_str(&day(date));
            LENGTH
        } else {
            out.push(first);
            first.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    out
}

pub(crate) use rulebook::authority::marks_in;

/// A size in bytes, as file managers show it.
pub(crate) fn size(bytes: f64) -> String {
    const STEP: f64 = 1024.0;
    if bytes < STEP {
        return format!("{bytes:.0} bytes");
    }
    let mut value = bytes / STEP;
    for unit in ["KB", "MB"] {
        if value < STEP {
            let places = usize::from(value < 10.0);
            return format!("{value:.places$} {unit}");
        }
        value /= STEP;
    }
    format!("{value:.1} GB")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_pick_their_form() {
        assert_eq!(rows(1), "1 row");
        assert_eq!(rows(12_345), "12,345 rows");
    }

    #[test]
    fn shares_and_sizes_are_written_for_people() {
        assert_eq!(percent(123_456), "12.3%");
        assert_eq!(percent(12), "under 0.1%");
        assert_eq!(percent(0), "0.0%");
        assert_eq!(dollars(Cents(123_450)), "$1,235");
        assert_eq!(dollars(Cents(-149)), "-$1");
        assert_eq!(day(Day::ymd(2026, 11, 4).unwrap()), "Nov 4, 2026");
        assert_eq!(month(2026, 11), "Nov 2026");
        assert_eq!(
            days_in("After 2026-10-09, and 2026-1."),
            "After Oct 9, 2026, and 2026-1."
        );
        assert_eq!(size(900.0), "900 bytes");
        assert_eq!(size(1_536.0), "1.5 KB");
        assert_eq!(size(220.0 * 1024.0 * 1024.0), "220 MB");
    }

    #[test]
    fn no_sentence_is_empty_or_says_what_must_not_be_said() {
        let pack = rulebook::Pack::embedded().unwrap();
        for (name, text) in ALL {
            assert!(!text.trim().is_empty(), "{name}");
            assert!(!text.contains('!'), "{name}: {text}");
            assert_eq!(pack.forbidden.find(text), None, "{name}: {text}");
        }
    }

    #[test]
    fn the_pseudo_locale_is_a_third_longer() {
        let plain = "What a CBP auditor would ask about";
        assert!(pseudo(plain).chars().count() * 10 >= plain.chars().count() * 13);
    }
}
