//! From bytes to an [`Inspection`].

use crate::aliases::Aliases;
use crate::archive;
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
use crate::other::{self, rows::FedRows};
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
use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom};
use zip::ZipArchive;

/// Bytes that are looked at to tell format, encoding and dialect.
const START: usize = 256 << 10;

/// Choices that the visitor made; what is `None` is detected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Which file of a zip archive is meant, by its name there.
    pub member: Option<String>,
    /// The encoding of a text file.
    pub encoding: Option<Encoding>,
    /// The dialect of a text file.
    pub dialect: Option<Dialect>,
}

/// A file of an archive, by its name there, and what it was found to be.
#[derive(Clone, Debug)]
pub struct Inspected {
    /// The file's name: its own, or the archive's and its own.
    pub name: String,
    /// What it is, or why it cannot be read.
    pub result: Result<Inspection, Refusal>,
}

/// Looks at the start of a file and says what it is, where its tables are, and
/// what their columns mean. Of a zip archive the one spreadsheet in it is meant.
///
/// # Errors
/// When it cannot be read at all, or is an archive of several spreadsheets;
/// those are for [`inspect_all`].
pub fn inspect<S: Read + Seek>(
    name: &str,
    source: S,
    size: u64,
    aliases: &dyn Aliases,
    limits: &Limits,
) -> Result<Inspection, Refusal> {
    inspect_with(name, source, size, aliases, limits, &Choices::default())
}

/// As [`inspect`], with the visitor's choices.
///
/// # Errors
/// As [`inspect`].
pub fn inspect_with<S: Read + Seek>(
    name: &str,
    mut source: S,
    size: u64,
    aliases: &dyn Aliases,
    limits: &Limits,
    choices: &Choices,
) -> Result<Inspection, Refusal> {
    let file = File {
        name,
        size,
        limits,
        aliases,
    };
    let mut found = file.look(&mut source, choices)?;
    let readable = found.iter().filter(|one| one.result.is_ok()).count();
    if readable > 1 {
        return Err(Refusal::SeveralInside { count: readable });
    }
    // The one that can be read, else the first reason why none can.
    let at = found.iter().position(|one| one.result.is_ok()).unwrap_or(0);
    if found.is_empty() {
        return Err(Refusal::NoSpreadsheetInside);
    }
    found.swap_remove(at).result
}

/// Looks at a file, and at every spreadsheet in it when it is a zip archive.
///
/// # Errors
/// When it cannot be read at all. A file of an archive that cannot be read has
/// its own refusal among the results.
pub fn inspect_all<S: Read + Seek>(
    name: &str,
    mut source: S,
    size: u64,
    aliases: &dyn Aliases,
    limits: &Limits,
) -> Result<Vec<Inspected>, Refusal> {
    let file = File {
        name,
        size,
        limits,
        aliases,
    };
    file.look(&mut source, &Choices::default())
}

/// A file that is looked at.
struct File<'f> {
    name: &'f str,
    size: u64,
    limits: &'f Limits,
    aliases: &'f dyn Aliases,
}

