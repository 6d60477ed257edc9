//! The totals and the penalty matrix, by formulas over the entries.

use super::entries::{self, Amount, Entries};
use super::evidence::{self, Evidence};
use crate::cell::{Cell, Formula, Outcome, at};
use crate::sheet::Sheet;
use assessment::Papers;
use customs::Cents;
use exposure::penalty::{Maximum, Row as MatrixRow};
use exposure::summary::Total;
use exposure::{Entered, Exposure, Matrix, Reading};
use rulebook::PenaltyRow;
use rust_decimal::Decimal;

/// The column of a reading.
fn column_of(reading: Reading) -> usize {
    match reading {
        Reading::Likely => 1,
        Reading::High => 2,
    }
}

/// The sheet being written, line by line.
struct Writer<'a> {
    sheet: Sheet,
    papers: &'a Papers<'a>,
    entries: &'a Entries,
}

/// What the matrix is worked out from, as places on the sheet.
struct Base<'a> {
    loss: &'a str,
    dutiable: &'a str,
    interest: Option<&'a str>,
    domestic: &'a str,
}

/// The totals.
pub(crate) fn totals(
    papers: &Papers<'_>,
    exposure: &Exposure,
    entries: &Entries,
    evidence: &Evidence,
) -> Sheet {
    let mut writer = Writer {
        sheet: Sheet {
            id: "totals",
            name: "Totals",
            widths: &[44, 20, 20, 20, 20, 20, 34],
            ..Sheet::default()
        },
        papers,
        entries,
    };
    writer.write(&exposure.total, evidence);
    writer.sheet
}

