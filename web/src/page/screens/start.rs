//! Before you start: what this is, the notice, and two equal ways on.

use yew::prelude::*;

use crate::page::screen::Screen;
use crate::words;

/// The first screen.
#[component]
pub(crate) fn Start() -> Html {
    html! {
        <>
            <h1 tabindex="-1">{ words::start_title() }</h1>
            <p class="lead">{ words::start_lead() }</p>
            <section class="notice" aria-labelledby="notice">
                <h2 id="notice">{ words::start_notice_title() }</h2>
            </section>
            <h2>{ words::start_choice_title() }</h2>
            <div class="columns">
                <section class="card choice">
                    <h3>{ words::start_go_title() }</h3>
                    <p>{ words::start_go_text() }</p>
                    <a class="button" href={Screen::Drop.href()}>{ words::start_go() }</a>
                </section>
                <section class="card choice">
                    <h3>{ words::start_counsel_title() }</h3>
                    <p>{ words::start_counsel_text() }</p>
                    <a class="button" href={Screen::Counsel.href()}>{ words::start_counsel() }</a>
                </section>
            </div>
            <h2>{ words::start_steps_title() }</h2>
            <ol class="plain-steps prose">
                <li>{ words::start_step_1() }</li>
                <li>{ words::start_step_2() }</li>
                <li>{ words::start_step_3() }</li>
                <li>{ words::start_step_4() }</li>
            </ol>
            <section class="prose">
                <h2>{ words::start_private_title() }</h2>
                <p>
                    { words::start_private() }{ " " }
                    <a href={Screen::Privacy.href()}>{ words::start_private_link() }</a>
                </p>
            </section>
        </>
    }
}
