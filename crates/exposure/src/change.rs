//! What findings would change about a line.
//!
//! A trigger says which lines might bear what else; here that becomes one list
//! of changes a line, each with the finding it belongs to, so that several
//! findings on one line meet before anything is added up. A single finding may
//! have every line of a file behind it, so the list is one for all lines, and
//! what a finding says of a line is looked at where it stands.

use crate::entered::Entered;
use customs::{Cents, Hts};
use profile::LineIx;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use triggers::finding::{Effect, Finding, OtherNumber};

/// One thing that would be different about a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// Another of the numbers as filed.
    Number(&'a OtherNumber),
    /// Another goods value.
    Value(Cents),
    /// A further rate.
    Further {
        /// The measure or the visitor's entry, as shown.
        source: &'a str,
        /// The measure: each counts once on a line.
        measure: &'a str,
        /// As a fraction of value.
        rate: &'a Decimal,
        /// The rate of filed headings that it would displace.
        displaces: &'a Decimal,
        /// Whether the visitor entered it.
        entered: bool,
    },
    /// The preference claim falls: the rate without it, and the fee.
    NoClaim,
    /// The entry bore no merchandise processing fee, and the line owes it.
    FeeOwed,
    /// The entry bore a merchandise processing fee that the line is exempt from.
    FeeSpared,
    /// Something without an amount.
    ByNature,
}

/// A change of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfLine<'a> {
    /// The line.
    pub line: LineIx,
    /// The finding's place in the list.
    finding: u32,
    /// What would change.
    pub change: Change<'a>,
}

impl OfLine<'_> {
    /// The place in the list of the finding that would change it.
    #[must_use]
    pub fn finding(&self) -> usize {
        self.finding as usize
    }
}

/// The changes of all lines: by line, and of one line in the order of findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes<'a>(Vec<OfLine<'a>>);

impl<'a> Changes<'a> {
    /// What every finding would change.
    #[must_use]
    pub fn of_findings(findings: &[&'a Finding], entered: &'a Entered) -> Self {
        let mut all = Vec::with_capacity(findings.iter().map(|one| lines_of(one)).sum());
        for (at, finding) in (0..).zip(findings) {
            let mut add = |line: LineIx, change: Change<'a>| {
                all.push(OfLine {
                    line,
                    finding: at,
                    change,
                });
            };
            match &finding.effect {
                Effect::OtherNumber { lines } => {
                    for other in lines {
                        add(other.line, Change::Number(other));
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
                                source: &further.source,
                                measure: &further.source,
                                rate: &further.rate,
                                displaces: &further.displaces,
                                entered: false,
                            },
                        );
                    }
                    // What no rate was found for is asked about all the same.
                    // The lines of a product stand by date.
                    let mut rated: Vec<LineIx> = lines.iter().map(|l| l.line).collect();
                    rated.sort_unstable();
                    let has_rate = |line| rated.binary_search(line).is_ok();
                    for line in finding.lines.iter().filter(|line| !has_rate(line)) {
                        add(*line, Change::ByNature);
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
                Effect::FeeSpared { lines } => {
                    for line in lines {
                        add(*line, Change::FeeSpared);
                    }
                }
                Effect::Unquantified { measure, .. } => {
                    for line in &finding.lines {
                        add(*line, by_nature(finding, measure, entered));
                    }
                }
                Effect::None => {}
            }
        }
        // Stable, so that of one line they stay in the order of findings.
        all.sort_by_key(|one| one.line);
        Self(all)
    }

    /// The changes of a line.
    #[must_use]
    pub fn of(&self, line: LineIx) -> &[OfLine<'a>] {
        let from = self.0.partition_point(|one| one.line < line);
        let rest = self.0.get(from..).unwrap_or_default();
        let many = rest.iter().take_while(|one| one.line == line).count();
        rest.get(..many).unwrap_or_default()
    }

    /// All of them, by line.
    pub fn iter(&self) -> impl Iterator<Item = &OfLine<'a>> {
        self.0.iter()
    }
}

/// The lines that a finding would change.
fn lines_of(finding: &Finding) -> usize {
    match &finding.effect {
        Effect::OtherNumber { lines } => lines.len(),
        Effect::OtherValue { lines } => lines.len(),
        Effect::FurtherRate { lines } => lines.len().max(finding.lines.len()),
        Effect::ClaimFalls { lines } | Effect::FeeOwed { lines } | Effect::FeeSpared { lines } => {
            lines.len()
        }
        Effect::Unquantified { .. } => finding.lines.len(),
        Effect::None => 0,
    }
}

/// A rate that the visitor entered for the finding makes it an amount.
fn by_nature<'a>(finding: &'a Finding, measure: &'a str, entered: &'a Entered) -> Change<'a> {
    let measure = if measure.is_empty() {
        finding.id.as_str()
    } else {
        measure
    };
    entered
        .further
        .get(&finding.id)
        .map_or(Change::ByNature, |rate| Change::Further {
            source: &finding.id,
            measure,
            rate,
            displaces: &Decimal::ZERO,
            entered: true,
        })
}

/// Every number whose rate may be asked for.
#[must_use]
pub fn numbers(changes: &Changes<'_>, profile: &profile::Profile) -> BTreeSet<Hts> {
    let mut numbers = BTreeSet::new();
    for one in changes.iter() {
        if let Change::Number(other) = one.change {
            numbers.insert(other.likely);
            numbers.extend(&other.candidates);
        }
        numbers.extend(profile.line(one.line).hts8());
    }
    numbers
        .into_iter()
        .map(|number| number.at(customs::hts::Level::RateLine))
        .collect()
}
