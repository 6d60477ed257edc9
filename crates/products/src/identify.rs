//! Lines to products: each line at the strongest tier it reaches.

use crate::choices::Choices;
use crate::described::Descriptions;
use crate::group::group;
use crate::part_numbers::PartNumbers;
use crate::products::{Key, Products};
use crate::proxy::Proxies;
use crate::rules::Rules;
use crate::supplier::Suppliers;
use profile::Profile;

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
        })
        .priced(profile);
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
        let mut importers: Vec<u32> = profile.lines().map(|line| line.importer_ix()).collect();
        importers.sort_unstable();
        importers.dedup();
        Self {
            identities,
            alike,
            importers,
            too_many: descriptions.too_many(),
        }
    }
}
