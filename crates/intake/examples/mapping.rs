//! Writes how often the mapping is right, as a table:
//! `cargo run --release -p intake --example mapping > docs/intake-mapping.md`
#![allow(missing_docs, unreachable_pub)]

#[path = "../tests/suite/layouts.rs"]
mod layouts;

use layouts::{Score, measure, titles};

const LAYOUTS: usize = 64;

fn main() {
    let Ok(pack) = rulebook::Pack::embedded() else {
        return;
    };
    let known = titles(&pack);
    let aliases = |header: &str| pack.aliases.field_of(&rulebook::normalise_header(header));
    let by_titles = measure(LAYOUTS, &aliases, Some(&known));
    let by_values = measure(LAYOUTS, &aliases, None);
    println!("# How often the mapping is right\n");
    println!(
        "{LAYOUTS} layouts with titles drawn from the rule pack's alias lists and {LAYOUTS} with titles that say nothing (\u{201c}Column 7\u{201d}), each with its columns shuffled (a unit stays beside its quantity) and about a fifth of them left out, over rows of the sample importer's ES-003 and broker files as they are and as offices save them. *Found* is the share of the columns of that meaning that were mapped to it; *also* counts other columns that were mapped to it by mistake. What values cannot tell is offered to the visitor unmapped. Written by `cargo run --release -p intake --example mapping`.\n"
    );
    println!("| field | columns | found by title | also | found by values alone | also |");
    println!("|---|---|---|---|---|---|");
    let percent = |score: Score| match score.there {
        0 => "–".to_owned(),
        there => format!("{:.0} %", score.right as f64 * 100.0 / there as f64),
    };
    let mut all = [Score::default(); 2];
    for field in customs::Field::ALL {
        let scores = [&by_titles, &by_values].map(|s| s.get(field).copied().unwrap_or_default());
        let [titled, valued] = scores;
        if titled.there + valued.there + titled.wrong + valued.wrong == 0 {
            continue;
        }
        for (sum, score) in all.iter_mut().zip(scores) {
            sum.there += score.there;
            sum.right += score.right;
            sum.wrong += score.wrong;
        }
        println!(
            "| {field} | {} | {} | {} | {} | {} |",
            titled.there + valued.there,
            percent(titled),
            titled.wrong,
            percent(valued),
            valued.wrong
        );
    }
    let [titled, valued] = all;
    println!(
        "| **all** | {} | {} | {} | {} | {} |",
        titled.there + valued.there,
        percent(titled),
        titled.wrong,
        percent(valued),
        valued.wrong
    );
}
