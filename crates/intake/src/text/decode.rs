//! Bytes to text, a chunk at a time.
//!
//! The text of a chunk is kept as a `String`, checked once as a whole, so that
//! taking a field out of it later costs two comparisons and no second check.
//! Where bytes are no UTF-8 after all (the sample was, row 90,000 is not), they
//! are read as Windows-1252 and counted: a name with a wrong accent is better
//! than a refused file.

use super::encoding::{Encoding, windows_1252};
use std::io::{self, Read};

/// Bytes asked for at first.
const FIRST_STEP: usize = 128 << 10;

/// A file's bytes as text.
pub(crate) struct Decoder<S> {
    source: S,
    encoding: Encoding,
    /// Bytes asked for at once: small at first, so that a small file takes
    /// little room, then up to `chunk`.
    step: usize,
    chunk: usize,
    /// Bytes read but not yet decodable: the start of a character.
    carry: Vec<u8>,
    read: u64,
    started: bool,
    ended: bool,
    replaced: bool,
    /// Whether a byte order mark may change the encoding.
    heed_mark: bool,
}

impl<S: Read> Decoder<S> {
    /// Reads from `source` `chunk` bytes at a time; a byte order mark is
    /// skipped.
    pub(crate) fn new(source: S, encoding: Encoding, chunk: usize) -> Self {
        Self {
            source,
            encoding,
            step: chunk.clamp(1, FIRST_STEP),
            chunk: chunk.max(1),
            carry: Vec::new(),
            read: 0,
            started: false,
            ended: false,
            replaced: false,
            heed_mark: false,
        }
    }

    /// Lets a byte order mark of UTF-16 decide, as in XML.
    pub(crate) fn with_utf16_mark(mut self) -> Self {
        self.heed_mark = true;
        self
    }

    /// Bytes read from the source so far.
    pub(crate) fn bytes_read(&self) -> u64 {
        self.read
    }

    /// Whether bytes had to be read as Windows-1252 since the last call.
    pub(crate) fn take_replaced(&mut self) -> bool {
        std::mem::take(&mut self.replaced)
    }

    /// Whether the source has no more bytes.
    pub(crate) fn ended(&self) -> bool {
        self.ended
    }

    /// Appends the next chunk to `text`.
    pub(crate) fn append(&mut self, text: &mut String) -> io::Result<()> {
        if !self.started {
            self.start()?;
        }
        match self.encoding {
            Encoding::Utf8 => self.append_utf8(text),
            Encoding::Windows1252 => {
                let bytes = self.take_bytes()?;
                text.extend(bytes.iter().map(|byte| windows_1252(*byte)));
                self.recycle(bytes, 0);
                Ok(())
            }
            Encoding::Utf16Le => self.append_utf16(text, u16::from_le_bytes),
            Encoding::Utf16Be => self.append_utf16(text, u16::from_be_bytes),
        }
    }

    /// Reads the first bytes and drops the byte order mark.
    fn start(&mut self) -> io::Result<()> {
        self.started = true;
        while self.carry.len() < 3 && !self.ended {
            let before = self.carry.len();
            let mut carry = std::mem::take(&mut self.carry);
            carry.resize(3, 0);
            let got = match carry.get_mut(before..) {
                Some(room) => read_some(&mut self.source, room)?,
                None => 0,
            };
            carry.truncate(before + got);
            self.carry = carry;
            self.read += got as u64;
            self.ended = got == 0;
        }
        self.ended = false;
        if self.heed_mark {
            match self.carry.as_slice() {
                [0xFF, 0xFE, ..] => self.encoding = Encoding::Utf16Le,
                [0xFE, 0xFF, ..] => self.encoding = Encoding::Utf16Be,
                _ => {}
            }
        }
        let mark = self.encoding.mark(&self.carry);
        self.carry.drain(..mark.min(self.carry.len()));
        Ok(())
    }

    fn next_step(&mut self) -> usize {
        let step = self.step;
        self.step = step.saturating_mul(8).min(self.chunk);
        step
    }

    /// The carried bytes and up to a chunk more.
    fn take_bytes(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = std::mem::take(&mut self.carry);
        let before = bytes.len();
        bytes.resize(before + self.next_step(), 0);
        let got = match bytes.get_mut(before..) {
            Some(room) => read_some(&mut self.source, room)?,
            None => 0,
        };
        bytes.truncate(before + got);
        self.read += got as u64;
        self.ended = got == 0;
        Ok(bytes)
    }

    /// Keeps the buffer for the next call, with its bytes from `from` on.
    fn recycle(&mut self, mut bytes: Vec<u8>, from: usize) {
        if from == 0 {
            bytes.clear();
        } else {
            bytes.drain(..from.min(bytes.len()));
        }
        self.carry = bytes;
    }

