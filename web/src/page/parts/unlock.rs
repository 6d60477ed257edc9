//! What further columns would unlock, and the words to ask for them.

use customs::{Field, FieldSet};
use intake::{Check, Inspection, Unlock, Use, request};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::pack::pack;
use crate::page::state::State;
use crate::words;

/// Missing columns listed at once; the rest is folded.
const SHOWN: usize = 6;

/// The pack's indicators as checks with needs.
fn checks() -> Vec<Check<'static>> {
    let detectors = pack().into_iter().flat_map(|pack| &pack.detectors);
    detectors
        .filter(|detector| detector.on)
        .map(|detector| Check {
            title: &detector.title,
            needs: detector.needs.iter().copied().collect(),
            helpful: detector.helpful.iter().copied().collect(),
        })
        .collect()
}

/// The fields of a file's chosen table.
fn fields(inspection: &Inspection) -> FieldSet {
    let table = inspection.chosen.and_then(|at| inspection.tables.get(at));
    let columns = table.into_iter().flat_map(|table| &table.columns);
    columns.filter_map(|column| column.field).collect()
}

/// What each field is worth beside those that a file has.
pub(crate) fn worth(inspection: &Inspection) -> Vec<Unlock> {
    intake::unlocks(fields(inspection), &checks())
}

/// What all files together lack.
fn lacking(state: &State) -> Vec<Unlock> {
    let present: FieldSet = state
        .readable()
        .flat_map(|(_, inspection)| fields(inspection).iter())
        .collect();
    intake::missing(present, &checks())
}

/// What is missing; nothing where every column is there that any indicator
/// looks at.
#[component]
pub(crate) fn WhatIsMissing() -> Html {
    let desk = use_desk();
    if desk.state.readable().next().is_none() {
        return Html::default();
    }
    let missing = lacking(&desk.state);
    if missing.is_empty() {
        return Html::default();
    }
    let (first, rest) = missing.split_at(missing.len().min(SHOWN));
    html! {
        <section class="card unlock" aria-labelledby="unlock">
            <h2 id="unlock">{ words::unlock_title() }</h2>
            <ul>{ for first.iter().map(item) }</ul>
            if !rest.is_empty() {
                <details>
                    <summary>{ words::unlock_rest(rest.len() as u64) }</summary>
                    <ul>{ for rest.iter().map(item) }</ul>
                </details>
            }
            <details>
                <summary>{ words::unlock_ask() }</summary>
                { to_copy(words::unlock_broker(), request::to_broker(&missing)) }
                { to_copy(words::unlock_ace(), request::in_ace(&missing)) }
            </details>
        </section>
    }
}

fn item(unlock: &Unlock) -> Html {
    let titles: Vec<&str> = unlock
        .run
        .iter()
        .chain(&unlock.say_more)
        .map(String::as_str)
        .collect();
    html! {
        <li key={unlock.field.label()}>
            { unlock.sentence() }{ " " }<span class="quiet small">{ titles.join(", ") }</span>
        </li>
    }
}

/// A text to copy: the whole is selected as soon as it is stepped into.
fn to_copy(label: AttrValue, text: String) -> Html {
    if text.is_empty() {
        return Html::default();
    }
    let select = Callback::from(|event: FocusEvent| {
        if let Some(area) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok())
        {
            area.select();
        }
    });
    html! {
        <label>
            { label }
            <textarea readonly=true rows="10" value={text} onfocus={select} />
        </label>
    }
}

/// What a field is worth, in a few words.
pub(crate) fn in_words(worth: &[Unlock], field: Field) -> AttrValue {
    let Some(unlock) = worth.iter().find(|unlock| unlock.field == field) else {
        return AttrValue::default();
    };
    match unlock.weight {
        Use::Required if unlock.run.is_empty() => words::mapping_not_yet(),
        Use::Useful if unlock.say_more.is_empty() => words::mapping_not_yet(),
        Use::Required => words::mapping_required(unlock.run.len() as u64),
        Use::Useful => words::mapping_useful(unlock.say_more.len() as u64),
        Use::Unused => words::mapping_shown_only(),
    }
}
