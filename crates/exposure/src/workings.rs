//! All entries that findings touch, each worked out once.
//!
//! Findings overlap: the same line may be in a product's history, in a
//! master-file comparison and in a value test. The total therefore never adds
//! findings. Every entry is worked out with all the changes together, and what
//! a finding *adds* is how much the entry's loss grows when its changes join
//! those of the findings before it, in order of evidence, then of grade. What
//! the findings add sums to the total exactly.

use crate::change::{self, Changes, OfLine};
use crate::entered::Entered;
use crate::entry::{self, EntryLoss};
use crate::interest::{self, Growth};
use crate::limitation::Limitation;
use crate::line::Reading;
use crate::liquidation::{self, Liquidation};
use crate::rates::{RateBook, Rates, Unquantified};
use customs::{Cents, Day, Ordered};
use profile::{LineIx, Profile};
use rulebook::Pack;
use std::collections::BTreeMap;
use std::ops::Range;
use triggers::Finding;

/// Everything that the arithmetic reads. There is no clock and no file in here.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// Rates, bounds, multiples, limits, sentences, words of derivations.
    pub pack: &'a Pack,
    /// Every entry line.
    pub profile: &'a Profile,
    /// The findings whose exposure is asked for.
    pub findings: &'a [&'a Finding],
    /// The tariff export, where loaded.
    pub book: Option<&'a RateBook>,
    /// What the visitor entered.
    pub entered: &'a Entered,
    /// The day that the assessment is made for.
    pub as_of: Day,
}

impl Inputs<'_> {
    /// The day up to which interest runs: the entered day of tender where it
    /// isn't past, else the assessment's.
    #[must_use]
    pub fn interest_to(&self) -> Day {
        self.entered.tender.unwrap_or(self.as_of).max(self.as_of)
    }
}

/// What an entry loses under one reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// Duty on the lines that are short.
    pub duty: Cents,
    /// Merchandise processing fee.
    pub mpf: Cents,
    /// Harbor maintenance fee.
    pub hmf: Cents,
    /// Possible overpayment of duty and of fee, apart.
    pub overpaid: Cents,
    /// The fee's part of it.
    pub overpaid_mpf: Cents,
    /// Lines with a possible overpayment.
    pub overpaid_lines: u32,
    /// Interest on the loss; `None` where it can't be worked out.
    pub interest: Option<Cents>,
}

impl Amounts {
    /// Duties and fees.
    #[must_use]
    pub fn loss(&self) -> Cents {
        self.duty + self.mpf + self.hmf
    }

    fn of(loss: &EntryLoss, growth: Option<&Growth>) -> Self {
        Self {
            duty: loss.duty(),
            mpf: loss.mpf_loss(),
            hmf: loss.hmf_loss(),
            overpaid: loss.overpaid(),
            overpaid_mpf: loss.mpf_overpaid(),
            overpaid_lines: loss.overpaid_lines() as u32,
            interest: growth.and_then(|growth| growth.on(loss.loss())),
        }
    }
}

/// What one finding does to an entry under one reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The finding alone.
    pub alone: Amounts,
    /// What it adds to those before it.
    pub adds: Cents,
    /// Lines without an amount.
    pub open: OpenLines,
}

impl Share {
    /// Whether the finding would change anything on the entry.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.alone.loss().is_positive() || self.alone.overpaid.is_positive()
    }
}

/// Lines without an amount, by reason: how many, and their value.
pub type OpenLines = BTreeMap<Unquantified, (u32, Cents)>;

/// One entry.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryWorking {
    /// Its lines in the profile.
    pub lines: Range<u32>,
    /// Where it stands.
    pub liquidation: Liquidation,
    /// What the limitation leaves of it; `None` without a date.
    pub limitation: Option<Limitation>,
    /// The day from which interest is counted, and whether it was estimated.
    pub interest_from: Option<(Day, crate::derivation::SourceKind)>,
    /// Everything together, by reading.
    pub amounts: [Amounts; 2],
    /// Lines without an amount, everything together, by reading.
    pub open: [OpenLines; 2],
    /// Each finding that touches it, by its place in the inputs, with its share
    /// by reading; in the order in which findings are taken.
    pub shares: Vec<(usize, [Share; 2])>,
}

impl EntryWorking {
    /// The amounts under a reading.
    #[must_use]
    pub fn amounts(&self, reading: Reading) -> &Amounts {
        let [likely, high] = &self.amounts;
        match reading {
            Reading::Likely => likely,
            Reading::High => high,
        }
    }

    /// A finding's share under a reading.
    #[must_use]
    pub fn share(&self, finding: usize, reading: Reading) -> Option<&Share> {
        let (_, [likely, high]) = self.shares.iter().find(|(at, _)| *at == finding)?;
        Some(match reading {
            Reading::Likely => likely,
            Reading::High => high,
        })
    }

    /// Whether it counts: the limitation has not passed, or is not known.
    #[must_use]
    pub fn is_inside(&self) -> bool {
        self.limitation
            .is_none_or(|limitation| limitation.is_inside())
    }
}

/// Everything worked out.
pub struct Workings<'a> {
    pub(crate) inputs: Inputs<'a>,
    pub(crate) rates: Rates<'a>,
    pub(crate) changes: Changes<'a>,
    pub(crate) growths: BTreeMap<Day, Option<Growth>>,
    entries: Vec<EntryWorking>,
    by_finding: Vec<Vec<usize>>,
}

