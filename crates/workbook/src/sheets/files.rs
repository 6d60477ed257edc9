//! The compliance-file register, which the importer can go on keeping, and the
//! document requests of an audit.

use crate::cell::Cell;
use crate::sheet::{Column, Sheet, column};
use assessment::Assessment;
use customs::grouped;
use remedies::Files;
use remedies::readiness::Request;
use std::collections::{BTreeMap, BTreeSet};

/// The register: one row a product. It is kept on without the other sheets, so
/// findings stand in it by their titles.
pub(crate) fn register(files: &Files, assessment: &Assessment, room: usize) -> Sheet {
    let titles = titles(assessment);
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
            ("Findings", 80),
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
                Cell::text(asked(&row.findings, &titles)),
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
        wraps: true,
        rows,
        ..Sheet::default()
    }
}

/// The titles of the findings' triggers, by the finding's id.
fn titles(assessment: &Assessment) -> BTreeMap<&str, &str> {
    let sections = assessment.indicators.iter();
    sections
        .flat_map(|section| {
            let details = section.details.iter();
            details.map(|detail| (detail.finding.as_str(), section.title.as_str()))
        })
        .collect()
}

/// What is asked about a product, each once.
fn asked(findings: &[String], titles: &BTreeMap<&str, &str>) -> String {
    let all: BTreeSet<&str> = findings
        .iter()
        .filter_map(|id| titles.get(id.as_str()).copied())
        .collect();
    let all: Vec<&str> = all.into_iter().collect();
    all.join("; ")
}

/// Products named in a cell: a cell holds so much text and no more.
const NAMED: usize = 100;

/// The products whose files lack something, the first of them by name.
fn lacking(request: &Request) -> String {
    let named: Vec<&str> = request
        .lacking
        .iter()
        .take(NAMED)
        .map(String::as_str)
        .collect();
    let more = request.lacking_count.saturating_sub(named.len() as u64);
    match more {
        0 => named.join(", "),
        more => format!("{} and {} more", named.join(", "), grouped(more)),
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
                Cell::text(request.area.replace('_', " ")),
                Cell::text(request.label.as_str()),
                Cell::text(request.seen.as_str()),
                Cell::text(lacking(request)),
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
            ("What is asked for", 62),
            ("Area", 16),
            ("Ready", 14),
            ("What the data shows", 48),
            ("Products whose files lack it", 50),
        ]
        .map(|(title, width)| column(title, width))
        .to_vec(),
        wraps: true,
        rows,
        ..Sheet::default()
    }
}
