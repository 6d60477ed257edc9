//! The ordinary products are silent: a plain reading of CLS-1, VAL-1 and CLS-9
//! over the files, without any exculpation, speaks about planted products only.
//! Written apart from the project's own triggers on purpose.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use sample::{Config, Expect};
use std::collections::{BTreeMap, BTreeSet};

/// A line with a single ordinary tariff number.
#[derive(Debug)]
struct Line {
    date: String,
    hts: String,
    mid: String,
    unit: String,
    origin: String,
    cents: i64,
    quantity: i64,
    sku: String,
}

fn cents(cell: &str) -> i64 {
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    let amount = digits.parse().unwrap_or(0);
    if cell.starts_with('(') {
        -amount
    } else {
        amount
    }
}

fn table(csv: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv);
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn lines(config: &Config) -> Vec<Line> {
    let skus: BTreeMap<(String, String), String> = table(&sample::broker_csv(config))
        .into_iter()
        .map(|row| {
            let id = (row["Entry No"].replace('-', ""), row["Line"].clone());
            (id, row["Part Number"].clone())
        })
        .collect();
    let mut grouped: BTreeMap<(String, String), Vec<Line>> = BTreeMap::new();
    for row in table(&sample::es003_csv(config)) {
        let hts = row["HTS Number - Full"].clone();
        if hts.starts_with("99") || hts.starts_with("98") {
            continue;
        }
        let id = (
            row["Entry Summary Number"].clone(),
            row["Entry Summary Line Number"].clone(),
        );
        let day = &row["Entry Date"];
        let line = Line {
            date: format!("{}-{}-{}", &day[6..], &day[..2], &day[3..5]),
            hts,
            mid: row["Manufacturer ID"].clone(),
            unit: row["Line Tariff UOM (1) Code"].clone(),
            origin: row["Country of Origin Code"].clone(),
            cents: cents(&row["Line Tariff Goods Value Amount"]),
            quantity: row["Line Tariff Quantity (1)"].parse().unwrap(),
            sku: skus.get(&id).cloned().unwrap_or_default(),
        };
        grouped.entry(id).or_default().push(line);
    }
    grouped
        .into_values()
        .filter(|line| line.len() == 1)
        .flatten()
        .filter(|line| line.cents > 0)
        .collect()
}

/// Groups that a plain reading speaks about, by any of the three tests.
fn loud<'l>(lines: &'l [Line], key: impl Fn(&'l Line) -> String) -> BTreeSet<String> {
    let mut groups: BTreeMap<String, Vec<&Line>> = BTreeMap::new();
    for line in lines {
        groups.entry(key(line)).or_default().push(line);
    }
    groups.remove("");
    groups
        .into_iter()
        .filter(|(_, group)| several_codes(group) || far_from_median(group))
        .map(|(key, _)| key)
        .collect()
}

fn several_codes(group: &[&Line]) -> bool {
    let mut values: BTreeMap<&str, i64> = BTreeMap::new();
    for line in group {
        *values.entry(&line.hts[..8]).or_default() += line.cents;
    }
    let dates: BTreeSet<&str> = group.iter().map(|line| line.date.as_str()).collect();
    let total: i64 = values.values().sum();
    let most = values.values().max().copied().unwrap_or(0);
    dates.len() >= 3 && (total - most) * 100 >= total
}

fn far_from_median(group: &[&Line]) -> bool {
    // Prices with their dates, by maker, origin and unit.
    let mut cells: BTreeMap<[&str; 3], Vec<(f64, &str)>> = BTreeMap::new();
    for line in group {
        let price = line.cents as f64 / line.quantity as f64;
        let cell = [line.mid.as_str(), line.origin.as_str(), line.unit.as_str()];
        cells
            .entry(cell)
            .or_default()
            .push((price.ln(), &line.date));
    }
    cells.into_values().any(|cell| {
        let dates: BTreeSet<&str> = cell.iter().map(|(_, date)| *date).collect();
        let middle = median(cell.iter().map(|(x, _)| *x).collect());
        let spread = median(cell.iter().map(|(x, _)| (x - middle).abs()).collect()).max(0.02);
        dates.len() >= 8
            && cell.iter().any(|(x, _)| {
                let off = (x - middle).abs();
                0.6745 * off / spread > 3.5 && off > 1.3f64.ln()
            })
    })
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    if values.len().is_multiple_of(2) {
        (values[half - 1] + values[half]) / 2.0
    } else {
        values[half]
    }
}

