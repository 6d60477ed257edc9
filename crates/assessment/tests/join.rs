//! The join of the generated sample, reconciled to the cent and to the row
//! against the files themselves, read by another reader and summed by hand.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use assessment::{Loaded, Session};
use customs::Day;
use exposure::Entered;
use sample::Config;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::ops::ControlFlow;
use triggers::context::Answers;

fn load(files: &[(&str, &[u8])]) -> Loaded {
    let mut session = Session::embedded().unwrap();
    for (name, bytes) in files {
        let size = bytes.len() as u64;
        let inspection = session.inspect(name, Cursor::new(bytes), size).unwrap();
        let plan = inspection.plan().unwrap();
        let mut go_on = |_| ControlFlow::Continue(());
        session
            .read(name, Cursor::new(bytes), &plan, &mut go_on)
            .unwrap();
    }
    session.finish()
}

/// A CSV file by its titles.
struct Sheet {
    titles: Vec<String>,
    rows: Vec<csv::StringRecord>,
}

impl Sheet {
    fn of(bytes: &[u8]) -> Self {
        let mut reader = csv::Reader::from_reader(bytes);
        let titles = reader
            .headers()
            .unwrap()
            .iter()
            .map(str::to_owned)
            .collect();
        let rows = reader.records().map(Result::unwrap).collect();
        Self { titles, rows }
    }

    fn at(&self, titles: &[&str]) -> usize {
        let found = self
            .titles
            .iter()
            .position(|t| titles.contains(&t.as_str()));
        found.unwrap_or_else(|| panic!("{titles:?} in {:?}", self.titles))
    }
}

/// Cents of a text such as `$1,234.50` or `($240.00)`.
fn cents(text: &str) -> i64 {
    let negative = text.contains(['(', '-']);
    let plain: String = text
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, "0"));
    let hundredths: i64 = format!("{rest:0<2}").parse().unwrap_or(0);
    let cents = whole.parse::<i64>().unwrap_or(0) * 100 + hundredths;
    if negative { -cents } else { cents }
}

fn key(text: &str) -> String {
    let kept = text.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|c| c.to_ascii_uppercase()).collect()
}

type Line = (String, u32);

/// Entry lines of ES-003: the values of ordinary ordinals, or where none has
/// one the largest of any, and the duty of all.
struct Declared {
    lines: BTreeMap<Line, (i64, i64)>,
    rows: u64,
}

fn declared(bytes: &[u8]) -> Declared {
    let sheet = Sheet::of(bytes);
    let [entry, line, hts, value, duty] = [
        sheet.at(&["Entry Summary Number"]),
        sheet.at(&["Entry Summary Line Number"]),
        sheet.at(&["HTS Number - Full"]),
        sheet.at(&["Line Tariff Goods Value Amount"]),
        sheet.at(&["Line Tariff Duty Amount"]),
    ];
    // Ordinary values together, the largest value of any row, duty.
    let mut sums: BTreeMap<Line, [i64; 3]> = BTreeMap::new();
    for row in &sheet.rows {
        let at = (key(&row[entry]), row[line].trim().parse().unwrap());
        let [ordinary, largest, duties] = sums.entry(at).or_default();
        let number = key(&row[hts]);
        if !number.starts_with("98") && !number.starts_with("99") {
            *ordinary += cents(&row[value]);
        }
        *largest = (*largest).max(cents(&row[value]));
        *duties += cents(&row[duty]);
    }
    let lines = sums.into_iter().map(|(line, [ordinary, largest, duty])| {
        // A credit stands on the ordinary row with a minus sign.
        let value = if ordinary == 0 { largest } else { ordinary };
        (line, (value, duty))
    });
    let lines = lines.collect();
    Declared {
        lines,
        rows: sheet.rows.len() as u64,
    }
}

/// Broker lines by entry line: the values of their latest version together.
fn invoiced(bytes: &[u8]) -> (BTreeMap<Line, i64>, u64) {
    let sheet = Sheet::of(bytes);
    let [entry, line, value, filed] = [
        sheet.at(&["Entry No"]),
        sheet.at(&["Line"]),
        sheet.at(&["Entered Value"]),
        sheet.at(&["PSC Date"]),
    ];
    let mut versions: BTreeMap<Line, BTreeMap<String, i64>> = BTreeMap::new();
    for row in &sheet.rows {
        let at = (key(&row[entry]), row[line].trim().parse().unwrap());
        // Dates of the form 2026-02-10; blank comes first.
        let sums = versions.entry(at).or_default();
        *sums.entry(row[filed].to_owned()).or_default() += cents(&row[value]);
    }
    let latest = versions.into_iter().filter_map(|(line, sums)| {
        let (_, sum) = sums.into_iter().next_back()?;
        Some((line, sum))
    });
    (latest.collect(), sheet.rows.len() as u64)
}

