//! One row an entry: what the workbook lists, and sums by formulas.
//!
//! The workbook works everything out a second time, from values, rates and days
//! alone. [`Workings::parts`] gives it what an entry's amounts are made of, and
//! [`Workings::segments`] the rates that interest grows by.

use crate::entry::{self, FeeChange};
use crate::interest::{self, Segment};
use crate::limitation::Limitation;
use crate::line::{LineLoss, Reading};
use crate::liquidation::Liquidation;
use crate::workings::{Amounts, EntryWorking, Workings};
use customs::{Cents, Day};
use rust_decimal::Decimal;
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
    /// Possible overpayment of duty and of fee, apart.
    pub overpaid: Cents,
    /// The merchandise processing fee's part of it.
    pub overpaid_mpf: Cents,
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
            overpaid_mpf: amounts.overpaid_mpf,
        }
    }
}

/// What an entry's amounts are made of, by reading: the likely one first.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryParts {
    /// The lines that something would change.
    pub lines: Vec<[LineLoss; 2]>,
    /// Merchandise processing fee; `None` where value does not change it.
    pub mpf: [Option<FeeChange>; 2],
    /// Harbor maintenance fee; `None` where the entry did not come by vessel.
    pub hmf: [Option<FeeChange>; 2],
    /// What one dollar grows to by interest; `None` where it can't be worked
    /// out.
    pub growth: Option<Decimal>,
}

impl Workings<'_> {
    /// What an entry's amounts are made of. `None` past what cents can hold.
    #[must_use]
    pub fn parts(&self, entry: &EntryWorking) -> Option<EntryParts> {
        let likely = self.loss(entry.lines.clone(), Reading::Likely, |_| true)?;
        let high = self.loss(entry.lines.clone(), Reading::High, |_| true)?;
        let growth = entry
            .interest_from
            .and_then(|(from, _)| self.growths.get(&from)?.as_ref());
        Some(EntryParts {
            mpf: [likely.mpf, high.mpf],
            hmf: [likely.hmf, high.hmf],
            // The same lines have changes under both readings.
            lines: likely
                .lines
                .into_iter()
                .zip(high.lines)
                .map(|(likely, high)| [likely, high])
                .collect(),
            growth: growth.map(|growth| growth.factor),
        })
    }

    /// The runs of days with one rate, from the first day on which any entry's
    /// interest begins.
    #[must_use]
    pub fn segments(&self) -> Vec<Segment> {
        let known = self.growths.iter().filter(|(_, growth)| growth.is_some());
        let first = known.map(|(from, _)| *from).min();
        first
            .and_then(|from| {
                let rates = &self.inputs.pack.interest;
                interest::growth(rates, from, self.inputs.interest_to()).ok()
            })
            .map(|growth| growth.segments)
            .unwrap_or_default()
    }

    /// The day up to which interest runs.
    #[must_use]
    pub fn interest_to(&self) -> Day {
        self.inputs.interest_to()
    }

    /// Every entry as a row, in the profile's order.
    pub fn rows(&self) -> impl Iterator<Item = EntryRow> {
        self.entries().iter().map(|entry| self.row(entry))
    }

    /// An entry as a row.
    #[must_use]
    pub fn row(&self, entry: &EntryWorking) -> EntryRow {
        let first = entry::head(self.inputs.profile, entry.lines.clone());
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
