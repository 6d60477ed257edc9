//! Columns that grow without moving.
//!
//! A column of a hundred million bytes that grows as a `Vec` does is copied each
//! time it doubles, holds up to twice what it needs, and leaves a hole behind
//! that Wasm, which gives no memory back, keeps for good. So a column is a list
//! of blocks: a full one is never touched again.
//!
//! Numbers are packed on the way: of a block of amounts nearly always each fits
//! into four bytes, as it is or in units of what all of them are multiples of
//! (quantities are kept in millionths and are mostly whole).

/// A column of values, one a row.
#[derive(Clone, Debug)]
pub(crate) struct Blocks<T> {
    blocks: Vec<Vec<T>>,
    len: usize,
}

/// Values in a block of [`Blocks`].
const BLOCK: usize = 1 << 14;

impl<T> Default for Blocks<T> {
    fn default() -> Self {
        Self {
            blocks: Vec::new(),
            len: 0,
        }
    }
}

impl<T> Blocks<T> {
    pub(crate) fn push(&mut self, value: T) {
        match self.blocks.last_mut() {
            Some(block) if block.len() < BLOCK => block.push(value),
            // The first grows as it is needed: most files end in it.
            None => self.blocks.push(vec![value]),
            Some(_) => {
                let mut block = Vec::with_capacity(BLOCK);
                block.push(value);
                self.blocks.push(block);
            }
        }
        self.len += 1;
    }

    pub(crate) fn get(&self, at: usize) -> Option<&T> {
        self.blocks.get(at / BLOCK)?.get(at % BLOCK)
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.blocks.iter().flatten()
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.blocks.iter_mut().flatten()
    }

    /// Bytes held on the heap.
    pub(crate) fn bytes(&self) -> usize {
        let values: usize = self.blocks.iter().map(Vec::capacity).sum();
        values * size_of::<T>()
    }
}

impl<T> Extend<T> for Blocks<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        values.into_iter().for_each(|value| self.push(value));
    }
}

/// A column of numbers, some absent, that reaches no further than the last row
/// that fills it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sparse {
    full: Vec<Packed>,
    /// The block under way.
    tail: Vec<i64>,
}

/// Numbers in a block of [`Sparse`].
const PACK: usize = 1 << 12;

/// No number: the one value that saturating arithmetic on real files never
/// reaches.
const ABSENT: i64 = i64::MIN;

#[derive(Clone, Debug)]
enum Packed {
    /// All absent.
    Absent,
    /// Each times the unit; an absent one is the lowest number there is.
    Narrow {
        unit: i64,
        numbers: Box<[i32]>,
    },
    Wide(Box<[i64]>),
}

impl Packed {
    fn of(numbers: &[i64]) -> Self {
        let present = || numbers.iter().copied().filter(|number| *number != ABSENT);
        let Some(largest) = present().map(i64::unsigned_abs).max() else {
            return Self::Absent;
        };
        const MOST: u64 = i32::MAX as u64;
        let unit = if largest <= MOST {
            1
        } else {
            present().map(i64::unsigned_abs).fold(0, common)
        };
        match i64::try_from(unit) {
            Ok(unit) if largest / unit.unsigned_abs() <= MOST => Self::Narrow {
                unit,
                numbers: numbers
                    .iter()
                    .map(|number| match *number {
                        ABSENT => i32::MIN,
                        number => (number / unit) as i32,
                    })
                    .collect(),
            },
            _ => Self::Wide(numbers.into()),
        }
    }

    fn get(&self, at: usize) -> Option<i64> {
        match self {
            Self::Absent => None,
            Self::Narrow { unit, numbers } => numbers
                .get(at)
                .filter(|number| **number != i32::MIN)
                .map(|number| i64::from(*number) * unit),
            Self::Wide(numbers) => numbers.get(at).copied().filter(|number| *number != ABSENT),
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Absent => 0,
            Self::Narrow { numbers, .. } => size_of_val(&**numbers),
            Self::Wide(numbers) => size_of_val(&**numbers),
        }
    }
}

