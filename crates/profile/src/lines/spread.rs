//! What a set of lines spreads over.

use super::{LineIx, Profile};
use customs::{Country, Days};

/// What lines spread over: their dates, entries, brokers and origins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Distinct entry dates.
    pub dates: Days,
    /// How many distinct entries.
    pub entries: usize,
    /// Distinct filer codes, as places in [`Profile::texts`].
    pub filers: Vec<u32>,
    /// Distinct countries of origin.
    pub origins: Vec<Country>,
}

impl Profile {
    /// What these lines spread over. A header, a supply relation and an entry are
    /// each asked once, whatever the count of lines.
    #[must_use]
    pub fn spread(&self, lines: &[LineIx]) -> Spread {
        let headers = distinct(&self.lines.header, lines);
        let headers = headers.iter().filter_map(|ix| self.headers.get(*ix));
        let mut filers: Vec<u32> = headers.clone().map(|header| header.filer).collect();
        filers.retain(|filer| *filer != 0);
        filers.sort_unstable();
        filers.dedup();
        let parties = distinct(&self.lines.party, lines);
        let parties = parties.iter().filter_map(|ix| self.parties.get(*ix));
        let mut origins: Vec<Country> = parties.filter_map(|party| party.origin).collect();
        origins.sort_unstable();
        origins.dedup();
        Spread {
            dates: headers.filter_map(|header| header.entry_date).collect(),
            entries: distinct(&self.lines.entry, lines).len(),
            filers,
            origins,
        }
    }

    /// Distinct entry dates of lines.
    #[must_use]
    pub fn dates(&self, lines: &[LineIx]) -> Days {
        let headers = distinct(&self.lines.header, lines);
        let headers = headers.iter().filter_map(|ix| self.headers.get(*ix));
        headers.filter_map(|header| header.entry_date).collect()
    }
}

/// What stands in a column at these lines, each once, in order.
fn distinct(column: &[u32], lines: &[LineIx]) -> Vec<u32> {
    let at = |line: &LineIx| column.get(line.0 as usize).copied();
    let mut all: Vec<u32> = lines.iter().filter_map(at).collect();
    // Neighbouring lines are often of one entry.
    all.dedup();
    all.sort_unstable();
    all.dedup();
    all
}
