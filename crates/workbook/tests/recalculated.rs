//! The workbook's formulas, worked out anew by an engine that knows only cells,
//! agree with the assessment to the cent.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod common;

use common::engine::{Engine, Value};
use common::{assess, day, importer};
use customs::Cents;
use exposure::Entered;
use rust_decimal::Decimal;
use workbook::Book;
use workbook::cell::{Cell, Outcome};

/// Compares every formula's result, and says how many there were.
fn check(book: &Book) -> usize {
    let engine = Engine::new(book);
    let formulas = engine.formulas();
    for ((sheet, column, row), formula) in &formulas {
        let found = engine.value(sheet, *column, *row);
        let agrees = match (&formula.result, &found) {
            (Outcome::Money(cents), Value::Number(dollars)) => {
                (dollars * 100.0).round() as i64 == cents.0
                    && (dollars * 100.0 - cents.0 as f64).abs() < 1e-3
            }
            (Outcome::Days(days), Value::Number(found)) => *found == *days as f64,
            (Outcome::Factor(factor), Value::Number(found)) => {
                let factor: f64 = factor.to_string().parse().unwrap();
                (factor - found).abs() < 1e-9
            }
            (Outcome::Text(text), Value::Text(found)) => text == found,
            _ => false,
        };
        assert!(
            agrees,
            "{sheet} {}: {} gives {found:?}, the assessment has {:?}",
            workbook::cell::at(*column, *row),
            formula.text,
            formula.result
        );
    }
    formulas.len()
}

fn books(entered: &Entered, seed: u64, lines: u32) -> [Book; 2] {
    let loaded = importer(seed, lines);
    let assessment = assess(&loaded, entered);
    let findings = assessment.findings();
    let papers = loaded.papers(&assessment, &findings);
    [
        workbook::assessment(&papers, &assessment),
        workbook::disclosure(&papers, &assessment),
    ]
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn every_formula_agrees_with_the_assessment() {
    for (seed, lines) in [(1, 600), (2, 1_500)] {
        for book in books(&Entered::default(), seed, lines) {
            assert!(check(&book) > 500);
        }
    }
}

#[test]
fn entered_figures_go_through_the_formulas() {
    let by_amount = Entered {
        domestic_total: Some(Cents::dollars(120_000)),
        tender: Some(day("2027-03-31")),
        ..Entered::default()
    };
    let by_ratio = Entered {
        domestic_ratio: Some(decimal("1.37")),
        ..Entered::default()
    };
    for entered in [by_amount, by_ratio] {
        for book in books(&entered, 3, 800) {
            assert!(check(&book) > 300);
        }
    }
}

/// What does not find room is summed in rows of its own: the totals stay whole.
#[test]
fn a_sheet_that_is_full_keeps_its_totals() {
    let loaded = importer(2, 1_200);
    let assessment = assess(&loaded, &Entered::default());
    let findings = assessment.findings();
    let papers = loaded.papers(&assessment, &findings);
    for room in [0, 1, 20] {
        let book = workbook::assessment_within(&papers, &assessment, room);
        assert!(check(&book) > 40);
        for id in ["entries", "lines", "rows", "finding_entries", "deadlines"] {
            // Four kinds of rest at most.
            assert!(book.sheet(id).unwrap().rows.len() <= room + 4, "{id}");
        }
    }
}

/// The totals follow a value, a rate of interest and the domestic value that a
/// reader changes.
#[test]
fn the_totals_follow_what_a_reader_changes() {
    let [book, _] = books(&Entered::default(), 1, 600);
    let mut engine = Engine::new(&book);
    let total = |engine: &Engine, label: &str| -> f64 {
        let sheet = book.sheet("totals").unwrap();
        let (row, _) = sheet
            .all(&[])
            .find(|(_, cells)| cells.first() == Some(&Cell::Label(label.to_owned())))
            .unwrap();
        match engine.value(sheet.name, 1, row) {
            Value::Number(number) => number,
            other => panic!("{label}: {other:?}"),
        }
    };
    let (loss, interest) = ("Loss of duties and fees", "Interest");
    let before = (total(&engine, loss), total(&engine, interest));

    let lines = book.sheet("lines").unwrap();
    let value = lines
        .columns
        .iter()
        .position(|column| column.title == "Likely: goods value")
        .unwrap();
    // A line whose duty follows from its value, on an entry that counts.
    let (row, _) = (lines.first_row()..)
        .zip(&lines.rows)
        .find(|(_, cells)| match (&cells[value + 2], &cells[value + 3]) {
            (Cell::Formula(duty), Cell::Formula(loss)) => {
                duty.text.starts_with("ROUND(")
                    && matches!(loss.result, Outcome::Money(cents) if cents.is_positive())
            }
            _ => false,
        })
        .unwrap();
    engine.put(
        lines.name,
        value,
        row,
        Cell::Money(Cents::dollars(9_000_000)),
    );
    assert!(total(&engine, loss) > before.0);
    assert!(total(&engine, interest) > before.1);

    let rates = book.sheet("interest").unwrap();
    let higher = Cell::Rate(decimal("0.25"));
    engine.put(rates.name, 4, rates.first_row(), higher);
    assert!(total(&engine, interest) > before.1);
}

/// The flat fee of an informal entry stands between a least and a most that are
/// the same.
#[test]
fn a_flat_fee_agrees() {
    let mut file =
        "Entry Number,Line,Entry Type,Entry Date,HTS,Entered Value,Duty,COO,SPI,Part Number\n"
            .to_owned();
    for (at, kind, coo, spi, duty) in [
        (1, "01", "DE", "", 50),
        (2, "11", "CN", "S", 0),
        (3, "11", "CN", "S", 0),
        (4, "11", "DE", "", 50),
    ] {
        file.push_str(&format!(
            "ABC000000{at}0,1,{kind},2026-10-0{at},8708.29.5060,2000,{duty},{coo},{spi},PX-1\n"
        ));
    }
    let loaded = common::load(&[("informal.csv", file.into_bytes())]);
    let assessment = assess(&loaded, &Entered::default());
    let findings = assessment.findings();
    let papers = loaded.papers(&assessment, &findings);
    let fees: Vec<Cents> = papers.entries().map(|row| row.likely.mpf).collect();
    assert!(fees.contains(&Cents(277)), "{fees:?}");
    assert!(check(&workbook::assessment(&papers, &assessment)) > 10);
    let opened = papers.entry("ABC00000020", exposure::Reading::Likely);
    let parts = opened.unwrap().derivation.parts;
    let fee = parts.iter().find(|part| part.amount == Cents(277)).unwrap();
    assert_eq!(fee.derivation.parts[0].derivation.working, "$2.77");
}
