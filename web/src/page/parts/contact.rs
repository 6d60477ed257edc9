//! Writing to counsel: the visitor's own act, through their own mail program.
//!
//! Nothing is in the message until the visitor ticks it, and what would be
//! handed over is there to be read, and changed, before anything opens.

use std::rc::Rc;

use triggers::finding::Finding;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::page::host::{self, use_host};
use crate::page::pack::{category_label, grade_words};
use crate::page::parts::finding_list::findings;
use crate::words;
use crate::worker::protocol::Overview;

/// Findings and dates in a message: mail programs take a link of some two
/// thousand letters and no more.
const LISTED: usize = 8;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) overview: Rc<Overview>,
}

/// A part of the message that can be ticked.
type Part = (fn() -> AttrValue, fn(&Overview) -> String);

const PARTS: [Part; 4] = [
    (words::contact_extent, extent),
    (words::contact_categories, categories),
    (words::contact_findings, subjects),
    (words::contact_dates, dates),
];

/// The form.
#[component]
pub(crate) fn Contact(props: &Props) -> Html {
    let host = use_host();
    let ticked = use_state_eq(|| [false; PARTS.len()]);
    let body = use_state_eq(String::new);
    let tick = |at: usize| {
        let (ticked, body, overview) = (ticked.clone(), body.clone(), props.overview.clone());
        Callback::from(move |_: Event| {
            let mut next = *ticked;
            if let Some(one) = next.get_mut(at) {
                *one = !*one;
            }
            ticked.set(next);
            body.set(message(&overview, next));
        })
    };
    let write = {
        let body = body.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok())
            {
                body.set(area.value());
            }
        })
    };
    let address = use_state_eq(String::new);
    let to = if host.contact.is_empty() {
        (*address).clone()
    } else {
        host.contact.to_string()
    };
    let set_address = {
        let address = address.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
            {
                address.set(input.value());
            }
        })
    };
    let link = format!(
        "mailto:{}?subject={}&body={}",
        js_sys::encode_uri_component(&to),
        js_sys::encode_uri_component(&words::contact_subject()),
        js_sys::encode_uri_component(&body),
    );
    html! {
        <section class="card contact" aria-labelledby="contact">
            <h2 id="contact">{ words::contact_title() }</h2>
            <p class="prose-line">{ words::contact_text() }</p>
            <fieldset>
                <legend>{ words::contact_what() }</legend>
                { for PARTS.iter().enumerate().map(|(at, (label, _))| html! {
                    <label>
                        <input type="checkbox" checked={ticked.get(at) == Some(&true)} onchange={tick(at)} />
                        { label() }
                    </label>
                }) }
            </fieldset>
            <label>
                { words::contact_preview() }
                <textarea rows="8" value={(*body).clone()} oninput={write} />
            </label>
            if host.contact.is_empty() {
                <label>
                    { words::contact_address() }
                    <input type="email" autocomplete="off" value={(*address).clone()} oninput={set_address} />
                </label>
            } else {
                <p>{ words::contact_to(&host.contact) }</p>
            }
            if host.framed {
                <p class="prose-line">{ words::contact_framed() }</p>
                if !host.contact.is_empty() {
                    <p class="actions">
                        <button type="button" class="button plain" onclick={|_: MouseEvent| host::write()}>
                            { words::contact_open() }
                        </button>
                    </p>
                }
            } else {
                <p class="actions"><a class="button plain" href={link}>{ words::contact_open() }</a></p>
            }
            <p class="quiet small prose-line">{ words::contact_note() }</p>
        </section>
    }
}

fn message(overview: &Overview, ticked: [bool; PARTS.len()]) -> String {
    let parts: Vec<String> = PARTS
        .iter()
        .zip(ticked)
        .filter(|(_, ticked)| *ticked)
        .map(|((_, text), _)| text(overview))
        .collect();
    parts.join("\n")
}

fn extent(overview: &Overview) -> String {
    let coverage = &overview.assessment.coverage;
    let period = coverage
        .first
        .zip(coverage.last)
        .map(|(first, last)| words::from_to(words::day(first), words::day(last)).to_string());
    [
        words::lines(coverage.lines).to_string(),
        words::dollars(coverage.value),
        period.unwrap_or_default(),
    ]
    .join(", ")
        + "\n"
}

fn categories(overview: &Overview) -> String {
    let scores = overview.assessment.score.categories.iter();
    scores
        .map(|score| {
            let grade = score.grade.map_or_else(
                || words::not_assessed().to_string(),
                |grade| grade_words(grade).0.to_owned(),
            );
            format!("{}: {grade}\n", category_label(score.category))
        })
        .collect()
}

fn subjects(overview: &Overview) -> String {
    let all = findings(&overview.assessment);
    let line = |title: &str, finding: &Finding| format!("{}: {title}\n", finding.subject.label);
    all.iter()
        .take(LISTED)
        .map(|(section, _, finding)| line(&section.title, finding))
        .collect()
}

fn dates(overview: &Overview) -> String {
    let limits = overview.assessment.deadlines.iter();
    limits
        .take(LISTED)
        .map(|limit| {
            format!(
                "{}: {}\n",
                words::day(limit.deadline.day),
                limit.deadline.label
            )
        })
        .collect()
}
