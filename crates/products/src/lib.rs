//! Which entry lines are the same product.
//!
//! The question "is one product declared under several tariff numbers?" needs
//! an identity, and files differ in what identity they carry. It comes in
//! tiers, and every product says which [`Tier`] it stands on:
//!
//! 1. the importer's own part number, as its records write it;
//! 2. descriptions that read alike, within one supplier;
//! 3. descriptions that read alike, across suppliers;
//! 4. maker, subheading, unit of quantity and price level, where the file has
//!    neither number nor description (ACE data alone).
//!
//! [`Products::identify`] gives two views. The **identities**
//! ([`Products::iter`], [`Products::of`]) put every line into at most one
//! product, at the strongest tier that the line reaches. The **look-alikes**
//! ([`Products::lookalikes`], [`Products::alike`]) group all described lines by
//! wording alone, across suppliers and part numbers; they overlap the
//! identities and answer the other question, whether goods that read alike are
//! declared differently. Importers are never mixed in either.
//!
//! Everything works on distinct texts and distinct values, so repeating lines
//! changes nothing, and on texts in byte order, so the order of rows never
//! shows.
//!
//! | module | holds |
//! |---|---|
//! | [`choices`] | the user's accepted and split pairs |
//! | [`mod@explain`] | why two descriptions are one product |
//! | `identify` | lines to products |
//! | [`part_number`] | two ways of writing one number |
//! | [`price_level`] | unit values cut at wide gaps |
//! | [`products`] | the result |
//! | [`rules`] | thresholds and word lists from the rule pack |
//! | [`tier`] | what an identity stands on |

pub mod choices;
mod described;
mod descriptions;
pub mod explain;
mod group;
mod identify;
mod linkage;
pub mod part_number;
mod part_numbers;
pub mod price_level;
pub mod products;
mod proxy;
mod supplier;
#[cfg(test)]
mod testing;
pub mod tier;
mod wording;

pub use choices::{Choices, Pair};
pub use explain::{Comparison, explain, telling_words};
pub use price_level::PriceLevels;
pub use products::{Product, ProductIx, Products};
pub use rulebook::products as rules;
pub use rulebook::products::Rules;
pub use tier::{Evidence, Tier};

/// A map whose order never shows.
type Map<K, V> = hashbrown::HashMap<K, V, rustc_hash::FxBuildHasher>;
