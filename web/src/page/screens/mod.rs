//! One file a screen.

pub(crate) mod counsel;
pub(crate) mod drop;
pub(crate) mod file_grid;
pub(crate) mod finding;
pub(crate) mod not_found;
pub(crate) mod papers;
pub(crate) mod privacy;
pub(crate) mod questions;
pub(crate) mod read;
pub(crate) mod readiness;
pub(crate) mod results;
pub(crate) mod rulebook;
pub(crate) mod start;
pub(crate) mod take_away;
pub(crate) mod urgent;
