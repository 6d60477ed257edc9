//! Intake: bytes become tables, headers, a mapping, and typed rows.
//!
//! The visitor will not clean a file first. Intake therefore never fails on
//! bad data: it gives rows and issues, and it *refuses* only what cannot be
//! read at all, in one sentence that says what to do ([`Refusal`]).
//!
//! It works in two steps, because the mapping is known before the rows are
//! read and the visitor may correct it. [`inspect()`] looks at the start of a
//! file and says what it is; the [`Inspection`] that it gives goes to the page
//! and comes back, corrected or not, as a [`Plan`]. [`read()`] then streams the
//! rows of one table through that plan, handing each over typed and borrowed,
//! and ends with a [`TableReport`] in which every row of the table is accounted
//! for and every doubt has a cell address.
//!
//! Four rules hold everywhere:
//!
//! * **Text first.** A cell is text until its field asks for a type. What is
//!   put right is put right on proof, and recorded.
//! * **Bounded.** One chunk and one row are held at a time; a workbook's parts
//!   are bounded while they inflate ([`Limits`]).
//! * **Content decides.** Format, encoding, sheet, header and meaning are told
//!   by what is in the file, never by its name.
//! * **No row alone knows its line.** Duplicates, versions and the grouping of
//!   tariff ordinals into entry lines are the profile's work; intake hands over
//!   rows as they stand.
//!
//! | module | holds |
//! |---|---|
//! | [`mod@inspect`] | from bytes to an inspection |
//! | [`inspection`] | what a file was understood to be; the plan |
//! | [`mod@read`] | from a plan to rows and a report |
//! | [`report`] | what became of every row |
//! | [`saved`] | a mapping kept for the next file |
//! | [`mod@unlocks`], [`request`] | what a column is good for, and whom to ask for it |
//! | [`limits`], [`refusal`], [`progress`] | bounds, refusals, progress |
//! | [`aliases`] | what is asked of the rule pack |

pub mod aliases;
mod archive;
mod by_values;
mod cell;
mod format;
mod header;
pub mod inspect;
pub mod inspection;
mod kind;
pub mod limits;
mod mapping;
mod other;
pub mod progress;
pub mod read;
pub mod refusal;
pub mod report;
pub mod request;
mod sample;
pub mod saved;
mod shape;
mod source;
mod text;
pub mod unlocks;
mod values;
mod workbook;

pub use aliases::Aliases;
pub use cell::column_letters;
pub use inspect::{Choices, Inspected, inspect, inspect_all, inspect_with};
pub use inspection::{
    Column, ColumnForm, DateOrder, Format, HeaderRows, Inspection, Plan, PlanColumn, Question,
    TableInspection, TableKind,
};
pub use limits::Limits;
pub use progress::{OnProgress, Progress};
pub use read::{BenchmarkRow, ProductRow, Record, TariffRow, copy_rows, read, rows_as_csv};
pub use refusal::{Limit, Refusal};
pub use report::{
    Cause, CellRef, DateEvidence, Issue, Mend, Repair, RowClass, RowRanges, TableReport,
};
pub use saved::{Applied, SavedColumn, SavedMapping};
pub use text::dialect::Dialect;
pub use text::encoding::Encoding;
pub use unlocks::{Check, Unlock, Use, missing, unlocks};
pub use values::schedule::{ScheduleRate, Specific, special_rates};

use text::{dialect, encoding};
