//! A session on the visitor's own disk.
//!
//! The file holds what the page knows and cannot work out (answers, figures,
//! what each column was taken for, the day) and the very files it was given, so
//! that opening it resumes exactly, wherever those have gone since:
//!
//! ```text
//! LOOKBACK SESSION 1 LENGTH\n    the length of what follows, in bytes
//! {...}                          the head, as JSON
//! file file ...                  the files, one after another, as they were
//! ```
//!
//! The parts are never copied through memory: the browser joins them when it
//! saves, and opening takes slices.

use std::io::Read;

use assessment::Given;
use customs::Day;
use intake::Inspection;
use serde::{Deserialize, Serialize};
use web_sys::{File, FilePropertyBag};

use super::blob_reader::BlobReader;
use super::protocol::Handed;

const MARK: &str = "LOOKBACK SESSION 1 ";
/// Longer heads are not ours: a head holds a few samples a column.
const LONGEST: usize = 16 * 1024 * 1024;

/// The head of a saved session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Saved {
    /// Version of the program that saved it.
    pub(crate) lookback: String,
    /// Version of the rule pack that its results stood on.
    pub(crate) pack: String,
    /// The day that it was made for.
    pub(crate) as_of: Day,
    /// Whether the files are the sample importer's.
    pub(crate) sample: bool,
    /// Answers and figures.
    pub(crate) given: Given,
    /// The files, in order.
    pub(crate) files: Vec<SavedFile>,
}

/// A file of a saved session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct SavedFile {
    /// Its name.
    pub(crate) name: String,
    /// Its bytes.
    pub(crate) size: u64,
    /// What it was understood to be, with the visitor's corrections; `None`
    /// where it could not be read.
    pub(crate) inspection: Option<Inspection>,
}

impl Saved {
    /// What stands before the files.
    ///
    /// # Errors
    ///
    /// When a value has no JSON form; none of ours is so.
    pub(crate) fn head(&self) -> Result<String, String> {
        let json = serde_json::to_string(self).map_err(|error| error.to_string())?;
        Ok(format!("{MARK}{}\n{json}", json.len()))
    }
}

/// Opens a saved session; `None` where the file is none.
///
/// # Errors
///
/// When it is one that cannot be opened, in a sentence for the visitor.
pub(super) fn open(file: &File) -> Result<Option<(Saved, Vec<Handed>)>, String> {
    let Some((head, mut from)) = head(file) else {
        return Ok(None);
    };
    let saved: Saved = serde_json::from_str(&head).map_err(|error| {
        format!("This session was saved by another version of Lookback, or is damaged ({error}). Bring the spreadsheets themselves.")
    })?;
    let mut files = Vec::new();
    for part in &saved.files {
        let to = from + part.size;
        files.push(slice(file, &part.name, from, to).ok_or("This session is cut short.")?);
        from = to;
    }
    Ok(Some((saved, files)))
}

/// The head's JSON and where the files begin.
fn head(file: &File) -> Option<(String, u64)> {
    let blob: &web_sys::Blob = file;
    let mut reader = BlobReader::new(blob.clone()).ok()?;
    let mut start = Vec::new();
    reader.by_ref().take(64).read_to_end(&mut start).ok()?;
    let line = start.iter().position(|byte| *byte == b'\n')?;
    let text = std::str::from_utf8(start.get(..line)?).ok()?;
    let length: usize = text.strip_prefix(MARK)?.parse().ok()?;
    if length > LONGEST {
        return None;
    }
    let rest = start.get(line + 1..)?;
    let mut json = rest.get(..length.min(rest.len()))?.to_vec();
    let missing = length.saturating_sub(json.len()) as u64;
    reader.take(missing).read_to_end(&mut json).ok()?;
    Some((String::from_utf8(json).ok()?, (line + 1 + length) as u64))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a browser's file is shorter than 2^53 bytes"
)]
fn slice(file: &File, name: &str, from: u64, to: u64) -> Option<Handed> {
    if to as f64 > file.size() {
        return None;
    }
    let part = file.slice_with_f64_and_f64(from as f64, to as f64).ok()?;
    let parts = js_sys::Array::of1(&part);
    File::new_with_blob_sequence_and_options(&parts, name, &FilePropertyBag::new())
        .ok()
        .map(|file| Handed { file })
}
