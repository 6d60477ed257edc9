//! Complete linkage: a cluster in which every two members are linked.
//!
//! Single linkage would chain: `bolt steel hex` to `bolt steel hex long` to
//! `bolt steel long` to whatever. Here two clusters become one at the moment
//! when the *weakest* link between their members is reached, going from the
//! strongest link to the weakest; so they never do when one link is missing.
//!
//! Instead of a matrix, the links that were seen between two clusters are
//! counted; when as many were seen as there are pairs, the last one seen was
//! the weakest. On merging, the shorter list of counts goes into the longer, so
//! the whole takes no more than links × log(links) steps.

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// Clusters nodes `0..nodes`. `links` are pairs of nodes from the strongest to
/// the weakest, each pair at most once. Gives the cluster of each node, named
/// by its first node.
pub(crate) fn complete(nodes: usize, links: impl IntoIterator<Item = (u32, u32)>) -> Vec<u32> {
    let mut state = Clusters {
        parent: (0..nodes as u32).collect(),
        size: vec![1; nodes],
        seen: HashMap::default(),
    };
    for (a, b) in links {
        state.link(a, b);
    }
    // The name is the first node, whichever node stands for the cluster inside.
    let mut first = vec![u32::MAX; nodes];
    (0..nodes as u32)
        .map(|node| {
            let root = state.root(node);
            match first.get_mut(root as usize) {
                Some(first) if *first == u32::MAX => {
                    *first = node;
                    node
                }
                Some(first) => *first,
                None => node,
            }
        })
        .collect()
}

type Counts = HashMap<u32, u64, FxBuildHasher>;

struct Clusters {
    parent: Vec<u32>,
    size: Vec<u64>,
    /// How many links were seen to each other cluster, both ways.
    seen: HashMap<u32, Counts, FxBuildHasher>,
}

impl Clusters {
    fn root(&mut self, node: u32) -> u32 {
        let mut at = node;
        while let Some(parent) = self.parent.get(at as usize).copied() {
            if parent == at {
                break;
            }
            let above = self.parent.get(parent as usize).copied().unwrap_or(parent);
            if let Some(slot) = self.parent.get_mut(at as usize) {
                *slot = above;
            }
            at = above;
        }
        at
    }

    fn size(&self, root: u32) -> u64 {
        self.size.get(root as usize).copied().unwrap_or(1)
    }

    fn link(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let pairs = self.size(a) * self.size(b);
        if pairs > 1 {
            *self.seen.entry(b).or_default().entry(a).or_default() += 1;
            let count = self.seen.entry(a).or_default().entry(b).or_default();
            *count += 1;
            if *count < pairs {
                return;
            }
        }
        self.merge(a, b);
    }

    fn merge(&mut self, a: u32, b: u32) {
        let mut of_a = self.seen.remove(&a).unwrap_or_default();
        let mut of_b = self.seen.remove(&b).unwrap_or_default();
        of_a.remove(&b);
        of_b.remove(&a);
        let (kept, gone, mut more, fewer) = if of_a.len() >= of_b.len() {
            (a, b, of_a, of_b)
        } else {
            (b, a, of_b, of_a)
        };
        for (other, count) in fewer {
            *more.entry(other).or_default() += count;
            if let Some(counts) = self.seen.get_mut(&other) {
                counts.remove(&gone);
                *counts.entry(kept).or_default() += count;
            }
        }
        if !more.is_empty() {
            self.seen.insert(kept, more);
        }
        if let Some(slot) = self.parent.get_mut(gone as usize) {
            *slot = kept;
        }
        let size = self.size(a) + self.size(b);
        if let Some(slot) = self.size.get_mut(kept as usize) {
            *slot = size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_chain_is_cut() {
        assert_eq!(complete(3, [(0, 1), (1, 2)]), [0, 0, 2]);
        assert_eq!(complete(3, [(1, 2), (0, 1)]), [0, 1, 1]);
        assert_eq!(complete(3, [(0, 1), (1, 2), (0, 2)]), [0, 0, 0]);
    }

    #[test]
    fn two_pairs_become_one_at_their_last_link() {
        let links = [(0, 1), (2, 3), (0, 2), (0, 3), (1, 2)];
        assert_eq!(complete(4, links), [0, 0, 2, 2]);
        assert_eq!(complete(4, links.into_iter().chain([(1, 3)])), [0; 4]);
    }

    /// What complete linkage is, the slow way.
    fn slowly(nodes: usize, links: &[(u32, u32)]) -> Vec<u32> {
        let rank = |a: u32, b: u32| {
            links
                .iter()
                .position(|link| *link == (a, b) || *link == (b, a))
        };
        let mut clusters: Vec<Vec<u32>> = (0..nodes as u32).map(|n| vec![n]).collect();
        loop {
            let mut best: Option<(usize, usize, usize)> = None;
            for i in 0..clusters.len() {
                for j in 0..i {
                    let pairs = clusters[i]
                        .iter()
                        .flat_map(|a| clusters[j].iter().map(move |b| (*a, *b)));
                    let ranks: Option<Vec<usize>> = pairs.map(|(a, b)| rank(a, b)).collect();
                    if let Some(weakest) = ranks.and_then(|ranks| ranks.into_iter().max())
                        && best.is_none_or(|(rank, ..)| weakest < rank)
                    {
                        best = Some((weakest, i, j));
                    }
                }
            }
            let Some((_, i, j)) = best else { break };
            let moved = clusters.remove(i);
            clusters[j].extend(moved);
        }
        let mut of = vec![0; nodes];
        for cluster in clusters {
            let first = *cluster.iter().min().unwrap();
            for node in cluster {
                of[node as usize] = first;
            }
        }
        of
    }

    proptest! {
        #[test]
        fn is_complete_linkage(order in Just((0..10u32).flat_map(|a| (0..a).map(move |b| (b, a))).collect::<Vec<_>>()).prop_shuffle(), kept in 0..45usize) {
            let links = &order[..kept];
            prop_assert_eq!(complete(10, links.iter().copied()), slowly(10, links));
        }
    }
}
