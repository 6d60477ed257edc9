//! One row an entry: its lines summed, its fees, its loss, its interest. The
//! same sheet is the schedule that goes with a disclosure worksheet.

use super::interest::{Interest, shown};
use super::lines::{self, Lines, Range};
use super::numbers::Numbers;
use crate::cell::{Cell, Formula, Outcome, at, run};
use crate::sheet::{Sheet, column, quoted};
use assessment::Papers;
use customs::Cents;
use exposure::entry::FeeChange;
use exposure::fees::{MpfBasis, basis};
use exposure::liquidation::{LossKind, Stage};
use exposure::rows::EntryAmounts;
use exposure::workings::EntryWorking;
use exposure::{EntryParts, EntryRow, Reading, Wording};
use profile::LineRef;
use rust_decimal::Decimal;

/// The entries with an amount.
pub(crate) struct Entries {
    pub(crate) sheet: Sheet,
    pub(crate) lines: Lines,
}

pub(crate) const COUNTS: usize = 9;
pub(crate) const KIND: usize = 10;
const FROM: usize = 12;
const FACTOR: usize = 13;
const MPF: usize = 14;
const HMF: usize = 20;
/// First column of each reading: duty, MPF, HMF, loss, interest, overpayment of
/// MPF, overpayment.
const READINGS: [usize; 2] = [24, 31];

/// A column of a reading.
#[derive(Clone, Copy)]
pub(crate) enum Amount {
    Duty = 0,
    Mpf = 1,
    Hmf = 2,
    Loss = 3,
    Interest = 4,
    OverpaidMpf = 5,
    Overpaid = 6,
}

/// Where an amount stands under a reading.
pub(crate) fn place(reading: Reading, amount: Amount) -> usize {
    let [likely, high] = READINGS;
    let first = match reading {
        Reading::Likely => likely,
        Reading::High => high,
    };
    first + amount as usize
}

impl Entries {
    pub(crate) fn of(
        papers: &Papers<'_>,
        wording: &Wording,
        numbers: &Numbers,
        interest: &Interest,
        room: usize,
    ) -> Self {
        let mut this = Self {
            sheet: Sheet {
                id: "entries",
                name: "Entries",
                columns: columns(),
                ..Sheet::default()
            },
            lines: Lines::new(wording, room),
        };
        this.sheet.head = vec![
            vec![Cell::Title("Loss by entry".to_owned())],
            vec![Cell::Note(format!(
                "Every entry that a finding would change by an amount, once. Interest up to {}.",
                interest.to()
            ))],
            vec![Cell::Note(
                papers.loaded().pack().texts.deadline_estimate.text.clone(),
            )],
        ];
        let workings = papers.workings();
        let profile = papers.loaded().profile();
        // Entries without a number stand before all others.
        let first = workings.entries().first().map(|entry| entry.lines.clone());
        if first.is_some_and(|lines| exposure::entry::head(profile, lines).entry().is_empty()) {
            this.sheet.head.push(vec![Cell::Note(
                "A line without an entry number stands by itself, by its own dates.".to_owned(),
            )]);
        }
        let mut rest: Vec<EntryRow> = Vec::new();
        for entry in workings.entries() {
            let has_amount = Reading::ALL.into_iter().any(|reading| {
                let amounts = entry.amounts(reading);
                amounts.loss().is_positive() || amounts.overpaid.is_positive()
            });
            if !has_amount {
                continue;
            }
            let row = workings.row(entry);
            match workings.parts(entry) {
                Some(parts) if this.sheet.rows.len() < room => {
                    let range = this.lines.add(papers, wording, &parts);
                    this.add(papers, (numbers, interest), entry, &row, &parts, range);
                }
                _ => rest.push(row),
            }
        }
        this.rest(&rest);
        this
    }

