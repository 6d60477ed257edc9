//! How complete a file is: a box for each element, full, half, empty or with a
//! question mark, and the word for it beside it.

use triggers::context::Extent;
use triggers::picture::ChecklistItem;
use yew::prelude::*;

use crate::words;

/// The boxes.
pub(super) fn draw(items: &[ChecklistItem]) -> Html {
    html! {
        <ul class="checklist">
            { for items.iter().map(|item| html! {
                <li>
                    { glyph(item.extent) }
                    <span>{ item.label.clone() }</span>
                    <span class="quiet">{ word(item.extent) }</span>
                </li>
            }) }
        </ul>
    }
}

fn glyph(extent: Option<Extent>) -> Html {
    html! {
        <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
            <rect class="box" x="2" y="2" width="16" height="16" rx="2" />
            { match extent {
                Some(Extent::Yes) => html! { <rect class="box full" x="2" y="2" width="16" height="16" rx="2" /> },
                Some(Extent::Partly) => html! { <path class="box full" d="M2 18V2L18 18Z" /> },
                Some(Extent::No) => Html::default(),
                None => html! { <text x="10" y="15" text-anchor="middle">{ "?" }</text> },
            } }
        </svg>
    }
}

fn word(extent: Option<Extent>) -> AttrValue {
    match extent {
        Some(Extent::Yes) => words::checklist_yes(),
        Some(Extent::Partly) => words::checklist_partly(),
        Some(Extent::No) => words::checklist_no(),
        None => words::checklist_unknown(),
    }
}

/// The same as a table.
pub(super) fn table(items: &[ChecklistItem]) -> Html {
    html! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{ words::checklist_element() }</th>
                    <th scope="col">{ words::checklist_there() }</th>
                </tr>
            </thead>
            <tbody>
                { for items.iter().map(|item| html! {
                    <tr>
                        <th scope="row">{ item.label.clone() }</th>
                        <td>{ word(item.extent) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
