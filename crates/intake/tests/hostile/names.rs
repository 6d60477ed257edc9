//! Names that a page or a spreadsheet might take for more than names.

use crate::archive::zipped;
use crate::workbook::{PARTS, RELATIONS, lines, sheet};
use crate::{HEADER, LINE, survive};

/// Markup, formulas, a right-to-left override, control characters.
pub(crate) const NAMES: [&str; 6] = [
    "<img src=x onerror=document.title='taken'>",
    "=HYPERLINK(1)",
    "@SUM(1)",
    "+1-1|cmd",
    "\u{202E}gpj.exe",
    "\u{7}bell",
];

fn escaped(name: &str) -> String {
    // XML has no control characters; workbooks write them so.
    name.replace('<', "&lt;").replace('\u{7}', "_x0007_")
}

#[test]
fn titles_of_columns() {
    let titles = NAMES.map(|name| format!("\"{name}\"")).join(",");
    let values = ",1".repeat(NAMES.len());
    let text = format!("{HEADER},{titles}\n{LINE}{values}\n");
    assert_eq!(survive("titles that are markup", text.as_bytes()), Ok(2));
}

#[test]
fn names_of_sheets() {
    let sheets: Vec<String> = NAMES
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let id = at + 1;
            format!(
                r#"<sheet name="{}" sheetId="{id}" r:id="s"/>"#,
                escaped(name)
            )
        })
        .collect();
    let workbook = format!(
        r#"<workbook xmlns:r="x"><sheets>{}</sheets></workbook>"#,
        sheets.concat()
    );
    let rows = sheet(&lines(3));
    let bytes = zipped(&[
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", PARTS.as_bytes()),
        ("xl/worksheets/sheet1.xml", rows.as_bytes()),
    ]);
    let _ = survive("sheets that are markup", &bytes);
}
