//! What to do: which routes are open for which entries, until when, and the
//! working papers for it.
//!
//! The decision tables are the pack's. This crate finds out where each entry
//! stands on the assessment's day, asks the tables which routes fit, and
//! computes each limit from the entry's own dates. It recommends nothing: a
//! route is something to discuss, and where counsel comes first it says so.
//!
//! | module | holds |
//! |---|---|
//! | [`ground`] | what all this is read from |
//! | [`settings`] | findings by their trigger |
//! | [`standing`] | where an entry stands on a day |
//! | [`deadline`] | the limits that run, from the entry's own dates |
//! | `fitting` | the routes that fit an entry and the limits that they bring |
//! | [`routes`] | the routes: per finding, per entry, by what expires first |
//! | [`rulings`] | ruling, internal advice, or neither |
//! | [`urgent`] | the one message that overrides everything |
//! | [`calendar`] | the limits as a calendar file |
//! | [`paper`] | a working paper |
//! | [`words`] | the words of papers and calendar |
//! | [`disclosure`] | working paper: what a disclosure is asked to contain |
//! | [`ruling_request`] | working paper: what a ruling request is asked to contain |
//! | [`files`] | the compliance file of each product |
//! | [`readiness`] | the course of an audit, and what it asks for |

pub mod calendar;
pub mod deadline;
pub mod disclosure;
pub mod files;
mod fitting;
mod goods;
pub mod ground;
pub mod paper;
pub mod readiness;
pub mod routes;
pub mod ruling_request;
pub mod rulings;
pub mod settings;
pub mod standing;
pub mod urgent;

pub use deadline::Deadline;
pub use disclosure::Disclosure;
pub use files::Files;
pub use ground::{Entries, Ground};
pub use paper::Paper;
pub use readiness::Readiness;
pub use routes::{EntryRoutes, FindingRoutes, RouteGroup, Routes, RunningLimit};
pub use rulebook::papers as words;
pub use ruling_request::RulingRequest;
pub use rulings::RulingAdvice;
pub use urgent::UrgentPath;
