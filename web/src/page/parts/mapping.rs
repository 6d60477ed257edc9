//! What each column was taken for, and a way to correct it.

use std::rc::Rc;
use std::str::FromStr;

use customs::Field;
use intake::{Column, DateOrder, Inspection, TableInspection};
use web_sys::{HtmlElement, HtmlSelectElement};
use yew::prelude::*;

use crate::page::parts::unlock;
use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) inspection: Inspection,
    /// Gets the corrected one.
    pub(crate) on_correct: Callback<Inspection>,
}

/// Columns that are listed; of those further right, only those with a meaning. A
/// sheet can have 16,384.
const SHOWN: usize = 250;

/// The columns of the chosen table.
#[component]
pub(crate) fn Mapping(props: &Props) -> Html {
    let Some((at, table)) = props
        .inspection
        .chosen
        .and_then(|at| Some((at, props.inspection.tables.get(at)?)))
    else {
        return Html::default();
    };
    let worth = unlock::worth(&props.inspection);
    let choose = {
        // One for all columns: each has its own closure.
        let inspection = Rc::new(props.inspection.clone());
        let on_correct = props.on_correct.clone();
        move |column: usize, field: Option<Field>| {
            let mut next = Inspection::clone(&inspection);
            if let Some(table) = next.tables.get_mut(at) {
                assign(table, column, field);
            }
            on_correct.emit(next);
        }
    };
    let listed: Vec<(usize, &Column)> = table
        .columns
        .iter()
        .enumerate()
        .filter(|(place, column)| *place < SHOWN || column.field.is_some())
        .collect();
    let left = (table.columns.len() - listed.len()) as u64;
    html! {
        <div class="scroll" tabindex="0" role="group" aria-label={words::mapping_caption()}>
            <table class="mapping">
                <caption class="unseen">{ words::mapping_caption() }</caption>
                <thead>
                    <tr>
                        <th scope="col">{ words::mapping_column() }</th>
                        <th scope="col">{ words::mapping_field() }</th>
                        <th scope="col">{ words::mapping_samples() }</th>
                        <th scope="col">{ words::mapping_sure() }</th>
                    </tr>
                </thead>
                <tbody>
                    { for listed.into_iter().map(|(place, column)| {
                        let choose = choose.clone();
                        let choose = Callback::from(move |field| choose(place, field));
                        let worth = column.field.map(|field| unlock::in_words(&worth, field));
                        html! {
                            <Row
                                key={column.index}
                                column={column.clone()}
                                worth={worth.unwrap_or_default()}
                                {choose}
                            />
                        }
                    }) }
                </tbody>
            </table>
            if left > 0 { <p class="quiet">{ words::mapping_left(left) }</p> }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    column: Column,
    /// What its field is worth.
    worth: AttrValue,
    choose: Callback<Option<Field>>,
}

/// A column: what it was taken for, as text until the visitor wants to change
/// it. What is chosen holds once the button beside it is pressed: with the
/// keyboard a list passes through every choice on the way, and each of them
/// would take its field from the column that rightly has it.
#[component]
fn Row(props: &RowProps) -> Html {
    let column = &props.column;
    let changing = use_state_eq(|| false);
    let (select, again) = (use_node_ref(), use_node_ref());
    let began = use_mut_ref(|| false);
    {
        let (select, again) = (select.clone(), again.clone());
        use_effect_with(*changing, move |changing| {
            // The focus goes to the list, and back to where it came from.
            let was = began.replace(*changing);
            let to = if *changing { select } else { again };
            if (was || *changing)
                && let Some(element) = to.cast::<HtmlElement>()
            {
                let _ = element.focus();
            }
        });
    }
    let take = {
        let (choose, changing, select) = (props.choose.clone(), changing.clone(), select.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(select) = select.cast::<HtmlSelectElement>() {
                changing.set(false);
                choose.emit(
                    usize::from_str(&select.value())
                        .ok()
                        .and_then(|at| Field::ALL.get(at).copied()),
                );
            }
        })
    };
    let begin = {
        let changing = changing.clone();
        Callback::from(move |_: MouseEvent| changing.set(true))
    };
    html! {
        <tr>
            <th scope="row">
                <span class="letter">{ column.letter.clone() }</span>
                { title(column) }
            </th>
            <td>
                if *changing {
                    <select ref={select} aria-label={words::mapping_choose(title(column))}>
                        <option value="" selected={column.field.is_none()}>{ words::mapping_unused() }</option>
                        { for Field::ALL.iter().enumerate().map(|(at, field)| html! {
                            <option value={at.to_string()} selected={column.field == Some(*field)}>
                                { field.label() }
                            </option>
                        }) }
                    </select>
                    <button type="button" class="link-button" onclick={take}>
                        { words::mapping_take() }
                        <span class="unseen">{ words::mapping_choose(title(column)) }</span>
                    </button>
                } else {
                    { column.field.map_or_else(words::mapping_unused, |field| AttrValue::Static(field.label())) }
                    { " " }
                    <button ref={again} type="button" class="link-button" onclick={begin}>
                        { words::mapping_change() }
                        <span class="unseen">{ words::mapping_choose(title(column)) }</span>
                    </button>
                    <span class="quiet small worth">{ props.worth.clone() }</span>
                }
            </td>
            <td class="samples">
                { for column.samples.iter().take(3).map(|sample| html! { <span>{ sample.clone() }</span> }) }
            </td>
            <td class="sure">
                if column.field.is_some() {
                    <strong>{ sure(column.confidence) }</strong>
                }
                <span class="quiet">{ column.reason.clone() }</span>
            </td>
        </tr>
    }
}

/// The header's text, or the letter where there is none.
fn title(column: &Column) -> AttrValue {
    if column.header.is_empty() {
        words::mapping_no_title()
    } else {
        column.header.clone().into()
    }
}

/// Confidence in words.
fn sure(confidence: u8) -> AttrValue {
    match confidence {
        90.. => words::mapping_certain(),
        60..90 => words::mapping_likely(),
        _ => words::mapping_guess(),
    }
}

/// Gives a column a field, and takes it from the column that had it: a field
/// has one column.
fn assign(table: &mut TableInspection, place: usize, field: Option<Field>) {
    for (at, column) in table.columns.iter_mut().enumerate() {
        if at == place {
            column.field = field;
            column.confidence = 100;
            column.reason = words::mapping_by_visitor().to_string();
        } else if field.is_some() && column.field == field {
            column.field = None;
            column.reason = String::new();
        }
    }
}

/// Sets the order of day and month of some columns.
pub(crate) fn set_dates(table: &mut TableInspection, columns: &[usize], dates: DateOrder) {
    for column in &mut table.columns {
        if columns.contains(&column.index) {
            column.form.dates = dates;
        }
    }
}
