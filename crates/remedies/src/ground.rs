//! What routes, deadlines and papers stand on.

use crate::standing::Standing;
use customs::{Day, EntryNumber};
use exposure::Workings;
use exposure::workings::EntryWorking;
use profile::intern::Records;
use profile::{LineIx, LineRef, LineSet, Profile};
use rulebook::{LegalStatus, Measure, Pack};
use std::ops::Range;
use triggers::alike::PerKind;
use triggers::context::{Answer, Answers};
use triggers::finding::Finding;

/// Everything that is read. There is no clock and no file in here.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The rule pack.
    pub pack: &'a Pack,
    /// Every entry line.
    pub profile: &'a Profile,
    /// The findings in question.
    pub findings: &'a [&'a Finding],
    /// Their exposure, in the same order, where it was worked out.
    pub workings: Option<&'a Workings<'a>>,
    /// What the visitor answered.
    pub answers: &'a Answers,
    /// The day that the assessment is made for.
    pub as_of: Day,
}

/// An entry that a finding touches.
pub struct Touched<'a> {
    /// Its lines in the profile.
    pub lines: Range<u32>,
    /// Its number as read: letters and digits only.
    pub entry: &'a str,
    /// Where it stands, with a number that entries of the same standing share;
    /// `None` where the file has no date to go by.
    pub standing: Option<(u32, Standing)>,
    /// Whether it is flagged for reconciliation.
    pub reconciliation: bool,
    /// Whether it bears duties that were held invalid.
    pub refund: bool,
    /// Its exposure.
    pub working: Option<&'a EntryWorking>,
}

/// The entries that findings touch, in the profile's order.
pub struct Entries<'a> {
    touched: Vec<Touched<'a>>,
    /// For each block of [`BLOCK`] lines, how many entries begin before it: the
    /// entry of a line is looked for among those of its block alone.
    before: Vec<u32>,
}

/// Lines of a block: a search among so few stays in the processor's cache.
const BLOCK: u32 = 64;

impl<'a> Entries<'a> {
    /// The entries of these findings.
    #[must_use]
    pub fn of(ground: Ground<'a>) -> Self {
        let workings = ground.workings.map(|workings| workings.entries());
        let workings = workings.unwrap_or_default();
        let lines = ground.findings.iter().map(|finding| &*finding.lines);
        let mut lines = LineSet::of(ground.profile, lines);
        for entry in workings {
            lines.insert(LineIx(entry.lines.start));
        }
        let refund = PerKind::of(ground.profile, |line| invalid(ground.pack, line));
        let mut standings = Records::default();
        let mut touched: Vec<Touched<'a>> = Vec::new();
        for line in lines.lines() {
            if touched.last().is_some_and(|last| line.0 < last.lines.end) {
                continue;
            }
            let lines = exposure::entry::lines_of(ground.profile, line);
            let working = workings
                .binary_search_by_key(&lines.start, |entry| entry.lines.start)
                .ok()
                .and_then(|at| workings.get(at));
            touched.push(Touched::of(ground, lines, working, &refund, &mut standings));
        }
        let before = before(&touched);
        Self { touched, before }
    }

    /// The entry of a line, where a finding touches it.
    #[must_use]
    pub fn get(&self, line: LineIx) -> Option<&Touched<'a>> {
        let block = (line.0 / BLOCK) as usize;
        let count = |block| {
            let known: Option<&u32> = self.before.get(block);
            known.map_or(self.touched.len(), |count| *count as usize)
        };
        let begun = count(block);
        let of_block = self.touched.get(begun..count(block + 1))?;
        let after = begun + of_block.partition_point(|entry| entry.lines.start <= line.0);
        let entry = self.touched.get(after.checked_sub(1)?)?;
        entry.lines.contains(&line.0).then_some(entry)
    }

    /// All of them, in the profile's order.
    pub fn iter(&self) -> impl Iterator<Item = &Touched<'a>> {
        self.touched.iter()
    }
}

