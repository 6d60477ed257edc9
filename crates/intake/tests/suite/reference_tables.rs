//! The tariff's export, unit values of an industry, rule packs and sessions.

use intake::{
    Cause, Limits, Record, RowClass, ScheduleRate, TableKind, TableReport, inspect, read,
    special_rates,
};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;

fn records(bytes: &[u8], mut each: impl FnMut(Record<'_>)) -> TableReport {
    let limits = Limits::default();
    let aliases = crate::common::aliases();
    let size = bytes.len() as u64;
    let inspection = inspect("file", Cursor::new(bytes), size, &aliases, &limits).unwrap();
    let plan = inspection.plan().unwrap();
    read(
        Cursor::new(bytes),
        &plan,
        profile::SourceIx(0),
        &limits,
        &mut each,
        &mut |_| ControlFlow::Continue(()),
    )
    .unwrap()
}

const TARIFF: &str = "\u{feff}HTS Number,Indent,Description,Unit of Quantity,General Rate of Duty,Special Rate of Duty,Column 2 Rate of Duty,Quota Quantity,Additional Duties
\"0101\",\"0\",\"Live horses:\",\"\",\"\",\"\",\"\",\"\",\"\"
\"\",\"1\",\"Horses:\",\"\",\"\",\"\",\"\",\"\",\"\"
\"0101.30.00.00\",\"1\",\"<i>Asses</i>\",\"[\"\"No.\"\"]\",\"6.8%\",\"Free (A+,AU)\",\"15%\",\"\",\"\"
\"9903.88.03\",\"0\",\"Articles\",\"\",\"The duty provided in the applicable subheading + 25%\",\"No change\",\"See note\",\"\",\"\"
";

#[test]
fn the_tariff_keeps_its_rows_and_rates() {
    let mut rows = Vec::new();
    let report = records(TARIFF.as_bytes(), |record| {
        if let Record::Tariff(row) = record {
            let programs: usize = special_rates(row.special).map(|(_, spi)| spi.len()).sum();
            rows.push((
                row.hts.map(|hts| hts.to_string()),
                row.description.to_owned(),
                row.general.plain_ppm(),
                programs,
            ));
        }
    });
    assert_eq!(report.kind, TableKind::TariffExport);
    assert_eq!(report.count(RowClass::Used), 4);
    assert_eq!(rows[1], (None, "Horses:".into(), None, 0));
    assert_eq!(
        rows[2],
        (Some("0101.30.0000".into()), "Asses".into(), Some(68_000), 2)
    );
    assert_eq!(report.issues.len(), 1);
    assert_eq!(report.issues[0].cause, Cause::ScheduleRate);
}

#[test]
fn both_forms_of_the_real_export_are_understood() {
    for (file, least) in [
        ("htsdata_2023-10_usitc_export.csv", 35_000),
        ("htsdata_2025-07_usitc_export.xlsx", 35_000),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../../shared/data/hts")
            .join(file);
        let Ok(bytes) = std::fs::read(path) else {
            println!("skipped: {file} is not there");
            continue;
        };
        let (mut stated, mut other) = (0u32, 0u32);
        let report = records(&bytes, |record| {
            if let Record::Tariff(row) = record {
                match row.general {
                    ScheduleRate::Blank => {}
                    ScheduleRate::Other => other += 1,
                    _ => stated += 1,
                }
            }
        });
        assert!(report.count(RowClass::Used) > least, "{file}");
        let share = f64::from(other) / f64::from(stated + other);
        println!("{file}: {stated} general rates understood, {other} not ({share:.3})");
        assert!(share < 0.03, "{file}: {share}");
    }
}

#[test]
fn a_benchmark_gives_its_unit_values() {
    let config = sample::Config {
        lines: 400,
        ..sample::Config::default()
    };
    let bytes = sample::benchmark_csv(&config);
    let mut rows = 0;
    let report = records(&bytes, |record| {
        if let Record::Benchmark(row) = record {
            rows += 1;
            assert!(row.hts.is_some() && row.origin.is_some() && row.unit.is_some());
            assert!(row.p5 <= row.p25 && row.p25 <= row.median && row.median <= row.p75);
        }
    });
    assert_eq!(report.kind, TableKind::Benchmark);
    assert!(report.issues.is_empty());
    assert_eq!(report.count(RowClass::Used), rows);
}
