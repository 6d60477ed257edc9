//! How far reading has come, and whether to go on.

use std::ops::ControlFlow;

/// How far a file has been read. Bytes are bytes of the file, so that the
/// share is honest for compressed files too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read.
    pub bytes_done: u64,
    /// Bytes of the file.
    pub bytes_total: u64,
    /// Rows read.
    pub rows: u64,
}

/// Hears of progress and says whether to go on; called every few thousand rows.
pub type OnProgress<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;
