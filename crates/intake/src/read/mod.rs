//! From a plan to typed rows and a report.
//!
//! | module | holds |
//! |---|---|
//! | [`builder`] | one row's cells become a typed row |
//! | [`copy`] | rows as they stand, to be saved |
//! | [`draft`] | a typed row while it is put together |
//! | [`keys`] | what a row hangs on: entry number, tariff number |
//! | [`ledger`] | the account: classes, issues, repairs |
//! | [`maker`] | which maker a table's rows go through |
//! | [`odd`] | rows that are not plainly data |
//! | [`record`] | what is handed over |
//! | [`mod@reference`] | rows of the tariff and of benchmarks |
//! | [`slot`] | a column while its rows are read |
//! | [`value`] | the value of a cell, by its field |

mod builder;
mod copy;
mod draft;
mod keys;
mod ledger;
mod maker;
mod odd;
mod record;
mod reference;
mod slot;
mod value;

pub use copy::{copy_rows, rows_as_csv};
pub use record::{BenchmarkRow, ProductRow, Record, TariffRow};

use self::copy::Copy;
use crate::archive;
use crate::cell::Rows;
use crate::inspection::{Format, Plan};
use crate::limits::Limits;
use crate::other::{self, rows::FedRows};
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
    let mut reading = Reading {
        plan,
        maker: Maker::new(plan),
        ledger: Ledger::default(),
        last: 0,
        since: 0,
        sink,
        progress,
    };
    each_row(source, plan, limits, Task::Read(&mut reading))?;
    Ok(reading.report(table))
}

/// What is done with the rows of a table. A choice and not a trait: the readers
/// are compiled once.
enum Task<'t, 'p, 'h> {
    /// They become records and a report.
    Read(&'t mut Reading<'p, 'h>),
    /// Some of them are copied.
    Copy(&'t mut Copy<'h>),
}

/// Goes through the rows of the table that `plan` describes.
fn each_row(
    source: &mut dyn ReadSeek,
    plan: &Plan,
    limits: &Limits,
    task: Task<'_, '_, '_>,
) -> Result<(), Refusal> {
    match (&plan.member, plan.format) {
        (None, Format::Text) => {
            source.seek(SeekFrom::Start(0))?;
            text(source, plan, limits, task)
        }
        (None, _) => workbook(source, plan.size, plan, limits, task),
        (Some(member), Format::Text) => {
            let mut zip = open_zip(Window::new(source, plan.size, limits.chunk))?;
            let mut member = archive::member(&mut zip, member, limits)?;
            text(&mut member, plan, limits, task)
        }
        (Some(member), _) => {
            let mut zip = open_zip(Window::new(source, plan.size, limits.chunk))?;
            let bytes = archive::unpacked(&mut zip, member, limits)?;
            let size = bytes.len() as u64;
            let mut source = std::io::Cursor::new(bytes);
            workbook(&mut source, size, plan, limits, task)
        }
    }
}

fn text(
    source: &mut dyn Read,
    plan: &Plan,
    limits: &Limits,
    task: Task<'_, '_, '_>,
) -> Result<(), Refusal> {
    let mut rows = Records::new(source, plan.encoding, plan.dialect, limits);
    rows.expect_fields(plan.width);
    through(&mut rows, task)
}

fn workbook(
    source: &mut dyn ReadSeek,
    size: u64,
    plan: &Plan,
    limits: &Limits,
    task: Task<'_, '_, '_>,
) -> Result<(), Refusal> {
    if plan.format != Format::Workbook {
        let mut book = other::open(plan.format, source, size, limits)?;
        let sheets = book.sheets();
        let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let at = sheet_of(plan, &names)?;
        let mut rows = FedRows::new(book.feed(at, limits)?, limits);
        return through(&mut rows, task);
    }
    let zip = open_zip(Window::new(source, size, limits.chunk))?;
    let mut package = Package::open(zip, limits)?;
    let names: Vec<&str> = package.sheets.iter().map(|s| s.name.as_str()).collect();
    let at = sheet_of(plan, &names)?;
    let styles = package.styles(limits)?;
    let strings = package.strings(None, limits)?;
    let from_1904 = package.from_1904;
    let sheet = package.sheet(at, limits)?;
    let mut rows = SheetRows::new(sheet, &strings, &styles, from_1904, limits);
    through(&mut rows, task)
}

fn through(rows: &mut impl Rows, mut task: Task<'_, '_, '_>) -> Result<(), Refusal> {
    while rows.advance()? {
        match &mut task {
            Task::Read(reading) => reading.row(rows)?,
            Task::Copy(copy) => {
                if copy.row(rows).is_break() {
                    return Ok(());
                }
            }
        }
    }
    match task {
        Task::Read(reading) => reading.end(rows),
        Task::Copy(_) => Ok(()),
    }
}

/// The sheet that a plan names: at its place, or where it is now.
fn sheet_of(plan: &Plan, names: &[&str]) -> Result<usize, Refusal> {
    let named = |at: &usize| names.get(*at) == Some(&plan.sheet.as_str());
    Some(plan.sheet_index)
        .filter(named)
        .or_else(|| (0..names.len()).find(named))
        .ok_or_else(|| Refusal::NoSuchSheet {
            name: plan.sheet.clone(),
        })
}

struct Reading<'p, 'h> {
    plan: &'p Plan,
    maker: Maker<'p>,
    ledger: Ledger,
    last: u32,
    /// Rows since progress was told.
    since: u64,
    sink: &'h mut dyn FnMut(Record<'_>),
    progress: OnProgress<'h>,
}

impl Reading<'_, '_> {
    fn row(&mut self, rows: &impl Rows) -> Result<(), Refusal> {
        let (head_first, head_last) = self.plan.header.map_or((0, 0), |h| (h.first, h.last));
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
            self.maker.row(rows, &mut self.ledger, self.sink)
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
        self.since += 1;
        if self.since == STEP {
            self.since = 0;
            self.tell(rows.bytes_done(), u64::from(row))?;
        }
        Ok(())
    }

    fn end(&mut self, rows: &impl Rows) -> Result<(), Refusal> {
        if rows.remarks().cut_short {
            self.ledger.issue(Cause::CutShort, None, self.last, "");
        }
        self.tell(self.plan.size, u64::from(self.last))
    }

    fn tell(&mut self, bytes_done: u64, rows: u64) -> Result<(), Refusal> {
        let done = Progress {
            bytes_done,
            bytes_total: self.plan.size,
            rows,
        };
        if (self.progress)(done).is_break() {
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
