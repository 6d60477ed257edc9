//! The files are deterministic, add up, and hold what the truth says.

// Clippy's allowances for tests do not reach helpers outside a test function.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use sample::{Config, check_digit};
use std::collections::{BTreeMap, BTreeSet};

fn config(lines: u32, seed: u64) -> Config {
    Config {
        lines,
        seed,
        ..Config::default()
    }
}

/// Rows as maps from title to cell.
fn rows(csv: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv);
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// Cents of `$10,000.00`, `(\$240.00)`, `10000.00` or `-240.00`.
fn cents(cell: &str) -> i64 {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    let amount = digits.parse().unwrap_or(0);
    if cell.starts_with(['(', '-']) {
        -amount
    } else {
        amount
    }
}

fn unpunctuated(entry: &str) -> String {
    entry.replace('-', "")
}

/// A line: entry number without dashes, line number.
type LineId = (String, String);

fn es003_lines(csv: &[u8]) -> BTreeMap<LineId, [i64; 4]> {
    let mut lines: BTreeMap<LineId, [i64; 4]> = BTreeMap::new();
    for row in rows(csv) {
        let id = (
            row["Entry Summary Number"].clone(),
            row["Entry Summary Line Number"].clone(),
        );
        let line = lines.entry(id).or_default();
        line[0] += cents(&row["Line Tariff Goods Value Amount"]);
        line[1] += cents(&row["Line Tariff Duty Amount"]);
        line[2] += cents(&row["Line MPF Amount"]);
        line[3] += cents(&row["Line HMF Amount"]);
    }
    lines
}

#[test]
fn the_same_configuration_gives_the_same_bytes() {
    let config = config(900, 7);
    assert_eq!(sample::es003_csv(&config), sample::es003_csv(&config));
    assert_eq!(sample::broker_csv(&config), sample::broker_csv(&config));
    assert_eq!(sample::master_csv(&config), sample::master_csv(&config));
    let other = Config { seed: 8, ..config };
    assert_ne!(sample::es003_csv(&config), sample::es003_csv(&other));
}

#[test]
fn broker_rows_add_up_to_the_entry_lines() {
    for lines in [250, 900, 6_000] {
        let config = config(lines, 3);
        let mut es003 = es003_lines(&sample::es003_csv(&config));
        es003.retain(|(entry, _), _| !entry.starts_with("9QZ"));
        let rows = rows(&sample::broker_csv(&config));
        // Of a corrected line the last version counts.
        let corrected: BTreeSet<LineId> = rows
            .iter()
            .filter(|row| row["PSC"] == "Y")
            .map(|row| (unpunctuated(&row["Entry No"]), row["Line"].clone()))
            .collect();
        let mut broker: BTreeMap<LineId, [i64; 4]> = BTreeMap::new();
        for row in rows {
            let id = (unpunctuated(&row["Entry No"]), row["Line"].clone());
            if row["PSC"] == "N" && corrected.contains(&id) {
                continue;
            }
            let line = broker.entry(id).or_default();
            for (sum, title) in line.iter_mut().zip(["Entered Value", "Duty", "MPF", "HMF"]) {
                *sum += cents(&row[title]);
            }
        }
        assert_eq!(es003, broker, "{lines} lines");
    }
}

#[test]
fn entry_numbers_carry_their_check_digit_and_are_unique_to_one_date() {
    let mut dates = BTreeMap::new();
    for row in rows(&sample::es003_csv(&config(3_000, 5))) {
        let number = &row["Entry Summary Number"];
        assert_eq!(number.len(), 11, "{number}");
        let check = number[10..].parse::<u32>().unwrap();
        assert_eq!(check_digit(&number[..10]), check, "{number}");
        let date = dates
            .entry(number.clone())
            .or_insert(row["Entry Date"].clone());
        assert_eq!(date, &row["Entry Date"]);
    }
}

#[test]
fn the_size_is_what_was_asked_for() {
    for lines in [200, 600, 2_000, 20_000] {
        let got = es003_lines(&sample::es003_csv(&config(lines, 1))).len();
        let got = u32::try_from(got).unwrap();
        assert!(
            got.abs_diff(lines) * 10 <= lines,
            "asked for {lines}, got {got}"
        );
    }
}

#[test]
fn every_case_is_in_the_files() {
    for lines in [600, 5_000] {
        let config = config(lines, 2);
        let truth = sample::truth(&config);
        assert!(!truth.planted.is_empty() && !truth.innocent.is_empty());
        let broker = rows(&sample::broker_csv(&config));
        let skus: BTreeSet<&str> = broker.iter().map(|r| r["Part Number"].as_str()).collect();
        let es003 = rows(&sample::es003_csv(&config));
        let mids: BTreeSet<&str> = es003
            .iter()
            .map(|r| r["Manufacturer ID"].as_str())
            .collect();
        for case in truth.planted.iter().chain(&truth.innocent) {
            for sku in &case.skus {
                assert!(skus.contains(sku.as_str()), "{}: {sku}", case.id);
            }
            for mid in &case.mids {
                assert!(mids.contains(mid.as_str()), "{}: {mid}", case.id);
            }
        }
    }
}

#[test]
fn a_small_sample_holds_every_case() {
    let all = |lines| {
        let truth = sample::truth(&config(lines, 1));
        let ids: Vec<_> = truth
            .planted
            .iter()
            .chain(&truth.innocent)
            .map(|c| c.id)
            .collect();
        ids
    };
    assert_eq!(all(600), all(100_000));
    let unique: BTreeSet<_> = all(600).into_iter().collect();
    assert_eq!(unique.len(), all(600).len());
}

#[test]
fn the_fee_of_an_entry_stands_within_its_bounds() {
    let mut fees: BTreeMap<String, (i64, String)> = BTreeMap::new();
    for row in rows(&sample::es003_csv(&config(3_000, 4))) {
        let fee = fees
            .entry(row["Entry Summary Number"].clone())
            .or_insert((0, row["Entry Date"].clone()));
        fee.0 += cents(&row["Line MPF Amount"]);
    }
    for (entry, (fee, date)) in fees {
        assert!(
            fee == 0 || (2_723..=67_086).contains(&fee),
            "{entry} of {date}: {fee}"
        );
    }
}