#[test]
fn a_plain_reading_speaks_about_planted_products_only() {
    for (size, seed) in [(600, 1), (4_000, 2), (4_000, 3), (12_000, 4)] {
        let config = Config {
            lines: size,
            seed,
            ..Config::default()
        };
        let lines = lines(&config);
        let truth = sample::truth(&config);
        let cases = || truth.planted.iter().chain(&truth.innocent);
        let skus: BTreeSet<_> = cases().flat_map(|case| &case.skus).cloned().collect();
        let mids: BTreeSet<_> = cases().flat_map(|case| &case.mids).cloned().collect();

        let by_sku = loud(&lines, |line| line.sku.clone());
        assert!(by_sku.is_subset(&skus), "{:?}", by_sku.difference(&skus));
        let proxy = |line: &Line| format!("{} {} {}", line.mid, &line.hts[..6], line.unit);
        let loud_mids: BTreeSet<String> = loud(&lines, proxy)
            .iter()
            .filter_map(|key| key.split(' ').next().map(str::to_owned))
            .collect();
        assert!(
            loud_mids.is_subset(&mids),
            "{:?}",
            loud_mids.difference(&mids)
        );

        // And about each planted one that it can see.
        for case in &truth.planted {
            let step = case.pattern == "step down";
            if case.expect != Expect::Finding || step || case.skus.is_empty() {
                continue;
            }
            if case.trigger == "CLS-1" || case.trigger == "VAL-1" {
                assert!(
                    case.skus.iter().any(|sku| by_sku.contains(sku)),
                    "{}",
                    case.id
                );
            }
        }
    }
}

#[test]
fn an_ordinary_supplier_has_one_line_under_a_subheading_and_one_chapter() {
    let config = Config {
        lines: 20_000,
        ..Config::default()
    };
    let truth = sample::truth(&config);
    let cases = truth.planted.iter().chain(&truth.innocent);
    let planted: BTreeSet<_> = cases.flat_map(|case| &case.mids).collect();
    let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in lines(&config) {
        if !planted.contains(&line.mid) {
            codes.entry(line.mid).or_default().insert(line.hts);
        }
    }
    assert!(codes.len() > 50);
    for (mid, codes) in codes {
        let subheadings: BTreeSet<_> = codes.iter().map(|code| &code[..6]).collect();
        let chapters: BTreeSet<_> = codes.iter().map(|code| &code[..2]).collect();
        assert_eq!(subheadings.len(), codes.len(), "{mid}");
        assert_eq!(chapters.len(), 1, "{mid}");
    }
}

#[test]
fn an_earlier_as_of_date_leaves_out_what_lies_after_it() {
    let config = Config {
        as_of: jiff::civil::date(2025, 6, 30),
        lines: 2_000,
        ..Config::default()
    };
    let truth = sample::truth(&config);
    let told: BTreeSet<_> = truth.planted.iter().map(|case| case.id).collect();
    assert!(told.contains("cls1-revision") || told.contains("cls1-concurrent"));
    assert!(!told.contains("val9-after-measure"));
    let skus: BTreeSet<_> = lines(&config).into_iter().map(|line| line.sku).collect();
    for case in truth.planted.iter().filter(|case| case.trigger == "CLS-1") {
        assert!(
            case.skus.iter().all(|sku| skus.contains(sku)),
            "{}",
            case.id
        );
    }
}
