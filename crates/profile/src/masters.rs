//! The importer's own product lists.
//!
//! A product master says what the importer itself holds to be right: number,
//! rate, reason, ruling, and from when. Its rows are kept beside the entry
//! lines and never among them; they are found by the part numbers of the
//! lines, which are compared as products compare them. Rows may come in any
//! order and more than once.

use crate::lines::Profile;
use customs::{Country, Day, Hts};
use std::collections::{BTreeMap, BTreeSet};

/// One row of a product master. As in a [`Row`](crate::Row), `None` and the
/// empty text mean that nothing is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct MasterRow {
    /// From when the row holds; a row without a date holds from the start.
    pub effective: Option<Day>,
    /// Part number as written.
    pub sku: String,
    /// Tariff number.
    pub hts: Option<Hts>,
    /// Description.
    pub description: String,
    /// Country of origin.
    pub origin: Option<Country>,
    /// Supplier by name.
    pub supplier: String,
    /// Duty rate in millionths of the value, where it is a plain percentage.
    pub rate_ppm: Option<i64>,
    /// Why the product is classified as it is.
    pub rationale: String,
    /// Ruling that covers it.
    pub ruling: String,
    /// Whether a trade agreement is used.
    pub agreement: Option<bool>,
    /// When the certificate of origin ends.
    pub certificate_expiry: Option<Day>,
    /// Whether antidumping or countervailing duty applies.
    pub adcvd: Option<bool>,
    /// Who reviewed the classification.
    pub reviewer: String,
    /// When it was last reviewed.
    pub last_review: Option<Day>,
}

/// All rows of all product masters, found by part number.
#[derive(Clone, Debug, Default)]
pub struct Masters {
    rows: BTreeSet<MasterRow>,
    /// By normalised part number, each list by effective date.
    by_number: BTreeMap<String, Vec<MasterRow>>,
    /// The normalised number of a part number text of the profile.
    numbers: BTreeMap<u32, String>,
}

impl Masters {
    /// Takes a row in.
    pub fn push(&mut self, row: MasterRow) {
        self.rows.insert(row);
    }

    /// Joins the rows to the part numbers of entry lines. `normalised` gives
    /// what is the same for two ways of writing one part number, and the empty
    /// text for what is no part number. May be done again with another way to
    /// compare.
    #[must_use]
    pub fn joined(mut self, profile: &Profile, normalised: impl Fn(&str) -> String) -> Self {
        let joined = std::mem::take(&mut self.by_number);
        self.rows.extend(joined.into_values().flatten());
        self.numbers.clear();
        for row in std::mem::take(&mut self.rows) {
            let number = normalised(&row.sku);
            if !number.is_empty() {
                self.by_number.entry(number).or_default().push(row);
            }
        }
        if !self.by_number.is_empty() {
            let filed: BTreeSet<u32> = profile.lines().map(|line| line.sku_ix()).collect();
            self.numbers = filed
                .into_iter()
                .map(|ix| (ix, normalised(profile.texts().get(ix))))
                .filter(|(_, number)| self.by_number.contains_key(number))
                .collect();
        }
        self
    }

    /// Whether no product master was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.by_number.is_empty()
    }

    /// The rows of a part number, given as its place in the profile's texts,
    /// the earliest effective date first.
    #[must_use]
    pub fn of_sku(&self, sku_ix: u32) -> &[MasterRow] {
        self.numbers
            .get(&sku_ix)
            .and_then(|number| self.by_number.get(number))
            .map_or(&[], Vec::as_slice)
    }

    /// The row of a part number that holds on a day: of those in effect, the
    /// one that took effect last.
    #[must_use]
    pub fn on(&self, sku_ix: u32, day: Day) -> Option<&MasterRow> {
        self.of_sku(sku_ix)
            .iter()
            .rfind(|row| row.effective.is_none_or(|from| from <= day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Grain, Row, Source, Store};

    fn row(sku: &str, hts: &str, effective: Option<Day>) -> MasterRow {
        MasterRow {
            sku: sku.to_owned(),
            hts: Hts::parse(hts).ok(),
            effective,
            ..MasterRow::default()
        }
    }

    #[test]
    fn the_row_in_effect() {
        let mut store = Store::default();
        let source = store.source(Source {
            name: "table".to_owned(),
            grain: Grain::Line,
        });
        store.push(
            source,
            &Row {
                entry: "E1",
                sku: "px-10",
                ..Row::default()
            },
        );
        let profile = store.finish();
        let sku = profile.lines().next().unwrap().sku_ix();
        let from = Day::ymd(2025, 1, 1).unwrap();
        let mut masters = Masters::default();
        masters.push(row("PX 10", "3924905650", Some(from)));
        masters.push(row("PX10", "3923900080", None));
        masters.push(row("PX10", "3923900080", None));
        masters.push(row("-", "3923900080", None));
        let masters = masters.joined(&profile, |text| {
            text.chars()
                .filter(char::is_ascii_alphanumeric)
                .map(|c| c.to_ascii_uppercase())
                .collect()
        });
        assert_eq!(masters.of_sku(sku).len(), 2);
        let on = |day| {
            masters
                .on(sku, day)
                .and_then(|row| row.hts)
                .unwrap()
                .digits()
        };
        assert_eq!(on(from), "3924905650");
        assert_eq!(on(from.plus(-1)), "3923900080");
        assert!(masters.of_sku(0).is_empty());
    }
}
