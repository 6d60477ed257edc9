//! Header, steps and footer around every screen.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

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
    let first = use_mut_ref(|| true);
    use_effect_with(props.screen.clone(), move |screen| {
        arrive(screen, std::mem::replace(&mut *first.borrow_mut(), false));
    });
    html! {
        <>
            <a class="skip" href="#content" onclick={skip}>{ words::skip_link() }</a>
            <header class="site">
                <div class="wide site-row">
                    <a class="brand" href={Screen::Start.href()}>
                        <strong>{ words::product() }</strong>
                        <span>{ words::tagline() }</span>
                    </a>
                    <nav aria-label={words::nav_more()}>
                        <ul>{ link(&Screen::Privacy, &props.screen) }</ul>
                    </nav>
                </div>
            </header>
            <main id="content" class="wide" tabindex="-1">{ props.children.clone() }</main>
            <footer class="site" aria-label={words::footer_label()}>
                <div class="wide">
                    <p>
                        { words::footer_local() }{ " " }
                        <a href={Screen::Privacy.href()}>{ words::footer_check() }</a>
                    </p>
                </div>
            </footer>
        </>
    }
}

fn link(to: &Screen, here: &Screen) -> Html {
    let current = (to == here).then_some("page");
    html! { <li><a href={to.href()} aria-current={current}>{ to.title() }</a></li> }
}

/// Names the window after the screen, and takes the reader to its heading,
/// unless the page has only just opened.
fn arrive(screen: &Screen, first: bool) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    document.set_title(&words::title_of(screen.title()));
    if first {
        return;
    }
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    focus(&document, "main h1");
}

/// The skip link: it must not change the hash, which names the screen.
fn skip(event: MouseEvent) {
    event.prevent_default();
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        focus(&document, "#content");
    }
}

fn focus(document: &web_sys::Document, selector: &str) {
    if let Ok(Some(element)) = document.query_selector(selector)
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        let _ = element.focus();
    }
}
