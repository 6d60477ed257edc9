//! The assessment: everything that the page, the brief and the exports show,
//! as one value. The same files, answers, pack and day give the same bytes of
//! JSON in the browser and in the terminal.

use crate::given::Given;
use customs::{Cents, Country, Day, Hts};
use exposure::Exposure;
use profile::JoinCoverage;
use remedies::{FindingRoutes, Readiness, RunningLimit, UrgentPath};
use rulebook::{Authority, Category};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use triggers::finding::Outcome;
use triggers::score::Score;

/// The result of one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// Version of the program.
    pub lookback: String,
    /// The day that it was made for.
    pub as_of: Day,
    /// The rule pack that it stands on.
    pub pack: PackStamp,
    /// What was read, table by table.
    pub tables: Vec<TableSummary>,
    /// What the entry lines cover.
    pub coverage: Coverage,
    /// Category severities and the total.
    pub score: Score,
    /// The sentence over every result, filled in.
    pub header: String,
    /// One section a trigger, in the catalogue's order.
    pub indicators: Vec<Section>,
    /// What it could cost; `None` where the words of its figures can't be read.
    pub exposure: Option<Exposure>,
    /// What to discuss for each finding, in the order of findings.
    pub routes: Vec<FindingRoutes>,
    /// The limits that run, what expires first at the head; of very many the
    /// first [`crate::session::DEADLINES`].
    pub deadlines: Vec<RunningLimit>,
    /// How many limits run in all.
    pub deadline_count: u64,
    /// The message that overrides everything; `None` where nothing leads to it.
    pub urgent: Option<UrgentPath>,
    /// The course of an audit and what it asks for, beside what the data shows.
    pub readiness: Option<Readiness>,
    /// What the visitor gave beside the files.
    pub given: Given,
    /// How each number in here that is no [`exposure::Figure`] came about, by
    /// its place: names joined by points, `*` for each item of a list;
    /// `explained` findings stand under `findings`.
    pub numbers: BTreeMap<String, String>,
}

/// Which pack, and whether it may still be relied on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackStamp {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The day whose law it states.
    pub as_of: Day,
    /// The day up to which that was verified.
    pub verified_through: Day,
    /// The attorney who approved it; `None` when nobody has.
    pub approved_by: Option<String>,
    /// What has to be said about its standing, in words; empty when nothing.
    pub banner: Vec<String>,
}

/// One table as read, with every row accounted for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableSummary {
    /// File name, with the sheet where there are several.
    pub name: String,
    /// What kind of report it is, in words.
    pub kind: String,
    /// What one row stands for, in words.
    pub grain: String,
    /// Rows in the file.
    pub rows: u64,
    /// Rows by class; they sum to `rows`.
    pub classes: Vec<RowCount>,
    /// What was wrong with cells, grouped by cause.
    pub issues: Vec<IssueSummary>,
}

/// How many rows of a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowCount {
    /// The class's id.
    pub class: String,
    /// The class in words.
    pub label: String,
    /// How many rows.
    pub rows: u64,
}

/// What was wrong with some cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueSummary {
    /// The cause, in one sentence.
    pub cause: String,
    /// How many cells.
    pub cells: u64,
    /// The first few cells, as the spreadsheet program names them, with the
    /// text that stands there.
    pub examples: Vec<String>,
    /// What ignoring them costs.
    pub cost: String,
}

/// What the entry lines cover.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Entry lines.
    pub lines: u64,
    /// Distinct entries; 0 when no file has entry numbers.
    pub entries: u64,
    /// Goods value of all lines.
    pub value: Cents,
    /// Duty of all lines; `None` when no file has it.
    pub duty: Option<Cents>,
    /// First entry date.
    pub first: Option<Day>,
    /// Last entry date.
    pub last: Option<Day>,
    /// Importer numbers, all but the last two characters masked.
    pub importers: Vec<String>,
    /// Filer codes.
    pub filers: Vec<String>,
    /// Products told apart, by how they were identified.
    pub products: Vec<(products::Tier, u64)>,
    /// How broker lines met entry lines.
    pub join: JoinCoverage,
}

/// A trigger's section: its result beside what the pack says of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// The trigger's id.
    pub trigger: String,
    /// Its title.
    pub title: String,
    /// What it means, in plain words.
    pub meaning: String,
    /// Its category.
    pub category: Category,
    /// Questions to ask oneself.
    pub questions: Vec<String>,
    /// The first action.
    pub action: String,
    /// The heading over the evidence.
    pub evidence_title: String,
    /// The law behind it, with its mark.
    pub authority: Option<Authority>,
    /// The result.
    pub outcome: Outcome,
    /// Rows, words and amounts for each finding, in the order of findings.
    pub details: Vec<Detail>,
}

/// What stands beside a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Detail {
    /// The finding's id.
    pub finding: String,
    /// The pattern in words.
    pub pattern: String,
    /// The checks in words, in the finding's order.
    pub checks: Vec<String>,
    /// The first entry lines behind it.
    pub rows: Vec<EvidenceRow>,
    /// How many entry lines are behind it.
    pub row_count: u64,
}

/// One entry line as evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRow {
    /// Table, by its place in [`Assessment::tables`].
    pub table: u16,
    /// Row as the spreadsheet program numbers it.
    pub row: u32,
    /// Entry number.
    pub entry: String,
    /// Line number; zero when unknown.
    pub line: u16,
    /// Entry date.
    pub date: Option<Day>,
    /// Filer code.
    pub filer: String,
    /// Tariff number.
    pub hts: Option<Hts>,
    /// Chapter 99 numbers beside it.
    pub additional: Vec<Hts>,
    /// Country of origin.
    pub origin: Option<Country>,
    /// Part number.
    pub sku: String,
    /// Description.
    pub description: String,
    /// Quantity and unit as shown.
    pub quantity: String,
    /// Goods value.
    pub value: Cents,
    /// Duty.
    pub duty: Option<Cents>,
}
