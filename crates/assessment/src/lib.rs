//! Ties the steps into one call for every host.
//!
//! A host (the worker, the terminal) opens a [`Session`], lets it inspect and
//! read files, and asks for the [`Assessment`]. The session keeps the entry
//! lines, so that evidence can be shown window by window.
//!
//! | module | holds |
//! |---|---|
//! | [`accounting`] | every row of every table accounted for |
//! | [`session`] | the call sequence: inspect, read, assess, rows |
//! | [`model`] | the assessment as a value |
//! | [`given`] | what the visitor gave beside the files |
//! | [`papers`] | workings, worksheets, calendar, register on demand |
//! | [`saved`] | a session on the visitor's own disk |
//! | [`container`] | such a session with the files inside, as the page saves it |
//! | [`evidence`] | entry lines as rows to show |
//! | [`wording`] | the pack's words beside each result |

pub mod accounting;
pub mod container;
pub mod evidence;
pub mod given;
pub mod model;
pub mod papers;
mod references;
pub mod saved;
pub mod session;
mod tariff;
pub mod wording;

pub use given::Given;
pub use model::Assessment;
pub use papers::Papers;
pub use saved::Saved;
pub use session::{Loaded, Session};
