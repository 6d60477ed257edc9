//! The CSV family: text files of records and fields.
//!
//! | module | holds |
//! |---|---|
//! | [`encoding`] | which encoding a file is in |
//! | [`decode`] | bytes to text, a chunk at a time |
//! | [`dialect`] | which delimiter and quote it uses |
//! | [`records`] | text to records with row numbers |
//! | [`specials`] | where the next byte is that can end a field |
//! | [`split`] | one record into its fields |

pub(crate) mod decode;
pub(crate) mod dialect;
pub(crate) mod encoding;
pub(crate) mod records;
pub(crate) mod specials;
pub(crate) mod split;
