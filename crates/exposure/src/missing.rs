//! The rates that no source has: what to ask the visitor for.

use crate::change::{Change, OfLine};
use crate::line;
use crate::rates::{Claim, Unquantified};
use crate::workings::Workings;
use customs::hts::Level;
use customs::{Cents, Hts, Ordered};
use profile::LineIx;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A number whose rate neither tariff export nor files nor visitor has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingRate {
    /// The number, at eight digits: a key of [`crate::Entered::numbers`].
    pub number: Hts,
    /// How many lines would be worked out with it.
    pub lines: u32,
    /// Their goods value.
    pub value: Cents,
}

impl Workings<'_> {
    /// The numbers whose rate would let more lines be worked out, the one with
    /// most goods value first.
    #[must_use]
    pub fn missing_rates(&self) -> Vec<MissingRate> {
        let mut missing: BTreeMap<Hts, BTreeSet<LineIx>> = BTreeMap::new();
        for OfLine {
            line: ix, change, ..
        } in self.changes.iter()
        {
            let line = self.inputs.profile.line(*ix);
            // A rate would tell nothing of these.
            if !self.rates.deposits(line) || !line::has_one_rate(line) {
                continue;
            }
            let mut ask = |number: Hts, claim: Claim| {
                let number = number.at(Level::RateLine);
                if self.rates.of(line, number, claim) == Err(Unquantified::NoRate) {
                    missing.entry(number).or_default().insert(*ix);
                }
            };
            match change {
                Change::Number(other) => {
                    for number in std::iter::once(&other.likely).chain(&other.candidates) {
                        // Nothing is asked about a number that the line has
                        // already.
                        if line.hts8() != Some(number.at(Level::RateLine)) {
                            ask(*number, Claim::AsFiled(line.spi()));
                        }
                    }
                }
                Change::NoClaim => {
                    if let Some(filed) = line.hts8() {
                        ask(filed, Claim::Without);
                    }
                }
                Change::Value(_)
                | Change::Further { .. }
                | Change::FeeOwed
                | Change::FeeSpared
                | Change::ByNature => {}
            }
        }
        let mut all: Vec<MissingRate> = missing
            .into_iter()
            .map(|(number, lines)| MissingRate {
                number,
                lines: lines.len() as u32,
                value: lines
                    .iter()
                    .map(|ix| self.inputs.profile.line(*ix).value().or_zero())
                    .sum(),
            })
            .collect();
        all.order_by(|a, b| b.value.cmp(&a.value).then(a.number.cmp(&b.number)));
        all
    }
}
