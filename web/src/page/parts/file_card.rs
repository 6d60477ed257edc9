//! A file: what it was understood to be, its rows accounted for, its columns.

use assessment::model::TableSummary;
use customs::Field;
use intake::{DateOrder, Encoding, Format, Inspection, Question, TableInspection, TableKind};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::page::desk::{Desk, use_desk};
use crate::page::parts::accounting::Accounting;
use crate::page::parts::fold::Fold;
use crate::page::parts::issues::Issues;
use crate::page::parts::keep::Keep;
use crate::page::parts::mapping::{Mapping, set_dates};
use crate::page::parts::pick::{Options, Pick};
use crate::page::state::{Look, Upload};
use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) upload: Upload,
    /// What became of it, once it was read, and its place among the tables.
    pub(crate) table: Option<(u32, TableSummary)>,
}

/// The card.
#[component]
pub(crate) fn FileCard(props: &Props) -> Html {
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
                <h2>{ upload.name.clone() }</h2>
                // Of a spreadsheet in an archive only the archive's size is known.
                if upload.name == upload.file.name().as_str() {
                    <p class="quiet">{ words::size(upload.file.size()) }</p>
                }
                <button type="button" class="link-button" onclick={remove}>
                    { words::read_remove() }<span class="unseen">{ upload.name.clone() }</span>
                </button>
            </header>
            { match &upload.look {
                Look::Looking => html! { <p class="quiet">{ words::read_looking() }</p> },
                Look::Refused(why) => html! { <p class="notice" role="alert">{ why.clone() }</p> },
                Look::Looked(inspection) => html! {
                    <Understood
                        inspection={(**inspection).clone()}
                        table={props.table.clone()}
                        on_encoding={reread(&desk, upload)}
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
    table: Option<(u32, TableSummary)>,
    on_correct: Callback<Inspection>,
    on_encoding: Callback<Encoding>,
}

/// Looks at the file again in the encoding that was chosen.
fn reread(desk: &Desk, upload: &Upload) -> Callback<Encoding> {
    let (desk, key, file) = (desk.clone(), upload.key, upload.file.clone());
    Callback::from(move |encoding| desk.reread(key, file.clone(), encoding))
}

#[component]
fn Understood(props: &UnderstoodProps) -> Html {
    let inspection = &props.inspection;
    let table = inspection.chosen.and_then(|at| inspection.tables.get(at));
    let mapped = (inspection.clone(), props.on_correct.clone());
    let unsure = table.is_none_or(|table| table.kind == TableKind::Unknown);
    html! {
        <>
            { sheets(inspection, &props.on_correct) }
            if table.is_none() {
                <p class="notice" role="alert">{ no_table(inspection.format) }</p>
            }
            if let Some(table) = table {
                <p>{ match table.kind {
                    TableKind::Unknown => words::read_kind_unknown(grain(table)),
                    kind => words::read_kind(kind.label(), grain(table)),
                } }</p>
                if no_entries(table) { <p class="notice">{ words::read_not_entries() }</p> }
                { for table.questions.iter().map(|question| ask(question, inspection, &props.on_correct)) }
            }
            { encoding(inspection, &props.on_encoding) }
            if let Some((place, table)) = &props.table {
                <div class="columns">
                    <Accounting table={table.clone()} />
                    <div>
                        <h3>{ words::issues_title() }</h3>
                        <Issues table={*place} issues={table.issues.clone()} />
                    </div>
                </div>
            }
            if table.is_some() {
                <Fold
                    open={unsure}
                    summary={html! { { words::mapping_title(fields(table)) } }}
                    contents={Callback::from(move |()| html! {
                        <>
                            <p class="quiet">{ words::mapping_text() }</p>
                            <Mapping inspection={mapped.0.clone()} on_correct={mapped.1.clone()} />
                            <Keep inspection={mapped.0.clone()} on_correct={mapped.1.clone()} />
                        </>
                    })}
                />
            }
        </>
    }
}

/// Whether what makes a list of entries is missing from a table that nothing
/// else tells what it is.
pub(crate) fn no_entries(table: &TableInspection) -> bool {
    table.kind == TableKind::Unknown
        && !table
            .columns
            .iter()
            .any(|column| matches!(column.field, Some(Field::EntryNo | Field::GoodsValue)))
}

/// What to say of a file that holds no table, or none that is read.
fn no_table(format: Format) -> AttrValue {
    match format {
        Format::Json => words::read_json(),
        _ => words::read_no_table(),
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
    match (table.kind, table.grain) {
        (TableKind::TariffExport, _) => words::grain_tariff(),
        (TableKind::Benchmark, _) => words::grain_benchmark(),
        (_, Grain::Ordinal) => words::grain_ordinal(),
        (_, Grain::Line) => words::grain_line(),
        (_, Grain::Invoice) => words::grain_invoice(),
        (_, Grain::Header) => words::grain_header(),
        (_, Grain::Product) => words::grain_product(),
    }
}

/// The encodings that a text file can be read in.
const ENCODINGS: [Encoding; 4] = [
    Encoding::Utf8,
    Encoding::Windows1252,
    Encoding::Utf16Le,
    Encoding::Utf16Be,
];

/// How a text file's letters are written: told, and to be switched where they
/// look wrong. One that is in an archive is read as it was found.
fn encoding(inspection: &Inspection, switch: &Callback<Encoding>) -> Html {
    let Some(now) = inspection.encoding.filter(|_| inspection.member.is_none()) else {
        return Html::default();
    };
    let options = ENCODINGS.iter().map(|encoding| {
        let name = AttrValue::from(encoding.to_string());
        (name.clone(), name)
    });
    let choose = {
        let switch = switch.clone();
        Callback::from(move |name: AttrValue| {
            let encoding = ENCODINGS
                .into_iter()
                .find(|one| one.to_string() == name.as_str());
            if let Some(encoding) = encoding {
                switch.emit(encoding);
            }
        })
    };
    html! {
        <div class="inline-field encoding">
            <Pick label={words::read_encoding()} options={options.collect::<Options>()} value={now.to_string()} {choose} />
        </div>
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
        Question::Importers { count, seen } => importers(*count, seen, inspection, on_correct),
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

/// Whose rows are read, where a file holds those of several importers of
/// record: they are mixed only if the visitor leaves it at that.
fn importers(
    count: usize,
    seen: &[(String, usize)],
    inspection: &Inspection,
    on_correct: &Callback<Inspection>,
) -> Html {
    let mut options: Options = vec![(AttrValue::default(), words::read_importer_all())];
    options.extend(seen.iter().map(|(number, rows)| {
        let shown = assessment::evidence::masked(number);
        let rows = words::rows(*rows as u64);
        (
            number.clone().into(),
            words::read_importer_rows(shown, rows),
        )
    }));
    let now = inspection
        .chosen
        .and_then(|at| inspection.tables.get(at)?.importers.first().cloned());
    let choose = {
        let (inspection, on_correct) = (inspection.clone(), on_correct.clone());
        Callback::from(move |number: AttrValue| {
            let mut next = inspection.clone();
            if let Some(table) = next.chosen.and_then(|at| next.tables.get_mut(at)) {
                table.importers = Some(number.to_string())
                    .filter(|number| !number.is_empty())
                    .into_iter()
                    .collect();
            }
            on_correct.emit(next);
        })
    };
    html! {
        <div class="notice inline-field encoding">
            <p>{ words::read_importers(count as u64) }</p>
            <Pick label={words::read_importer()} {options} value={now.unwrap_or_default()} {choose} />
        </div>
    }
}

fn day(iso: &str) -> String {
    customs::Day::parse(iso).map_or_else(|_| iso.to_owned(), words::day)
}
