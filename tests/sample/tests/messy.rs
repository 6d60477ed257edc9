//! Every row of a messy file can be accounted for.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use sample::Config;

fn rows(csv: &[u8]) -> Vec<csv::StringRecord> {
    csv::ReaderBuilder::new()
        .flexible(true)
        .has_headers(false)
        .from_reader(csv)
        .records()
        .map(|row| row.unwrap())
        .collect()
}

#[test]
fn the_counts_add_up_to_the_rows() {
    let config = Config {
        lines: 3_000,
        ..Config::default()
    };
    for (file, mess) in [
        sample::messy_es003_csv(&config),
        sample::messy_broker_csv(&config),
    ] {
        let rows = rows(&file);
        let told = mess.preamble + 1 + mess.blank + mess.totals + mess.data;
        assert_eq!(u64::try_from(rows.len()).unwrap(), told);
        let is = |row: &&csv::StringRecord, text: &str| row.iter().any(|c| c.contains(text));
        let lost = rows.iter().filter(|row| is(row, "E+09")).count();
        assert_eq!(u64::try_from(lost).unwrap(), mess.unusable);
        let totals = rows.iter().filter(|row| is(row, "otal")).count();
        assert!(u64::try_from(totals).unwrap() >= mess.totals);
        assert!(mess.unusable > 0 && mess.duplicates > 0 && mess.blank > 0);
    }
}

#[test]
fn only_the_messy_truth_has_unusable_rows() {
    let config = Config::default();
    let dq = |truth: sample::Truth| truth.planted.iter().any(|case| case.trigger == "DQ-1");
    assert!(dq(sample::messy_truth(&config)));
    assert!(!dq(sample::truth(&config)));
}

#[test]
fn leading_zeros_are_lost_where_a_column_was_numeric() {
    let (file, mess) = sample::messy_es003_csv(&Config::default());
    let rows = rows(&file);
    let header = usize::try_from(mess.preamble).unwrap();
    let port = rows[header]
        .iter()
        .position(|t| t == "Port of Entry Code")
        .unwrap();
    assert!(
        rows.iter()
            .filter_map(|row| row.get(port))
            .any(|cell| cell == "401")
    );
    assert!(
        rows.iter()
            .any(|row| row.get(0).is_some_and(|e| e.len() == 10))
    );
}
