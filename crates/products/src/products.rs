//! The result: products, their lines and their texts.

use crate::tier::{Evidence, Tier};
use customs::{Cents, Hts, Unit};
use profile::{LineIx, Profile};
use serde::{Deserialize, Serialize};

/// A product, of either view. The order of products is by tier, then by what
/// identifies them; it does not depend on the order of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ProductIx(pub u32);

/// What identifies a product. Texts are places in the profile's texts, which
/// are in byte order, so keys sort as their texts do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Key {
    PartNumber {
        number: u32,
        importer: u32,
    },
    WithinSupplier {
        cluster: u32,
        supplier: u32,
        importer: u32,
    },
    AcrossSuppliers {
        cluster: u32,
        importer: u32,
    },
    Proxy {
        mid: u32,
        subheading: Hts,
        unit: Option<Unit>,
        level: u32,
        importer: u32,
    },
}

impl Key {
    pub(crate) fn tier(&self) -> Tier {
        match self {
            Self::PartNumber { .. } => Tier::PartNumber,
            Self::WithinSupplier { .. } => Tier::DescriptionWithinSupplier,
            Self::AcrossSuppliers { .. } => Tier::DescriptionAcrossSuppliers,
            Self::Proxy { .. } => Tier::Proxy,
        }
    }
}

/// Lists of numbers, one after another.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    pub(crate) ends: Vec<u32>,
    pub(crate) items: Vec<u32>,
}

impl Lists {
    fn get(&self, ix: u32) -> &[u32] {
        let at = ix as usize;
        let from = at
            .checked_sub(1)
            .and_then(|before| self.ends.get(before).copied())
            .unwrap_or(0);
        let to = self.ends.get(at).copied().unwrap_or(from);
        self.items.get(from as usize..to as usize).unwrap_or(&[])
    }
}

/// No product.
pub(crate) const NONE: u32 = u32::MAX;

/// One view: groups of lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Groups {
    pub(crate) keys: Vec<Key>,
    pub(crate) of: Vec<u32>,
    pub(crate) lines: Vec<LineIx>,
    pub(crate) line_ends: Vec<u32>,
    pub(crate) texts: Lists,
    /// The lowest and highest unit value of each group, to the cent; worked out
    /// for the view whose proxies are called by it.
    pub(crate) prices: Vec<(Cents, Cents)>,
}

impl Groups {
    /// Works out the unit values of the groups that are known by nothing else.
    pub(crate) fn priced(mut self, profile: &Profile) -> Self {
        self.prices = (0..self.keys.len() as u32)
            .map(|ix| match self.keys.get(ix as usize) {
                Some(Key::Proxy { .. }) => unit_values(profile, self.lines(ix)),
                _ => (Cents::ZERO, Cents::ZERO),
            })
            .collect();
        self
    }

    fn of(&self, line: LineIx) -> Option<u32> {
        self.of
            .get(line.0 as usize)
            .copied()
            .filter(|ix| *ix != NONE)
    }

    fn lines(&self, ix: u32) -> &[LineIx] {
        let at = ix as usize;
        let from = at
            .checked_sub(1)
            .and_then(|before| self.line_ends.get(before).copied())
            .unwrap_or(0);
        let to = self.line_ends.get(at).copied().unwrap_or(from);
        self.lines.get(from as usize..to as usize).unwrap_or(&[])
    }
}

/// Which lines are the same product; see the [crate].
#[derive(Clone, Debug, Default)]
pub struct Products {
    pub(crate) identities: Groups,
    pub(crate) alike: Groups,
    /// The importers in the file, in order.
    pub(crate) importers: Vec<u32>,
    /// Distinct descriptions, where they were too many to be compared.
    pub(crate) too_many: Option<usize>,
}

impl Products {
    /// The product that a line is of; `None` for a line without anything that
    /// identifies goods.
    #[must_use]
    pub fn of(&self, line: LineIx) -> Option<ProductIx> {
        self.identities.of(line).map(ProductIx)
    }

    /// How many products there are; every line is in at most one.
    #[must_use]
    pub fn len(&self) -> usize {
        self.identities.keys.len()
    }

    /// Whether no line could be identified.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.identities.keys.is_empty()
    }

    /// All products, by tier and then by what identifies them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Product<'_>> {
        (0..self.len() as u32).map(|ix| self.get(ProductIx(ix)))
    }

    /// A product. An index that is out of range gives one without lines.
    #[must_use]
    pub fn get(&self, ix: ProductIx) -> Product<'_> {
        self.view(&self.identities, ix.0)
    }

    /// The lines of a product, by entry date, entry and line number.
    #[must_use]
    pub fn lines(&self, ix: ProductIx) -> &[LineIx] {
        self.identities.lines(ix.0)
    }

    /// How many distinct descriptions the lines have, where these are more than
    /// the rules let be compared: then only those that say the same are one
    /// product, and none is known to read like another.
    #[must_use]
    pub fn too_many_descriptions(&self) -> Option<usize> {
        self.too_many
    }

    /// Described lines that read alike, whatever their part numbers and
    /// suppliers: a second view, which overlaps [`Products::iter`]. The tier
    /// says whether all lines of a group are of one supplier.
    pub fn lookalikes(&self) -> impl ExactSizeIterator<Item = Product<'_>> {
        (0..self.alike.keys.len() as u32).map(|ix| self.view(&self.alike, ix))
    }

    /// The look-alikes that a line is among; `None` for a line without a
    /// telling description.
    #[must_use]
    pub fn alike(&self, line: LineIx) -> Option<Product<'_>> {
        self.alike.of(line).map(|ix| self.view(&self.alike, ix))
    }

    fn view<'a>(&'a self, groups: &'a Groups, ix: u32) -> Product<'a> {
        Product {
            groups,
            importers: &self.importers,
            ix: ProductIx(ix),
        }
    }
}

