//! What is going on, with real progress, a way to stop it, and what to do when
//! it failed.

use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::state::{Failure, Phase};
use crate::words;
use crate::worker::protocol::Progress;

/// The state of the work.
#[component]
pub(crate) fn Working() -> Html {
    let desk = use_desk();
    let state = &desk.state;
    match &state.phase {
        Phase::MakingSample => bar(None, words::working_sample(), None),
        Phase::Working(None) => bar(None, words::working_start(), Some(cancel(&desk))),
        Phase::Working(Some(Progress::Assessing)) => {
            bar(None, words::working_assess(), Some(cancel(&desk)))
        }
        Phase::Working(Some(Progress::Reading {
            file,
            bytes,
            of,
            rows,
        })) => {
            let count = state.readable().count();
            let name = state
                .readable()
                .nth(*file)
                .map(|(upload, _)| upload.name.to_string())
                .unwrap_or_default();
            let share = if *of == 0 {
                0.0
            } else {
                *bytes as f64 / *of as f64
            };
            html! {
                <>
                    { bar(Some(share), words::working_file(file + 1, count, name), Some(cancel(&desk))) }
                    <p class="quiet" aria-hidden="true">
                        { words::working_so_far(
                            format!("{:.0}", share * 100.0),
                            words::rows(*rows),
                        ) }
                    </p>
                </>
            }
        }
        Phase::Failed(failure) => {
            let again = {
                let desk = desk.clone();
                Callback::from(move |_: MouseEvent| desk.start())
            };
            html! { <Failed failure={failure.clone()} {again} /> }
        }
        Phase::Idle if state.looking() => bar(None, words::working_look(), None),
        Phase::Idle => Html::default(),
    }
}

/// A bar with what it is about. The text is what a screen reader hears, and it
/// changes with the step, not with every percent.
fn bar(share: Option<f64>, text: AttrValue, cancel: Option<Html>) -> Html {
    let value = share.map(|share| format!("{share:.3}"));
    html! {
        <div class="working">
            <p role="status" id="working">{ text }</p>
            <div class="working-row">
                if let Some(value) = value {
                    <progress aria-labelledby="working" max="1" {value} />
                } else {
                    <progress aria-labelledby="working" />
                }
                { cancel.unwrap_or_default() }
            </div>
        </div>
    }
}

fn cancel(desk: &crate::page::desk::Desk) -> Html {
    let desk = desk.clone();
    let stop = Callback::from(move |_: MouseEvent| desk.cancel());
    html! { <button type="button" class="button plain" onclick={stop}>{ words::working_stop() }</button> }
}

#[derive(Properties, PartialEq)]
pub(crate) struct FailedProps {
    pub(crate) failure: Failure,
    /// Tries again.
    pub(crate) again: Callback<MouseEvent>,
}

/// Why it failed, in words, and what to do.
#[component]
pub(crate) fn Failed(props: &FailedProps) -> Html {
    html! {
        <div class="notice" role="alert">
            { match &props.failure {
                Failure::Refused(why) => html! { <p>{ why.clone() }</p> },
                Failure::Died(last) => html! {
                    <>
                        <p><strong>{ words::died_title() }</strong></p>
                        <p>{ words::died_text() }</p>
                        if !last.is_empty() {
                            <details>
                                <summary>{ words::died_detail() }</summary>
                                <pre>{ last.clone() }</pre>
                            </details>
                        }
                    </>
                },
            } }
            <p>
                <button type="button" class="button plain" onclick={props.again.clone()}>
                    { words::try_again() }
                </button>
            </p>
        </div>
    }
}
