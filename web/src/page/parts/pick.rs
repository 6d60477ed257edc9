//! A list to choose one thing from, with its label.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

/// The options of a list: the value, and how it is shown.
pub(crate) type Options = Vec<(AttrValue, AttrValue)>;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) label: AttrValue,
    pub(crate) options: Options,
    /// The value chosen now.
    pub(crate) value: AttrValue,
    /// Hears of another choice.
    pub(crate) choose: Callback<AttrValue>,
}

/// The list.
#[component]
pub(crate) fn Pick(props: &Props) -> Html {
    let choose = props.choose.clone();
    let change = Callback::from(move |event: Event| {
        if let Some(select) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok())
        {
            choose.emit(select.value().into());
        }
    });
    html! {
        <label>
            { props.label.clone() }
            <select onchange={change}>
                { for props.options.iter().map(|(value, shown)| html! {
                    <option value={value.clone()} selected={*value == props.value}>{ shown.clone() }</option>
                }) }
            </select>
        </label>
    }
}
