//! The compliance file of each product: what the product master shows, filled
//! in by hand where it shows nothing.

use remedies::Files;
use remedies::files::{By, Cell, ElementHead, FileRow, Standing};
use rulebook::questionnaire::answer_key;
use triggers::context::{Answer, Extent};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::page::desk::{Desk, use_desk};
use crate::page::parts::authority::Cited;
use crate::words;

/// Products shown at first, and how many more at a time.
const STEP: usize = 20;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) files: Files,
}

/// The grid.
#[component]
pub(crate) fn FileGrid(props: &Props) -> Html {
    let desk = use_desk();
    let most = use_state_eq(|| STEP);
    let files = &props.files;
    let more = {
        let most = most.clone();
        Callback::from(move |_: MouseEvent| most.set(*most + STEP))
    };
    html! {
        <>
            <p class="prose-line">{ words::files_text() }</p>
            <div class="scroll" tabindex="0" role="group" aria-label={words::papers_files()}>
                <table class="file-grid">
                    <caption class="unseen">{ words::papers_files() }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ words::list_product() }</th>
                            <th scope="col" class="number">{ words::fact_duty() }</th>
                            { for files.elements.iter().map(|element| html! { <th scope="col">{ element.label.clone() }</th> }) }
                        </tr>
                    </thead>
                    <tbody>
                        { for files.rows.iter().take(*most).map(|file| row(&desk, &files.elements, file)) }
                    </tbody>
                </table>
            </div>
            if files.rows.len() > *most {
                <p class="no-print"><button type="button" class="button plain" onclick={more}>{ words::list_more() }</button></p>
            }
            if files.others > 0 { <p class="quiet">{ words::files_others(files.others) }</p> }
            <h2>{ words::files_elements() }</h2>
            <dl class="glossary prose">
                { for files.elements.iter().map(|element| html! {
                    <div>
                        <dt>{ element.label.clone() }</dt>
                        <dd>{ element.text.clone() }<Cited authority={element.authority.clone()} /></dd>
                    </div>
                }) }
            </dl>
        </>
    }
}

fn row(desk: &Desk, elements: &[ElementHead], file: &FileRow) -> Html {
    let numbers: Vec<String> = file.numbers.iter().map(ToString::to_string).collect();
    html! {
        <tr key={file.key.clone()}>
            <th scope="row">
                <strong>{ file.label.clone() }</strong>
                <span class="quiet small">{ numbers.join(", ") }</span>
            </th>
            <td class="number">{ file.duty.map(words::dollars) }</td>
            { for file.cells.iter().zip(elements).map(|(cell, element)| self::cell(desk, file, cell, element)) }
        </tr>
    }
}

/// A cell: a list that begins with what the record says, and what stands there.
fn cell(desk: &Desk, file: &FileRow, cell: &Cell, element: &ElementHead) -> Html {
    if cell.standing == Standing::NotNeeded {
        return html! { <td class="quiet">{ cell.label.clone() }</td> };
    }
    let key = answer_key(&cell.element, &file.label);
    let now = desk.state.answers.get(&key).and_then(Answer::extent);
    // What the grid says without the visitor's word; while that word stands, the
    // record's own is not known here.
    let record = match cell.by {
        By::Answer => words::files_by_record(),
        By::Master | By::Entries | By::Nobody => cell.label.clone().into(),
    };
    let change = {
        let desk = desk.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok())
            {
                let value = select.value();
                desk.answer(&key, (!value.is_empty()).then_some(Answer::Text(value)));
            }
        })
    };
    let option = |value: &'static str, extent: Extent, label: AttrValue| {
        html! { <option {value} selected={now == Some(extent)}>{ label }</option> }
    };
    html! {
        <td class={classes!("cell", class(cell.standing))}>
            <select aria-label={words::files_cell(&element.label, &file.label)} onchange={change}>
                <option value="" selected={now.is_none()}>{ record }</option>
                { option("yes", Extent::Yes, words::files_have()) }
                { option("partly", Extent::Partly, words::ask_partly()) }
                { option("no", Extent::No, words::files_missing()) }
            </select>
            if !cell.detail.is_empty() { <span class="quiet small">{ words::days_in(&cell.detail) }</span> }
        </td>
    }
}

fn class(standing: Standing) -> &'static str {
    match standing {
        Standing::Have => "ready",
        Standing::Partly => "partly",
        Standing::Missing => "no",
        Standing::NotNeeded | Standing::Unsaid => "unsaid",
    }
}
