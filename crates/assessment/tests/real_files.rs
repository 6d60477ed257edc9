//! Files that other software meets, kept outside the repository: where the
//! folder is absent the test says so and passes.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use assessment::Session;
use customs::Day;
use exposure::Entered;
use std::fs::File;
use std::ops::ControlFlow;
use std::path::PathBuf;
use triggers::context::Answers;
use triggers::finding::Outcome;

fn shared(path: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let path = root.join(path);
    if path.exists() {
        Some(path)
    } else {
        println!("skipped: there is no {}", path.display());
        None
    }
}

/// Four rows are two entry lines, far too few for any comparison: no trigger
/// speaks, and each says why.
#[test]
fn the_four_row_ace_sample() {
    let Some(path) = shared("ace/ace_es003_four_row_sample.csv") else {
        return;
    };
    let mut session = Session::embedded().unwrap();
    let size = path.metadata().unwrap().len();
    let open = || File::open(&path).unwrap();
    let inspection = session.inspect("sample.csv", open(), size).unwrap();
    let plan = inspection.plan().unwrap();
    session
        .read("sample.csv", open(), &plan, &mut |_| {
            ControlFlow::Continue(())
        })
        .unwrap();
    let as_of = Day::parse("2026-11-24").unwrap();
    let assessment = session
        .finish()
        .assess(&Answers::default(), &Entered::default(), as_of);
    assert_eq!(assessment.coverage.lines, 2);
    assert_eq!(assessment.coverage.entries, 2);
    assert_eq!(assessment.coverage.value.to_string(), "$15,000.00");
    assert_eq!(assessment.tables[0].rows, 5);
    for section in &assessment.indicators {
        match &section.outcome {
            Outcome::NotAssessed(reason) => {
                assert!(!reason.unlock.is_empty(), "{}", section.trigger);
            }
            Outcome::Assessed(assessed) => {
                let classification = section.trigger.starts_with("CLS");
                assert!(
                    !classification || assessed.findings.is_empty(),
                    "{}",
                    section.trigger
                );
            }
        }
    }
    for trigger in ["CLS-1", "VAL-1"] {
        let section = assessment
            .indicators
            .iter()
            .find(|s| s.trigger == trigger)
            .unwrap();
        assert!(
            matches!(section.outcome, Outcome::NotAssessed(_)),
            "{trigger}"
        );
    }
}
