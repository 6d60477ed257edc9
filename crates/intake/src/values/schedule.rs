//! Rates as the tariff schedule words them.
//!
//! Most are free or a percentage of the value; some are an amount for each
//! unit, or several of these added up. Whatever else a rate says (a reference
//! to another provision, an amount less a fraction for each degree) is left
//! whole, and counted as not understood.

use customs::Spi;

/// A rate of the schedule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ScheduleRate<'a> {
    /// Nothing stands there: the rate is that of a row above or below.
    #[default]
    Blank,
    /// Free of duty.
    Free,
    /// Parts that are added up.
    Sum {
        /// The percentage, in millionths of the value; zero where there is
        /// none.
        ppm: i64,
        /// The amounts for each unit.
        specific: [Option<Specific<'a>>; 2],
    },
    /// The duty of the provision that the goods otherwise fall under, and this
    /// much of the value more, in millionths: how chapter 99 words it.
    Applicable {
        /// What is added; zero where nothing is.
        ppm: i64,
    },
    /// Anything else.
    Other,
}

/// How chapter 99 refers to the provision that the goods otherwise fall under.
const REFERENCES: [&str; 4] = [
    "the duty provided in the applicable subheading",
    "the rate provided in the applicable subheading",
    "the applicable subheading rate",
    "no change",
];

/// An amount for each unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Specific<'a> {
    /// Millionths of a dollar for each unit.
    pub micro_dollars: i64,
    /// The unit as the schedule words it: `kg`, `pf.liter`, `each`.
    pub unit: &'a str,
}

impl<'a> ScheduleRate<'a> {
    /// Reads a rate. Markup must be gone from the text.
    #[must_use]
    pub fn parse(text: &'a str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return Self::Blank;
        }
        if text.eq_ignore_ascii_case("free") {
            return Self::Free;
        }
        let lower = text.to_ascii_lowercase();
        if let Some(more) = REFERENCES.iter().find_map(|r| lower.strip_prefix(r)) {
            let more = more.trim().trim_start_matches('+').trim();
            return match more.strip_suffix('%').map(percentage) {
                None if more.is_empty() => Self::Applicable { ppm: 0 },
                Some(Some(ppm)) => Self::Applicable { ppm },
                _ => Self::Other,
            };
        }
        let mut ppm = 0i64;
        let mut specific = [None, None];
        for part in text.split('+') {
            let part = part.trim();
            if let Some(percent) = part.strip_suffix('%') {
                match percentage(percent).filter(|_| ppm == 0) {
                    Some(value) => ppm = value,
                    None => return Self::Other,
                }
            } else {
                let place = specific.iter_mut().find(|place| place.is_none());
                match (amount(part), place) {
                    (Some(found), Some(place)) => *place = Some(found),
                    _ => return Self::Other,
                }
            }
        }
        Self::Sum { ppm, specific }
    }

    /// The rate in millionths of the value, where it is free or a percentage
    /// alone.
    #[must_use]
    pub fn plain_ppm(self) -> Option<i64> {
        match self {
            Self::Free => Some(0),
            Self::Sum {
                ppm,
                specific: [None, None],
            } => Some(ppm),
            _ => None,
        }
    }
}

/// A percentage in millionths: `6.8`, or `33 1/3`, which is rounded.
fn percentage(text: &str) -> Option<i64> {
    let text = text.trim();
    let Some((whole, (top, bottom))) = text
        .split_once(' ')
        .and_then(|(whole, part)| Some((whole, part.trim().split_once('/')?)))
    else {
        return decimal(text, 4);
    };
    let (top, bottom): (i64, i64) = (top.parse().ok()?, bottom.parse().ok()?);
    let fits = (1..1_000).contains(&bottom) && (0..bottom).contains(&top);
    let part = (top * 10_000 + bottom / 2)
        .checked_div(bottom)
        .filter(|_| fits)?;
    decimal(whole, 4)?.checked_add(part)
}

/// `4.4¢/kg`, `$1.035/kg`, `1¢ each`, `30¢/pr.`.
fn amount(text: &str) -> Option<Specific<'_>> {
    let (number, rest, places) = match text.strip_prefix('$') {
        Some(dollars) => {
            let end = dollars.find(|c: char| !c.is_ascii_digit() && c != '.')?;
            let (number, rest) = dollars.split_at(end);
            (number, rest, 6)
        }
        None => {
            let (number, rest) = text.split_once('¢')?;
            (number, rest, 4)
        }
    };
    let rest = rest.trim();
    let unit = match rest.strip_prefix('/') {
        Some(unit) => unit.trim(),
        None => rest,
    };
    // A unit is a word or three; a sentence is a condition.
    let fits = !unit.is_empty()
        && unit.len() <= 24
        && unit.split_whitespace().count() <= 4
        && !unit
            .bytes()
            .any(|b| b.is_ascii_digit() && b != b'2' && b != b'3')
        && !unit.contains(" less ");
    Some(Specific {
        micro_dollars: decimal(number, places).filter(|_| fits)?,
        unit,
    })
}

