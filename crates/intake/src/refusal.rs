//! Why a file is not read at all. Anything less is an issue, not a refusal.

use std::fmt;

/// A file that cannot be read, with the one sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// No bytes, or nothing but blank rows.
    Empty,
    /// Protected by a password.
    Encrypted,
    /// Something else than a table.
    NotASpreadsheet {
        /// What it looks like, with its article: "a PDF document".
        looks_like: &'static str,
    },
    /// A spreadsheet in a form that this build does not read.
    Unsupported {
        /// The form, with its article: "an Excel 97 workbook".
        form: &'static str,
    },
    /// A workbook whose container or sheet cannot be taken apart.
    Damaged {
        /// What is missing or broken, for a person: "the list of sheets".
        what: String,
    },
    /// A chosen sheet that is not in the workbook.
    NoSuchSheet {
        /// Its name.
        name: String,
    },
    /// A file that is not in its archive any more.
    NoSuchMember {
        /// Its name.
        name: String,
    },
    /// An archive without a spreadsheet.
    NoSpreadsheetInside,
    /// An archive in an archive.
    ArchiveInside {
        /// The name of the inner one.
        name: String,
    },
    /// An archive of several spreadsheets, where one file was asked for.
    SeveralInside {
        /// How many it holds.
        count: usize,
    },
    /// Over a limit.
    TooMuch {
        /// Which limit.
        limit: Limit,
        /// The most that is read, in the limit's unit.
        most: u64,
        /// The row where it was met, where there is one.
        row: Option<u32>,
    },
    /// The file could not be read from where it is.
    Unreadable {
        /// What the system said.
        why: String,
    },
    /// Reading was stopped by the visitor.
    Stopped,
}

/// A limit of [`crate::Limits`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of the file.
    File,
    /// Bytes of one record of a text file.
    Record,
    /// Rows of a table.
    Rows,
    /// Inflated bytes of one part of a workbook.
    Part,
    /// How many times larger than its file a part becomes.
    Ratio,
    /// Bytes of one text in a workbook.
    Text,
    /// Bytes of all texts of a workbook.
    Texts,
    /// Cells of a sheet.
    Cells,
    /// Cells of a sheet that repeat others.
    Repeated,
    /// Bytes of an .xls.
    OldWorkbook,
    /// Bytes of a workbook inside a zip archive.
    PackedWorkbook,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(
                f,
                "This file has no rows: check that the export finished and drop it again."
            ),
            Self::Encrypted => write!(
                f,
                "This file is protected by a password: open it in the program that made it, save a copy without the password, and drop the copy."
            ),
            Self::NotASpreadsheet { looks_like } => write!(
                f,
                "This is {looks_like}, not a spreadsheet: export the report as .xlsx or .csv and drop that."
            ),
            Self::Unsupported { form } => write!(
                f,
                "This is {form}, which is not read here: open it in the program that made it, save it as .xlsx or .csv, and drop that."
            ),
            Self::Damaged { what } => write!(
                f,
                "This workbook is damaged ({what}): open it in a spreadsheet program, save it again as .xlsx or .csv, and drop that."
            ),
            Self::NoSuchSheet { name } => write!(
                f,
                "The workbook has no sheet named \u{201c}{name}\u{201d}: choose one of its sheets again."
            ),
            Self::NoSuchMember { name } => write!(
                f,
                "The archive holds no file named \u{201c}{name}\u{201d}: drop it again."
            ),
            Self::NoSpreadsheetInside => write!(
                f,
                "This zip archive holds no spreadsheet: unpack it and drop the report itself."
            ),
            Self::ArchiveInside { name } => write!(
                f,
                "The archive holds another archive (\u{201c}{name}\u{201d}), which is not opened here: unpack it and drop the spreadsheets."
            ),
            Self::SeveralInside { count } => write!(
                f,
                "This zip archive holds {count} spreadsheets: unpack it and drop them together."
            ),
            Self::TooMuch { limit, most, row } => over(f, *limit, *most, *row),
            Self::Unreadable { why } => write!(
                f,
                "The file could not be read from where it lies ({why}): copy it to this computer, close other programs that use it, and drop it again."
            ),
            Self::Stopped => write!(
                f,
                "Reading was stopped: drop the file again to read it from the start."
            ),
        }
    }
}

fn over(f: &mut fmt::Formatter<'_>, limit: Limit, most: u64, row: Option<u32>) -> fmt::Result {
    let most_bytes = Bytes(most);
    match limit {
        Limit::File => write!(
            f,
            "The file is larger than {most_bytes}: export one year at a time and drop the years together"
        )?,
        Limit::Record => write!(
            f,
            "One row is longer than {most_bytes}: check that the file is a table with one record to a line, or save it as .xlsx and drop that"
        )?,
        Limit::Rows => write!(
            f,
            "The table has more than {most} rows: export one year at a time and drop the years together"
        )?,
        Limit::Part => write!(
            f,
            "The workbook unpacks to more than {most_bytes}: export one year at a time, or save the sheet as .csv and drop that"
        )?,
        Limit::Ratio => write!(
            f,
            "The workbook unpacks to more than {most} times its size, which real reports do not: save the sheet as .csv and drop that"
        )?,
        Limit::Text => write!(
            f,
            "One cell of the workbook holds more than {most_bytes} of text: shorten it, or save the sheet as .csv and drop that"
        )?,
        Limit::Texts => write!(
            f,
            "The texts of the workbook take more than {most_bytes}: export one year at a time, or save the sheet as .csv and drop that"
        )?,
        Limit::Cells => write!(
            f,
            "The sheet has more than {most} cells: remove columns that are not needed, or save the sheet as .csv and drop that"
        )?,
        Limit::Repeated => write!(
            f,
            "The sheet repeats cells more than {most} times, which real reports do not: save it as .xlsx or .csv and drop that"
        )?,
        Limit::OldWorkbook => write!(
            f,
            "The .xls workbook is larger than {most_bytes}: open it, save it as .xlsx or .csv, and drop that"
        )?,
        Limit::PackedWorkbook => write!(
            f,
            "A workbook in the archive is larger than {most_bytes}: unpack the archive and drop the workbook itself"
        )?,
    }
    match row {
        Some(row) => write!(f, " (met at row {row})."),
        None => write!(f, "."),
    }
}

/// A size in the unit a person would use.
struct Bytes(u64);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            n if n >= 1 << 30 => write!(f, "{} GB", n >> 30),
            n if n >= 1 << 20 => write!(f, "{} MB", n >> 20),
            n if n >= 1 << 10 => write!(f, "{} KB", n >> 10),
            n => write!(f, "{n} bytes"),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind;
        if let Some(refusal) = crate::source::met(&error) {
            return refusal;
        }
        match error.kind() {
            // What a zip says when its packed data do not unpack.
            ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof => {
                Self::Damaged {
                    what: "its packed data".into(),
                }
            }
            _ => Self::Unreadable {
                why: error.to_string(),
            },
        }
    }
}
