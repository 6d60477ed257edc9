//! Lines to products: each line at the strongest tier it reaches.

use crate::choices::Choices;
use crate::descriptions::{Clusters, Occurrence};
use crate::part_number;
use crate::price_level::PriceLevels;
use crate::products::{Groups, Key, Lists, NONE, Products};
use crate::rules::Rules;
use customs::{Hts, Unit, hts::Level};
use hashbrown::{HashMap, HashSet};
use profile::intern::Interner;
use profile::{LineIx, LineRef, Profile};
use rustc_hash::FxBuildHasher;

type Map<K, V> = HashMap<K, V, FxBuildHasher>;

impl Products {
    /// Finds out which lines are the same product.
    #[must_use]
    pub fn identify(profile: &Profile, rules: &Rules, choices: &Choices) -> Self {
        let part_numbers = PartNumbers::of(profile, rules, choices);
        let suppliers = Suppliers::of(profile);
        let descriptions = Descriptions::of(profile, &part_numbers, &suppliers, rules, choices);
        let proxies = Proxies::of(profile, rules, |line| {
            part_numbers.of_line(line) == 0 && descriptions.identity(line, &suppliers).is_none()
        });
        let identities = group(profile, |line| {
            let importer = line.importer_ix();
            let number = part_numbers.of_line(line);
            if number != 0 {
                return Some((Key::PartNumber { number, importer }, line.sku_ix()));
            }
            if let Some(cluster) = descriptions.identity(line, &suppliers) {
                let key = match suppliers.of_line(line) {
                    0 => Key::AcrossSuppliers { cluster, importer },
                    supplier => Key::WithinSupplier {
                        cluster,
                        supplier,
                        importer,
                    },
                };
                return Some((key, line.description_ix()));
            }
            proxies.of_line(line).map(|key| (key, 0))
        });
        let sole = descriptions.sole_suppliers(profile, &suppliers);
        let alike = group(profile, |line| {
            let cluster = descriptions.alike(line)?;
            let importer = line.importer_ix();
            let key = match sole.get(&(importer, cluster)) {
                Some(supplier) if *supplier != 0 => Key::WithinSupplier {
                    cluster,
                    supplier: *supplier,
                    importer,
                },
                _ => Key::AcrossSuppliers { cluster, importer },
            };
            Some((key, line.description_ix()))
        });
        Self { identities, alike }
    }
}

/// The normalised number of each part number text; zero for none.
struct PartNumbers(Vec<u32>);

impl PartNumbers {
    fn of(profile: &Profile, rules: &Rules, choices: &Choices) -> Self {
        let mut seen = vec![NONE; profile.texts().len()];
        let mut numbers = Interner::default();
        for line in profile.lines() {
            let Some(slot) = seen.get_mut(line.sku_ix() as usize) else {
                continue;
            };
            if *slot == NONE {
                let number = part_number::normalised(line.sku(), rules, choices.ignore_revisions);
                *slot = numbers.intern(&number);
            }
        }
        let (_, in_order) = numbers.sorted();
        for slot in &mut seen {
            *slot = in_order.get(*slot as usize).copied().unwrap_or(0);
        }
        Self(seen)
    }

    fn of_line(&self, line: &LineRef<'_>) -> u32 {
        self.0.get(line.sku_ix() as usize).copied().unwrap_or(0)
    }
}

/// The supplier of a line: its MID, else its name; zero for neither. Given as
/// the first text that names it.
struct Suppliers(Vec<u32>);

impl Suppliers {
    fn of(profile: &Profile) -> Self {
        let texts = profile.texts();
        let mut named = vec![NONE; texts.len()];
        for line in profile.lines() {
            for ix in [line.mid_ix(), line.supplier_ix()] {
                if let Some(slot) = named.get_mut(ix as usize) {
                    *slot = 0;
                }
            }
        }
        let mut first: Map<String, u32> = Map::default();
        for (ix, slot) in named.iter_mut().enumerate() {
            if *slot != NONE {
                let plain: String = texts
                    .get(ix as u32)
                    .to_uppercase()
                    .chars()
                    .filter(|c| c.is_alphanumeric())
                    .collect();
                *slot = if plain.is_empty() {
                    0
                } else {
                    *first.entry(plain).or_insert(ix as u32)
                };
            }
        }
        Self(named)
    }

