//! The entry lines behind a finding, a window at a time.
//!
//! The worker holds them all; the page holds the window that it shows. Windows
//! are pages rather than an endless list, so that a keyboard and a screen
//! reader get about in a hundred thousand rows as well as in twenty.

use assessment::model::EvidenceRow;
use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::state::Failure;
use crate::words;
use crate::worker::protocol::{Reply, Request};

/// Rows in a window.
const WINDOW: u64 = 20;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The finding's id.
    pub(crate) id: AttrValue,
    /// The first rows, which came with the finding.
    pub(crate) first: Vec<EvidenceRow>,
    /// How many there are.
    pub(crate) total: u64,
}

/// The table with its pager.
#[component]
pub(crate) fn Rows(props: &Props) -> Html {
    let desk = use_desk();
    let from = use_state_eq(|| 0_u64);
    let rows = use_state_eq(|| props.first.clone());
    let failure = use_state_eq(|| None::<Failure>);
    let go = {
        let (from, rows, failure) = (from.clone(), rows.clone(), failure.clone());
        let id = props.id.to_string();
        Callback::from(move |start: u64| {
            let (from, rows, failure) = (from.clone(), rows.clone(), failure.clone());
            let request = Request::Rows {
                id: id.clone(),
                from: start,
                count: WINDOW,
            };
            desk.ask(request, move |outcome| match outcome {
                Ok(Reply::Rows(window)) => {
                    from.set(start);
                    rows.set(window);
                    failure.set(None);
                }
                Ok(_) => {}
                Err(error) => failure.set(Some(error)),
            });
        })
    };
    let last = *from + rows.len() as u64;
    html! {
        <>
            <RowTable rows={(*rows).clone()} />
            if props.total > props.first.len() as u64 {
                <div class="pager">
                    <p role="status">{ words::rows_window(
                        words::grouped(*from + 1),
                        words::grouped(last),
                        words::grouped(props.total),
                    ) }</p>
                    { turn(&go, words::rows_back(), from.checked_sub(WINDOW)) }
                    { turn(&go, words::rows_on(), (last < props.total).then_some(last)) }
                </div>
            }
            if failure.is_some() {
                <p class="notice" role="alert">{ words::rows_gone() }</p>
            }
        </>
    }
}

fn turn(go: &Callback<u64>, label: AttrValue, to: Option<u64>) -> Html {
    let go = go.clone();
    let press = to.map(|to| Callback::from(move |_: MouseEvent| go.emit(to)));
    html! {
        <button type="button" class="button plain" disabled={to.is_none()} onclick={press}>{ label }</button>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct TableProps {
    pub(crate) rows: Vec<EvidenceRow>,
    /// Part number and description that are said above the table: a column of
    /// these alone is left out.
    #[prop_or_default]
    pub(crate) said: Vec<String>,
}

/// The rows alone, without columns that are empty throughout.
#[component]
pub(crate) fn RowTable(props: &TableProps) -> Html {
    let rows = &props.rows;
    let is_said = |text: &String| text.is_empty() || props.said.contains(text);
    let sku = rows.iter().any(|row| !is_said(&row.sku));
    let description = rows.iter().any(|row| !is_said(&row.description));
    let quantity = rows.iter().any(|row| !row.quantity.is_empty());
    let duty = rows.iter().any(|row| row.duty.is_some());
    // Nothing at all is what a file without values holds, not a value.
    let value = duty || rows.iter().any(|row| row.value.0 != 0);
    html! {
        <div class="scroll" tabindex="0" role="group" aria-label={words::rows_caption()}>
            <table class="rows">
                <caption class="unseen">{ words::rows_caption() }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ words::rows_entry() }</th>
                        <th scope="col">{ words::rows_date() }</th>
                        <th scope="col">{ words::rows_hts() }</th>
                        if sku { <th scope="col">{ words::rows_sku() }</th> }
                        if description { <th scope="col">{ words::rows_description() }</th> }
                        <th scope="col">{ words::rows_origin() }</th>
                        if quantity { <th scope="col" class="number">{ words::rows_quantity() }</th> }
                        if value { <th scope="col" class="number">{ words::rows_value() }</th> }
                        if duty { <th scope="col" class="number">{ words::rows_duty() }</th> }
                        <th scope="col" class="number">{ words::rows_at() }</th>
                    </tr>
                </thead>
                <tbody>
                    { for rows.iter().map(|row| html! {
                        <tr>
                            <th scope="row">{ entry(row) }</th>
                            <td>{ row.date.map(words::day).unwrap_or_default() }</td>
                            <td>{ numbers(row) }</td>
                            if sku { <td>{ row.sku.clone() }</td> }
                            if description { <td class="description">{ row.description.clone() }</td> }
                            <td>{ row.origin.map(|origin| origin.to_string()).unwrap_or_default() }</td>
                            if quantity { <td class="number">{ row.quantity.clone() }</td> }
                            if value { <td class="number">{ row.value.to_string() }</td> }
                            if duty { <td class="number">{ row.duty.map(|duty| duty.to_string()).unwrap_or_default() }</td> }
                            <td class="number">{ place(row) }</td>
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

fn entry(row: &EvidenceRow) -> String {
    if row.line == 0 {
        row.entry.clone()
    } else {
        format!("{} / {}", row.entry, row.line)
    }
}

/// The tariff number, with those of chapters 98 and 99 beneath it.
fn numbers(row: &EvidenceRow) -> Html {
    html! {
        <>
            { row.hts.map(|hts| hts.to_string()).unwrap_or_default() }
            { for row.additional.iter().map(|hts| html! { <span class="additional">{ hts.to_string() }</span> }) }
        </>
    }
}

/// The row in the file, as the spreadsheet program numbers it.
pub(crate) fn place(row: &EvidenceRow) -> String {
    format!("{}:{}", row.table + 1, row.row)
}
