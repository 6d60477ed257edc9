//! Writes how many rates of the real tariff exports are understood, as a table:
//! `cargo run --release -p intake --example tariff > docs/intake-tariff.md`
#![allow(missing_docs, unreachable_pub, dead_code)]

#[path = "../tests/suite/tariff_share.rs"]
mod tariff_share;

use tariff_share::{FILES, tariff};

fn main() {
    let Ok(pack) = rulebook::Pack::embedded() else {
        return;
    };
    let aliases = |header: &str| pack.aliases.field_of(&rulebook::normalise_header(header));
    println!("# How many rates of the tariff are understood\n");
    println!(
        "Both forms in which the USITC exports the tariff, read from end to end. A rate is understood as free, as a percentage, as amounts for each unit (added up with a percentage or not), or as the duty of the provision that the goods otherwise fall under with something on top. Whatever else it says is kept as it is worded and counted, in the general column and in column 2 also noted with its row; no duty is worked out from it. Written by `cargo run --release -p intake --example tariff`.\n"
    );
    println!(
        "| file | column | free | percentage | for each unit | other provision | not understood | share |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut notes = Vec::new();
    for file in FILES {
        let Some(seen) = tariff(file, &aliases) else {
            eprintln!("{file} is not there");
            continue;
        };
        for (name, column) in [
            ("general", seen.general),
            ("special", seen.special),
            ("column 2", seen.column_2),
        ] {
            println!(
                "| `{file}` | {name} | {} | {} | {} | {} | {} | {:.2} % |",
                column.free,
                column.percent,
                column.specific,
                column.applicable,
                column.other,
                column.share_of_other() * 100.0
            );
        }
        notes.push(format!(
            "`{file}` has {} rows, {} of them with text below the header and {} with a number; {} worded rates of the general column and of column 2 are noted with their rows.",
            seen.rows, seen.used, seen.with_number, seen.noted
        ));
    }
    println!("\n{}", notes.join("\n\n"));
}
