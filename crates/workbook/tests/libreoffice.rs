//! LibreOffice works the workbook out anew, and agrees to the cent.
//!
//! The file goes to it with every result set to nothing, so that what comes
//! back is its own arithmetic.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod common;

use common::{assess, day, importer};
use customs::Cents;
use exposure::Entered;
use rust_decimal::Decimal;
use std::fs;
use std::path::Path;
use std::process::Command;
use workbook::Book;
use workbook::cell::{Cell, Outcome, at};

/// The same book without any result.
fn without_results(book: &Book) -> Book {
    let mut book = book.clone();
    for sheet in &mut book.sheets {
        let cells = sheet.head.iter_mut().chain(&mut sheet.rows).flatten();
        for cell in cells {
            if let Cell::Formula(formula) = cell {
                formula.result = match formula.result {
                    Outcome::Money(_) => Outcome::Money(Cents::ZERO),
                    Outcome::Factor(_) => Outcome::Factor(Decimal::ZERO),
                    Outcome::Days(_) => Outcome::Days(0),
                    Outcome::Text(_) => Outcome::Text("nothing".to_owned()),
                };
            }
        }
    }
    book
}

/// The setting to work formulas out anew whenever a file is opened.
const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

/// Has LibreOffice write every sheet as CSV, values in full.
fn recalculate(book: &Book, folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let file = folder.join("book.xlsx");
    fs::write(&file, without_results(book).to_xlsx()).unwrap();
    // By itself LibreOffice would believe the results in the file.
    let user = folder.join("profile/user");
    fs::create_dir_all(&user).unwrap();
    fs::write(user.join("registrymodifications.xcu"), ALWAYS).unwrap();
    // Comma, quotes, UTF-8, from line 1; values as they are, every sheet.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let office = std::env::var_os("LOOKBACK_SOFFICE").unwrap_or_else(|| "soffice".into());
    let status = Command::new(office)
        .args([&profile, "--headless", "--convert-to", filter, "--outdir"])
        .arg(folder)
        .arg(&file)
        .status()
        .unwrap();
    assert!(status.success());
}

/// Compares every formula's result, and says how many there were.
fn check(book: &Book, folder: &Path) -> usize {
    let mut count = 0;
    for sheet in book.worksheets() {
        let file = folder.join(format!("book-{}.csv", sheet.name));
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_path(&file)
            .unwrap();
        let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        for (row, cells) in sheet.all(&sheet.titles()) {
            for (column, cell) in cells.iter().enumerate() {
                let Cell::Formula(formula) = cell else {
                    continue;
                };
                let found = records[row - 1].get(column).unwrap();
                let number = || found.parse::<f64>().unwrap();
                let agrees = match &formula.result {
                    Outcome::Money(cents) => {
                        let cents = cents.0 as f64;
                        (number() * 100.0 - cents).abs() < 1e-3
                    }
                    Outcome::Factor(factor) => {
                        let factor: f64 = factor.to_string().parse().unwrap();
                        (number() - factor).abs() < 1e-9
                    }
                    Outcome::Days(days) => number() == *days as f64,
                    Outcome::Text(text) => text == found,
                };
                assert!(
                    agrees,
                    "{} {}: {} gives {found}, the assessment has {:?}",
                    sheet.name,
                    at(column, row),
                    formula.text,
                    formula.result
                );
                count += 1;
            }
        }
    }
    count
}

#[test]
#[ignore = "needs LibreOffice: cargo xtask soak spreadsheet"]
fn libreoffice_agrees_to_the_cent() {
    let cases = [
        ("as it comes", 1, 4_000, Entered::default()),
        (
            "domestic value, later tender",
            2,
            2_000,
            Entered {
                domestic_total: Some(Cents::dollars(120_000)),
                tender: Some(day("2027-03-31")),
                ..Entered::default()
            },
        ),
        (
            "resale ratio",
            3,
            2_000,
            Entered {
                domestic_ratio: Some("1.37".parse().unwrap()),
                ..Entered::default()
            },
        ),
    ];
    let place = std::env::temp_dir().join(format!("lookback-spreadsheet-{}", std::process::id()));
    for (name, seed, lines, entered) in cases {
        let loaded = importer(seed, lines);
        let assessment = assess(&loaded, &entered);
        let findings = assessment.findings();
        let papers = loaded.papers(&assessment, &findings);
        let books = [
            workbook::assessment(&papers, &assessment),
            workbook::disclosure(&papers, &assessment),
        ];
        for (book, kind) in books.iter().zip(["assessment", "disclosure"]) {
            let folder = place.join(format!("{seed}-{kind}"));
            recalculate(book, &folder);
            println!("{name}, {kind}: {} formulas agree", check(book, &folder));
        }
    }
    let _ = fs::remove_dir_all(&place);
}
