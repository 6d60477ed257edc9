//! Files that the visitor saves: made in memory, handed to the browser.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File, FilePropertyBag, HtmlAnchorElement, Url};

/// Hands parts to the browser as one file, which it saves or asks where to.
/// `None` when the browser will not.
pub(crate) fn join(name: &str, parts: &[JsValue]) -> Option<()> {
    let parts: js_sys::Array = parts.iter().collect();
    let file =
        File::new_with_blob_sequence_and_options(&parts, name, &FilePropertyBag::new()).ok()?;
    save(&file)
}

/// Hands a file to the browser.
pub(crate) fn save(file: &File) -> Option<()> {
    let blob: &Blob = file;
    let address = Url::create_object_url_with_blob(blob).ok()?;
    let link: HtmlAnchorElement = web_sys::window()?
        .document()?
        .create_element("a")
        .ok()?
        .dyn_into()
        .ok()?;
    link.set_href(&address);
    link.set_download(&file.name());
    link.click();
    // The click has taken the blob; the address need not live on.
    Url::revoke_object_url(&address).ok()
}
