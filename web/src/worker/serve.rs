//! The loop that answers.

use std::panic;

use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::protocol::{self, Message, Reply, Request};

/// Listens and answers for as long as the worker lives.
pub(crate) fn serve(scope: DedicatedWorkerGlobalScope) {
    leave_last_words(&scope);
    let listener = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Ok((id, request)) = protocol::decode::<(u32, Request)>(event.data()) {
                let reply = Box::new(answer(request));
                post(&scope, &Message::Reply(id, reply));
            }
        })
    };
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    listener.forget(); // it lives as long as the worker
    post(&scope, &Message::Ready);
}

fn answer(request: Request) -> Reply {
    match request {
        Request::Ping => Reply::Refused(String::new()),
    }
}

/// A failure to post is a failure of the browser; the page hears of a worker
/// that says nothing as of one that died.
fn post(scope: &DedicatedWorkerGlobalScope, message: &Message) {
    if let Ok(message) = protocol::encode(message) {
        let _ = scope.post_message(&message);
    }
}

/// A panic ends the worker, and all that its `error` event says is
/// "unreachable". This tells the page first what it was.
fn leave_last_words(scope: &DedicatedWorkerGlobalScope) {
    let scope = scope.clone();
    panic::set_hook(Box::new(move |info| {
        post(&scope, &Message::LastWords(info.to_string()));
    }));
}