    fn of_line(&self, line: &LineRef<'_>) -> u32 {
        let of = |ix: u32| self.0.get(ix as usize).copied().unwrap_or(0);
        match of(line.mid_ix()) {
            0 => of(line.supplier_ix()),
            mid => mid,
        }
    }
}

/// The clusters of descriptions: within each supplier, of lines without a part
/// number, and within each importer, of all lines.
struct Descriptions {
    scopes: Map<Scope, u32>,
    clusters: Clusters,
}

/// Whose descriptions are compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Scope {
    OfSupplier { importer: u32, supplier: u32 },
    OfImporter(u32),
}

impl Descriptions {
    fn of(
        profile: &Profile,
        part_numbers: &PartNumbers,
        suppliers: &Suppliers,
        rules: &Rules,
        choices: &Choices,
    ) -> Self {
        let mut scopes: Map<Scope, u32> = Map::default();
        let mut occurrences: HashSet<Occurrence, FxBuildHasher> = HashSet::default();
        let mut names: HashSet<(u32, u32), FxBuildHasher> = HashSet::default();
        for line in profile.lines() {
            let text = line.description_ix();
            if text == 0 {
                continue;
            }
            if line.supplier_ix() != 0 {
                names.insert((text, line.supplier_ix()));
            }
            let mut enter = |scope: Scope| {
                let count = scopes.len() as u32;
                let scope = *scopes.entry(scope).or_insert(count);
                occurrences.insert(Occurrence { scope, text });
            };
            enter(Scope::OfImporter(line.importer_ix()));
            if part_numbers.of_line(&line) == 0 {
                enter(Self::supplier_scope(&line, suppliers));
            }
        }
        let mut occurrences: Vec<Occurrence> = occurrences.into_iter().collect();
        occurrences.sort_unstable();
        let mut names: Vec<(u32, u32)> = names.into_iter().collect();
        names.sort_unstable();
        let clusters = Clusters::build(profile.texts(), &occurrences, &names, rules, choices);
        Self { scopes, clusters }
    }

    fn supplier_scope(line: &LineRef<'_>, suppliers: &Suppliers) -> Scope {
        Scope::OfSupplier {
            importer: line.importer_ix(),
            supplier: suppliers.of_line(line),
        }
    }

    fn cluster(&self, line: &LineRef<'_>, scope: Scope) -> Option<u32> {
        let scope = *self.scopes.get(&scope)?;
        let text = line.description_ix();
        self.clusters.of(Occurrence { scope, text })
    }

    /// The cluster among the supplier's descriptions without part numbers.
    fn identity(&self, line: &LineRef<'_>, suppliers: &Suppliers) -> Option<u32> {
        self.cluster(line, Self::supplier_scope(line, suppliers))
    }

    /// The cluster among all of the importer's descriptions.
    fn alike(&self, line: &LineRef<'_>) -> Option<u32> {
        self.cluster(line, Scope::OfImporter(line.importer_ix()))
    }

    /// The supplier of each importer's cluster, zero where there are several
    /// or none is named.
    fn sole_suppliers(&self, profile: &Profile, suppliers: &Suppliers) -> Map<(u32, u32), u32> {
        let mut sole: Map<(u32, u32), u32> = Map::default();
        for line in profile.lines() {
            if let Some(cluster) = self.alike(&line) {
                let supplier = suppliers.of_line(&line);
                sole.entry((line.importer_ix(), cluster))
                    .and_modify(|sole| *sole = if *sole == supplier { supplier } else { 0 })
                    .or_insert(supplier);
            }
        }
        sole
    }
}

type Cell = (u32, u32, Hts, Option<Unit>);

/// Price levels of maker, subheading and unit.
struct Proxies(Map<Cell, PriceLevels>);

