//! One file a screen.

pub(crate) mod counsel;
pub(crate) mod drop;
pub(crate) mod privacy;
pub(crate) mod start;
