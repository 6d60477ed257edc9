//! The compliance-file register, which the importer can go on keeping, and the
//! document requests of an audit.

use crate::cell::Cell;
use crate::sheet::{Column, Sheet, column};
use assessment::Assessment;
use remedies::Files;

/// The register: one row a product.
pub(crate) fn register(files: &Files, room: usize) -> Sheet {
    let mut columns: Vec<Column> = [
        ("Product", 34),
        ("Tariff numbers as filed", 24),
        ("Number in the product list", 16),
        ("Goods value", 14),
        ("Duty", 13),
        ("Last entry", 11),
    ]
    .map(|(title, width)| column(title, width))
    .to_vec();
    for element in &files.elements {
        columns.push(column(element.label.clone(), 14));
        columns.push(column(format!("{}: detail", element.label), 28));
    }
    columns.extend(
        [
            ("Reviewed by", 20),
            ("Reviewed on", 11),
            ("Findings", 50),
            ("Where the file is kept", 30),
            ("Remarks", 40),
        ]
        .map(|(title, width)| column(title, width)),
    );
    let rows = files
        .rows
        .iter()
        .take(room)
        .map(|row| {
            let numbers: Vec<String> = row.numbers.iter().map(ToString::to_string).collect();
            let mut cells = vec![
                Cell::text(row.label.as_str()),
                Cell::text(numbers.join(", ")),
                Cell::text(
                    row.master_number
                        .map_or_else(String::new, |n| n.to_string()),
                ),
                Cell::Money(row.value),
                Cell::money(row.duty),
                Cell::day(row.last_entry),
            ];
            for cell in &row.cells {
                cells.push(Cell::text(cell.label.as_str()));
                cells.push(Cell::text(cell.detail.as_str()));
            }
            cells.extend([
                Cell::text(row.reviewer.as_str()),
                Cell::day(row.last_review),
                Cell::text(row.findings.join(", ")),
                // For the importer to fill in.
                Cell::Blank,
                Cell::Blank,
            ]);
            cells
        })
        .collect();
    let left_out = format!(
        "Products that bear most of the duty, and those that a finding touches; {} others are not listed.",
        files.others
    );
    Sheet {
        id: "register",
        name: "Compliance files",
        head: vec![
            vec![Cell::Title("Compliance-file register".to_owned())],
            vec![Cell::Note(left_out)],
        ],
        columns,
        rows,
        ..Sheet::default()
    }
}

/// What an audit asks for, and how far it is ready.
pub(crate) fn requests(assessment: &Assessment) -> Sheet {
    let readiness = assessment.readiness.as_ref();
    let rows = readiness
        .iter()
        .flat_map(|readiness| &readiness.requests)
        .map(|request| {
            vec![
                Cell::text(request.id.as_str()),
                Cell::text(request.text.as_str()),
                Cell::text(request.area.as_str()),
                Cell::text(request.label.as_str()),
                Cell::text(request.seen.as_str()),
                Cell::text(request.lacking.join(", ")),
            ]
        })
        .collect();
    let period = readiness.map_or("", |readiness| readiness.period.as_str());
    Sheet {
        id: "requests",
        name: "Document requests",
        head: vec![
            vec![Cell::Title("What an audit asks for".to_owned())],
            vec![Cell::Note(period.to_owned())],
        ],
        columns: [
            ("Request", 10),
            ("What is asked for", 60),
            ("Area", 24),
            ("Ready", 14),
            ("What the data shows", 60),
            ("Products whose files lack it", 60),
        ]
        .map(|(title, width)| column(title, width))
        .to_vec(),
        rows,
        ..Sheet::default()
    }
}