impl Proxies {
    fn of(profile: &Profile, rules: &Rules, applies: impl Fn(&LineRef<'_>) -> bool) -> Self {
        let mut values: Map<Cell, Vec<f64>> = Map::default();
        for line in profile.lines().filter(applies) {
            if let Some((cell, value)) = Self::cell(&line) {
                values.entry(cell).or_default().push(value);
            }
        }
        let levels = values
            .into_iter()
            .map(|(cell, values)| (cell, PriceLevels::of(values, rules)));
        Self(levels.collect())
    }

    /// What a line is priced within, and its unit value.
    fn cell(line: &LineRef<'_>) -> Option<(Cell, f64)> {
        let hts = line.hts().filter(|hts| hts.reaches(Level::Subheading))?;
        let mid = line.mid_ix();
        let value = line.unit_value().filter(|_| mid != 0)?;
        let cell = (
            line.importer_ix(),
            mid,
            hts.at(Level::Subheading),
            line.unit(),
        );
        Some((cell, value))
    }

    fn of_line(&self, line: &LineRef<'_>) -> Option<Key> {
        let (cell, value) = Self::cell(line)?;
        let level = self.0.get(&cell)?.level(value) as u32;
        let (importer, mid, subheading, unit) = cell;
        Some(Key::Proxy {
            mid,
            subheading,
            unit,
            level,
            importer,
        })
    }
}

/// Groups lines by key, in the keys' order. The second part of what `key`
/// gives is the text that the line goes by, zero for none.
fn group(profile: &Profile, key: impl Fn(&LineRef<'_>) -> Option<(Key, u32)>) -> Groups {
    let mut found: Map<Key, u32> = Map::default();
    let mut keys: Vec<Key> = Vec::new();
    let mut text_of: Vec<u32> = Vec::with_capacity(profile.len());
    let mut of: Vec<u32> = Vec::with_capacity(profile.len());
    for line in profile.lines() {
        let (ix, text) = match key(&line) {
            Some((key, text)) => {
                let ix = *found.entry(key).or_insert_with(|| {
                    keys.push(key);
                    keys.len() as u32 - 1
                });
                (ix, text)
            }
            None => (NONE, 0),
        };
        of.push(ix);
        text_of.push(text);
    }
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    order.sort_unstable_by_key(|ix| keys.get(*ix as usize));
    let mut rank = vec![NONE; keys.len()];
    for (at, ix) in order.iter().enumerate() {
        if let Some(slot) = rank.get_mut(*ix as usize) {
            *slot = at as u32;
        }
    }
    for slot in &mut of {
        *slot = rank.get(*slot as usize).copied().unwrap_or(NONE);
    }
    keys.sort_unstable();

    let mut members: Vec<(u32, LineIx, u32)> = of
        .iter()
        .zip(&text_of)
        .enumerate()
        .filter(|(_, (ix, _))| **ix != NONE)
        .map(|(line, (ix, text))| (*ix, LineIx(line as u32), *text))
        .collect();
    members.sort_by_cached_key(|(ix, line, _)| (*ix, profile.line(*line).entry_date(), *line));
    let line_ends = ends(keys.len(), members.iter().map(|(ix, ..)| *ix));
    let lines = members.iter().map(|(_, line, _)| *line).collect();

    let mut texts: Vec<(u32, u32)> = members
        .iter()
        .filter(|(.., text)| *text != 0)
        .map(|(ix, _, text)| (*ix, *text))
        .collect();
    texts.sort_unstable();
    texts.dedup();
    let texts = Lists {
        ends: ends(keys.len(), texts.iter().map(|(ix, _)| *ix)),
        items: texts.into_iter().map(|(_, text)| text).collect(),
    };
    Groups {
        keys,
        of,
        lines,
        line_ends,
        texts,
    }
}

/// Where each group's items end, given the group of each item in order.
fn ends(groups: usize, of: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut ends = vec![0u32; groups];
    for ix in of {
        if let Some(count) = ends.get_mut(ix as usize) {
            *count += 1;
        }
    }
    let mut total = 0;
    for end in &mut ends {
        total += *end;
        *end = total;
    }
    ends
}
