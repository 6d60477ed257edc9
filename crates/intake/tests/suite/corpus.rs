//! Every file that other readers are tested with: a table or a refusal, never a
//! panic, a hang or a burst of memory.

use crate::common::aliases;
use crate::outcome::{corpus, files, outcome};
use intake::Limits;
use std::collections::BTreeMap;

#[test]
fn every_file_gives_a_table_or_a_sentence() {
    let Some(folder) = corpus() else {
        println!("skipped: the corpus is not there");
        return;
    };
    let (aliases, limits) = (aliases(), Limits::default());
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for file in files(&folder) {
        let outcome = outcome(&file, &aliases, &limits);
        assert!(!outcome.panicked, "{} panics", file.display());
        let seconds = outcome.took.as_secs_f64();
        // Without optimisation and beside other work, four times as long as
        // the real thing may take.
        assert!(seconds < 20.0, "{}: {seconds} s", file.display());
        let what = match &outcome.result {
            Ok(_) => "a table".to_owned(),
            Err(refusal) => {
                let sentence = refusal.to_string();
                assert!(
                    sentence.ends_with('.') && sentence.len() < 300,
                    "{sentence}"
                );
                format!("{refusal:?}").chars().take(60).collect()
            }
        };
        *counts.entry(what).or_default() += 1;
    }
    if let Some(peak) = peak_kilobytes() {
        println!("peak memory {peak} kB");
        assert!(peak < 512 << 10, "{peak} kB");
    }
    for (what, count) in counts {
        println!("{count:5}  {what}");
    }
}

/// The most memory this process has held, where the system tells.
fn peak_kilobytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}
