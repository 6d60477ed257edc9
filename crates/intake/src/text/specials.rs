//! Where the next byte is that can end a field.
//!
//! Fields are short, eight bytes on average, so a search that is started anew
//! for each field spends its time on starting. Here sixty-four bytes are
//! compared at once, eight to a machine word, into one bit a byte; the next
//! place is then the next bit. It needs no vector instructions, which a page
//! cannot count on.

/// Bytes compared at once.
const BLOCK: usize = 64;
const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The places of delimiters, quotes and line ends in a text.
pub(crate) struct Specials<'a> {
    bytes: &'a [u8],
    patterns: [u64; 4],
    /// Where the block begins whose bits are held.
    block: usize,
    /// One bit for each byte of the block.
    bits: u64,
}

impl<'a> Specials<'a> {
    /// Looks for `delimiter`, `quote`, carriage return and line feed.
    #[inline]
    pub(crate) fn new(bytes: &'a [u8], from: usize, delimiter: u8, quote: u8) -> Self {
        let pattern = |byte: u8| u64::from(byte) * LOW;
        let mut specials = Self {
            bytes,
            patterns: [
                pattern(delimiter),
                pattern(quote),
                pattern(b'\n'),
                pattern(b'\r'),
            ],
            block: from,
            bits: 0,
        };
        specials.load(from);
        specials
    }

    #[inline]
    fn load(&mut self, from: usize) {
        self.block = from;
        let rest = self.bytes.get(from..).unwrap_or_default();
        self.bits = match rest.first_chunk::<BLOCK>() {
            Some(block) => self.bits_of(block),
            None => {
                let mut block = [0; BLOCK];
                if let Some(start) = block.get_mut(..rest.len()) {
                    start.copy_from_slice(rest);
                }
                // A zero byte is none of the four, unless it is the delimiter.
                self.bits_of(&block) & !(!0u64).checked_shl(rest.len() as u32).unwrap_or(0)
            }
        };
    }

    #[inline]
    fn bits_of(&self, block: &[u8; BLOCK]) -> u64 {
        let [a, b, c, d] = self.patterns;
        let (words, _) = block.as_chunks::<8>();
        let mut bits = 0;
        for (at, word) in words.iter().enumerate() {
            let word = u64::from_le_bytes(*word);
            let hit = equal(word ^ a) | equal(word ^ b) | equal(word ^ c) | equal(word ^ d);
            // Gathers the top bit of each byte, the first byte lowest.
            let gathered = (hit >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56;
            bits |= gathered << (at * 8);
        }
        bits
    }

    /// The first place at `from` or after it; the text's end if there is none.
    /// `from` never goes back.
    #[inline]
    pub(crate) fn next(&mut self, from: usize) -> usize {
        let mut from = from;
        loop {
            let offset = from - self.block;
            if offset < BLOCK {
                let ahead = self.bits >> offset;
                if ahead != 0 {
                    return from + ahead.trailing_zeros() as usize;
                }
                from = self.block + BLOCK;
            }
            if from >= self.bytes.len() {
                return self.bytes.len();
            }
            self.load(from);
        }
    }
}

/// The top bit of each byte that is zero, exactly.
#[inline]
fn equal(word: u64) -> u64 {
    !(((word & !HIGH).wrapping_add(!HIGH)) | word) & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_every_place(bytes in proptest::collection::vec(prop_oneof![Just(b','), Just(b'"'), Just(b'\n'), any::<u8>()], 0..300), from in 0usize..40) {
            let mut specials = Specials::new(&bytes, from, b',', b'"');
            let mut at = from;
            let mut found = Vec::new();
            while at < bytes.len() {
                at = specials.next(at);
                if at < bytes.len() {
                    found.push(at);
                }
                at += 1;
            }
            let want: Vec<usize> = (from..bytes.len())
                .filter(|at| matches!(bytes[*at], b',' | b'"' | b'\n' | b'\r'))
                .collect();
            prop_assert_eq!(found, want);
        }
    }
}
