//! What a file was understood to be, before its rows are read.
//!
//! The page shows an [`Inspection`], the visitor corrects it, and the corrected
//! one comes back to be made a [`Plan`]. A plan is small and holds no data of
//! the file, so it can be kept and applied to next year's export.

use crate::dialect::Dialect;
use crate::encoding::Encoding;
use customs::Field;
use profile::Grain;
use serde::{Deserialize, Serialize};

/// What kind of container a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Text with delimiters.
    Text,
    /// An Office Open XML workbook (.xlsx, .xlsm).
    Workbook,
    /// An Excel 97–2003 workbook (.xls).
    OldWorkbook,
    /// An Excel binary workbook (.xlsb).
    BinaryWorkbook,
    /// An OpenDocument spreadsheet (.ods).
    OpenDocument,
    /// JSON: a rule pack or a saved session, not a table.
    Json,
}

/// What a table is about, recognised by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// ACE ES-003, Entry Summary Line Tariff Details.
    Es003,
    /// An ACE report with one row for each entry summary line.
    AceLines,
    /// An ACE report with one row for each entry.
    AceHeaders,
    /// ITRAC or a data set of its shape.
    Itrac,
    /// Data of CBP Form 7501.
    Form7501,
    /// A broker's or an ERP's line report.
    BrokerLines,
    /// A list of products with their classification.
    ProductMaster,
    /// The tariff itself, as the USITC exports it.
    TariffExport,
    /// Unit values of an industry, by tariff number.
    Benchmark,
    /// A rule pack.
    RulePack,
    /// A saved session.
    Session,
    /// None of these.
    Unknown,
}

impl TableKind {
    /// The kind in words, with its article.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Es003 => "an ACE entry summary line tariff report (ES-003)",
            Self::AceLines => "an ACE line report",
            Self::AceHeaders => "an ACE entry report",
            Self::Itrac => "ITRAC data",
            Self::Form7501 => "entry summary (CBP Form 7501) data",
            Self::BrokerLines => "a broker's line report",
            Self::ProductMaster => "a product master",
            Self::TariffExport => "a tariff export",
            Self::Benchmark => "an industry unit-value benchmark",
            Self::RulePack => "a rule pack",
            Self::Session => "a saved session",
            Self::Unknown => "a table that is not recognised",
        }
    }
}

/// What a file was understood to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inspection {
    /// The file's name, as given.
    pub name: String,
    /// Its size in bytes; that of the archive, for a file in one.
    pub size: u64,
    /// Its name in the zip archive that it is in.
    #[serde(default)]
    pub member: Option<String>,
    /// Its container.
    pub format: Format,
    /// The encoding of a text file. May be switched; the file is then
    /// inspected again.
    pub encoding: Option<Encoding>,
    /// How a text file separates its fields.
    pub dialect: Option<Dialect>,
    /// Its tables: one for a text file, one a sheet for a workbook.
    pub tables: Vec<TableInspection>,
    /// Which table to read: an index into `tables`.
    pub chosen: Option<usize>,
}

/// What a table was understood to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableInspection {
    /// The sheet's name; empty for a text file.
    pub sheet: String,
    /// Its place in the workbook, from 0.
    pub sheet_index: usize,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// What it is about.
    pub kind: TableKind,
    /// What one row stands for.
    pub grain: Grain,
    /// The rows of the header, as the spreadsheet program counts; `None` where
    /// no header was found, and data begins with the first row.
    pub header: Option<HeaderRows>,
    /// How many fields the header names.
    pub hits: usize,
    /// The columns, in the sheet's order.
    pub columns: Vec<Column>,
    /// Whether the sample reached the table's end, so that there are no other
    /// rows than those it saw.
    pub complete: bool,
    /// Rows that the sample saw.
    pub sampled_rows: u32,
    /// What only the visitor can know.
    pub questions: Vec<Question>,
    /// The importers of record whose rows are to be read, as they stand in the
    /// file; empty for all. The visitor's answer to [`Question::Importers`].
    #[serde(default)]
    pub importers: Vec<String>,
}

/// First and last row of a header, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderRows {
    /// First row.
    pub first: u32,
    /// Last row.
    pub last: u32,
}