/// How many entries begin before each block of lines.
fn before(touched: &[Touched<'_>]) -> Vec<u32> {
    let mut before = Vec::new();
    for (at, entry) in (0..).zip(touched) {
        let block = (entry.lines.start / BLOCK) as usize;
        if before.len() <= block {
            before.resize(block + 1, at);
        }
    }
    before
}

impl<'a> Touched<'a> {
    fn of(
        ground: Ground<'a>,
        lines: Range<u32>,
        working: Option<&'a EntryWorking>,
        refund: &PerKind<Option<&Measure>>,
        standings: &mut Records<Standing>,
    ) -> Self {
        let first = exposure::entry::head(ground.profile, lines.clone());
        Self {
            entry: first.entry(),
            standing: Standing::of(ground.pack, ground.profile, lines.clone(), ground.as_of)
                .map(|standing| (standings.intern(standing), standing)),
            // A file may have the flag on some lines only.
            reconciliation: lines
                .clone()
                .any(|ix| ground.profile.line(LineIx(ix)).reconciliation() == Some(true)),
            refund: lines
                .clone()
                .any(|ix| is_refundable(refund, ground.profile.line(LineIx(ix)))),
            working,
            lines,
        }
    }

    /// Its number as shown.
    #[must_use]
    pub fn name(&self) -> String {
        shown(self.entry)
    }
}

/// An entry number as shown: with dashes where it has the shape of one.
#[must_use]
pub fn shown(entry: &str) -> String {
    EntryNumber::parse(entry).map_or_else(|_| entry.to_owned(), |number| number.to_string())
}

/// The measure held invalid that a line declares, if any.
fn invalid<'a>(pack: &'a Pack, line: LineRef<'_>) -> Option<&'a Measure> {
    line.additional()
        .filter_map(|number| pack.measures.declared(number))
        .find(|measure| measure.authority.status == LegalStatus::Invalid)
}

/// Whether a line declares such a measure at a time when it was collected. A
/// line without a date may.
fn is_refundable(of: &PerKind<Option<&Measure>>, line: LineRef<'_>) -> bool {
    let Some(Some(measure)) = of.get(&line) else {
        return false;
    };
    let until = |day: Day| {
        let mut ends = measure.rates.iter().map(|rate| rate.to);
        ends.any(|to| to.is_none_or(|to| day <= to))
    };
    line.entry_date().is_none_or(until)
}

impl Ground<'_> {
    /// The day of CBP's paper that a limit runs from, as answered; `None` where
    /// there is none or its day was not given.
    #[must_use]
    pub fn noticed(&self, key: &str) -> Option<Day> {
        let causes = self.pack.urgent.causes.iter();
        causes
            .filter(|cause| cause.deadline.as_deref() == Some(key))
            .filter_map(|cause| self.answers.get(&cause.id))
            .filter_map(day_of)
            .min()
    }

    /// Whether a paper of CBP is still to be answered.
    #[must_use]
    pub fn is_under_review(&self) -> bool {
        let limits = ["cf28", "cf29"];
        self.pack.urgent.causes.iter().any(|cause| {
            cause
                .deadline
                .as_deref()
                .is_some_and(|key| limits.contains(&key))
                && self.answers.get(&cause.id).is_some_and(is_yes)
        })
    }
}

/// Whether an answer says that something happened.
#[must_use]
pub fn is_yes(answer: &Answer) -> bool {
    match answer {
        Answer::Flag(yes) => *yes,
        Answer::Day(_) => true,
        Answer::Events(events) => !events.is_empty(),
        Answer::Text(text) => text == "yes",
        Answer::Scale(_) | Answer::Words(_) => false,
    }
}

/// The day that an answer gives, the earliest of several.
#[must_use]
pub fn day_of(answer: &Answer) -> Option<Day> {
    match answer {
        Answer::Day(day) => Some(*day),
        Answer::Events(events) => events.iter().filter_map(|event| event.date).min(),
        _ => None,
    }
}
