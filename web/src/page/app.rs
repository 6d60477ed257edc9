//! The root component.

use yew::prelude::*;

use super::frame::Frame;
use super::screen::{Screen, use_screen};
use super::screens;

/// The page.
#[component]
pub(crate) fn App() -> Html {
    let screen = use_screen();
    html! {
        <Frame screen={screen.clone()}>
            { shown(&screen) }
        </Frame>
    }
}

fn shown(screen: &Screen) -> Html {
    match screen {
        Screen::Counsel => html! { <screens::counsel::Counsel /> },
        Screen::Drop => html! { <screens::drop::Drop /> },
        Screen::Privacy => html! { <screens::privacy::Privacy /> },
        _ => html! { <screens::start::Start /> },
    }
}
