//! Text stored once. Identifiers are dense, so columns hold four bytes a text.

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// A store of distinct texts. Index 0 is always the empty text.
#[derive(Clone, Debug)]
pub struct Interner {
    arena: String,
    ends: Vec<u32>,
    table: HashTable<u32>,
    last: u32,
}

impl Default for Interner {
    fn default() -> Self {
        let mut interner = Self {
            arena: String::new(),
            ends: Vec::new(),
            table: HashTable::new(),
            last: 0,
        };
        interner.intern("");
        interner
    }
}

fn slice<'a>(arena: &'a str, ends: &[u32], ix: u32) -> &'a str {
    let at = ix as usize;
    let from = match at.checked_sub(1) {
        Some(before) => ends.get(before).copied().unwrap_or(0),
        None => 0,
    };
    let to = ends.get(at).copied().unwrap_or(from);
    arena.get(from as usize..to as usize).unwrap_or("")
}

impl Interner {
    /// The index of a text, new or known.
    pub fn intern(&mut self, text: &str) -> u32 {
        self.last = self.intern_after(text, self.last);
        self.last
    }

    /// The same for a column among others, whose row before had `last`:
    /// neighbouring rows repeat their texts more often than not.
    pub fn intern_after(&mut self, text: &str, last: u32) -> u32 {
        if !self.ends.is_empty() {
            if text.is_empty() {
                return 0;
            }
            if self.get(last) == text {
                return last;
            }
        }
        let hash = FxBuildHasher.hash_one(text);
        let Self {
            arena, ends, table, ..
        } = self;
        let found = table.find(hash, |ix| slice(arena, ends, *ix) == text);
        match found {
            Some(ix) => *ix,
            None => {
                let ix = ends.len() as u32;
                arena.push_str(text);
                ends.push(arena.len() as u32);
                table.insert_unique(hash, ix, |ix| {
                    FxBuildHasher.hash_one(slice(arena, ends, *ix))
                });
                ix
            }
        }
    }

    /// The text at an index; empty for an index never given out.
    #[must_use]
    pub fn get(&self, ix: u32) -> &str {
        slice(&self.arena, &self.ends, ix)
    }

    /// The index of a known text.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<u32> {
        let hash = FxBuildHasher.hash_one(text);
        self.table.find(hash, |ix| self.get(*ix) == text).copied()
    }

    /// How many distinct texts it holds, the empty one included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it holds the empty text alone.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }

    /// Bytes held on the heap.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.arena.capacity() + self.ends.capacity() * 4 + self.table.capacity() * 5
    }

    /// Takes in every text of `other`; gives the new index of each old one.
    pub fn absorb(&mut self, other: &Self) -> Vec<u32> {
        (0..other.len() as u32)
            .map(|ix| self.intern(other.get(ix)))
            .collect()
    }

    /// The same texts in byte order, and the new index of each old one. Order
    /// of arrival must not show in any result, so it ends here.
    #[must_use]
    pub fn sorted(&self) -> (Self, Vec<u32>) {
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        order.sort_unstable_by(|a, b| self.get(*a).cmp(self.get(*b)));
        let mut sorted = Self::default();
        let mut map = vec![0; self.len()];
        for old in order {
            if let Some(slot) = map.get_mut(old as usize) {
                *slot = sorted.intern(self.get(old));
            }
        }
        (sorted, map)
    }
}

/// A store of distinct small records, in order of arrival.
#[derive(Clone, Debug)]
pub struct Records<T> {
    items: Vec<T>,
    table: HashTable<u32>,
    last: u32,
}

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            table: HashTable::new(),
            last: 0,
        }
    }
}

impl<T: Copy + Eq + std::hash::Hash> Records<T> {
    /// The index of a record, new or known.
    pub fn intern(&mut self, item: T) -> u32 {
        if self.items.get(self.last as usize) == Some(&item) {
            return self.last;
        }
        let hash = FxBuildHasher.hash_one(item);
        let Self { items, table, .. } = self;
        let found = table.find(hash, |ix| items.get(*ix as usize) == Some(&item));
        let ix = match found {
            Some(ix) => *ix,
            None => {
                let ix = items.len() as u32;
                items.push(item);
                table.insert_unique(hash, ix, |ix| {
                    items
                        .get(*ix as usize)
                        .map_or(0, |item| FxBuildHasher.hash_one(item))
                });
                ix
            }
        };
        self.last = ix;
        ix
    }

    /// The record at an index.
    #[must_use]
    pub fn get(&self, ix: u32) -> Option<&T> {
        self.items.get(ix as usize)
    }

    /// All records, in order of arrival.
    #[must_use]
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// The same, and the store is no more: what it takes to find them goes.
    #[must_use]
    pub fn into_items(self) -> Vec<T> {
        self.items
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn gives_back_what_it_took(texts in proptest::collection::vec(".{0,8}", 0..40)) {
            let mut interner = Interner::default();
            let ids: Vec<u32> = texts.iter().map(|text| interner.intern(text)).collect();
            for (text, id) in texts.iter().zip(&ids) {
                prop_assert_eq!(interner.get(*id), text.as_str());
                prop_assert_eq!(interner.find(text), Some(*id));
            }
            let (sorted, map) = interner.sorted();
            for (text, id) in texts.iter().zip(&ids) {
                prop_assert_eq!(sorted.get(map[*id as usize]), text.as_str());
            }
            let in_order = (1..sorted.len() as u32).all(|ix| sorted.get(ix - 1) < sorted.get(ix));
            prop_assert!(in_order);
        }
    }

    #[test]
    fn records_are_stored_once() {
        let mut records = Records::default();
        let ids: Vec<u32> = [5, 7, 5, 7, 9].map(|n| records.intern(n)).to_vec();
        assert_eq!(ids, [0, 1, 0, 1, 2]);
        assert_eq!(records.items(), [5, 7, 9]);
    }
}
