//! Distinct descriptions to clusters of those that are one product.
//!
//! Links between descriptions are found once, over all of them. Clusters are
//! then built apart in each *scope*, from the links inside it: one scope for
//! each supplier of an importer, and one for all of an importer's descriptions.
//! A link depends on its two descriptions alone and a cluster on the links
//! among its own neighbourhood, so goods that have nothing to do with each
//! other do not change each other's clusters.

use crate::choices::Choices;
use crate::linkage;
use crate::rules::Rules;
use crate::wording::candidates::{self, Link};
use crate::wording::corpus::{Compact, Terms};
use crate::wording::lexicon::Lexicon;
use crate::wording::reading::{Reading, name_words};
use hashbrown::{HashMap, HashSet};
use profile::intern::Interner;
use rustc_hash::FxBuildHasher;

type Map<K, V> = HashMap<K, V, FxBuildHasher>;

/// Where a description occurs: texts are places in the profile's texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Occurrence {
    /// The descriptions that it may be one product with share this number.
    pub(crate) scope: u32,
    /// The description.
    pub(crate) text: u32,
}

/// The clusters of descriptions in each scope.
#[derive(Debug, Default)]
pub(crate) struct Clusters {
    /// Descriptions that say enough to identify goods, in order.
    telling: Vec<u32>,
    /// The first text of the cluster, where that is another text.
    first: Map<Occurrence, u32>,
    /// How many descriptions there are, where that is too many to compare.
    pub(crate) too_many: Option<usize>,
}

impl Clusters {
    /// The first description of the cluster that a description is in; `None`
    /// when it says too little.
    pub(crate) fn of(&self, occurrence: Occurrence) -> Option<u32> {
        self.telling.binary_search(&occurrence.text).ok()?;
        Some(
            self.first
                .get(&occurrence)
                .copied()
                .unwrap_or(occurrence.text),
        )
    }

    /// Clusters descriptions. `occurrences` are in order and each once, and
    /// `suppliers` are pairs of a description and the name of a supplier of it,
    /// likewise.
    pub(crate) fn build(
        texts: &Interner,
        occurrences: &[Occurrence],
        suppliers: &[(u32, u32)],
        rules: &Rules,
        choices: &Choices,
    ) -> Self {
        let lexicon = Lexicon::of(&rules.description);
        let mut distinct: Vec<u32> = occurrences.iter().map(|o| o.text).collect();
        distinct.sort_unstable();
        distinct.dedup();
        let decided = Decided::of(texts, &distinct, choices);
        let too_many = Some(distinct.len()).filter(|many| *many > rules.description.most_described);
        let are_compared = too_many.is_none();
        let mut nodes = Nodes::read(
            texts,
            &distinct,
            suppliers,
            &decided,
            &lexicon,
            are_compared,
        );
        let links = match too_many {
            None => candidates::links(&nodes.terms, &nodes.compact, &lexicon),
            Some(_) => Vec::new(),
        };
        let links = nodes.decide(links, &decided);
        let first = nodes.cluster(occurrences, &links);
        Self {
            telling: nodes.of.iter().map(|(text, _)| *text).collect(),
            first,
            too_many,
        }
    }
}

/// The user's choices, by place of the texts.
#[derive(Default)]
struct Decided {
    accepted: Vec<(u32, u32)>,
    split: HashSet<(u32, u32), FxBuildHasher>,
    texts: HashSet<u32, FxBuildHasher>,
}

impl Decided {
    fn of(texts: &Interner, distinct: &[u32], choices: &Choices) -> Self {
        let mut decided = Self::default();
        if choices.accepted.is_empty() && choices.split.is_empty() {
            return decided;
        }
        let mut places: Map<String, Vec<u32>> = Map::default();
        for text in distinct {
            let plain = crate::choices::plain(texts.get(*text));
            places.entry(plain).or_default().push(*text);
        }
        let pairs = |pair: &crate::choices::Pair| -> Vec<(u32, u32)> {
            let of = |text: &str| places.get(&crate::choices::plain(text));
            let (Some(left), Some(right)) = (of(&pair.0), of(&pair.1)) else {
                return Vec::new();
            };
            let both = |a: &u32| right.iter().map(|b| ordered(*a, *b)).collect::<Vec<_>>();
            left.iter().flat_map(both).filter(|(a, b)| a != b).collect()
        };
        decided.split = choices.split.iter().flat_map(pairs).collect();
        decided.accepted = choices.accepted.iter().flat_map(pairs).collect();
        decided
            .accepted
            .retain(|pair| !decided.split.contains(pair));
        let all = decided.accepted.iter().chain(&decided.split);
        decided.texts = all.flat_map(|(a, b)| [*a, *b]).collect();
        decided
    }
}

