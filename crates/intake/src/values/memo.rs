//! A value parsed once for many cells.
//!
//! A column of a million dates holds two thousand days. A small table keyed by
//! the cell's own bytes answers most cells without parsing; a text that is too
//! long for it, or that another one displaced, is parsed again.

/// Remembered values of one column.
#[derive(Clone, Debug)]
pub(crate) struct Memo<T> {
    slots: Vec<Option<(Key, T)>>,
}

const KEY: usize = 15;
const SLOTS: usize = 128;

type Key = [u8; KEY + 1];

fn key_of(text: &str) -> Option<Key> {
    let mut key = [0; KEY + 1];
    let bytes = text.as_bytes();
    key.get_mut(..bytes.len())
        .filter(|_| bytes.len() <= KEY)?
        .copy_from_slice(bytes);
    if let Some(length) = key.last_mut() {
        *length = bytes.len() as u8;
    }
    Some(key)
}

fn slot_of(key: Key) -> usize {
    let bits = u128::from_le_bytes(key);
    let mixed = (bits as u64 ^ (bits >> 64) as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 57) as usize % SLOTS
}

impl<T: Copy> Memo<T> {
    pub(crate) fn new() -> Self {
        Self {
            slots: vec![None; SLOTS],
        }
    }

    /// The value of `text`, parsed unless remembered.
    pub(crate) fn get(&mut self, text: &str, parse: impl FnOnce(&str) -> T) -> T {
        let Some(key) = key_of(text) else {
            return parse(text);
        };
        let Some(slot) = self.slots.get_mut(slot_of(key)) else {
            return parse(text);
        };
        if let Some((known, value)) = slot
            && *known == key
        {
            return *value;
        }
        let value = parse(text);
        *slot = Some((key, value));
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn answers_as_parsing_would(texts in proptest::collection::vec(".{0,18}", 0..300)) {
            let mut memo = Memo::new();
            let parse = |text: &str| text.bytes().map(u64::from).fold(7, |a, b| a * 31 % 1_000_003 + b);
            for text in &texts {
                prop_assert_eq!(memo.get(text, parse), parse(text));
            }
        }
    }
}
