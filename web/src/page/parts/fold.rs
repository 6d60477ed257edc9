//! A folded part whose contents are made when it is opened.
//!
//! A figure holds figures that hold figures; a table of columns holds a list of
//! fields for each. Made in advance, they would keep the page busy for longer
//! than a visitor waits to see the rest.

use wasm_bindgen::JsCast;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// What can be pressed.
    pub(crate) summary: Html,
    /// Makes the contents.
    pub(crate) contents: Callback<(), Html>,
    #[prop_or_default]
    pub(crate) class: Classes,
    /// Whether it is open from the start.
    #[prop_or_default]
    pub(crate) open: bool,
}

/// The part.
#[component]
pub(crate) fn Fold(props: &Props) -> Html {
    let made = use_state_eq(|| props.open);
    let toggle = {
        let made = made.clone();
        Callback::from(move |event: Event| {
            let open = event
                .target()
                .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
                .is_some_and(|details| details.has_attribute("open"));
            // Once made, it stays: closing and opening again is quick.
            if open {
                made.set(true);
            }
        })
    };
    html! {
        <details class={props.class.clone()} open={props.open} ontoggle={toggle}>
            <summary>{ props.summary.clone() }</summary>
            if *made {
                { props.contents.emit(()) }
            }
        </details>
    }
}
