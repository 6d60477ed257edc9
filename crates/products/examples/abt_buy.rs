//! Measures the clustering of descriptions on public product data.
//!
//! `cargo run -p products --release --example abt_buy [DATA] [--wrong]`, where `DATA` is
//! the folder of test data, by default `../shared/data`.
//!
//! Abt-Buy is two shops' product tables with the pairs that are one product.
//! It is taken as whole tables: nobody says which pairs to look at. All names
//! of both are clustered as the descriptions of one importer, and every pair of
//! an Abt and a Buy record in one cluster counts as found.

use customs::Hts;
use products::{Choices, Products, Rules};
use profile::{Grain, Profile, Row, Source, Store};
use rulebook::Pack;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let data = std::env::args()
        .nth(1)
        .map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    if !data.exists() {
        println!("skipped: no test data at {}", data.display());
        return Ok(());
    }
    abt_buy(&data.join("matching/abt_buy"))?;
    declared(&data.join("descriptions/declared_descriptions_half.csv"))
}

/// A profile of one importer's lines, each with its own entry.
fn profile(lines: impl IntoIterator<Item = (String, String, Option<Hts>)>) -> Profile {
    let mut store = Store::default();
    let source = store.source(Source {
        name: "evaluation".to_owned(),
        grain: Grain::Line,
    });
    for (row, (entry, description, hts)) in lines.into_iter().enumerate() {
        store.push(
            source,
            &Row {
                row: row as u32 + 2,
                entry: &entry,
                line_no: Some(1),
                description: &description,
                hts,
                ..Row::default()
            },
        );
    }
    store.finish()
}

/// The clusters, each as the entries of its lines.
fn clusters<'a>(profile: &'a Profile, rules: &Rules) -> Vec<Vec<&'a str>> {
    let products = Products::identify(profile, rules, &Choices::default());
    let entries = |lines: &[profile::LineIx]| {
        lines
            .iter()
            .map(|line| profile.line(*line).entry())
            .collect()
    };
    let clusters = products
        .lookalikes()
        .map(|product| entries(product.lines()));
    clusters.collect()
}

fn abt_buy(folder: &Path) -> Result<(), Box<dyn Error>> {
    let bytes = std::fs::read(folder.join("Abt_Buy.csv"))?;
    let mut records: Vec<(String, String)> = Vec::new();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(&bytes[..]);
    for record in reader.byte_records() {
        let record = record?;
        let field = |ix: usize| String::from_utf8_lossy(record.get(ix).unwrap_or(b"")).into_owned();
        let table = if field(4) == "Abt" { 'A' } else { 'B' };
        // The benchmark writes inches as one stroke.
        records.push((format!("{table}{}", field(0)), field(1).replace('\'', "\"")));
    }
    let mut truth: BTreeSet<(String, String)> = BTreeSet::new();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_path(folder.join("abt_buy_perfectMapping.csv"))?;
    for record in reader.records() {
        let record = record?;
        let field = |ix: usize| record.get(ix).unwrap_or("").to_owned();
        truth.insert((format!("A{}", field(0)), format!("B{}", field(1))));
    }
    let count = records.len();
    let started = std::time::Instant::now();
    let profile = profile(records.iter().cloned().map(|(id, name)| (id, name, None)));
    let clusters = clusters(&profile, &rules()?);
    let took = started.elapsed();
    let mut found: BTreeSet<(String, String)> = BTreeSet::new();
    for cluster in &clusters {
        for a in cluster.iter().filter(|id| id.starts_with('A')) {
            for b in cluster.iter().filter(|id| id.starts_with('B')) {
                found.insert(((*a).to_owned(), (*b).to_owned()));
            }
        }
    }
    let right = found.intersection(&truth).count() as f64;
    let precision = right / found.len() as f64;
    let recall = right / truth.len() as f64;
    println!(
        "Abt-Buy, whole tables: {count} records, {} true pairs",
        truth.len()
    );
    println!("  pairs found {}, of them right {right}", found.len());
    println!(
        "  precision {precision:.3}, recall {recall:.3}, F1 {:.3} (in {took:.1?})",
        2.0 * precision * recall / (precision + recall)
    );
    if std::env::args().any(|arg| arg == "--wrong") {
        let name: BTreeMap<&str, &str> = records
            .iter()
            .map(|(id, name)| (id.as_str(), name.as_str()))
            .collect();
        let named = |id: &String| name.get(id.as_str()).copied().unwrap_or("");
        for (a, b) in found.difference(&truth) {
            println!("    {}\n    {}\n", named(a), named(b));
        }
    }
    Ok(())
}

/// Declared descriptions with the subheading that was declared: how many
/// clusters of several texts are of one subheading.
fn declared(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut lines: Vec<(String, String, Option<Hts>)> = Vec::new();
    for (at, record) in csv::Reader::from_path(path)?.byte_records().enumerate() {
        let record = record?;
        let field = |ix: usize| String::from_utf8_lossy(record.get(ix).unwrap_or(b"")).into_owned();
        let code: String = field(1).chars().take(6).collect();
        lines.push((format!("D{at}"), field(0), Hts::parse(&code).ok()));
    }
    let count = lines.len();
    let profile = profile(lines);
    let code: BTreeMap<&str, Option<Hts>> = profile
        .lines()
        .map(|line| (line.entry(), line.hts()))
        .collect();
    let clusters = clusters(&profile, &rules()?);
    let several: Vec<&Vec<&str>> = clusters
        .iter()
        .filter(|cluster| cluster.len() > 1)
        .collect();
    let codes = |cluster: &[&str], digits: usize| -> usize {
        let of: BTreeSet<Option<String>> = cluster
            .iter()
            .map(|entry| {
                let hts = code.get(entry).copied().flatten()?;
                Some(hts.digits().chars().take(digits).collect())
            })
            .collect();
        of.len()
    };
    let same = |digits| {
        several
            .iter()
            .filter(|cluster| codes(cluster, digits) == 1)
            .count()
    };
    println!(
        "Declared descriptions: {count} lines, {} clusters, {} of several lines",
        clusters.len(),
        several.len()
    );
    println!(
        "  of one subheading {}, of one heading {}, of one chapter {}",
        same(6),
        same(4),
        same(2)
    );
    if std::env::args().any(|arg| arg == "--wrong") {
        for cluster in several.iter().filter(|cluster| codes(cluster, 6) > 1) {
            for line in profile
                .lines()
                .filter(|line| cluster.contains(&line.entry()))
            {
                println!("    {:?} {}", line.hts(), line.description());
            }
            println!();
        }
    }
    Ok(())
}

/// The embedded pack's rules.
fn rules() -> Result<Rules, Box<dyn Error>> {
    let pack = Pack::embedded().map_err(|faults| format!("{faults:?}"))?;
    Ok(pack.products)
}