fn ordered(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}

/// Descriptions that say the same, as one node; in the order of what they say.
struct Nodes {
    /// How many there are.
    count: u32,
    /// The terms of them all, and each one's; both empty where there are too
    /// many to be compared.
    terms: Terms,
    compact: Vec<Compact>,
    /// The node of each telling text, in order of texts.
    of: Vec<(u32, u32)>,
    /// Nodes that say the same and are apart because a choice is about them.
    same: Vec<(u32, u32)>,
}

impl Nodes {
    fn read(
        texts: &Interner,
        distinct: &[u32],
        suppliers: &[(u32, u32)],
        decided: &Decided,
        lexicon: &Lexicon,
        are_compared: bool,
    ) -> Self {
        let mut names: Map<u32, Option<Vec<String>>> = Map::default();
        let mut terms = Terms::default();
        // What each node says, and the nodes by that. There may be as many as
        // lines, so each key is held once.
        let mut keys = Interner::default();
        let mut read: Vec<Compact> = Vec::new();
        let mut of: Vec<(u32, u32)> = Vec::with_capacity(distinct.len());
        for text in distinct {
            let from = suppliers.partition_point(|(other, _)| other < text);
            let of_text = suppliers.iter().skip(from).take_while(|(t, _)| t == text);
            let of_text: Vec<Vec<String>> = of_text
                .filter_map(|(_, name)| {
                    names
                        .entry(*name)
                        .or_insert_with(|| name_words(texts.get(*name), lexicon))
                        .clone()
                })
                .collect();
            let reading = Reading::of(texts.get(*text), &of_text, lexicon);
            if reading.telling(lexicon) < lexicon.telling_words {
                continue;
            }
            let mut key = reading.key();
            if decided.texts.contains(text) {
                key.push('\n');
                key.push_str(texts.get(*text));
            }
            // The store begins with the empty text, which says nothing.
            let Some(node) = keys.intern(&key).checked_sub(1) else {
                continue;
            };
            if are_compared && node as usize == read.len() {
                read.push(terms.compact(&reading));
            }
            of.push((*text, node));
        }
        let count = keys.len() as u32 - 1;
        let mut order: Vec<u32> = (0..count).collect();
        let key = |node: &u32| keys.get(*node + 1);
        order.sort_unstable_by(|a, b| key(a).cmp(key(b)));
        let same = said_twice(&order, key, decided);
        drop(keys);
        let mut rank = vec![0; order.len()];
        for (at, ix) in order.iter().enumerate() {
            if let Some(slot) = rank.get_mut(*ix as usize) {
                *slot = at as u32;
            }
        }
        for (_, node) in &mut of {
            *node = rank.get(*node as usize).copied().unwrap_or(0);
        }
        let mut compact = vec![Compact::default(); read.len()];
        for (mut one, at) in read.into_iter().zip(&rank) {
            terms.resolve(&mut one);
            if let Some(slot) = compact.get_mut(*at as usize) {
                *slot = one;
            }
        }
        Self {
            count,
            terms,
            compact,
            of,
            same,
        }
    }

    fn of_text(&self, text: u32) -> Option<u32> {
        let at = self
            .of
            .binary_search_by_key(&text, |(text, _)| *text)
            .ok()?;
        self.of.get(at).map(|(_, node)| *node)
    }

    /// Applies the user's choices: nodes of accepted pairs become one, links of
    /// split pairs go. Gives the links from the strongest to the weakest.
    fn decide(&mut self, mut links: Vec<Link>, decided: &Decided) -> Vec<Link> {
        if !decided.texts.is_empty() {
            links.extend(self.same.iter().map(|(from, to)| Link {
                from: *from,
                to: *to,
                similarity: u16::MAX,
            }));
            let mut into: Vec<u32> = (0..self.count).collect();
            let resolve = |into: &[u32], mut node: u32| {
                while let Some(next) = into.get(node as usize).filter(|next| **next != node) {
                    node = *next;
                }
                node
            };
            let node = |text: &u32| self.of_text(*text).unwrap_or(0);
            for (a, b) in &decided.accepted {
                let a = resolve(&into, node(a));
                let b = resolve(&into, node(b));
                if let Some(slot) = into.get_mut(a.max(b) as usize) {
                    *slot = a.min(b);
                }
            }
            let split: HashSet<(u32, u32), FxBuildHasher> = decided
                .split
                .iter()
                .map(|(a, b)| ordered(resolve(&into, node(a)), resolve(&into, node(b))))
                .collect();
            for link in &mut links {
                (link.from, link.to) = ordered(resolve(&into, link.from), resolve(&into, link.to));
            }
            links.retain(|link| link.from != link.to && !split.contains(&(link.from, link.to)));
            for (_, node) in &mut self.of {
                *node = resolve(&into, *node);
            }
        }
        links.sort_unstable_by_key(|link| (link.from, link.to, u16::MAX - link.similarity));
        links.dedup_by_key(|link| (link.from, link.to));
        links.sort_by_key(|link| u16::MAX - link.similarity);
        links
    }

