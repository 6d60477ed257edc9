//! Which descriptions are worth comparing, without comparing all with all.
//!
//! [`compare`](super::compare) links two descriptions in one of two ways, and
//! each has its index:
//!
//! * **They share a model number.** An inverted index from model numbers to the
//!   descriptions that have them, or may have them in another spelling.
//! * **Neither has one.** Then whatever keeps apart must be the same in both, so
//!   descriptions fall into blocks by that alone, and within a block the words
//!   exactly in common must weigh at least the rules' share of the heavier
//!   description. So two that link share a word among their *prefixes*: the
//!   rarest words, up to where the rest weighs less than that share (prefix
//!   filtering, as in similarity joins). The index holds prefixes only. Which
//!   words are rare decides how long this takes and never what is found.
//!
//! No link is lost by either, up to the rules' limits on what is compared and kept. They keep hostile
//! files (a million descriptions that share their rarest word) within bounded
//! time, and no ordinary list of products meets them.

use super::compare::{Verdict, compare};
use super::corpus::{Compact, TermIx, Terms};
use super::lexicon::{Lexicon, Limits};
use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

/// Blocks up to this size are compared all with all.
const SMALL_BLOCK: usize = 8;

/// Two descriptions that are one product. Places are those in the list given
/// to [`links`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// From 0 to 65535.
    pub(crate) similarity: u16,
}

type Map<K, V> = HashMap<K, V, FxBuildHasher>;

/// All links between descriptions. `nodes` are in an order that depends on
/// their contents alone.
pub(crate) fn links(terms: &Terms, nodes: &[Compact], lexicon: &Lexicon) -> Vec<Link> {
    let mut search = Search {
        terms,
        nodes,
        lexicon,
        seen: vec![u32::MAX; nodes.len()],
        kept: vec![0; nodes.len()],
        links: Vec::new(),
    };
    search.by_model();
    search.by_words();
    let mut links = search.links;
    links.sort_unstable_by_key(|link| (link.from, link.to));
    links.dedup();
    links
}

struct Search<'a> {
    terms: &'a Terms,
    nodes: &'a [Compact],
    lexicon: &'a Lexicon,
    /// The last description that each was compared with.
    seen: Vec<u32>,
    /// How many links each has to descriptions before it.
    kept: Vec<u8>,
    links: Vec<Link>,
}

