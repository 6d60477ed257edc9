//! What the page and its worker say to each other.
//!
//! Both ends are one program, so the messages are plain enums, written to
//! JavaScript values that the browser copies from one to the other. A `File`
//! goes along as itself: the browser passes a handle, not the bytes.
//!
//! The page gets what it shows and no more. An [`Overview`] has no rows and no
//! pictures, and of a trigger that finds thousands of things only the first;
//! the rest is asked for, window by window.

use std::collections::BTreeMap;

use super::saved::Saved;
use assessment::Assessment;
use assessment::model::{Detail, EvidenceRow};
use customs::Day;
use exposure::{Entered, FindingExposure};
use intake::{Encoding, Inspection, Plan};
use remedies::{Disclosure, Files, FindingRoutes, RulingRequest};
use rulebook::{Authority, Category};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use triggers::context::Answers;
use triggers::finding::Finding;
use wasm_bindgen::JsValue;
use web_sys::File;

/// What the page asks.
#[derive(Serialize, Deserialize)]
pub(crate) enum Request {
    /// Go one step on in going through all the work, on the sample importer.
    Prepare {
        /// The day that the visitor has.
        as_of: Day,
    },
    /// Make the sample importer's files.
    Sample {
        /// The day that the visitor has.
        as_of: Day,
    },
    /// Say what a file is, without reading all of it. A saved session is opened.
    Inspect(Handed),
    /// Say what a text file is when it is read in this encoding.
    Reread(Handed, Encoding),
    /// Put the rule pack of this file in force, for all that is read after.
    Pack(Handed),
    /// Read these files and assess them. Forgets what was read before.
    Assess(Job),
    /// Assess again what is read, with other answers.
    Reassess {
        /// The visitor's answers.
        answers: Answers,
        /// The figures that the visitor entered.
        entered: Entered,
        /// The day that it is made for.
        as_of: Day,
    },
    /// One finding with everything beside it.
    Finding {
        /// Its id.
        id: String,
    },
    /// The findings of a trigger beyond those in the overview.
    Findings {
        /// The trigger's id.
        trigger: String,
        /// How many to pass over.
        from: u64,
        /// How many at most.
        count: u64,
    },
    /// Entry lines behind a finding.
    Rows {
        /// The finding's id.
        id: String,
        /// How many to pass over.
        from: u64,
        /// How many at most.
        count: u64,
    },
    /// The assessment as a file.
    Export(Export),
    /// A working paper.
    Paper(Wanted),
}

/// The forms of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Export {
    /// Everything, for programs.
    Json,
    /// The limits that run, for a calendar.
    Calendar,
    /// Findings, rows, exposure with live formulas, deadlines, register.
    Workbook,
    /// The findings as a table of text.
    Findings,
    /// The entry lines behind the findings as a table of text.
    Lines,
    /// The disclosure worksheet with the schedule of its entries.
    Disclosure,
    /// The compliance-file register.
    Register,
    /// The rows of an issue, as they stand in their file.
    IssueRows {
        /// The table's place among those that were read.
        table: u32,
        /// The issue's place among the table's.
        issue: u32,
    },
}

/// The working papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Wanted {
    /// What a disclosure is asked to contain.
    Disclosure,
    /// What a request for a ruling is asked to contain, by product.
    Rulings,
    /// The compliance-file grid.
    Files,
}

/// A file handed from one end to the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Handed {
    /// The file itself.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    pub(crate) file: File,
}

/// What to read and assess.
#[derive(Serialize, Deserialize)]
pub(crate) struct Job {
    /// The tables by name, each with its file and how to read it.
    pub(crate) sources: Vec<(String, Handed, Plan)>,
    /// The visitor's answers.
    pub(crate) answers: Answers,
    /// The figures that the visitor entered.
    pub(crate) entered: Entered,
    /// The day that it is made for.
    pub(crate) as_of: Day,
}

