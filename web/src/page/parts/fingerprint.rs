//! The SHA-256 of the page's own file, as the browser received it.
//!
//! `web/boot.js` works it out from the document; `xtask/src/written.rs` says
//! why that gives the file's number. A visitor compares it with the published
//! one, and is told what such a number is worth that a page shows of itself.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

use crate::words;

#[wasm_bindgen]
extern "C" {
    /// Promises the SHA-256 in hexadecimal; see `web/boot.js`.
    #[wasm_bindgen(js_name = lookbackFingerprint, catch)]
    fn fingerprint() -> Result<Promise, JsValue>;
}

#[derive(Clone, PartialEq)]
enum Number {
    UnderWay,
    /// The browser computes none.
    None,
    Is(String),
}

/// The number, and how to compare it.
#[component]
pub(crate) fn Fingerprint() -> Html {
    let number = use_state(|| Number::UnderWay);
    {
        let number = number.clone();
        use_effect_with((), move |()| ask(number));
    }
    let shown = match &*number {
        Number::UnderWay => html! { <p aria-busy="true">{ words::fingerprint_under_way() }</p> },
        Number::None => html! { <p>{ words::fingerprint_none() }</p> },
        Number::Is(number) => html! {
            <>
                <p>{ words::fingerprint_is() }<br /><code>{ number.clone() }</code></p>
                <p>{ words::fingerprint_compare() }</p>
            </>
        },
    };
    html! {
        <div id="fingerprint" aria-live="polite">
            { shown }
            <p>{ words::fingerprint_worth() }</p>
        </div>
    }
}

fn ask(number: UseStateHandle<Number>) {
    let Ok(promise) = fingerprint() else {
        number.set(Number::None);
        return;
    };
    let failed = number.clone();
    let done = Closure::once(move |value: JsValue| {
        number.set(value.as_string().map_or(Number::None, Number::Is));
    });
    let failed = Closure::once(move |_: JsValue| failed.set(Number::None));
    let _ = promise.then2(&done, &failed);
    // One of them is called, once, or the page is gone.
    done.forget();
    failed.forget();
}
