//! Any file as a window of bytes that moves in large steps.
//!
//! In the browser a read is a call out of the Wasm instance that slices a
//! `Blob`, so it must be rare; a zip archive, on the other hand, is read by
//! small hops. The window answers hops within it without a call. After a jump it
//! is small, and each that continues it is twice the one before: of the parts of
//! a workbook all but one or two are.

use crate::limits::Limits;
use crate::refusal::{Limit, Refusal};
use std::io::{self, Read, Seek, SeekFrom};

/// The window after a jump.
const FIRST: usize = 64 << 10;

/// Below this, growth against the file is not looked at.
const RATIO_FREE: u64 = 10 << 20;

/// A limit that was met inside a reader, on its way out as an I/O error.
#[derive(Debug)]
struct Met(Limit, u64);

impl std::fmt::Display for Met {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "over a limit: {:?} {}", self.0, self.1)
    }
}

impl std::error::Error for Met {}

/// The limit that an error stands for, if it stands for one.
pub(crate) fn met(error: &io::Error) -> Option<Refusal> {
    let Met(limit, most) = error.get_ref()?.downcast_ref()?;
    Some(Refusal::TooMuch {
        limit: *limit,
        most: *most,
        row: None,
    })
}

/// Why a member is not worth inflating, by what the zip says of its sizes: one
/// that says it grows beyond all measure is taken at its word.
pub(crate) fn swollen(packed: u64, declared: u64, limits: &Limits) -> Option<Refusal> {
    (declared > most_by_ratio(packed, limits)).then_some(Refusal::TooMuch {
        limit: Limit::Ratio,
        most: limits.ratio,
        row: None,
    })
}

fn most_by_ratio(packed: u64, limits: &Limits) -> u64 {
    packed.saturating_mul(limits.ratio).max(RATIO_FREE)
}

/// Bytes that are counted while they inflate. What a zip says about sizes is
/// never enough to go by.
pub(crate) struct Counted<R> {
    from: R,
    total: u64,
    most: u64,
    most_by_ratio: u64,
    ratio: u64,
}

impl<R> Counted<R> {
    /// Counts the bytes of `from`, which has `packed` bytes in the file.
    pub(crate) fn new(from: R, packed: u64, limits: &Limits) -> Self {
        Self {
            from,
            total: 0,
            most: limits.part,
            most_by_ratio: most_by_ratio(packed, limits),
            ratio: limits.ratio,
        }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(room)?;
        self.total += count as u64;
        if self.total > self.most {
            return Err(io::Error::other(Met(Limit::Part, self.most)));
        }
        if self.total > self.most_by_ratio {
            return Err(io::Error::other(Met(Limit::Ratio, self.ratio)));
        }
        Ok(count)
    }
}

/// A source of any kind. The readers take it as a trait object, so that they
/// are compiled once and here, with this crate's settings, whatever host calls
/// them; it is asked for large pieces, so the call costs nothing.
pub(crate) trait ReadSeek: Read + Seek {}

impl<S: Read + Seek + ?Sized> ReadSeek for S {}

/// A source that is read through a window.
pub(crate) struct Window<S> {
    source: S,
    size: u64,
    /// How large it may grow, and how large it was last.
    chunk: usize,
    step: usize,
    bytes: Vec<u8>,
    /// Where in the source the window begins.
    start: u64,
    /// Where in the source the next read begins.
    at: u64,
}

impl<S: Read + Seek> Window<S> {
    /// A window of up to `chunk` bytes over a source of `size` bytes.
    pub(crate) fn new(source: S, size: u64, chunk: usize) -> Self {
        Self {
            source,
            size,
            chunk: chunk.max(1),
            step: 0,
            bytes: Vec::new(),
            start: 0,
            at: 0,
        }
    }

    fn offset(&self) -> Option<usize> {
        let offset = usize::try_from(self.at.checked_sub(self.start)?).ok()?;
        (offset < self.bytes.len()).then_some(offset)
    }

    fn fill(&mut self) -> io::Result<()> {
        let follows = self.step > 0 && self.at == self.start + self.bytes.len() as u64;
        self.step = if follows { self.step * 2 } else { FIRST }.min(self.chunk);
        self.source.seek(SeekFrom::Start(self.at))?;
        self.start = self.at;
        self.bytes.clear();
        let want = self.step as u64;
        (&mut self.source).take(want).read_to_end(&mut self.bytes)?;
        Ok(())
    }
}

impl<S: Read + Seek> Read for Window<S> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if room.is_empty() || self.at >= self.size {
            return Ok(0);
        }
        if self.offset().is_none() {
            self.fill()?;
        }
        let here = self
            .offset()
            .and_then(|offset| self.bytes.get(offset..))
            .unwrap_or_default();
        let count = here.len().min(room.len());
        if let (Some(to), Some(from)) = (room.get_mut(..count), here.get(..count)) {
            to.copy_from_slice(from);
        }
        self.at += count as u64;
        Ok(count)
    }
}

impl<S: Read + Seek> Seek for Window<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = place.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Cursor;

    proptest! {
        #[test]
        fn reads_what_the_source_holds(
            bytes in proptest::collection::vec(any::<u8>(), 0..100),
            hops in proptest::collection::vec((0u64..120, 0usize..40), 0..20),
            chunk in 1usize..50,
        ) {
            let size = bytes.len() as u64;
            let mut window = Window::new(Cursor::new(bytes.clone()), size, chunk);
            for (to, count) in hops {
                window.seek(SeekFrom::Start(to)).unwrap();
                let mut got = Vec::new();
                (&mut window).take(count as u64).read_to_end(&mut got).unwrap();
                let from = (to as usize).min(bytes.len());
                let end = (from + count).min(bytes.len());
                prop_assert_eq!(&got[..], &bytes[from..end]);
            }
        }
    }
}