/// A file without the rows after the header for which `drop` says so.
fn without(bytes: &[u8], drop: impl Fn(usize) -> bool) -> Vec<u8> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(bytes);
    let mut out = csv::Writer::from_writer(Vec::new());
    for (at, row) in reader.records().map(Result::unwrap).enumerate() {
        if at == 0 || !drop(at) {
            out.write_record(&row).unwrap();
        }
    }
    out.into_inner().unwrap()
}

fn reconcile(es003: &[u8], broker: &[u8]) {
    let loaded = load(&[("es003.csv", es003), ("broker.csv", broker)]);
    let (declared, (invoiced, broker_rows)) = (declared(es003), invoiced(broker));
    let of_ace: BTreeSet<&Line> = declared.lines.keys().collect();
    let of_broker: BTreeSet<&Line> = invoiced.keys().collect();
    let join = *loaded.profile().join();
    // To the row: every line of either side is matched or counted apart.
    assert_eq!(join.matched, of_ace.intersection(&of_broker).count() as u64);
    assert_eq!(
        join.declared_only,
        of_ace.difference(&of_broker).count() as u64
    );
    assert_eq!(
        join.invoice_only,
        of_broker.difference(&of_ace).count() as u64
    );
    let agree = declared
        .lines
        .iter()
        .filter(|(line, (value, _))| invoiced.get(line) == Some(value));
    assert_eq!(join.value_agrees, agree.count() as u64);
    let day = Day::parse("2026-11-24").unwrap();
    let assessment = loaded.assess(&Answers::default(), &Entered::default(), day);
    for (table, rows) in assessment.tables.iter().zip([declared.rows, broker_rows]) {
        // The header is a row too.
        assert_eq!(table.rows, rows + 1, "{}", table.name);
        let classes: u64 = table.classes.iter().map(|class| class.rows).sum();
        assert_eq!(classes, table.rows, "{}", table.name);
    }
    // To the cent: what is declared counts as declared, and what only the
    // broker has does not disappear.
    let alone = |line: &&Line| !of_ace.contains(*line);
    let invoice_only: i64 = of_broker
        .iter()
        .filter(|l| alone(l))
        .map(|l| invoiced[*l])
        .sum();
    let value: i64 = declared.lines.values().map(|(value, _)| value).sum();
    assert_eq!(assessment.coverage.value.0, value + invoice_only);
    let duty: i64 = declared.lines.values().map(|(_, duty)| duty).sum();
    if invoice_only == 0 {
        assert_eq!(assessment.coverage.duty.map(|duty| duty.0), Some(duty));
    }
}

#[test]
fn the_sample_reconciles_to_the_cent_and_to_the_row() {
    for seed in 1..4 {
        let config = Config {
            seed,
            lines: 1_500,
            ..Config::default()
        };
        reconcile(&sample::es003_csv(&config), &sample::broker_csv(&config));
    }
}

#[test]
fn what_is_missing_on_either_side_is_counted_and_does_not_disappear() {
    let config = Config {
        lines: 1_500,
        ..Config::default()
    };
    let es003 = sample::es003_csv(&config);
    // Whole entries are missing from one file or the other.
    let rows = |bytes: &[u8], title: &str| -> Vec<String> {
        let sheet = Sheet::of(bytes);
        let at = sheet.at(&[title]);
        sheet.rows.iter().map(|row| key(&row[at])).collect()
    };
    let tail = |entry: &str| entry.bytes().last().unwrap_or(b'0');
    let of_ace = rows(&es003, "Entry Summary Number");
    let broker = sample::broker_csv(&config);
    let of_broker = rows(&broker, "Entry No");
    let fewer = without(&es003, |at| tail(&of_ace[at - 1]) == b'3');
    let fewer_broker = without(&broker, |at| tail(&of_broker[at - 1]) == b'7');
    reconcile(&fewer, &fewer_broker);
}
