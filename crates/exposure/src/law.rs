//! The law and the words that the arithmetic stands on.

use crate::wording::Wording;
use rulebook::Pack;

/// The rule pack beside the words of derivations.
#[derive(Clone, Copy, Debug)]
pub struct Law<'a> {
    /// Rates, bounds, multiples, limits, sentences.
    pub pack: &'a Pack,
    /// The words of derivations.
    pub wording: &'a Wording,
}
