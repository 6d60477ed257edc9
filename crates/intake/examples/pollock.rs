//! Writes how the reader stands in the Pollock benchmark, as a table:
//! `cargo run --release -p intake --example pollock > docs/intake-pollock.md`
#![allow(missing_docs, unreachable_pub, dead_code)]

#[path = "../tests/suite/pollock.rs"]
mod pollock;

use pollock::{Measures, PUBLISHED, folder, is_of_the_table, of_the_table, outcomes};

fn main() {
    let Some(folder) = folder() else {
        eprintln!("the benchmark's files are not there");
        return;
    };
    let Ok(pack) = rulebook::Pack::embedded() else {
        return;
    };
    let aliases = |header: &str| pack.aliases.field_of(&rulebook::normalise_header(header));
    let outcomes = outcomes(&folder, &aliases);
    println!("# The text reader in the Pollock benchmark\n");
    println!(
        "[Pollock](https://hpi.de/naumann/projects/data-preparation/pollock.html) pollutes a file in ways that were counted in real open data and measures what a reader makes of it: success, and precision, recall and F1 of the header, the records and the cells. Its file-level pollutions are here, {} files; the pollutions of single rows are not. Written by `cargo run --release -p intake --example pollock`.\n",
        outcomes.len()
    );
    println!(
        "The benchmark tells each system the file's delimiter, quote, escape and preamble. This reader is told nothing and finds out. Texts are compared as they stand, where the benchmark also lets numbers and dates be written differently. The empty file (`no_payload`) is refused with the sentence that it has no rows, which is counted as what its clean version has.\n"
    );
    println!("## Beside the published systems\n");
    println!(
        "Means over the twelve pollutions of the table (all but those of delimiters, quotes, escapes and line ends), for which the benchmark publishes means by system (`table_*` in `results/aggregate_results_polluted_files.csv` of HPI-Information-Systems/Pollock), the best first by their sum.\n"
    );
    println!("| system | success | header F1 | record F1 | cell F1 | sum |");
    println!("|---|---|---|---|---|---|");
    let mut rows: Vec<(String, [f64; 4])> = PUBLISHED
        .iter()
        .map(|(name, means)| ((*name).to_owned(), *means))
        .collect();
    rows.push(("**this reader**".to_owned(), of_the_table(&outcomes)));
    let sum = |means: &[f64; 4]| means.iter().sum::<f64>();
    rows.sort_by(|a, b| sum(&b.1).total_cmp(&sum(&a.1)));
    for (name, means) in &rows {
        let [success, header, records, cells] = means;
        println!(
            "| {name} | {success:.3} | {header:.3} | {records:.3} | {cells:.3} | {:.3} |",
            sum(means)
        );
    }
    println!("\n## File by file\n");
    println!("The score is the benchmark's simple one, at most 10.\n");
    println!("| file | about | score | header F1 | record F1 | cell F1 |");
    println!("|---|---|---|---|---|---|");
    for (name, measures) in &outcomes {
        let about = if is_of_the_table(name) {
            "table"
        } else {
            "dialect"
        };
        println!(
            "| `{name}` | {about} | {:.3} | {:.3} | {:.3} | {:.3} |",
            measures.score(),
            measures.header[2],
            measures.records[2],
            measures.cells[2]
        );
    }
    let mean = |of: &dyn Fn(&str) -> bool| {
        let scores: Vec<f64> = outcomes
            .iter()
            .filter(|(name, _)| of(name))
            .map(|(_, measures)| Measures::score(measures))
            .collect();
        scores.iter().sum::<f64>() / scores.len().max(1) as f64
    };
    println!(
        "\nMean score: {:.3} of all, {:.3} of the table's pollutions, {:.3} of the dialect's.\n",
        mean(&|_| true),
        mean(&|name| is_of_the_table(name)),
        mean(&|name| !is_of_the_table(name))
    );
    println!(
        "What is lost is lost on purpose, or cannot be known. A header that stands twice is taken once, where the benchmark wants \u{201c}DATE DATE\u{201d} (`header_multirow`). A second table below the first is read on, as the pages of a printed report are, where the benchmark wants the first alone (`multitable`). And in the file that is delimited by blanks, values with blanks are not quoted (`delimiter_0x20`)."
    );
}
