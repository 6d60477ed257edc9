//! A book as an Office Open XML workbook (.xlsx).
//!
//! Written by hand, because the library that does it well is half as large as
//! the whole page (see `docs/decisions`). Little of the format is needed: typed
//! cells, formulas with their results, widths, frozen titles, filters, and
//! pages that print.
//!
//! Every text is an inline string, typed as text: no program takes it for a
//! number, a date or a formula. Formulas carry this assessment's results, and
//! programs are asked to work them out anew when they open the file.

use crate::cell::{Cell, Outcome, at, letters, serial};
use crate::csv::number;
use crate::package::Package;
use crate::safe;
use crate::sheet::{Book, Sheet, quoted};
use crate::styles::{self, style};
use std::borrow::Cow;
use std::fmt::Write;

pub(crate) const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub(crate) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The workbook's bytes.
#[must_use]
pub fn file(book: &Book) -> Vec<u8> {
    let sheets = book.worksheets();
    let mut package = Package::default();
    package.add(
        "[Content_Types].xml",
        content_types(sheets.len()).as_bytes(),
    );
    package.add("_rels/.rels", root().as_bytes());
    package.add("xl/workbook.xml", workbook(&sheets).as_bytes());
    package.add(
        "xl/_rels/workbook.xml.rels",
        relations(sheets.len()).as_bytes(),
    );
    package.add("xl/styles.xml", styles::part().as_bytes());
    for (sheet, number) in sheets.iter().zip(1..) {
        let name = format!("xl/worksheets/sheet{number}.xml");
        package.add(&name, worksheet(sheet, &book.foot).as_bytes());
    }
    package.finish()
}

fn content_types(sheets: usize) -> String {
    let mut out = format!(
        "{XML}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{TYPES}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{TYPES}.styles+xml\"/>"
    );
    for number in 1..=sheets {
        push(
            &mut out,
            format_args!(
                "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" \
                 ContentType=\"{TYPES}.worksheet+xml\"/>"
            ),
        );
    }
    out + "</Types>"
}

fn root() -> String {
    format!(
        "{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>"
    )
}

fn relations(sheets: usize) -> String {
    let mut out = format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for number in 1..=sheets {
        push(
            &mut out,
            format_args!(
                "<Relationship Id=\"rId{number}\" Type=\"{RELATIONS}/worksheet\" \
                 Target=\"worksheets/sheet{number}.xml\"/>"
            ),
        );
    }
    push(
        &mut out,
        format_args!(
            "<Relationship Id=\"rId{}\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/>",
            sheets + 1
        ),
    );
    out + "</Relationships>"
}

