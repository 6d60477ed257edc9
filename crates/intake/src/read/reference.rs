//! Rows of the tariff and of an industry's unit values: tables that are known
//! by their own titles, not by fields of an entry.

use super::ledger::Ledger;
use super::odd;
use super::record::{BenchmarkRow, Record, TariffRow};
use crate::aliases::normalised;
use crate::cell::{Cell, Rows};
use crate::inspection::{Plan, PlanColumn};
use crate::report::{Cause, RowClass};
use crate::values::money;
use crate::values::schedule::{ScheduleRate, push_plain};
use crate::values::tariff::{Found, tariff};
use customs::{Country, Hts, Quantity, Unit};

/// A column of the plan, by its place there.
type Slot<'p> = Option<(usize, &'p PlanColumn)>;

fn column<'p>(plan: &'p Plan, titles: &[&str]) -> Slot<'p> {
    plan.columns
        .iter()
        .enumerate()
        .find(|(_, column)| titles.contains(&normalised(&column.header).as_str()))
}

fn cell<'r>(rows: &'r impl Rows, slot: Slot<'_>) -> Cell<'r> {
    slot.map_or(Cell::EMPTY, |(_, column)| rows.cell(column.index).trimmed())
}

/// Blank, a repeated header, or a row of the table.
fn class(rows: &impl Rows, plan: &Plan) -> RowClass {
    if rows.is_blank() {
        RowClass::Blank
    } else if odd::repeats_header(rows, plan) {
        RowClass::RepeatedHeader
    } else {
        RowClass::Used
    }
}

fn number(rows: &impl Rows, slot: Slot<'_>, found: &mut Found, ledger: &mut Ledger) -> Option<Hts> {
    let text = cell(rows, slot);
    tariff(text, slot.is_some_and(|(_, c)| c.form.numeric), found);
    if found.fault.is_some() {
        ledger.issue(Cause::TariffUnreadable, slot, rows.row(), text.text);
    }
    found.numbers.first().copied()
}

/// Makes rows of the tariff.
pub(crate) struct Tariffs<'p> {
    plan: &'p Plan,
    hts: Slot<'p>,
    indent: Slot<'p>,
    description: Slot<'p>,
    units: Slot<'p>,
    general: Slot<'p>,
    special: Slot<'p>,
    column_2: Slot<'p>,
    additional: Slot<'p>,
    found: Found,
    /// Texts of the row without markup.
    plain: [String; 4],
}

impl<'p> Tariffs<'p> {
    pub(crate) fn new(plan: &'p Plan) -> Self {
        Self {
            plan,
            hts: column(plan, &["htsnumber", "hts"]),
            indent: column(plan, &["indent"]),
            description: column(plan, &["description"]),
            units: column(plan, &["unitofquantity", "units"]),
            general: column(plan, &["generalrateofduty", "general"]),
            special: column(plan, &["specialrateofduty", "special"]),
            column_2: column(plan, &["column2rateofduty", "other"]),
            additional: column(plan, &["additionalduties"]),
            found: Found::default(),
            plain: Default::default(),
        }
    }

    pub(crate) fn row(
        &mut self,
        rows: &impl Rows,
        ledger: &mut Ledger,
        sink: &mut dyn FnMut(Record<'_>),
    ) -> RowClass {
        let class = class(rows, self.plan);
        if class != RowClass::Used {
            return class;
        }
        let hts = number(rows, self.hts, &mut self.found, ledger);
        let slots = [self.description, self.general, self.special, self.column_2];
        for (plain, slot) in self.plain.iter_mut().zip(slots) {
            plain.clear();
            push_plain(cell(rows, slot).text, plain);
        }
        let [description, general, special, column_2] = &self.plain;
        let mut rate = |text: &str, slot: Slot<'_>| {
            if ScheduleRate::parse(text) == ScheduleRate::Other {
                ledger.issue(Cause::ScheduleRate, slot, rows.row(), text);
            }
        };
        rate(general, self.general);
        rate(column_2, self.column_2);
        sink(Record::Tariff(&TariffRow {
            row: rows.row(),
            hts,
            indent: cell(rows, self.indent).text.parse().unwrap_or(0),
            description: description.trim(),
            units: cell(rows, self.units).text,
            general: ScheduleRate::parse(general),
            special: special.trim(),
            column_2: ScheduleRate::parse(column_2),
            additional: cell(rows, self.additional).text,
        }));
        RowClass::Used
    }
}

/// Makes rows of an industry's unit values.
pub(crate) struct Benchmarks<'p> {
    plan: &'p Plan,
    hts: Slot<'p>,
    origin: Slot<'p>,
    period: Slot<'p>,
    unit: Slot<'p>,
    p5: Slot<'p>,
    p25: Slot<'p>,
    median: Slot<'p>,
    p75: Slot<'p>,
    observations: Slot<'p>,
    found: Found,
}

impl<'p> Benchmarks<'p> {
    pub(crate) fn new(plan: &'p Plan) -> Self {
        Self {
            plan,
            hts: column(plan, &["hts", "htsnumber", "htscode", "hts10", "hts8"]),
            origin: column(plan, &["coo", "origin", "countryoforigin", "country"]),
            period: column(plan, &["quarter", "period", "month", "year"]),
            unit: column(plan, &["uom", "unit", "unitofquantity"]),
            p5: column(plan, &["p5unitvalue", "p5"]),
            p25: column(plan, &["p25unitvalue", "p25", "lowerquartile"]),
            median: column(
                plan,
                &[
                    "medianunitvalue",
                    "median",
                    "p50",
                    "p50unitvalue",
                    "unitvalue",
                ],
            ),
            p75: column(plan, &["p75unitvalue", "p75", "upperquartile"]),
            observations: column(plan, &["observations", "count", "n"]),
            found: Found::default(),
        }
    }

    pub(crate) fn row(
        &mut self,
        rows: &impl Rows,
        ledger: &mut Ledger,
        sink: &mut dyn FnMut(Record<'_>),
    ) -> RowClass {
        let class = class(rows, self.plan);
        if class != RowClass::Used {
            return class;
        }
        let Some(hts) = number(rows, self.hts, &mut self.found, ledger) else {
            return RowClass::Unusable;
        };
        let mut value = |slot: Slot<'_>| -> Option<Quantity> {
            let cell = cell(rows, slot);
            let dollars = Cell {
                text: cell.text.trim_start_matches('$'),
                ..cell
            };
            money::quantity(dollars).unwrap_or_else(|()| {
                ledger.issue(Cause::MoneyUnreadable, slot, rows.row(), cell.text);
                None
            })
        };
        sink(Record::Benchmark(&BenchmarkRow {
            row: rows.row(),
            hts: Some(hts),
            origin: Country::parse(cell(rows, self.origin).text).ok(),
            period: cell(rows, self.period).text,
            unit: Unit::parse(cell(rows, self.unit).text).ok(),
            p5: value(self.p5),
            p25: value(self.p25),
            median: value(self.median),
            p75: value(self.p75),
            observations: cell(rows, self.observations).text.parse().ok(),
        }));
        RowClass::Used
    }
}
