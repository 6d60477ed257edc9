//! The four-row ES-003 sample of `../shared/data/ace`.

use crate::common::try_read;
use intake::{Limits, RowClass, TableKind};
use profile::Grain;
use std::path::Path;

#[test]
fn four_rows_are_used() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/ace/ace_es003_four_row_sample.csv");
    let Ok(bytes) = std::fs::read(path) else {
        println!("skipped: the ACE sample is not there");
        return;
    };
    let outcome = try_read(&bytes, &Limits::default()).unwrap();
    assert_eq!(outcome.report.kind, TableKind::Es003);
    assert_eq!(outcome.report.grain, Grain::Ordinal);
    assert_eq!(outcome.count(RowClass::Header), 1);
    assert_eq!(outcome.count(RowClass::Used), 4);
    assert_eq!(
        outcome.hts(),
        ["9903.01.28", "3923.90.0080", "9903.01.28", "3923.90.0080"]
    );
    let [first, second, ..] = &outcome.rows[..] else {
        panic!("four rows");
    };
    assert_eq!((first.value, first.duty), (Some(0), Some(85_000)));
    assert_eq!((second.value, second.duty), (Some(1_000_000), Some(30_000)));
    assert_eq!(second.entry_date, "2025-04-08");
    assert_eq!(second.origin, "IN");
    assert_eq!(second.port, "4601");
}
