//! The shared trigger-detection core.
//!
//! A trigger reads the [`Profile`](profile::Profile) of all entry lines and
//! says what an auditor would ask about. It never says that something is
//! wrong: it shows what the record contains, runs the innocent explanations
//! first, and hands over the rows.
//!
//! | module | holds |
//! |---|---|
//! | [`catalogue`] | one file a trigger, and the list of them |
//! | [`context`] | what a trigger reads |
//! | [`draft`] | findings in the making |
//! | [`finding`] | what a trigger says |
//! | [`mod@fold`] | what is left of findings beyond the largest |
//! | [`gather`] | findings on their way to an outcome |
//! | [`grade`] | shares become grades |
//! | [`numbers`] | tariff numbers set against each other |
//! | [`picture`] | the picture that makes the point at a glance |
//! | [`score`] | grades become category severities and a total |
//! | [`series`] | the numbers of one product over time |
//! | [`stats`] | robust statistics that more of the same cannot move |
//! | [`trigger`] | a trigger of the catalogue, and how all of them are run |
//!
//! **A new trigger** is a file in `catalogue/` and a record in the rule pack;
//! `cargo xtask trigger` makes both and the list in `catalogue/mod.rs`.

pub mod alike;
pub mod catalogue;
pub mod cells;
pub mod context;
pub mod draft;
pub mod factors;
pub mod finding;
pub mod fold;
pub mod gather;
pub mod grade;
pub mod numbers;
pub mod picture;
pub mod score;
pub mod series;
pub mod stats;
#[cfg(test)]
pub(crate) mod testing;
pub mod trigger;

pub use context::Context;
pub use finding::{Finding, Indicator, Outcome};
pub use grade::Grade;
