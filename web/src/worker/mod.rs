//! The worker: it reads the files, holds every row, and answers the page.
//!
//! | module | holds |
//! |---|---|
//! | [`archive`] | what was read, and answers from it |
//! | [`blob_reader`] | a dropped file as `Read + Seek` |
//! | [`made`] | files made in memory |
//! | [`preparation`] | going through the work before it is needed |
//! | [`protocol`] | what the two say to each other |
//! | [`sample_importer`] | its files and answers |
//! | [`saved`] | a session on the visitor's own disk |
//! | [`serve`] | the loop that answers |
//! | [`thin`] | an assessment without what the page does not hold |

pub(crate) mod archive;
pub(crate) mod blob_reader;
mod made;
mod preparation;
pub(crate) mod protocol;
mod sample_importer;
pub(crate) mod saved;
pub(crate) mod serve;
mod thin;
