//! No law in code: a search of the program's own source for what belongs into
//! the pack.
//!
//! Counsel has to find every number, date and sentence of law in one place. So
//! this reads the source of every crate and of the page, without comments and
//! tests, and stops at whatever has the form of law:
//!
//! | form | what is looked for |
//! |---|---|
//! | date | a day in a text, or made of numbers |
//! | rate | a percentage or a fraction in a text; a decimal made of numbers |
//! | named | a number that is given a name of a rate, a fee, a penalty |
//! | number | a fraction in code, but for that of drawings and of the catalogue |
//! | tariff | a tariff number, a number of chapters 98 and 99, a text of digits |
//! | citation | a statute, a regulation, a section |
//! | sentence | four words and more with one that law is told in |
//!
//! What has the form and is no law stands in [`EXCEPTIONS`] with its reason. An
//! exception that nothing needs any more is a failure too.
//!
//! A form can't tell a threshold that is a whole number from any other count,
//! unless its name does; those are held by review.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    unreachable_pub,
    reason = "a helper of a test is test code too"
)]

mod source;

use rulebook::Pack;
use source::Source;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What has the form of law and is none: file, a part of the text, why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    (
        "crates/customs/src/day.rs",
        "Date::constant(1969, 12, 31)",
        "where days are counted from",
    ),
    (
        "crates/intake/src/shape.rs",
        "ymd(1970, 1, 1)",
        "where days are counted from",
    ),
    (
        "crates/intake/src/values/dates.rs",
        "ymd(1970, 1, 1)",
        "where days are counted from",
    ),
    (
        "crates/intake/src/by_values",
        "",
        "codes that a column without a title is recognised by; nothing follows from them",
    ),
    (
        "crates/intake/src/inspection.rs",
        "CBP Form 7501",
        "what a file is called",
    ),
    (
        "crates/intake/src/other/",
        "1462.0",
        "the days between a workbook's two calendars",
    ),
    (
        "crates/intake/src/workbook/sheet.rs",
        "1462.0",
        "the days between a workbook's two calendars",
    ),
    (
        "web/src/page/parts/deadlines.rs",
        "> 22.0",
        "how near two labels of a scale may stand",
    ),
    ("web/src/words.rs", "1024.0", "bytes in a kilobyte"),
    (
        "web/src/words.rs",
        "value < 10.0",
        "when a size is told to a tenth",
    ),
    (
        "crates/intake/src/request.rs",
        "",
        "titles of the ACE columns to ask for",
    ),
    (
        "crates/intake/src/shape.rs",
        "00",
        "how whole thousands end",
    ),
    (
        "crates/intake/src/values/tariff.rs",
        "HTSUS",
        "a word before a tariff number in a cell",
    ),
    (
        "crates/profile/src/references/period.rs",
        "10",
        "the month that a quarter begins with",
    ),
    (
        "crates/triggers/src/catalogue/val3_benchmark.rs",
        "Decimal::new(5, 2)",
        "the one low quantile that a benchmark file has",
    ),
    (
        "crates/products/src/wording/compound.rs",
        "000",
        "how whole thousands end",
    ),
    (
        "crates/rulebook/src/measures.rs",
        "9903.91.01 to 9903.91.08",
        "an example of how a pack writes a run of numbers",
    ),
    (
        "crates/rulebook/src/read/plain.rs",
        "0.0125",
        "an example of how a pack writes a rate",
    ),
    (
        "crates/rulebook/src/validate/numbers.rs",
        "0.07",
        "an example of how a pack writes a rate",
    ),
    (
        "crates/rulebook/src/validate/tables.rs",
        "0.25",
        "an example of how a pack writes a rate",
    ),
    (
        "crates/rulebook/src/validate/words.rs",
        "words that state no violation",
        "what a fault of a pack expects",
    ),
    (
        "crates/rulebook/src/weave/",
        "",
        "titles of sections and the styles of their page",
    ),
    (
        "crates/triggers/src/stats.rs",
        "0.6745",
        "a quartile of the normal distribution",
    ),
    (
        "crates/triggers/src/catalogue/sec1_priority_sectors.rs",
        "232",
        "what a programme of the pack is called",
    ),
    (
        "crates/triggers/src/catalogue/sec1_priority_sectors.rs",
        "301",
        "what a programme of the pack is called",
    ),
    (
        "crates/workbook/src/cell.rs",
        "ymd(2000, 1, 1)",
        "where days are counted from",
    ),
    (
        "web/locale/en.rs",
        "tatute",
        "headings of the pack's penalty matrix",
    ),
    (
        "crates/triggers/src/catalogue/",
        "iquidat",
        "labels of facts and pictures that name a column",
    ),
];

