//! Descriptions reduced to what they say.
//!
//! | module | holds |
//! |---|---|
//! | [`atoms`] | a text cut into runs of letters and digits |
//! | [`lexicon`] | the rules' word lists, quick to look up |
//! | [`reader`], [`compound`], [`spelling`] | atoms read: words, numbers, model numbers |
//! | [`reading`] | what a description says, term by term |
//! | [`weights`] | how much a term says |
//! | [`corpus`] | readings by number |
//! | [`compare`] | whether two descriptions are one product |
//! | [`candidates`] | which descriptions are worth comparing |

pub(crate) mod atoms;
pub(crate) mod candidates;
pub(crate) mod compare;
mod compound;
pub(crate) mod corpus;
pub(crate) mod lexicon;
mod reader;
pub(crate) mod reading;
mod spelling;
pub(crate) mod weights;
