//! The root component.

use yew::prelude::*;

use super::desk::{Desk, use_new_desk};
use super::frame::Frame;
use super::screen::{Screen, hash, use_screen};
use super::screens;

/// The page.
#[component]
pub(crate) fn App() -> Html {
    let desk = use_new_desk();
    let screen = use_screen();
    {
        let desk = desk.clone();
        use_effect_with((), move |()| {
            if hash() == "#demo" {
                desk.demo();
            }
        });
    }
    html! {
        <ContextProvider<Desk> context={desk}>
            <Frame screen={screen.clone()}>
                { shown(screen) }
            </Frame>
        </ContextProvider<Desk>>
    }
}

fn shown(screen: Screen) -> Html {
    match screen {
        Screen::Start => html! { <screens::start::Start /> },
        Screen::Counsel => html! { <screens::counsel::Counsel /> },
        Screen::Drop => html! { <screens::drop::Drop /> },
        Screen::Read => html! { <screens::read::Read /> },
        Screen::Questions => html! { <screens::questions::Questions /> },
        Screen::Results => html! { <screens::results::Results /> },
        Screen::Finding(id) => {
            let id = AttrValue::from(id);
            html! { <screens::finding::Finding key={id.to_string()} id={id.clone()} /> }
        }
        Screen::Rulebook => html! { <screens::rulebook::Rulebook /> },
        Screen::TakeAway => html! { <screens::take_away::TakeAway /> },
        Screen::Papers(kind) => html! { <screens::papers::Papers {kind} /> },
        Screen::Privacy => html! { <screens::privacy::Privacy /> },
    }
}
