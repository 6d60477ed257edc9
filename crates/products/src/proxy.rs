//! The proxy for lines without any identifier: maker, subheading, unit and
//! price level.

use crate::Map;
use crate::price_level::PriceLevels;
use crate::products::Key;
use crate::rules::Rules;
use customs::{Hts, Unit, hts::Level};
use profile::{LineRef, Profile};

type Cell = (u32, u32, Hts, Option<Unit>);

/// Price levels of maker, subheading and unit.
pub(crate) struct Proxies(Map<Cell, PriceLevels>);

impl Proxies {
    pub(crate) fn of(
        profile: &Profile,
        rules: &Rules,
        applies: impl Fn(&LineRef<'_>) -> bool,
    ) -> Self {
        let mut values: Map<Cell, Vec<f64>> = Map::default();
        for line in profile.lines().filter(applies) {
            if let Some((cell, value)) = Self::cell(&line) {
                values.entry(cell).or_default().push(value);
            }
        }
        let levels = values
            .into_iter()
            .map(|(cell, values)| (cell, PriceLevels::of(values, rules)));
        Self(levels.collect())
    }

    /// What a line is priced within, and its unit value.
    pub(crate) fn cell(line: &LineRef<'_>) -> Option<(Cell, f64)> {
        let hts = line.hts().filter(|hts| hts.reaches(Level::Subheading))?;
        let mid = line.mid_ix();
        let value = line.unit_value().filter(|_| mid != 0)?;
        let cell = (
            line.importer_ix(),
            mid,
            hts.at(Level::Subheading),
            line.unit(),
        );
        Some((cell, value))
    }

    pub(crate) fn of_line(&self, line: &LineRef<'_>) -> Option<Key> {
        let (cell, value) = Self::cell(line)?;
        let level = self.0.get(&cell)?.level(value) as u32;
        let (importer, mid, subheading, unit) = cell;
        Some(Key::Proxy {
            mid,
            subheading,
            unit,
            level,
            importer,
        })
    }
}
