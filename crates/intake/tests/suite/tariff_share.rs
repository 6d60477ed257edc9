//! How many rates of the real tariff exports are understood: shared by the test
//! and by the command that writes the table.

use intake::{Aliases, Limits, Record, ScheduleRate, inspect, read, special_rates};
use profile::SourceIx;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;

/// Both forms of the export.
pub const FILES: [&str; 2] = [
    "htsdata_2023-10_usitc_export.csv",
    "htsdata_2025-07_usitc_export.xlsx",
];

/// How the rates of one column came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Free.
    pub free: u64,
    /// A percentage of the value alone.
    pub percent: u64,
    /// An amount for each unit, or several parts added up.
    pub specific: u64,
    /// The duty of another provision, with or without something on top.
    pub applicable: u64,
    /// Worded otherwise: counted as not understood.
    pub other: u64,
}

impl Column {
    fn add(&mut self, rate: ScheduleRate<'_>) {
        match rate {
            ScheduleRate::Blank => {}
            ScheduleRate::Free => self.free += 1,
            ScheduleRate::Sum { .. } if rate.plain_ppm().is_some() => self.percent += 1,
            ScheduleRate::Sum { .. } => self.specific += 1,
            ScheduleRate::Applicable { .. } => self.applicable += 1,
            ScheduleRate::Other => self.other += 1,
        }
    }

    /// Rates that are understood.
    pub fn understood(&self) -> u64 {
        self.free + self.percent + self.specific + self.applicable
    }

    /// The share that is not understood, from 0 to 1.
    pub fn share_of_other(&self) -> f64 {
        self.other as f64 / (self.understood() + self.other).max(1) as f64
    }
}

/// How a whole export came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tariff {
    pub rows: u64,
    pub used: u64,
    pub with_number: u64,
    pub general: Column,
    /// Rates of preference programs, one for each rate in the cell.
    pub special: Column,
    pub column_2: Column,
    /// Rates of the general column and of column 2 that are noted as issues.
    pub noted: u64,
}

/// Reads one export; nothing where it is not there.
pub fn tariff(file: &str, aliases: &dyn Aliases) -> Option<Tariff> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/hts");
    let bytes = std::fs::read(folder.join(file)).ok()?;
    let (size, limits) = (bytes.len() as u64, Limits::default());
    let plan = inspect(file, Cursor::new(&bytes), size, aliases, &limits)
        .ok()?
        .plan()?;
    let mut seen = Tariff::default();
    let report = read(
        Cursor::new(&bytes),
        &plan,
        SourceIx(0),
        &limits,
        &mut |record| {
            if let Record::Tariff(row) = record {
                seen.with_number += u64::from(row.hts.is_some());
                seen.general.add(row.general);
                seen.column_2.add(row.column_2);
                let mut none = true;
                for (rate, _) in special_rates(row.special) {
                    seen.special.add(rate);
                    none = false;
                }
                // “No change”, of chapter 99, names no program.
                if none {
                    seen.special.add(ScheduleRate::parse(row.special));
                }
            }
        },
        &mut |_| ControlFlow::Continue(()),
    )
    .ok()?;
    seen.rows = report.rows;
    seen.used = report.count(intake::RowClass::Used);
    let rates = report
        .issues
        .iter()
        .filter(|i| i.cause == intake::Cause::ScheduleRate);
    seen.noted = rates.map(|issue| issue.rows.count()).sum();
    Some(seen)
}
