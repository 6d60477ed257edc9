//! Files that the visitor saves: made in memory, handed to the browser.

use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Hands a file to the browser, which saves it or asks where to. `false` when
/// the browser will not.
pub(crate) fn save(name: &str, kind: &str, parts: &[wasm_bindgen::JsValue]) -> bool {
    offer(name, kind, parts).is_some()
}

fn offer(name: &str, kind: &str, parts: &[wasm_bindgen::JsValue]) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts: js_sys::Array = parts.iter().collect();
    let blob = Blob::new_with_blob_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = web_sys::window()?
        .document()?
        .create_element("a")
        .ok()?
        .dyn_into()
        .ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The click has taken the blob; the address need not live on.
    Url::revoke_object_url(&address).ok()
}
