//! The brief: the result as a document to print or to save as a PDF.
//!
//! It repeats what the screens show, in an order that counsel reads: what was
//! supplied, what there is to ask about, rows and rules for each, what was not
//! assessed, what everything rests on.

use std::cell::RefCell;
use std::rc::Rc;

use triggers::finding::CheckResult;
use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::pack::{grade_words, pack};
use crate::page::parts::accounting::Accounting;
use crate::page::parts::authority::Cited;
use crate::page::parts::cost::Cost;
use crate::page::parts::deadlines::Deadlines;
use crate::page::parts::finding_list::findings;
use crate::page::parts::paper::Document;
use crate::page::parts::routes::{self, RoutesView};
use crate::page::parts::rows::RowTable;
use crate::page::pictures::PictureView;
use crate::page::screens::finding::{self, check_question, described, touched, with_detail};
use crate::page::screens::results::{self, Standing, fact, listed};
use crate::page::screens::urgent::UrgentMessage;
use crate::words;
use crate::worker::protocol::{Overview, Reply, Request, Sheet};

/// Findings that the brief prints in full, and those that it lists.
const FULL: usize = 12;
const LISTED: usize = 40;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) overview: Rc<Overview>,
    /// Whether it is of the sample importer.
    pub(crate) sample: bool,
}

/// The document.
#[component]
pub(crate) fn Brief(props: &Props) -> Html {
    let sheets = use_sheets(&props.overview);
    let assessment = &props.overview.assessment;
    let unknown = intake::TableKind::Unknown.label();
    let watermark = pack()
        .map(|pack| pack.texts.watermark.to_string())
        .unwrap_or_default();
    html! {
        <Document title={words::brief_title()} mark={watermark}>
            <UrgentMessage />
            if props.sample { <p><strong>{ words::results_sample() }</strong></p> }
            <Standing assessment={Rc::new(assessment.clone())} />
            { results::summary(assessment) }
            <Deadlines overview={props.overview.clone()} />
            { results::cost(assessment) }
            { list(&props.overview) }
            { for sheets.iter().enumerate().map(|(at, sheet)| html! {
                <Full key={sheet.finding.id.clone()} number={at + 1} sheet={sheet.clone()} />
            }) }
            { routes::once(sheets.iter().filter_map(|sheet| sheet.routes.as_ref())) }
            { results::not_assessed(assessment) }
            <h2>{ words::brief_data() }</h2>
            { for assessment.tables.iter().enumerate().map(|(at, table)| html! {
                <section class="keep">
                    <h3>{ words::brief_table(at + 1, &table.name) }</h3>
                    <p>{ if table.kind == unknown {
                        words::brief_kind_unknown(&table.grain)
                    } else {
                        words::brief_kind(&table.kind, &table.grain)
                    } }</p>
                    <Accounting table={table.clone()} />
                </section>
            }) }
            { closing() }
        </Document>
    }
}

/// The findings to print in full, asked of the worker one by one.
#[hook]
fn use_sheets(overview: &Rc<Overview>) -> Vec<Rc<Sheet>> {
    let desk = use_desk();
    let sheets = use_state(Vec::new);
    {
        let sheets = sheets.clone();
        use_effect_with(overview.clone(), move |overview| {
            let ids: Vec<String> = findings(&overview.assessment)
                .into_iter()
                .take(FULL)
                .map(|(_, _, finding)| finding.id.clone())
                .collect();
            let got = Rc::new(RefCell::new(Vec::with_capacity(ids.len())));
            for id in ids {
                let (got, sheets) = (got.clone(), sheets.clone());
                desk.ask(Request::Finding { id }, move |outcome| {
                    if let Ok(Reply::Finding(sheet)) = outcome {
                        got.borrow_mut().push(Rc::new(*sheet));
                        // Each is shown as it comes: none keeps the page busy.
                        sheets.set(got.borrow().clone());
                    }
                });
            }
        });
    }
    (*sheets).clone()
}

