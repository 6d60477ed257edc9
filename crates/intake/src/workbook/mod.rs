//! Workbooks of Office Open XML: a zip of XML parts, read as a stream.
//!
//! Never the dense grid: a file of 1.5 KB with cells in A1 and XFD1048576
//! describes seventeen thousand million cells. Rows come one at a time, each
//! with the cells that the file has, and everything is bounded while it
//! inflates.
//!
//! | module | holds |
//! |---|---|
//! | [`package`] | the zip, its parts and how they refer to each other |
//! | [`part`] | one part as XML events, bounded |
//! | [`plain_cell`] | a cell in one step, as nearly all are written |
//! | [`sheet`] | the rows of a sheet |
//! | [`strings`] | the shared texts |
//! | [`styles`] | what number formats say |

pub(crate) mod package;
pub(crate) mod part;
mod plain_cell;
pub(crate) mod sheet;
pub(crate) mod strings;
pub(crate) mod styles;
