//! Work that goes on in a task of its own.
//!
//! What runs in one task holds the page's thread until it is done, and on a busy
//! machine that is several times what it computes for. Long work is done a part at
//! a time, and between two parts the browser draws, scrolls and hears the visitor.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Goes on with this when the task under way is over and what came before it is
/// done.
pub(crate) fn later(then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let call = Closure::once_into_js(then);
        // Refused is only what cannot be called.
        let _ = window.set_timeout_with_callback(call.unchecked_ref());
    }
}
