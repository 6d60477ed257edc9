//! The files themselves: other programs read them, they give the same bytes
//! again, and nothing in them runs.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod common;

use assessment::Session;
use common::{assess, importer, load};
use exposure::Entered;
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use workbook::{Book, cell::Cell};

fn book(files: &[(&str, Vec<u8>)]) -> Book {
    let loaded = load(files);
    let assessment = assess(&loaded, &Entered::default());
    let findings = assessment.findings();
    let papers = loaded.papers(&assessment, &findings);
    workbook::assessment(&papers, &assessment)
}

/// An importer whose suppliers write formulas, markup and hidden characters.
fn hostile() -> Vec<u8> {
    let mut out = String::from(
        "Entry No,Line,Part Number,Description,HTS,COO,Supplier,Entered Value,Duty,Entry Date,Qty,UOM\n",
    );
    let nasty = [
        "=HYPERLINK(\"\"http://127.0.0.1/\"\",\"\"pay here\"\")",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1+1)*cmd|' /C calc'!A0",
        "\tTABBED",
        "<script>alert(1)</script> & \u{202E}txt.exe",
    ];
    for (at, text) in (0..60).zip(nasty.iter().cycle()) {
        let (hts, duty) = if at % 2 == 0 {
            ("8708.29.5060", 25)
        } else {
            ("8708.99.8180", 0)
        };
        let (month, year) = (at % 12 + 1, 2023 + at / 24);
        out += &format!(
            "ABC{at:08},1,\"{text}\",\"{text} bracket\",{hts},CN,\"{text}\",1000,{duty},{year}-{month:02}-15,10,NO\n",
        );
    }
    out.into_bytes()
}

/// A line without an entry number is named by its row, in the entries, their lines
/// and the shares of findings; the list of routes has those that stand alike once.
#[test]
fn lines_without_an_entry_number_are_no_blank_entries() {
    let mut out = "Entry No,Line,Part Number,HTS,COO,Entered Value,Duty,Entry Date\n".to_owned();
    for at in 0..30 {
        let entry = [format!("ABC{at:08}"), String::new(), String::new()];
        let (hts, duty) = [("8708.29.5060", 25), ("8708.99.8180", 0)][at % 2];
        let (entry, month, year) = (&entry[at % 3], at % 12 + 1, 2024 + at / 12);
        out += &format!("{entry},1,PX10,{hts},DE,1000,{duty},{year}-{month:02}-15\n");
    }
    let book = book(&[("e.csv", out.into_bytes())]);
    let mut unnumbered = 0;
    for id in ["entries", "lines", "finding_entries", "routes"] {
        let sheet = book.sheets.iter().find(|sheet| sheet.id == id).unwrap();
        let at = sheet.columns.iter().position(|c| c.title == "Entry number");
        for row in &sheet.rows {
            let Cell::Text(name) = &row[at.unwrap()] else {
                panic!("{id}: {row:?}");
            };
            unnumbered += usize::from(name.starts_with("No entry number, row "));
        }
        let texts = sheet.head.iter().flatten();
        let said =
            texts.filter(|cell| matches!(cell, Cell::Note(t) if t.starts_with("A line without")));
        assert_eq!(said.count(), usize::from(id == "entries"));
    }
    assert!(unnumbered > 10, "{unnumbered}");
}

/// Every sheet's XML.
fn sheets(bytes: Vec<u8>) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    names
        .into_iter()
        .filter(|name| name.starts_with("xl/worksheets/"))
        .map(|name| {
            let mut text = String::new();
            archive
                .by_name(&name)
                .unwrap()
                .read_to_string(&mut text)
                .unwrap();
            text
        })
        .collect()
}

