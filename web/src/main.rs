//! Placeholder front end: proves that one Wasm module is both page and worker.

use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Starts a worker on the same compiled module; see `web/boot.js`.
    #[wasm_bindgen(js_name = lookbackWorker)]
    fn lookback_worker() -> web_sys::Worker;
}

#[component]
fn App() -> Html {
    let state = use_state(|| "starting the worker");
    {
        let state = state.clone();
        use_effect_with((), move |()| {
            let worker = lookback_worker();
            let on_message = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(
                move |event: web_sys::MessageEvent| {
                    if event.data().as_string().as_deref() == Some("ready") {
                        state.set("worker ready");
                    }
                },
            );
            worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
            on_message.forget();
        });
    }
    html! {
        <main>
            <h1>{ "Lookback" }</h1>
            <p id="worker-state" role="status">{ *state }</p>
        </main>
    }
}

fn main() {
    match js_sys::global().dyn_into::<web_sys::DedicatedWorkerGlobalScope>() {
        Ok(scope) => {
            // A failure here is a failure of the browser; the page notices that
            // no ready message comes.
            let _ = scope.post_message(&JsValue::from_str("ready"));
        }
        Err(_) => {
            if let Some(root) = root_element() {
                yew::Renderer::<App>::with_root(root).render();
            }
        }
    }
}

fn root_element() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id("app")
}
