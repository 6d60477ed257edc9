//! The course of an audit, and what it asks for, as a checklist beside what the
//! data shows.

use remedies::Readiness;
use remedies::readiness::{Request, Status};
use triggers::context::Answer;
use yew::prelude::*;

use crate::page::desk::{Desk, use_desk};
use crate::page::parts::authority::Cited;
use crate::page::parts::pick::Pick;
use crate::page::parts::prose::Prose;
use crate::words;

/// Products named in a line.
const NAMED: usize = 8;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) readiness: Readiness,
}

/// The checklist.
#[component]
pub(crate) fn ReadinessList(props: &Props) -> Html {
    let desk = use_desk();
    let readiness = &props.readiness;
    let mut areas: Vec<&str> = Vec::new();
    for request in &readiness.requests {
        if !areas.contains(&request.area.as_str()) {
            areas.push(&request.area);
        }
    }
    html! {
        <>
            <p class="prose-line">{ words::readiness_text() }</p>
            <ul class="counts">
                { for readiness.counts.iter().map(|(status, count)| html! {
                    <li class={class(*status)}><strong>{ count.to_string() }</strong>{ " " }{ label(*status) }</li>
                }) }
            </ul>
            { for areas.into_iter().map(|area| html! {
                <section>
                    <h2 class="area">{ area.replace('_', " ") }</h2>
                    { for readiness.requests.iter().filter(|request| request.area == area).map(|r| item(&desk, r)) }
                </section>
            }) }
            <p class="quiet prose-line">{ readiness.period.clone() }</p>
            <h2>{ words::readiness_steps() }</h2>
            <ol class="plain-steps prose">
                { for readiness.steps.iter().map(|step| html! {
                    <li>
                        <strong>{ step.step.clone() }</strong>{ ". " }
                        <Prose text={step.what.clone()} />{ " " }
                        <span class="quiet">{ step.timing.clone() }</span>
                    </li>
                }) }
            </ol>
            <Cited authority={readiness.authority.clone()} />
        </>
    }
}

fn label(status: Status) -> AttrValue {
    match status {
        Status::Ready => words::readiness_ready(),
        Status::Partly => words::readiness_partly(),
        Status::No => words::readiness_no(),
        Status::Unsaid => words::readiness_unsaid(),
    }
}

fn class(status: Status) -> &'static str {
    match status {
        Status::Ready => "ready",
        Status::Partly => "partly",
        Status::No => "no",
        Status::Unsaid => "unsaid",
    }
}

fn item(desk: &Desk, request: &Request) -> Html {
    let value = match request.status {
        Status::Ready => "yes",
        Status::Partly => "partly",
        Status::No => "no",
        Status::Unsaid => "",
    };
    let options = vec![
        (AttrValue::default(), words::readiness_unsaid()),
        ("yes".into(), words::readiness_ready()),
        ("partly".into(), words::readiness_partly()),
        ("no".into(), words::readiness_no()),
    ];
    let choose = {
        let (desk, id) = (desk.clone(), request.id.clone());
        Callback::from(move |value: AttrValue| {
            let answer = (!value.is_empty()).then(|| Answer::Text(value.to_string()));
            desk.answer(&id, answer);
        })
    };
    let named = request.lacking.len().min(NAMED) as u64;
    let more = request.lacking_count.saturating_sub(named);
    html! {
        <div class="question" key={request.id.clone()}>
            <Pick label={request.text.clone()} {options} value={value} {choose} />
            if !request.seen.is_empty() { <p class="small">{ words::days_in(&request.seen) }</p> }
            if !request.lacking.is_empty() {
                <p class="small">
                    { words::readiness_lacking(request.lacking.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ")) }
                    if more > 0 { { " " }{ words::and_more(words::grouped(more)) } }
                </p>
            }
        </div>
    }
}
