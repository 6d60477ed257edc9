//! From bytes to an [`Inspection`].

use crate::aliases::Aliases;
use crate::cell::{Cell, CellKind};
use crate::dialect::Dialect;
use crate::encoding::Encoding;
use crate::format::{Container, container};
use crate::header;
use crate::inspection::{
    Column, DateOrder, Format, HeaderRows, Inspection, Question, TableInspection, TableKind,
};
use crate::kind;
use crate::limits::Limits;
use crate::mapping;
use crate::refusal::{Limit, Refusal};
use crate::sample::Sample;
use crate::source::{ReadSeek, Window};
use crate::text::decode::Decoder;
use crate::text::records::Records;
use crate::values::dates::{Date, date};
use crate::workbook::package::{Package, open_zip, part_names};
use crate::workbook::sheet::SheetRows;
use crate::workbook::strings::Strings;
use customs::Field;
use std::collections::BTreeSet;
use std::io::{Read, Seek, SeekFrom};

/// Bytes that are looked at to tell format, encoding and dialect.
const START: usize = 256 << 10;

/// Choices that the visitor made about a text file; what is `None` is
/// detected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The dialect.
    pub dialect: Option<Dialect>,
}

/// Looks at the start of a file and says what it is, where its tables are, and
/// what their columns mean.
///
/// # Errors
/// When it cannot be read at all.
pub fn inspect<S: Read + Seek>(
    name: &str,
    source: S,
    size: u64,
    aliases: &dyn Aliases,
    limits: &Limits,
) -> Result<Inspection, Refusal> {
    inspect_with(name, source, size, aliases, limits, Choices::default())
}

/// As [`inspect`], with the visitor's choices about a text file.
///
/// # Errors
/// When it cannot be read at all.
pub fn inspect_with<S: Read + Seek>(
    name: &str,
    mut source: S,
    size: u64,
    aliases: &dyn Aliases,
    limits: &Limits,
    choices: Choices,
) -> Result<Inspection, Refusal> {
    inspect_any(name, &mut source, size, aliases, limits, choices)
}

fn inspect_any(
    name: &str,
    mut source: &mut dyn ReadSeek,
    size: u64,
    aliases: &dyn Aliases,
    limits: &Limits,
    choices: Choices,
) -> Result<Inspection, Refusal> {
    if size > limits.file {
        return Err(Refusal::TooMuch {
            limit: Limit::File,
            most: limits.file,
            row: None,
        });
    }
    source.seek(SeekFrom::Start(0))?;
    let mut start = Vec::new();
    (&mut source).take(START as u64).read_to_end(&mut start)?;
    let mut inspection = Inspection {
        name: name.to_owned(),
        size,
        format: Format::Text,
        encoding: None,
        dialect: None,
        tables: Vec::new(),
        chosen: None,
    };
    match container(&start)? {
        Container::Is(Format::Text) => {
            let complete = start.len() as u64 >= size;
            text(&mut inspection, &start, complete, aliases, limits, choices)?;
        }
        Container::Is(Format::Json) => {
            inspection.format = Format::Json;
            inspection.tables.push(json(&start));
        }
        Container::Is(format) => inspection.format = format,
        Container::Zip => {
            let window = Window::new(source, size, limits.chunk);
            let zip = open_zip(window)?;
            let parts = part_names(&zip);
            if parts.contains_key("xl/workbook.bin") {
                return Err(Refusal::Unsupported {
                    form: "an Excel binary workbook",
                });
            }
            if parts.contains_key("content.xml") && parts.contains_key("mimetype") {
                return Err(Refusal::Unsupported {
                    form: "an OpenDocument spreadsheet",
                });
            }
            if !parts.contains_key("[content_types].xml") && !parts.contains_key("xl/workbook.xml")
            {
                return Err(Refusal::Unsupported {
                    form: "a zip archive without a workbook",
                });
            }
            inspection.format = Format::Workbook;
            workbook(
                &mut inspection,
                Package::open(zip, limits)?,
                aliases,
                limits,
            )?;
        }
        Container::Compound => {
            // An encrypted workbook is a compound file with this stream.
            let encrypted: Vec<u8> = "EncryptedPackage"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect();
            if memchr::memmem::find(&start, &encrypted).is_some() {
                return Err(Refusal::Encrypted);
            }
            return Err(Refusal::Unsupported {
                form: "an Excel 97 workbook",
            });
        }
    }
    inspection.chosen = choose(&inspection.tables);
    Ok(inspection)
}

fn text(
    inspection: &mut Inspection,
    start: &[u8],
    complete: bool,
    aliases: &dyn Aliases,
    limits: &Limits,
    choices: Choices,
) -> Result<(), Refusal> {
    let encoding = choices
        .encoding
        .unwrap_or_else(|| Encoding::detect(start).0);
    let mut decoder = Decoder::new(start, encoding, START);
    let mut decoded = String::new();
    while !decoder.ended() {
        decoder.append(&mut decoded)?;
    }
    let dialect = choices
        .dialect
        .unwrap_or_else(|| Dialect::sniff(&decoded, complete));
    // Only whole records are looked at, unless the whole file is here.
    let whole = match decoded.rfind('\n') {
        Some(end) if !complete => decoded.get(..=end).unwrap_or(&decoded),
        _ => &decoded,
    };
    let mut rows = Records::new(whole.as_bytes(), Encoding::Utf8, dialect, limits);
    let mut sample = Sample::take(&mut rows)?;
    sample.complete &= complete;
    if sample.rows.iter().all(|row| row.is_blank()) && complete {
        return Err(Refusal::Empty);
    }
    inspection.encoding = Some(encoding);
    inspection.dialect = Some(dialect);
    inspection.tables.push(table(&sample, aliases));
    Ok(())
}

