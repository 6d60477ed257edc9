//! The site that the page is part of, as far as the page is told: a name, a
//! logo, an address, a sentence. `web/boot.js` takes the message in, checks it
//! and keeps it; colours it sets itself.

use gloo_events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use yew::prelude::*;

/// Whose page it is. All blank where the page stands alone.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Host {
    /// The firm's name.
    pub(crate) name: AttrValue,
    /// Its logo, as a `data:` address.
    pub(crate) logo: AttrValue,
    /// Where visitors can write to.
    pub(crate) contact: AttrValue,
    /// A sentence on jurisdiction.
    pub(crate) note: AttrValue,
    /// Whether the page is in another's frame, from which no mail program opens.
    pub(crate) framed: bool,
}

/// Has the host open an empty message to its contact.
pub(crate) fn write() {
    let write = Reflect::get(&js_sys::global(), &"lookbackHost".into())
        .and_then(|host| Reflect::get(&host, &"write".into()))
        .ok()
        .and_then(|write| write.dyn_into::<js_sys::Function>().ok());
    if let Some(write) = write {
        // A host that does not listen is no harm: the text can be copied.
        let _ = write.call0(&JsValue::UNDEFINED);
    }
}

impl Host {
    fn now() -> Self {
        let host = Reflect::get(&js_sys::global(), &"lookbackHost".into()).unwrap_or_default();
        let text = |name: &str| -> AttrValue {
            Reflect::get(&host, &JsValue::from_str(name))
                .ok()
                .and_then(|value| value.as_string())
                .unwrap_or_default()
                .into()
        };
        if host.is_undefined() {
            return Self::default();
        }
        Self {
            name: text("name"),
            logo: text("logo"),
            contact: text("contact"),
            note: text("note"),
            framed: true,
        }
    }
}

/// The host, followed as it makes itself known.
#[hook]
pub(crate) fn use_host() -> Host {
    let host = use_state_eq(Host::now);
    {
        let host = host.clone();
        use_effect_with((), move |()| {
            let late = host.clone();
            let listener = web_sys::window().map(|window| {
                EventListener::new(&window, "lookbackhost", move |_| late.set(Host::now()))
            });
            // It may have spoken between the first look and the listener.
            host.set(Host::now());
            move || drop(listener)
        });
    }
    (*host).clone()
}
