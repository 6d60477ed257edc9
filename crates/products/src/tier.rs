//! What an identity stands on, and how far it can be trusted.

use serde::{Deserialize, Serialize};

/// What makes lines one product, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// The importer's own part number.
    PartNumber,
    /// Descriptions that read alike, all of one supplier.
    DescriptionWithinSupplier,
    /// Descriptions that read alike, of several suppliers or of none named.
    DescriptionAcrossSuppliers,
    /// No identifier at all: maker, subheading, unit and price level.
    Proxy,
}

/// How far an identity can be trusted, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// The importer's records say so.
    Exact,
    /// The wording says so.
    Probable,
    /// Nothing says so; it is a guess from how the goods were declared.
    Inferred,
}

impl Tier {
    /// All tiers, strongest first.
    pub const ALL: [Self; 4] = [
        Self::PartNumber,
        Self::DescriptionWithinSupplier,
        Self::DescriptionAcrossSuppliers,
        Self::Proxy,
    ];

    /// How far the tier can be trusted.
    #[must_use]
    pub fn evidence(self) -> Evidence {
        match self {
            Self::PartNumber => Evidence::Exact,
            Self::DescriptionWithinSupplier | Self::DescriptionAcrossSuppliers => {
                Evidence::Probable
            }
            Self::Proxy => Evidence::Inferred,
        }
    }
}
