//! Speak to counsel first: as good a choice as going on.

use yew::prelude::*;

use crate::page::pack::pack;
use crate::page::screen::Screen;
use crate::words;

/// What to bring to an attorney, and what to leave alone until then.
#[component]
pub(crate) fn Counsel() -> Html {
    let when = pack().map(|pack| pack.texts.counsel_when.to_string());
    html! {
        <div class="prose">
            <h1 tabindex="-1">{ words::counsel_title() }</h1>
            <p class="lead">{ when.unwrap_or_default() }</p>
            <h2>{ words::counsel_keep_title() }</h2>
            <p>{ words::counsel_keep() }</p>
            <h2>{ words::counsel_have_title() }</h2>
            <ul>
                <li>{ words::counsel_have_1() }</li>
                <li>{ words::counsel_have_2() }</li>
                <li>{ words::counsel_have_3() }</li>
                <li>{ words::counsel_have_4() }</li>
            </ul>
            <h2>{ words::counsel_find_title() }</h2>
            <p>{ words::counsel_find() }</p>
            <p><a href={Screen::Start.href()}>{ words::counsel_back() }</a></p>
        </div>
    }
}
