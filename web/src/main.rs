//! The front end: one Wasm module that is both the page and its worker.
//!
//! | module | holds |
//! |---|---|
//! | [`page`] | what the visitor sees |
//! | [`words`] | every sentence that the page itself says |
//! | [`worker`] | what reads the files and holds every row |
//!
//! `web/boot.js` compiles the module once and runs it in both places; which of
//! the two it is in, it sees from the global scope.

mod page;
mod words;
mod worker;

use wasm_bindgen::JsCast;
use web_sys::DedicatedWorkerGlobalScope;

fn main() {
    match js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() {
        Ok(scope) => worker::serve::serve(scope),
        Err(_) => {
            let root = web_sys::window()
                .and_then(|window| window.document())
                .and_then(|document| document.get_element_by_id("app"));
            if let Some(root) = root {
                words::set_locale(&page::hash());
                yew::Renderer::<page::App>::with_root(root).render();
            }
        }
    }
}
