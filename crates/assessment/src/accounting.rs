//! Every row of every table accounted for.
//!
//! Intake says what became of each row of a table; the profile then sets some
//! of the rows that were handed over aside. Both together sum to the table.

use crate::model::{IssueSummary, RowCount, TableSummary};
use intake::{Issue, RowClass, TableKind, TableReport};
use profile::{Grain, Profile, RowRef};

/// The summary of a table.
#[must_use]
pub fn table(name: &str, report: &TableReport, profile: &Profile) -> TableSummary {
    let aside = profile.set_aside();
    let of_table = |rows: &[RowRef]| {
        rows.iter()
            .filter(|row| row.source == report.source)
            .count() as u64
    };
    let duplicates = of_table(&aside.duplicates);
    let superseded = of_table(&aside.superseded);
    let count = |class: &str, label: &str, rows: u64| RowCount {
        class: class.to_owned(),
        label: label.to_owned(),
        rows,
    };
    let used = report.count(RowClass::Used);
    let mut classes = vec![
        count(
            "preamble",
            "above the header",
            report.count(RowClass::Preamble),
        ),
        count(
            "header",
            "header",
            report.count(RowClass::Header) + report.count(RowClass::RepeatedHeader),
        ),
        count("blank", "blank", report.count(RowClass::Blank)),
        count("total", "totals", report.count(RowClass::Total)),
        count("duplicate", "exact duplicates", duplicates),
        count(
            "superseded",
            "earlier versions of a corrected line",
            superseded,
        ),
        count(
            "unusable",
            "without what makes a row usable",
            report.count(RowClass::Unusable),
        ),
        count("used", "used", used.saturating_sub(duplicates + superseded)),
    ];
    let others = report.count(RowClass::OtherImporter);
    if others > 0 {
        classes.push(count(
            "other_importer",
            "of another importer of record",
            others,
        ));
    }
    TableSummary {
        name: name.to_owned(),
        kind: report.kind.label().to_owned(),
        grain: grain(report.kind, report.grain).to_owned(),
        rows: report.rows,
        classes,
        issues: report.issues.iter().map(issue).collect(),
    }
}

fn issue(issue: &Issue) -> IssueSummary {
    let place = issue
        .column
        .as_ref()
        .map_or_else(String::new, |(letter, title)| {
            format!(" Column {letter}, “{title}”.")
        });
    IssueSummary {
        cause: format!("{}{place}", issue.cause.sentence()),
        cells: issue.rows.count(),
        examples: issue
            .first
            .iter()
            .map(|cell| format!("{}: {}", cell.address, cell.text))
            .collect(),
        cost: issue.cause.cost().to_owned(),
    }
}

/// What one row of a table stands for, in words.
fn grain(kind: TableKind, grain: Grain) -> &'static str {
    match (kind, grain) {
        (TableKind::TariffExport, _) => "one tariff number",
        (TableKind::Benchmark, _) => "one unit value",
        (_, Grain::Ordinal) => "one tariff number of an entry line",
        (_, Grain::Line) => "one entry summary line",
        (_, Grain::Invoice) => "one invoice line",
        (_, Grain::Header) => "one entry",
        (_, Grain::Product) => "one product",
    }
}
