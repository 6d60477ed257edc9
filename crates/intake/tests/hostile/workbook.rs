//! Workbooks.

use crate::archive::zipped;
use crate::{survive, survive_cuts};
use std::fmt::Write as _;

pub(crate) const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns:r="x"><sheets><sheet name="Main Report" sheetId="1" r:id="s"/></sheets></workbook>"#;
pub(crate) const PARTS: &str = r#"<Relationships><Relationship Id="s" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const HEADER: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Entry Number</t></is></c><c r="B1" t="inlineStr"><is><t>HTS</t></is></c><c r="C1" t="inlineStr"><is><t>Value</t></is></c></row>"#;

fn book(sheet: &str, strings: &str) -> Vec<u8> {
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", PARTS.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

pub(crate) fn sheet(rows: &str) -> String {
    format!("<worksheet><sheetData>{HEADER}{rows}</sheetData></worksheet>")
}

pub(crate) fn lines(count: usize) -> String {
    let mut rows = String::new();
    for row in 2..count + 2 {
        let _ = write!(
            rows,
            r#"<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>ABC12345676</t></is></c><c r="B{row}"><v>8471300100</v></c><c r="C{row}"><v>5</v></c></row>"#
        );
    }
    rows
}

#[test]
fn one_cell_in_the_last_corner() {
    let corner = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
    let _ = survive("a sparse cell", &book(&sheet(corner), "<sst/>"));
    let beyond = r#"<row r="4294967295"><c r="ZZZZZZZ4294967295"><v>1</v></c></row>"#;
    let _ = survive("a cell beyond the sheet", &book(&sheet(beyond), "<sst/>"));
    let back = r#"<row r="9"><c r="C9"><v>1</v></c><c r="A2"><v>1</v></c></row><row r="3"/>"#;
    let _ = survive("rows that go back", &book(&sheet(back), "<sst/>"));
}

#[test]
fn one_giant_shared_string() {
    let giant = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(64 << 20));
    let cell = r#"<row r="2"><c r="A2" t="s"><v>0</v></c></row>"#;
    assert!(survive("a giant string", &book(&sheet(cell), &giant)).is_err());
    let far = r#"<row r="2"><c r="A2" t="s"><v>99999999999999999999</v></c></row>"#;
    let _ = survive("a string that is not there", &book(&sheet(far), "<sst/>"));
}

#[test]
fn an_entity_bomb() {
    let mut bomb = String::from("<!DOCTYPE b [<!ENTITY a \"aaaaaaaaaa\">");
    for level in 1..30 {
        let (this, last) = (level, level - 1);
        let of = if level == 1 {
            "a".to_owned()
        } else {
            format!("a{last}")
        };
        let _ = write!(
            bomb,
            "<!ENTITY a{this} \"{}\">",
            format!("&{of};").repeat(10)
        );
    }
    bomb += "]>";
    let cell = r#"<row r="2"><c r="A2" t="inlineStr"><is><t>&a29;</t></is></c></row>"#;
    let _ = survive("an entity bomb", &book(&(bomb + &sheet(cell)), "<sst/>"));
}

