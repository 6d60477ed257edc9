//! Files made in memory. They go to the page as handles, never as copies.

use web_sys::{File, FilePropertyBag};

use super::protocol::Handed;

/// A file with this name and these bytes; what kind it is, its name says.
///
/// # Errors
///
/// When the browser makes none, for want of memory; in words.
pub(super) fn file(name: &str, bytes: &[u8]) -> Result<Handed, String> {
    let kind = match name.rsplit('.').next() {
        Some("csv") => "text/csv",
        Some("json") => "application/json",
        Some("ics") => "text/calendar",
        _ => "application/octet-stream",
    };
    let options = FilePropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    File::new_with_blob_sequence_and_options(&parts, name, &options)
        .map(|file| Handed { file })
        .map_err(|_| format!("{name} could not be made."))
}
