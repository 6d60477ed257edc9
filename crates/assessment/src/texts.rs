//! The words and settings of the later steps, read once.

use exposure::Wording;
use exposure::liquidation::StatusWords;
use remedies::{Settings, Words};

/// Words of derivations, of statuses and of papers, and how findings meet the
/// decision tables.
pub(crate) struct Texts {
    pub(crate) wording: Wording,
    pub(crate) status: StatusWords,
    pub(crate) settings: Settings,
    pub(crate) words: Words,
}

impl Texts {
    /// What the program carries; `None` never, as the tests of the crates that
    /// carry it show.
    pub(crate) fn embedded() -> Option<Self> {
        Some(Self {
            wording: Wording::embedded().ok()?,
            status: StatusWords::embedded().ok()?,
            settings: Settings::embedded().ok()?,
            words: Words::embedded().ok()?,
        })
    }
}
