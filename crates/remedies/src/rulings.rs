//! Ruling, internal advice, or neither, for a product whose number is in doubt.

use crate::routes::{RulingAdvice, is_open};
use rulebook::{EntryState, Pack, RulingFact};
use std::collections::BTreeSet;

/// The rows of the pack's table that fit a product with entries in these
/// states under more than one number. Past entries used another number by the
/// nature of the finding, so counsel always comes before a request.
pub(crate) fn advice(pack: &Pack, states: &BTreeSet<EntryState>) -> Vec<RulingAdvice> {
    let mut facts = vec![
        RulingFact::Prospective,
        RulingFact::Doubt,
        RulingFact::PastUsedOther,
    ];
    if states.iter().any(|state| is_open(*state)) {
        facts.push(RulingFact::OpenEntries);
    }
    if states.iter().any(|state| !is_open(*state)) {
        facts.push(RulingFact::LiquidatedEntries);
    }
    pack.rulings
        .fitting(&facts)
        .into_iter()
        .map(|row| RulingAdvice {
            id: row.id.clone(),
            situation: row.situation.clone(),
            discuss: row.discuss.clone(),
            ruling: row.ruling,
            counsel_first: row.counsel_first,
            authority: row.authority.clone(),
        })
        .collect()
}
