//! Ruling, internal advice, or neither.
//!
//! A ruling is about goods not yet imported. It is never offered for liquidated
//! entries, and where past entries used another number counsel comes before a
//! request, because asking discloses facts.

use crate::ground::Ground;
use crate::settings::trigger_of;
use crate::standing::Standing;
use rulebook::{Authority, RulingFact};
use serde::{Deserialize, Serialize};
use triggers::finding::{DutyEffect, Finding};

/// What the ruling table says about a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulingAdvice {
    /// The rows that fit, most decisive first.
    pub rows: Vec<RulingRow>,
    /// Whether a ruling for future shipments may be discussed at all.
    pub possible: bool,
    /// Whether counsel comes first.
    pub counsel_first: bool,
    /// What a ruling does, and does not.
    pub note: String,
}

/// A row of the ruling table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulingRow {
    /// The pack's id.
    pub id: String,
    /// The facts in words.
    pub situation: String,
    /// What to discuss.
    pub discuss: String,
    /// Whether this row lets a ruling be asked for.
    pub ruling: bool,
    /// Whether counsel comes first.
    pub counsel_first: bool,
    /// Where it comes from.
    pub authority: Authority,
}

/// What the table says about a finding whose entries stand so; `None` where no
/// ruling could answer its question.
pub(crate) fn advice(
    ground: &Ground<'_>,
    finding: &Finding,
    standings: &[Standing],
) -> Option<RulingAdvice> {
    let brought = &ground
        .pack
        .route_facts
        .facts(trigger_of(&finding.id), &finding.pattern)
        .ruling;
    if brought.is_empty() {
        return None;
    }
    let mut facts = brought.clone();
    if finding.duty_effect == DutyEffect::None {
        // Doubt about codes that bear the same duty is no reason to ask.
        facts.retain(|fact| *fact != RulingFact::Doubt);
    }
    let recent = ground.as_of.plus(-ground.pack.route_facts.prospective_days);
    if finding.span.last.is_some_and(|last| last >= recent) {
        facts.push(RulingFact::Prospective);
    }
    if standings.iter().any(Standing::is_open) {
        facts.push(RulingFact::OpenEntries);
    }
    if standings.iter().any(Standing::is_liquidated) {
        facts.push(RulingFact::LiquidatedEntries);
    }
    let rulings = &ground.pack.rulings;
    let rows: Vec<RulingRow> = rulings
        .fitting(&facts)
        .into_iter()
        .map(|row| RulingRow {
            id: row.id.clone(),
            situation: row.situation.clone(),
            discuss: row.discuss.clone(),
            ruling: row.ruling,
            counsel_first: row.counsel_first,
            authority: row.authority.clone(),
        })
        .collect();
    Some(RulingAdvice {
        possible: facts.contains(&RulingFact::Prospective) && rows.iter().any(|row| row.ruling),
        counsel_first: rows.iter().any(|row| row.counsel_first),
        note: ground.pack.texts.ruling.text.clone(),
        rows,
    })
}
