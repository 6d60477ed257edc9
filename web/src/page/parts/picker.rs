//! A place to drop files that is a file button too.

use wasm_bindgen::JsCast;
use web_sys::{DragEvent, File, FileList, HtmlInputElement};
use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::words;

/// What the button offers first; anything may be chosen.
const KINDS: &str = ".csv,.tsv,.txt,.xlsx,.xlsm,.xls,.xlsb,.ods,.zip,.json,.lookback";

/// The drop zone.
#[component]
pub(crate) fn Picker() -> Html {
    let desk = use_desk();
    let over = use_state_eq(|| false);
    let input = use_node_ref();
    let drop = {
        let (desk, over) = (desk.clone(), over.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            let files = event.data_transfer().and_then(|data| data.files());
            desk.choose(list(files));
        })
    };
    let hover = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(true);
        })
    };
    let leave = {
        let over = over.clone();
        Callback::from(move |_: DragEvent| over.set(false))
    };
    let change = {
        let desk = desk.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlInputElement>().ok())
            {
                desk.choose(list(input.files()));
                // So that the same file can be chosen again.
                input.set_value("");
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
    html! {
        <div
            class={classes!("drop-zone", over.then_some("over"))}
            ondragenter={hover.clone()}
            ondragover={hover}
            ondragleave={leave}
            ondrop={drop}
        >
            <p class="drop-title">{ words::drop_here() }</p>
            <p class="quiet">{ words::drop_or() }</p>
            <button type="button" class="button" onclick={press}>{ words::drop_choose() }</button>
            <input ref={input} type="file" multiple=true accept={KINDS} hidden=true tabindex="-1" onchange={change} />
            <p class="quiet small">{ words::drop_kinds() }</p>
        </div>
    }
}

fn list(files: Option<FileList>) -> Vec<File> {
    files.map_or_else(Vec::new, |files| {
        (0..files.length()).filter_map(|at| files.get(at)).collect()
    })
}
