//! `cargo xtask trigger ID name_of_it`: a new trigger, ready to be written.
//!
//! A trigger is one file of code with its cases, one record of the rule pack and
//! a place in the list of all triggers. This makes the first two from templates
//! and the list anew, so that the workspace builds and the new trigger says *not
//! assessed* until it is written. Without arguments it makes the list alone.
//!
//! The list is read off the folder: `cls1_several_numbers.rs` is CLS-1. Its
//! order is that of the pack's records, which is the order of results.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::project;
use crate::shell::{cargo, run};

const CATALOGUE: &str = "crates/triggers/src/catalogue";
const RECORDS: &str = "crates/rulebook/pack/detectors";

/// The files of records, in the order in which results are shown.
const CATEGORIES: [&str; 10] = [
    "classification",
    "value",
    "trade_remedies",
    "history",
    "origin",
    "preference",
    "sector",
    "records",
    "controls",
    "data_quality",
];

/// Makes a new trigger, or with nothing given the list of triggers alone.
///
/// # Errors
///
/// When the id or the name is none, is taken, or a file can't be written.
pub(crate) fn trigger(id: Option<&str>, name: Option<&str>, category: Option<&str>) -> Result<()> {
    let root = project::root();
    if let Some(id) = id {
        let name =
            name.context("say what it is called, such as `cargo xtask trigger CLS-10 name_of_it`")?;
        for file in scaffold(root, id, name, category)? {
            println!("{file}");
        }
    }
    let list = list(root)?;
    fs::write(root.join(CATALOGUE).join("mod.rs"), list)?;
    println!("{CATALOGUE}/mod.rs");
    run(cargo().args(["fmt", "--package", "triggers"]))
}

/// Writes the file and the record of a new trigger; gives their places.
fn scaffold(root: &Path, id: &str, name: &str, category: Option<&str>) -> Result<[String; 2]> {
    let (family, number) = parts(id).with_context(|| format!("{id} is no id such as CLS-10"))?;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    ensure!(
        !name.is_empty() && name.chars().all(plain),
        "{name} is no name such as several_numbers"
    );
    let records = records(root)?;
    ensure!(
        records.iter().all(|(_, known)| known != id),
        "there is a record of {id} in the pack"
    );
    let like = format!("{family}-");
    let category = match category {
        Some(category) => category,
        None => records
            .iter()
            .find(|(_, known)| known.starts_with(&like))
            .map(|(category, _)| *category)
            .with_context(|| {
                format!("{family} is a new family: say its category with --category")
            })?,
    };
    ensure!(
        CATEGORIES.contains(&category),
        "the categories are {}",
        CATEGORIES.join(", ")
    );
    let record = format!("{RECORDS}/{category}.json");
    let text = fs::read_to_string(root.join(&record))?;
    let words = in_words(name);
    fs::write(
        root.join(&record),
        with_record(&text, id, &words, category)?,
    )?;
    let code = format!(
        "{CATALOGUE}/{}{number}_{name}.rs",
        family.to_ascii_lowercase()
    );
    let of = |template: &str| template.replace("@ID@", id).replace("@WORDS@", &words);
    fs::write(root.join(&code), of(CODE))?;
    Ok([code, record])
}

/// The family and the number of an id.
fn parts(id: &str) -> Option<(&str, u32)> {
    let (family, number) = id.split_once('-')?;
    let capital = !family.is_empty() && family.bytes().all(|b| b.is_ascii_uppercase());
    let number = number.parse().ok().filter(|number| *number > 0)?;
    capital.then_some((family, number))
}

/// `several_numbers` as "Several numbers".
fn in_words(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => words,
    }
}

/// A file of records with one more at its end.
fn with_record(text: &str, id: &str, words: &str, category: &str) -> Result<String> {
    let Some(before) = text.trim_end().strip_suffix(']') else {
        bail!("{category}.json does not end a list");
    };
    let record = RECORD
        .replace("@ID@", id)
        .replace("@WORDS@", words)
        .replace("@CATEGORY@", category);
    Ok(format!("{},\n{record}]\n", before.trim_end()))
}