/// All findings in one table.
fn list(overview: &Overview) -> Html {
    let all = findings(&overview.assessment);
    if all.is_empty() {
        let nothing = pack().map(|pack| pack.texts.nothing_found.to_string());
        return html! { <><h2>{ words::results_findings() }</h2><p>{ nothing.unwrap_or_default() }</p></> };
    }
    let total: u64 = overview.totals.iter().map(|(_, count)| count).sum();
    let rest = total.saturating_sub(all.len().min(LISTED) as u64);
    html! {
        <>
            <h2>{ words::results_findings() }</h2>
            <div class="scroll" tabindex="0" role="group" aria-label={words::results_findings()}>
                <table class="list">
                    <thead>
                        <tr>
                            <th scope="col">{ words::brief_number() }</th>
                            <th scope="col">{ words::brief_subject() }</th>
                            <th scope="col">{ words::brief_indicator() }</th>
                            <th scope="col">{ words::rulebook_grade() }</th>
                            <th scope="col" class="number">{ words::brief_touched() }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for all.into_iter().take(LISTED).enumerate().map(|(at, (section, _, finding))| html! {
                            <tr>
                                <td>{ at + 1 }</td>
                                <th scope="row">{ finding.subject.label.clone() }</th>
                                <td>{ section.title.clone() }</td>
                                <td>{ grade_words(finding.grade).0 }</td>
                                <td class="number">{ words::dollars(finding.affected) }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
            if rest > 0 { <p>{ words::results_hidden(rest) }</p> }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct FullProps {
    number: usize,
    sheet: Rc<Sheet>,
}

/// One finding: facts, picture, checks, questions, rows, authority.
#[component]
fn Full(props: &FullProps) -> Html {
    let (number, sheet) = (props.number, &props.sheet);
    let finding = &sheet.finding;
    let span = &finding.span;
    let period = span
        .first
        .zip(span.last)
        .map(|(first, last)| words::from_to(words::day(first), words::day(last)).to_string());
    html! {
        <section class="paper-finding">
            <h2>{ words::brief_finding(number, &finding.subject.label, lower(&sheet.title)) }</h2>
            <p>{ sheet.meaning.clone() }</p>
            <dl class="facts">
                { fact(words::fact_grade(), grade_in_words(finding.grade)) }
                { fact(words::fact_pattern(), sheet.detail.pattern.clone()) }
                { fact(words::fact_description(), described(sheet)) }
                { fact(words::fact_touched(), touched(finding)) }
                { fact(words::fact_period(), period.unwrap_or_default()) }
                { fact(words::fact_filers(), listed(&span.filers)) }
                { for finding.facts.iter().map(|f| fact(f.label.clone().into(), words::days_in(&f.value))) }
            </dl>
            <PictureView title={sheet.evidence_title.clone()} picture={finding.picture.clone()} />
            <h3>{ words::finding_checks() }</h3>
            <ul class="checks">
                { for finding.checks.iter().zip(&sheet.detail.checks).map(|(check, text)| html! {
                    <li>
                        <p>
                            <strong>{ check_question(&sheet.trigger, &check.id) }</strong>{ " " }
                            { outcome(check.result) }{ " " }{ with_detail(text, &check.detail) }
                        </p>
                    </li>
                }) }
            </ul>
            if let Some(exposure) = sheet.exposure.as_ref().filter(|e| !e.readings.is_empty()) {
                <section class="keep">
                    <h3>{ words::cost_title() }</h3>
                    <Cost
                        readings={exposure.readings.clone()}
                        overpaid={exposure.overpaid.clone()}
                        open={exposure.open.clone()}
                    />
                </section>
            }
            if let Some(routes) = finding::routes(sheet) {
                <h3>{ words::routes_title() }</h3>
                <RoutesView routes={routes.clone()} />
            }
            <h3>{ words::finding_questions() }</h3>
            <ul>{ for sheet.questions.iter().map(|q| html! { <li>{ q.clone() }</li> }) }</ul>
            <h3>{ words::finding_action() }</h3>
            <p>{ sheet.action.clone() }</p>
            if let Some(authority) = &sheet.authority {
                <h3>{ words::finding_authority() }</h3>
                <Cited authority={authority.clone()} />
            }
            <h3 class="before-table">{ words::brief_rows(sheet.detail.rows.len(), words::grouped(sheet.detail.row_count)) }</h3>
            <RowTable
                rows={sheet.detail.rows.clone()}
                said={vec![finding.subject.label.clone(), described(sheet)]}
            />
        </section>
    }
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

fn grade_in_words(grade: triggers::Grade) -> String {
    let (label, wording) = grade_words(grade);
    format!("{label}: {wording}")
}

fn outcome(result: CheckResult) -> AttrValue {
    match result {
        CheckResult::Explains => words::check_explains(),
        CheckResult::Rejected => words::check_rejected(),
        CheckResult::CannotTell => words::check_cannot_tell(),
    }
}

/// The sentences that no result goes without.
fn closing() -> Html {
    let Some(pack) = pack() else {
        return Html::default();
    };
    let texts = &pack.texts;
    html! {
        <section class="keep">
            <h2>{ words::brief_closing() }</h2>
            { for [
                &texts.no_determination,
                &texts.only_cbp_decides,
                &texts.not_legal_advice,
                &texts.no_code_proposed,
                &texts.deadline_estimate,
                &texts.prior_disclosure,
            ].into_iter().map(|text| html! { <p>{ text.to_string() }</p> }) }
        </section>
    }
}
