//! A share of a whole as a bar.

use yew::prelude::*;

use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// In millionths.
    pub(crate) ppm: u32,
    /// Stands out from its neighbours.
    #[prop_or_default]
    pub(crate) marked: bool,
}

/// The bar; the figure stands beside it as text.
#[component]
pub(crate) fn ShareBar(props: &Props) -> Html {
    let width = format!("{:.2}%", f64::from(props.ppm.min(1_000_000)) / 10_000.0);
    html! {
        <svg class={classes!("share", props.marked.then_some("marked"))} width="100%" height="10" aria-hidden="true">
            <rect class="ground" width="100%" height="10" rx="2" />
            <rect class="bar" {width} height="10" rx="2" />
        </svg>
    }
}

/// The share as text with its bar.
#[component]
pub(crate) fn Share(props: &Props) -> Html {
    html! {
        <span class="share-figure">
            <ShareBar ppm={props.ppm} marked={props.marked} />
            <span>{ words::percent(props.ppm) }</span>
        </span>
    }
}
