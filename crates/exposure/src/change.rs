//! What findings would change about a line.
//!
//! A trigger says which lines might bear what else; here that becomes one list
//! of changes a line, each with the finding it belongs to, so that several
//! findings on one line meet before anything is added up.

use crate::entered::Entered;
use customs::{Cents, Hts};
use profile::LineIx;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use triggers::finding::{Effect, Finding};

/// One thing that would be different about a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another of the numbers as filed.
    Number {
        /// The likely one.
        likely: Hts,
        /// Every other one in use.
        candidates: Vec<Hts>,
    },
    /// Another goods value.
    Value(Cents),
    /// A further rate.
    Further {
        /// The measure or the visitor's entry.
        source: String,
        /// As a fraction of value.
        rate: Decimal,
        /// The rate of filed headings that it would displace.
        displaces: Decimal,
        /// Whether the visitor entered it.
        entered: bool,
    },
    /// The preference claim falls: the rate without it, and the fee.
    NoClaim,
    /// The entry bore no merchandise processing fee, and the line owes it.
    FeeOwed,
    /// Something without an amount.
    ByNature,
}

/// The changes of one line, each with its finding's place in the list.
pub type Changes = Vec<(usize, Change)>;

/// What every finding would change, line by line.
#[must_use]
pub fn of_findings(findings: &[&Finding], entered: &Entered) -> BTreeMap<LineIx, Changes> {
    let mut all: BTreeMap<LineIx, Changes> = BTreeMap::new();
    for (at, finding) in findings.iter().enumerate() {
        let mut add =
            |line: LineIx, change: Change| all.entry(line).or_default().push((at, change));
        match &finding.effect {
            Effect::OtherNumber { lines } => {
                for other in lines {
                    add(
                        other.line,
                        Change::Number {
                            likely: other.likely,
                            candidates: other.candidates.clone(),
                        },
                    );
                }
            }
            Effect::OtherValue { lines } => {
                for other in lines {
                    add(other.line, Change::Value(other.value));
                }
            }
            Effect::FurtherRate { lines } => {
                for further in lines {
                    add(
                        further.line,
                        Change::Further {
                            source: further.source.clone(),
                            rate: further.rate,
                            displaces: further.displaces,
                            entered: false,
                        },
                    );
                }
            }
            Effect::ClaimFalls { lines } => {
                for line in lines {
                    add(*line, Change::NoClaim);
                }
            }
            Effect::FeeOwed { lines } => {
                for line in lines {
                    add(*line, Change::FeeOwed);
                }
            }
            Effect::Unquantified { .. } => {
                for line in &finding.lines {
                    add(*line, by_nature(finding, entered));
                }
            }
            Effect::None => {}
        }
    }
    all
}

/// A rate that the visitor entered for the finding makes it an amount.
fn by_nature(finding: &Finding, entered: &Entered) -> Change {
    entered
        .further
        .get(&finding.id)
        .map_or(Change::ByNature, |rate| Change::Further {
            source: finding.id.clone(),
            rate: *rate,
            displaces: Decimal::ZERO,
            entered: true,
        })
}

/// Every number whose rate may be asked for.
#[must_use]
pub fn numbers(changes: &BTreeMap<LineIx, Changes>, profile: &profile::Profile) -> BTreeSet<Hts> {
    let mut numbers = BTreeSet::new();
    for (line, changes) in changes {
        for (_, change) in changes {
            if let Change::Number { likely, candidates } = change {
                numbers.insert(*likely);
                numbers.extend(candidates);
            }
        }
        numbers.extend(profile.line(*line).hts8());
    }
    numbers
        .into_iter()
        .map(|number| number.at(customs::hts::Level::RateLine))
        .collect()
}
