//! The page's handle on its worker.
//!
//! The worker is disposable. A request that is under way cannot be interrupted
//! (the worker is busy and hears nothing), so to cancel is to throw the worker
//! away and start another, and a file that kills it costs no more than that.
//! The page keeps the `File`s, which the browser only lends, and can have them
//! read again.
//!
//! It is started before it is needed, where a file is about to be chosen, and goes
//! through the work a step at a time, so that whoever comes meanwhile waits for
//! one step. It is not thrown away for them: a browser lets a worker that is
//! thrown away run on for seconds, and two at once leave nothing for the page.
//!
//! An answer is taken to pieces in one task and acted on in the next.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use customs::Day;
use gloo_events::EventListener;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker};
use yew::Callback;

use super::task::later;
use crate::worker::protocol::{self, Message, Progress, Reply, Request};

#[wasm_bindgen]
extern "C" {
    /// Starts a worker on the same compiled module; see `web/boot.js`.
    #[wasm_bindgen(js_name = lookbackWorker)]
    fn lookback_worker() -> Worker;
}

type Continuation = Box<dyn FnOnce(Outcome)>;

/// How a request ended.
pub(crate) enum Outcome {
    /// With an answer.
    Reply(Reply),
    /// The worker died over it; what it last said, if anything.
    Died(String),
}

/// A worker, replaced when it dies.
#[derive(Clone)]
pub(crate) struct Engine(Rc<RefCell<Inner>>);

struct Inner {
    live: Option<Live>,
    next: u32,
    waiting: BTreeMap<u32, Continuation>,
    on_progress: Callback<Progress>,
}

/// What a worker has been asked so far.
#[derive(Clone, Copy, PartialEq)]
enum Standing {
    /// To make ready, before anyone wanted anything.
    Preparing,
    /// Something that somebody wanted.
    Used,
}

struct Live {
    worker: Worker,
    ready: bool,
    standing: Standing,
    /// What was asked before it listened.
    queue: Vec<JsValue>,
    /// The last words of a panic.
    last_words: String,
    _listeners: [EventListener; 2],
}

impl Engine {
    /// A handle whose worker starts with the first request.
    pub(crate) fn new(on_progress: Callback<Progress>) -> Self {
        Self(Rc::new(RefCell::new(Inner {
            live: None,
            next: 0,
            waiting: BTreeMap::new(),
            on_progress,
        })))
    }

    /// Starts a worker ahead of time and lets it go through the work once.
    pub(crate) fn prepare(&self, as_of: Day) {
        if self.0.borrow().live.is_none() {
            self.go_through(as_of);
        }
    }

    /// The next step of going through the work, and those after it, for as long as
    /// nobody wants anything.
    fn go_through(&self, as_of: Day) {
        let engine = self.clone();
        let request = Request::Prepare { as_of };
        self.send(request, Standing::Preparing, move |outcome| {
            let is_free = |live: &Live| live.standing == Standing::Preparing;
            if matches!(outcome, Outcome::Reply(Reply::Prepared { more: true }))
                && engine.0.borrow().live.as_ref().is_some_and(is_free)
            {
                engine.go_through(as_of);
            }
        });
    }

    /// Asks, and calls back with the outcome. A request that is thrown away by
    /// [`Engine::forget`] is never called back.
    pub(crate) fn ask(&self, request: Request, then: impl FnOnce(Outcome) + 'static) {
        self.send(request, Standing::Used, then);
    }

    /// Sends a request to the worker, which starts with it if there is none.
    fn send(&self, request: Request, standing: Standing, then: impl FnOnce(Outcome) + 'static) {
        let mut inner = self.0.borrow_mut();
        inner.next += 1;
        let id = inner.next;
        let message = match protocol::encode(&(id, request)) {
            Ok(message) => message,
            Err(error) => {
                drop(inner);
                then(Outcome::Died(error));
                return;
            }
        };
        inner.waiting.insert(id, Box::new(then));
        let live = inner.live.get_or_insert_with(|| self.start());
        live.standing = standing;
        if live.ready {
            // Only a value that cannot be copied is refused; ours all can.
            let _ = live.worker.post_message(&message);
        } else {
            live.queue.push(message);
        }
    }

    /// Throws the worker away with everything it holds and all that was asked.
    /// One that holds nothing is kept.
    pub(crate) fn forget(&self) {
        let mut inner = self.0.borrow_mut();
        inner.waiting.clear();
        let is_spent = |live: &mut Live| live.standing == Standing::Used;
        if let Some(live) = inner.live.take_if(is_spent) {
            live.worker.terminate();
        }
    }

    fn start(&self) -> Live {
        let worker = lookback_worker();
        let on_message = {
            let engine = self.clone();
            EventListener::new(&worker, "message", move |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    engine.hear(event.data());
                }
            })
        };
        let on_error = {
            let engine = self.clone();
            EventListener::new_with_options(
                &worker,
                "error",
                gloo_events::EventListenerOptions::enable_prevent_default(),
                move |event| {
                    event.prevent_default();
                    let text = event
                        .dyn_ref::<ErrorEvent>()
                        .map(ErrorEvent::message)
                        .unwrap_or_default();
                    engine.bury(text);
                },
            )
        };
        Live {
            worker,
            ready: false,
            standing: Standing::Preparing,
            queue: Vec::new(),
            last_words: String::new(),
            _listeners: [on_message, on_error],
        }
    }

    fn hear(&self, data: JsValue) {
        match protocol::decode::<Message>(data) {
            Ok(Message::Ready) => self.flush(),
            Ok(Message::Progress(progress)) => {
                let callback = self.0.borrow().on_progress.clone();
                callback.emit(progress);
            }
            Ok(Message::LastWords(words)) => {
                if let Some(live) = &mut self.0.borrow_mut().live {
                    live.last_words = words;
                }
            }
            Ok(Message::Reply(id, reply)) => {
                let engine = self.clone();
                later(move || engine.answered(id, *reply));
            }
            Err(error) => self.bury(error),
        }
    }

    /// Calls back whoever still waits for this answer.
    fn answered(&self, id: u32, reply: Reply) {
        let then = self.0.borrow_mut().waiting.remove(&id);
        if let Some(then) = then {
            then(Outcome::Reply(reply));
        }
    }

    fn flush(&self) {
        if let Some(live) = &mut self.0.borrow_mut().live {
            live.ready = true;
            for message in live.queue.drain(..) {
                let _ = live.worker.post_message(&message);
            }
        }
    }

    /// The worker is dead: tells everyone who waits. The next request starts
    /// another.
    fn bury(&self, error: String) {
        let (live, waiting) = {
            let mut inner = self.0.borrow_mut();
            (inner.live.take(), std::mem::take(&mut inner.waiting))
        };
        let mut words = error;
        if let Some(live) = live {
            live.worker.terminate();
            if !live.last_words.is_empty() {
                words = live.last_words;
            }
        }
        for (_, then) in waiting {
            then(Outcome::Died(words.clone()));
        }
    }
}

impl PartialEq for Engine {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
