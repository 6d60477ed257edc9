//! Sorting that is compiled once.
//!
//! The standard library's sorts are made anew for every type and every
//! comparison, six to ten kilobytes each, and of a program that travels inside a
//! page they were a seventh. Here places are sorted, by a comparison that is
//! called, and the list is put in their order: one sort for all. It is stable,
//! takes four bytes an element, and two to three times as long, so that lists as
//! long as a file keep the standard one.

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

impl<T> Ordered<T> for [T] {
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }

    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let list = &*self;
        let mut places = sorted(list.len(), &mut |a, b| match (list.get(a), list.get(b)) {
            (Some(a), Some(b)) => compare(a, b),
            _ => Ordering::Equal, // every place is one of the list's
        });
        arrange(places.list(), &mut |a, b| self.swap(a, b));
    }

    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }
}

/// Places in a list. Those of a short one, as most are, take no memory of their
/// own.
struct Places {
    count: usize,
    few: [u32; 16],
    many: Vec<u32>,
}

impl Places {
    fn list(&mut self) -> &mut [u32] {
        match self.few.get_mut(..self.count) {
            Some(few) => few,
            None => &mut self.many,
        }
    }
}

/// The places of a list in the order of what stands there.
#[inline(never)]
fn sorted(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Places {
    let mut places = Places {
        count,
        few: [0; 16],
        many: Vec::new(),
    };
    if count > places.few.len() {
        places.many = vec![0; count];
    }
    let list = places.list();
    for (place, at) in list.iter_mut().zip(0..) {
        *place = at;
    }
    list.sort_by(|a, b| compare(*a as usize, *b as usize));
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
