//! The woven page holds all of the pack, each part beside its authority.

#![allow(clippy::unwrap_used, reason = "a helper of a test is test code too")]

use rulebook::weave::{Block, Source, weave};
use rulebook::{Mark, Pack};
use serde_json::{Value, json};

/// Every string and number of a document, authorities left out.
fn leaves(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) if fields.contains_key("mark") => {}
        Value::Object(fields) => fields.values().for_each(|field| leaves(field, out)),
        Value::Array(items) => items.iter().for_each(|item| leaves(item, out)),
        Value::String(text) => out.push(text.clone()),
        Value::Number(number) => out.push(number.to_string()),
        Value::Bool(_) | Value::Null => {}
    }
}

#[test]
fn nothing_of_the_pack_is_left_out() {
    let pack = Pack::embedded().unwrap();
    let page = weave(&pack).unwrap();
    let mut all = String::new();
    for block in page.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            Block::Record(record) => {
                all.push_str(&record.title);
                for named in &record.values {
                    all.push_str(&named.value);
                    all.push('\n');
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    all.push_str(cell);
                    all.push('\n');
                }
            }
        }
    }
    let mut expected = Vec::new();
    leaves(&pack.to_value().unwrap(), &mut expected);
    assert!(expected.len() > 3000);
    for leaf in expected {
        assert!(all.contains(&leaf), "{leaf:?}");
    }
}

#[test]
fn every_row_has_its_authority() {
    let page = weave(&Pack::embedded().unwrap()).unwrap();
    // Particulars of the pack itself, worked examples and column titles need none.
    let free = ["header", "self_tests"];
    for section in page
        .sections
        .iter()
        .filter(|section| !free.contains(&section.id.as_str()))
    {
        for block in &section.blocks {
            match block {
                Block::Record(record) => {
                    let bare = record.source.is_none()
                        && record.values.iter().any(|named| named.source.is_none());
                    assert!(!bare, "{}: {}", section.id, record.title);
                }
                Block::Table(table) => {
                    for row in &table.rows {
                        assert!(row.source.is_some(), "{}: {:?}", section.id, row.cells);
                    }
                }
            }
        }
    }
}

#[test]
fn thresholds_are_design_choices_and_tables_lend_their_source() {
    let page = weave(&Pack::embedded().unwrap()).unwrap();
    let section = |id: &str| {
        page.sections
            .iter()
            .find(|section| section.id == id)
            .unwrap()
    };
    let Block::Record(cls1) = &section("detectors/classification").blocks[0] else {
        panic!("a record");
    };
    assert_eq!(cls1.title, "CLS-1 · One product, several tariff numbers");
    let dates = cls1
        .values
        .iter()
        .find(|v| v.name == "min distinct dates")
        .unwrap();
    assert_eq!(
        dates.source.as_ref().map(|source| source.mark),
        Some(Mark::D)
    );
    assert!(
        cls1.source
            .as_ref()
            .unwrap()
            .cite
            .starts_with("19 USC 1484; 19 USC 1485(a)(4)")
    );
    let blocks = &section("holidays").blocks;
    let rows: Vec<&Option<Source>> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table.rows.iter().map(|row| &row.source)),
            Block::Record(_) => None,
        })
        .flatten()
        .collect();
    assert!(
        rows.iter()
            .all(|source| source.as_ref().is_some_and(|source| source.inherited))
    );
}

#[test]
fn the_html_is_one_page_without_addresses() {
    let mut document = Pack::embedded().unwrap().to_value().unwrap();
    document["detectors/classification"][0]["title"] = json!("A <b>bold</b> & \"quoted\" title");
    let pack = Pack::from_value(&document).unwrap();
    let html = weave(&pack).unwrap().html();
    assert!(html.contains("A &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; title"));
    assert!(!html.contains("<b>") && !html.contains("http") && !html.contains("<script"));
    for section in ["detectors-value", "fx-bands", "penalties"] {
        assert!(html.contains(&format!("id=\"{section}\"")), "{section}");
    }
    assert!(html.contains("not yet approved by counsel"));
}
