//! Sheets as workbooks: codes as text, money, dates and quantities as typed
//! cells with the formats that ACE's exports show.

use super::Sheet;
use jiff::civil::Date;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::io;

/// Rows that a sheet of a workbook can hold.
const MOST_ROWS: u32 = 1_048_576;

/// A sheet of a workbook.
pub(crate) struct Grid<'w> {
    sheet: &'w mut Worksheet,
    row: u32,
    column: u16,
    money: Format,
    date: Format,
}

impl Grid<'_> {
    fn at(&mut self) -> io::Result<(u32, u16)> {
        if self.row >= MOST_ROWS {
            return Err(io::Error::other(
                "a workbook sheet holds 1,048,576 rows: ask for fewer lines, or for CSV",
            ));
        }
        let at = (self.row, self.column);
        self.column += 1;
        Ok(at)
    }
}

impl Sheet for Grid<'_> {
    fn text(&mut self, cell: &str) -> io::Result<()> {
        let (row, column) = self.at()?;
        if !cell.is_empty() {
            self.sheet
                .write_string(row, column, cell)
                .map_err(refused)?;
        }
        Ok(())
    }

    fn money(&mut self, cents: i64) -> io::Result<()> {
        let (row, column) = self.at()?;
        let dollars = cents as f64 / 100.0;
        self.sheet
            .write_number_with_format(row, column, dollars, &self.money)
            .map_err(refused)?;
        Ok(())
    }

    fn date(&mut self, date: Date) -> io::Result<()> {
        let (row, column) = self.at()?;
        let epoch = jiff::civil::date(1899, 12, 30);
        let serial = date.since(epoch).map_or(0, |span| span.get_days());
        self.sheet
            .write_number_with_format(row, column, f64::from(serial), &self.date)
            .map_err(refused)?;
        Ok(())
    }

    fn number(&mut self, number: i64) -> io::Result<()> {
        let (row, column) = self.at()?;
        self.sheet
            .write_number(row, column, number as f64)
            .map_err(refused)?;
        Ok(())
    }

    fn end_row(&mut self) -> io::Result<()> {
        self.row += 1;
        self.column = 0;
        Ok(())
    }
}

/// Writes a workbook of one sheet: `preamble` rows of one cell each, then what
/// `fill` writes.
pub(crate) fn write(
    name: &str,
    preamble: &[String],
    fill: impl FnOnce(&mut Grid<'_>) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory().map_err(refused)?;
    sheet.set_name(name).map_err(refused)?;
    let mut grid = Grid {
        sheet,
        row: 0,
        column: 0,
        money: Format::new().set_num_format("$#,##0.00"),
        date: Format::new().set_num_format("mm/dd/yyyy"),
    };
    for line in preamble {
        grid.text(line)?;
        grid.end_row()?;
    }
    fill(&mut grid)?;
    book.save_to_buffer().map_err(refused)
}

fn refused(error: XlsxError) -> io::Error {
    io::Error::other(error)
}
