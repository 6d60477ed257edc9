//! What the columns of a file mean, kept as a small file and used again.

use intake::{Inspection, SavedMapping};
use wasm_bindgen::prelude::*;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::page::download;
use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) inspection: Inspection,
    /// Gets the corrected one.
    pub(crate) on_correct: Callback<Inspection>,
}

/// The two buttons.
#[component]
pub(crate) fn Keep(props: &Props) -> Html {
    let said = use_state_eq(AttrValue::default);
    let input = use_node_ref();
    let keep = {
        let inspection = props.inspection.clone();
        Callback::from(move |_: MouseEvent| {
            let text = inspection
                .mapping()
                .and_then(|mapping| serde_json::to_string_pretty(&mapping).ok());
            if let Some(text) = text {
                download::join(&format!("{}.columns.json", inspection.name), &[text.into()]);
            }
        })
    };
    let press = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let apply = {
        let (inspection, on_correct) = (props.inspection.clone(), props.on_correct.clone());
        let said = said.clone();
        Callback::from(move |text: String| {
            let Ok(saved) = serde_json::from_str::<SavedMapping>(&text) else {
                said.set(words::mapping_not_kept());
                return;
            };
            let mut next = inspection.clone();
            let applied = next.apply(&saved);
            said.set(words::mapping_applied(applied.columns as u64));
            on_correct.emit(next);
        })
    };
    let change = Callback::from(move |event: Event| {
        if let Some(input) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        {
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                read(&file, apply.clone());
            }
            // So that the same file can be chosen again.
            input.set_value("");
        }
    });
    html! {
        <div class="keep-mapping">
            <p class="quiet prose-line">{ words::mapping_keep_text() }</p>
            <p class="actions">
                <button type="button" class="button plain" onclick={keep}>{ words::mapping_keep() }</button>
                <button type="button" class="button plain" onclick={press}>{ words::mapping_apply() }</button>
                <input ref={input} type="file" accept=".json" hidden=true tabindex="-1" onchange={change} />
            </p>
            <p role="status">{ (*said).clone() }</p>
        </div>
    }
}

/// Reads a few kilobytes here, without the worker. A file that cannot be read
/// leaves everything as it was.
fn read(file: &web_sys::File, then: Callback<String>) {
    let take = Closure::once_into_js(move |text: JsValue| {
        if let Some(text) = text.as_string() {
            then.emit(text);
        }
    });
    let promise = file.text();
    let call = js_sys::Reflect::get(&promise, &"then".into())
        .ok()
        .and_then(|then| then.dyn_into::<js_sys::Function>().ok());
    if let Some(call) = call {
        let _ = call.call1(&promise, &take);
    }
}
