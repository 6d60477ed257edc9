//! The same files as people really have them: saved again from a spreadsheet
//! program, with a title block, blank rows, subtotals, doubled rows, zeros lost
//! in front, numbers turned into powers of ten, and titles of the office's own.
//!
//! Nothing is lost but what the rules below say, and each kind is counted, so
//! that a reader of the file can be asked to account for every row.

use super::Sheet;
use jiff::civil::Date;
use serde::Serialize;
use std::io;

/// What was done to a file. All counts are rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Mess {
    /// Title block above the header, its blank row included.
    pub preamble: u64,
    /// Blank rows among the data.
    pub blank: u64,
    /// Subtotals and the grand total.
    pub totals: u64,
    /// Exact copies of the row above.
    pub duplicates: u64,
    /// Data rows whose tariff number became a power of ten.
    pub unusable: u64,
    /// Data rows in all, copies and unusable ones included.
    pub data: u64,
}

/// How a file is messed up.
#[derive(Debug)]
pub(crate) struct Habits {
    /// Rows above the header; a blank one follows when there are any.
    pub(crate) preamble: Vec<String>,
    /// Titles that this office uses instead of the usual ones.
    pub(crate) titles: &'static [(&'static str, &'static str)],
    /// How dates are written.
    pub(crate) date: &'static str,
    /// Title of the column with the tariff number.
    pub(crate) hts: &'static str,
    /// Title of the column with the special programme.
    pub(crate) spi: &'static str,
    /// Titles of columns that lose a leading zero.
    pub(crate) numeric: &'static [&'static str],
}

/// Habits of whoever saved ES-003 again.
pub(crate) fn es003_habits(as_of: Date) -> Habits {
    Habits {
        preamble: vec![
            "ES-003 Entry Summary Line Tariff Details".to_owned(),
            "Prompts: Importer Number 00-123456700; Entry Date last five years".to_owned(),
            format!("Run Date: {}", as_of.strftime("%m/%d/%Y")),
        ],
        titles: &[],
        date: "%-m/%-d/%y",
        hts: "HTS Number - Full",
        spi: "Line SPI Code",
        numeric: &[
            "Port of Entry Code",
            "Entry Type Code",
            "Entry Summary Number",
        ],
    }
}

/// Habits of one of the brokers' offices.
pub(crate) fn broker_habits() -> Habits {
    Habits {
        preamble: Vec::new(),
        titles: &[
            ("Entry No", "ENTRY #"),
            ("Line", "7501 Line"),
            ("Part Number", "Style No."),
            ("Description", "Goods Description"),
            ("HTS", "HTS CODE"),
            ("COO", "Country of Origin"),
            ("Supplier", "Vendor Name"),
            ("Qty", "Invoice Qty"),
            ("Entered Value", "Value for Duty"),
            ("Duty", "Est. Duty"),
            ("Entry Date", "Entry Dt"),
        ],
        date: "%d-%b-%y",
        hts: "HTS",
        spi: "SPI",
        numeric: &["Port"],
    }
}

/// A sheet that messes up what it is given and puts rows of text into `put`.
pub(crate) struct Messy<P> {
    put: P,
    habits: Habits,
    cells: Vec<Cell>,
    /// Titles as given, before they are renamed.
    titles: Vec<String>,
    sums: Vec<i64>,
    /// What has been done so far.
    pub(crate) mess: Mess,
}

#[derive(Debug, Clone)]
enum Cell {
    Text(String),
    Money(i64),
    Date(Date),
    Number(i64),
}

impl<P: FnMut(&[String]) -> io::Result<()>> Messy<P> {
    /// A messy sheet.
    pub(crate) fn new(put: P, habits: Habits) -> Self {
        Messy {
            put,
            habits,
            cells: Vec::new(),
            titles: Vec::new(),
            sums: Vec::new(),
            mess: Mess::default(),
        }
    }

    /// Writes the grand total.
    pub(crate) fn finish(mut self) -> io::Result<Mess> {
        self.total("Grand Total")?;
        Ok(self.mess)
    }

    fn header(&mut self) -> io::Result<()> {
        for line in &self.habits.preamble {
            (self.put)(std::slice::from_ref(line))?;
            self.mess.preamble += 1;
        }
        if self.mess.preamble > 0 {
            (self.put)(&[String::new()])?;
            self.mess.preamble += 1;
        }
        for cell in std::mem::take(&mut self.cells) {
            if let Cell::Text(title) = cell {
                self.titles.push(title);
            }
        }
        let renamed: Vec<String> = self.titles.iter().map(|t| self.renamed(t)).collect();
        (self.put)(&renamed)
    }

