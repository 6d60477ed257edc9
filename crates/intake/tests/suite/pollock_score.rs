//! How the reader stands in the Pollock benchmark.

use crate::common::aliases;
use crate::pollock::{PUBLISHED, folder, is_of_the_table, of_the_table, outcomes};

#[test]
fn the_score_is_at_or_above_the_best_published() {
    let Some(folder) = folder() else {
        println!("skipped: the benchmark's files are not there");
        return;
    };
    let outcomes = outcomes(&folder, &aliases());
    for (name, measures) in &outcomes {
        println!(
            "{name:40} {:.3}  header {:.3} records {:.3} cells {:.3}",
            measures.score(),
            measures.header[2],
            measures.records[2],
            measures.cells[2]
        );
    }
    let sum = |means: [f64; 4]| means.iter().sum::<f64>();
    let ours = sum(of_the_table(&outcomes));
    for (system, means) in PUBLISHED {
        assert!(ours >= sum(means), "{system}: {} to our {ours}", sum(means));
    }
    let dialects: Vec<_> = outcomes
        .iter()
        .filter(|(n, _)| !is_of_the_table(n))
        .collect();
    assert_eq!((outcomes.len(), dialects.len()), (21, 9));
    for (name, measures) in dialects {
        // Values with blanks are not quoted where blanks part the fields.
        let least = if name.contains("0x20.") && !name.contains("0x2C") {
            7.3
        } else {
            9.7
        };
        assert!(measures.score() >= least, "{name}: {}", measures.score());
    }
}
