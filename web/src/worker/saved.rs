//! A session on the visitor's own disk, with the files inside: see
//! [`assessment::container`].
//!
//! The parts are never copied through memory: the browser joins them when it
//! saves, and opening takes slices.

use web_sys::{File, FilePropertyBag};

use super::blob_reader::BlobReader;
use super::protocol::Handed;

pub(crate) use assessment::container::{Container as Saved, HeldFile as SavedFile};

/// Opens a saved session; `None` where the file is none.
///
/// # Errors
///
/// When it is one that cannot be opened, in a sentence for the visitor.
pub(super) fn open(file: &File) -> Result<Option<(Saved, Vec<Handed>)>, String> {
    let blob: &web_sys::Blob = file;
    let Ok(reader) = BlobReader::new(blob.clone()) else {
        return Ok(None);
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size is a whole number that JavaScript can hold"
    )]
    let size = file.size() as u64;
    let Some((saved, places)) = Saved::open(reader, size)? else {
        return Ok(None);
    };
    let parts = saved.files.iter().zip(places);
    let files = parts.map(|(part, place)| slice(file, &part.name, place.start, place.end));
    let files: Option<Vec<Handed>> = files.collect();
    let files = files.ok_or("The browser could not take the files out of this session.")?;
    Ok(Some((saved, files)))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a browser's file is shorter than 2^53 bytes"
)]
fn slice(file: &File, name: &str, from: u64, to: u64) -> Option<Handed> {
    let part = file.slice_with_f64_and_f64(from as f64, to as f64).ok()?;
    let parts = js_sys::Array::of1(&part);
    File::new_with_blob_sequence_and_options(&parts, name, &FilePropertyBag::new())
        .ok()
        .map(|file| Handed { file })
}
