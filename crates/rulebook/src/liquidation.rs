//! The words of reports that say how an entry stands.

use crate::authority::Authority;
use crate::read::record;

record! {
    /// The words of reports that say how an entry stands, as lower-case parts.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct StatusWords {
        /// Liquidation is held: suspended, extended.
        pub held: Vec<String>,
        /// Not liquidated. Read before `liquidated`, which its words contain.
        pub open: Vec<String>,
        /// Liquidated.
        pub liquidated: Vec<String>,
        /// Where the words come from.
        pub authority: Authority,
    }
}

/// What a report's words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Suspended or extended.
    Held,
    /// Not liquidated.
    Open,
    /// Liquidated.
    Liquidated,
    /// Nothing, or words of no known meaning.
    Nothing,
}

impl StatusWords {
    /// What a status says.
    #[must_use]
    pub fn read(&self, status: &str) -> Said {
        let status = status.to_lowercase();
        let has = |words: &[String]| words.iter().any(|word| status.contains(word.as_str()));
        if has(&self.held) {
            Said::Held
        } else if has(&self.open) {
            Said::Open
        } else if has(&self.liquidated) {
            Said::Liquidated
        } else {
            Said::Nothing
        }
    }
}
