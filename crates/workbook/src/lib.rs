//! The files to take away: a workbook with live formulas, and its sheets as
//! CSV.
//!
//! A [`Book`] is composed of typed cells first and written afterwards, so that
//! every format says the same. Whoever opens the workbook can change a rate, a
//! value or the domestic value and see the totals follow: lines sum to entries,
//! entries to totals, totals to the penalty matrix, and interest grows by the
//! table of rates on its own sheet.
//!
//! | module | holds |
//! |---|---|
//! | [`safe`] | text that is shown and never run |
//! | [`cell`] | typed cells |
//! | [`sheet`] | sheets and books |
//! | [`sheets`] | what each sheet holds |
//! | [`xlsx`] | a book as a workbook |
//! | [`csv`] | a sheet as CSV |

pub mod cell;
pub mod csv;
mod package;
pub mod safe;
pub mod sheet;
pub mod sheets;
mod styles;
pub mod xlsx;

pub use sheet::{Book, Sheet};
pub use sheets::{assessment, assessment_within, disclosure, register};

impl Book {
    /// The bytes of the .xlsx file.
    #[must_use]
    pub fn to_xlsx(&self) -> Vec<u8> {
        xlsx::file(self)
    }

    /// The bytes of a sheet's .csv file; `None` when there is no such sheet.
    #[must_use]
    pub fn to_csv(&self, id: &str) -> Option<Vec<u8>> {
        self.sheet(id).map(csv::table)
    }
}
