//! What was read: each file, what it was understood to be, and every row
//! accounted for.

use yew::prelude::*;

use crate::page::desk::{Desk, use_desk};
use crate::page::pack::pack;
use crate::page::parts::file_card::{FileCard, no_entries};
use crate::page::parts::joined::Joined;
use crate::page::parts::picker::Picker;
use crate::page::parts::unlock::WhatIsMissing;
use crate::page::parts::working::Working;
use crate::page::screen::Screen;
use crate::page::screens::not_found::Missing;
use crate::page::state::{Look, Phase, State};
use crate::words;

/// The screen.
#[component]
pub(crate) fn Read() -> Html {
    let desk = use_desk();
    let state = &desk.state;
    if state.uploads.is_empty() && !state.working() {
        return html! { <Missing title={words::read_title()} text={words::read_nothing()} /> };
    }
    let tables = state
        .overview
        .as_ref()
        .map(|overview| overview.assessment.tables.clone())
        .unwrap_or_default();
    let mut tables = (0..).zip(tables);
    html! {
        <>
            <h1 tabindex="-1">{ words::read_title() }</h1>
            if state.sample { <p class="lead">{ words::read_sample() }</p> }
            { resumed(&desk) }
            <Working />
            { next_step(&desk) }
            { for state.uploads.iter().map(|upload| {
                let table = match &upload.look {
                    Look::Looked(inspection) if inspection.plan().is_some() => tables.next(),
                    _ => None,
                };
                html! { <FileCard key={upload.key} upload={upload.clone()} {table} /> }
            }) }
            if let Some(overview) = &state.overview {
                <Joined coverage={overview.assessment.coverage.clone()} />
            }
            if !state.working() && !state.looking() && !is_lost(state) { <WhatIsMissing /> }
            if !state.sample && !state.working() {
                // Where there is nothing to check yet, another file is the next step.
                <details class="more-files" open={is_lost(state)}>
                    <summary>{ words::read_more() }</summary>
                    <Picker />
                </details>
            }
        </>
    }
}

/// A session that was saved under other rules says so.
fn resumed(desk: &Desk) -> Html {
    let now = pack()
        .map(|pack| pack.header.version.as_str())
        .unwrap_or_default();
    match &desk.state.saved_with {
        Some(then) if then.as_str() != now => html! {
            <p class="notice" role="note">{ words::saved_other_pack(then, now) }</p>
        },
        Some(_) => {
            html! { <p class="quiet">{ words::saved_resumed(words::day(desk.state.as_of)) }</p> }
        }
        None => Html::default(),
    }
}

/// What there is to do next: see the results, or read.
fn next_step(desk: &Desk) -> Html {
    let state: &State = &desk.state;
    if let Some(overview) = &state.overview {
        if overview.assessment.coverage.lines == 0 {
            return stuck(words::read_no_entries(), None);
        }
        let rows: u64 = overview
            .assessment
            .tables
            .iter()
            .map(|table| table.rows)
            .sum();
        return html! {
            <section class="card done" role="status">
                <p class="done-title">{ words::read_done(rows) }</p>
                <p>{ match overview.assessment.coverage.entries {
                    0 => words::read_done_no_entries(words::lines(overview.assessment.coverage.lines)),
                    entries => words::read_done_lines(
                        words::lines(overview.assessment.coverage.lines),
                        words::entries(entries),
                    ),
                } }</p>
                <a class="button" href={Screen::Results.href()}>{ words::read_results() }</a>
            </section>
        };
    }
    if state.phase != Phase::Idle || state.looking() {
        return Html::default();
    }
    if state.readable().next().is_none() {
        return stuck(words::read_none_readable(), None);
    }
    let start = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.start())
    };
    if is_lost(state) {
        return stuck(words::read_none_entries(), Some(start));
    }
    html! {
        <section class="card done">
            <p>{ words::read_check() }</p>
            <button type="button" class="button" onclick={start}>{ words::read_start() }</button>
        </section>
    }
}

/// Whether no file that came can be checked: none can be read, none holds entry
/// lines, or none looks as if it did.
fn is_lost(state: &State) -> bool {
    if let Some(overview) = &state.overview {
        return overview.assessment.coverage.lines == 0;
    }
    state.phase == Phase::Idle
        && !state.looking()
        && state.readable().all(|(_, inspection)| {
            let table = inspection.chosen.and_then(|at| inspection.tables.get(at));
            table.is_none_or(no_entries)
        })
}

/// Why there is nothing to check, and what to bring; what was not understood can
/// be read all the same.
fn stuck(text: AttrValue, start: Option<Callback<MouseEvent>>) -> Html {
    html! {
        <section class="notice" role="status">
            <p>{ text }</p>
            <p><a href={Screen::Drop.href()}>{ words::read_what_to_bring() }</a></p>
            if let Some(start) = start {
                <p><button type="button" class="button plain" onclick={start}>{ words::read_start() }</button></p>
            }
        </section>
    }
}