/// A decimal number times ten to the `places`.
fn decimal(text: &str, places: u32) -> Option<i64> {
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || whole.len() + fraction.len() == 0 {
        return None;
    }
    let mut value: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let mut rest = fraction.bytes();
    for _ in 0..places {
        let digit = i64::from(rest.next().map_or(0, |b| b - b'0'));
        value = value.checked_mul(10)?.checked_add(digit)?;
    }
    // A digit past what is kept would change the rate.
    rest.all(|b| b == b'0').then_some(value)
}

/// The preference rates of a cell: each rate with the programs it is for.
/// `Free (A,AU) 5% (JP)` gives two.
pub fn special_rates(text: &str) -> impl Iterator<Item = (ScheduleRate<'_>, Vec<Spi>)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let open = rest.find('(')?;
        let close = open + rest.get(open..)?.find(')')?;
        let rate = ScheduleRate::parse(rest.get(..open)?);
        let programs = rest
            .get(open + 1..close)?
            .split(',')
            .filter_map(|program| Spi::parse(program).ok())
            .collect();
        rest = rest.get(close + 1..)?;
        Some((rate, programs))
    })
}

/// A text without the markup that the schedule's export carries.
pub(crate) fn push_plain(text: &str, plain: &mut String) {
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let (before, from) = rest.split_at(open);
        plain.push_str(before);
        let tag = from
            .get(1..)
            .is_some_and(|inner| inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
        match from.find('>').filter(|_| tag) {
            Some(close) => rest = from.get(close + 1..).unwrap_or(""),
            None => {
                plain.push('<');
                rest = from.get(1..).unwrap_or("");
            }
        }
    }
    plain.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sum(ppm: i64, specific: [Option<(i64, &'static str)>; 2]) -> ScheduleRate<'static> {
        ScheduleRate::Sum {
            ppm,
            specific: specific.map(|part| {
                part.map(|(micro_dollars, unit)| Specific {
                    micro_dollars,
                    unit,
                })
            }),
        }
    }

    #[test]
    fn rates() {
        for (text, want) in [
            ("", ScheduleRate::Blank),
            ("Free", ScheduleRate::Free),
            ("6.8%", sum(68_000, [None, None])),
            ("4.4¢/kg", sum(0, [Some((44_000, "kg")), None])),
            ("4.4¢/kg + 2%", sum(20_000, [Some((44_000, "kg")), None])),
            ("4.4¢/kg +2%", sum(20_000, [Some((44_000, "kg")), None])),
            (
                "$1.035/kg + 17%",
                sum(170_000, [Some((1_035_000, "kg")), None]),
            ),
            ("1¢ each", sum(0, [Some((10_000, "each")), None])),
            (
                "40¢ each + 8.5% + 2¢/jewel",
                sum(85_000, [Some((400_000, "each")), Some((20_000, "jewel"))]),
            ),
            ("33 1/3%", sum(333_333, [None, None])),
            (
                "The duty provided in the applicable subheading + 25%",
                ScheduleRate::Applicable { ppm: 250_000 },
            ),
            ("No change", ScheduleRate::Applicable { ppm: 0 }),
            ("No change (MX)", ScheduleRate::Other),
            (
                "3.6606¢/kg less 0.020668¢/kg for each degree",
                ScheduleRate::Other,
            ),
            ("See note 2", ScheduleRate::Other),
        ] {
            assert_eq!(ScheduleRate::parse(text), want, "{text}");
        }
    }

    #[test]
    fn preference_rates() {
        let rates: Vec<_> = special_rates("Free (A+,AU, BH) 5% (JP)").collect();
        let shown: Vec<String> = rates
            .iter()
            .map(|(rate, spi)| format!("{:?} {spi:?}", rate.plain_ppm()))
            .collect();
        assert_eq!(shown, ["Some(0) [A+, AU, BH]", "Some(50000) [JP]"]);
        assert_eq!(special_rates("No change").count(), 0);
    }

    #[test]
    fn markup() {
        let mut plain = String::new();
        push_plain("$2/m<sup>2</sup> a < b <i>x</i>", &mut plain);
        assert_eq!(plain, "$2/m2 a < b x");
    }

    proptest! {
        #[test]
        fn never_panics(text in ".{0,40}") {
            let _ = ScheduleRate::parse(&text);
            let _ = special_rates(&text).count();
            push_plain(&text, &mut String::new());
        }
    }
}
