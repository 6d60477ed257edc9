//! Tariff numbers with what surrounds them in real files.
//!
//! A cell holds a number with dots or without, with a preference indicator
//! before it, a country after it, several numbers side by side, or what a
//! spreadsheet program left of one. Digits at the *start* are put back where
//! it is certain that they were zeros: the cell is a number, the digits left
//! are one too few, and the heading so made exists. Digits inside are never
//! guessed.

use crate::cell::{Cell, CellKind};
use customs::{Hts, Spi};

/// What was put right in a tariff number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Repairs {
    /// A zero put back before the first digit.
    pub(crate) leading_zero: bool,
    /// A zero put back after the last digit of a six-digit number.
    pub(crate) trailing_zero: bool,
    /// A preference indicator taken off the front.
    pub(crate) spi: bool,
    /// Letters taken off the end.
    pub(crate) suffix: bool,
}

/// Why a text is no tariff number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Written with an exponent: its last digits are lost.
    Scientific,
    /// Digits are missing or too many.
    Length,
    /// No tariff number at all.
    Unreadable,
}

/// The tariff numbers of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// In the order they stand in.
    pub(crate) numbers: Vec<Hts>,
    /// The indicator that stood before one.
    pub(crate) spi: Option<Spi>,
    /// What was put right.
    pub(crate) repairs: Repairs,
    /// Why a piece of the cell is none.
    pub(crate) fault: Option<Fault>,
}

impl Found {
    fn clear(&mut self) {
        self.numbers.clear();
        self.spi = None;
        self.repairs = Repairs::default();
        self.fault = None;
    }
}

/// Reads the tariff numbers of a cell. `numeric` says that the column looks
/// like one that was saved as numbers.
pub(crate) fn tariff(cell: Cell<'_>, numeric: bool, found: &mut Found) {
    found.clear();
    let text = cell.text.trim();
    if text.is_empty() {
        return;
    }
    let number = cell.kind == CellKind::Number;
    if !number && let Ok(hts) = Hts::parse(text) {
        found.numbers.push(hts.unpadded());
        return;
    }
    if number {
        saved_as_number(text, found);
    } else if is_scientific(text) {
        found.fault = Some(Fault::Scientific);
    } else if let Some(digits) = without_thousands(text) {
        piece(&digits, true, found);
    } else {
        for part in pieces(text) {
            piece(part, numeric, found);
        }
    }
}

/// A workbook's number: whole, or with the one dot of a six-digit number.
fn saved_as_number(text: &str, found: &mut Found) {
    let mut written = String::new();
    let text = match text.parse::<f64>() {
        Ok(value) if text.contains(['e', 'E']) && value.fract() == 0.0 && value < 1e11 => {
            written.push_str(&format!("{value:.0}"));
            &written
        }
        _ => text,
    };
    match text.split_once('.') {
        None => digits(text, true, found),
        Some((whole, fraction)) if fraction.bytes().all(|b| b == b'0') => {
            digits(whole, true, found);
        }
        Some((heading, rest)) => {
            let lost_start = heading.len() == 3;
            let lost_end = rest.len() == 1;
            if matches!(heading.len(), 3 | 4) && matches!(rest.len(), 1 | 2 | 4) {
                let zero = if lost_start { "0" } else { "" };
                let end = if lost_end { "0" } else { "" };
                let whole = format!("{zero}{heading}{rest}{end}");
                match Hts::parse(&whole) {
                    Ok(hts) if !lost_start || has_low_heading(hts) => {
                        found.numbers.push(hts.unpadded());
                        found.repairs.leading_zero |= lost_start;
                        found.repairs.trailing_zero |= lost_end;
                    }
                    _ => found.fault = Some(Fault::Length),
                }
            } else {
                found.fault = Some(Fault::Length);
            }
        }
    }
}

fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let mantissa_fits = mantissa
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
        && mantissa.bytes().any(|b| b.is_ascii_digit());
    mantissa_fits
        && exponent
            .strip_prefix(['+', '-'])
            .map_or(digits(exponent), digits)
}