    fn renamed(&self, title: &str) -> String {
        let own = self.habits.titles.iter().find(|(usual, _)| *usual == title);
        own.map_or(title, |(_, own)| own).to_owned()
    }

    fn data(&mut self) -> io::Result<()> {
        self.mess.data += 1;
        let number = self.mess.data;
        let cells = std::mem::take(&mut self.cells);
        self.sums.resize(cells.len(), 0);
        for (sum, cell) in self.sums.iter_mut().zip(&cells) {
            if let Cell::Money(cents) = cell {
                *sum += cents;
            }
        }
        let claimed = self.titles.iter().zip(&cells).any(|(title, cell)| {
            title == self.habits.spi && matches!(cell, Cell::Text(spi) if spi == "S")
        });
        let mut spoilt = false;
        let row: Vec<String> = (self.titles.iter().zip(&cells))
            .map(|(title, cell)| match cell {
                Cell::Text(text) if title == self.habits.hts => {
                    let (code, lost) = hts(text, number, claimed);
                    spoilt |= lost;
                    code
                }
                Cell::Text(text) if self.habits.numeric.contains(&title.as_str()) => {
                    text.strip_prefix('0').unwrap_or(text).to_owned()
                }
                // A stray space, as copying from a mail leaves it.
                Cell::Text(text) if number % 50 == 9 && !text.is_empty() => format!("{text} "),
                Cell::Text(text) => text.clone(),
                Cell::Money(cents) => money(*cents, number),
                Cell::Date(date) => date.strftime(self.habits.date).to_string(),
                Cell::Number(number) => number.to_string(),
            })
            .collect();
        self.mess.unusable += u64::from(spoilt);
        (self.put)(&row)?;
        if number % 211 == 60 && !spoilt {
            (self.put)(&row)?;
            self.mess.duplicates += 1;
            self.mess.data += 1;
        }
        if number % 97 == 40 {
            (self.put)(&vec![String::new(); row.len()])?;
            self.mess.blank += 1;
        }
        if number % 300 == 299 {
            self.total("Subtotal")?;
        }
        Ok(())
    }

    fn total(&mut self, label: &str) -> io::Result<()> {
        let mut row: Vec<String> = self
            .sums
            .iter()
            .map(|sum| {
                if *sum == 0 {
                    String::new()
                } else {
                    money(*sum, 0)
                }
            })
            .collect();
        if let Some(first) = row.first_mut() {
            *first = label.to_owned();
        }
        self.mess.totals += 1;
        (self.put)(&row)
    }
}

impl<P: FnMut(&[String]) -> io::Result<()>> Sheet for Messy<P> {
    fn text(&mut self, cell: &str) -> io::Result<()> {
        self.cells.push(Cell::Text(cell.to_owned()));
        Ok(())
    }

    fn money(&mut self, cents: i64) -> io::Result<()> {
        self.cells.push(Cell::Money(cents));
        Ok(())
    }

    fn date(&mut self, date: Date) -> io::Result<()> {
        self.cells.push(Cell::Date(date));
        Ok(())
    }

    fn number(&mut self, number: i64) -> io::Result<()> {
        self.cells.push(Cell::Number(number));
        Ok(())
    }

    fn end_row(&mut self) -> io::Result<()> {
        if self.titles.is_empty() {
            self.header()
        } else {
            self.data()
        }
    }
}

/// A tariff number as the office keeps it, and whether it is beyond repair.
fn hts(code: &str, number: u64, claimed: bool) -> (String, bool) {
    let ordinary = !code.starts_with("99") && !code.contains(';');
    if ordinary && number % 140 == 77 {
        let digits: String = code.chars().filter(char::is_ascii_digit).collect();
        let lead = digits.get(..1).unwrap_or("0");
        let rest = digits.get(1..3).unwrap_or("00");
        return (format!("{lead}.{rest}E+09"), true);
    }
    if ordinary && claimed {
        return (format!("S{code}"), false);
    }
    if ordinary && number % 23 == 5 {
        return (format!("{code} US"), false);
    }
    (code.to_owned(), false)
}

/// Money by whoever typed it: zero as a dash now and then, negatives with the
/// sign behind.
fn money(cents: i64, number: u64) -> String {
    if cents == 0 && number % 7 == 3 {
        return "-".to_owned();
    }
    let amount = cents.unsigned_abs();
    let sign = if cents < 0 { "-" } else { "" };
    format!("{}.{:02}{sign}", amount / 100, amount % 100)
}
