//! Records, and texts that run over several of them.

use crate::text::encoding::windows_1252;

/// Numbers of records ([MS-XLS] 2.3).
pub(super) mod id {
    pub(crate) const FORMULA: u16 = 0x0006;
    pub(crate) const END: u16 = 0x000A;
    pub(crate) const EPOCH: u16 = 0x0022;
    pub(crate) const PASSWORD: u16 = 0x002F;
    pub(crate) const CONTINUE: u16 = 0x003C;
    pub(crate) const SHEET: u16 = 0x0085;
    pub(crate) const NUMBERS: u16 = 0x00BD;
    pub(crate) const RICH_TEXT: u16 = 0x00D6;
    pub(crate) const STYLE: u16 = 0x00E0;
    pub(crate) const SHARED_TEXTS: u16 = 0x00FC;
    pub(crate) const SHARED: u16 = 0x00FD;
    pub(crate) const NUMBER: u16 = 0x0203;
    pub(crate) const TEXT: u16 = 0x0204;
    pub(crate) const BOOL_OR_ERROR: u16 = 0x0205;
    pub(crate) const FORMULA_TEXT: u16 = 0x0207;
    pub(crate) const ROW: u16 = 0x0208;
    pub(crate) const PACKED: u16 = 0x027E;
    pub(crate) const FORMAT: u16 = 0x041E;
    pub(crate) const BEGIN: u16 = 0x0809;
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes
        .get(at..)?
        .first_chunk()
        .copied()
        .map(u16::from_le_bytes)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..)?
        .first_chunk()
        .copied()
        .map(u32::from_le_bytes)
}

pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    bytes
        .get(at..)?
        .first_chunk()
        .copied()
        .map(f64::from_le_bytes)
}

/// One record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'s> {
    /// Its number.
    pub(super) id: u16,
    /// What it holds.
    pub(super) data: &'s [u8],
    /// Where it begins in the stream.
    pub(super) at: usize,
}

/// The records of a stream from a place on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Records<'s> {
    stream: &'s [u8],
    at: usize,
}

impl<'s> Records<'s> {
    pub(super) fn new(stream: &'s [u8], at: usize) -> Self {
        Self { stream, at }
    }

    /// The record that begins at a place.
    pub(super) fn at(stream: &'s [u8], at: usize) -> Option<Record<'s>> {
        Self::new(stream, at).next()
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    fn next(&mut self) -> Option<Record<'s>> {
        let id = u16_at(self.stream, self.at)?;
        let length = usize::from(u16_at(self.stream, self.at + 2)?);
        let rest = self.stream.get(self.at + 4..)?;
        // The last record of a damaged stream is cut.
        let data = rest.get(..length).unwrap_or(rest);
        let at = self.at;
        self.at += 4 + length;
        Some(Record { id, data, at })
    }
}

/// The data of a record and of those that continue it.
pub(super) struct Pieces<'s> {
    records: Records<'s>,
    piece: &'s [u8],
}

impl<'s> Pieces<'s> {
    /// Begins with `record` of `stream`, `skip` bytes in.
    pub(super) fn new(stream: &'s [u8], record: Record<'s>, skip: usize) -> Self {
        let mut records = Records::new(stream, record.at);
        records.next();
        Self {
            records,
            piece: record.data.get(skip..).unwrap_or_default(),
        }
    }

    /// Goes to the continuation; false when there is none.
    fn go_on(&mut self) -> bool {
        let mut ahead = self.records;
        match ahead.next() {
            Some(record) if record.id == id::CONTINUE => {
                self.records = ahead;
                self.piece = record.data;
                true
            }
            _ => false,
        }
    }

    fn skip(&mut self, mut count: usize) {
        loop {
            match self.piece.get(count..) {
                Some(rest) => {
                    self.piece = rest;
                    return;
                }
                None => {
                    count -= self.piece.len();
                    self.piece = &[];
                    if !self.go_on() {
                        return;
                    }
                }
            }
        }
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        while self.piece.is_empty() {
            if !self.go_on() {
                return None;
            }
        }
        let (taken, rest) = self.piece.split_first_chunk::<N>()?;
        self.piece = rest;
        Some(*taken)
    }

    /// A text of Excel 97: its length, what its characters are, and the
    /// characters, which are told anew in every continuation. `none` at the
    /// end.
    pub(super) fn text(&mut self, into: &mut String) -> Option<()> {
        let length = u16::from_le_bytes(self.take()?);
        self.characters(usize::from(length), into)
    }

    /// A text of Excel 97 whose length in characters is known.
    pub(super) fn characters(&mut self, length: usize, into: &mut String) -> Option<()> {
        let [flags] = self.take()?;
        let runs = match flags & 8 {
            0 => 0,
            _ => usize::from(u16::from_le_bytes(self.take()?)),
        };
        let extra = match flags & 4 {
            0 => 0,
            _ => u32::from_le_bytes(self.take()?) as usize,
        };
        let mut wide = flags & 1 != 0;
        let mut left = length;
        // Half a pair of surrogates may wait for the next piece.
        let mut units: Vec<u16> = Vec::new();
        while left > 0 {
            if self.piece.is_empty() {
                if !self.go_on() {
                    break;
                }
                let [flags] = self.take()?;
                wide = flags & 1 != 0;
                continue;
            }
            let here = left.min(self.piece.len() / if wide { 2 } else { 1 });
            if here == 0 {
                // An odd byte at the end of a piece.
                self.piece = &[];
                continue;
            }
            let bytes = if wide { here * 2 } else { here };
            let (taken, rest) = self.piece.split_at_checked(bytes)?;
            self.piece = rest;
            left -= here;
            if wide {
                let (pairs, _) = taken.as_chunks::<2>();
                units.extend(pairs.iter().map(|pair| u16::from_le_bytes(*pair)));
            } else {
                // Characters whose high byte is zero.
                units.extend(taken.iter().map(|byte| u16::from(*byte)));
            }
        }
        let decoded = char::decode_utf16(units);
        into.extend(decoded.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        self.skip((runs * 4).saturating_add(extra));
        Some(())
    }
}

/// A text of Excel 95, a byte to a character.
pub(super) fn narrow(bytes: &[u8], into: &mut String) {
    into.extend(bytes.iter().map(|byte| windows_1252(*byte)));
}