/// What the worker answers.
#[derive(Serialize, Deserialize)]
pub(crate) enum Reply {
    /// A step was made.
    Prepared {
        /// Whether there are further ones.
        more: bool,
    },
    /// The sample importer's files and answers.
    Sample(Vec<Handed>, Answers),
    /// What a file is, or each spreadsheet in it, by name; or why it cannot be
    /// read.
    Inspected(Found),
    /// The rule pack that is now in force, as JSON.
    Pack(String),
    /// The result.
    Assessed(Box<Overview>),
    /// One finding.
    Finding(Box<Sheet>),
    /// More findings.
    Findings(Vec<(Finding, String)>),
    /// More rows.
    Rows(Vec<EvidenceRow>),
    /// A file to save.
    Made(Handed),
    /// The disclosure worksheet with the head of its schedule, and how many
    /// entries that has.
    Disclosure(Box<Disclosure>, u64),
    /// The ruling worksheets.
    Rulings(Vec<RulingRequest>),
    /// The compliance-file grid.
    Files(Files),
    /// A saved session, with the files in it.
    Session(Box<Saved>, Vec<Handed>),
    /// It cannot be done; why, in words for the visitor.
    Refused(String),
}

/// The spreadsheets of a file by name, each understood or refused in words.
pub(crate) type Found = Vec<(String, Result<Inspection, String>)>;

/// The assessment as the page holds it: findings without pictures and rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Overview {
    /// The assessment, thinned out.
    pub(crate) assessment: Assessment,
    /// By trigger, how many findings there are in all.
    pub(crate) totals: Vec<(String, u64)>,
    /// By finding, what a list shows beside it.
    pub(crate) beside: BTreeMap<String, Beside>,
    /// The suppliers that findings are about, by name.
    pub(crate) suppliers: Vec<String>,
}

/// What a list shows beside a finding.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Beside {
    /// The first limit that has not yet run out.
    pub(crate) expires: Option<Day>,
    /// Its suppliers, by their places in [`Overview::suppliers`].
    pub(crate) suppliers: Vec<u32>,
}

impl Overview {
    /// What stands beside a finding.
    pub(crate) fn beside(&self, finding: &str) -> Option<&Beside> {
        self.beside.get(finding)
    }

    /// The suppliers of a finding.
    pub(crate) fn suppliers_of(&self, finding: &str) -> impl Iterator<Item = &str> {
        self.beside(finding)
            .into_iter()
            .flat_map(|beside| &beside.suppliers)
            .filter_map(|at| self.suppliers.get(usize::try_from(*at).ok()?))
            .map(String::as_str)
    }
}

/// One finding with everything beside it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Sheet {
    /// The trigger's id.
    pub(crate) trigger: String,
    /// Its title.
    pub(crate) title: String,
    /// What it means.
    pub(crate) meaning: String,
    /// Its category.
    pub(crate) category: Category,
    /// Questions to ask oneself.
    pub(crate) questions: Vec<String>,
    /// The first action.
    pub(crate) action: String,
    /// The heading over the evidence.
    pub(crate) evidence_title: String,
    /// The law behind it.
    pub(crate) authority: Option<Authority>,
    /// The finding.
    pub(crate) finding: Finding,
    /// Its rows and words.
    pub(crate) detail: Detail,
    /// Whether the record explains it.
    pub(crate) explained: bool,
    /// What it could cost, where that can be said.
    pub(crate) exposure: Option<FindingExposure>,
    /// What to discuss.
    pub(crate) routes: Option<FindingRoutes>,
}

/// What the worker sends.
#[derive(Serialize, Deserialize)]
pub(crate) enum Message {
    /// It listens.
    Ready,
    /// It is getting on.
    Progress(Progress),
    /// The answer to a request.
    Reply(u32, Box<Reply>),
    /// What a panic says before the worker dies of it.
    LastWords(String),
}

/// How far the work under way has come.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Progress {
    /// Reading a file.
    Reading {
        /// Which of the files, from 0.
        file: usize,
        /// Bytes read of it.
        bytes: u64,
        /// Bytes of it.
        of: u64,
        /// Rows read of it.
        rows: u64,
    },
    /// All are read; looking for patterns.
    Assessing,
}

/// As a JavaScript value. Numbers past what JavaScript's own hold become big
/// integers, so that no amount of money is refused or rounded.
///
/// # Errors
///
/// When a value has no JavaScript form; none of ours is so.
pub(crate) fn encode<T: Serialize>(value: &T) -> Result<JsValue, String> {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_large_number_types_as_bigints(true);
    value
        .serialize(&serializer)
        .map_err(|error| error.to_string())
}

/// From a JavaScript value.
///
/// # Errors
///
/// When it is not what the other end writes.
pub(crate) fn decode<T: DeserializeOwned>(value: JsValue) -> Result<T, String> {
    serde_wasm_bindgen::from_value(value).map_err(|error| error.to_string())
}