fn workbook<S: Read + Seek>(
    inspection: &mut Inspection,
    mut package: Package<S>,
    aliases: &dyn Aliases,
    limits: &Limits,
) -> Result<(), Refusal> {
    let styles = package.styles(limits)?;
    let from_1904 = package.from_1904;
    // Which shared texts the first rows of the sheets refer to.
    let nothing = Strings::default();
    let mut last = None;
    let sheets = package.sheets.clone();
    for at in 0..sheets.len() {
        let sheet = package.sheet(at, limits)?;
        let mut rows = SheetRows::new(sheet, &nothing, &styles, from_1904, limits);
        Sample::take(&mut rows)?;
        last = last.max(rows.last_shared());
    }
    let strings = match last {
        Some(last) => package.strings(Some(last), limits)?,
        None => Strings::default(),
    };
    for (at, entry) in sheets.iter().enumerate() {
        let sheet = package.sheet(at, limits)?;
        let mut rows = SheetRows::new(sheet, &strings, &styles, from_1904, limits);
        let sample = Sample::take(&mut rows)?;
        inspection.tables.push(TableInspection {
            sheet: entry.name.clone(),
            sheet_index: at,
            hidden: entry.hidden,
            ..table(&sample, aliases)
        });
    }
    if inspection
        .tables
        .iter()
        .all(|table| table.complete && table.columns.is_empty())
    {
        return Err(Refusal::Empty);
    }
    Ok(())
}

/// What a sample shows of its table.
fn table(sample: &Sample, aliases: &dyn Aliases) -> TableInspection {
    let header = header::find(sample, aliases);
    let mut columns = mapping::columns(sample, header.as_ref(), aliases);
    let titles: Vec<String> = columns.iter().map(|c| c.header.clone()).collect();
    let (kind, grain) = kind::recognise(&titles, mapping::fields(&columns));
    if matches!(kind, TableKind::TariffExport | TableKind::Benchmark) {
        // These are read by their titles alone.
        for column in &mut columns {
            if column.confidence < 90 {
                column.field = None;
                column.reason.clear();
            }
        }
    }
    let questions = questions(sample, &columns, header.as_ref().map_or(0, |h| h.last));
    TableInspection {
        sheet: String::new(),
        sheet_index: 0,
        hidden: false,
        kind,
        grain,
        hits: header.as_ref().map_or(0, |header| header.hits),
        header: header.map(|header| HeaderRows {
            first: header.first,
            last: header.last,
        }),
        columns,
        complete: sample.complete,
        sampled_rows: sample.rows.last().map_or(0, |row| row.row),
        questions,
    }
}

fn questions(sample: &Sample, columns: &[Column], after: u32) -> Vec<Question> {
    let mut questions = Vec::new();
    let signs: Vec<(usize, mapping::DateSigns)> = columns
        .iter()
        .filter(|column| column.field.is_some_and(mapping::is_date))
        .map(|column| {
            let signs = mapping::date_signs(sample, after, column.index);
            (column.index, signs)
        })
        .collect();
    let told = signs.iter().any(|(_, s)| s.month_first + s.day_first > 0);
    let example = signs.iter().find_map(|(_, signs)| signs.either.clone());
    if let (Some(example), false) = (example, told) {
        let shown = |order| {
            let cell = Cell {
                text: &example,
                kind: CellKind::Text,
            };
            match date(cell, order) {
                Date::Day(day, _) => day.to_string(),
                _ => String::new(),
            }
        };
        questions.push(Question::DateOrder {
            columns: signs
                .iter()
                .filter(|(_, signs)| signs.either.is_some())
                .map(|(column, _)| *column)
                .collect(),
            month_first: shown(DateOrder::MonthFirst),
            day_first: shown(DateOrder::DayFirst),
            example,
        });
    }
    if let Some(importer) = columns.iter().find(|c| c.field == Some(Field::ImporterNo)) {
        let numbers: BTreeSet<&str> = sample
            .after(after)
            .map(|row| row.text(importer.index))
            .filter(|text| text.bytes().any(|b| b.is_ascii_digit()))
            .collect();
        if numbers.len() > 1 {
            questions.push(Question::Importers {
                count: numbers.len(),
            });
        }
    }
    questions
}

/// The table with the most known titles; among equals a visible one, then the
/// one that ACE calls its main report, then the first.
fn choose(tables: &[TableInspection]) -> Option<usize> {
    tables
        .iter()
        .enumerate()
        .max_by_key(|(at, table)| {
            let main = table.sheet.trim().eq_ignore_ascii_case("main report");
            (
                table.kind != TableKind::Unknown,
                table.hits,
                !table.hidden,
                main,
                table.columns.len().min(1),
                std::cmp::Reverse(*at),
            )
        })
        .map(|(at, _)| at)
}

/// A rule pack or a session; nothing else of ours is JSON.
fn json(start: &[u8]) -> TableInspection {
    let has = |word: &[u8]| memchr::memmem::find(start, word).is_some();
    let kind = if has(b"\"pack_id\"") || has(b"\"detectors\"") || has(b"\"header_aliases\"") {
        TableKind::RulePack
    } else if has(b"\"session\"") {
        TableKind::Session
    } else {
        TableKind::Unknown
    };
    TableInspection {
        sheet: String::new(),
        sheet_index: 0,
        hidden: false,
        kind,
        grain: profile::Grain::Product,
        header: None,
        hits: 0,
        columns: Vec::new(),
        complete: false,
        sampled_rows: 0,
        questions: Vec::new(),
    }
}
