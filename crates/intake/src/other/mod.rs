//! Workbooks that are not Office Open XML: .xls, .xlsb and .ods.
//!
//! Why readers of our own? The well-kept library for these forms was measured
//! first. It reads a whole .xls or .ods into a dense grid when it opens the
//! file, so that a file of a few kilobytes with a repeated row takes gigabytes
//! before any limit can be asked; and with its code page tables it is larger
//! than the rest of the page together. Here a sheet is fed a row at a time, an
//! .xls from an index of eight bytes a cell, and everything is bounded as in
//! [`crate::workbook`]. The library stays as the oracle of the tests: both must
//! read the same cells from the files that it is tested with itself.
//!
//! | module | holds |
//! |---|---|
//! | [`rows`] | what the three readers have in common: a buffered row |
//! | [`binary`] | .xlsb: records in a zip |
//! | [`opendocument`] | .ods: XML in a zip |
//! | [`compound`] | the file system inside an .xls |
//! | [`excel97`] | .xls: records in a stream |

pub(crate) mod binary;
pub(crate) mod compound;
pub(crate) mod excel97;
pub(crate) mod opendocument;
pub(crate) mod rows;

use crate::inspection::Format;
use crate::limits::Limits;
use crate::refusal::Refusal;
use crate::source::{ReadSeek, Window};
use crate::workbook::package::open_zip;
use rows::Feed;
use std::io::{Read, SeekFrom};

/// A sheet as a workbook lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    /// Its name.
    pub(crate) name: String,
    /// Whether the workbook hides it.
    pub(crate) hidden: bool,
}

/// An open workbook of one of these forms.
pub(crate) trait Book {
    /// Its sheets, in its own order.
    fn sheets(&self) -> Vec<Listed>;
    /// The rows of a sheet, from its start.
    fn feed(&mut self, at: usize, limits: &Limits) -> Result<Box<dyn Feed + '_>, Refusal>;
}

/// Opens a workbook of `size` bytes.
pub(crate) fn open<'s>(
    format: Format,
    source: &'s mut dyn ReadSeek,
    size: u64,
    limits: &Limits,
) -> Result<Box<dyn Book + 's>, Refusal> {
    Ok(match format {
        Format::BinaryWorkbook => {
            let zip = open_zip(Window::new(source, size, limits.chunk))?;
            Box::new(binary::BinaryBook::open(zip, limits)?)
        }
        Format::OpenDocument => {
            let zip = open_zip(Window::new(source, size, limits.chunk))?;
            Box::new(opendocument::Document::open(zip, limits)?)
        }
        Format::OldWorkbook => {
            let stream = old_stream(source, size, limits)?;
            Box::new(excel97::OldBook::open(stream, limits)?)
        }
        _ => {
            return Err(Refusal::Unsupported {
                form: "not a table",
            });
        }
    })
}

/// The records of an .xls: in a compound file, or bare.
fn old_stream(source: &mut dyn ReadSeek, size: u64, limits: &Limits) -> Result<Vec<u8>, Refusal> {
    source.seek(SeekFrom::Start(0))?;
    let mut start = [0u8; 8];
    let got = source.read(&mut start)?;
    source.seek(SeekFrom::Start(0))?;
    if got == start.len() && compound::is_compound(&start) {
        return compound::workbook_stream(&mut Window::new(source, size, limits.chunk), limits);
    }
    if size > limits.old_workbook {
        return Err(compound::too_large(limits));
    }
    let mut stream = Vec::new();
    source.take(limits.old_workbook).read_to_end(&mut stream)?;
    Ok(stream)
}

#[cfg(test)]
mod mutated;
#[cfg(test)]
mod oracle;