/// `8,471,300,100`: a number shown with thousands separators.
fn without_thousands(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let mut rest = 0;
    for group in groups {
        rest += 1;
        if group.len() != 3 || !digits(group) {
            return None;
        }
    }
    (rest >= 2 && (1..=3).contains(&first.len()) && digits(first)).then(|| text.replace(',', ""))
}

/// The numbers of a cell that holds several.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '/', ',', '\n', '\r', '|', '&'])
        .flat_map(|part| {
            // A space parts two whole numbers; elsewhere it stands inside one.
            let words = part
                .split_whitespace()
                .filter(|word| word.bytes().filter(u8::is_ascii_digit).count() >= 8);
            let several = words.clone().count() > 1;
            let (whole, parted) = if several {
                (None, Some(part.split_whitespace()))
            } else {
                (Some(part.trim()), None)
            };
            whole.into_iter().chain(parted.into_iter().flatten())
        })
        .filter(|part| !part.is_empty())
}

/// Words that say only that a tariff number follows.
const LABELS: [&str; 6] = ["HTS", "HTSUS", "HTSUSA", "US", "HS", "NO"];

fn piece(text: &str, numeric: bool, found: &mut Found) {
    let start = text.find(|c: char| c.is_ascii_digit());
    let Some(start) = start else {
        found.fault = Some(Fault::Unreadable);
        return;
    };
    let (prefix, rest) = text.split_at(start);
    let prefix =
        prefix.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '.' | ':' | '#'));
    if !prefix.is_empty()
        && !LABELS
            .iter()
            .any(|label| prefix.eq_ignore_ascii_case(label))
    {
        match Spi::parse(prefix) {
            Ok(spi) => {
                found.spi = Some(spi);
                found.repairs.spi = true;
            }
            Err(_) => {
                found.fault = Some(Fault::Unreadable);
                return;
            }
        }
    }
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-' | ' ')))
        .unwrap_or(rest.len());
    let (number, suffix) = rest.split_at(end);
    if suffix.bytes().any(|b| b.is_ascii_digit()) {
        found.fault = Some(Fault::Unreadable);
        return;
    }
    let before = found.numbers.len();
    digits(number, numeric, found);
    if found.numbers.len() > before && suffix.contains(char::is_alphanumeric) {
        found.repairs.suffix = true;
    }
}

/// A number of digits and dots; a lost zero is put back where that is certain.
fn digits(text: &str, numeric: bool, found: &mut Found) {
    match Hts::parse(text) {
        Ok(hts) => found.numbers.push(hts.unpadded()),
        Err(customs::hts::HtsError::Length(7 | 9)) if numeric => {
            let plain: String = text.chars().filter(char::is_ascii_digit).collect();
            match Hts::parse(&format!("0{plain}")) {
                Ok(hts) if has_low_heading(hts) => {
                    found.numbers.push(hts);
                    found.repairs.leading_zero = true;
                }
                _ => found.fault = Some(Fault::Length),
            }
        }
        Err(customs::hts::HtsError::Length(_)) => found.fault = Some(Fault::Length),
        Err(_) => found.fault = Some(Fault::Unreadable),
    }
}

