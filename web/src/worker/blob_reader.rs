//! A dropped file as `Read + Seek`.
//!
//! `FileReaderSync` exists in workers alone and hands over a slice of a file at
//! once, so the readers that run in a terminal run here unchanged and the file
//! is never in memory as a whole.
//!
//! The size of a slice follows how the file is read. A CSV is read from front
//! to back, and slices of 8 MiB are twice as quick as those of 1 MiB. A
//! workbook is an archive: its directory stands at the end and its parts are
//! visited in any order, so the first slice after a jump is small, and each
//! that continues it is twice the one before.

use std::io::{self, Read, Seek, SeekFrom};

use web_sys::{Blob, FileReaderSync};

const FIRST: u64 = 64 * 1024;
const LARGEST: u64 = 8 * 1024 * 1024;

/// A reader over a blob.
pub(crate) struct BlobReader {
    blob: Blob,
    reader: FileReaderSync,
    size: u64,
    /// Where the next byte comes from.
    position: u64,
    /// The slice in memory, and where it begins.
    slice: Vec<u8>,
    start: u64,
    /// How much the next slice asks for.
    step: u64,
}

impl BlobReader {
    /// A reader at the start of the blob.
    ///
    /// # Errors
    ///
    /// When the browser has no `FileReaderSync`, which every worker has.
    pub(crate) fn new(blob: Blob) -> io::Result<Self> {
        let reader = FileReaderSync::new().map_err(|error| failure(&error))?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a size is a whole number that JavaScript can hold"
        )]
        let size = blob.size() as u64;
        Ok(Self {
            blob,
            reader,
            size,
            position: 0,
            slice: Vec::new(),
            start: 0,
            step: FIRST,
        })
    }

    /// The bytes of the slice from the position on.
    fn buffered(&self) -> &[u8] {
        self.position
            .checked_sub(self.start)
            .and_then(|at| usize::try_from(at).ok())
            .and_then(|at| self.slice.get(at..))
            .unwrap_or_default()
    }

    /// Reads the slice that begins at the position.
    fn fetch(&mut self) -> io::Result<()> {
        let follows = self.position == self.start + self.slice.len() as u64;
        self.step = if follows {
            (self.step * 2).min(LARGEST)
        } else {
            FIRST
        };
        let end = self.position.saturating_add(self.step).min(self.size);
        let blob = self
            .blob
            .slice_with_f64_and_f64(self.position as f64, end as f64)
            .map_err(|error| failure(&error))?;
        let buffer = self
            .reader
            .read_as_array_buffer(&blob)
            .map_err(|error| failure(&error))?;
        let bytes = js_sys::Uint8Array::new(&buffer);
        self.slice.resize(bytes.length() as usize, 0);
        bytes.copy_to(&mut self.slice);
        self.start = self.position;
        Ok(())
    }
}

impl Read for BlobReader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() || self.position >= self.size {
            return Ok(0);
        }
        if self.buffered().is_empty() {
            self.fetch()?;
        }
        let count = self.buffered().read(out)?;
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for BlobReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
        };
        self.position = target.ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidInput, "a place before the start")
        })?;
        Ok(self.position)
    }
}

/// What the browser says, as an I/O error. A file that was changed, moved or
/// unplugged since it was chosen ends here.
fn failure(error: &wasm_bindgen::JsValue) -> io::Error {
    let text = js_sys::Reflect::get(error, &"message".into())
        .ok()
        .and_then(|message| message.as_string())
        .unwrap_or_default();
    io::Error::other(text)
}
