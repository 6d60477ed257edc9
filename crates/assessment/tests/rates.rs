//! Where rates come from: a loaded tariff first, then the files, then what the
//! visitor entered; each is named.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use assessment::{Assessment, Loaded, Session};
use customs::Day;
use exposure::{Entered, Input, SourceKind};
use intake::TableKind;
use sample::Config;
use std::collections::BTreeSet;
use std::io::Cursor;
use std::ops::ControlFlow;
use triggers::context::Answers;

fn load(files: &[(&str, Vec<u8>)]) -> Loaded {
    let mut session = Session::embedded().unwrap();
    for (name, bytes) in files {
        let size = bytes.len() as u64;
        let inspection = session.inspect(name, Cursor::new(bytes), size).unwrap();
        let plan = inspection.plan().unwrap();
        if name.starts_with("tariff") {
            assert_eq!(plan.kind, TableKind::TariffExport);
        }
        session
            .read(name, Cursor::new(bytes), &plan, &mut |_| {
                ControlFlow::Continue(())
            })
            .unwrap();
    }
    session.finish()
}

fn importer(without_duty: bool) -> Vec<(&'static str, Vec<u8>)> {
    let config = Config {
        seed: 1,
        lines: 800,
        ..Config::default()
    };
    let broker = sample::broker_csv(&config);
    if without_duty {
        return vec![("broker.csv", without(&broker, &["Duty Rate", "Duty"]))];
    }
    vec![
        ("es003.csv", sample::es003_csv(&config)),
        ("broker.csv", broker),
    ]
}

/// A file without some of its columns.
fn without(bytes: &[u8], titles: &[&str]) -> Vec<u8> {
    let mut reader = csv::Reader::from_reader(bytes);
    let kept: Vec<bool> = reader
        .headers()
        .unwrap()
        .iter()
        .map(|title| !titles.contains(&title))
        .collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = reader.headers().unwrap().clone();
    for record in std::iter::once(header).chain(reader.records().map(Result::unwrap)) {
        let fields = record.iter().zip(&kept).filter(|(_, kept)| **kept);
        writer.write_record(fields.map(|(field, _)| field)).unwrap();
    }
    writer.into_inner().unwrap()
}

/// A tariff as the USITC exports it, over every number that the importer uses.
fn tariff(loaded: &Loaded) -> Vec<u8> {
    let profile = loaded.profile();
    let numbers: BTreeSet<_> = profile.lines().filter_map(|line| line.hts8()).collect();
    let mut out = String::from(
        "HTS Number,Indent,Description,Unit of Quantity,General Rate of Duty,Special Rate of Duty,\
         Column 2 Rate of Duty,Quota Quantity,Additional Duties\n",
    );
    for (at, number) in numbers.iter().enumerate() {
        let rate = 2 + at % 9;
        out += &format!("{number},2,Goods,[\"No.\"],{rate}.5%,\"Free (A,AU,BH)\",45%,,\n");
    }
    out.into_bytes()
}

fn assess(loaded: &Loaded, entered: &Entered) -> Assessment {
    let as_of = Day::parse("2026-11-24").unwrap();
    loaded.assess(&Answers::default(), entered, as_of)
}

/// Every input of a kind in any figure.
fn inputs(assessment: &Assessment, kind: SourceKind) -> Vec<Input> {
    let mut all = Vec::new();
    let exposure = assessment.exposure.as_ref().unwrap();
    exposure.walk(&mut |figure| {
        let inputs = figure.derivation.inputs.iter();
        all.extend(inputs.filter(|input| input.source.kind == kind).cloned());
    });
    all
}

#[test]
fn a_loaded_tariff_comes_first_and_is_named() {
    let mut files = importer(false);
    let plain = load(&files);
    let before = assess(&plain, &Entered::default());
    assert_eq!(inputs(&before, SourceKind::Tariff), []);
    assert!(!inputs(&before, SourceKind::Observed).is_empty());

    files.push(("tariff-2026.csv", tariff(&plain)));
    let loaded = load(&files);
    assert_eq!(loaded.book().unwrap().name, "tariff-2026.csv");
    // The tariff is no entry: nothing else changes.
    assert_eq!(loaded.profile().len(), plain.profile().len());
    let after = assess(&loaded, &Entered::default());
    let from_tariff = inputs(&after, SourceKind::Tariff);
    assert!(!from_tariff.is_empty());
    for input in &from_tariff {
        assert!(
            input.source.detail.contains("tariff-2026.csv"),
            "{}",
            input.source.detail
        );
    }
    // Files in another order say the same.
    files.rotate_right(1);
    let turned = assess(&load(&files), &Entered::default());
    assert_eq!(turned.exposure, after.exposure);
}

#[test]
fn entered_rates_serve_where_no_other_source_has_one() {
    let loaded = load(&importer(true));
    let silent = assess(&loaded, &Entered::default());
    let loss = |a: &Assessment| a.exposure.as_ref().unwrap().total.readings[0].loss.amount;
    // The assessment says which rates to ask for, most goods value first.
    let missing = silent.exposure.as_ref().unwrap().missing_rates.clone();
    assert!(missing.is_sorted_by(|a, b| a.value >= b.value) && !missing.is_empty());
    let profile = loaded.profile();
    let numbers: BTreeSet<_> = profile.lines().filter_map(|line| line.hts8()).collect();
    assert!(missing.iter().all(|rate| numbers.contains(&rate.number)));
    let entered = Entered {
        numbers: (1..)
            .zip(&numbers)
            .map(|(at, number)| (*number, rust_decimal::Decimal::new(at % 20, 2)))
            .collect(),
        ..Entered::default()
    };
    let told = assess(&loaded, &entered);
    let left = &told.exposure.as_ref().unwrap().missing_rates;
    assert!(left.is_empty(), "{left:?}");
    // A fee that an entry did not bear needs no rate of duty: it is in both.
    assert!(loss(&told) > loss(&silent));
    assert!(!inputs(&told, SourceKind::Entered).is_empty());
    assert_eq!(inputs(&told, SourceKind::Observed), []);
}
