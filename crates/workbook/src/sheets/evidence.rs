//! The entry lines behind the findings, each once.

use super::numbers::Numbers;
use crate::cell::Cell;
use crate::sheet::{Sheet, column};
use assessment::{Assessment, Papers};
use customs::Cents;
use exposure::limitation::Limitation;
use profile::LineIx;
use std::collections::BTreeMap;

/// The rows with what formulas ask of them.
pub(crate) struct Evidence {
    pub(crate) sheet: Sheet,
    /// Goods value of the rows inside the limitation window.
    pub(crate) inside: Cents,
    /// The same of the rows whose question changes no duty.
    pub(crate) without_loss: Cents,
}

pub(crate) const VALUE: usize = 13;
pub(crate) const COUNTS: usize = 15;
pub(crate) const NEUTRAL: usize = 16;

impl Evidence {
    pub(crate) fn of(
        papers: &Papers<'_>,
        assessment: &Assessment,
        numbers: &Numbers,
        room: usize,
    ) -> Self {
        let mut findings: BTreeMap<LineIx, Vec<&str>> = BTreeMap::new();
        for finding in papers.findings() {
            for line in &finding.lines {
                findings.entry(*line).or_default().push(&finding.id);
            }
        }
        let mut sheet = Sheet {
            id: "rows",
            name: "Rows",
            columns: vec![
                column("Entry number", 14),
                column("Line", 5),
                column("Entry date", 11),
                column("Broker", 7),
                column("Tariff number", 13),
                column("Chapter 99 numbers", 12),
                column("Country of origin", 8),
                column("Part number", 13),
                column("Description", 24),
                column("Quantity", 12),
                column("Supplier", 19),
                column("Manufacturer code", 15),
                column("Port", 6),
                column("Goods value", 13),
                column("Duty", 11),
                column("Inside the limitation window", 10),
                column("Question without effect on duty", 10),
                column("File", 13),
                column("Row in the file", 7),
                column("Findings", 14),
            ],
            wraps: true,
            ..Sheet::default()
        };
        let neutral = papers.workings().lines_without_loss();
        let (mut inside, mut without_loss) = (Cents::ZERO, Cents::ZERO);
        // What did not find room, by the two columns that formulas ask for.
        let mut rest: BTreeMap<(bool, bool), (u64, Cents)> = BTreeMap::new();
        let profile = papers.loaded().profile();
        for (ix, findings) in &findings {
            let line = profile.line(*ix);
            let is_inside = Limitation::of(
                papers.loaded().pack(),
                line.entry_date(),
                line.summary_date(),
                papers.as_of(),
            )
            .is_none_or(|limitation| limitation.is_inside());
            let value = line.value().or_zero();
            let is_neutral = neutral.contains(ix);
            if is_inside {
                inside += value;
            }
            if is_neutral {
                without_loss += value;
            }
            if sheet.rows.len() >= room {
                let (count, sum) = rest.entry((is_inside, is_neutral)).or_default();
                *count += 1;
                *sum += value;
                continue;
            }
            let row = papers.row(*ix);
            let table = assessment.tables.get(usize::from(row.table));
            let additional: Vec<String> = row.additional.iter().map(ToString::to_string).collect();
            sheet.rows.push(vec![
                Cell::text(row.entry),
                if row.line == 0 {
                    Cell::Blank
                } else {
                    Cell::count(row.line)
                },
                Cell::day(row.date),
                Cell::text(row.filer),
                Cell::text(row.hts.map_or_else(String::new, |hts| hts.to_string())),
                Cell::text(additional.join(", ")),
                Cell::text(
                    row.origin
                        .map_or_else(String::new, |origin| origin.to_string()),
                ),
                Cell::text(row.sku),
                Cell::text(row.description),
                Cell::text(row.quantity),
                Cell::text(line.supplier()),
                Cell::text(line.mid()),
                Cell::text(line.port()),
                Cell::Money(value),
                Cell::money(row.duty),
                Cell::text(super::yes(is_inside)),
                Cell::text(if is_neutral { "Yes" } else { "" }),
                Cell::text(table.map_or("", |table| table.name.as_str())),
                if row.row == 0 {
                    Cell::Blank
                } else {
                    Cell::count(row.row)
                },
                numbers.cells(findings),
            ]);
        }
        sheet.head = vec![
            vec![Cell::Title("Rows behind the findings".to_owned())],
            vec![Cell::Note(
                "Every entry line that a finding touches, once, as it stands in the files."
                    .to_owned(),
            )],
        ];
        for ((is_inside, is_neutral), (count, value)) in rest {
            let mut cells = vec![Cell::Blank; sheet.columns.len()];
            for (column, cell) in [
                (0, Cell::Text(format!("{count} further lines, not listed"))),
                (VALUE, Cell::Money(value)),
                (COUNTS, Cell::text(super::yes(is_inside))),
                (NEUTRAL, Cell::text(if is_neutral { "Yes" } else { "" })),
            ] {
                if let Some(slot) = cells.get_mut(column) {
                    *slot = cell;
                }
            }
            sheet.rows.push(cells);
        }
        Self {
            sheet,
            inside,
            without_loss,
        }
    }
}
