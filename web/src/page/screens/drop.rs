//! Bring your files: a drop zone that is a file button too.

use yew::prelude::*;

use crate::words;

/// The screen that takes files.
#[component]
pub(crate) fn Drop() -> Html {
    html! {
        <>
            <h1 tabindex="-1">{ words::drop_title() }</h1>
            <p class="lead">{ words::drop_lead() }</p>
            <h2>{ words::drop_bring_title() }</h2>
            <div class="columns">
                <section class="card">
                    <h3>{ words::drop_es003_title() }</h3>
                    <p>{ words::drop_es003_text() }</p>
                    <details>
                        <summary>{ words::drop_es003_how() }</summary>
                        <ol>
                            <li>{ words::drop_es003_step_1() }</li>
                            <li>{ words::drop_es003_step_2() }</li>
                            <li>{ words::drop_es003_step_3() }</li>
                            <li>{ words::drop_es003_step_4() }</li>
                            <li>{ words::drop_es003_step_5() }</li>
                        </ol>
                    </details>
                </section>
                <section class="card">
                    <h3>{ words::drop_broker_title() }</h3>
                    <p>{ words::drop_broker_text() }</p>
                </section>
                <section class="card">
                    <h3>{ words::drop_master_title() }</h3>
                    <p>{ words::drop_master_text() }</p>
                </section>
            </div>
            <p class="quiet">{ words::drop_each() }</p>
        </>
    }
}
