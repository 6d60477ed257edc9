//! Measures the comparison of two descriptions on labelled pairs, the material
//! that the rules are tuned on.
//!
//! `cargo run -p products --release --example training [DATA] [--show REASON]`
//!
//! Prints, for each set, how many pairs of one product and of two are linked,
//! unlike, or kept apart by each quality. `--show material1` prints the pairs
//! of one product (`1`) that a material keeps apart, `--show linked0` those of
//! two products (`0`) that are linked.

use products::{Comparison, Rules, explain};
use rulebook::Pack;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut data = PathBuf::from("../shared/data");
    let mut show = String::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--show" => show = args.next().unwrap_or_default(),
            _ => data = PathBuf::from(arg),
        }
    }
    let matching = data.join("matching");
    if !matching.exists() {
        println!("skipped: no test data at {}", data.display());
        return Ok(());
    }
    for (name, file, fields) in [
        (
            "Walmart-Amazon, titles",
            "walmart_amazon/train.txt",
            &["title"][..],
        ),
        (
            "Walmart-Amazon, titles and model numbers",
            "walmart_amazon/train.txt",
            &["title", "modelno"],
        ),
        (
            "WDC computers, titles",
            "wdc_computers/train.txt.small",
            &["title"],
        ),
    ] {
        let text = std::fs::read_to_string(matching.join(file))?;
        println!("{name}");
        pairs(&text, fields, &show, &rules()?);
    }
    Ok(())
}

fn pairs(text: &str, fields: &[&str], show: &str, rules: &Rules) {
    let mut counts: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for line in text.lines() {
        let mut columns = line.split('\t');
        let (Some(left), Some(right), Some(label)) =
            (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let one = usize::from(label.trim() == "1");
        let (left, right) = (described(left, fields), described(right, fields));
        let why = explain(&left, &right, &[], rules);
        let reason = reason(&why);
        if show == format!("{reason}{one}") {
            println!("    {left}\n    {right}\n    {why:?}\n");
        }
        if let Some(count) = counts.entry(reason).or_default().get_mut(one) {
            *count += 1;
        }
    }
    let [false_links, links] = counts.get("linked").copied().unwrap_or_default();
    let pairs: usize = counts.values().map(|[_, one]| one).sum();
    println!(
        "  precision {:.3}, recall {:.3}",
        links as f64 / (links + false_links) as f64,
        links as f64 / pairs as f64
    );
    for (reason, [two, one]) in counts {
        println!("    {reason:<24}{one:>6} of one product{two:>6} of two");
    }
}

fn reason(why: &Comparison) -> String {
    match (&why.apart, why.linked) {
        (Some(apart), _) => apart.quality.clone(),
        (None, true) => "linked".to_owned(),
        (None, false) => "unlike".to_owned(),
    }
}

/// The fields of a record, put together as a description.
fn described(record: &str, fields: &[&str]) -> String {
    let value = |field: &&str| {
        let start = format!("{field} VAL ");
        let part = record
            .split("COL ")
            .find_map(|part| part.strip_prefix(start.as_str()));
        part.unwrap_or("").trim().to_owned()
    };
    let values: Vec<String> = fields
        .iter()
        .map(value)
        .filter(|value| !value.is_empty())
        .collect();
    values.join(" - ")
}

/// The embedded pack's rules.
fn rules() -> Result<Rules, Box<dyn Error>> {
    let pack = Pack::embedded().map_err(|faults| format!("{faults:?}"))?;
    Ok(pack.products)
}
