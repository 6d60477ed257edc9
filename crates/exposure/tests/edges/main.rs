//! The project's own cases at the edges.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod amounts;
#[path = "../common/mod.rs"]
mod common;
mod fees;
mod interest;
mod limits;
mod rates;
