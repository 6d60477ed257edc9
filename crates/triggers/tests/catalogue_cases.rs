//! Every trigger carries its cases: found, not found, each side of its
//! thresholds, and explained. This reads the catalogue as it is written, so that
//! a new trigger can't do without.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The tables that each trigger's tests have, by the name of the test.
const TABLES: [&str; 4] = ["positive", "negative", "boundary", "exculpated"];

/// Lines beyond which a file is split.
const MOST_LINES: usize = 600;

/// The sources of each trigger, by its module: the file, and those in the folder
/// beside it.
fn sources() -> BTreeMap<String, Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalogue");
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let module = path.file_stem().unwrap().to_string_lossy().into_owned();
        let files = if path.is_dir() {
            let inside = fs::read_dir(&path).unwrap();
            inside.map(|file| file.unwrap().path()).collect()
        } else {
            vec![path]
        };
        if module != "mod" {
            let texts = files.iter().map(|file| fs::read_to_string(file).unwrap());
            all.entry(module).or_default().extend(texts);
        }
    }
    all
}

/// The body of a test in a source, if it has one of that name.
fn test_of<'s>(source: &'s str, name: &str) -> Option<&'s str> {
    let head = format!("fn {name}() {{");
    let (before, rest) = source.split_once(&head)?;
    let before = before.trim_end();
    let indent = source.lines().find(|line| line.contains(&head))?;
    let indent = indent.len() - indent.trim_start().len();
    let close = format!("\n{}}}", " ".repeat(indent));
    let body = rest.split_once(&close).map_or(rest, |(body, _)| body);
    before.ends_with("#[test]").then_some(body)
}

#[test]
fn every_trigger_has_its_four_tables() {
    let mut lacking = Vec::new();
    let all = sources();
    assert_eq!(all.len(), triggers::catalogue::ALL.len());
    for (module, texts) in &all {
        for table in TABLES {
            let body = texts.iter().find_map(|text| test_of(text, table));
            match body {
                None => lacking.push(format!("{module} has no test {table}")),
                // A table names its trigger and has a case at least.
                Some(body) if !body.contains("check(") || !body.contains("&[") => {
                    lacking.push(format!("{module}: {table} checks no table"));
                }
                Some(_) => {}
            }
        }
    }
    assert!(lacking.is_empty(), "{}", lacking.join("\n"));
}

#[test]
fn no_file_grows_too_long() {
    for (module, texts) in sources() {
        for text in texts {
            let lines = text.lines().count();
            assert!(lines <= MOST_LINES, "{module} has a file of {lines} lines");
        }
    }
}

/// The reading itself is not fooled by a name or a test without a table.
#[test]
fn what_counts_as_a_table() {
    let source = "
        #[test]
        fn positive() {
            check(\"X-1\", &[(\"a\", b(), &[])]);
        }
        fn negative() {
            check(\"X-1\", &[]);
        }";
    assert!(test_of(source, "positive").is_some_and(|body| body.contains("check(")));
    assert!(!test_of(source, "positive").unwrap().contains("negative"));
    assert_eq!(test_of(source, "negative"), None);
    assert_eq!(test_of(source, "boundary"), None);
}