    /// Clusters in each scope. Gives the first text of the cluster for each
    /// occurrence that is not itself the first.
    fn cluster(&self, occurrences: &[Occurrence], links: &[Link]) -> Map<Occurrence, u32> {
        // Nodes of each scope, in order, and scopes of each node likewise.
        let mut members: Vec<(u32, u32, u32)> = occurrences
            .iter()
            .filter_map(|o| Some((o.scope, self.of_text(o.text)?, o.text)))
            .collect();
        members.sort_unstable();
        let mut scopes: Vec<(u32, u32)> = members
            .iter()
            .map(|(scope, node, _)| (*node, *scope))
            .collect();
        scopes.sort_unstable();
        scopes.dedup();
        let mut inside: Vec<(u32, u32)> = Vec::new();
        for (at, link) in links.iter().enumerate() {
            for scope in in_both(&scopes, link.from, link.to) {
                inside.push((scope, at as u32));
            }
        }
        // Stable by scope, so links stay from the strongest to the weakest.
        inside.sort_by_key(|(scope, _)| *scope);
        let mut inside = inside.as_slice();
        let mut first: Map<Occurrence, u32> = Map::default();
        for scope in members.chunk_by(|a, b| a.0 == b.0) {
            let Some((number, ..)) = scope.first() else {
                continue;
            };
            let mut nodes: Vec<u32> = scope.iter().map(|(_, node, _)| *node).collect();
            nodes.dedup();
            let count = inside.partition_point(|(scope, _)| scope <= number);
            let (here, rest) = inside.split_at(count.min(inside.len()));
            inside = rest;
            let local = |node: u32| nodes.binary_search(&node).unwrap_or(0) as u32;
            let pairs = here.iter().filter_map(|(_, at)| {
                let link = links.get(*at as usize)?;
                Some((local(link.from), local(link.to)))
            });
            let clusters = linkage::complete(nodes.len(), pairs);
            let of = |node: u32| clusters.get(local(node) as usize).copied().unwrap_or(0);
            let mut least = vec![u32::MAX; nodes.len()];
            for (_, node, text) in scope {
                if let Some(slot) = least.get_mut(of(*node) as usize) {
                    *slot = (*slot).min(*text);
                }
            }
            for (scope, node, text) in scope {
                let named = least.get(of(*node) as usize).copied().unwrap_or(*text);
                if named != *text {
                    let occurrence = Occurrence {
                        scope: *scope,
                        text: *text,
                    };
                    first.insert(occurrence, named);
                }
            }
        }
        first
    }
}

/// The scopes that two nodes are both in; `scopes` are pairs of node and scope,
/// in order.
fn in_both(scopes: &[(u32, u32)], a: u32, b: u32) -> impl Iterator<Item = u32> {
    let of = |node: u32| {
        let from = scopes.partition_point(|(other, _)| *other < node);
        scopes
            .get(from..)
            .unwrap_or(&[])
            .iter()
            .take_while(move |(other, _)| *other == node)
            .map(|(_, scope)| *scope)
    };
    let mut right = of(b).peekable();
    of(a).filter(move |scope| {
        while right.next_if(|other| other < scope).is_some() {}
        right.peek() == Some(scope)
    })
}

/// Pairs of nodes that say the same and are two because a choice is about one
/// of them: what they say is the key up to the line break.
fn said_twice<'k>(
    order: &[u32],
    key: impl Fn(&u32) -> &'k str,
    decided: &Decided,
) -> Vec<(u32, u32)> {
    if decided.texts.is_empty() {
        return Vec::new();
    }
    let said = |place: &usize| {
        let key = order.get(*place).map_or("", &key);
        key.split('\n').next().unwrap_or("")
    };
    let places: Vec<usize> = (0..order.len()).collect();
    let mut pairs = Vec::new();
    for group in places.chunk_by(|a, b| said(a) == said(b)) {
        for (at, later) in group.iter().enumerate() {
            for earlier in group.iter().take(at) {
                pairs.push((*earlier as u32, *later as u32));
            }
        }
    }
    pairs
}