impl Writer<'_> {
    /// The row of the next line, from 1.
    fn next(&self) -> usize {
        self.sheet.head.len() + 1
    }

    fn line(&mut self, cells: Vec<Cell>) -> usize {
        self.sheet.head.push(cells);
        self.sheet.head.len()
    }

    fn write(&mut self, total: &Total, evidence: &Evidence) {
        let texts = &self.papers.loaded().pack().texts;
        self.line(vec![Cell::Title("What it could cost".to_owned())]);
        self.line(vec![Cell::Note(texts.only_cbp_decides.text.clone())]);
        self.line(vec![
            Cell::Label("As of".to_owned()),
            Cell::Day(self.papers.as_of()),
        ]);
        self.line(Vec::new());
        let [likely, high] = super::READINGS;
        self.line(vec![
            Cell::Label("Entries inside the limitation window".to_owned()),
            Cell::Over(likely.to_owned()),
            Cell::Over(high.to_owned()),
        ]);
        let loss_row = self.sums("Loss of duties and fees", Amount::Loss, "", total, |r| {
            Some(r.loss.amount)
        });
        self.sums(
            "of it actual: liquidation is final",
            Amount::Loss,
            "Actual",
            total,
            |r| Some(r.actual.amount),
        );
        self.sums("of it potential", Amount::Loss, "Potential", total, |r| {
            Some(r.potential.amount)
        });
        let interest_row = self.sums("Interest", Amount::Interest, "", total, |r| {
            r.interest.as_ref().map(|figure| figure.amount)
        });
        self.offsets(loss_row, total);
        let (dutiable_row, domestic_row) = self.values(evidence, total);
        let is_by_ratio = is_by_ratio(self.papers.entered());

        for (reading, reckoning) in Reading::ALL.into_iter().zip(&total.readings) {
            let column = column_of(reading);
            if let Some(matrix) = &reckoning.matrix {
                self.line(Vec::new());
                self.line(vec![Cell::Label(format!(
                    "If CBP were to find the following — {}",
                    reckoning.label
                ))]);
                let interest = at(column, interest_row);
                let base = Base {
                    loss: &at(column, loss_row),
                    dutiable: &at(1, dutiable_row),
                    interest: reckoning.interest.is_some().then_some(interest.as_str()),
                    domestic: &at(if is_by_ratio { column } else { 1 }, domestic_row),
                };
                self.matrix(matrix, &base);
            }
        }
        if let Some(matrix) = &total.without_loss {
            self.without_loss(matrix, evidence);
        }
        self.line(Vec::new());
        self.line(vec![Cell::Note(texts.interest_estimate.text.clone())]);
        self.line(vec![Cell::Note(texts.no_determination.text.clone())]);
    }

    fn sums(
        &mut self,
        label: &str,
        amount: Amount,
        kind: &str,
        total: &Total,
        of: fn(&exposure::Reckoning) -> Option<Cents>,
    ) -> usize {
        let mut cells = vec![Cell::Label(label.to_owned())];
        let sheet = &self.entries.sheet;
        for (reading, reckoning) in Reading::ALL.into_iter().zip(&total.readings) {
            let column = sheet.whole(entries::place(reading, amount));
            let counts = sheet.whole(entries::COUNTS);
            let more = if kind.is_empty() {
                String::new()
            } else {
                format!(",{},\"{kind}\"", sheet.whole(entries::KIND))
            };
            cells.push(of(reckoning).map_or(Cell::Blank, |result| {
                Cell::sum(format!("SUMIFS({column},{counts},\"Yes\"{more})"), result)
            }));
        }
        self.line(cells)
    }

    fn offsets(&mut self, loss_row: usize, total: &Total) {
        let sheet = &self.entries.sheet;
        let overpaid = sheet.whole(entries::place(Reading::Likely, Amount::Overpaid));
        let counts = sheet.whole(entries::COUNTS);
        let row = self.line(vec![
            Cell::Label("Possible overpayments, apart".to_owned()),
            Cell::sum(
                format!("SUMIFS({overpaid},{counts},\"Yes\")"),
                total.overpaid.amount,
            ),
        ]);
        self.line(vec![
            Cell::Label("Loss, should all of them be allowed".to_owned()),
            Cell::sum(
                format!("MAX(0,{}-{})", at(1, loss_row), at(1, row)),
                total.if_offset.amount,
            ),
        ]);
        self.line(vec![Cell::Note(total.offset_note.clone())]);
    }

    /// Dutiable and domestic value. By a ratio, domestic value is of the lines
    /// that a loss is on, which are others under each reading.
    fn values(&mut self, evidence: &Evidence, total: &Total) -> (usize, usize) {
        self.line(Vec::new());
        let sheet = &evidence.sheet;
        let (value, counts) = (sheet.whole(evidence::VALUE), sheet.whole(evidence::COUNTS));
        let dutiable = self.line(vec![
            Cell::Label("Dutiable value of the lines in question".to_owned()),
            Cell::sum(format!("SUMIFS({value},{counts},\"Yes\")"), evidence.inside),
        ]);
        let entered = self.papers.entered();
        let mut cells = vec![Cell::Label("Domestic value, where given".to_owned())];
        if is_by_ratio(entered) {
            cells.extend(total.readings.iter().map(|reckoning| {
                let matrix = reckoning.matrix.as_ref();
                let domestic = matrix.and_then(|matrix| matrix.domestic_value.as_ref());
                Cell::Input(domestic.map(|figure| figure.amount))
            }));
            cells.push(Cell::Note(
                "By the ratio, of the lines that a loss is on. May be put in here; the maxima follow."
                    .to_owned(),
            ));
        } else {
            cells.push(Cell::Input(entered.domestic_total));
            cells.push(Cell::Note(
                "May be put in here; the maxima follow.".to_owned(),
            ));
        }
        (dutiable, self.line(cells))
    }

    fn matrix(&mut self, matrix: &Matrix, base: &Base<'_>) {
        let mut titles = vec![Cell::Blank];
        titles.extend(
            [
                "Statutory maximum",
                "CBP guideline, from",
                "CBP guideline, to",
                "With a valid prior disclosure",
                "The same, with the loss",
            ]
            .map(|title| Cell::Over(title.to_owned())),
        );
        titles.push(Cell::Label("Authority".to_owned()));
        self.line(titles);
        let owed = match base.interest {
            Some(interest) => format!("{}+{interest}", base.loss),
            None => base.loss.to_owned(),
        };
        for row in &matrix.rows {
            let record = self.papers.loaded().pack().penalties.row(row.culpability);
            if let Some(record) = record {
                let cells = matrix_row(self.next(), row, record, matrix.revenue_loss, base);
                self.line(cells);
            }
        }
        self.line(vec![
            Cell::Label("Owed without any penalty".to_owned()),
            Cell::sum(owed, matrix.owed.amount),
        ]);
        if let Some(note) = &matrix.cap_note {
            self.line(vec![Cell::Note(note.clone())]);
        }
    }

    /// The matrix for findings that change no duty.
    fn without_loss(&mut self, matrix: &Matrix, evidence: &Evidence) {
        self.line(Vec::new());
        self.line(vec![Cell::Label(
            "If CBP were to find the following — statements that change no duty".to_owned(),
        )]);
        let none = self.line(vec![
            Cell::Label("Loss of duties and fees".to_owned()),
            Cell::Money(Cents::ZERO),
        ]);
        let sheet = &evidence.sheet;
        let (values, neutral) = (sheet.whole(evidence::VALUE), sheet.whole(evidence::NEUTRAL));
        let value = self.line(vec![
            Cell::Label("Dutiable value of their lines".to_owned()),
            Cell::sum(
                format!("SUMIFS({values},{neutral},\"Yes\")"),
                evidence.without_loss,
            ),
        ]);
        let given = matrix.domestic_value.as_ref().map(|figure| figure.amount);
        let by_ratio = self.papers.entered().domestic_ratio.zip(given);
        let domestic = self.line(vec![
            Cell::Label("Domestic value, where given".to_owned()),
            by_ratio.map_or(Cell::Input(given), |(ratio, amount)| {
                let place = at(1, value);
                Cell::sum(format!("ROUND({place}*{},2)", ratio.normalize()), amount)
            }),
        ]);
        let base = Base {
            loss: &at(1, none),
            dutiable: &at(1, value),
            interest: None,
            domestic: &at(1, domestic),
        };
        self.matrix(matrix, &base);
    }
}

