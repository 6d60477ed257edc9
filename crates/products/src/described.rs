//! Descriptions of lines: which clusters they are in.

use crate::Map;
use crate::choices::Choices;
use crate::descriptions::{Clusters, Occurrence};
use crate::part_numbers::PartNumbers;
use crate::rules::Rules;
use crate::supplier::Suppliers;
use hashbrown::HashSet;
use profile::{LineRef, Profile};
use rustc_hash::FxBuildHasher;

/// The clusters of descriptions: within each supplier, of lines without a part
/// number, and within each importer, of all lines.
pub(crate) struct Descriptions {
    scopes: Map<Scope, u32>,
    clusters: Clusters,
}

/// Whose descriptions are compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Scope {
    OfSupplier { importer: u32, supplier: u32 },
    OfImporter(u32),
}

impl Descriptions {
    pub(crate) fn of(
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

    /// How many distinct descriptions there are, where they were too many to be
    /// compared.
    pub(crate) fn too_many(&self) -> Option<usize> {
        self.clusters.too_many
    }

    pub(crate) fn supplier_scope(line: &LineRef<'_>, suppliers: &Suppliers) -> Scope {
        Scope::OfSupplier {
            importer: line.importer_ix(),
            supplier: suppliers.of_line(line),
        }
    }

    pub(crate) fn cluster(&self, line: &LineRef<'_>, scope: Scope) -> Option<u32> {
        let scope = *self.scopes.get(&scope)?;
        let text = line.description_ix();
        self.clusters.of(Occurrence { scope, text })
    }

    /// The cluster among the supplier's descriptions without part numbers.
    pub(crate) fn identity(&self, line: &LineRef<'_>, suppliers: &Suppliers) -> Option<u32> {
        self.cluster(line, Self::supplier_scope(line, suppliers))
    }

    /// The cluster among all of the importer's descriptions.
    pub(crate) fn alike(&self, line: &LineRef<'_>) -> Option<u32> {
        self.cluster(line, Scope::OfImporter(line.importer_ix()))
    }

    /// The supplier of each importer's cluster, zero where there are several
    /// or none is named.
    pub(crate) fn sole_suppliers(
        &self,
        profile: &Profile,
        suppliers: &Suppliers,
    ) -> Map<(u32, u32), u32> {
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