/// A product of one of the two views.
#[derive(Clone, Copy)]
pub struct Product<'a> {
    groups: &'a Groups,
    importers: &'a [u32],
    ix: ProductIx,
}

impl<'a> Product<'a> {
    /// Its place in its view.
    #[must_use]
    pub fn ix(&self) -> ProductIx {
        self.ix
    }

    fn key_parts(&self) -> Option<&'a Key> {
        self.groups.keys.get(self.ix.0 as usize)
    }

    /// What its identity stands on.
    #[must_use]
    pub fn tier(&self) -> Tier {
        self.key_parts().map_or(Tier::Proxy, Key::tier)
    }

    /// Whether its identity stands on descriptions.
    pub(crate) fn is_described(&self) -> bool {
        let described = [
            Tier::DescriptionWithinSupplier,
            Tier::DescriptionAcrossSuppliers,
        ];
        described.contains(&self.tier())
    }

    /// How far its identity can be trusted.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        self.tier().evidence()
    }

    /// Its lines, by entry date, entry and line number.
    #[must_use]
    pub fn lines(&self) -> &'a [LineIx] {
        self.groups.lines(self.ix.0)
    }

    /// The distinct part numbers (tier 1) or descriptions (tiers 2 and 3) that
    /// it goes by, as filed, in byte order; none for a proxy. The places are
    /// those of [`Profile::texts`].
    #[must_use]
    pub fn text_ixs(&self) -> &'a [u32] {
        self.groups.texts.get(self.ix.0)
    }

    /// The texts of [`Product::text_ixs`].
    pub fn texts<'p>(
        &self,
        profile: &'p Profile,
    ) -> impl ExactSizeIterator<Item = &'p str> + use<'p, 'a> {
        self.text_ixs().iter().map(|ix| profile.texts().get(*ix))
    }

    /// What to call it: the part number or description as filed, the first of
    /// several in byte order; for a proxy, what it was put together from.
    #[must_use]
    pub fn label(&self, profile: &Profile) -> String {
        match (self.key_parts(), self.texts(profile).next()) {
            (_, Some(text)) => text.to_owned(),
            (
                Some(Key::Proxy {
                    mid,
                    subheading,
                    unit,
                    ..
                }),
                None,
            ) => {
                let mid = profile.texts().get(*mid);
                let unit = unit.map_or(String::new(), |unit| format!(" {}", unit.per()));
                let prices = self.groups.prices.get(self.ix.0 as usize);
                let (low, high) = prices.copied().unwrap_or_default();
                let price = if low == high {
                    low.to_string()
                } else {
                    format!("{low}–{high}")
                };
                format!("{mid}, {subheading}, {price}{unit} (inferred)")
            }
            (_, None) => String::new(),
        }
    }

    /// A name for it that tells it from every other of its view: the tier and
    /// what identifies the product. Where there are several importers, which
    /// one is said by number, since its own number is a tax ID.
    #[must_use]
    pub fn key(&self, profile: &Profile) -> String {
        let texts = profile.texts();
        let label = self.texts(profile).next().unwrap_or("");
        let importer = |importer: &u32| match self.importers.binary_search(importer) {
            Ok(at) if self.importers.len() > 1 => format!("/{}", at + 1),
            _ => String::new(),
        };
        match self.key_parts() {
            Some(Key::PartNumber { importer: by, .. }) => format!("part{}/{label}", importer(by)),
            Some(Key::WithinSupplier {
                supplier,
                importer: by,
                ..
            }) => format!("described{}/{}/{label}", importer(by), texts.get(*supplier)),
            Some(Key::AcrossSuppliers { importer: by, .. }) => {
                format!("alike{}/{label}", importer(by))
            }
            Some(Key::Proxy {
                mid,
                subheading,
                unit,
                level,
                importer: by,
            }) => {
                let unit = unit.map(|unit| unit.to_string()).unwrap_or_default();
                let mid = texts.get(*mid);
                format!("proxy{}/{mid}/{subheading}/{unit}/{level}", importer(by))
            }
            None => String::new(),
        }
    }
}

/// The lowest and highest unit value of lines, to the cent.
fn unit_values(profile: &Profile, lines: &[LineIx]) -> (Cents, Cents) {
    let values = lines
        .iter()
        .filter_map(|line| profile.line(*line).unit_value())
        .map(|value| Cents(libm::round(value * 100.0) as i64));
    let low = values.clone().min().unwrap_or_default();
    (low, values.max().unwrap_or(low))
}
