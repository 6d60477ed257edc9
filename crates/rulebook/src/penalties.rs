//! The penalty matrix of 19 USC 1592, with and without a valid disclosure.

use crate::authority::Authority;
use crate::read::record;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The levels of culpability. The product never chooses one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Culpability {
    /// Failure of reasonable care.
    Negligence,
    /// Actual knowledge of, or wanton disregard for, the facts.
    GrossNegligence,
    /// Knowing and intentional.
    Fraud,
}

record! {
    /// The matrix.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Penalties {
        /// One row a level, lowest first.
        pub rows: Vec<PenaltyRow>,
        /// That the duties are owed in any case.
        pub duties_owed: Authority,
        /// What may lessen or raise a penalty.
        pub factors: Factors,
    }
}

record! {
    /// What may lessen or raise a penalty.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Factors {
        /// What may lessen it.
        pub mitigating: Vec<String>,
        /// What may raise it.
        pub aggravating: Vec<String>,
        /// Where the two lists come from.
        pub authority: Authority,
    }
}

record! {
    /// A least and a greatest factor.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Range {
        /// Least.
        pub low: Decimal,
        /// Greatest.
        pub high: Decimal,
    }
}

record! {
    /// What the statute and the guidelines say for one level.
    #[derive(Clone, Debug, PartialEq)]
    pub struct PenaltyRow {
        /// The level.
        pub culpability: Culpability,
        /// As shown, always after "if CBP were to find".
        pub label: String,
        /// What the level means.
        pub meaning: String,
        /// With a loss of duties: the greatest multiple of the loss, which domestic
        /// value caps. `None`: domestic value itself is the maximum.
        pub loss_multiple: Option<Decimal>,
        /// Without one: the greatest share of dutiable value. `None`: domestic
        /// value is the maximum.
        pub no_loss_share: Option<Decimal>,
        /// The authority of both maxima.
        pub authority: Authority,
        /// CBP's disposition range in multiples of the loss.
        pub guideline_loss: Range,
        /// CBP's disposition range in shares of dutiable value.
        pub guideline_no_loss: Range,
        /// The authority of the ranges.
        pub guideline: Authority,
        /// With a valid disclosure and a loss: the multiple of the loss; zero where
        /// interest alone is owed.
        pub disclosed_loss_multiple: Decimal,
        /// Whether the disclosed loss bears penalty interest.
        pub disclosed_interest: bool,
        /// With a valid disclosure and no loss: the share of dutiable value.
        pub disclosed_no_loss_share: Decimal,
        /// The authority of the disclosure columns.
        pub disclosed: Authority,
    }
}

impl Penalties {
    /// The row of a level.
    #[must_use]
    pub fn row(&self, culpability: Culpability) -> Option<&PenaltyRow> {
        self.rows.iter().find(|row| row.culpability == culpability)
    }
}