    /// UTF-8 is read straight into the text's own buffer.
    fn append_utf8(&mut self, text: &mut String) -> io::Result<()> {
        let mut bytes = std::mem::take(text).into_bytes();
        bytes.append(&mut self.carry);
        let before = bytes.len();
        bytes.resize(before + self.next_step(), 0);
        let got = match bytes.get_mut(before..) {
            Some(room) => read_some(&mut self.source, room)?,
            None => 0,
        };
        bytes.truncate(before + got);
        self.read += got as u64;
        self.ended = got == 0;
        match String::from_utf8(bytes) {
            Ok(whole) => *text = whole,
            Err(error) => {
                let cut = error.utf8_error();
                let mut bytes = error.into_bytes();
                if cut.error_len().is_none() && !self.ended {
                    self.carry = bytes.split_off(cut.valid_up_to());
                    *text = String::from_utf8(bytes).unwrap_or_default();
                } else {
                    self.replace_invalid(&bytes, text);
                }
            }
        }
        Ok(())
    }

    fn replace_invalid(&mut self, bytes: &[u8], text: &mut String) {
        text.reserve(bytes.len());
        let mut chunks = bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            text.push_str(chunk.valid());
            let invalid = chunk.invalid();
            let may_go_on = chunks.peek().is_none() && !self.ended;
            if may_go_on && is_unfinished(invalid) {
                self.carry.extend_from_slice(invalid);
            } else if !invalid.is_empty() {
                self.replaced = true;
                text.extend(invalid.iter().map(|byte| windows_1252(*byte)));
            }
        }
    }

    fn append_utf16(&mut self, text: &mut String, unit: fn([u8; 2]) -> u16) -> io::Result<()> {
        let bytes = self.take_bytes()?;
        let pairs = bytes.chunks_exact(2);
        let mut used = bytes.len() - pairs.remainder().len();
        let last = bytes
            .get(used.saturating_sub(2)..used)
            .and_then(|pair| pair.try_into().ok())
            .map(unit);
        // Half of a surrogate pair waits for its other half.
        if !self.ended && matches!(last, Some(0xD800..=0xDBFF)) {
            used -= 2;
        }
        let units = bytes
            .get(..used)
            .unwrap_or_default()
            .chunks_exact(2)
            .filter_map(|pair| pair.try_into().ok())
            .map(unit);
        for decoded in char::decode_utf16(units) {
            self.replaced |= decoded.is_err();
            text.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        if self.ended {
            self.replaced |= used < bytes.len();
            self.recycle(bytes, 0);
        } else if used == 0 {
            self.carry = bytes;
        } else {
            self.recycle(bytes, used);
        }
        Ok(())
    }
}

/// Whether bytes are the start of a character that more bytes could finish.
fn is_unfinished(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

/// Reads until the room is full or the source ends.
fn read_some(source: &mut impl Read, room: &mut [u8]) -> io::Result<usize> {
    let mut got = 0;
    while let Some(rest) = room.get_mut(got..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) => break,
            Ok(n) => got += n,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(got)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decode(bytes: &[u8], encoding: Encoding, chunk: usize) -> (String, bool) {
        let mut decoder = Decoder::new(bytes, encoding, chunk);
        let mut text = String::new();
        while !decoder.ended() {
            decoder.append(&mut text).unwrap();
        }
        (text, decoder.take_replaced())
    }

    #[test]
    fn four_encodings() {
        let text = "Gerät,€,\u{1F6A2}\n";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for chunk in 1..9 {
            assert_eq!(
                decode(text.as_bytes(), Encoding::Utf8, chunk),
                (text.into(), false)
            );
            assert_eq!(decode(&le, Encoding::Utf16Le, chunk), (text.into(), false));
            assert_eq!(decode(&be, Encoding::Utf16Be, chunk), (text.into(), false));
            assert_eq!(
                decode(b"Ger\xE4t,\x80", Encoding::Windows1252, chunk).0,
                "Gerät,€"
            );
            assert_eq!(
                decode(b"\xEF\xBB\xBFa", Encoding::Utf8, chunk),
                ("a".into(), false)
            );
        }
    }

    #[test]
    fn bytes_that_are_no_utf8_become_windows_1252() {
        for chunk in 1..9 {
            assert_eq!(
                decode(b"a,Ger\xE4t,Z\xC3\xBCrich\xC3", Encoding::Utf8, chunk),
                ("a,Gerät,ZürichÃ".into(), true)
            );
        }
    }

    proptest! {
        #[test]
        fn chunks_do_not_matter(bytes in proptest::collection::vec(any::<u8>(), 0..64), chunk in 1usize..70) {
            for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252] {
                prop_assert_eq!(decode(&bytes, encoding, chunk), decode(&bytes, encoding, 1 << 16));
            }
        }
    }
}
