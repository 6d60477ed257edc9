//! What no file holds and the penalty's cap rests on: the goods' US price.

use std::rc::Rc;

use customs::Cents;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::parts::glosses::Glosses;
use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The finding; all findings together where absent.
    #[prop_or_default]
    pub(crate) finding: Option<AttrValue>,
}

/// A field for the domestic value of the goods.
#[component]
pub(crate) fn DomesticValue(props: &Props) -> Html {
    let desk = use_desk();
    let wrong = use_state_eq(|| false);
    let entered = &desk.state.entered;
    let now = match &props.finding {
        Some(id) => entered.domestic.get(id.as_str()).copied(),
        None => entered.domestic_total,
    };
    let change = {
        let (desk, wrong, finding) = (desk.clone(), wrong.clone(), props.finding.clone());
        Callback::from(move |event: Event| {
            let Some(input) = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlInputElement>().ok())
            else {
                return;
            };
            let Ok(value) = Cents::parse(&input.value()) else {
                wrong.set(true);
                return;
            };
            wrong.set(false);
            let mut entered = (*desk.state.entered).clone();
            match (&finding, value) {
                (None, value) => entered.domestic_total = value,
                (Some(id), Some(value)) => {
                    entered.domestic.insert(id.to_string(), value);
                }
                (Some(id), None) => {
                    entered.domestic.remove(id.as_str());
                }
            }
            desk.enter(Rc::new(entered));
        })
    };
    html! {
        <div class="question no-print">
            <label>
                <span>{ words::domestic_label() }</span>
                <input
                    type="text"
                    inputmode="decimal"
                    aria-invalid={wrong.then_some("true")}
                    value={now.map(|amount| amount.to_string())}
                    onchange={change}
                />
            </label>
            <p class="quiet small">
                { words::domestic_text() }{ " " }<Glosses text={words::domestic_label()} />
            </p>
            if *wrong { <p role="alert">{ words::domestic_wrong() }</p> }
        </div>
    }
}
