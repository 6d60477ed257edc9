//! What each sheet holds, and the books that are made of them.
//!
//! | module | sheet |
//! |---|---|
//! | [`about`] | what this is, and what was not assessed |
//! | [`findings`] | findings, and findings by entry |
//! | [`totals`] | totals and penalty matrix |
//! | [`entries`] | loss by entry |
//! | [`lines`] | loss by line |
//! | [`interest`] | the rates that interest grows by |
//! | [`deadlines`] | the limits that run |
//! | [`routes`] | what to discuss for each entry; what to know of a route or limit |
//! | [`evidence`] | the rows behind the findings |
//! | [`numbers`] | findings by their numbers, on every sheet |
//! | [`files`] | the compliance-file register, the document requests |
//! | [`paper`] | a working paper |

mod about;
mod deadlines;
mod entries;
mod evidence;
mod files;
mod findings;
mod interest;
mod lines;
mod numbers;
mod paper;
mod routes;
mod totals;

use crate::sheet::{Book, Sheet};
use ::assessment::{Assessment, Papers};
use exposure::Exposure;
use numbers::Numbers;
use profile::LineRef;

/// Rows of a sheet at most. What does not find room is counted in one row, so
/// that totals stay whole.
pub const ROWS: usize = 100_000;

/// The names of the readings in titles of columns.
const READINGS: [&str; 2] = ["Likely", "High"];

fn yes(holds: bool) -> &'static str {
    if holds { "Yes" } else { "No" }
}

/// The whole assessment as a workbook.
#[must_use]
pub fn assessment(papers: &Papers<'_>, assessment: &Assessment) -> Book {
    assessment_within(papers, assessment, ROWS)
}

/// The same with room for so many rows a sheet.
#[must_use]
pub fn assessment_within(papers: &Papers<'_>, assessment: &Assessment, room: usize) -> Book {
    let exposure = match &assessment.exposure {
        Some(exposure) => exposure.clone(),
        None => papers.exposure(),
    };
    let numbers = Numbers::of(assessment);
    let shares = findings::Shares::of(papers, &numbers, room);
    let files = papers.files();
    let mut sheets = vec![
        about::about(papers, assessment),
        findings::findings(papers, assessment, &numbers, &shares),
        about::not_assessed(papers, assessment),
    ];
    sheets.extend(money(papers, assessment, &numbers, &exposure, room));
    sheets.insert(7, shares.sheet);
    sheets.extend([
        deadlines::deadlines(papers, &numbers, room),
        routes::routes(papers, &numbers, room),
        routes::guide(papers),
        files::register(&files, assessment, room),
        files::requests(assessment),
    ]);
    Book {
        sheets,
        foot: foot(papers, assessment),
    }
}

/// The disclosure worksheet with the schedule of its entries. The papers are of
/// the findings that it is about.
#[must_use]
pub fn disclosure(papers: &Papers<'_>, assessment: &Assessment) -> Book {
    let mut sheets = vec![paper::paper(&papers.disclosure().paper)];
    let numbers = Numbers::of(assessment);
    sheets.extend(money(
        papers,
        assessment,
        &numbers,
        &papers.exposure(),
        ROWS,
    ));
    Book {
        sheets,
        foot: foot(papers, assessment),
    }
}

/// The compliance-file register alone, to be kept on.
#[must_use]
pub fn register(papers: &Papers<'_>, assessment: &Assessment) -> Book {
    Book {
        sheets: vec![files::register(&papers.files(), assessment, ROWS)],
        foot: foot(papers, assessment),
    }
}

/// The sheets whose formulas refer to one another.
fn money(
    papers: &Papers<'_>,
    assessment: &Assessment,
    numbers: &Numbers,
    exposure: &Exposure,
    room: usize,
) -> Vec<Sheet> {
    let interest = interest::Interest::of(papers.workings(), papers.loaded().pack());
    let words = &papers.loaded().pack().figures;
    let entries = entries::Entries::of(papers, words, numbers, &interest, room);
    let evidence = evidence::Evidence::of(papers, assessment, numbers, room);
    let totals = totals::totals(papers, exposure, &entries, &evidence);
    let mut lines = entries.lines.sheet;
    if entries.lines.left_out > 0 {
        lines.head.push(vec![crate::cell::Cell::Note(format!(
            "{} further lines did not find room here; their entries have their sums.",
            entries.lines.left_out
        ))]);
    }
    vec![totals, entries.sheet, lines, interest.sheet, evidence.sheet]
}

/// An entry number as shown. A line without one is named by its row.
fn entry_name(line: LineRef<'_>) -> String {
    match (line.entry(), line.row()) {
        ("", Some(at)) => format!("No entry number, row {}", at.row),
        ("", None) => "No entry number".to_owned(),
        (entry, _) => remedies::ground::shown(entry),
    }
}

fn foot(papers: &Papers<'_>, assessment: &Assessment) -> String {
    format!(
        "Rule pack {}, as of {}. {}",
        assessment.pack.version,
        assessment.as_of,
        papers.loaded().pack().texts.watermark.text
    )
}
