//! The pack fails closed: what it says of itself on a day.

#![allow(clippy::unwrap_used, reason = "a helper of a test is test code too")]

use customs::Day;
use rulebook::{Pack, fill};
use std::path::Path;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn past_its_dates_a_pack_says_so() {
    let mut pack = Pack::embedded().unwrap();
    let on = |pack: &Pack, text: &str| pack.standing(day(text));
    let verified = on(&pack, "2026-10-09");
    assert!(!verified.past_verified && !verified.past_review && !verified.approved);
    assert_eq!(
        verified.banners,
        ["This rule pack is not yet approved by counsel."]
    );
    let later = on(&pack, "2026-10-10");
    assert!(later.past_verified && !later.past_review);
    assert_eq!(
        later.banners[0],
        "Law and rates after 2026-10-09 are not verified."
    );
    assert!(!on(&pack, "2026-11-09").past_review);
    let overdue = on(&pack, "2026-11-10");
    assert!(overdue.past_review);
    assert_eq!(overdue.banners.len(), 3);
    pack.header.approved_by = Some("Counsel".into());
    assert!(on(&pack, "2026-10-09").banners.is_empty());
}

#[test]
fn values_go_into_texts() {
    let pack = Pack::embedded().unwrap();
    let header = pack.texts.result_header.fill(&[
        ("version", "1"),
        ("date", "2026-10-09"),
        ("list", "origin"),
    ]);
    assert!(header.contains("rule pack 1, as of 2026-10-09"), "{header}");
    assert_eq!(fill("{a} {b} {", &[("a", "1")]), "1 {b} {");
    assert_eq!(
        pack.texts.meaning("mpf"),
        Some("Merchandise processing fee.")
    );
}

#[test]
fn forbidden_words_are_found_as_whole_words() {
    let forbidden = Pack::embedded().unwrap().forbidden;
    for (text, found) in [
        ("You  VIOLATED the statute", Some("you violated")),
        ("This file is safe.", Some("safe")),
        ("Import safety and safeguards", None),
        ("a non-compliant entry", Some("compliant")),
        ("This is not a finding of compliance.", None),
        ("It does not determine that a violation occurred.", None),
        (
            "We see that a violation occurred.",
            Some("violation occurred"),
        ),
        (
            "You don\u{2019}t need to disclose",
            Some("you don't need to"),
        ),
    ] {
        assert_eq!(forbidden.find(text), found, "{text}");
    }
}

#[test]
fn every_trigger_of_the_catalogue_has_a_record() {
    let pack = Pack::embedded().unwrap();
    let families = [
        ("CLS", 9),
        ("BRK", 1),
        ("VAL", 9),
        ("TRD", 2),
        ("ADC", 4),
        ("ORG", 5),
        ("PRF", 8),
        ("SEC", 1),
        ("HIS", 4),
        ("COR", 1),
        ("REC", 2),
        ("CTL", 1),
        ("DQ", 1),
    ];
    for (family, last) in families {
        for number in 1..=last {
            let id = format!("{family}-{number}");
            let detector = pack.detector(&id).unwrap_or_else(|| panic!("{id}"));
            assert!(!detector.checks.is_empty(), "{id}");
            assert!(!detector.questions.is_empty(), "{id}");
        }
    }
}

/// The pack travels inside the page, so its weight counts.
#[test]
fn the_files_stay_small_and_all_of_them_are_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("pack");
    let mut names = Vec::new();
    let mut bytes = 0;
    for folder in [root.clone(), root.join("detectors")] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                bytes += std::fs::metadata(&path).unwrap().len();
                let name = path.strip_prefix(&root).unwrap().with_extension("");
                names.push(name.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    let document = Pack::embedded().unwrap().to_value().unwrap();
    let mut keys: Vec<&String> = document.as_object().unwrap().keys().collect();
    keys.sort();
    names.sort();
    assert!(names.iter().eq(keys), "{names:?}");
    assert!(bytes < 360_000, "{bytes}");
}

#[test]
fn files_and_the_one_document_are_the_same_pack() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("pack");
    let document = Pack::embedded().unwrap().to_value().unwrap();
    let files: Vec<(String, String)> = document
        .as_object()
        .unwrap()
        .keys()
        .map(|key| {
            (
                key.clone(),
                std::fs::read_to_string(root.join(format!("{key}.json"))).unwrap(),
            )
        })
        .collect();
    let read = Pack::from_files(
        files
            .iter()
            .map(|(key, text)| (key.as_str(), text.as_str())),
    );
    assert_eq!(read.unwrap(), Pack::embedded().unwrap());
    let broken = Pack::from_files([("header", "{"), ("fees", "[")]).unwrap_err();
    assert_eq!(broken.len(), 2);
}

#[test]
fn an_invalid_pack_leaves_the_one_in_force() {
    let mut pack = Pack::embedded().unwrap();
    let mut document = pack.to_value().unwrap();
    document["header"]["version"] = "2027.1.0".into();
    document["header"]["changelog"][0]["version"] = "2027.1.0".into();
    let good = format!("\u{feff}{document}");
    document["fees"]["mpf"]["years"][3]["min"] = 27.75.into();
    let bad = document.to_string();
    pack.replace(good.as_bytes()).unwrap();
    assert_eq!(pack.header.version, "2027.1.0");
    let before = pack.clone();
    for (bytes, path) in [
        (bad.as_bytes(), "fees.mpf.years[3].min"),
        (b"{\"header\": ", "document"),
        (b"[]", "document"),
        (b"{}", "header"),
        (b"\xff{}", "document"),
        (b"entry,line\n1,2\n", "document"),
    ] {
        let faults = pack.replace(bytes).unwrap_err();
        assert_eq!(faults[0].path, path);
        assert_eq!(pack, before);
    }
}

#[test]
fn the_one_file_begins_with_what_it_is() {
    let text = Pack::embedded().unwrap().to_json().unwrap();
    assert!(text.starts_with("{\n  \"header\": {\n    \"pack_id\": \"lookback-default\""));
    assert_eq!(
        Pack::from_bytes(text.as_bytes()).unwrap(),
        Pack::embedded().unwrap()
    );
}
