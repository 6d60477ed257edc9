//! False alarms on data in which nobody planted anything: 37,385 inspected
//! customs declarations of another country, mapped as a visitor would map any
//! file whose titles are unknown. Where the folder of test data is absent the
//! test says so and passes.
//!
//! They have six digits of the tariff number, a net mass, a price, a seller, and
//! neither description nor part number. So nothing names a product, every value
//! comparison that needs one says "not assessed", and what is left may touch
//! under 2 % of the lines. The second reading gives the data the one thing that
//! a visitor could add: that the mass is in kilograms.
//!
//! ```text
//! cargo test -p assessment --test declarations -- --nocapture
//! ```

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use assessment::{Assessment, Session};
use customs::{Day, Field};
use exposure::Entered;
use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::PathBuf;
use triggers::context::Answers;
use triggers::finding::Outcome;

const FIELDS: &[(&str, Field)] = &[
    ("Declaration ID", Field::EntryNo),
    ("Date", Field::EntryDate),
    ("Importer ID", Field::ImporterNo),
    ("Seller ID", Field::Supplier),
    ("Declarant ID", Field::FilerCode),
    ("HS6 Code", Field::Hts),
    ("Country of Departure", Field::ExportCountry),
    ("Country of Origin", Field::Coo),
    ("Net Mass", Field::Qty1),
    ("Item Price", Field::GoodsValue),
    ("Unit", Field::Uom1),
    ("Part", Field::Sku),
];

fn assess(bytes: &[u8]) -> Assessment {
    let mut session = Session::embedded().unwrap();
    let size = bytes.len() as u64;
    let mut inspection = session
        .inspect("declarations.csv", Cursor::new(bytes), size)
        .unwrap();
    let table = inspection.chosen.unwrap();
    for column in &mut inspection.tables[table].columns {
        let chosen = FIELDS.iter().find(|(title, _)| *title == column.header);
        column.field = chosen.map(|(_, field)| *field);
    }
    let plan = inspection.plan().unwrap();
    session
        .read("declarations.csv", Cursor::new(bytes), &plan, &mut |_| {
            ControlFlow::Continue(())
        })
        .unwrap();
    let as_of = Day::parse("2026-11-24").unwrap();
    session
        .finish()
        .assess(&Answers::default(), &Entered::default(), as_of)
}

/// Lines that findings of value triggers touch, in per cent of all.
fn touched(assessment: &Assessment) -> f64 {
    let mut lines = BTreeSet::new();
    for section in &assessment.indicators {
        if !section.trigger.starts_with("VAL") {
            continue;
        }
        match &section.outcome {
            Outcome::Assessed(assessed) => {
                let before = lines.len();
                lines.extend(
                    assessed
                        .findings
                        .iter()
                        .flat_map(|f| f.lines.iter().copied()),
                );
                println!(
                    "{}: {} findings, {} lines more",
                    section.trigger,
                    assessed.findings.len(),
                    lines.len() - before
                );
            }
            Outcome::NotAssessed(reason) => {
                println!(
                    "{}: not assessed: {:?}; {}",
                    section.trigger, reason.why, reason.unlock
                );
            }
        }
    }
    lines.len() as f64 * 100.0 / assessment.coverage.lines as f64
}

/// The declarations, with further columns; `None` where there are none.
fn declarations(titles: &str, cells: &dyn Fn(&[&str]) -> String) -> Option<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/declarations/df_syn_train_eng.csv");
    let Ok(text) = fs::read_to_string(&path) else {
        println!("skipped: there is no {}", path.display());
        return None;
    };
    let mut rows = text.lines();
    let mut out = format!("{}{titles}\n", rows.next().unwrap());
    for row in rows {
        let more = cells(&row.split(',').collect::<Vec<&str>>());
        out += &format!("{row}{more}\n");
    }
    Some(out)
}

#[test]
fn value_findings_touch_few_lines() {
    let as_is = declarations("", &|_| String::new());
    let with_unit = declarations(",Unit", &|_| ",KG".to_owned());
    let named = [("as they are", as_is), ("with the unit said", with_unit)];
    for (name, text) in named {
        let Some(text) = text else { return };
        let assessment = assess(text.as_bytes());
        let share = touched(&assessment);
        let lines = assessment.coverage.lines;
        println!("{name}: {lines} lines, {share:.2} % touched by value findings");
        assert_eq!(lines, 37_385);
        assert!(share < 2.0, "{share}");
        // What caps the rest is said, with the rows that it is said about.
        let told = assessment.tables[0].issues.iter().any(|issue| {
            issue.cause.contains("fewer than eight digits")
                && issue.cells == lines
                && issue.cost.contains("their own level")
        });
        assert!(told, "nothing says that the numbers have six digits");
        for trigger in ["CLS-1", "VAL-1", "VAL-2", "VAL-9"] {
            let section = assessment.indicators.iter().find(|s| s.trigger == trigger);
            let Outcome::NotAssessed(reason) = &section.unwrap().outcome else {
                panic!("{trigger} was assessed")
            };
            assert!(!reason.unlock.is_empty());
        }
    }
}

/// A visitor who maps the subheading as a part number makes one product of
/// everything in it, whoever sells it. That is wrong, and as loud as it gets.
#[test]
#[ignore = "a figure, not a promise"]
fn a_subheading_taken_for_a_part_number() {
    let part = declarations(",Unit,Part", &|cells| format!(",KG,{}", cells[12]));
    let Some(text) = part else { return };
    let text = text.replacen("Seller ID", "Seller", 1);
    let assessment = assess(text.as_bytes());
    println!("{:.2} % touched by value findings", touched(&assessment));
}
