//! Cases as tables: each trigger's tests are small tables of lines with the
//! expected finding beside them.
//!
//! A table's first row names its columns, in any order and number; cells are
//! separated by spaces, `-` is an empty cell, and `_` in a text is a space.
//! Without an `entry` column every row is an entry of its own.

pub(crate) mod cases;
mod properties;

use crate::catalogue;
use crate::context::{Answers, Context};
use crate::finding::{Assessed, Finding, Indicator};
use crate::grade::Grade;
use customs::{Cents, Country, Day, EntryType, Hts, Quantity, Spi, Unit};
use products::{Choices, Products};
use profile::{Grain, Header, MasterRow, Masters, Party, Profile, References, Row, Source, Store};
use rulebook::Pack;
use std::sync::OnceLock;

/// A cell of a table row, by column name.
struct Cells<'a> {
    columns: &'a [&'a str],
    cells: Vec<String>,
}

impl Cells<'_> {
    fn text(&self, name: &str) -> &str {
        let at = self.columns.iter().position(|column| *column == name);
        match at.and_then(|at| self.cells.get(at)) {
            Some(cell) if cell != "-" => cell,
            _ => "",
        }
    }

    fn parsed<T, E: std::fmt::Debug>(
        &self,
        name: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(name);
        (!text.is_empty()).then(|| parse(text).unwrap())
    }

    fn flag(&self, name: &str) -> Option<bool> {
        match self.text(name) {
            "" => None,
            text => Some(matches!(text, "Y" | "y" | "yes")),
        }
    }
}

/// The columns that a table may have.
const COLUMNS: &[&str] = &[
    "entry",
    "line",
    "ord",
    "date",
    "summary",
    "import",
    "release",
    "liq",
    "status",
    "type",
    "filer",
    "hts",
    "value",
    "duty",
    "rate",
    "qty",
    "unit",
    "kg",
    "mpf",
    "hmf",
    "liqduty",
    "charges",
    "sku",
    "desc",
    "invoice",
    "coo",
    "export",
    "mid",
    "supplier",
    "spi",
    "related",
    "psc",
    "pscdate",
    "case",
    "currency",
    "importer",
    "port",
    "mode",
    "recon",
    "issue",
    "reconstatus",
];

/// The profile of a table of ES-003-like rows.
pub(crate) fn profile(table: &str) -> Profile {
    store(table, 1).finish()
}

/// The profile of the rows of several tables, each taken in apart.
pub(crate) fn in_pieces(tables: &[String]) -> Profile {
    let mut all = Store::default();
    for table in tables {
        all.merge(&store(table, 1));
    }
    all.finish()
}

/// The same with every line repeated under new entry numbers.
pub(crate) fn doubled(table: &str) -> Profile {
    let mut twice = store(table, 1);
    twice.merge(&store(table, 1_000_001));
    twice.finish()
}