fn workbook(sheets: &[Cow<'_, Sheet>]) -> String {
    let mut out = format!(
        "{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><bookViews><workbookView/></bookViews><sheets>"
    );
    for (sheet, number) in sheets.iter().zip(1..) {
        push(
            &mut out,
            format_args!(
                "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>",
                escaped(sheet.name)
            ),
        );
    }
    out.push_str("</sheets><definedNames>");
    for (at, sheet) in sheets.iter().enumerate().filter(|(_, s)| s.is_table()) {
        let (name, row) = (escaped(&quoted(sheet.name)), sheet.header_row());
        let last = sheet.columns.len().saturating_sub(1);
        // A page beside the first repeats what its rows are about.
        let beside = if pages(&widths(sheet)) > 1 {
            format!("{name}!$A:$A,")
        } else {
            String::new()
        };
        push(
            &mut out,
            format_args!(
                "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{at}\" hidden=\"1\">\
                 {name}!$A${row}:${}${}</definedName>\
                 <definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{at}\">\
                 {beside}{name}!${row}:${row}</definedName>",
                letters(last),
                sheet.last_row()
            ),
        );
    }
    out + "</definedNames><calcPr calcId=\"191029\" fullCalcOnLoad=\"1\"/></workbook>"
}

fn worksheet(sheet: &Sheet, foot: &str) -> String {
    let mut out = format!(
        "{XML}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\">"
    );
    if sheet.is_table() {
        let row = sheet.header_row();
        push(
            &mut out,
            format_args!(
                "<pane xSplit=\"1\" ySplit=\"{row}\" topLeftCell=\"{}\" activePane=\"bottomRight\" \
                 state=\"frozen\"/>",
                at(1, row + 1)
            ),
        );
    }
    out.push_str("</sheetView></sheetViews><cols>");
    let numbers = of_numbers(sheet);
    let widths = widths(sheet);
    for (width, number) in widths.iter().zip(1..) {
        push(
            &mut out,
            format_args!(
                "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
            ),
        );
    }
    out.push_str("</cols><sheetData>");
    let titles = sheet.titles();
    // Where the first column stands on every page, what is above the table would
    // be cut off in it, and stands in the second.
    let shift = usize::from(sheet.is_table() && pages(&widths) > 1);
    let mut spread = Vec::new();
    for (row, cells) in sheet.all(&titles) {
        let is_header = sheet.is_table() && row == sheet.header_row();
        match height(sheet, &widths, cells, is_header) {
            1 => push(&mut out, format_args!("<row r=\"{row}\">")),
            lines => push(
                &mut out,
                format_args!(
                    "<row r=\"{row}\" ht=\"{}\" customHeight=\"1\">",
                    LINE * lines
                ),
            ),
        }
        if is_spread(sheet, cells) {
            spread.push(row);
        }
        let is_above = sheet.is_table() && row < sheet.header_row();
        for (column, cell) in cells.iter().enumerate() {
            let place = at(column + if is_above { shift } else { 0 }, row);
            let of_numbers = numbers.get(column).copied().unwrap_or_default();
            match cell {
                Cell::Label(text) if is_header => {
                    let style = if of_numbers {
                        style::HEADER_OF_NUMBERS
                    } else {
                        style::HEADER
                    };
                    inline(&mut out, &place, style, text);
                }
                _ => write_cell(&mut out, &place, cell, sheet),
            }
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData>");
    if sheet.is_table() {
        push(
            &mut out,
            format_args!(
                "<autoFilter ref=\"A{}:{}\"/>",
                sheet.header_row(),
                at(sheet.columns.len().saturating_sub(1), sheet.last_row())
            ),
        );
    }
    if !spread.is_empty() {
        let last = letters(widths.len().saturating_sub(1));
        push(
            &mut out,
            format_args!("<mergeCells count=\"{}\">", spread.len()),
        );
        for row in spread {
            push(
                &mut out,
                format_args!("<mergeCell ref=\"A{row}:{last}{row}\"/>"),
            );
        }
        out.push_str("</mergeCells>");
    }
    if sheet.is_table() {
        // On paper the eye needs help to stay in its row.
        out.push_str("<printOptions gridLines=\"1\"/>");
    }
    let pages = pages(&widths);
    // In headers and footers an ampersand begins a code.
    let foot = escaped(&foot.replace('&', "&&"));
    push(
        &mut out,
        format_args!(
            "<pageMargins left=\"0.3\" right=\"0.3\" top=\"0.6\" bottom=\"0.7\" header=\"0.3\" footer=\"0.3\"/>\
             <pageSetup paperSize=\"{LETTER}\" orientation=\"landscape\" pageOrder=\"overThenDown\" \
             fitToWidth=\"{pages}\" fitToHeight=\"0\"/>\
             <headerFooter><oddHeader>&amp;L&amp;A</oddHeader>\
             <oddFooter>&amp;L{foot}&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter></worksheet>"
        ),
    );
    out
}

/// Height of a line in points.
const LINE: usize = 13;
/// Lines that a row has at most: programs show no higher ones.
const LINES: usize = 30;
/// What a number's distance from the next column takes, in characters.
const INDENT: u8 = 2;
/// Width of a printed page in characters at a size that can still be read: six
/// points on paper of letter size.
const PAGE: usize = 245;
/// The format's number for paper of letter size.
const LETTER: u8 = 1;

/// Which columns of the table hold amounts or counts.
fn of_numbers(sheet: &Sheet) -> Vec<bool> {
    (0..sheet.columns.len())
        .map(|column| sheet.is_of_numbers(column))
        .collect()
}

/// The widths of a sheet's columns in characters.
fn widths(sheet: &Sheet) -> Vec<u8> {
    if !sheet.is_table() {
        return sheet.widths.to_vec();
    }
    let columns = sheet.columns.iter().zip(of_numbers(sheet));
    columns
        .map(|(column, is_of_numbers)| column.width + if is_of_numbers { INDENT } else { 0 })
        .collect()
}

/// How many printed pages stand side by side.
fn pages(widths: &[u8]) -> usize {
    let total: usize = widths.iter().map(|width| usize::from(*width)).sum();
    total.div_ceil(PAGE).max(1)
}

/// Whether a row's one text goes over the whole width: a sentence on a sheet
/// without a table.
fn is_spread(sheet: &Sheet, cells: &[Cell]) -> bool {
    !sheet.is_table() && matches!(cells, [Cell::Title(_) | Cell::Label(_) | Cell::Note(_)])
}

/// The lines that a row takes. Programs find this out for themselves only when
/// a reader changes the row.
fn height(sheet: &Sheet, widths: &[u8], cells: &[Cell], is_header: bool) -> usize {
    if is_spread(sheet, cells) {
        let width = widths.iter().map(|width| usize::from(*width)).sum();
        return match cells {
            [Cell::Title(_)] => 2,
            [Cell::Note(text) | Cell::Label(text)] => lines(text, width),
            _ => 1,
        };
    }
    let wraps = is_header || !sheet.is_table() || sheet.wraps;
    if !wraps || matches!(cells, [Cell::Title(_) | Cell::Note(_)]) {
        return if matches!(cells, [Cell::Title(_)]) {
            2
        } else {
            1
        };
    }
    let columns = cells.iter().zip(widths);
    columns
        .map(|(cell, width)| match cell {
            // A width is counted in digits. Bold letters are about as wide, most
            // others narrower.
            Cell::Label(text) | Cell::Over(text) => lines(text, usize::from(*width)),
            Cell::Note(text) | Cell::Text(text) => lines(text, usize::from(*width) * 11 / 10),
            _ => 1,
        })
        .max()
        .unwrap_or(1)
        .min(LINES)
}

/// The lines of a text that is broken between words.
fn lines(text: &str, width: usize) -> usize {
    let width = width.max(1);
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        let with_space = if used == 0 { length } else { used + 1 + length };
        if with_space <= width {
            used = with_space;
            continue;
        }
        lines += usize::from(used > 0) + length.saturating_sub(1) / width;
        used = length - length.saturating_sub(1) / width * width;
    }
    lines
}

fn write_cell(out: &mut String, place: &str, cell: &Cell, sheet: &Sheet) {
    let is_table = sheet.is_table();
    let (style, value) = match cell {
        Cell::Blank => return,
        Cell::Title(text) => return inline(out, place, style::TITLE, text),
        Cell::Label(text) if is_table => return inline(out, place, style::LABEL, text),
        Cell::Label(text) => return inline(out, place, style::BOLD_WRAPPED, text),
        Cell::Over(text) => return inline(out, place, style::OVER_NUMBERS, text),
        Cell::Note(text) if is_table => return inline(out, place, style::NOTE, text),
        Cell::Text(text) if is_table && !sheet.wraps => {
            return inline(out, place, style::TEXT, text);
        }
        Cell::Note(text) | Cell::Text(text) => return inline(out, place, style::WRAPPED, text),
        Cell::Input(None) => {
            return push(
                out,
                format_args!("<c r=\"{place}\" s=\"{}\"/>", style::INPUT),
            );
        }
        Cell::Formula(formula) => {
            let text = escaped(&formula.text);
            let (style, kind, value) = match &formula.result {
                Outcome::Money(amount) => (style::MONEY, "", number(*amount)),
                Outcome::Factor(factor) => (style::FACTOR, "", factor.to_string()),
                Outcome::Days(days) => (style::COUNT, "", days.to_string()),
                Outcome::Text(text) => (style::TEXT, " t=\"str\"", xml_text(text)),
            };
            return push(
                out,
                format_args!(
                    "<c r=\"{place}\" s=\"{style}\"{kind}><f>{text}</f><v>{value}</v></c>"
                ),
            );
        }
        Cell::Count(count) => (style::COUNT, count.to_string()),
        Cell::Money(amount) => (style::MONEY, number(*amount)),
        Cell::Input(Some(amount)) => (style::INPUT, number(*amount)),
        Cell::Rate(rate) => (style::RATE, rate.normalize().to_string()),
        Cell::Factor(factor) => (style::FACTOR, factor.normalize().to_string()),
        Cell::Day(day) => (style::DAY, serial(*day).to_string()),
    };
    push(
        out,
        format_args!("<c r=\"{place}\" s=\"{style}\"><v>{value}</v></c>"),
    );
}

fn inline(out: &mut String, place: &str, style: u8, text: &str) {
    let text = xml_text(text);
    push(
        out,
        format_args!(
            "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
        ),
    );
}

/// A text made safe, with its markup escaped. The format reads `_x0041_` as a
/// character, so an underscore that would begin such a code is written as one.
fn xml_text(text: &str) -> String {
    let safe = safe::text(text);
    let mut out = String::with_capacity(safe.len());
    let mut rest = safe.as_str();
    while let Some(found) = rest.find("_x") {
        let (before, from) = rest.split_at(found);
        out.push_str(before);
        let is_code = from
            .get(2..7)
            .is_some_and(|code| code.ends_with('_') && is_hex(code.trim_end_matches('_')));
        out.push_str(if is_code { "_x005F_" } else { "_" });
        rest = from.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
    escaped(&out)
}

fn is_hex(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

pub(crate) fn push(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a String does not fail.
    let _ = out.write_fmt(arguments);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_broken_between_words() {
        for (text, width, count) in [
            ("", 10, 1),
            ("one two", 10, 1),
            ("one two three", 10, 2),
            ("Likely: possible overpayment alone", 13, 4),
            ("abcdefghijklmnopqrstuvwxy", 10, 3),
            ("ab cdefghijklmnopqrstuvw xy", 10, 4),
        ] {
            assert_eq!(lines(text, width), count, "{text}");
        }
    }

    #[test]
    fn texts_survive_the_formats_own_codes() {
        assert_eq!(xml_text("a_x0041_b"), "a_x005F_x0041_b");
        assert_eq!(xml_text("under_xylem_"), "under_xylem_");
        assert_eq!(xml_text("<b>&\"é"), "&lt;b&gt;&amp;&quot;é");
        assert_eq!(xml_text("_x"), "_x");
    }
}
