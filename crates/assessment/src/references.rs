//! Rows of the tariff export and of a benchmark as what triggers set lines
//! against.

use customs::Hts;
use intake::{BenchmarkRow, ScheduleRate, TariffRow, special_rates};
use profile::References;
use profile::references::{Period, SpecialColumn, UnitValues};

/// Takes in a row of the tariff export of this file name.
pub(crate) fn tariff(references: &mut References, name: &str, row: &TariffRow<'_>) {
    // A row without a rate of its own leaves it to the row above.
    let Some(number) = row.hts.filter(|_| row.general != ScheduleRate::Blank) else {
        return;
    };
    let column = SpecialColumn {
        programmes: special_rates(row.special)
            .flat_map(|(_, programmes)| programmes)
            .collect(),
        free: row.general == ScheduleRate::Free,
    };
    references.schedule.push(edition(name), number, column);
}

/// Takes in a row of an industry's unit values. One without a number or an
/// origin, or of a period that can't be read, says nothing about any line.
pub(crate) fn benchmark(references: &mut References, row: &BenchmarkRow<'_>) {
    let period = Period::parse(row.period);
    let is_placed = period.is_some() || row.period.is_empty();
    let (Some(number), Some(origin), true) = (row.hts, row.origin, is_placed) else {
        return;
    };
    let number: Hts = number.unpadded();
    let values = UnitValues {
        period,
        unit: row.unit,
        median: row.median,
        p5: row.p5,
    };
    references.benchmark.push(number, origin, values);
}

/// The year of an edition, where the file name tells it: the first four digits
/// that stand alone and read as a year since 2000.
fn edition(name: &str) -> Option<i16> {
    name.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .find(|year| (2000..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions() {
        for (name, year) in [
            ("htsdata_2023-10.csv", Some(2023)),
            ("hts_2026_revision_16.xlsx", Some(2026)),
            ("htsdata (3).csv", None),
            ("20260101 tariff.csv", None),
        ] {
            assert_eq!(edition(name), year, "{name}");
        }
    }
}
