//! The loop that answers.

use std::panic;

use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::archive::Archive;
use super::protocol::{self, Message, Progress, Reply, Request};

/// Milliseconds between two reports of progress: often enough to look alive,
/// seldom enough that the page has nothing to do.
const PAUSE: f64 = 100.0;

/// Listens and answers for as long as the worker lives.
pub(crate) fn serve(scope: DedicatedWorkerGlobalScope) {
    leave_last_words(&scope);
    let mut archive = Archive::default();
    let listener = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            answer(&scope, &mut archive, event.data());
        })
    };
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget(); // it lives as long as the worker
    let _ = post(&scope, &Message::Ready);
}

fn answer(scope: &DedicatedWorkerGlobalScope, archive: &mut Archive, data: JsValue) {
    let Ok((id, request)) = protocol::decode::<(u32, Request)>(data) else {
        return; // not from our page
    };
    let mut last = f64::NEG_INFINITY;
    let mut tell = |progress: Progress| {
        let now = js_sys::Date::now();
        if progress == Progress::Assessing || now - last >= PAUSE {
            last = now;
            let _ = post(scope, &Message::Progress(progress));
        }
    };
    let reply = archive.answer(request, &mut tell);
    if let Err(error) = post(scope, &Message::Reply(id, Box::new(reply))) {
        let reply = Box::new(Reply::Refused(error));
        let _ = post(scope, &Message::Reply(id, reply));
    }
}

/// Sends a message.
///
/// # Errors
///
/// When it has no JavaScript form. A failure to post is one of the browser.
fn post(scope: &DedicatedWorkerGlobalScope, message: &Message) -> Result<(), String> {
    let message = protocol::encode(message)?;
    let _ = scope.post_message(&message);
    Ok(())
}

/// A panic ends the worker, and all that its `error` event says is
/// "unreachable". This tells the page first what it was.
fn leave_last_words(scope: &DedicatedWorkerGlobalScope) {
    let scope = scope.clone();
    panic::set_hook(Box::new(move |info| {
        let _ = post(&scope, &Message::LastWords(info.to_string()));
    }));
}
