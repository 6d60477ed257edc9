//! "Try to leak": the page tries every way out in front of the visitor.
//!
//! The attempts are in `web/probes.js`; the project's tests run the same ones
//! against a listener.

use js_sys::Promise;
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

use crate::words;

/// A name that cannot exist (RFC 2606), so that nothing arrives anywhere even
/// in a browser that would let it out.
const NOBODY: &str = "https://lookback.invalid/";

#[wasm_bindgen]
extern "C" {
    /// Tries every way out; see `web/probes.js`.
    #[wasm_bindgen(js_name = lookbackTryToLeak, catch)]
    fn try_to_leak(address: &str) -> Result<Promise, JsValue>;
}

/// What became of one attempt.
#[derive(Clone, PartialEq, Deserialize)]
struct Attempt {
    r#where: String,
    way: String,
    outcome: String,
    detail: String,
}

impl Attempt {
    /// Whether the page can say for certain that it went nowhere.
    fn stopped(&self) -> bool {
        matches!(self.outcome.as_str(), "absent" | "policy" | "refused")
    }
}

/// The way of which not even a listener would hear.
const LOOK_UP: &str = "look-up of a name";

#[derive(Clone, PartialEq)]
enum Trial {
    NotYet,
    UnderWay,
    Failed,
    Done(Vec<Attempt>),
}

/// The button and, once pressed, what became of each attempt.
#[component]
pub(crate) fn Leak() -> Html {
    let trial = use_state(|| Trial::NotYet);
    let start = {
        let trial = trial.clone();
        Callback::from(move |_: MouseEvent| {
            trial.set(Trial::UnderWay);
            let Ok(promise) = try_to_leak(NOBODY) else {
                trial.set(Trial::Failed);
                return;
            };
            let trial = trial.clone();
            let done = Closure::once(move |value: JsValue| {
                trial.set(serde_wasm_bindgen::from_value(value).map_or(Trial::Failed, Trial::Done));
            });
            let _ = promise.then(&done);
            // Called once, or the page is gone.
            done.forget();
        })
    };
    let outcome = match &*trial {
        Trial::NotYet => html! {},
        Trial::UnderWay => html! { <p aria-busy="true">{ words::leak_trying() }</p> },
        Trial::Failed => html! { <p>{ words::leak_failed() }</p> },
        Trial::Done(attempts) => table(attempts),
    };
    html! {
        <section aria-labelledby="leak">
            <h2 id="leak">{ words::leak_title() }</h2>
            <p>{ words::leak_about() }</p>
            <p>
                <button type="button" onclick={start} disabled={*trial == Trial::UnderWay}>
                    { words::leak_try() }
                </button>
            </p>
            <div aria-live="polite">{ outcome }</div>
        </section>
    }
}

fn table(attempts: &[Attempt]) -> Html {
    let open = attempts.iter().filter(|one| !one.stopped()).count();
    html! {
        <>
            <p><strong>
                { words::leak_sum(attempts.len(), attempts.len().saturating_sub(open), open) }
            </strong></p>
            <div class="scroll" tabindex="0" role="group" aria-label={words::leak_title()}>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{ words::leak_from() }</th>
                            <th scope="col">{ words::leak_way() }</th>
                            <th scope="col">{ words::leak_outcome() }</th>
                        </tr>
                    </thead>
                    <tbody>{ for attempts.iter().map(row) }</tbody>
                </table>
            </div>
        </>
    }
}

fn row(attempt: &Attempt) -> Html {
    let from = if attempt.r#where == "worker" {
        words::leak_from_worker()
    } else {
        words::leak_from_page()
    };
    let outcome = match attempt.outcome.as_str() {
        "absent" => words::leak_absent(),
        "policy" => words::leak_policy(&attempt.detail),
        "refused" => words::leak_refused(&attempt.detail),
        "failed" => words::leak_failed_later(&attempt.detail),
        _ if attempt.way == LOOK_UP => words::leak_look_up(),
        _ => words::leak_ran(),
    };
    html! {
        <tr>
            <td>{ from }</td>
            <td lang="en">{ attempt.way.clone() }</td>
            <td>{ outcome }</td>
        </tr>
    }
}
