//! What further columns would unlock, and the words to ask for them.

use std::collections::{BTreeMap, BTreeSet};

use customs::Field;
use rulebook::Detector;
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::pack::pack;
use crate::page::parts::prose::Prose;
use crate::page::state::State;
use crate::words;

fn detectors() -> impl Iterator<Item = &'static Detector> {
    pack()
        .into_iter()
        .flat_map(|pack| &pack.detectors)
        .filter(|detector| detector.on)
}

/// How many indicators need a field, and how many it helps.
pub(crate) fn uses(field: Field) -> (u64, u64) {
    detectors().fold((0, 0), |(needed, helpful), detector| {
        (
            needed + u64::from(detector.needs.contains(&field)),
            helpful + u64::from(detector.helpful.contains(&field)),
        )
    })
}

/// The fields that the files have.
fn present(state: &State) -> BTreeSet<Field> {
    state
        .readable()
        .filter_map(|(_, inspection)| inspection.tables.get(inspection.chosen?))
        .flat_map(|table| &table.columns)
        .filter_map(|column| column.field)
        .collect()
}

/// By missing field, the indicators that do not run for want of it, and
/// whether it is all that they want.
fn missing(present: &BTreeSet<Field>) -> Vec<(Field, Vec<(&'static Detector, bool)>)> {
    let mut by_field: BTreeMap<Field, Vec<(&'static Detector, bool)>> = BTreeMap::new();
    for detector in detectors() {
        let lacks: Vec<Field> = detector
            .needs
            .iter()
            .filter(|field| !present.contains(field))
            .copied()
            .collect();
        let alone = lacks.len() == 1;
        for field in lacks {
            by_field.entry(field).or_default().push((detector, alone));
        }
    }
    let mut all: Vec<_> = by_field.into_iter().collect();
    all.sort_by_key(|(_, detectors)| {
        let alone = detectors.iter().filter(|(_, alone)| *alone).count();
        std::cmp::Reverse((alone, detectors.len()))
    });
    all
}

/// What is missing; nothing where every column is there that any indicator
/// needs.
#[component]
pub(crate) fn Unlock() -> Html {
    let desk = use_desk();
    if desk.state.readable().next().is_none() {
        return Html::default();
    }
    let missing = missing(&present(&desk.state));
    if missing.is_empty() {
        return Html::default();
    }
    let names: Vec<&str> = missing.iter().map(|(field, _)| field.label()).collect();
    let letter = words::unlock_letter(names.join("\n- "));
    let select = Callback::from(|event: FocusEvent| {
        if let Some(area) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok())
        {
            area.select();
        }
    });
    html! {
        <section class="card unlock" aria-labelledby="unlock">
            <h2 id="unlock">{ words::unlock_title() }</h2>
            <ul>{ for missing.iter().map(|(field, detectors)| item(*field, detectors)) }</ul>
            <details>
                <summary>{ words::unlock_ask() }</summary>
                <label>
                    { words::unlock_letter_label() }
                    <textarea readonly=true rows="10" value={letter} onfocus={select} />
                </label>
                <h3>{ words::unlock_ace() }</h3>
                <p class="prose-line"><Prose text={words::drop_es003_step_4()} /></p>
            </details>
        </section>
    }
}

fn item(field: Field, detectors: &[(&'static Detector, bool)]) -> Html {
    let alone = detectors.iter().filter(|(_, alone)| *alone).count() as u64;
    let rest = detectors.len() as u64 - alone;
    let titles: Vec<&str> = detectors
        .iter()
        .map(|(detector, _)| detector.title.as_str())
        .collect();
    html! {
        <li key={field.label()}>
            <strong>{ field.label() }</strong>{ ": " }
            { match (alone, rest) {
                (0, rest) => words::unlock_part(rest).to_string(),
                (alone, 0) => words::unlock_runs(alone).to_string(),
                (alone, rest) => format!("{}, {}", words::unlock_runs(alone), words::unlock_part(rest)),
            } }
            <span class="quiet small">{ " (" }{ titles.join(", ") }{ ")" }</span>
        </li>
    }
}
