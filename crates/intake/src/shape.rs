//! What the values of a column look like, whatever its title says.
//!
//! Some fields have a shape that nothing else has: an entry number carries a
//! check digit, a manufacturer ID begins with a country, a tariff number stands
//! in a chapter that exists. [`Shape`] counts, for the values of a sample, how
//! many have each of these shapes; what a column *means* is decided from that
//! in [`crate::by_values`].

use crate::cell::{Cell, CellKind};
use crate::inspection::DateOrder;
use crate::sample::Sample;
use crate::values::dates::{Date, date};
use crate::values::money;
use crate::values::rates::{Rate, rate};
use crate::values::tariff::{Found, tariff};
use customs::{Country, EntryNumber, Mid};
use std::collections::BTreeSet;

/// Counts over the values of a column that are not blank. All but `rows` and
/// `values` count values of one shape.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shape {
    /// Rows looked at, blank cells included.
    pub(crate) rows: usize,
    /// Values that are not blank.
    pub(crate) values: usize,
    /// Different values.
    pub(crate) distinct: usize,
    /// Entry numbers whose check digit holds, and ones of the right form.
    pub(crate) entries_checked: usize,
    pub(crate) entries: usize,
    /// Tariff numbers of eight or ten digits, and those with dots.
    pub(crate) tariffs: usize,
    pub(crate) dotted: usize,
    /// Countries: two-letter codes, three-letter codes, names.
    pub(crate) countries: usize,
    pub(crate) country_names: usize,
    /// Manufacturer IDs whose first letters are a country.
    pub(crate) mids: usize,
    /// Dates written as dates, or shown as dates by the sheet.
    pub(crate) dates: usize,
    /// Mean day of the dates, in days since 1970.
    pub(crate) mean_day: f64,
    /// Numbers, amounts among them, and whole numbers.
    pub(crate) numbers: usize,
    pub(crate) amounts: usize,
    pub(crate) whole: usize,
    /// Whole numbers of at most three digits.
    pub(crate) small: usize,
    /// Mean of the numbers.
    pub(crate) mean: f64,
    /// Percentages and "FREE".
    pub(crate) rates: usize,
    /// Codes of units of quantity.
    pub(crate) units: usize,
    /// Codes of currencies.
    pub(crate) currencies: usize,
    /// Codes of three or four digits, and of two.
    pub(crate) four_digits: usize,
    pub(crate) two_digits: usize,
    /// One or two capital letters, as of a special program.
    pub(crate) short_codes: usize,
    /// AD/CVD case numbers.
    pub(crate) cases: usize,
    /// Importer numbers.
    pub(crate) importers: usize,
    /// Texts of several words, and names of companies among them.
    pub(crate) phrases: usize,
    pub(crate) companies: usize,
    /// Single words with a digit, as of a part number.
    pub(crate) codes: usize,
}

impl Shape {
    /// Looks at the values of a column below row `after`.
    pub(crate) fn of(sample: &Sample, after: u32, column: usize) -> Self {
        let mut shape = Self::default();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut found = Found::default();
        let (mut days, mut sum) = (0.0, 0.0);
        for row in sample.after(after) {
            shape.rows += 1;
            let Some(cell) = row.cells.get(column) else {
                continue;
            };
            let text = cell.text.trim();
            if text.is_empty() {
                continue;
            }
            shape.values += 1;
            seen.insert(text);
            let cell = Cell {
                text,
                kind: cell.kind,
            };
            shape.identifiers(cell, &mut found);
            days += shape.date(cell);
            sum += shape.number(cell);
            shape.codes(text);
            shape.words(text);
        }
        shape.distinct = seen.len();
        shape.mean_day = days / shape.dates.max(1) as f64;
        shape.mean = sum / shape.numbers.max(1) as f64;
        shape
    }

    /// The share of values that `count` is of.
    pub(crate) fn share(&self, count: usize) -> f64 {
        if self.values == 0 {
            return 0.0;
        }
        count as f64 / self.values as f64
    }

    fn identifiers(&mut self, cell: Cell<'_>, found: &mut Found) {
        if let Ok(entry) = EntryNumber::parse(cell.text) {
            self.entries += 1;
            self.entries_checked += usize::from(entry.check_digit_holds());
        }
        tariff(cell, false, found);
        let whole = |hts: &customs::Hts| hts.len() >= 8 && hts.digits().get(2..4) != Some("00");
        if !found.numbers.is_empty() && found.fault.is_none() && found.numbers.iter().all(whole) {
            self.tariffs += 1;
            self.dotted += usize::from(cell.text.contains('.'));
        }
        let mid = Mid::parse(cell.text).ok().filter(|mid| {
            let text = mid.as_str();
            // A street number or a long name tells it from a plain word.
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            cell.text.len() == text.len() && text.len() >= 8 && (digits > 0 || text.len() >= 11)
        });
        self.mids += usize::from(mid.is_some_and(|mid| mid.country().is_some()));
    }

    fn date(&mut self, cell: Cell<'_>) -> f64 {
        let written = cell.kind == CellKind::Date
            || cell.text.contains(['/', '-', '.'])
            || cell.text.len() == 8
            || cell.text.contains(' ');
        match date(cell, DateOrder::MonthFirst) {
            Date::Day(day, _) if written && !is_decimal(cell.text) => {
                self.dates += 1;
                customs::Day::ymd(1970, 1, 1).map_or(0.0, |epoch| f64::from(day.since(epoch)))
            }
            _ => 0.0,
        }
    }

