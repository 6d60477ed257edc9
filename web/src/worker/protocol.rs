//! What the page and its worker say to each other.
//!
//! Both ends are one program, so the messages are plain enums, written to
//! JavaScript values that the browser copies from one to the other. A `File`
//! goes along as itself: the browser passes a handle, not the bytes.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

/// What the page asks.
#[derive(Serialize, Deserialize)]
pub(crate) enum Request {
    /// Nothing yet.
    Ping,
}

/// What the worker answers.
#[derive(Serialize, Deserialize)]
pub(crate) enum Reply {
    /// It cannot be done; why, in words for the visitor.
    Refused(String),
}

/// What the worker sends.
#[derive(Serialize, Deserialize)]
pub(crate) enum Message {
    /// It listens.
    Ready,
    /// It is getting on.
    Progress(Progress),
    /// The answer to a request.
    Reply(u32, Box<Reply>),
    /// What a panic says before the worker dies of it.
    LastWords(String),
}

/// How far the work under way has come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Progress {
    /// Which of the files, from 0.
    pub(crate) file: u32,
    /// Bytes read of it.
    pub(crate) bytes: u64,
    /// Rows read of it.
    pub(crate) rows: u64,
}

/// As a JavaScript value. Numbers past what JavaScript's own hold become big
/// integers, so that no amount of money is refused or rounded.
///
/// # Errors
///
/// When a value has no JavaScript form; none of ours is so.
pub(crate) fn encode<T: Serialize>(value: &T) -> Result<JsValue, String> {
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_large_number_types_as_bigints(true);
    value
        .serialize(&serializer)
        .map_err(|error| error.to_string())
}

/// From a JavaScript value.
///
/// # Errors
///
/// When it is not what the other end writes.
pub(crate) fn decode<T: DeserializeOwned>(value: JsValue) -> Result<T, String> {
    serde_wasm_bindgen::from_value(value).map_err(|error| error.to_string())
}
