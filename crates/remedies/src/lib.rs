//! What to do: which routes are open for which entries, and until when.
//!
//! The decision tables are the pack's. This crate finds out where each entry
//! stands on the assessment's day, asks the tables which routes fit, and
//! computes each limit from the entry's own dates. It recommends nothing: a
//! route is something to discuss, and where counsel comes first it says so.
//!
//! | module | holds |
//! |---|---|
//! | [`standing`] | where an entry stands on a day |
//! | [`deadline`] | the limits that run, from the entry's own dates |
//! | [`routes`] | per finding: the routes, with their entries and limits |
//! | [`rulings`] | per finding: ruling, internal advice, or neither |

pub mod deadline;
pub mod routes;
pub mod rulings;
pub mod standing;

pub use deadline::Deadline;
pub use routes::{FindingRoutes, RouteGroup, finding};