#[test]
fn nothing_from_a_file_runs() {
    let book = book(&[("hostile.csv", hostile())]);
    let findings = book.sheet("findings").unwrap();
    assert!(!findings.rows.is_empty(), "the hostile file gives findings");
    let starts = ['=', '+', '-', '@', '\t', '\r'];
    let mut seen = 0;
    for xml in sheets(book.to_xlsx()) {
        for cell in xml.split("<t xml:space=\"preserve\">").skip(1) {
            assert!(!cell.starts_with(starts), "{}", &cell[..40]);
            seen += usize::from(cell.starts_with('\''));
        }
        assert!(!xml.contains("<script>") && !xml.contains('\u{202E}'));
        // Formulas are ours alone: nothing of the file is in one.
        for formula in xml.split("<f>").skip(1) {
            let formula = formula.split("</f>").next().unwrap();
            for word in ["cmd", "HYPERLINK", "TABBED", "script"] {
                assert!(!formula.contains(word), "{formula}");
            }
        }
    }
    assert!(seen > 50);
    for sheet in &book.sheets {
        let text = String::from_utf8(workbook::csv::table(sheet)).unwrap();
        for field in text.trim_start_matches('\u{FEFF}').split([',', '\r', '\n']) {
            let bare = field.trim_start_matches('"');
            let is_number = bare.trim_end().parse::<f64>().is_ok();
            assert!(is_number || !bare.starts_with(starts), "{field}");
        }
    }
}

/// A disclosure worksheet drawn up for some of the findings is about them alone.
#[test]
fn a_worksheet_for_one_finding_has_its_entries_alone() {
    let loaded = importer(5, 600);
    let assessment = assess(&loaded, &Entered::default());
    let exposure = assessment.exposure.as_ref().unwrap();
    let (at, whole) = exposure
        .findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| !finding.readings.is_empty())
        .max_by_key(|(_, finding)| finding.readings[0].loss.amount)
        .unwrap();
    let all = assessment.findings();
    let picked = [all[at]];
    let papers = loaded.papers(&assessment, &picked);
    let alone = papers.exposure().total.readings[0].loss.amount;
    assert_eq!(alone, whole.readings[0].loss.amount);
    let book = workbook::disclosure(&papers, &assessment);
    let entries = book.sheet("entries").unwrap();
    let at = entries.columns.iter().position(|c| c.title == "Findings");
    // The finding has the number that it has in the workbook of all.
    let papers = loaded.papers(&assessment, &all);
    let whole = workbook::assessment(&papers, &assessment);
    let listed = whole.sheet("findings").unwrap();
    let id = Cell::Text(picked[0].id.clone());
    let of_it = listed.rows.iter().find(|row| row.last() == Some(&id));
    let Cell::Count(number) = of_it.unwrap()[0] else {
        panic!("{of_it:?}");
    };
    for row in &entries.rows {
        assert_eq!(row[at.unwrap()], Cell::Text(number.to_string()));
    }
    assert!(!entries.rows.is_empty());
    assert_eq!(book.sheets[0].id, "paper");
}

#[test]
fn identifiers_stay_text() {
    let loaded = importer(5, 600);
    let assessment = assess(&loaded, &Entered::default());
    let findings = assessment.findings();
    let papers = loaded.papers(&assessment, &findings);
    let book = workbook::assessment(&papers, &assessment);
    let rows = book.sheet("rows").unwrap();
    for title in [
        "Entry number",
        "Broker",
        "Tariff number",
        "Part number",
        "Port",
    ] {
        let at = rows.columns.iter().position(|c| c.title == title).unwrap();
        for row in &rows.rows {
            assert!(
                matches!(row[at], Cell::Text(_) | Cell::Blank),
                "{title}: {:?}",
                row[at]
            );
        }
    }
    let xml = sheets(book.to_xlsx()).concat();
    assert!(xml.contains("t=\"inlineStr\""));
}

/// Intake, which reads workbooks of strangers, reads ours.
#[test]
fn the_workbook_is_read_back() {
    let loaded = importer(5, 600);
    let assessment = assess(&loaded, &Entered::default());
    let findings = assessment.findings();
    let papers = loaded.papers(&assessment, &findings);
    let book = workbook::assessment(&papers, &assessment);
    let bytes = book.to_xlsx();
    assert_eq!(bytes, workbook::assessment(&papers, &assessment).to_xlsx());
    let size = bytes.len() as u64;
    let session = Session::embedded().unwrap();
    let inspection = session
        .inspect("workbook.xlsx", Cursor::new(&bytes), size)
        .unwrap();
    let names: Vec<&str> = inspection.tables.iter().map(|t| t.sheet.as_str()).collect();
    let ours = book.worksheets();
    let ours: Vec<&str> = ours.iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ours);
}

