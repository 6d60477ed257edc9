//! The findings that are printed in full: facts, picture, checks, amounts,
//! routes, questions, rows, authority.
//!
//! One product may be the subject of several findings, on the same entry lines.
//! What an earlier finding has shown is named, not repeated.

use std::rc::Rc;

use assessment::model::EvidenceRow;
use triggers::finding::CheckResult;
use yew::prelude::*;

use crate::page::pack::grade_words;
use crate::page::parts::authority::Cited;
use crate::page::parts::rows::{RowTable, place};
use crate::page::pictures::PictureView;
use crate::page::screens::finding::{
    self, check_question, described, evidence, touched, with_detail,
};
use crate::page::screens::results::{fact, listed};
use crate::words;
use crate::worker::protocol::Sheet;

use super::{cost, discuss, paragraphs, part, section, strong};

/// The findings, one after another.
pub(super) fn all(sheets: &[Rc<Sheet>]) -> Html {
    (0..)
        .zip(sheets)
        .map(|(at, sheet)| {
            let shown = Shown::of(sheet, sheets.get(..at).unwrap_or_default());
            html! { <Full key={sheet.finding.id.clone()} number={at + 1} sheet={sheet.clone()} {shown} /> }
        })
        .collect()
}

/// What of a finding an earlier one has shown: its number.
#[derive(Clone, Copy, Default, PartialEq)]
struct Shown {
    /// The same entry lines, or more.
    rows: Option<usize>,
    /// The same lines and no others.
    is_all: bool,
    /// The same amounts, on the same lines.
    cost: Option<usize>,
    /// The same routes.
    routes: Option<usize>,
}

impl Shown {
    fn of(sheet: &Sheet, earlier: &[Rc<Sheet>]) -> Self {
        let mut shown = Self::default();
        for (number, other) in (1..).zip(earlier) {
            let all = holds(other, sheet);
            let same = all && sheet.detail.row_count == other.detail.row_count;
            if same && !shown.is_all || all && is_whole(sheet) && shown.rows.is_none() {
                shown.rows = Some(number);
                shown.is_all = same;
            }
            if same && same_cost(sheet, other) {
                shown.cost = shown.cost.or(Some(number));
            }
            if same_routes(sheet, other) {
                shown.routes = shown.routes.or(Some(number));
            }
        }
        shown
    }
}

/// Whether every row behind a finding is printed.
fn is_whole(sheet: &Sheet) -> bool {
    sheet.detail.rows.len() as u64 == sheet.detail.row_count
}

/// Whether a finding has all the printed rows of another.
fn holds(one: &Sheet, other: &Sheet) -> bool {
    let mut rows = other.detail.rows.iter();
    rows.all(|row| {
        let mut own = one.detail.rows.iter();
        own.any(|own| own.table == row.table && own.row == row.row)
    })
}

fn same_cost(one: &Sheet, other: &Sheet) -> bool {
    match (&one.exposure, &other.exposure) {
        (Some(one), Some(other)) => {
            !one.readings.is_empty() && one.readings == other.readings && one.open == other.open
        }
        _ => false,
    }
}

fn same_routes(one: &Sheet, other: &Sheet) -> bool {
    match (finding::routes(one), finding::routes(other)) {
        (Some(one), Some(other)) => {
            one.routes == other.routes
                && one.ruling == other.ruling
                && one.piecemeal == other.piecemeal
                && one.undated == other.undated
        }
        _ => false,
    }
}

#[derive(Properties, PartialEq)]
struct FullProps {
    number: usize,
    sheet: Rc<Sheet>,
    shown: Shown,
}

