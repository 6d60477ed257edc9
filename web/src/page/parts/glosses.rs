//! The terms of a text as buttons beside it, where the text itself may hold
//! none: in a label, everything is to be pressed for the control.

use yew::prelude::*;

use super::prose::{Explained, terms};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) text: AttrValue,
}

/// A button for each term of the text, with a question mark.
#[component]
pub(crate) fn Glosses(props: &Props) -> Html {
    terms(&props.text)
        .into_iter()
        .map(|(text, meaning)| {
            html! { <Explained text={format!("{text}?")} meaning={meaning.to_owned()} /> }
        })
        .collect()
}
