//! Ratios that look like a value problem and are none: units and currencies.

use crate::authority::Authority;
use crate::read::record;
use rust_decimal::Decimal;

record! {
    /// Ratios that unit values are compared with.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Ratios {
        /// Units and packs.
        pub units: Vec<UnitFactor>,
        /// Currencies.
        pub currencies: Vec<CurrencyBand>,
        /// What the numbers rest on.
        pub authority: Authority,
    }
}

record! {
    /// A ratio that a change of unit or pack makes.
    #[derive(Clone, Debug, PartialEq)]
    pub struct UnitFactor {
        /// The ratio; its inverse counts as well.
        pub factor: Decimal,
        /// What it is, such as "a dozen".
        pub name: String,
    }
}

record! {
    /// A ratio that a mistaken currency makes.
    #[derive(Clone, Debug, PartialEq)]
    pub struct CurrencyBand {
        /// The currency.
        pub currency: String,
        /// Lowest plausible rate; the inverse counts as well.
        pub low: Decimal,
        /// Highest plausible rate.
        pub high: Decimal,
        /// How the rate is quoted, in words.
        pub quoted: String,
    }
}