/// The program's parts, and whether a fraction in their code is a setting.
const PARTS: &[(&str, bool)] = &[
    ("crates/customs/src", true),
    ("crates/profile/src", true),
    ("crates/products/src", true),
    ("crates/triggers/src", true),
    ("crates/exposure/src", true),
    ("crates/remedies/src", true),
    ("crates/assessment/src", true),
    ("crates/rulebook/src", true),
    ("crates/workbook/src", true),
    ("crates/cli/src", true),
    ("crates/intake/src", true),
    ("web/src", true),
    ("web/locale", false),
];

/// Where fractions are sizes on a screen.
const DRAWINGS: &str = "web/src/page/pictures/";

/// Parts of words that law is told in.
const TELLING: &[&str] = &[
    "penalt",
    "cbp",
    "protest",
    "liquidat",
    "disclos",
    "statut",
    "court",
    "counsel",
    "attorney",
    "duty can",
    "duty is owed",
    "duties are",
    "dutiable",
    "fraud",
    "neglig",
    "violat",
    "liable",
    "privileg",
    "unlawful",
    "limitation",
    "reimburse",
];

/// Of these, those that the words of a host (page, workbook, terminal) may not be
/// told in. It names counsel, CBP and liquidation as things; what the law says of
/// them is the pack's.
const TELLING_BY_A_HOST: &[&str] = &[
    "neglig", "violat", "liable", "unlawful", "statut", "privileg", "payable", "by law",
];

#[derive(Debug)]
struct Hit {
    file: String,
    line: usize,
    form: &'static str,
    text: String,
}

#[test]
fn no_law_stands_outside_the_pack() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut hits = Vec::new();
    for (part, settings) in PARTS {
        let files = rust_files(&root.join(part));
        assert!(!files.is_empty(), "{part}");
        for path in files {
            let file = path
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            let source = Source::of(&std::fs::read_to_string(&path).unwrap());
            let settings = *settings && !file.starts_with(DRAWINGS);
            search(&file, &source, settings, &mut hits);
        }
    }
    let mut used = BTreeSet::new();
    hits.retain(|hit| {
        let reason = EXCEPTIONS
            .iter()
            .position(|(file, text, _)| hit.file.starts_with(file) && hit.text.contains(text));
        used.extend(reason);
        reason.is_none()
    });
    let lines: Vec<String> = hits
        .iter()
        .map(|hit| format!("{}:{}: {}: {}", hit.file, hit.line, hit.form, hit.text))
        .collect();
    assert!(
        lines.is_empty(),
        "This has the form of law and stands in code. Move it into crates/rulebook/pack, \
         or name it with its reason in EXCEPTIONS:\n{}",
        lines.join("\n")
    );
    for (at, exception) in EXCEPTIONS.iter().enumerate() {
        assert!(
            used.contains(&at),
            "nothing needs the exception {exception:?}"
        );
    }
}

/// Where the page says in its own words what the law says, to lead somewhere,
/// the pack says it too, with its mark.
#[test]
fn what_the_page_repeats_stands_in_the_pack() {
    let texts = Pack::embedded().unwrap().texts;
    assert!(
        texts
            .exposure
            .text
            .contains("the statute would allow up to")
    );
    assert!(texts.penalty_note.text.contains("payable in any case"));
}