/// A column and what it was taken to mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Its place, from 0.
    pub index: usize,
    /// Its letters in the spreadsheet program.
    pub letter: String,
    /// The header's text, rows joined by a space.
    pub header: String,
    /// Up to five different values, as shown.
    pub samples: Vec<String>,
    /// The field it means, if any.
    pub field: Option<Field>,
    /// How sure that is, from 0 to 100.
    pub confidence: u8,
    /// Why, in words.
    pub reason: String,
    /// How its values are written.
    pub form: ColumnForm,
}

/// How the values of a column are written, where a field can be written in
/// more than one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnForm {
    /// The order of day and month in dates.
    pub dates: DateOrder,
    /// Numbers are rates as fractions of one (0.034), not percentages (3.4).
    pub fraction: bool,
    /// Weights are in pounds.
    pub pounds: bool,
    /// Every value seen is a plain number without a leading zero, as a column
    /// of codes looks that a spreadsheet program saved as numbers.
    pub numeric: bool,
}

/// The order of day and month in a column of dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 02/10/2026 is 10 February.
    #[default]
    MonthFirst,
    /// 02/10/2026 is 2 October.
    DayFirst,
}

/// Something that only the visitor can know; reading goes on with the default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "about")]
pub enum Question {
    /// No value of these columns tells day from month.
    DateOrder {
        /// The columns, from 0.
        columns: Vec<usize>,
        /// A value as it stands in the file.
        example: String,
        /// How it reads with the month first, as YYYY-MM-DD: the default.
        month_first: String,
        /// How it reads with the day first.
        day_first: String,
    },
    /// The table names several importers of record, which are never mixed
    /// without consent.
    Importers {
        /// How many the sample saw.
        count: usize,
        /// They themselves, as they stand in the file, each with its rows in
        /// the sample; the first sixteen. To be shown masked.
        seen: Vec<(String, usize)>,
    },
}

/// How to read one table: a confirmed inspection without its samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The file's container.
    pub format: Format,
    /// The file's size in bytes, for progress.
    pub size: u64,
    /// The file's name in the zip archive that it is in.
    #[serde(default)]
    pub member: Option<String>,
    /// The encoding of a text file.
    pub encoding: Encoding,
    /// How a text file separates its fields.
    pub dialect: Dialect,
    /// The sheet of a workbook, by place and name.
    pub sheet_index: usize,
    /// The sheet's name.
    pub sheet: String,
    /// What the table is about.
    pub kind: TableKind,
    /// What one row stands for.
    pub grain: Grain,
    /// The rows of the header.
    pub header: Option<HeaderRows>,
    /// How many columns the header has.
    pub width: usize,
    /// The columns that mean something.
    pub columns: Vec<PlanColumn>,
    /// The importers of record whose rows are read; empty for all.
    #[serde(default)]
    pub importers: Vec<String>,
}

/// A column of a [`Plan`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanColumn {
    /// Its place, from 0.
    pub index: usize,
    /// The header's text.
    pub header: String,
    /// The field it means; `None` in a table whose columns are known by their
    /// headers, such as a tariff export.
    pub field: Option<Field>,
    /// How its values are written.
    pub form: ColumnForm,
}

impl Inspection {
    /// Nothing known yet about a file.
    pub(crate) fn new(name: &str, size: u64) -> Self {
        Self {
            name: name.to_owned(),
            size,
            member: None,
            format: Format::Text,
            encoding: None,
            dialect: None,
            tables: Vec::new(),
            chosen: None,
        }
    }

    /// The plan for the chosen table; `None` when none is chosen.
    #[must_use]
    pub fn plan(&self) -> Option<Plan> {
        self.plan_of(self.chosen?)
    }

    /// The plan for a table.
    #[must_use]
    pub fn plan_of(&self, table: usize) -> Option<Plan> {
        let table = self.tables.get(table)?;
        let by_header = matches!(table.kind, TableKind::TariffExport | TableKind::Benchmark);
        Some(Plan {
            format: self.format,
            size: self.size,
            member: self.member.clone(),
            encoding: self.encoding.unwrap_or_default(),
            dialect: self.dialect.unwrap_or_default(),
            sheet_index: table.sheet_index,
            sheet: table.sheet.clone(),
            kind: table.kind,
            grain: table.grain,
            header: table.header,
            width: table.columns.len(),
            importers: table.importers.clone(),
            columns: table
                .columns
                .iter()
                .filter(|column| column.field.is_some() || by_header)
                .map(|column| PlanColumn {
                    index: column.index,
                    header: column.header.clone(),
                    field: column.field,
                    form: column.form,
                })
                .collect(),
        })
    }
}
