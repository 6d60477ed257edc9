//! Every trigger over the generated sample: what was planted is found at its
//! tier, and no innocent look-alike is spoken of above *info*.
//!
//! `cargo test` looks at the smallest size and one seed of each of two others;
//! `cargo xtask soak planted` runs three sizes with ten seeds each and prints
//! precision and recall of each trigger:
//!
//! ```text
//! cargo test --release -p assessment --test planted -- --ignored --nocapture
//! ```

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    unreachable_pub
)]

mod cases;
mod verdict;

use sample::{AnswerSet, Config};
use std::collections::BTreeMap;
use triggers::Grade;
use triggers::finding::Outcome;
use verdict::{Tally, Verdict};

/// Entry lines, about.
const SIZES: [u32; 3] = [2_000, 6_000, 20_000];

fn verdict(seed: u64, lines: u32) -> Verdict {
    let config = Config {
        seed,
        lines,
        ..Config::default()
    };
    let loaded = cases::load(&cases::files(&config));
    let own = cases::assess(&loaded, &config, AnswerSet::Sample);
    let clean = cases::assess(&loaded, &config, AnswerSet::Clean);
    let mut verdict = verdict::judge(&loaded, &sample::truth(&config), &own, &clean);
    for wrong in &mut verdict.wrong {
        *wrong = format!("{lines} lines, seed {seed}: {wrong}");
    }
    verdict
}

#[test]
fn planted_cases_are_found_and_look_alikes_are_not() {
    let verdict = verdict(1, SIZES[0]);
    let mut wrong = verdict.wrong;
    for (seed, lines) in [(2, SIZES[0]), (3, SIZES[1])] {
        wrong.extend(self::verdict(seed, lines).wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let untried: Vec<&str> = triggers::catalogue::ALL
        .iter()
        .map(|trigger| trigger.id)
        .filter(|id| {
            let tally = verdict.tallies.get(*id).copied().unwrap_or_default();
            // What makes rows unusable is planted in the messy files alone.
            tally.innocent == 0 || tally.planted == 0 && *id != "DQ-1"
        })
        .collect();
    assert!(untried.is_empty(), "no case for {untried:?}");
}

/// A messy export of which one row in ten has lost its tariff number to a
/// spreadsheet program: by itself it has too few to be worth a note.
fn spoilt(config: &Config) -> Vec<u8> {
    let text = String::from_utf8(sample::messy_es003_csv(config).0).unwrap();
    let mut out = String::new();
    for (at, row) in text.lines().enumerate() {
        let mut cells: Vec<&str> = row.split(',').collect();
        let number = cells.get_mut(3).filter(|_| at % 10 == 9);
        if let Some(number) = number.filter(|cell| cell.parse::<u64>().is_ok()) {
            *number = "8.47E+09";
        }
        out.push_str(&cells.join(","));
        out.push('\n');
    }
    out.into_bytes()
}

/// Rows that nothing can be made of are planted in the messy files alone. They
/// are noted, and never weigh.
#[test]
fn unreadable_rows_are_noted() {
    let config = Config::default();
    let files = [("es003.csv", spoilt(&config))];
    let assessment = cases::assess(&cases::load(&files), &config, AnswerSet::Sample);
    let section = assessment.indicators.iter().find(|s| s.trigger == "DQ-1");
    let Outcome::Assessed(assessed) = &section.unwrap().outcome else {
        panic!("DQ-1 was not assessed")
    };
    assert!(!assessed.findings.is_empty());
    assert_eq!(assessed.grade, Grade::Info);
}

#[test]
#[ignore = "takes minutes: cargo xtask soak planted"]
fn three_sizes_and_ten_seeds() {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut wrong = Vec::new();
    for lines in SIZES {
        for seed in 1..=10 {
            let verdict = verdict(seed, lines);
            for (trigger, tally) in verdict.tallies {
                tallies.entry(trigger).or_default().add(tally);
            }
            wrong.extend(verdict.wrong);
        }
    }
    println!("{}", table(&tallies));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The tallies as a table.
fn table(tallies: &BTreeMap<String, Tally>) -> String {
    let share = |part: usize, whole: usize| match whole {
        0 => "–".to_owned(),
        _ => format!("{:.3}", part as f64 / whole as f64),
    };
    let mut out = "| trigger | planted | found | recall | look-alikes | silent | findings above info | rightly | precision |\n|---|---|---|---|---|---|---|---|---|\n".to_owned();
    for trigger in triggers::catalogue::ALL {
        let t = tallies.get(trigger.id).copied().unwrap_or_default();
        out += &format!(
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
            trigger.id,
            t.planted,
            t.found,
            share(t.found, t.planted),
            t.innocent,
            t.silent,
            t.findings,
            t.rightly,
            share(t.rightly, t.findings),
        );
    }
    out
}
