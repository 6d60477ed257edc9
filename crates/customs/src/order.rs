//! Sorting that is compiled once.
//!
//! The standard library's sorts are made anew for every type and every
//! comparison, six to ten kilobytes each, and of a program that travels inside a
//! page they were a seventh. Here places are sorted, by a comparison that is
//! called, and the list is put in their order: one sort for all. It is stable,
//! takes four bytes an element, and two to three times as long, so that lists as
//! long as a file keep the standard one. A list of a few, as most are, is sorted
//! where it stands.

use std::cmp::Ordering;

/// Lists that are put in order by the one sort.
pub trait Ordered<T> {
    /// As [`slice::sort`].
    fn order(&mut self)
    where
        T: Ord;

    /// As [`slice::sort_by`].
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// As [`slice::sort_by_key`].
    fn order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

/// Lists of at most so many are sorted where they stand.
const FEW: usize = 8;

impl<T> Ordered<T> for [T] {
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }

    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        if self.len() <= FEW {
            for end in 1..self.len() {
                let mut at = end;
                while let Some([a, b]) = at.checked_sub(1).and_then(|from| self.get(from..=at))
                    && compare(a, b) == Ordering::Greater
                {
                    self.swap(at - 1, at);
                    at -= 1;
                }
            }
            return;
        }
        let list = &*self;
        let mut places = sorted(list.len(), &mut |a, b| match (list.get(a), list.get(b)) {
            (Some(a), Some(b)) => compare(a, b),
            _ => Ordering::Equal, // every place is one of the list's
        });
        arrange(&mut places, &mut |a, b| self.swap(a, b));
    }

    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }
}

/// The places of a list in the order of what stands there.
#[inline(never)]
fn sorted(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..count as u32).collect();
    places.sort_by(|a, b| compare(*a as usize, *b as usize));
    places
}

/// Swaps until at each place stands what `places` says stood elsewhere.
#[inline(never)]
fn arrange(places: &mut [u32], swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..places.len() {
        let mut at = start;
        while let Some(place) = places.get_mut(at) {
            let from = std::mem::replace(place, at as u32) as usize;
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(list in prop::collection::vec((0_u8..9, any::<u16>()), 0..200)) {
            let (mut ours, mut theirs) = (list.clone(), list.clone());
            ours.order();
            theirs.sort();
            prop_assert_eq!(&ours, &theirs);

            // What is equal keeps its order.
            let (mut ours, mut theirs) = (list.clone(), list);
            ours.order_by_key(|(key, _)| std::cmp::Reverse(*key));
            theirs.sort_by_key(|(key, _)| std::cmp::Reverse(*key));
            prop_assert_eq!(ours, theirs);
        }
    }
}