    fn add(
        &mut self,
        papers: &Papers<'_>,
        (numbers, interest): (&Numbers, &Interest),
        entry: &EntryWorking,
        row: &EntryRow,
        parts: &EntryParts,
        range: Range,
    ) {
        let at_row = self.sheet.first_row() + self.sheet.rows.len();
        let first = exposure::entry::head(papers.loaded().profile(), entry.lines.clone());
        let fees = &papers.loaded().pack().fees;
        let mut cells = about(row, first, numbers);
        let from = at(FROM, at_row);
        let factor = parts.growth.filter(|_| row.interest_from.is_some());
        cells.push(Cell::day(row.interest_from));
        cells.push(factor.map_or(Cell::Blank, |factor| {
            Cell::Formula(Formula {
                text: interest.factor_from(&from),
                result: Outcome::Factor(shown(factor)),
            })
        }));
        let has_mpf = parts.mpf.iter().any(Option::is_some);
        cells.extend(match basis(fees, first.entry_type(), first.entry_date()) {
            MpfBasis::Formal(year) if has_mpf => [
                Cell::Rate(year.rate),
                Cell::Money(year.min),
                Cell::Money(year.max),
            ],
            // A flat fee is the least and the most, without a rate.
            MpfBasis::Informal(year) if has_mpf => {
                let flat = || Cell::money(year.informal);
                [Cell::Blank, flat(), flat()]
            }
            _ => [Cell::Blank, Cell::Blank, Cell::Blank],
        });
        cells.extend(bases(parts.mpf));
        let has_hmf = parts.hmf.iter().any(Option::is_some);
        cells.push(if has_hmf {
            Cell::Rate(fees.hmf.rate)
        } else {
            Cell::Blank
        });
        cells.extend(bases(parts.hmf));
        for (at_reading, reading) in Reading::ALL.into_iter().enumerate() {
            let amounts = match reading {
                Reading::Likely => &row.likely,
                Reading::High => &row.high,
            };
            let fee = |fees: [Option<FeeChange>; 2]| fees.get(at_reading).copied().flatten();
            cells.extend(self.amounts(
                reading,
                amounts,
                at_row,
                range,
                (fee(parts.mpf).is_some(), fee(parts.hmf).is_some()),
                factor,
            ));
        }
        self.sheet.rows.push(cells);
    }

    fn amounts(
        &self,
        reading: Reading,
        amounts: &EntryAmounts,
        row: usize,
        range: Range,
        (has_mpf, has_hmf): (bool, bool),
        factor: Option<Decimal>,
    ) -> [Cell; 7] {
        let of = |amount| at(place(reading, amount), row);
        let lines = |column: usize, amount: Cents| match range {
            Some((first, last)) => {
                let name = quoted(self.lines.sheet.name);
                Cell::sum(format!("SUM({name}!{})", run(column, first, last)), amount)
            }
            None => Cell::Money(amount),
        };
        let base = |first: usize| at(first + 1 + reading as usize, row);
        let mpf = if has_mpf {
            let fee = |base: &str| {
                let (rate, min, max) = (at(MPF, row), at(MPF + 1, row), at(MPF + 2, row));
                format!("IF({base}>0,MIN(MAX(ROUND({base}*{rate},2),{min}),{max}),0)")
            };
            let (filed, now) = (at(MPF + 3, row), base(MPF + 3));
            Cell::sum(format!("MAX(0,{}-{})", fee(&now), fee(&filed)), amounts.mpf)
        } else {
            Cell::Money(amounts.mpf)
        };
        let hmf = if has_hmf {
            let fee = |base: &str| format!("ROUND({base}*{},2)", at(HMF, row));
            let (filed, now) = (at(HMF + 1, row), base(HMF + 1));
            Cell::sum(format!("MAX(0,{}-{})", fee(&now), fee(&filed)), amounts.hmf)
        } else {
            Cell::Money(amounts.hmf)
        };
        let interest = match (factor, amounts.interest) {
            (Some(_), Some(interest)) => Cell::sum(
                format!("ROUND({}*({}-1),2)", of(Amount::Loss), at(FACTOR, row)),
                interest,
            ),
            _ => Cell::Blank,
        };
        [
            lines(lines::loss_column(reading), amounts.duty),
            mpf,
            hmf,
            Cell::sum(
                format!(
                    "{}+{}+{}",
                    of(Amount::Duty),
                    of(Amount::Mpf),
                    of(Amount::Hmf)
                ),
                amounts.loss,
            ),
            interest,
            Cell::Money(amounts.overpaid_mpf),
            match range {
                Some((first, last)) => {
                    let name = quoted(self.lines.sheet.name);
                    let lines = run(lines::overpaid_column(reading), first, last);
                    let fee = of(Amount::OverpaidMpf);
                    Cell::sum(format!("SUM({name}!{lines})+{fee}"), amounts.overpaid)
                }
                None => Cell::Money(amounts.overpaid),
            },
        ]
    }

