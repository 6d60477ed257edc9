//! The files: one layout for each report, written to a sheet that may be text
//! or a workbook.

pub(crate) mod benchmark;
pub(crate) mod broker;
pub(crate) mod es003;
pub(crate) mod master;
pub(crate) mod messy;
pub(crate) mod tariff;
pub(crate) mod text;
#[cfg(feature = "xlsx")]
pub(crate) mod workbook;

use jiff::civil::Date;
use std::io;

/// A sheet that takes cells from left to right and rows from top to bottom.
pub(crate) trait Sheet {
    /// A cell of text; codes are text.
    fn text(&mut self, cell: &str) -> io::Result<()>;
    /// A cell of money, in cents.
    fn money(&mut self, cents: i64) -> io::Result<()>;
    /// A date.
    fn date(&mut self, date: Date) -> io::Result<()>;
    /// A whole number.
    fn number(&mut self, number: i64) -> io::Result<()>;
    /// Ends the row.
    fn end_row(&mut self) -> io::Result<()>;

    /// A row of titles.
    fn titles(&mut self, titles: &[&str]) -> io::Result<()> {
        for title in titles {
            self.text(title)?;
        }
        self.end_row()
    }
}