impl File<'_> {
    fn look(
        &self,
        source: &mut dyn ReadSeek,
        choices: &Choices,
    ) -> Result<Vec<Inspected>, Refusal> {
        if self.size > self.limits.file {
            return Err(Refusal::TooMuch {
                limit: Limit::File,
                most: self.limits.file,
                row: None,
            });
        }
        let start = start_of(source)?;
        if container(&start)? == Container::Zip {
            let zip = open_zip(Window::new(&mut *source, self.size, self.limits.chunk))?;
            if workbook_form(&part_names(&zip))?.is_none() {
                return self.archive(zip, choices);
            }
        }
        let inspection = self.single(source, &start, choices)?;
        Ok(vec![Inspected {
            name: self.name.to_owned(),
            result: Ok(inspection),
        }])
    }

    fn archive<S: Read + Seek>(
        &self,
        mut zip: ZipArchive<S>,
        choices: &Choices,
    ) -> Result<Vec<Inspected>, Refusal> {
        let mut members = archive::members(&zip, self.limits);
        if let Some(one) = &choices.member {
            members.retain(|member| member == one);
        }
        if members.is_empty() {
            return Err(Refusal::NoSpreadsheetInside);
        }
        let inspected = members.into_iter().map(|member| {
            let file = member.rsplit(['/', '\\']).next().unwrap_or(&member);
            let name = format!("{} \u{203a} {file}", self.name);
            let result = self.member(&mut zip, &member, &name, choices);
            Inspected { name, result }
        });
        Ok(inspected.collect())
    }

    fn member<S: Read + Seek>(
        &self,
        zip: &mut ZipArchive<S>,
        member: &str,
        name: &str,
        choices: &Choices,
    ) -> Result<Inspection, Refusal> {
        let start = archive::start(zip, member, START, self.limits)?;
        let mut inspection = Inspection::new(name, self.size);
        match container(&start)? {
            Container::Is(Format::Text) => {
                let complete = start.len() < START;
                self.text(&mut inspection, &start, complete, choices)?;
            }
            Container::Is(Format::Json) => {
                inspection.format = Format::Json;
                inspection.tables.push(json(&start));
            }
            _ => {
                let bytes = archive::unpacked(zip, member, self.limits)?;
                let mut source = std::io::Cursor::new(&bytes[..]);
                let inner = File {
                    name,
                    size: bytes.len() as u64,
                    ..*self
                };
                inspection = inner
                    .single(&mut source, &start, choices)
                    .map_err(|refusal| match refusal {
                        Refusal::NoSpreadsheetInside => Refusal::ArchiveInside {
                            name: member.to_owned(),
                        },
                        other => other,
                    })?;
                inspection.size = self.size;
            }
        }
        inspection.chosen = choose(&inspection.tables);
        inspection.member = Some(member.to_owned());
        Ok(inspection)
    }

    /// A file that is no archive.
    fn single(
        &self,
        source: &mut dyn ReadSeek,
        start: &[u8],
        choices: &Choices,
    ) -> Result<Inspection, Refusal> {
        let mut inspection = Inspection::new(self.name, self.size);
        match container(start)? {
            Container::Is(Format::Text) => {
                let complete = start.len() as u64 >= self.size;
                self.text(&mut inspection, start, complete, choices)?;
            }
            Container::Is(Format::Json) => {
                inspection.format = Format::Json;
                inspection.tables.push(json(start));
            }
            Container::Zip => {
                let zip = open_zip(Window::new(&mut *source, self.size, self.limits.chunk))?;
                let form = workbook_form(&part_names(&zip))?;
                match form.ok_or(Refusal::NoSpreadsheetInside)? {
                    Format::Workbook => {
                        inspection.format = Format::Workbook;
                        self.workbook(&mut inspection, Package::open(zip, self.limits)?)?;
                    }
                    format => {
                        drop(zip);
                        self.other(&mut inspection, format, source)?;
                    }
                }
            }
            // An encrypted workbook is a compound file with this stream.
            Container::Compound if is_encrypted(start) => return Err(Refusal::Encrypted),
            Container::Compound => self.other(&mut inspection, Format::OldWorkbook, source)?,
            Container::Is(format) => self.other(&mut inspection, format, source)?,
        }
        inspection.chosen = choose(&inspection.tables);
        Ok(inspection)
    }

    /// A workbook of another form than Office Open XML.
    fn other(
        &self,
        inspection: &mut Inspection,
        format: Format,
        source: &mut dyn ReadSeek,
    ) -> Result<(), Refusal> {
        inspection.format = format;
        let mut book = other::open(format, source, self.size, self.limits)?;
        for (at, sheet) in book.sheets().into_iter().enumerate() {
            let mut rows = FedRows::new(book.feed(at, self.limits)?, self.limits);
            let sample = Sample::take(&mut rows)?;
            inspection.tables.push(TableInspection {
                sheet: sheet.name,
                sheet_index: at,
                hidden: sheet.hidden,
                ..table(&sample, self.aliases)
            });
        }
        not_empty(&inspection.tables)
    }

    fn text(
        &self,
        inspection: &mut Inspection,
        start: &[u8],
        complete: bool,
        choices: &Choices,
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
        let mut rows = Records::new(whole.as_bytes(), Encoding::Utf8, dialect, self.limits);
        let mut sample = Sample::take(&mut rows)?;
        sample.complete &= complete;
        if sample.rows.iter().all(|row| row.is_blank()) && complete {
            return Err(Refusal::Empty);
        }
        inspection.encoding = Some(encoding);
        inspection.dialect = Some(dialect);
        inspection.tables.push(table(&sample, self.aliases));
        Ok(())
    }

    fn workbook<S: Read + Seek>(
        &self,
        inspection: &mut Inspection,
        mut package: Package<S>,
    ) -> Result<(), Refusal> {
        let limits = self.limits;
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
                ..table(&sample, self.aliases)
            });
        }
        not_empty(&inspection.tables)
    }
}

/// Whether the directory of a compound file lists an encrypted package.
fn is_encrypted(start: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    memchr::memmem::find(start, &name).is_some()
}

/// The first bytes of a file.
fn start_of(source: &mut dyn ReadSeek) -> Result<Vec<u8>, Refusal> {
    source.seek(SeekFrom::Start(0))?;
    let mut start = Vec::new();
    source.take(START as u64).read_to_end(&mut start)?;
    Ok(start)
}

/// Which workbook a zip with these parts is; none when it is an archive.
fn workbook_form(parts: &BTreeMap<String, usize>) -> Result<Option<Format>, Refusal> {
    let has = |name: &str| parts.contains_key(name);
    if has("xl/workbook.bin") {
        return Ok(Some(Format::BinaryWorkbook));
    }
    if has("xl/workbook.xml") {
        return Ok(Some(Format::Workbook));
    }
    if has("content.xml") && has("mimetype") {
        return Ok(Some(Format::OpenDocument));
    }
    if !has("[content_types].xml") {
        return Ok(None);
    }
    let looks_like = if has("word/document.xml") {
        "a Word document"
    } else if has("ppt/presentation.xml") {
        "a PowerPoint presentation"
    } else {
        // The workbook may have any name.
        return Ok(Some(Format::Workbook));
    };
    Err(Refusal::NotASpreadsheet { looks_like })
}

/// Refuses a workbook whose sheets hold nothing at all.
fn not_empty(tables: &[TableInspection]) -> Result<(), Refusal> {
    let empty = |table: &TableInspection| table.complete && table.columns.is_empty();
    if tables.iter().all(empty) {
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
        importers: Vec::new(),
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
        let mut seen: BTreeMap<String, (String, usize)> = BTreeMap::new();
        let texts = sample
            .after(after)
            .map(|row| row.text(importer.index))
            .filter(|text| text.bytes().any(|b| b.is_ascii_digit()));
        for text in texts {
            let key = text.chars().filter(char::is_ascii_alphanumeric).collect();
            let (_, rows) = seen.entry(key).or_insert_with(|| (text.to_owned(), 0));
            *rows += 1;
        }
        if seen.len() > 1 {
            questions.push(Question::Importers {
                count: seen.len(),
                seen: seen.into_values().take(16).collect(),
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
        importers: Vec::new(),
    }
}
