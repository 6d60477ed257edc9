//! Entry lines as rows to show.

use crate::model::EvidenceRow;
use customs::EntryNumber;
use profile::{LineIx, Profile};

/// The rows of some lines.
#[must_use]
pub fn rows(profile: &Profile, lines: &[LineIx]) -> Vec<EvidenceRow> {
    lines.iter().map(|ix| row(profile, *ix)).collect()
}

/// An entry line as a row.
#[must_use]
pub fn row(profile: &Profile, ix: LineIx) -> EvidenceRow {
    let line = profile.line(ix);
    let at = line.row();
    EvidenceRow {
        table: at.map_or(0, |at| at.source.0),
        row: at.map_or(0, |at| at.row),
        entry: EntryNumber::parse(line.entry())
            .map_or_else(|_| line.entry().to_owned(), |number| number.to_string()),
        line: line.line_no(),
        date: line.entry_date(),
        filer: line.filer().to_owned(),
        hts: line.hts(),
        additional: line.additional().collect(),
        origin: line.origin(),
        sku: line.sku().to_owned(),
        description: line.description().to_owned(),
        quantity: line.quantity().map_or_else(String::new, |quantity| {
            line.unit()
                .map_or_else(|| quantity.grouped(), |unit| unit.of(quantity))
        }),
        value: line.value(),
        duty: line.duty(),
    }
}

/// A tax ID with all but its last two characters hidden. Importer numbers may
/// be Social Security numbers.
#[must_use]
pub fn masked(importer: &str) -> String {
    let count = importer.chars().count();
    importer
        .chars()
        .enumerate()
        .map(|(at, c)| {
            if c.is_alphanumeric() && at + 2 < count {
                '•'
            } else {
                c
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tax_ids_are_hidden() {
        assert_eq!(masked("12-3456789XX"), "••-•••••••XX");
        assert_eq!(masked("123-45-6789"), "•••-••-••89");
        assert_eq!(masked(""), "");
    }
}