impl<'a> Search<'a> {
    fn node(&self, ix: u32) -> Option<&'a Compact> {
        self.nodes.get(ix as usize)
    }

    /// Compares two descriptions unless that was the last thing done with the
    /// earlier one.
    fn compare(&mut self, earlier: u32, later: u32) {
        let (Some(a), Some(b)) = (self.node(earlier), self.node(later)) else {
            return;
        };
        let full = |kept: &u8| usize::from(*kept) >= self.lexicon.limits.most_links;
        if earlier == later || self.kept.get(later as usize).is_none_or(full) {
            return;
        }
        match self.seen.get_mut(earlier as usize) {
            Some(seen) if *seen == later => return,
            Some(seen) => *seen = later,
            None => return,
        }
        if let Verdict::Linked(likeness) = compare(self.terms, a, b, self.lexicon) {
            if let Some(kept) = self.kept.get_mut(later as usize) {
                *kept += 1;
            }
            self.links.push(Link {
                from: earlier,
                to: later,
                similarity: (likeness.similarity * f64::from(u16::MAX)) as u16,
            });
        }
    }

    fn by_model(&mut self) {
        let limits = self.lexicon.limits;
        let mut own: Map<TermIx, Vec<u32>> = Map::default();
        for (ix, node) in self.nodes.iter().enumerate() {
            for model in &node.models {
                own.entry(*model).or_default().push(ix as u32);
            }
        }
        for (ix, node) in self.nodes.iter().enumerate() {
            let ix = ix as u32;
            // A number spelt otherwise is looked up among the descriptions
            // before and after; one spelt the same, before alone.
            for model in node.models.iter() {
                let list = own.get(model).map_or(&[][..], Vec::as_slice);
                let before = list.partition_point(|other| *other < ix);
                for other in nearest(list.get(..before), list.len(), limits) {
                    self.compare(*other, ix);
                }
            }
            for alias in node.aliases.iter() {
                let list = own.get(alias).map_or(&[][..], Vec::as_slice);
                let before = list.partition_point(|other| *other < ix);
                for other in nearest(list.get(..before), list.len(), limits) {
                    self.compare(*other, ix);
                }
                let after = list.get(before..).unwrap_or(&[]);
                let most = limits.of_list(list.len());
                for other in after.iter().take(most) {
                    self.compare(ix, *other);
                }
            }
        }
    }

    fn by_words(&mut self) {
        let mut blocks: Map<&'a [TermIx], Vec<u32>> = Map::default();
        for (ix, node) in self.nodes.iter().enumerate() {
            if node.models.is_empty() {
                blocks.entry(&node.apart).or_default().push(ix as u32);
            }
        }
        let mut blocks: Vec<Vec<u32>> = blocks
            .into_values()
            .filter(|block| block.len() > 1)
            .collect();
        blocks.sort_unstable();
        let mut index = Index::of(self.terms.len());
        for block in &blocks {
            if block.len() <= SMALL_BLOCK {
                for (at, later) in block.iter().enumerate() {
                    for earlier in block.iter().take(at) {
                        self.compare(*earlier, *later);
                    }
                }
            } else {
                self.block(block, &mut index);
            }
        }
    }

    /// Compares within a block, along the index of prefixes.
    fn block(&mut self, block: &[u32], index: &mut Index) {
        let limits = self.lexicon.limits;
        for ix in block {
            for word in self.node(*ix).into_iter().flat_map(|node| &node.words) {
                index.count(*word);
            }
        }
        let mut words: Vec<TermIx> = Vec::new();
        for ix in block {
            let Some(node) = self.node(*ix) else { continue };
            words.clear();
            words.extend(&node.words);
            words.sort_unstable_by_key(|word| (index.counted(*word), *word));
            let least = self.lexicon.shared_weight * f64::from(node.weight);
            let mut rest = node.weight;
            for word in &words {
                if f64::from(rest) < least {
                    break;
                }
                rest -= self.terms.weight(*word);
                for earlier in nearest(
                    Some(index.list(*word)),
                    index.counted(*word) as usize,
                    limits,
                ) {
                    let lighter = self.node(*earlier).map_or(0, |other| other.weight);
                    let in_reach = f64::from(lighter) >= least
                        && f64::from(node.weight)
                            >= self.lexicon.shared_weight * f64::from(lighter);
                    if in_reach {
                        self.compare(*earlier, *ix);
                    }
                }
                index.push(*word, *ix);
            }
        }
        index.clear();
    }
}

/// Those of a list that are worth a comparison, the last first: the nearest in
/// the order of descriptions, which puts like wordings side by side. `whole` is
/// how long the list is or will be.
fn nearest(list: Option<&[u32]>, whole: usize, limits: Limits) -> impl Iterator<Item = &u32> {
    let most = limits.of_list(whole);
    list.unwrap_or(&[]).iter().rev().take(most)
}

/// Counts and lists by word, cleared in the time that it took to fill them.
struct Index {
    counts: Vec<u32>,
    lists: Map<TermIx, Vec<u32>>,
    touched: Vec<TermIx>,
}

impl Index {
    fn of(terms: usize) -> Self {
        Self {
            counts: vec![0; terms],
            lists: Map::default(),
            touched: Vec::new(),
        }
    }

    fn count(&mut self, word: TermIx) {
        if let Some(count) = self.counts.get_mut(word as usize) {
            if *count == 0 {
                self.touched.push(word);
            }
            *count += 1;
        }
    }

    fn counted(&self, word: TermIx) -> u32 {
        self.counts.get(word as usize).copied().unwrap_or(0)
    }

    fn list(&self, word: TermIx) -> &[u32] {
        self.lists.get(&word).map_or(&[], Vec::as_slice)
    }

    fn push(&mut self, word: TermIx, ix: u32) {
        // A word of one description finds nothing.
        if self.counted(word) > 1 {
            self.lists.entry(word).or_default().push(ix);
        }
    }

    fn clear(&mut self) {
        for word in self.touched.drain(..) {
            if let Some(count) = self.counts.get_mut(word as usize) {
                *count = 0;
            }
        }
        self.lists.clear();
    }
}
