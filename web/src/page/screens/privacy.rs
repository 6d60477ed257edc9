//! What keeps the data in the browser, and how a visitor checks it.

use yew::prelude::*;

use crate::page::parts::fingerprint::Fingerprint;
use crate::page::parts::leak::Leak;
use crate::words;

/// The privacy page.
#[component]
pub(crate) fn Privacy() -> Html {
    html! {
        <div class="prose">
            <h1 tabindex="-1">{ words::privacy_title() }</h1>
            <p class="lead">{ words::privacy_lead() }</p>
            <h2>{ words::privacy_check_title() }</h2>
            <ol class="plain-steps">
                { check(words::privacy_check_1_title(), words::privacy_check_1(), html! {}) }
                { check(words::privacy_check_2_title(), words::privacy_check_2(), html! {}) }
                { check(
                    words::privacy_check_3_title(),
                    words::privacy_check_3(),
                    html! { <Fingerprint /> },
                ) }
            </ol>
            <Leak />
            <h2>{ words::privacy_browser_title() }</h2>
            <ul>
                <li>{ words::privacy_browser_1() }</li>
                <li>{ words::privacy_browser_2() }</li>
                <li>{ words::privacy_browser_3() }</li>
                <li>{ words::privacy_browser_4() }</li>
            </ul>
            <h2>{ words::privacy_rest_title() }</h2>
            <ul>
                <li>{ words::privacy_rest_1() }</li>
                <li>{ words::privacy_rest_2() }</li>
                <li>{ words::privacy_rest_3() }</li>
                <li>{ words::privacy_rest_5() }</li>
                <li>{ words::privacy_rest_6() }</li>
                <li>{ words::privacy_rest_4() }</li>
            </ul>
            <h2>{ words::privacy_tax_title() }</h2>
            <p>{ words::privacy_tax() }</p>
        </div>
    }
}

fn check(title: AttrValue, text: AttrValue, more: Html) -> Html {
    html! {
        <li>
            <h3>{ title }</h3>
            <p>{ code(&text) }</p>
            { more }
        </li>
    }
}

/// The text with what stands between back-ticks as code.
fn code(text: &str) -> Html {
    text.split('`')
        .enumerate()
        .map(|(at, part)| {
            if at % 2 == 1 {
                html! { <code>{ part.to_owned() }</code> }
            } else {
                html! { { part.to_owned() } }
            }
        })
        .collect()
}
