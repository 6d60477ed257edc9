//! **TRD-1** Additional duties of chapter 99 are declared sometimes and not at
//! other times, are expected and not declared, or are declared and not
//! expected.
//!
//! The first is the strongest and needs no list: the same product under the
//! same number, of the same origin and under the same claim, bears a measure
//! on some dates and not on others while the measure's rate stands. For the
//! rest the pack's measures are read. Most of their prefixes are screening
//! aids, so that a match there is a question; only a measure that covers
//! everything of an origin is expected without one.

mod expected;
mod inconsistent;

use crate::context::Context;
use crate::draft;
use crate::finding::Outcome;
use crate::gather::Heard;
use customs::{Cents, EntryType, Field, Hts};
use profile::LineRef;
use rulebook::{Detector, Measure, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Distinct entry dates with and without a heading.
    min_distinct_dates: usize,
    /// Share of a product's value without the heading.
    min_minority_share: Decimal,
    /// Days around a change of the law within which goods were under way.
    boundary_days: i32,
    /// Whether measures on China reach Hong Kong.
    china_with_hong_kong: bool,
    /// Entry types whose rate may have been fixed at admission to a zone.
    ftz_entry_types: Vec<EntryType>,
    /// Entry types under which no duty is paid on the entry.
    excluded_entry_types: Vec<EntryType>,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    for group in draft::product_groups(cx, |line| is_readable(&thresholds, line)) {
        base += draft::value(cx, &group.lines);
        inconsistent::find(cx, detector, &thresholds, &group, &mut heard);
    }
    // A file without ordinals may leave chapter 99 out altogether.
    let reports = cx.profile.has(Field::Ordinal);
    let mut stands = expected::stands(cx, &thresholds);
    for group in draft::groups(cx, |line| is_readable(&thresholds, line)) {
        let stands = &mut stands;
        expected::find(
            cx,
            detector,
            &thresholds,
            &group,
            (stands, reports),
            &mut heard,
        );
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, thresholds.min_distinct_dates, 0));
    }
    Ok(heard.outcome(cx, base))
}

fn is_readable(thresholds: &Thresholds, line: &LineRef<'_>) -> bool {
    line.value().is_positive()
        && line.entry_date().is_some()
        && line.origin().is_some()
        && line.hts8().is_some_and(Hts::is_ordinary)
        && !line.has_special_classification()
        && line
            .entry_type()
            .is_none_or(|kind| !thresholds.excluded_entry_types.contains(&kind))
}

/// What spares a line from a measure, as far as the line itself says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Spared {
    preference: bool,
    displaced: bool,
    exemption: bool,
    zone: bool,
}

impl Spared {
    fn of(
        cx: &Context<'_>,
        thresholds: &Thresholds,
        measure: &Measure,
        line: &LineRef<'_>,
    ) -> Self {
        let measures = &cx.pack.measures;
        Self {
            preference: line
                .spi()
                .is_some_and(|spi| measure.exempt_spis.contains(&spi)),
            displaced: line
                .additional()
                .filter_map(|filed| measures.declared(filed))
                .any(|other| other.displaces.contains(&measure.id)),
            exemption: line.additional().any(|filed| {
                measure.exempts(filed)
                    || measures
                        .exclusion(filed)
                        .is_some_and(|exclusion| exclusion.measures.contains(&measure.id))
            }),
            zone: line
                .entry_type()
                .is_some_and(|kind| thresholds.ftz_entry_types.contains(&kind)),
        }
    }

    fn any(self) -> bool {
        self.preference || self.displaced || self.exemption || self.zone
    }

    fn or(self, other: Self) -> Self {
        Self {
            preference: self.preference || other.preference,
            displaced: self.displaced || other.displaced,
            exemption: self.exemption || other.exemption,
            zone: self.zone || other.zone,
        }
    }
}

/// The one rate that the pack has for a measure on a line; `None` where it
/// varies or several stand side by side.
fn rate_of(measure: &Measure, line: &LineRef<'_>) -> Option<Decimal> {
    let mut rates = measure.rates_on(line.entry_date()?, line.origin()?);
    let first = rates.next()?.rate?;
    rates.next().is_none().then_some(first)
}

/// The rates of what is filed on a line and would give way to a measure.
fn displaced_by(cx: &Context<'_>, measure: &Measure, line: &LineRef<'_>) -> Decimal {
    line.additional()
        .filter_map(|filed| cx.pack.measures.declared(filed))
        .filter(|filed| measure.displaces.contains(&filed.id))
        .filter_map(|filed| rate_of(filed, line))
        .sum()
}

#[cfg(test)]
mod tests;
