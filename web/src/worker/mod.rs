//! The worker: it reads the files, holds every row, and answers the page.
//!
//! | module | holds |
//! |---|---|
//! | [`protocol`] | what the two say to each other |
//! | [`blob_reader`] | a dropped file as `Read + Seek` |
//! | [`serve`] | the loop that answers |

pub(crate) mod blob_reader;
pub(crate) mod protocol;
pub(crate) mod serve;