/// Every sheet that a caller may ask for by id is there, each once.
#[test]
fn the_sheets_have_their_ids() {
    let book = book(&[("hostile.csv", hostile())]);
    let ids: Vec<&str> = book.sheets.iter().map(|sheet| sheet.id).collect();
    assert_eq!(
        ids,
        [
            "about",
            "findings",
            "not_assessed",
            "totals",
            "entries",
            "lines",
            "interest",
            "finding_entries",
            "rows",
            "deadlines",
            "routes",
            "guide",
            "register",
            "requests"
        ]
    );
    for sheet in &book.sheets {
        assert!(sheet.name.len() <= 31);
        for row in &sheet.rows {
            assert!(row.len() <= sheet.columns.len(), "{}", sheet.id);
        }
    }
}

/// What there is to know of a route stands once, and no cell names one twice.
#[test]
fn a_route_is_explained_once() {
    let loaded = importer(5, 600);
    let assessment = assess(&loaded, &Entered::default());
    let findings = assessment.findings();
    let papers = loaded.papers(&assessment, &findings);
    let book = workbook::assessment(&papers, &assessment);
    let guide = book.sheet("guide").unwrap();
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        _ => String::new(),
    };
    let named: Vec<[String; 2]> = guide
        .rows
        .iter()
        .map(|row| [text(&row[1]), text(&row[2])])
        .collect();
    let once: BTreeSet<&[String; 2]> = named.iter().collect();
    assert_eq!(once.len(), named.len(), "{named:?}");
    let routes = book.sheet("routes").unwrap();
    assert!(!routes.rows.is_empty());
    for row in &routes.rows {
        let discussed = text(&row[2]);
        let times = |name: &String| discussed.matches(name.as_str()).count();
        let names: BTreeSet<&String> = named.iter().map(|[name, _]| name).collect();
        assert!(names.iter().all(|name| times(name) <= 1), "{discussed}");
        assert!(
            discussed.is_empty() || names.iter().any(|name| times(name) == 1),
            "{discussed}"
        );
    }
}

/// The findings and their rows fit the width of a page: the findings on two
/// sheets, which together hold every column, and say of each row what it is about.
#[test]
fn findings_and_rows_are_one_page_wide() {
    let book = book(&[("hostile.csv", hostile())]);
    let whole = book.sheet("findings").unwrap();
    let worksheets = book.worksheets();
    let mut seen = BTreeSet::new();
    for (sheet, xml) in worksheets.iter().zip(sheets(book.to_xlsx())) {
        if !["findings", "rows"].contains(&sheet.id) {
            continue;
        }
        assert!(xml.contains("fitToWidth=\"1\""), "{}", sheet.name);
        assert_eq!(
            sheet.rows.len(),
            book.sheet(sheet.id).unwrap().rows.len(),
            "{}",
            sheet.name
        );
        if sheet.id == "findings" {
            assert_eq!(sheet.columns[..3], whole.columns[..3]);
            seen.extend(sheet.columns.iter().map(|column| &column.title));
        }
    }
    assert_eq!(seen.len(), whole.columns.len());
}

/// Printed, a sheet is read from the left to the right, and a page beside the
/// first says what its rows are about.
#[test]
fn a_wide_sheet_repeats_its_first_column_on_paper() {
    let book = book(&[("hostile.csv", hostile())]);
    let bytes = book.to_xlsx();
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut names = String::new();
    let mut part = archive.by_name("xl/workbook.xml").unwrap();
    part.read_to_string(&mut names).unwrap();
    for (sheet, xml) in book.worksheets().iter().zip(sheets(bytes.clone())) {
        assert!(xml.contains("pageOrder=\"overThenDown\""), "{}", sheet.id);
        let is_wide = !xml.contains("fitToWidth=\"1\"");
        let repeats = names.contains(&format!(">'{0}'!$A:$A,'{0}'!$", sheet.name));
        assert_eq!(repeats, is_wide, "{}", sheet.id);
    }
    for id in ["deadlines", "routes", "guide", "requests"] {
        let name = book.sheet(id).unwrap().name;
        assert!(!names.contains(&format!(">'{name}'!$A:$A,")), "{id}");
    }
}
