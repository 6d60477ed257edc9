//! Texts to typed values, field by field.
//!
//! Every function here takes the text of a cell and says what it is, what was
//! repaired on the way, or why it is nothing. None of them knows of columns or
//! rows, and none guesses.
//!
//! | module | holds |
//! |---|---|
//! | [`dates`] | days in the ways reports write them |
//! | [`flags`] | yes and no |
//! | [`memo`] | a value parsed once for many cells |
//! | [`money`] | dollars and other numbers |
//! | [`rates`] | duty rates that are plain percentages |
//! | [`schedule`] | rates as the tariff schedule words them |
//! | [`tariff`] | tariff numbers with what surrounds them |

pub(crate) mod dates;
pub(crate) mod flags;
pub(crate) mod memo;
pub(crate) mod money;
pub(crate) mod rates;
pub(crate) mod schedule;
pub(crate) mod tariff;
