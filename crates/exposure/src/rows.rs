//! One row an entry: what the workbook lists, and sums by formulas.

use crate::limitation::Limitation;
use crate::line::Reading;
use crate::liquidation::Liquidation;
use crate::workings::{Amounts, EntryWorking, Workings};
use customs::{Cents, Day};
use profile::LineIx;
use serde::{Deserialize, Serialize};

/// An entry that a finding touches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRow {
    /// The entry number.
    pub entry: String,
    /// Date of entry.
    pub date: Option<Day>,
    /// Port of entry.
    pub port: String,
    /// Where it stands.
    pub liquidation: Liquidation,
    /// What the limitation leaves of it.
    pub limitation: Option<Limitation>,
    /// Whether it counts in the total: the limitation has not passed.
    pub counts: bool,
    /// The findings that touch it, by id, in the order in which they are taken.
    pub findings: Vec<String>,
    /// The day from which interest is counted.
    pub interest_from: Option<Day>,
    /// Under the likely reading.
    pub likely: EntryAmounts,
    /// Under the high reading.
    pub high: EntryAmounts,
}

/// The amounts of an entry under one reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryAmounts {
    /// Loss of duty.
    pub duty: Cents,
    /// Loss of merchandise processing fee.
    pub mpf: Cents,
    /// Loss of harbor maintenance fee.
    pub hmf: Cents,
    /// The three together.
    pub loss: Cents,
    /// Interest on it; `None` where it can't be worked out.
    pub interest: Option<Cents>,
    /// Possible overpayment, apart.
    pub overpaid: Cents,
}

impl From<&Amounts> for EntryAmounts {
    fn from(amounts: &Amounts) -> Self {
        Self {
            duty: amounts.duty,
            mpf: amounts.mpf,
            hmf: amounts.hmf,
            loss: amounts.loss(),
            interest: amounts.interest,
            overpaid: amounts.overpaid,
        }
    }
}

impl Workings<'_> {
    /// Every entry as a row, in the profile's order.
    pub fn rows(&self) -> impl Iterator<Item = EntryRow> {
        self.entries().iter().map(|entry| self.row(entry))
    }

    fn row(&self, entry: &EntryWorking) -> EntryRow {
        let first = self.inputs.profile.line(LineIx(entry.lines.start));
        let id = |at: usize| {
            self.inputs
                .findings
                .get(at)
                .map(|finding| finding.id.clone())
        };
        EntryRow {
            entry: first.entry().to_owned(),
            date: first.entry_date(),
            port: first.port().to_owned(),
            liquidation: entry.liquidation,
            limitation: entry.limitation,
            counts: entry.is_inside(),
            findings: entry.shares.iter().filter_map(|(at, _)| id(*at)).collect(),
            interest_from: entry.interest_from.map(|(from, _)| from),
            likely: entry.amounts(Reading::Likely).into(),
            high: entry.amounts(Reading::High).into(),
        }
    }
}
