//! Header, steps and footer around every screen.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::desk::{Desk, use_desk};
use super::host::use_host;
use super::pack::pack;
use super::parts::tour::Tour;
use super::screen::Screen;
use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) screen: Screen,
    pub(crate) children: Html,
}

/// Everything around a screen.
#[component]
pub(crate) fn Frame(props: &Props) -> Html {
    let desk = use_desk();
    let host = use_host();
    let from = use_mut_ref(|| None::<Screen>);
    use_effect_with(props.screen.clone(), move |screen| {
        let before = from.borrow_mut().replace(screen.clone());
        arrive(screen, before.as_ref());
    });
    html! {
        <>
            <a class="skip" href="#content" onclick={skip}>{ words::skip_link() }</a>
            <header class="site">
                <div class="wide site-row">
                    if !host.name.is_empty() || !host.logo.is_empty() {
                        <p class="host">
                            if !host.logo.is_empty() { <img src={host.logo.clone()} alt="" /> }
                            { host.name.clone() }
                        </p>
                    }
                    <a class="brand" href={Screen::Start.href()}>
                        <strong>{ words::product() }</strong>
                        <span>{ words::tagline() }</span>
                    </a>
                    <nav aria-label={words::nav_more()}>
                        <ul>
                            { link(&Screen::Rulebook, &props.screen) }
                            { link(&Screen::Privacy, &props.screen) }
                        </ul>
                    </nav>
                </div>
            </header>
            { steps(&desk, &props.screen) }
            <main id="content" class="wide" tabindex="-1">{ props.children.clone() }</main>
            <Tour />
            { footer(&host.note) }
        </>
    }
}

fn link(to: &Screen, here: &Screen) -> Html {
    let current = (to == here).then_some("page");
    html! { <li><a href={to.href()} aria-current={current}>{ to.title() }</a></li> }
}

/// The way through, in order; a step that has nothing to show yet is no link.
fn steps(desk: &Desk, here: &Screen) -> Html {
    let here = match here {
        Screen::Finding(_) => &Screen::Results,
        Screen::Papers(_) => &Screen::TakeAway,
        Screen::Counsel => &Screen::Start,
        other => other,
    };
    let read = !desk.state.uploads.is_empty() || desk.state.working();
    let result = desk.state.overview.is_some();
    html! {
        <nav class="steps" aria-label={words::nav_steps()}>
            <ol class="wide">
                { step(&Screen::Start, here, true) }
                { step(&Screen::Drop, here, true) }
                { step(&Screen::Read, here, read) }
                { step(&Screen::Questions, here, true) }
                { step(&Screen::Results, here, result) }
                { step(&Screen::TakeAway, here, result) }
            </ol>
        </nav>
    }
}

fn step(to: &Screen, here: &Screen, open: bool) -> Html {
    if open || to == here {
        let current = (to == here).then_some("step");
        html! { <li><a href={to.href()} aria-current={current}>{ to.title() }</a></li> }
    } else {
        html! { <li><span>{ to.title() }</span></li> }
    }
}

fn footer(note: &AttrValue) -> Html {
    html! {
        <footer class="site" aria-label={words::footer_label()}>
            <div class="wide">
                <p>
                    { words::footer_local() }{ " " }
                    <a href={Screen::Privacy.href()}>{ words::footer_check() }</a>
                </p>
                if !note.is_empty() { <p>{ note.clone() }</p> }
                if let Some(pack) = pack() {
                    <p>{ pack.texts.not_legal_advice.to_string() }</p>
                    <p>{ words::footer_pack(&pack.header.version, words::day(pack.header.as_of)) }</p>
                }
            </div>
        </footer>
    }
}

/// Names the window after the screen, and takes the reader to its heading,
/// unless the page has only just opened; from a finding back in the list, to
/// where they left it.
fn arrive(screen: &Screen, before: Option<&Screen>) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let Some(document) = window.document() else {
        return;
    };
    document.set_title(&words::title_of(screen.title()));
    let Some(before) = before else {
        return;
    };
    if matches!((screen, before), (Screen::Results, Screen::Finding(_)))
        && focus(
            &document,
            &format!(".findings a[href=\"{}\"]", before.href()),
        )
    {
        return;
    }
    window.scroll_to_with_x_and_y(0.0, 0.0);
    focus(&document, "#content h1");
}

/// The skip link: it must not change the hash, which names the screen.
fn skip(event: MouseEvent) {
    event.prevent_default();
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        focus(&document, "#content");
    }
}

/// Moves the focus, and with it the view; `false` where there is no such place.
fn focus(document: &web_sys::Document, selector: &str) -> bool {
    let element = document.query_selector(selector).ok().flatten();
    element
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}