    fn number(&mut self, cell: Cell<'_>) -> f64 {
        if matches!(rate(cell, false), Some(Rate::Plain(_)))
            && (cell.text.ends_with('%')
                || cell.kind == CellKind::Percent
                || cell.text.eq_ignore_ascii_case("free"))
        {
            self.rates += 1;
            return 0.0;
        }
        let Ok(Some(cents)) = money::cents(cell) else {
            return 0.0;
        };
        if !cell.text.bytes().any(|b| b.is_ascii_digit())
            || cell.text.starts_with('0') && cell.text.len() > 1 && !cell.text.contains('.')
        {
            return 0.0;
        }
        self.numbers += 1;
        let fraction = cell.text.rsplit_once('.').map(|(_, digits)| digits.len());
        self.amounts += usize::from(cell.text.contains('$') || fraction == Some(2));
        if fraction.is_none() && !cell.text.contains('$') {
            self.whole += 1;
            self.small += usize::from((1..=99_900).contains(&cents.0));
        }
        cents.0 as f64
    }

    fn codes(&mut self, text: &str) {
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        let capitals = text.bytes().all(|b| b.is_ascii_uppercase());
        self.four_digits += usize::from(digits && text.len() == 4);
        self.two_digits += usize::from(digits && text.len() <= 2);
        self.short_codes += usize::from(
            text.len() <= 2
                && text.bytes().next().is_some_and(|b| b.is_ascii_uppercase())
                && text
                    .bytes()
                    .all(|b| b.is_ascii_uppercase() || matches!(b, b'+' | b'*')),
        );
        if capitals && text.len() == 3 {
            self.currencies += usize::from(CURRENCIES.contains(&text));
        }
        if text.len() <= 4 {
            self.units += usize::from(UNITS.iter().any(|unit| text.eq_ignore_ascii_case(unit)));
        }
        if Country::parse(text).is_ok() {
            self.countries += 1;
            self.country_names += usize::from(text.len() > 3);
        }
        self.cases += usize::from(is_case(text));
        self.importers += usize::from(is_importer(text));
    }

    fn words(&mut self, text: &str) {
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let words = text.split_whitespace().count();
        if words >= 2 && letters * 2 > text.len() {
            self.phrases += 1;
            self.companies += usize::from(is_company(text));
        }
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let plain = text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'/' | b'.' | b'_' | b'#'));
        self.codes +=
            usize::from(words == 1 && digits > 0 && plain && (4..=24).contains(&text.len()));
    }
}

/// Digits with one point or none: a number, whatever else it could be read as.
fn is_decimal(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && text.bytes().filter(|b| *b == b'.').count() == 1
}

/// `A-570-890`, `C570891000`, `A-570-890-000`.
fn is_case(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['A', 'C']) else {
        return false;
    };
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    matches!(digits, 6 | 9) && rest.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// `NN-NNNNNNNXX`, `NNN-NN-NNNN` or `YYDDPP-NNNNN`.
fn is_importer(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    match groups[..] {
        [a, b] if a.len() == 2 && digits(a) => {
            let (serial, suffix) = b.split_at_checked(7).unwrap_or(("", ""));
            !serial.is_empty() && digits(serial) && suffix.len() <= 2
        }
        [a, b] => a.len() == 6 && b.len() == 5 && digits(a) && digits(b),
        [a, b, c] => {
            (a.len(), b.len(), c.len()) == (3, 2, 4) && digits(a) && digits(b) && digits(c)
        }
        _ => false,
    }
}

/// Whether a name ends as companies' names do.
fn is_company(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .any(|word| {
            COMPANY_WORDS
                .iter()
                .any(|known| word.eq_ignore_ascii_case(known))
        })
}

/// Words of companies' names.
const COMPANY_WORDS: [&str; 26] = [
    "ltd",
    "limited",
    "inc",
    "corp",
    "corporation",
    "co",
    "company",
    "llc",
    "gmbh",
    "ag",
    "sa",
    "srl",
    "spa",
    "bv",
    "ab",
    "oy",
    "kk",
    "pte",
    "pvt",
    "sdn",
    "bhd",
    "plc",
    "industries",
    "manufacturing",
    "trading",
    "sas",
];

/// Currencies of invoices.
const CURRENCIES: [&str; 24] = [
    "USD", "EUR", "CNY", "JPY", "GBP", "CAD", "MXN", "KRW", "INR", "TWD", "HKD", "CHF", "SEK",
    "AUD", "BRL", "THB", "VND", "MYR", "SGD", "PLN", "TRY", "IDR", "PHP", "ZAR",
];

/// Units of quantity in entry summaries and on invoices.
const UNITS: [&str; 36] = [
    "NO", "NO.", "KG", "KGS", "DOZ", "DZ", "PCS", "PC", "PRS", "PR", "DPR", "EA", "SET", "M", "M2",
    "M3", "L", "G", "T", "CM", "X", "LB", "LBS", "YD", "FT", "GRS", "GR", "THS", "BBL", "PFL",
    "CAR", "KWH", "HUN", "SQM", "CTN", "UNIT",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn importer_numbers() {
        for text in ["12-3456789AB", "12-3456789", "123-45-6789", "240901-12345"] {
            assert!(is_importer(text), "{text}");
        }
        for text in ["12-345", "A-570-890", "1234567890", "02-10-2026"] {
            assert!(!is_importer(text), "{text}");
        }
    }

    #[test]
    fn cases() {
        for text in ["A-570-890", "C-570-891-000", "A570890000"] {
            assert!(is_case(text), "{text}");
        }
        for text in ["A-57", "B-570-890", "AB123456"] {
            assert!(!is_case(text), "{text}");
        }
    }
}