/// What both are multiples of; zero is a multiple of anything.
fn common(a: u64, b: u64) -> u64 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Sparse {
    /// Puts a number at a place after all that are there.
    pub(crate) fn push(&mut self, at: usize, number: Option<i64>) {
        if let Some(number) = number {
            while self.len() < at {
                self.put(ABSENT);
            }
            self.put(number.max(ABSENT + 1));
        }
    }

    fn put(&mut self, number: i64) {
        self.tail.push(number);
        if self.tail.len() == PACK {
            self.full.push(Packed::of(&self.tail));
            self.tail.clear();
        }
    }

    fn len(&self) -> usize {
        self.full.len() * PACK + self.tail.len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<i64> {
        match self.full.get(at / PACK) {
            Some(packed) => packed.get(at % PACK),
            None => self
                .tail
                .get(at.checked_sub(self.full.len() * PACK)?)
                .copied()
                .filter(|number| *number != ABSENT),
        }
    }

    /// Puts all of another's numbers at a place after all that are there.
    pub(crate) fn append(&mut self, at: usize, other: &Self) {
        for place in 0..other.len() {
            self.push(at + place, other.get(place));
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.full.is_empty() && self.tail.is_empty()
    }

    /// Bytes held on the heap.
    pub(crate) fn bytes(&self) -> usize {
        let full: usize = self.full.iter().map(Packed::bytes).sum();
        full + self.tail.capacity() * size_of::<i64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers() -> impl Strategy<Value = Vec<Option<i64>>> {
        let number = prop_oneof![
            4 => (-1_000_000_i64..1_000_000).prop_map(Some),
            4 => (0_i64..1_000_000).prop_map(|whole| Some(whole * 1_000_000)),
            2 => Just(None),
            1 => any::<i64>().prop_map(|any| Some(any.max(ABSENT + 1))),
            1 => Just(Some(i64::from(i32::MIN))),
        ];
        // A short piece over and over crosses blocks; its numbers decide how
        // the blocks are packed.
        (prop::collection::vec(number, 1..20), 1_usize..1_000)
            .prop_map(|(piece, times)| piece.repeat(times))
    }

    proptest! {
        #[test]
        fn what_was_put_in_is_there(numbers in numbers()) {
            let mut column = Sparse::default();
            let mut plain = Blocks::default();
            for (at, number) in numbers.iter().enumerate() {
                column.push(at, *number);
                plain.push(*number);
            }
            for (at, number) in numbers.iter().enumerate() {
                prop_assert_eq!(column.get(at), *number);
                prop_assert_eq!(plain.get(at), Some(number));
            }
            prop_assert_eq!(column.get(numbers.len()), None);
            prop_assert_eq!(plain.get(numbers.len()), None);
            prop_assert_eq!(plain.iter().collect::<Vec<_>>(), numbers.iter().collect::<Vec<_>>());
        }

        #[test]
        fn what_was_appended_follows(first in numbers(), second in numbers()) {
            let column = |numbers: &[Option<i64>]| {
                let mut column = Sparse::default();
                for (at, number) in numbers.iter().enumerate() {
                    column.push(at, *number);
                }
                column
            };
            let mut both = column(&first);
            both.append(first.len(), &column(&second));
            for (at, number) in first.iter().chain(&second).enumerate() {
                prop_assert_eq!(both.get(at), *number);
            }
        }
    }

    #[test]
    fn amounts_and_whole_quantities_take_four_bytes() {
        let mut amounts = Sparse::default();
        let mut quantities = Sparse::default();
        for at in 0..PACK {
            amounts.push(at, Some(at as i64 * 100_000));
            quantities.push(at, Some(at as i64 * 1_000_000));
        }
        for column in [amounts, quantities] {
            assert_eq!(
                column.full.iter().map(Packed::bytes).sum::<usize>(),
                PACK * 4
            );
        }
    }
}
