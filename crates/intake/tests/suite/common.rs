//! Small files made on the spot, read through the public interface.

use customs::Field;
use intake::{
    Aliases, Inspection, Limits, Plan, Record, Refusal, RowClass, TableReport, inspect, read,
};
use profile::SourceIx;
use std::io::{Cursor, Write};
use std::ops::ControlFlow;

/// The titles of the embedded rule pack.
pub fn aliases() -> impl Aliases {
    static PACK: std::sync::LazyLock<rulebook::Pack> =
        std::sync::LazyLock::new(|| rulebook::Pack::embedded().unwrap());
    |header: &str| PACK.aliases.field_of(&rulebook::normalise_header(header))
}

/// A row as a test looks at it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    pub row: u32,
    pub entry: String,
    pub line: Option<u16>,
    pub ordinal: Option<u8>,
    pub hts: String,
    pub value: Option<i64>,
    pub duty: Option<i64>,
    pub rate: Option<i64>,
    pub quantity: String,
    pub unit: String,
    pub sku: String,
    pub description: String,
    pub entry_date: String,
    pub summary_date: String,
    pub origin: String,
    pub mid: String,
    pub spi: String,
    pub port: String,
    pub importer: String,
    pub supplier: String,
    pub gross_kg: String,
    pub related: Option<bool>,
    pub psc: Option<bool>,
    pub entry_type: String,
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

impl Seen {
    pub fn of(record: Record<'_>) -> Self {
        match record {
            Record::Entry(row) => Self {
                row: row.row,
                entry: row.entry.into(),
                line: row.line_no,
                ordinal: row.ordinal,
                hts: shown(row.hts),
                value: row.value.map(|c| c.0),
                duty: row.duty.map(|c| c.0),
                rate: row.rate_ppm,
                quantity: shown(row.quantity),
                unit: shown(row.unit),
                sku: row.sku.into(),
                description: row.description.into(),
                entry_date: shown(row.header.entry_date),
                summary_date: shown(row.header.summary_date),
                origin: shown(row.party.origin),
                mid: row.party.mid.into(),
                spi: shown(row.party.spi),
                port: row.header.port.into(),
                importer: row.header.importer.into(),
                supplier: row.party.supplier.into(),
                gross_kg: shown(row.gross_kg),
                related: row.party.related,
                psc: row.psc,
                entry_type: shown(row.header.entry_type),
            },
            Record::Product(row) => Self {
                row: row.row,
                hts: shown(row.hts),
                sku: row.sku.into(),
                description: row.description.into(),
                origin: shown(row.origin),
                supplier: row.supplier.into(),
                rate: row.rate_ppm,
                ..Self::default()
            },
            _ => Self::default(),
        }
    }
}

/// A file read from end to end.
pub struct Outcome {
    pub inspection: Inspection,
    pub report: TableReport,
    pub rows: Vec<Seen>,
}

impl Outcome {
    pub fn count(&self, class: RowClass) -> u64 {
        self.report.count(class)
    }

    pub fn causes(&self) -> Vec<(intake::Cause, u64)> {
        let issues = &self.report.issues;
        issues.iter().map(|i| (i.cause, i.rows.count())).collect()
    }

    pub fn mends(&self) -> Vec<(intake::Mend, u64)> {
        let repairs = &self.report.repairs;
        repairs.iter().map(|r| (r.mend, r.rows.count())).collect()
    }

    pub fn hts(&self) -> Vec<&str> {
        self.rows.iter().map(|row| row.hts.as_str()).collect()
    }
}

pub fn try_read(bytes: &[u8], limits: &Limits) -> Result<Outcome, Refusal> {
    let size = bytes.len() as u64;
    let inspection = inspect("file", Cursor::new(bytes), size, &aliases(), limits)?;
    let plan = inspection.plan().unwrap();
    let (report, rows) = read_plan(bytes, &plan, limits)?;
    Ok(Outcome {
        inspection,
        report,
        rows,
    })
}

pub fn read_plan(
    bytes: &[u8],
    plan: &Plan,
    limits: &Limits,
) -> Result<(TableReport, Vec<Seen>), Refusal> {
    let mut rows = Vec::new();
    let report = read(
        Cursor::new(bytes),
        plan,
        SourceIx(0),
        limits,
        &mut |record| rows.push(Seen::of(record)),
        &mut |_| ControlFlow::Continue(()),
    )?;
    let sum: u64 = report.counts.iter().sum();
    assert_eq!(sum, report.rows, "every row is in one class");
    Ok((report, rows))
}

