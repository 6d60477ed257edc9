//! From a plan to typed rows and a report.
//!
//! | module | holds |
//! |---|---|
//! | [`builder`] | one row's cells become a typed row |
//! | [`draft`] | a typed row while it is put together |
//! | [`ledger`] | the account: classes, issues, repairs |
//! | [`maker`] | which maker a table's rows go through |
//! | [`odd`] | rows that are not plainly data |
//! | [`record`] | what is handed over |
//! | [`reference`] | rows of the tariff and of benchmarks |

mod builder;
mod draft;
mod ledger;
mod maker;
mod odd;
mod record;
mod reference;

pub use record::{BenchmarkRow, ProductRow, Record, TariffRow};

use crate::cell::Rows;
use crate::inspection::{Format, Plan};
use crate::limits::Limits;
use crate::progress::{OnProgress, Progress};
use crate::refusal::Refusal;
use crate::report::{Cause, RowClass, TableReport};
use crate::source::{ReadSeek, Window};
use crate::text::records::Records;
use crate::workbook::package::{Package, open_zip};
use crate::workbook::sheet::SheetRows;
use ledger::Ledger;
use maker::Maker;
use profile::SourceIx;
use std::io::{Read, Seek, SeekFrom};

/// Rows between two reports of progress.
const STEP: u64 = 4096;

/// Reads the table that `plan` describes, handing every row over to `sink`.
///
/// The sum of all classes of the report is the number of the table's last row.
///
/// # Errors
/// When the source cannot be read, a limit is met, the sheet is gone, or
/// `progress` says to stop. Bad data is never an error.
pub fn read<S: Read + Seek>(
    mut source: S,
    plan: &Plan,
    table: SourceIx,
    limits: &Limits,
    sink: &mut dyn FnMut(Record<'_>),
    progress: OnProgress<'_>,
) -> Result<TableReport, Refusal> {
    read_any(&mut source, plan, table, limits, sink, progress)
}

fn read_any(
    source: &mut dyn ReadSeek,
    plan: &Plan,
    table: SourceIx,
    limits: &Limits,
    sink: &mut dyn FnMut(Record<'_>),
    progress: OnProgress<'_>,
) -> Result<TableReport, Refusal> {
    source.seek(SeekFrom::Start(0))?;
    let mut reading = Reading {
        plan,
        maker: Maker::new(plan),
        ledger: Ledger::default(),
        last: 0,
    };
    match plan.format {
        Format::Text => {
            let mut rows = Records::new(source, plan.encoding, plan.dialect, limits);
            rows.expect_fields(plan.width);
            reading.run(&mut rows, sink, progress)?;
        }
        Format::Workbook => {
            let zip = open_zip(Window::new(source, plan.size, limits.chunk))?;
            let mut package = Package::open(zip, limits)?;
            let named = |at: usize| {
                let sheet = package.sheets.get(at);
                sheet.is_some_and(|sheet| sheet.name == plan.sheet)
            };
            let at = Some(plan.sheet_index)
                .filter(|at| named(*at))
                .or_else(|| (0..package.sheets.len()).find(|at| named(*at)))
                .ok_or_else(|| Refusal::NoSuchSheet {
                    name: plan.sheet.clone(),
                })?;
            let styles = package.styles(limits)?;
            let strings = package.strings(None, limits)?;
            let from_1904 = package.from_1904;
            let sheet = package.sheet(at, limits)?;
            let mut rows = SheetRows::new(sheet, &strings, &styles, from_1904, limits);
            reading.run(&mut rows, sink, progress)?;
        }
        _ => {
            return Err(Refusal::Unsupported {
                form: "not a table",
            });
        }
    }
    Ok(reading.report(table))
}

struct Reading<'p> {
    plan: &'p Plan,
    maker: Maker<'p>,
    ledger: Ledger,
    last: u32,
}

impl Reading<'_> {
    fn run(
        &mut self,
        rows: &mut impl Rows,
        sink: &mut dyn FnMut(Record<'_>),
        progress: OnProgress<'_>,
    ) -> Result<(), Refusal> {
        let (head_first, head_last) = self.plan.header.map_or((0, 0), |h| (h.first, h.last));
        let mut since = 0;
        while rows.advance()? {
            let row = rows.row();
            self.ledger
                .class_range(RowClass::Blank, self.last + 1, row.saturating_sub(1));
            self.last = row;
            let remarks = rows.remarks();
            if remarks.stray_quote {
                self.ledger.issue(Cause::StrayQuote, None, row, "");
            }
            if remarks.replaced {
                self.ledger.issue(Cause::WrongEncoding, None, row, "");
            }
            let class = if row > head_last {
                self.maker.row(rows, &mut self.ledger, sink)
            } else if rows.is_blank() {
                RowClass::Blank
            } else if row < head_first {
                RowClass::Preamble
            } else {
                RowClass::Header
            };
            if remarks.hidden && class == RowClass::Used {
                self.ledger.issue(Cause::HiddenRow, None, row, "");
            }
            self.ledger.class(class, row);
            since += 1;
            if since == STEP {
                since = 0;
                let done = Progress {
                    bytes_done: rows.bytes_done(),
                    bytes_total: self.plan.size,
                    rows: u64::from(row),
                };
                if progress(done).is_break() {
                    return Err(Refusal::Stopped);
                }
            }
        }
        if rows.remarks().cut_short {
            self.ledger.issue(Cause::CutShort, None, self.last, "");
        }
        let done = Progress {
            bytes_done: self.plan.size,
            bytes_total: self.plan.size,
            rows: u64::from(self.last),
        };
        if progress(done).is_break() {
            return Err(Refusal::Stopped);
        }
        Ok(())
    }

    fn report(mut self, source: SourceIx) -> TableReport {
        self.maker.finish(&mut self.ledger);
        let (issues, repairs) = self.ledger.notes(self.plan);
        TableReport {
            source,
            kind: self.plan.kind,
            grain: self.plan.grain,
            rows: u64::from(self.last),
            counts: self.ledger.counts(),
            set_aside: self.ledger.set_aside(),
            issues,
            repairs,
            fields: self.maker.fields().iter().collect(),
            dates: self.maker.date_evidence(),
            importers: self.maker.importers(),
        }
    }
}
