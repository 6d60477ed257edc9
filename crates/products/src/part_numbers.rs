//! The part number of each line, with the user's choices.

use crate::choices::{Choices, Pair, plain};
use crate::part_number::normalised;
use crate::products::NONE;
use crate::rules::Rules;
use profile::intern::Interner;
use profile::{LineRef, Profile};

/// The normalised number of each part number text; zero for none. Numbers are
/// in the order of their normalised texts.
pub(crate) struct PartNumbers(Vec<u32>);

impl PartNumbers {
    pub(crate) fn of(profile: &Profile, rules: &Rules, choices: &Choices) -> Self {
        let decided = Decided::of(rules, choices);
        let mut seen = vec![NONE; profile.texts().len()];
        let mut numbers = Interner::default();
        for line in profile.lines() {
            if let Some(slot) = seen.get_mut(line.sku_ix() as usize)
                && *slot == NONE
            {
                *slot = numbers.intern(&decided.number(line.sku(), rules));
            }
        }
        let (_, in_order) = numbers.sorted();
        for slot in &mut seen {
            *slot = in_order.get(*slot as usize).copied().unwrap_or(0);
        }
        Self(seen)
    }

    pub(crate) fn of_line(&self, line: &LineRef<'_>) -> u32 {
        self.0.get(line.sku_ix() as usize).copied().unwrap_or(0)
    }
}

/// The user's choices about part numbers.
struct Decided {
    ignore_revisions: bool,
    /// Texts that are two numbers although they are written alike.
    split: Vec<String>,
    /// Numbers that are one, each group in order.
    groups: Vec<Vec<String>>,
}

impl Decided {
    fn of(rules: &Rules, choices: &Choices) -> Self {
        let mut decided = Self {
            ignore_revisions: choices.ignore_revisions,
            split: Vec::new(),
            groups: Vec::new(),
        };
        for Pair(a, b) in &choices.split {
            if decided.number(a, rules) == decided.number(b, rules) {
                decided.split.extend([plain(a), plain(b)]);
            }
        }
        let split = |pair: &Pair| {
            let same = |x: &Pair| plain(&x.0) == plain(&pair.0) && plain(&x.1) == plain(&pair.1);
            let turned = |x: &Pair| plain(&x.0) == plain(&pair.1) && plain(&x.1) == plain(&pair.0);
            choices.split.iter().any(|x| same(x) || turned(x))
        };
        for pair in choices.accepted.iter().filter(|pair| !split(pair)) {
            let (a, b) = (
                decided.number(&pair.0, rules),
                decided.number(&pair.1, rules),
            );
            if a.is_empty() || b.is_empty() {
                continue;
            }
            let holds = |group: &Vec<String>| group.contains(&a) || group.contains(&b);
            let (touched, mut rest): (Vec<_>, Vec<_>) = std::mem::take(&mut decided.groups)
                .into_iter()
                .partition(holds);
            let mut group: Vec<String> = touched.into_iter().flatten().chain([a, b]).collect();
            group.sort_unstable();
            group.dedup();
            rest.push(group);
            decided.groups = rest;
        }
        decided
    }

    /// What a part number is known by.
    fn number(&self, text: &str, rules: &Rules) -> String {
        let mut number = normalised(text, rules, self.ignore_revisions);
        if !number.is_empty() && !self.split.is_empty() {
            let as_written = plain(text);
            if self.split.contains(&as_written) {
                number = as_written;
            }
        }
        let group = self.groups.iter().find(|group| group.contains(&number));
        match group.and_then(|group| group.first()) {
            Some(first) => first.clone(),
            None => number,
        }
    }
}