/// The ids of all records with their categories, in the order of results.
fn records(root: &Path) -> Result<Vec<(&'static str, String)>> {
    let mut all = Vec::new();
    for category in CATEGORIES {
        let path = root.join(RECORDS).join(format!("{category}.json"));
        let text =
            fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        // A record stands two deep; what stands deeper has ids of other things.
        let ids = text
            .lines()
            .filter_map(|line| line.strip_prefix("    \"id\": \"")?.strip_suffix("\","));
        all.extend(ids.map(|id| (category, id.to_owned())));
    }
    Ok(all)
}

/// The text of the list of all triggers.
fn list(root: &Path) -> Result<String> {
    let mut modules: Vec<(String, u32, String)> = Vec::new();
    for entry in fs::read_dir(root.join(CATALOGUE))? {
        let path = entry?.path();
        let stem = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.extension().is_some_and(|extension| extension == "rs") && stem != "mod" {
            let (head, _) = stem
                .split_once('_')
                .with_context(|| format!("{stem} has no name"))?;
            let digits = head.trim_start_matches(|c: char| c.is_ascii_lowercase());
            let family = head.strip_suffix(digits).unwrap_or(head).to_owned();
            let number = digits
                .parse()
                .with_context(|| format!("{stem} has no number"))?;
            modules.push((family, number, stem));
        }
    }
    // As the formatter sorts them.
    modules.sort_by(|a, b| a.2.cmp(&b.2));
    let mut text = HEAD.to_owned();
    for (_, _, module) in &modules {
        text.push_str(&format!("mod {module};\n"));
    }
    text.push_str(MIDDLE);
    let records = records(root)?;
    for (_, id) in &records {
        let of = |(family, number, _): &&(String, u32, String)| {
            parts(id) == Some((family.to_ascii_uppercase().as_str(), *number))
        };
        let (_, _, module) = modules
            .iter()
            .find(of)
            .with_context(|| format!("no file in {CATALOGUE} is of {id}"))?;
        text.push_str(&format!(
            "    Trigger {{\n        id: \"{id}\",\n        assess: {module}::assess,\n    }},\n"
        ));
    }
    ensure!(
        modules.len() == records.len(),
        "{} files in {CATALOGUE}, {} records in the pack",
        modules.len(),
        records.len()
    );
    text.push_str("];\n");
    Ok(text)
}

const HEAD: &str = "\
//! The catalogue: one file a trigger.
//!
//! Each file says in a sentence or two what its trigger means, declares the
//! thresholds that it reads from the pack, detects, runs the innocent
//! explanations, and carries its tests as small tables of lines with the
//! expected finding beside them.
//!
//! This list is made by `cargo xtask trigger` from the files in this folder, in
//! the order of the pack's records.

";

const MIDDLE: &str = "
pub use crate::trigger::{Trigger, run};

/// Every trigger, in the order in which results are shown.
pub const ALL: &[Trigger] = &[
";

const CODE: &str = "\
//! **@ID@** @WORDS@: say in a sentence or two what an auditor would ask about.

use crate::context::Context;
use crate::draft;
use crate::finding::Outcome;
use rulebook::{Detector, PackError};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Distinct entry dates below which nothing is said.
    min_dates: usize,
}

