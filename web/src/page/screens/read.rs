//! What was read: each file, what it was understood to be, and every row
//! accounted for.

use assessment::model::TableSummary;
use intake::{DateOrder, Inspection, Question, TableInspection, TableKind};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::page::desk::{Desk, use_desk};
use crate::page::parts::accounting::Accounting;
use crate::page::parts::issues::Issues;
use crate::page::parts::mapping::{Mapping, set_dates};
use crate::page::parts::picker::Picker;
use crate::page::parts::working::Working;
use crate::page::screen::Screen;
use crate::page::screens::not_found::Missing;
use crate::page::state::{Look, Phase, State, Upload};
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
    let mut tables = tables.into_iter();
    html! {
        <>
            <h1 tabindex="-1">{ words::read_title() }</h1>
            if state.sample { <p class="lead">{ words::read_sample() }</p> }
            <Working />
            { next_step(&desk) }
            { for state.uploads.iter().map(|upload| {
                let table = match upload.look {
                    Look::Looked(_) => tables.next(),
                    _ => None,
                };
                html! { <File key={upload.key} upload={upload.clone()} {table} /> }
            }) }
            if !state.sample && !state.working() {
                <details class="more-files">
                    <summary>{ words::read_more() }</summary>
                    <Picker />
                </details>
            }
        </>
    }
}

/// What there is to do next: see the results, or read.
fn next_step(desk: &Desk) -> Html {
    let state: &State = &desk.state;
    if let Some(overview) = &state.overview {
        let rows: u64 = overview
            .assessment
            .tables
            .iter()
            .map(|table| table.rows)
            .sum();
        return html! {
            <section class="card done" role="status">
                <p class="done-title">{ words::read_done(rows) }</p>
                <p>{ words::read_done_lines(
                    words::lines(overview.assessment.coverage.lines),
                    words::entries(overview.assessment.coverage.entries),
                ) }</p>
                <a class="button" href={Screen::Results.href()}>{ words::read_results() }</a>
            </section>
        };
    }
    if state.phase != Phase::Idle || state.looking() {
        return Html::default();
    }
    if state.readable().next().is_none() {
        return html! { <p class="notice" role="status">{ words::read_none_readable() }</p> };
    }
    let start = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.start())
    };
    html! {
        <section class="card done">
            <p>{ words::read_check() }</p>
            <button type="button" class="button" onclick={start}>{ words::read_start() }</button>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct FileProps {
    upload: Upload,
    table: Option<TableSummary>,
}

#[component]
fn File(props: &FileProps) -> Html {
    let desk = use_desk();
    let upload = &props.upload;
    let key = upload.key;
    let remove = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.remove(key))
    };
    html! {
        <section class="card file">
            <header>
                <h2>{ upload.file.name() }</h2>
                <p class="quiet">{ words::size(upload.file.size()) }</p>
                <button type="button" class="link-button" onclick={remove}>
                    { words::read_remove() }<span class="unseen">{ upload.file.name() }</span>
                </button>
            </header>
            { match &upload.look {
                Look::Looking => html! { <p class="quiet">{ words::read_looking() }</p> },
                Look::Refused(why) => html! { <p class="notice" role="alert">{ why.clone() }</p> },
                Look::Looked(inspection) => html! {
                    <Understood
                        inspection={(**inspection).clone()}
                        table={props.table.clone()}
                        on_correct={Callback::from(move |next| desk.correct(key, next))}
                    />
                },
            } }
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct UnderstoodProps {
    inspection: Inspection,
    table: Option<TableSummary>,
    on_correct: Callback<Inspection>,
}

#[component]
fn Understood(props: &UnderstoodProps) -> Html {
    let inspection = &props.inspection;
    let table = inspection.chosen.and_then(|at| inspection.tables.get(at));
    let unsure = table.is_none_or(|table| table.kind == TableKind::Unknown);
    html! {
        <>
            { sheets(inspection, &props.on_correct) }
            if let Some(table) = table {
                <p>{ words::read_kind(table.kind.label(), grain(table)) }</p>
                { for table.questions.iter().map(|question| ask(question, inspection, &props.on_correct)) }
            }
            if let Some(table) = &props.table {
                <div class="columns">
                    <Accounting table={table.clone()} />
                    <div>
                        <h3>{ words::issues_title() }</h3>
                        <Issues issues={table.issues.clone()} />
                    </div>
                </div>
            }
            <details open={unsure}>
                <summary>{ words::mapping_title(fields(table)) }</summary>
                <p class="quiet">{ words::mapping_text() }</p>
                <Mapping inspection={inspection.clone()} on_correct={props.on_correct.clone()} />
            </details>
        </>
    }
}

fn fields(table: Option<&TableInspection>) -> u64 {
    table.map_or(0, |table| {
        table
            .columns
            .iter()
            .filter(|column| column.field.is_some())
            .count() as u64
    })
}

fn grain(table: &TableInspection) -> AttrValue {
    use profile::Grain;
    match table.grain {
        Grain::Ordinal => words::grain_ordinal(),
        Grain::Line => words::grain_line(),
        Grain::Invoice => words::grain_invoice(),
        Grain::Header => words::grain_header(),
        Grain::Product => words::grain_product(),
    }
}

/// Which sheet is read, where there are several.
fn sheets(inspection: &Inspection, on_correct: &Callback<Inspection>) -> Html {
    if inspection.tables.len() < 2 {
        return Html::default();
    }
    let change = {
        let (inspection, on_correct) = (inspection.clone(), on_correct.clone());
        Callback::from(move |event: Event| {
            if let Some(select) = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlSelectElement>().ok())
            {
                let mut next = inspection.clone();
                next.chosen = select.value().parse().ok();
                on_correct.emit(next);
            }
        })
    };
    html! {
        <label class="inline-field">
            { words::read_sheet() }
            <select onchange={change}>
                { for inspection.tables.iter().enumerate().map(|(at, table)| html! {
                    <option value={at.to_string()} selected={inspection.chosen == Some(at)}>
                        { table.sheet.clone() }
                    </option>
                }) }
            </select>
        </label>
    }
}

/// What only the visitor can know.
fn ask(question: &Question, inspection: &Inspection, on_correct: &Callback<Inspection>) -> Html {
    match question {
        Question::Importers { count } => html! {
            <p class="notice">{ words::read_importers(*count as u64) }</p>
        },
        Question::DateOrder {
            columns,
            example,
            month_first,
            day_first,
        } => {
            let choice = |order: DateOrder, shown: &str| {
                let (mut next, on_correct) = (inspection.clone(), on_correct.clone());
                let columns = columns.clone();
                let now = next
                    .chosen
                    .and_then(|at| next.tables.get_mut(at))
                    .is_some_and(|table| {
                        let is = table
                            .columns
                            .iter()
                            .any(|c| columns.contains(&c.index) && c.form.dates == order);
                        set_dates(table, &columns, order);
                        is
                    });
                let pick = Callback::from(move |_: Event| on_correct.emit(next.clone()));
                html! {
                    <label>
                        <input type="radio" name={format!("dates-{}", inspection.name)} checked={now} onchange={pick} />
                        { day(shown) }
                    </label>
                }
            };
            html! {
                <fieldset>
                    <legend>{ words::read_dates(example) }</legend>
                    { choice(DateOrder::MonthFirst, month_first) }
                    { choice(DateOrder::DayFirst, day_first) }
                </fieldset>
            }
        }
    }
}

fn day(iso: &str) -> String {
    customs::Day::parse(iso).map_or_else(|_| iso.to_owned(), words::day)
}
