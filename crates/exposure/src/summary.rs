//! The exposure as page, brief and JSON show it.
//!
//! Per finding, in total, and over time, each amount a figure that opens. A sum
//! over entries names the largest few and says how many more there are and what
//! they come to; [`crate::Workings::entry_figure`] opens any single one, and
//! [`crate::Workings::finding`] a finding that was written out in short.

use crate::derivation::Figure;
use crate::limitation::Bar;
use crate::line::Reading;
use crate::missing::MissingRate;
use crate::penalty::Matrix;
use crate::rates::Unquantified;
use customs::{Cents, Day};
use serde::{Deserialize, Serialize};

/// What it could cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exposure {
    /// The day up to which interest runs.
    pub interest_to: Day,
    /// All findings together, each entry once.
    pub total: Total,
    /// Each finding alone, in the order given.
    pub findings: Vec<FindingExposure>,
    /// What leaves the limitation window when.
    pub limitation: Bar,
    /// The rates to ask the visitor for, the one with most goods value first.
    pub missing_rates: Vec<MissingRate>,
}

/// All findings together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Total {
    /// By reading, the likely one first.
    pub readings: Vec<Reckoning>,
    /// Possible overpayments, never netted.
    pub overpaid: Figure,
    /// The likely loss, should all of them be allowed.
    pub if_offset: Figure,
    /// What to say about offsets.
    pub offset_note: String,
    /// What the data gives no amount for.
    pub open: Vec<Open>,
    /// The matrix for declared numbers and origins whose findings change no
    /// duty, where there are any; their dutiable value stands in it.
    pub without_loss: Option<Matrix>,
    /// The part of the likely loss that rests on inferred product identities
    /// alone.
    pub inferred: Cents,
}

/// A loss under one reading, with all that follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reckoning {
    /// The reading.
    pub reading: Reading,
    /// The reading in words.
    pub label: String,
    /// Loss of duties and fees.
    pub loss: Figure,
    /// The part whose liquidation is final.
    pub actual: Figure,
    /// The part that is not final.
    pub potential: Figure,
    /// Interest; `None` where any entry's can't be worked out.
    pub interest: Option<Figure>,
    /// The penalty matrix; `None` where it was not asked for.
    pub matrix: Option<Matrix>,
}

/// One finding alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingExposure {
    /// The finding's id.
    pub finding: String,
    /// By reading, the likely one first; empty where the data gives no amount.
    pub readings: Vec<Reckoning>,
    /// What it adds to the likely total beyond the findings before it.
    pub adds: Figure,
    /// Possible overpayments, never netted.
    pub overpaid: Figure,
    /// The goods value of its lines.
    pub dutiable: Figure,
    /// Its loss on entries past the limitation, which is in no total.
    pub outside: Cents,
    /// What the data gives no amount for.
    pub open: Vec<Open>,
    /// One line worked out to the last cent, as an example: the one with the
    /// largest loss.
    pub example: Option<Figure>,
}

/// Lines without an amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Under which reading.
    pub reading: Reading,
    /// The reason.
    pub reason: Unquantified,
    /// The reason in words.
    pub text: String,
    /// How many lines.
    pub lines: u32,
    /// Their goods value.
    pub value: Cents,
}

/// How much of a result is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detail {
    /// Entries that a sum names one by one.
    pub entries: usize,
    /// Findings, by largest loss, that are written out in full: with a matrix,
    /// with entries named. The others have their sums.
    pub findings: usize,
}

impl Default for Detail {
    fn default() -> Self {
        Self {
            entries: 5,
            findings: 25,
        }
    }
}

impl Reckoning {
    /// Visits every figure, each before its parts.
    pub fn walk(&self, visit: &mut impl FnMut(&Figure)) {
        for figure in [&self.loss, &self.actual, &self.potential]
            .into_iter()
            .chain(&self.interest)
        {
            figure.walk(visit);
        }
        if let Some(matrix) = &self.matrix {
            matrix.walk(visit);
        }
    }
}

impl Exposure {
    /// Visits every figure, each before its parts.
    pub fn walk(&self, visit: &mut impl FnMut(&Figure)) {
        for reading in &self.total.readings {
            reading.walk(visit);
        }
        self.total.overpaid.walk(visit);
        self.total.if_offset.walk(visit);
        if let Some(matrix) = &self.total.without_loss {
            matrix.walk(visit);
        }
        for finding in &self.findings {
            for reading in &finding.readings {
                reading.walk(visit);
            }
            let others = [&finding.adds, &finding.overpaid, &finding.dutiable];
            for figure in others.into_iter().chain(&finding.example) {
                figure.walk(visit);
            }
        }
        self.limitation.leaving.walk(visit);
        self.limitation.outside.walk(visit);
        for month in &self.limitation.months {
            month.loss.walk(visit);
        }
    }
}