pub fn csv(text: &str) -> Outcome {
    try_read(text.as_bytes(), &Limits::default()).unwrap()
}

/// The header of the shortest believable line report, and rows under it.
pub fn lines(rows: &str) -> Outcome {
    csv(&format!(
        "Entry Summary Number,Entry Summary Line Number,HTS Number - Full,Line Goods Value Amount,Entry Date,Country of Origin Code\n{rows}"
    ))
}

/// A workbook of the given sheets: names and the inside of `sheetData`.
pub struct Book<'a> {
    pub sheets: Vec<(&'a str, String)>,
    pub strings: Vec<&'a str>,
    pub formats: Vec<&'a str>,
    pub from_1904: bool,
    pub hidden: Vec<&'a str>,
}

impl<'a> Book<'a> {
    pub fn new(name: &'a str, rows: impl Into<String>) -> Self {
        Self {
            sheets: vec![(name, rows.into())],
            strings: Vec::new(),
            formats: Vec::new(),
            from_1904: false,
            hidden: Vec::new(),
        }
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated);
        let mut part = |name: &str, text: &str| {
            zip.start_file(name, options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        };
        part("[Content_Types].xml", "<Types/>");
        part(
            "_rels/.rels",
            r#"<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        );
        let mut listed = String::new();
        let mut relations = String::new();
        for (at, (name, rows)) in self.sheets.iter().enumerate() {
            let state = if self.hidden.contains(name) {
                r#" state="hidden""#
            } else {
                ""
            };
            listed += &format!(r#"<sheet name="{name}" sheetId="{at}"{state} r:id="s{at}"/>"#);
            relations += &format!(
                r#"<Relationship Id="s{at}" Type="http://x/worksheet" Target="worksheets/sheet{at}.xml"/>"#
            );
            part(
                &format!("xl/worksheets/sheet{at}.xml"),
                &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
            );
        }
        relations += r#"<Relationship Id="a" Type="http://x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="b" Type="http://x/styles" Target="styles.xml"/>"#;
        let epoch = if self.from_1904 { "1" } else { "0" };
        part(
            "xl/workbook.xml",
            &format!(
                r#"<workbook xmlns:r="x"><workbookPr date1904="{epoch}"/><sheets>{listed}</sheets></workbook>"#
            ),
        );
        part(
            "xl/_rels/workbook.xml.rels",
            &format!("<Relationships>{relations}</Relationships>"),
        );
        let strings: String = self
            .strings
            .iter()
            .map(|text| format!("<si><t>{text}</t></si>"))
            .collect();
        part("xl/sharedStrings.xml", &format!("<sst>{strings}</sst>"));
        let formats: String = self
            .formats
            .iter()
            .enumerate()
            .map(|(at, code)| format!(r#"<numFmt numFmtId="{}" formatCode="{code}"/>"#, 164 + at))
            .collect();
        let styles: String = (0..self.formats.len())
            .map(|at| format!(r#"<xf numFmtId="{}"/>"#, 164 + at))
            .collect();
        part(
            "xl/styles.xml",
            &format!(
                r#"<styleSheet><numFmts>{formats}</numFmts><cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>"#
            ),
        );
        zip.finish().unwrap().into_inner()
    }

    pub fn read(&self) -> Outcome {
        try_read(&self.bytes(), &Limits::default()).unwrap()
    }
}

/// A row of inline texts; a cell that begins with `=` is a number, and
/// `=3:` gives it style 3.
pub fn row(number: u32, cells: &[&str]) -> String {
    let mut xml = format!(r#"<row r="{number}">"#);
    for (at, text) in cells.iter().enumerate() {
        let at = format!("{}{number}", intake::column_letters(at));
        match text.strip_prefix('=') {
            _ if text.is_empty() => {}
            Some(number) => {
                let (style, value) = number.split_once(':').unwrap_or(("0", number));
                xml += &format!(r#"<c r="{at}" s="{style}"><v>{value}</v></c>"#);
            }
            None => {
                xml += &format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
            }
        }
    }
    xml + "</row>"
}

/// The field that each column was mapped to.
pub fn mapped(outcome: &Outcome) -> Vec<Option<Field>> {
    let table = &outcome.inspection.tables[outcome.inspection.chosen.unwrap()];
    table.columns.iter().map(|column| column.field).collect()
}
