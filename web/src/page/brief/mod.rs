//! The brief: the result as a document to print or to save as a PDF.
//!
//! It repeats what the screens show, in an order that counsel reads: a page that
//! says it all in short, the dates, the amounts, every finding in a line, the
//! first of them with their rows and rules, what was not assessed, and what
//! everything rests on. What is said once is not said again.

mod basis;
mod cost;
mod dates;
mod discuss;
mod fetch;
mod full;
mod list;
mod summary;

use std::fmt::Display;
use std::rc::Rc;

use yew::prelude::*;

use crate::page::pack::pack;
use crate::page::parts::finding_list::findings;
use crate::page::parts::paper::Document;
use crate::page::screens::urgent::UrgentMessage;
use crate::words;
use crate::worker::protocol::Overview;

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
    let overview = &props.overview;
    let fetched = fetch::use_sheets(overview);
    let assessment = &overview.assessment;
    let watermark = pack()
        .map(|pack| pack.texts.watermark.to_string())
        .unwrap_or_default();
    let all = findings(assessment);
    html! {
        <Document title={words::brief_title()} mark={watermark}>
            <UrgentMessage />
            { summary::summary(overview, &all, &fetched, props.sample) }
            { dates::dates(assessment, &all) }
            { cost::total(assessment) }
            { list::list(overview, &all, &fetched) }
            { full::all(&fetched.sheets) }
            { discuss::guide(&fetched.sheets) }
            { basis::not_assessed(assessment) }
            { basis::read(assessment) }
            { closing() }
        </Document>
    }
}

/// A part with its title beside it.
fn part(title: AttrValue, contents: Html) -> Html {
    html! { <section class="side"><h3>{ title }</h3><div>{ contents }</div></section> }
}

/// A section with its title.
fn section(class: &'static str, title: AttrValue, contents: Vec<Html>) -> Html {
    html! { <section {class}><h2>{ title }</h2>{ contents }</section> }
}

/// The columns of a table: a title each, and whether numbers stand under it.
type Columns<'a> = &'a [(AttrValue, bool)];

/// A table of running text. The first cell of a row says what the row is about.
fn table(label: AttrValue, columns: Columns<'_>, rows: Vec<Vec<String>>) -> Html {
    let class = |at: usize| columns.get(at)?.1.then_some("number");
    let head = |scope: &'static str, at: usize, contents: Html| {
        html! {
            <th {scope} class={class(at)}>{ contents }</th>
        }
    };
    let titles = columns.iter().enumerate();
    let titles: Html = titles
        .map(|(at, (title, _))| head("col", at, title.into()))
        .collect();
    let rows: Html = rows
        .into_iter()
        .map(|cells| {
            let cells = cells.into_iter().enumerate();
            let cells: Html = cells
                .map(|(at, text)| match at {
                    0 => head("row", at, prose(&text)),
                    _ => html! { <td class={class(at)}>{ prose(&text) }</td> },
                })
                .collect();
            html! { <tr>{ cells }</tr> }
        })
        .collect();
    html! {
        <div class="scroll" tabindex="0" role="group" aria-label={label}>
            <table class="list">
                <thead><tr>{ titles }</tr></thead>
                <tbody>{ rows }</tbody>
            </table>
        </div>
    }
}

/// What stands around a part of a running text that is strong, and around one
/// that no line breaks. Both are no characters, and in no file.
const STRONG: char = '\u{FDD0}';
const WHOLE: char = '\u{FDD1}';

fn strong(text: impl Display) -> String {
    format!("{STRONG}{text}{STRONG}")
}

/// A running text.
fn prose(text: &str) -> Html {
    let runs = text.split(STRONG).enumerate();
    runs.map(|(at, run)| {
        let parts = run.split(WHOLE).enumerate();
        let parts: Html = parts
            .map(|(at, part)| {
                if at % 2 == 1 {
                    html! { <span class="entry">{ part.to_owned() }</span> }
                } else {
                    part.to_owned().into()
                }
            })
            .collect();
        if at % 2 == 1 {
            html! { <strong>{ parts }</strong> }
        } else {
            parts
        }
    })
    .collect()
}

/// Running texts as paragraphs.
fn paragraphs(texts: Vec<String>) -> Html {
    let texts = texts.iter().filter(|text| !text.is_empty());
    texts.map(|text| html! { <p>{ prose(text) }</p> }).collect()
}

/// Running texts as a list.
fn items(texts: Vec<String>) -> Html {
    let texts: Html = texts
        .iter()
        .map(|text| html! { <li>{ prose(text) }</li> })
        .collect();
    html! { <ul>{ texts }</ul> }
}

/// The sentences that no result goes without.
fn closing() -> Html {
    let Some(pack) = pack() else {
        return Html::default();
    };
    let texts = &pack.texts;
    let sentences = [
        &texts.no_determination,
        &texts.only_cbp_decides,
        &texts.not_legal_advice,
        &texts.no_code_proposed,
        &texts.deadline_estimate,
    ];
    let sentences = sentences.map(ToString::to_string).join(" ");
    section(
        "keep",
        words::brief_closing(),
        vec![paragraphs(vec![sentences])],
    )
}
