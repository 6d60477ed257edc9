//! Before you start: what this is, the notice, the urgent questions, and two
//! equal ways on.

use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::pack::pack;
use crate::page::parts::prose::Prose;
use crate::page::screen::Screen;
use crate::page::screens::urgent::{UrgentMessage, UrgentQuestions};
use crate::words;

/// The first screen.
#[component]
pub(crate) fn Start() -> Html {
    let desk = use_desk();
    let sample = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.sample())
    };
    let (notice, choice) = pack()
        .map(|pack| &pack.texts)
        .map(|texts| {
            (
                texts.before_upload.to_string(),
                texts.counsel_choice.to_string(),
            )
        })
        .unwrap_or_default();
    html! {
        <>
            <div class="hero">
                <div>
                    <h1 tabindex="-1">{ words::start_title() }</h1>
                    <p class="lead"><Prose text={words::start_lead()} /></p>
                    <p class="prose-line">
                        { words::start_private() }{ " " }
                        <a href={Screen::Privacy.href()}>{ words::start_private_link() }</a>
                    </p>
                </div>
                <section class="card choice" aria-labelledby="looking">
                    <h2 id="looking">{ words::start_sample_title() }</h2>
                    <p>{ words::start_sample_text() }</p>
                    <button type="button" class="button plain" onclick={sample}>{ words::start_sample() }</button>
                </section>
            </div>
            <section class="notice" aria-labelledby="notice">
                <h2 id="notice">{ words::start_notice_title() }</h2>
                <p>{ notice }</p>
            </section>
            <UrgentQuestions />
            <UrgentMessage />
            <h2>{ words::start_choice_title() }</h2>
            <div class="columns">
                <section class="card choice">
                    <h3>{ words::start_go_title() }</h3>
                    <p>{ words::start_go_text() }</p>
                    <a class="button" href={Screen::Drop.href()}>{ words::start_go() }</a>
                </section>
                <section class="card choice">
                    <h3>{ words::start_counsel_title() }</h3>
                    <p>{ choice }</p>
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
        </>
    }
}
