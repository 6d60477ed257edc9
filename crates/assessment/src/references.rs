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

/// The year of an edition, where the file name tells it: the export itself has
/// no cell that does. It is the first run of digits that reads as a year since
/// 2000, alone or with a month or a day behind it (`202310`, `20260101`).
fn edition(name: &str) -> Option<i16> {
    name.split(|c: char| !c.is_ascii_digit())
        .find_map(|digits| {
            let (year, rest) = digits.split_at_checked(4)?;
            let year: i16 = year.parse().ok()?;
            let part = |from: usize, most: u8| {
                let part: Option<u8> = rest.get(from..from + 2)?.parse().ok();
                part.filter(|part| (1..=most).contains(part))
            };
            let dated = match rest.len() {
                0 => true,
                2 => part(0, 12).is_some(),
                4 => part(0, 12).is_some() && part(2, 31).is_some(),
                _ => false,
            };
            (dated && (2000..2100).contains(&year)).then_some(year)
        })
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
            ("20260101 tariff.csv", Some(2026)),
            ("202310.csv", Some(2023)),
            ("20261301 tariff.csv", None),
            ("8443321070.csv", None),
            ("export 123456.csv", None),
        ] {
            assert_eq!(edition(name), year, "{name}");
        }
    }
}