/// Words that no one may be shown are in no text of the program either.
#[test]
fn no_text_of_the_program_is_forbidden() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let forbidden = Pack::embedded().unwrap().forbidden;
    let mut found = Vec::new();
    for (part, _) in PARTS {
        for path in rust_files(&root.join(part)) {
            let source = Source::of(&std::fs::read_to_string(&path).unwrap());
            for literal in &source.literals {
                let words = literal.text.split_whitespace().count();
                if let (2.., Some(phrase)) = (words, forbidden.find(&literal.text)) {
                    let file = path.strip_prefix(&root).unwrap().display().to_string();
                    found.push(format!(
                        "{file}:{}: {phrase}: {}",
                        literal.line, literal.text
                    ));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap_or_default();
        if name == "tests" || name == "testing" {
            continue;
        }
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn search(file: &str, source: &Source, settings: bool, hits: &mut Vec<Hit>) {
    let page = file.starts_with("web/");
    let host = page
        || ["crates/workbook/", "crates/cli/"]
            .iter()
            .any(|of| file.starts_with(of));
    let mut hit = |line, form, text: &str| {
        hits.push(Hit {
            file: file.to_owned(),
            line,
            form,
            text: text.trim().to_owned(),
        });
    };
    for literal in &source.literals {
        let text = literal.text.as_str();
        let forms = [
            ("date", has_day(text)),
            (
                "rate",
                !is_markup(text) && has_rate(text) && (!page || is_prose(text)),
            ),
            (
                "tariff",
                has_tariff_number(text) || !page && is_digits(text),
            ),
            ("citation", has_citation(text)),
            ("sentence", is_told(text, host)),
        ];
        for (form, _) in forms.iter().filter(|(_, holds)| *holds) {
            hit(literal.line, *form, text);
        }
    }
    for code in &source.code {
        let text = code.text.as_str();
        let forms = [
            (
                "date",
                made_of_numbers(text, &["ymd(", "constant(", "date(", "Date::new("]),
            ),
            (
                "rate",
                made_of_numbers(text, DECIMALS) || has_plain_decimal(text),
            ),
            ("named", is_named_for_law(text)),
            (
                "number",
                settings && has_fraction(text) || has_exponent(text),
            ),
            ("tariff", has_late_chapter(text) || has_heading(text)),
        ];
        for (form, _) in forms.iter().filter(|(_, holds)| *holds) {
            hit(code.line, *form, text);
        }
    }
}

/// Runs of digits, with the characters around each.
fn digits(text: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + text[at..].find(|c: char| c.is_ascii_digit())?;
        let length = text[from..].find(|c: char| !c.is_ascii_digit());
        let to = length.map_or(text.len(), |length| from + length);
        at = to;
        Some((&text[..from], &text[from..to], &text[to..]))
    })
}

/// `2024-05-01`.
fn has_day(text: &str) -> bool {
    digits(text).any(|(_, run, after)| {
        let mut parts = after.splitn(3, '-');
        let plain = |part: Option<&str>| {
            part.is_some_and(|part| {
                part.len() >= 2 && part[..2].bytes().all(|b| b.is_ascii_digit())
            })
        };
        run.len() == 4 && parts.next() == Some("") && plain(parts.next()) && plain(parts.next())
    })
}

/// Elements with attributes, whose sizes and formats are no rates.
fn is_markup(text: &str) -> bool {
    text.contains('<') && (text.contains("=\\\"") || text.contains("=\""))
}

/// `25%`, `0.003464`.
fn has_rate(text: &str) -> bool {
    digits(text).any(|(before, run, after)| {
        let fraction = after.strip_prefix('.');
        let fraction =
            fraction.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
        after.starts_with('%') || run == "0" && fraction && !before.ends_with('.')
    })
}

/// `7318.15`, `9903`.
fn has_tariff_number(text: &str) -> bool {
    digits(text).any(|(before, run, after)| {
        let dotted = after.strip_prefix('.').is_some_and(|after| {
            after.len() >= 2
                && after.is_char_boundary(2)
                && after[..2].bytes().all(|b| b.is_ascii_digit())
        });
        let late = run.starts_with("98") || run.starts_with("99");
        run.len() == 4 && !before.ends_with(['.', ',']) && (dotted || late)
    })
}

/// A text that is a number of two to ten digits.
fn is_digits(text: &str) -> bool {
    (2..=13).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && text.bytes().any(|b| b.is_ascii_digit())
}

fn has_citation(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
    words
        .clone()
        .any(|word| ["USC", "U.S.C.", "CFR", "C.F.R.", "HTSUS", "HTSUSA"].contains(&word))
        || words.clone().zip(words.skip(1)).any(|(word, next)| {
            (word.eq_ignore_ascii_case("section") || word == "FR")
                && next.starts_with(|c: char| c.is_ascii_digit())
        })
        || text.contains('§')
}

fn is_told(text: &str, host: bool) -> bool {
    let telling = if host { TELLING_BY_A_HOST } else { TELLING };
    let lower = text.to_lowercase();
    text.split_whitespace().count() >= 4 && telling.iter().any(|part| lower.contains(part))
}

/// Words in a sentence, whose per cent is no size of a box.
fn is_prose(text: &str) -> bool {
    text.split_whitespace().count() >= 3 && !text.contains([':', ';', '{'])
}

/// Calls that make a decimal of the number behind them.
const DECIMALS: &[&str] = &[
    "Decimal::new(",
    "dec!(",
    "from_i128_with_scale(",
    "from_parts(",
];

/// A whole number as a decimal, other than those that arithmetic itself needs.
fn has_plain_decimal(code: &str) -> bool {
    code.split("Decimal::from(").skip(1).any(|after| {
        let number: String = after
            .chars()
            .take_while(|c| c.is_ascii_digit() || *c == '_')
            .filter(|c| *c != '_')
            .collect();
        let own = [
            "", "0", "1", "2", "10", "100", "10000", "1000000", "365", "366",
        ];
        !own.contains(&number.as_str())
    })
}

/// Parts of names that numbers of law are given.
const NAMES: &[&str] = &[
    "rate", "ppm", "duty", "fee", "tariff", "penalt", "interest", "mpf", "hmf",
];

/// A name of that kind that a number is given to.
fn is_named_for_law(code: &str) -> bool {
    let Some((name, number)) = code.split_once(" = ") else {
        return false;
    };
    let name = name.to_lowercase();
    let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let number = number.trim_start().trim_start_matches('-');
    let value: String = number
        .chars()
        .take_while(|c| c.is_ascii_digit() || "._".contains(*c))
        .filter(|c| *c != '_')
        .collect();
    // One or two digits are a place or a count.
    let is_number = value.len() > 2 && value != "0.0" && value != "1.0";
    is_number && words.any(|word| NAMES.iter().any(|part| word.starts_with(part)))
}

/// A heading of the tariff as a number: four digits that are neither a year nor
/// a round count.
fn has_heading(code: &str) -> bool {
    digits(code).any(|(before, run, after)| {
        let own = |c: char| c.is_alphanumeric() || "._".contains(c);
        let number: u32 = run.parse().unwrap_or_default();
        run.len() == 4
            && (101..=9799).contains(&number)
            && !(1900..=2200).contains(&number)
            && !number.is_multiple_of(100)
            && !number.is_power_of_two()
            && !before.ends_with(own)
            && !after.starts_with(own)
    })
}

/// A call whose first argument is a number.
fn made_of_numbers(code: &str, calls: &[&str]) -> bool {
    calls.iter().any(|call| {
        code.split(call).skip(1).any(|after| {
            let after = after.trim_start().trim_start_matches('-');
            after.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// A fraction other than those that arithmetic itself needs.
fn has_fraction(code: &str) -> bool {
    digits(code).any(|(before, run, after)| {
        let Some(after) = after.strip_prefix('.') else {
            return false;
        };
        let part = &after[..after
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(after.len())];
        let number = format!("{run}.{part}");
        let own = !before.ends_with(|c: char| c.is_alphanumeric() || "._".contains(c));
        own && !part.is_empty() && !["0.0", "0.5", "1.0", "2.0", "100.0"].contains(&number.as_str())
    })
}

/// `25e-2`, which is a fraction too. Smaller ones than `1e-5` are last bits.
fn has_exponent(code: &str) -> bool {
    digits(code).any(|(before, _, after)| {
        let before = before.trim_end_matches(|c: char| c.is_ascii_digit() || "._".contains(c));
        let after = after.trim_start_matches('_').strip_prefix(['e', 'E']);
        let after = after.and_then(|after| after.trim_start_matches('_').strip_prefix('-'));
        let first = after.and_then(|after| after.trim_start_matches(['_', '0']).chars().next());
        first.is_some_and(|digit| ('1'..='5').contains(&digit))
            && !before.ends_with(char::is_alphanumeric)
    })
}

/// A number of chapter 98 or 99.
fn has_late_chapter(code: &str) -> bool {
    digits(code).any(|(before, run, after)| {
        let own = |c: char| c.is_alphanumeric() || "._".contains(c);
        (run.starts_with("98") || run.starts_with("99"))
            && [4, 6, 8, 10].contains(&run.len())
            && !before.ends_with(own)
            && !after.starts_with(own)
    })
}

#[test]
fn the_forms_are_told_from_other_text() {
    assert!(has_day("since 2024-05-01,") && !has_day("pages 1234-56"));
    assert!(has_rate("a rate of 25%") && has_rate("0.003464") && !has_rate("1.0.125 of it"));
    assert!(
        has_tariff_number("under 7318.15")
            && has_tariff_number("9903")
            && !has_tariff_number("1984 or 12345.67")
    );
    assert!(is_digits("7318") && is_digits("73") && !is_digits("7") && !is_digits("A-570"));
    assert!(
        has_citation("19 USC 1592") && has_citation("section 301") && !has_citation("the section")
    );
    assert!(
        is_told("without it the duty can be doubled", false) && !is_told("liquidation date", false)
    );
    assert!(
        made_of_numbers("Day::ymd(2024, 5, 1)", &["ymd("])
            && !made_of_numbers("ymd(year, 1)", &["ymd("])
    );
    assert!(has_fraction("x >= 0.3") && !has_fraction("x * 1.0 + a.0.5"));
    for fraction in ["25e-2", "2.5E-1", "25_e-02", "2_500e-4_f64"] {
        assert!(has_exponent(fraction), "{fraction}");
    }
    assert!(!has_exponent("1e-9") && !has_exponent("0x25e-2") && !has_exponent("25e2"));
    assert!(
        is_named_for_law("const RATE_PPM: i64 = 250_000") && is_named_for_law("let fee = 2.77")
    );
    assert!(!is_named_for_law("const RATE: usize = 4") && !is_named_for_law("let separate = 125"));
    assert!(has_plain_decimal("Decimal::from(25)") && !has_plain_decimal("Decimal::from(100)"));
    assert!(has_heading("== 7318") && !has_heading("2024") && !has_heading("4096"));
    assert!(is_prose("a rate of 25%") && !is_prose("width: 25% of it"));
    assert!(has_late_chapter("== 9903") && !has_late_chapter("99_000") && !has_late_chapter("990"));
}