/// One finding.
#[component]
fn Full(props: &FullProps) -> Html {
    let (number, sheet) = (props.number, &props.sheet);
    let finding = &sheet.finding;
    let same = |text: AttrValue| paragraphs(vec![text.to_string()]);
    let mut contents = vec![
        paragraphs(vec![sheet.meaning.clone()]),
        facts(sheet),
        html! { <PictureView title={sheet.evidence_title.clone()} picture={finding.picture.clone()} /> },
        part(words::brief_checks(), checks(sheet)),
    ];
    let exposure = sheet.exposure.as_ref();
    if let Some(exposure) = exposure.filter(|e| !(e.readings.is_empty() && e.open.is_empty())) {
        let cost = match props.shown.cost {
            Some(number) => same(words::brief_same_cost(number)),
            None => cost::of_finding(exposure),
        };
        contents.push(part(words::cost_title(), cost));
    }
    if let Some(routes) = finding::routes(sheet) {
        let routes = match props.shown.routes {
            Some(number) => same(words::brief_same_routes(number)),
            None => discuss::of_finding(routes),
        };
        contents.push(part(words::brief_discuss(), routes));
    }
    contents.push(part(
        words::brief_questions(),
        paragraphs(sheet.questions.clone()),
    ));
    contents.push(part(
        words::brief_action(),
        paragraphs(vec![sheet.action.clone()]),
    ));
    if let Some(authority) = &sheet.authority {
        let cited = html! { <Cited authority={authority.clone()} /> };
        contents.push(part(words::brief_authority(), cited));
    }
    contents.push(rows(sheet, props.shown));
    let title = words::brief_finding(number, &finding.subject.label, lower(&sheet.title));
    section("paper-finding", title, contents)
}

fn facts(sheet: &Sheet) -> Html {
    let finding = &sheet.finding;
    let span = &finding.span;
    let period = span
        .first
        .zip(span.last)
        .map(|(first, last)| words::from_to(words::day(first), words::day(last)).to_string());
    let (label, wording) = grade_words(finding.grade);
    html! {
        <dl class="facts">
            { fact(words::fact_grade(), format!("{label}: {wording}")) }
            { fact(words::fact_pattern(), sheet.detail.pattern.clone()) }
            { fact(words::fact_description(), described(sheet)) }
            { fact(words::fact_touched(), touched(finding)) }
            { fact(words::fact_period(), period.unwrap_or_default()) }
            { fact(words::fact_filers(), listed(&span.filers)) }
            { fact(words::fact_evidence(), evidence(finding).to_string()) }
            { for finding.facts.iter().map(|f| fact(f.label.clone().into(), words::days_in(&f.value))) }
        </dl>
    }
}

/// The innocent explanations and how each came out.
fn checks(sheet: &Sheet) -> Html {
    let checks = sheet.finding.checks.iter().zip(&sheet.detail.checks);
    let checks = checks.map(|(check, text)| {
        format!(
            "{} {} {}",
            check_question(&sheet.trigger, &check.id),
            strong(outcome(check.result)),
            with_detail(text, &check.detail)
        )
    });
    paragraphs(checks.collect())
}

/// The entry lines, or where they were shown.
fn rows(sheet: &Sheet, shown: Shown) -> Html {
    let detail = &sheet.detail;
    let title = words::brief_rows(detail.rows.len(), words::grouped(detail.row_count));
    if let Some(number) = shown.rows {
        let text = if shown.is_all {
            words::brief_same_rows(number)
        } else {
            let places: Vec<String> = detail.rows.iter().map(entry_and_place).collect();
            words::brief_rows_among(number, places.join(", "))
        };
        return part(title, paragraphs(vec![text.to_string()]));
    }
    html! {
        <>
            <h3 class="before-table">{ title }</h3>
            <RowTable
                rows={detail.rows.clone()}
                said={vec![sheet.finding.subject.label.clone(), described(sheet)]}
            />
        </>
    }
}

fn entry_and_place(row: &EvidenceRow) -> String {
    format!("{} ({})", row.entry, place(row))
        .trim_start()
        .to_owned()
}

/// A title as it goes on within a line: in lower case, where it does not begin
/// with an abbreviation.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    if letters.clone().next().is_some_and(char::is_lowercase) {
        first.chain(letters).collect()
    } else {
        title.to_owned()
    }
}

fn outcome(result: CheckResult) -> AttrValue {
    match result {
        CheckResult::Explains => words::check_explains(),
        CheckResult::Rejected => words::check_rejected(),
        CheckResult::CannotTell => words::check_cannot_tell(),
    }
}