fn store(table: &str, first: u32) -> Store {
    let mut rows = table.lines().map(str::trim).filter(|row| !row.is_empty());
    let columns: Vec<&str> = rows.next().unwrap_or("").split_whitespace().collect();
    for column in &columns {
        assert!(COLUMNS.contains(column), "no column {column}");
    }
    let mut store = Store::default();
    let source = store.source(Source {
        name: "table".to_owned(),
        grain: Grain::Ordinal,
    });
    for (row, at) in rows.zip(first..) {
        let cells: Vec<String> = row
            .split_whitespace()
            .map(|cell| cell.replace('_', " "))
            .collect();
        assert_eq!(cells.len(), columns.len(), "{row}");
        let c = Cells {
            columns: &columns,
            cells,
        };
        let own = format!("ABC{at:07}0");
        let entry = match c.text("entry") {
            "" => own,
            given if first == 1 => given.to_owned(),
            given => format!("{given}X"),
        };
        let cents = |name| c.parsed(name, Cents::parse).flatten();
        let quantity = |name| c.parsed(name, Quantity::parse).flatten();
        let day = |name| c.parsed(name, Day::parse);
        store.push(
            source,
            &Row {
                row: at + 1,
                entry: &entry,
                line_no: Some(c.parsed("line", str::parse).unwrap_or(1)),
                ordinal: Some(c.parsed("ord", str::parse).unwrap_or(1)),
                hts: c.parsed("hts", Hts::parse),
                value: cents("value"),
                duty: cents("duty"),
                rate_ppm: c.parsed("rate", str::parse),
                quantity: quantity("qty"),
                unit: c.parsed("unit", Unit::parse),
                mpf: cents("mpf"),
                hmf: cents("hmf"),
                liquidated_duty: cents("liqduty"),
                charges: cents("charges"),
                gross_kg: quantity("kg"),
                sku: c.text("sku"),
                description: c.text("desc"),
                invoice: c.text("invoice"),
                psc: c.flag("psc"),
                psc_date: day("pscdate"),
                header: Header {
                    importer: c.text("importer"),
                    entry_type: c.parsed("type", EntryType::parse),
                    entry_date: day("date"),
                    summary_date: day("summary"),
                    import_date: day("import"),
                    release_date: day("release"),
                    liquidation_date: day("liq"),
                    liquidation_status: c.text("status"),
                    port: c.text("port"),
                    mode: c.text("mode"),
                    filer: c.text("filer"),
                    reconciliation: c.flag("recon"),
                    reconciliation_issue: c.text("issue"),
                    reconciliation_status: c.text("reconstatus"),
                },
                party: Party {
                    origin: c.parsed("coo", Country::parse),
                    export: c.parsed("export", Country::parse),
                    mid: c.text("mid"),
                    supplier: c.text("supplier"),
                    spi: c.parsed("spi", Spi::parse),
                    related: c.flag("related"),
                    adcvd_case: c.text("case"),
                    currency: c.text("currency"),
                },
            },
        );
    }
    store
}

/// A product master of these rows, joined to a profile.
pub(crate) fn masters(profile: &Profile, rows: &[MasterRow]) -> Masters {
    let mut masters = Masters::default();
    for row in rows {
        masters.push(row.clone());
    }
    let rules = &pack().products;
    masters.joined(profile, |text| {
        products::part_number::normalised(text, rules, false)
    })
}

/// The embedded pack.
pub(crate) fn pack() -> &'static Pack {
    static PACK: OnceLock<Pack> = OnceLock::new();
    PACK.get_or_init(|| Pack::embedded().unwrap())
}

/// The day that cases are assessed for.
pub(crate) fn as_of() -> Day {
    Day::ymd(2026, 10, 9).unwrap()
}

/// Runs every trigger on a profile, each knowing what those before it said.
pub(crate) fn all(profile: &Profile) -> Vec<Indicator> {
    let pack = pack();
    catalogue::run(&Context {
        profile,
        masters: &Masters::default(),
        references: &References::default(),
        products: &Products::identify(profile, &pack.products, &Choices::default()),
        pack,
        answers: &Answers::default(),
        as_of: as_of(),
        earlier: None,
        ahead: None,
    })
}

/// Each finding as `subject: pattern grade`.
pub(crate) fn summary(findings: &[Finding]) -> Vec<String> {
    let mut all: Vec<String> = findings
        .iter()
        .map(|f| format!("{}: {} {}", f.subject.label, f.pattern, grade(f.grade)))
        .collect();
    all.sort();
    all
}

fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Info => "info",
        Grade::Low => "low",
        Grade::Medium => "medium",
        Grade::High => "high",
        Grade::Critical => "critical",
    }
}

/// The ids of the checks that explain each explained finding.
pub(crate) fn explanations(assessed: &Assessed) -> Vec<String> {
    let mut all: Vec<String> = assessed
        .explained
        .iter()
        .flat_map(|f| {
            f.checks
                .iter()
                .filter(|c| c.result == crate::finding::CheckResult::Explains)
                .map(|c| format!("{}: {}", f.subject.label, c.id))
        })
        .collect();
    all.sort();
    all
}