/// Whether domestic value is worked out by a ratio.
fn is_by_ratio(entered: &Entered) -> bool {
    entered.domestic_total.is_none() && entered.domestic_ratio.is_some()
}

fn matrix_row(
    row: usize,
    shown: &MatrixRow,
    record: &PenaltyRow,
    revenue_loss: bool,
    base: &Base<'_>,
) -> Vec<Cell> {
    let (on, maximum, range) = if revenue_loss {
        (base.loss, record.loss_multiple, &record.guideline_loss)
    } else {
        (
            base.dutiable,
            record.no_loss_share,
            &record.guideline_no_loss,
        )
    };
    let of = |factor: Decimal| format!("ROUND({on}*{},2)", factor.normalize());
    let capped = |factor: Decimal| {
        let (amount, domestic) = (of(factor), base.domestic);
        format!("IF(ISNUMBER({domestic}),MIN({domestic},{amount}),{amount})")
    };
    let maximum = match maximum {
        // Without a loss the statute sets no cap: domestic value lies above.
        Some(share) if !revenue_loss => amount(of(share), &shown.maximum),
        Some(multiple) => amount(capped(multiple), &shown.maximum),
        None => amount(
            format!(
                "IF(ISNUMBER({0}),{0},\"{BY_DOMESTIC_VALUE}\")",
                base.domestic
            ),
            &shown.maximum,
        ),
    };
    let disclosed = if !revenue_loss {
        Some(of(record.disclosed_no_loss_share))
    } else if record.disclosed_interest {
        base.interest.map(str::to_owned)
    } else {
        Some(of(record.disclosed_loss_multiple))
    };
    let figure =
        |formula: Option<String>, figure: &Option<exposure::Figure>| match (formula, figure) {
            (Some(formula), Some(figure)) => Cell::sum(formula, figure.amount),
            _ => Cell::Blank,
        };
    let total = format!("{}+{}", base.loss, at(4, row));
    vec![
        Cell::Label(shown.label.clone()),
        maximum,
        Cell::sum(capped(range.low), shown.guideline_low.amount),
        Cell::sum(capped(range.high), shown.guideline_high.amount),
        figure(disclosed, &shown.disclosed),
        figure(Some(total), &shown.disclosed_total),
        Cell::text(record.authority.cite()),
    ]
}

const BY_DOMESTIC_VALUE: &str = "domestic value";

fn amount(formula: String, maximum: &Maximum) -> Cell {
    let result = match &maximum.figure {
        Some(figure) => Outcome::Money(figure.amount),
        None => Outcome::Text(BY_DOMESTIC_VALUE.to_owned()),
    };
    Cell::Formula(Formula {
        text: formula,
        result,
    })
}
