//! What the targets share: a file read from end to end, with bounds in which a
//! fuzzer finds its way.

use intake::{Limits, inspect, read};
use profile::SourceIx;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::LazyLock;

/// The embedded rule pack.
pub static PACK: LazyLock<rulebook::Pack> =
    LazyLock::new(|| rulebook::Pack::embedded().expect("the embedded pack is valid"));

/// Reads a file as a host does. Whatever it is, it must end in rows that are all
/// accounted for, or in a refusal.
pub fn through(name: &str, bytes: &[u8]) {
    let aliases = |header: &str| PACK.aliases.field_of(&rulebook::normalise_header(header));
    let limits = Limits {
        file: 1 << 20,
        chunk: 4096,
        rows: 10_000,
        part: 4 << 20,
        strings: 4 << 20,
        cells: 200_000,
        ..Limits::default()
    };
    let size = bytes.len() as u64;
    let Ok(inspection) = inspect(name, Cursor::new(bytes), size, &aliases, &limits) else {
        return;
    };
    let Some(plan) = inspection.plan() else {
        return;
    };
    let report = read(
        Cursor::new(bytes),
        &plan,
        SourceIx(0),
        &limits,
        &mut |_| {},
        &mut |_| ControlFlow::Continue(()),
    );
    if let Ok(report) = report {
        let classes: u64 = report.counts.iter().sum();
        assert_eq!(classes, report.rows, "every row is in one class");
    }
}
