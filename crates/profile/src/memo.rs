//! What was worked out once, by two numbers: a kind of line and a spell of days,
//! say.

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// Values by two numbers, each made when it is first asked for.
#[derive(Clone, Debug)]
pub struct Memo<T>(HashMap<u64, T, FxBuildHasher>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<T> Memo<T> {
    /// The value of two numbers.
    pub fn get(&mut self, one: u32, other: u32, make: impl FnOnce() -> T) -> &mut T {
        let key = u64::from(one) << 32 | u64::from(other);
        self.0.entry(key).or_insert_with(make)
    }

    /// All values, in no order.
    pub fn into_values(self) -> impl Iterator<Item = T> {
        self.0.into_values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_each_once() {
        let mut memo = Memo::default();
        let mut made = 0;
        for (one, other) in [(1, 2), (2, 1), (1, 2), (0, u32::MAX), (1, 2)] {
            let value = memo.get(one, other, || {
                made += 1;
                (one, other)
            });
            assert_eq!(*value, (one, other));
        }
        assert_eq!(made, 3);
    }
}
