//! Where a rule comes from, and how sure that is.

use rulebook::{Authority, LegalStatus, Mark};
use yew::prelude::*;

use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) authority: Authority,
}

/// The citations, and the mark in words.
#[component]
pub(crate) fn Cited(props: &Props) -> Html {
    let authority = &props.authority;
    html! {
        <div class="cited">
            if !authority.citations.is_empty() {
                <p>
                    { for authority.citations.iter().enumerate().map(|(at, citation)| html! {
                        <>
                            { if at > 0 { "; " } else { "" } }
                            <cite>{ citation.to_string() }</cite>
                        </>
                    }) }
                    if authority.status != LegalStatus::InForce {
                        { " (" }{ authority.status.label() }{ ")" }
                    }
                </p>
            }
            if let Some(note) = &authority.note {
                <p>{ words::marks_in(note) }</p>
            }
            <p class="quiet small">{ mark(authority.mark) }</p>
        </div>
    }
}

/// How a statement was confirmed, in words.
pub(crate) fn mark(mark: Mark) -> AttrValue {
    match mark {
        Mark::V => words::mark_verified(),
        Mark::V2 => words::mark_third_party(),
        Mark::MemoryHigh | Mark::MemoryMedium | Mark::MemoryLow => words::mark_unconfirmed(),
        Mark::D => words::mark_design(),
        Mark::PracticeView => words::mark_practice(),
    }
}
