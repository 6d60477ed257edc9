//! A screen that has nothing to show yet.

use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::screen::Screen;
use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The heading that the screen would have.
    pub(crate) title: AttrValue,
    /// What is missing.
    pub(crate) text: AttrValue,
}

/// Says what is missing, and how to get on.
#[component]
pub(crate) fn Missing(props: &Props) -> Html {
    let desk = use_desk();
    let sample = Callback::from(move |_: MouseEvent| desk.sample());
    html! {
        <div class="prose">
            <h1 tabindex="-1">{ props.title.clone() }</h1>
            <p class="lead">{ props.text.clone() }</p>
            <p class="actions">
                <a class="button" href={Screen::Drop.href()}>{ words::start_go() }</a>
                <button type="button" class="button plain" onclick={sample}>{ words::start_sample() }</button>
            </p>
        </div>
    }
}
