//! Lines that are declared alike.
//!
//! Most questions about a line hang on little of it: its tariff numbers, its
//! origin and maker, its claim, the type of its entry. A million lines have
//! some thousand such combinations, so what holds for one is worked out once and
//! kept ([`Memo`](crate::Memo)); dates and amounts are all that is left to ask
//! of each line.

use super::{LineIx, Profile};
use customs::{Country, Hts, Mid, hts::Kind};
use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// What the lines of a kind have in common: supply relation (origin, maker,
/// supplier, claim, currency), entry type, unit, and tariff numbers with their
/// order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindIx(pub u32);

/// The kinds of the lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kinds {
    /// The kind of each line.
    of: Vec<u32>,
    kinds: Vec<LineKind>,
    /// The chapter 99 numbers of the kinds, one after another.
    additional: Vec<Hts>,
}

/// One kind.
#[derive(Clone, Copy, Debug)]
struct LineKind {
    /// The first line of it, which stands for all.
    first: LineIx,
    additional: (u32, u32),
    special: bool,
    mid_country: Option<Country>,
}

impl Kinds {
    /// Tells the lines of a profile apart.
    pub(crate) fn of(profile: &Profile) -> Self {
        let mut kinds = Self {
            of: Vec::with_capacity(profile.len()),
            ..Self::default()
        };
        let mut table: HashTable<u32> = HashTable::new();
        let known = Known { profile };
        for at in 0..profile.len() as u32 {
            let line = LineIx(at);
            let first = |kind: u32, kinds: &Self| {
                let kind = kinds.kinds.get(kind as usize);
                kind.map_or(LineIx(u32::MAX), |kind| kind.first)
            };
            let hash = known.hash(line);
            let found = table.find(hash, |kind| known.alike(first(*kind, &kinds), line));
            let kind = match found {
                Some(kind) => *kind,
                None => {
                    let kind = kinds.kinds.len() as u32;
                    kinds.push(profile, line);
                    table.insert_unique(hash, kind, |kind| known.hash(first(*kind, &kinds)));
                    kind
                }
            };
            kinds.of.push(kind);
        }
        kinds
    }

    fn push(&mut self, profile: &Profile, first: LineIx) {
        let from = self.additional.len() as u32;
        let mut special = false;
        let line = profile.line(first);
        for hts in line.tariffs().filter_map(|tariff| tariff.hts) {
            match hts.kind() {
                Kind::Additional => self.additional.push(hts),
                Kind::Special => special = true,
                Kind::Ordinary => {}
            }
        }
        self.kinds.push(LineKind {
            first,
            additional: (from, self.additional.len() as u32),
            special,
            mid_country: Mid::parse(line.mid()).ok().and_then(|mid| mid.country()),
        });
    }

    fn get(&self, line: LineIx) -> Option<&LineKind> {
        self.kinds.get(*self.of.get(line.0 as usize)? as usize)
    }

    pub(super) fn of_line(&self, line: LineIx) -> KindIx {
        KindIx(self.of.get(line.0 as usize).copied().unwrap_or(u32::MAX))
    }

    pub(super) fn additional(&self, line: LineIx) -> &[Hts] {
        let (from, to) = self.get(line).map_or((0, 0), |kind| kind.additional);
        self.additional
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }

    pub(super) fn is_special(&self, line: LineIx) -> bool {
        self.get(line).is_some_and(|kind| kind.special)
    }

    pub(super) fn mid_country(&self, line: LineIx) -> Option<Country> {
        self.get(line)?.mid_country
    }

    pub(super) fn first(&self, kind: KindIx) -> Option<LineIx> {
        self.kinds.get(kind.0 as usize).map(|kind| kind.first)
    }

    pub(super) fn len(&self) -> usize {
        self.kinds.len()
    }
}

/// What two lines are compared by.
struct Known<'a> {
    profile: &'a Profile,
}

impl Known<'_> {
    fn parts(&self, line: LineIx) -> impl Hash + PartialEq + '_ {
        let (lines, at) = (&self.profile.lines, line.0 as usize);
        let (from, to) = lines.tariffs.get(at).copied().unwrap_or_default();
        let tariffs = self.profile.tariffs.hts.get(from as usize..to as usize);
        (
            lines.party.get(at).copied(),
            self.profile.line(line).entry_type(),
            lines.hts.get(at).copied().flatten(),
            lines.unit.get(at).copied().flatten(),
            tariffs.unwrap_or_default(),
        )
    }

    fn hash(&self, line: LineIx) -> u64 {
        let mut hasher = FxHasher::default();
        self.parts(line).hash(&mut hasher);
        hasher.finish()
    }

    fn alike(&self, a: LineIx, b: LineIx) -> bool {
        self.parts(a) == self.parts(b)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Grain, Row, Source, Store};
    use customs::{Cents, Hts};

    #[test]
    fn alike_but_for_dates_and_amounts() {
        let mut store = Store::default();
        let source = store.source(Source {
            name: "lines".into(),
            grain: Grain::Ordinal,
        });
        let mut push = |entry: &str, ordinal: u8, number: &str, cents: i64| {
            store.push(
                source,
                &Row {
                    entry,
                    line_no: Some(1),
                    ordinal: Some(ordinal),
                    hts: Hts::parse(number).ok(),
                    value: Some(Cents(cents)),
                    ..Row::default()
                },
            );
        };
        for (entry, cents) in [("A", 100), ("B", 250)] {
            push(entry, 1, "9903.88.03", 0);
            push(entry, 2, "8204.11.0030", cents);
        }
        push("C", 1, "8204.11.0030", 100);
        push("D", 1, "9802.00.80", 100);
        push("D", 2, "8204.11.0030", 100);
        let profile = store.finish();
        let kinds: Vec<u32> = profile.lines().map(|line| line.kind().0).collect();
        assert_eq!(kinds, [0, 0, 1, 2]);
        let lines: Vec<_> = profile.lines().collect();
        let filed: Vec<usize> = lines.iter().map(|l| l.additional().count()).collect();
        assert_eq!(filed, [1, 1, 0, 0]);
        let special: Vec<bool> = lines
            .iter()
            .map(|l| l.has_special_classification())
            .collect();
        assert_eq!(special, [false, false, false, true]);
        let first: Vec<u32> = profile.kinds().map(|line| line.ix().0).collect();
        assert_eq!(first, [0, 2, 3]);
    }
}
