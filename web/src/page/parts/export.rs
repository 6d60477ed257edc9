//! A button that has the worker make a file, and saves it.

use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::download;
use crate::page::state::Failure;
use crate::words;
use crate::worker::protocol::{self, Reply, Request};

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) form: protocol::Export,
    pub(crate) label: AttrValue,
    /// One of several: less prominent.
    #[prop_or_default]
    pub(crate) plain: bool,
}

/// The button. While the file is made it says so and cannot be pressed.
#[component]
pub(crate) fn Export(props: &Props) -> Html {
    let desk = use_desk();
    let busy = use_state_eq(|| false);
    let failure = use_state_eq(|| None::<Failure>);
    let name = use_state_eq(|| None::<AttrValue>);
    let press = {
        let (busy, failure, form) = (busy.clone(), failure.clone(), props.form);
        let name = name.clone();
        Callback::from(move |_: MouseEvent| {
            busy.set(true);
            let (busy, failure, name) = (busy.clone(), failure.clone(), name.clone());
            desk.ask(Request::Export(form), move |outcome| {
                busy.set(false);
                match outcome {
                    Ok(Reply::Made(handed)) => {
                        let saved = download::save(&handed.file);
                        name.set(saved.map(|()| words::handed_over(handed.file.name())));
                        failure.set(None);
                    }
                    Ok(_) => {}
                    Err(error) => failure.set(Some(error)),
                }
            });
        })
    };
    let label = if *busy {
        words::export_busy()
    } else {
        props.label.clone()
    };
    html! {
        <>
            <button
                type="button"
                class={classes!("button", props.plain.then_some("plain"))}
                aria-busy={busy.to_string()}
                onclick={press}
            >{ label }</button>
            <p class="quiet small handed" role="status">{ name.as_ref().cloned().unwrap_or_default() }</p>
            if let Some(failure) = &*failure {
                <p role="alert">
                    { match failure {
                        Failure::Refused(why) => why.clone(),
                        Failure::Died(_) => words::died_title(),
                    } }
                </p>
            }
        </>
    }
}
