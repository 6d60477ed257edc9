//! Bring your files: where to drop them, and what to bring.

use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::parts::picker::Picker;
use crate::page::parts::prose::Prose;
use crate::words;

/// The screen that takes files.
#[component]
pub(crate) fn Drop() -> Html {
    let desk = use_desk();
    {
        let desk = desk.clone();
        use_effect_with((), move |()| desk.prepare());
    }
    let sample = Callback::from(move |_: MouseEvent| desk.sample());
    html! {
        <>
            <h1 tabindex="-1">{ words::drop_title() }</h1>
            <p class="lead">{ words::drop_lead() }</p>
            <Picker />
            <p class="aside">
                { words::start_sample_text() }{ " " }
                <button type="button" class="button plain" onclick={sample}>{ words::start_sample() }</button>
            </p>
            <h2>{ words::drop_bring_title() }</h2>
            <div class="columns">
                { file(words::drop_es003_title(), words::drop_es003_text(), export_steps()) }
                { file(words::drop_broker_title(), words::drop_broker_text(), Html::default()) }
                { file(words::drop_master_title(), words::drop_master_text(), Html::default()) }
            </div>
            <p class="quiet prose-line">{ words::drop_each() }</p>
        </>
    }
}

fn file(title: AttrValue, text: AttrValue, more: Html) -> Html {
    html! {
        <section class="card">
            <h3>{ title }</h3>
            <p><Prose {text} /></p>
            { more }
        </section>
    }
}

fn export_steps() -> Html {
    html! {
        <details>
            <summary>{ words::drop_es003_how() }</summary>
            <ol>
                <li>{ words::drop_es003_step_1() }</li>
                <li>{ words::drop_es003_step_2() }</li>
                <li>{ words::drop_es003_step_3() }</li>
                <li><Prose text={words::drop_es003_step_4()} /></li>
                <li>{ words::drop_es003_step_5() }</li>
            </ol>
        </details>
    }
}