    /// The entries that did not find room, as one row each for those inside and
    /// outside the window, so that totals stay whole.
    fn rest(&mut self, rest: &[EntryRow]) {
        for (counts, kind) in [
            (true, LossKind::Actual),
            (true, LossKind::Potential),
            (false, LossKind::Actual),
            (false, LossKind::Potential),
        ] {
            let these: Vec<&EntryRow> = rest
                .iter()
                .filter(|row| row.counts == counts && row.liquidation.loss == kind)
                .collect();
            if these.is_empty() {
                continue;
            }
            let mut cells = vec![Cell::Blank; place(Reading::High, Amount::Overpaid) + 1];
            let mut put = |column: usize, cell: Cell| {
                if let Some(slot) = cells.get_mut(column) {
                    *slot = cell;
                }
            };
            put(
                0,
                Cell::Text(format!("{} further entries, not listed", these.len())),
            );
            put(COUNTS, Cell::text(super::yes(counts)));
            put(KIND, Cell::text(kind_label(kind)));
            for reading in Reading::ALL {
                let of = |row: &EntryRow| match reading {
                    Reading::Likely => row.likely,
                    Reading::High => row.high,
                };
                let sum = |amount: fn(&EntryAmounts) -> Cents| {
                    Cell::Money(these.iter().map(|row| amount(&of(row))).sum())
                };
                put(place(reading, Amount::Duty), sum(|a| a.duty));
                put(place(reading, Amount::Mpf), sum(|a| a.mpf));
                put(place(reading, Amount::Hmf), sum(|a| a.hmf));
                put(place(reading, Amount::Loss), sum(|a| a.loss));
                put(
                    place(reading, Amount::Interest),
                    sum(|a| a.interest.unwrap_or_default()),
                );
                put(place(reading, Amount::OverpaidMpf), sum(|a| a.overpaid_mpf));
                put(place(reading, Amount::Overpaid), sum(|a| a.overpaid));
            }
            self.sheet.rows.push(cells);
        }
    }
}

fn columns() -> Vec<crate::sheet::Column> {
    let mut columns = vec![
        column("Entry number", 16),
        column("Entry date", 11),
        column("Port", 7),
        column("Broker", 8),
        column("Standing", 24),
        column("Liquidation", 11),
        column("Date estimated", 10),
        column("Last day to protest", 11),
        column("Limitation ends", 11),
        column("Counts in the total", 9),
        column("Actual or potential", 10),
        column("Findings", 20),
        column("Interest from, this day not included", 12),
        column("Growth to the day of tender", 14),
        column("MPF rate", 9),
        column("MPF, least", 10),
        column("MPF, most", 10),
        column("Value that bears MPF, as filed", 14),
    ];
    let [likely, high] = super::READINGS;
    for name in [likely, high] {
        columns.push(column(format!("{name}: value that would bear MPF"), 14));
    }
    columns.push(column("HMF rate", 9));
    columns.push(column("Value that bears HMF, as filed", 14));
    for name in [likely, high] {
        columns.push(column(format!("{name}: value that would bear HMF"), 14));
    }
    for name in [likely, high] {
        for amount in [
            "duty",
            "MPF",
            "HMF",
            "loss of duties and fees",
            "interest",
            "MPF that exempt lines bore",
            "possible overpayment",
        ] {
            columns.push(column(format!("{name}: {amount}"), 13));
        }
    }
    columns
}

fn about(row: &EntryRow, first: LineRef<'_>, numbers: &Numbers) -> Vec<Cell> {
    let liquidation = &row.liquidation;
    vec![
        Cell::text(super::entry_name(first)),
        Cell::day(row.date),
        Cell::text(row.port.as_str()),
        Cell::text(first.filer()),
        Cell::text(match liquidation.also {
            Some(also) => format!(
                "{}; another line gives {also}",
                stage_label(liquidation.stage)
            ),
            None => stage_label(liquidation.stage).to_owned(),
        }),
        Cell::day(liquidation.on),
        Cell::text(if liquidation.estimated { "Yes" } else { "" }),
        Cell::day(liquidation.protest_until),
        Cell::day(row.limitation.map(|limitation| limitation.last)),
        Cell::text(super::yes(row.counts)),
        Cell::text(kind_label(liquidation.loss)),
        numbers.cells(&row.findings),
    ]
}

/// The value that a fee is on: as filed, and on each reading.
fn bases(fees: [Option<FeeChange>; 2]) -> [Cell; 3] {
    let [likely, high] = fees;
    let filed = likely.or(high).map(|fee| fee.filed_base);
    [
        Cell::money(filed),
        Cell::money(likely.map(|fee| fee.base)),
        Cell::money(high.map(|fee| fee.base)),
    ]
}

fn stage_label(stage: Stage) -> &'static str {
    match stage {
        Stage::Open => "Open",
        Stage::Scheduled => "Open, liquidation to come",
        Stage::Liquidated => "Liquidated, protest possible",
        Stage::Final => "Liquidated, final",
        Stage::Unknown => "Not known",
    }
}

pub(crate) fn kind_label(kind: LossKind) -> &'static str {
    match kind {
        LossKind::Actual => "Actual",
        LossKind::Potential => "Potential",
    }
}