/// Whether a number stands in chapters 1 to 9 under a heading that exists in
/// the international nomenclature: the last heading of each chapter.
fn has_low_heading(hts: Hts) -> bool {
    const LAST: [u16; 9] = [6, 10, 9, 10, 11, 4, 14, 14, 10];
    let heading: u16 = hts
        .digits()
        .get(2..4)
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0);
    usize::from(hts.chapter())
        .checked_sub(1)
        .and_then(|chapter| LAST.get(chapter))
        .is_some_and(|last| (1..=*last).contains(&heading))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, kind: CellKind, numeric: bool) -> (String, Found) {
        let mut found = Found::default();
        tariff(Cell { text, kind }, numeric, &mut found);
        let shown: Vec<String> = found.numbers.iter().map(ToString::to_string).collect();
        (shown.join(" "), found)
    }

    fn text(written: &str) -> (String, Found) {
        read(written, CellKind::Text, false)
    }

    #[test]
    fn plain_forms() {
        for (written, want) in [
            ("8471.30.0100", "8471.30.0100"),
            ("8471300100", "8471.30.0100"),
            ("8471.30.01", "8471.30.01"),
            ("8471 30 0100", "8471.30.0100"),
            ("9903.88.03", "9903.88.03"),
            ("9903880300", "9903.88.03"),
            ("HTS 8471.30.0100", "8471.30.0100"),
        ] {
            let (shown, found) = text(written);
            assert_eq!(shown, want, "{written}");
            assert_eq!(found.repairs, Repairs::default(), "{written}");
        }
    }

    #[test]
    fn prefixes_and_suffixes() {
        let (shown, found) = text("S8708.29.5060");
        assert_eq!(
            (shown.as_str(), found.spi.map(|s| s.to_string())),
            ("8708.29.5060", Some("S".into()))
        );
        let (shown, found) = text("A*6109.10.0012");
        assert_eq!(
            (shown.as_str(), found.spi.map(|s| s.to_string())),
            ("6109.10.0012", Some("A*".into()))
        );
        let (shown, found) = text("8708295060 US");
        assert!(shown == "8708.29.5060" && found.repairs.suffix && found.spi.is_none());
    }

    #[test]
    fn several_in_a_cell() {
        for written in [
            "9903.88.03; 8471.30.0100",
            "9903.88.03/8471.30.0100",
            "9903880300,8471300100",
            "9903.88.03\n8471.30.0100",
            "9903.88.03 8471.30.0100",
        ] {
            assert_eq!(text(written).0, "9903.88.03 8471.30.0100", "{written}");
        }
    }

    #[test]
    fn lost_zeros_need_proof() {
        let lost = |written, kind, numeric| {
            let (shown, found) = read(written, kind, numeric);
            (shown, found.repairs.leading_zero, found.fault)
        };
        let repaired = ("0101.21.0010".into(), true, None);
        assert_eq!(lost("101210010", CellKind::Number, false), repaired);
        assert_eq!(lost("101210010", CellKind::Text, true), repaired);
        let refused = (String::new(), false, Some(Fault::Length));
        assert_eq!(lost("101210010", CellKind::Text, false), refused);
        // No heading 0199, and 8471.30.010 has lost an inner digit.
        assert_eq!(lost("199210010", CellKind::Number, true), refused);
        assert_eq!(lost("847130010", CellKind::Number, true), refused);
        assert_eq!(lost("1012100", CellKind::Number, false).0, "0101.21.00");
    }

    #[test]
    fn six_digits_saved_as_a_number() {
        assert_eq!(read("1003.9", CellKind::Number, true).0, "1003.90");
        assert_eq!(read("101.21", CellKind::Number, true).0, "0101.21");
        assert_eq!(read("8471.301", CellKind::Number, true).0, "");
        assert_eq!(
            read("8.4713001E9", CellKind::Number, true).0,
            "8471.30.0100"
        );
    }

    #[test]
    fn scientific_notation_is_unusable() {
        for written in ["8.47E+09", "8.4713E9", "8E+9"] {
            assert_eq!(text(written).1.fault, Some(Fault::Scientific), "{written}");
        }
    }

    #[test]
    fn what_is_none() {
        for (written, fault) in [
            ("see invoice", Fault::Unreadable),
            ("84713001001234", Fault::Length),
            ("7701.00.00", Fault::Unreadable),
            ("84713O0100", Fault::Unreadable),
        ] {
            assert_eq!(text(written).1.fault, Some(fault), "{written}");
        }
        assert_eq!(text("8,471,300,100").0, "8471.30.0100");
    }

    proptest! {
        #[test]
        fn never_panics(written in ".{0,40}", numeric: bool) {
            for kind in [CellKind::Text, CellKind::Number] {
                let _ = read(&written, kind, numeric);
            }
        }
    }
}
