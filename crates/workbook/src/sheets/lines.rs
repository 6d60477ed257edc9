//! The lines that bear an amount: duty as filed, duty on each reading, and the
//! difference, as formulas over value and rates.

use crate::cell::{Cell, at};
use crate::sheet::{Sheet, column};
use assessment::Papers;
use customs::Cents;
use exposure::line::{Component, LineLoss};
use exposure::rates::Unquantified;
use exposure::{EntryParts, Reading, Wording};

/// The lines being listed.
pub(crate) struct Lines {
    pub(crate) sheet: Sheet,
    pub(crate) left_out: usize,
    room: usize,
}

/// First and last row of an entry's lines; `None` where they are not listed.
pub(crate) type Range = Option<(usize, usize)>;

const FILED_VALUE: usize = 7;
const FILED: usize = 8;
/// First column of each reading: value, rates, duty, loss, overpayment.
const READINGS: [usize; 2] = [10, 15];
const OPEN: usize = 20;

/// The column of the loss under a reading, and of the overpayment.
pub(crate) fn loss_column(reading: Reading) -> usize {
    first_of(reading) + 3
}

pub(crate) fn overpaid_column(reading: Reading) -> usize {
    first_of(reading) + 4
}

fn first_of(reading: Reading) -> usize {
    let [likely, high] = READINGS;
    match reading {
        Reading::Likely => likely,
        Reading::High => high,
    }
}

impl Lines {
    pub(crate) fn new(wording: &Wording, room: usize) -> Self {
        let mut columns = vec![
            column("Entry number", 16),
            column("Line", 6),
            column("Entry date", 11),
            column("Tariff number", 15),
            column("Country of origin", 9),
            column("Part number", 18),
            column("Description", 36),
            column("Goods value as filed", 14),
            column("Duty as filed", 13),
            column("Duty taken from", 30),
        ];
        for name in super::READINGS {
            columns.extend([
                column(format!("{name}: goods value"), 14),
                column(format!("{name}: rates, and where they come from"), 44),
                column(format!("{name}: duty"), 13),
                column(format!("{name}: loss"), 13),
                column(format!("{name}: possible overpayment"), 13),
            ]);
        }
        columns.push(column("Not quantified", 40));
        let readings = &wording.readings;
        let head = Reading::ALL
            .iter()
            .zip(super::READINGS)
            .map(|(reading, name)| {
                let text = readings.get(reading).map_or("", String::as_str);
                vec![Cell::Note(format!("{name}: {text}."))]
            });
        Self {
            sheet: Sheet {
                id: "lines",
                name: "Lines",
                head: std::iter::once(vec![Cell::Title("Loss by line".to_owned())])
                    .chain(head)
                    .collect(),
                columns,
                rows: Vec::new(),
                ..Sheet::default()
            },
            left_out: 0,
            room,
        }
    }

    /// Lists the lines of an entry.
    pub(crate) fn add(
        &mut self,
        papers: &Papers<'_>,
        wording: &Wording,
        parts: &EntryParts,
    ) -> Range {
        if self.sheet.rows.len() + parts.lines.len() > self.room {
            self.left_out += parts.lines.len();
            return None;
        }
        let first = self.sheet.first_row() + self.sheet.rows.len();
        for [likely, high] in &parts.lines {
            let row = self.sheet.first_row() + self.sheet.rows.len();
            let cells = line(papers, wording, likely, high, row);
            self.sheet.rows.push(cells);
        }
        let last = self.sheet.first_row() + self.sheet.rows.len() - 1;
        (last >= first).then_some((first, last))
    }
}

fn line(
    papers: &Papers<'_>,
    wording: &Wording,
    likely: &LineLoss,
    high: &LineLoss,
    row: usize,
) -> Vec<Cell> {
    let shown = papers.row(likely.line);
    let filed_from = match &likely.filed_by {
        Some(rate) => rate.source(wording).detail,
        None => "the file".to_owned(),
    };
    let mut cells = vec![
        Cell::text(super::entry_name(
            papers.loaded().profile().line(likely.line),
        )),
        if shown.line == 0 {
            Cell::Blank
        } else {
            Cell::count(shown.line)
        },
        Cell::day(shown.date),
        Cell::text(shown.hts.map_or_else(String::new, |hts| hts.to_string())),
        Cell::text(shown.origin.map_or_else(String::new, |o| o.to_string())),
        Cell::text(shown.sku),
        Cell::text(shown.description),
        Cell::Money(likely.filed_value),
        Cell::Money(likely.filed),
        Cell::text(filed_from),
    ];
    for (loss, first) in [likely, high].into_iter().zip(READINGS) {
        let (value, duty, filed) = (at(first, row), at(first + 2, row), at(FILED, row));
        cells.extend([
            Cell::Money(loss.value),
            Cell::text(rates(wording, loss)),
            Cell::sum(duty_formula(loss, &value, &filed), loss.correct),
            Cell::sum(format!("MAX(0,{duty}-{filed})"), loss.loss()),
            Cell::sum(format!("MAX(0,{filed}-{duty})"), loss.overpaid()),
        ]);
    }
    cells.push(Cell::text(open(wording, [likely.open, high.open])));
    debug_assert_eq!(cells.len(), OPEN + 1);
    debug_assert_eq!(
        cells.get(FILED_VALUE),
        Some(&Cell::Money(likely.filed_value))
    );
    cells
}

/// The duty as a formula: each rate on the value, rounded to the cent. Where a
/// difference of a cent is the file's own rounding, the filed duty stands.
fn duty_formula(loss: &LineLoss, value: &str, filed: &str) -> String {
    let sum: Cents = loss.components.iter().map(|c| c.amount).sum();
    if loss.components.is_empty() || sum != loss.correct {
        return filed.to_owned();
    }
    let terms: Vec<String> = loss
        .components
        .iter()
        .map(|component| match &component.rate {
            Some(rate) => format!("ROUND({value}*({}),2)", rate.rate.normalize()),
            None => filed.to_owned(),
        })
        .collect();
    terms.join("+")
}

fn rates(wording: &Wording, loss: &LineLoss) -> String {
    let one = |component: &Component| match &component.rate {
        Some(rate) => {
            let source = rate.source(wording).detail;
            let percent = exposure::money::percent(rate.rate);
            if component.measure.is_empty() {
                format!("{percent} ({source})")
            } else {
                format!("{percent} for {} ({source})", component.measure)
            }
        }
        None => "duty as filed".to_owned(),
    };
    let all: Vec<String> = loss.components.iter().map(one).collect();
    all.join("; ")
}

fn open(wording: &Wording, reasons: [Option<Unquantified>; 2]) -> String {
    let mut texts: Vec<&str> = reasons
        .into_iter()
        .flatten()
        .filter_map(|reason| wording.unquantified.get(&reason).map(String::as_str))
        .collect();
    texts.dedup();
    texts.join(" ")
}