impl<'a> Workings<'a> {
    /// Works everything out. An entry whose amounts pass what cents can hold,
    /// which only a hostile file has, is left out.
    #[must_use]
    pub fn new(inputs: Inputs<'a>) -> Self {
        let changes = Changes::of_findings(inputs.findings, inputs.entered);
        let numbers = change::numbers(&changes, inputs.profile);
        let rates = Rates::new(
            inputs.profile,
            &numbers,
            inputs.pack,
            inputs.book,
            &inputs.entered.numbers,
        );
        let mut workings = Self {
            inputs,
            rates,
            changes,
            growths: BTreeMap::new(),
            entries: Vec::new(),
            by_finding: vec![Vec::new(); inputs.findings.len()],
        };
        let order = order(inputs.findings);
        for lines in workings.touched() {
            let Some(entry) = workings.entry(lines, &order) else {
                continue;
            };
            for (finding, _) in &entry.shares {
                if let Some(of) = workings.by_finding.get_mut(*finding) {
                    of.push(workings.entries.len());
                }
            }
            workings.entries.push(entry);
        }
        workings
    }

    /// The entries that something would change, in the profile's order.
    #[must_use]
    pub fn entries(&self) -> &[EntryWorking] {
        &self.entries
    }

    /// The entries that a finding touches, in the profile's order.
    pub fn of_finding(&self, finding: usize) -> impl Iterator<Item = &EntryWorking> {
        self.by_finding
            .get(finding)
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .filter_map(|at| self.entries.get(*at))
    }

    /// The line ranges of the entries that have changes.
    fn touched(&self) -> Vec<Range<u32>> {
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for one in self.changes.iter() {
            if ranges.last().is_none_or(|last| last.end <= one.line.0) {
                ranges.push(entry::lines_of(self.inputs.profile, one.line));
            }
        }
        ranges
    }

    /// An entry with the changes of the findings that `of` picks.
    pub(crate) fn loss(
        &self,
        lines: Range<u32>,
        reading: Reading,
        of: impl Fn(usize) -> bool,
    ) -> Option<EntryLoss> {
        let of = &of;
        let changes = |line: LineIx| {
            let of_line = self.changes.of(line).iter();
            of_line
                .filter(move |one| of(one.finding()))
                .map(|one| &one.change)
        };
        entry::work_out(
            &self.inputs.pack.fees,
            &self.rates,
            self.inputs.profile,
            lines,
            changes,
            reading,
        )
    }

    fn entry(&mut self, lines: Range<u32>, order: &[usize]) -> Option<EntryWorking> {
        let Inputs {
            pack,
            profile,
            as_of,
            ..
        } = self.inputs;
        let first = entry::head(profile, lines.clone());
        let liquidation = Liquidation::of_entry(pack, profile, lines.clone(), as_of);
        let interest_from = liquidation::interest_from(pack, &liquidation, first.entry_date());
        let growth = interest_from.and_then(|(from, _)| self.growth(from));
        let mut touching: Vec<usize> = lines
            .clone()
            .flat_map(|ix| self.changes.of(LineIx(ix)))
            .map(OfLine::finding)
            .collect();
        touching.order_by_key(|finding| order.get(*finding).copied().unwrap_or(usize::MAX));
        touching.dedup();

        let mut shares: Vec<(usize, [Share; 2])> = touching
            .iter()
            .map(|finding| (*finding, <[Share; 2]>::default()))
            .collect();
        let mut amounts = <[Amounts; 2]>::default();
        let mut open_lines = <[OpenLines; 2]>::default();
        for (at, reading) in Reading::ALL.into_iter().enumerate() {
            let mut before = Cents::ZERO;
            for (taken, (finding, share)) in shares.iter_mut().enumerate() {
                let so_far = touching.get(..=taken).unwrap_or_default();
                let together =
                    self.loss(lines.clone(), reading, |finding| so_far.contains(&finding))?;
                let alone = if taken == 0 {
                    together.clone()
                } else {
                    self.loss(lines.clone(), reading, |other| other == *finding)?
                };
                if let Some(share) = share.get_mut(at) {
                    share.alone = Amounts::of(&alone, growth.as_ref());
                    share.adds = together.loss() - before;
                    share.open = open(profile, &alone);
                }
                before = together.loss();
                if let (Some(amounts), Some(lines)) = (amounts.get_mut(at), open_lines.get_mut(at))
                {
                    *amounts = Amounts::of(&together, growth.as_ref());
                    *lines = open(profile, &together);
                }
            }
        }
        Some(EntryWorking {
            liquidation,
            limitation: Limitation::of(pack, first.entry_date(), first.summary_date(), as_of),
            interest_from,
            amounts,
            open: open_lines,
            shares,
            lines,
        })
    }

    fn growth(&mut self, from: Day) -> Option<Growth> {
        let to = self.inputs.interest_to();
        let rates = &self.inputs.pack.interest;
        self.growths
            .entry(from)
            .or_insert_with(|| interest::growth(rates, from, to).ok())
            .clone()
    }
}

fn open(profile: &Profile, loss: &EntryLoss) -> OpenLines {
    let mut reasons = OpenLines::new();
    for line in &loss.lines {
        if let Some(reason) = line.open {
            let (count, value) = reasons.entry(reason).or_default();
            *count += 1;
            *value += profile.line(line.line).value().or_zero();
        }
    }
    reasons
}

/// For each finding its place in the order in which findings are taken: the
/// surest identity first, then the highest grade, then by id.
fn order(findings: &[&Finding]) -> Vec<usize> {
    let mut sorted: Vec<(usize, &&Finding)> = findings.iter().enumerate().collect();
    sorted.sort_by(|(_, a), (_, b)| {
        a.subject
            .evidence
            .cmp(&b.subject.evidence)
            .then(b.grade.cmp(&a.grade))
            .then_with(|| a.id.cmp(&b.id))
    });
    let mut places = vec![0; findings.len()];
    for (place, (at, _)) in sorted.into_iter().enumerate() {
        if let Some(slot) = places.get_mut(at) {
            *slot = place;
        }
    }
    places
}