/// See the module.
pub(super) fn assess(_cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    // Nothing is looked for yet, so nothing has the support that it would need.
    Ok(draft::too_thin(detector, thresholds.min_dates, 0))
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, rows};

    const UNWRITTEN: &[&str] = &[\"not assessed: 0 of 3\"];

    fn line() -> Case {
        rows(\"date sku hts value\\n2024-03-01 AB-1 7318155010 1000\")
    }

    /// To write: what an auditor would ask about.
    #[test]
    fn positive() {
        check(\"@ID@\", &[(\"nothing is said yet\", line(), UNWRITTEN)]);
    }

    /// To write: what only looks like it.
    #[test]
    fn negative() {
        check(\"@ID@\", &[(\"nothing is said yet\", line(), UNWRITTEN)]);
    }

    /// To write: at every threshold of the pack, and a step each side of it.
    #[test]
    fn boundary() {
        check(\"@ID@\", &[(\"nothing is said yet\", line(), UNWRITTEN)]);
    }

    /// To write: each explanation of the pack's record.
    #[test]
    fn exculpated() {
        check(\"@ID@\", &[(\"nothing is said yet\", line(), UNWRITTEN)]);
    }
}
";

const RECORD: &str = r#"  {
    "id": "@ID@",
    "title": "@WORDS@",
    "meaning": "Say in one or two plain sentences what was seen and why it is asked about.",
    "category": "@CATEGORY@",
    "weight": "0.5",
    "needs": ["hts", "entry_date", "goods_value"],
    "thresholds": {"min_dates": 3},
    "patterns": {"seen": "@WORDS@"},
    "checks": [
      {
        "id": "recorded",
        "question": "Does the record itself explain it?",
        "explains": "The record explains it.",
        "rejects": "Nothing in the record explains it."
      }
    ],
    "questions": ["What should the importer be asked?"],
    "action": "Name the first thing to do.",
    "evidence_title": "Name what the rows show",
    "unlock": "Not written yet.",
    "authority": {"mark": "D", "note": "New, with neither law nor numbers yet."}
  }
"#;

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    /// The parts of the project that a new trigger touches, in a folder of
    /// their own.
    fn copied(name: &str) -> PathBuf {
        let place = std::env::temp_dir().join(format!("lookback-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&place);
        for folder in [CATALOGUE, RECORDS] {
            fs::create_dir_all(place.join(folder)).unwrap();
            for entry in fs::read_dir(project::root().join(folder)).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() {
                    let file = path.file_name().unwrap();
                    fs::copy(&path, place.join(folder).join(file)).unwrap();
                }
            }
        }
        place
    }

    #[test]
    fn the_list_is_that_of_the_files() {
        let made = list(project::root()).unwrap();
        let kept = fs::read_to_string(project::root().join(CATALOGUE).join("mod.rs")).unwrap();
        assert_eq!(made, kept, "run `cargo xtask trigger`");
    }

    #[test]
    fn a_new_trigger_is_one_file_one_record_and_a_place_in_the_list() {
        let root = copied("new-trigger");
        let before = list(&root).unwrap();
        let made = scaffold(&root, "CLS-77", "tried_out", None).unwrap();
        assert_eq!(
            made,
            [
                format!("{CATALOGUE}/cls77_tried_out.rs"),
                format!("{RECORDS}/classification.json")
            ]
        );
        let after = list(&root).unwrap();
        let added: Vec<&str> = after.lines().filter(|line| line.contains("77")).collect();
        assert_eq!(
            added,
            [
                "mod cls77_tried_out;",
                "        id: \"CLS-77\",",
                "        assess: cls77_tried_out::assess,"
            ]
        );
        assert_eq!(after.lines().count(), before.lines().count() + 5);
        let again = scaffold(&root, "CLS-77", "tried_out", None).unwrap_err();
        assert!(again.to_string().contains("there is a record of CLS-77"));
        for (id, name, says) in [
            ("cls-9", "x", "no id"),
            ("CLS-0", "x", "no id"),
            ("CLS-78", "Tried", "no name"),
            ("NEW-1", "x", "--category"),
        ] {
            let refused = scaffold(&root, id, name, None).unwrap_err().to_string();
            assert!(refused.contains(says), "{refused}");
        }
        scaffold(&root, "NEW-1", "other", Some("records")).unwrap();
        assert!(list(&root).unwrap().contains("new1_other::assess"));
        fs::remove_dir_all(root).unwrap();
    }
}