#[test]
fn elements_within_elements() {
    let deep = "<row>".repeat(500_000);
    let _ = survive("deep elements", &book(&sheet(&deep), "<sst/>"));
    let attribute = format!(r#"<row r="2" x="{}"/>"#, "y".repeat(8 << 20));
    let _ = survive("a long attribute", &book(&sheet(&attribute), "<sst/>"));
}

#[test]
fn a_cell_that_never_ends() {
    let open = r#"<row r="2"><c r="A2" t="inlineStr"><is><t>ABC12345676</t><row r="3"><c r="B3"><v>1</v></c></c></row>"#;
    let _ = survive("a cell across rows", &book(&sheet(open), "<sst/>"));
    let cut = r#"<row r="2"><c r="A2"><v>1234567</v><row r="3"></c></row>"#;
    let _ = survive("a cell cut off by a row", &book(&sheet(cut), "<sst/>"));
    // The text of the new row is longer than where the old cell began, and
    // begins there in the middle of a character.
    let inside = r#"<row r="2"><c r="A2" t="inlineStr"><is><t>E<c r="A2" t="s">x<row r="3">ÄÄÄÄ</t></is></c></row>"#;
    let seen = survive("a row inside a cell", &book(&sheet(inside), "<sst/>"));
    assert_eq!(seen, Ok(3));
}

#[test]
fn parts_of_the_same_name_in_another_case() {
    let rows = sheet(&lines(3));
    let bytes = zipped(&[
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("XL/WORKBOOK.XML", b"<workbook/>"),
        ("xl/_rels/workbook.xml.rels", PARTS.as_bytes()),
        ("xl/worksheets/sheet1.xml", rows.as_bytes()),
        ("xl/worksheets/SHEET1.xml", b"<worksheet/>"),
    ]);
    let _ = survive("names that differ by case", &bytes);
}

#[test]
fn parts_of_the_very_same_name() {
    let rows = sheet(&lines(3));
    let mut bytes = zipped(&[
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", PARTS.as_bytes()),
        ("xl/worksheets/sheet1.xml", rows.as_bytes()),
        ("xl/worksheets/sheet2.xml", b"<worksheet/>"),
    ]);
    let name = b"xl/worksheets/sheet2.xml";
    for at in 0..bytes.len() - name.len() {
        if &bytes[at..at + name.len()] == name {
            bytes[at + name.len() - 5] = b'1';
        }
    }
    let _ = survive("two parts of one name", &bytes);
}

#[test]
fn rows_as_wide_as_a_sheet() {
    let title = r#"<c t="inlineStr"><is><t>c</t></is></c>"#.repeat(16_384);
    let cells = "<c><v>1</v></c>".repeat(16_384);
    let wide = format!(
        "<worksheet><sheetData><row>{title}</row>{}</sheetData></worksheet>",
        format!("<row>{cells}</row>").repeat(3)
    );
    let _ = survive("a sheet of 16,384 columns", &book(&wide, "<sst/>"));
}

#[test]
fn a_title_of_a_million_characters() {
    let long = "x".repeat(1_000_000);
    let title = format!(r#"<row><c t="inlineStr"><is><t>{long}</t></is></c></row>"#);
    let _ = survive("a sheet with a long title", &book(&sheet(&title), "<sst/>"));
}

#[test]
fn characters_that_are_none() {
    let text = "&#xD800;&#0;&#x110000;_xD800_\u{0}";
    let row = format!(r#"<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row>"#);
    let strings = format!("<sst><si><t>{text}</t></si></sst>");
    let _ = survive("half a surrogate in a cell", &book(&sheet(&row), &strings));
}

#[test]
fn relations_that_lead_in_circles_or_out() {
    for target in [
        "workbook.xml",
        "../../../etc/passwd",
        "http://x/sheet.xml",
        "\0",
    ] {
        let parts = PARTS.replace("worksheets/sheet1.xml", target);
        let bytes = zipped(&[
            ("_rels/.rels", RELATIONS.as_bytes()),
            ("xl/workbook.xml", WORKBOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", parts.as_bytes()),
        ]);
        let _ = survive(target, &bytes);
    }
}

#[test]
fn half_a_million_cells() {
    let rows = r#"<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c><c><v>4</v></c></row>"#;
    let _ = survive("cells", &book(&sheet(&rows.repeat(125_000)), "<sst/>"));
}

#[test]
#[ignore = "needs an optimised build: cargo xtask soak hostile"]
fn forty_million_cells() {
    let rows = r#"<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c><c><v>4</v></c></row>"#;
    let _ = survive(
        "40 million cells",
        &book(&sheet(&rows.repeat(10_000_000)), "<sst/>"),
    );
}

#[test]
fn a_workbook_cut_off_anywhere() {
    survive_cuts("a workbook", &book(&sheet(&lines(500)), "<sst/>"));
}
