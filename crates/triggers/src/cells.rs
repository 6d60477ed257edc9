//! Like with like: the cells that unit values are compared in.
//!
//! A plain outlier test over all lines floods. Only lines of one product, one
//! supplier, one origin and one unit are compared, and lines that are no price
//! at all (credits, sets, entries that value tests do not read) stay out.

use crate::context::Context;
use crate::finding::{DutyEffect, OtherValue};
use crate::picture::{Marked, Picture, UnitMark};
use crate::stats;
use customs::{Cents, Country, Day, EntryType, Hts, Ordered, Unit};
use products::{Evidence, Product};
use profile::{LineIx, LineRef};
use rulebook::PackError;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Which lines can be compared: part of the thresholds of every value trigger.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparable {
    /// Entry types that value tests read.
    pub entry_types: Vec<EntryType>,
    /// Chapter 99 prefixes under which goods were reported in two lines, metal
    /// content and the rest.
    pub metal_content_headings: Vec<Hts>,
    /// Last entry date on which they were.
    pub metal_content_until: Day,
}

impl Comparable {
    /// The pack's definition, which stands in the record of VAL-1 and holds for
    /// every value trigger.
    ///
    /// # Errors
    /// When that record is absent or has no such definition.
    pub fn shared(cx: &Context<'_>) -> Result<Self, PackError> {
        let record = cx.pack.detector("VAL-1");
        let given = record.and_then(|detector| detector.thresholds.get("comparable"));
        let Some(given) = given else {
            return Err(PackError::new(
                "detectors/value.VAL-1.thresholds.comparable",
                "which lines compare is not said",
                "an object",
            ));
        };
        Self::deserialize(given).map_err(|error| {
            PackError::new(
                "detectors/value.VAL-1.thresholds.comparable",
                error.to_string(),
                "",
            )
        })
    }
}

/// What has to be the same for two lines to be compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Like {
    /// MID, or the supplier's name where there is none.
    pub supplier: String,
    /// Country of origin.
    pub origin: Option<Country>,
    /// Unit of the first quantity.
    pub unit: Unit,
}

/// One line of a cell, or the two lines of one metal-content split.
#[derive(Clone, Debug)]
pub struct Mark {
    /// The line or the two lines.
    pub lines: Vec<LineIx>,
    /// Entry date.
    pub date: Day,
    /// Natural logarithm of dollars a unit.
    pub x: f64,
    /// Goods value.
    pub value: Cents,
}

/// Lines that are like each other, by date.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// One mark each.
    pub marks: Vec<Mark>,
}

impl Cell {
    /// Distinct entry dates: the unit of support.
    #[must_use]
    pub fn dates(&self) -> BTreeSet<Day> {
        self.marks.iter().map(|mark| mark.date).collect()
    }

    /// Goods value of all marks.
    #[must_use]
    pub fn value(&self) -> Cents {
        self.marks.iter().map(|mark| mark.value).sum()
    }

    /// The logarithms.
    #[must_use]
    pub fn xs(&self) -> Vec<f64> {
        self.marks.iter().map(|mark| mark.x).collect()
    }
}

/// The product's cells. A proxy product is itself cut by price level, which
/// would hide every deviation, so it has none.
#[must_use]
pub fn cells(
    cx: &Context<'_>,
    comparable: &Comparable,
    product: Product<'_>,
) -> BTreeMap<Like, Cell> {
    let mut cells: BTreeMap<Like, Cell> = BTreeMap::new();
    if product.evidence() == Evidence::Inferred {
        return cells;
    }
    for (like, mark) in marks(cx, comparable, product.lines()) {
        cells.entry(like).or_default().marks.push(mark);
    }
    cells
}

/// The marks of lines that compare, each with what it is like.
#[must_use]
pub fn marks(cx: &Context<'_>, comparable: &Comparable, lines: &[LineIx]) -> Vec<(Like, Mark)> {
    let mut marks = Vec::new();
    let lines: Vec<LineRef<'_>> = lines
        .iter()
        .map(|ix| cx.profile.line(*ix))
        .filter(|line| {
            line.entry_type()
                .is_none_or(|kind| comparable.entry_types.contains(&kind))
                && !line.is_multi_tariff()
        })
        .collect();
    for group in recombined(comparable, &lines) {
        let Some(first) = group.first() else { continue };
        let value: Cents = group.iter().map(|line| line.value()).sum();
        let (Some(date), Some(unit), Some(quantity)) = (
            first.entry_date(),
            first.unit(),
            first.quantity().filter(|quantity| quantity.0 > 0),
        ) else {
            continue;
        };
        if !value.is_positive() {
            continue;
        }
        let like = Like {
            supplier: supplier(*first).to_owned(),
            origin: first.origin(),
            unit,
        };
        let dollars = value.0 as f64 / 100.0;
        let mark = Mark {
            lines: group.iter().map(|line| line.ix()).collect(),
            date,
            x: libm::log(dollars / quantity.as_f64()),
            value,
        };
        marks.push((like, mark));
    }
    marks
}

/// Before the full-value measure goods with metal content were reported in
/// two lines of the same quantity, content and the rest; only together do they
/// have a unit value.
fn recombined<'a>(comparable: &Comparable, lines: &[LineRef<'a>]) -> Vec<Vec<LineRef<'a>>> {
    let is_content = |line: &LineRef<'_>| {
        line.entry_date()
            .is_some_and(|date| date <= comparable.metal_content_until)
            && line.additional().any(|hts| {
                comparable
                    .metal_content_headings
                    .iter()
                    .any(|heading| hts.is_within(*heading))
            })
    };
    let mut groups: Vec<Vec<LineRef<'a>>> = Vec::with_capacity(lines.len());
    for same_entry in lines.chunk_by(|a, b| a.entry_ix() == b.entry_ix() && a.entry_ix() != 0) {
        let mut rest: Vec<LineRef<'a>> = same_entry.to_vec();
        while let Some(line) = rest.pop() {
            let other = rest.iter().position(|other| {
                other.hts8() == line.hts8()
                    && other.mid() == line.mid()
                    && other.quantity() == line.quantity()
                    && line.quantity().is_some()
                    && is_content(other) != is_content(&line)
            });
            match other {
                Some(at) => {
                    let other = rest.swap_remove(at);
                    groups.push(vec![line, other]);
                }
                None => groups.push(vec![line]),
            }
        }
    }
    groups
}

fn supplier(line: LineRef<'_>) -> &str {
    if line.mid().is_empty() {
        line.supplier()
    } else {
        line.mid()
    }
}

/// Marks of a cell, or of several, as a product's price at one place.
#[derive(Clone, Debug, Default)]
pub struct Prices<'a> {
    /// The marks.
    pub marks: Vec<&'a Mark>,
}

impl<'a> Prices<'a> {
    /// Distinct entry dates.
    #[must_use]
    pub fn dates(&self) -> BTreeSet<Day> {
        self.marks.iter().map(|mark| mark.date).collect()
    }

    /// The median ln unit value.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        let xs: Vec<f64> = self.marks.iter().map(|mark| mark.x).collect();
        stats::median(&xs)
    }

    /// Whether they come in lots at least `factor` times as large as the others.
    /// Nothing where there are no lots to compare.
    #[must_use]
    pub fn in_larger_lots(&self, others: &Self, factor: Decimal) -> Option<bool> {
        let ln_ratio = libm::log(self.lot()?) - libm::log(others.lot()?);
        Some(!stats::clearly_below(ln_ratio, libm::log(float(factor))))
    }

    /// The median quantity that a mark is of.
    fn lot(&self) -> Option<f64> {
        let lots: Vec<f64> = self
            .marks
            .iter()
            .map(|mark| mark.value.0 as f64 / 100.0 / libm::exp(mark.x))
            .collect();
        stats::median(&lots)
    }

    /// Goods value.
    #[must_use]
    pub fn value(&self) -> Cents {
        self.marks.iter().map(|mark| mark.value).sum()
    }

    /// The lines, in the profile's order.
    #[must_use]
    pub fn lines(&self) -> Vec<LineIx> {
        let lines: BTreeSet<LineIx> = self
            .marks
            .iter()
            .flat_map(|mark| mark.lines.iter().copied())
            .collect();
        lines.into_iter().collect()
    }

    /// The value that each line would have at another ln unit value.
    #[must_use]
    pub fn at(&self, cx: &Context<'_>, expected: f64) -> Vec<OtherValue> {
        let mut values: Vec<OtherValue> = self
            .marks
            .iter()
            .flat_map(|mark| mark.lines.iter().map(|line| (*line, expected - mark.x)))
            .map(|(line, apart)| {
                let declared = cx.profile.line(line).value().0 as f64;
                OtherValue {
                    line,
                    value: Cents(libm::round(declared * libm::exp(apart)) as i64),
                }
            })
            .collect();
        values.order_by_key(|other| other.line);
        values
    }

    /// Whether lower values would bear less duty.
    #[must_use]
    pub fn lowers_duty(&self, cx: &Context<'_>) -> DutyEffect {
        let duties = || {
            let lines = self.marks.iter().flat_map(|mark| mark.lines.iter());
            lines.map(|ix| cx.profile.line(*ix).duty())
        };
        if duties().all(|duty| duty == Some(Cents::ZERO)) {
            DutyEffect::None
        } else if duties().all(|duty| duty.is_some_and(Cents::is_positive)) {
            DutyEffect::Lowers
        } else {
            DutyEffect::Unclear
        }
    }
}

/// Unit values as a picture: those of `outside` marked, as what they are, and
/// shaded what lies within `ln_band` of the median.
#[must_use]
pub fn picture<'a>(
    marks: impl Iterator<Item = &'a Mark>,
    outside: &[LineIx],
    median: f64,
    ln_band: f64,
    unit: Option<Unit>,
    marked: Marked,
) -> Picture {
    let outside: BTreeSet<LineIx> = outside.iter().copied().collect();
    let shown = |x: f64| stats::shown(libm::exp(x));
    let mut marks: Vec<&Mark> = marks.collect();
    marks.order_by(|a, b| a.date.cmp(&b.date).then_with(|| a.lines.cmp(&b.lines)));
    Picture::UnitValues {
        marks: marks
            .into_iter()
            .map(|mark| UnitMark {
                date: mark.date,
                unit_value: shown(mark.x),
                outside: mark.lines.iter().any(|line| outside.contains(line)),
            })
            .collect(),
        median: shown(median),
        low: shown(median - ln_band),
        high: shown(median + ln_band),
        unit,
        marked,
        compared: None,
        moment: None,
    }
}

/// A decimal of the pack as the statistics use it.
#[must_use]
pub fn float(decimal: Decimal) -> f64 {
    decimal.to_f64().unwrap_or(f64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Mark, Prices};
    use customs::{Cents, Day};
    use rust_decimal::Decimal;

    /// Lots are told from value and price, whose last bits depend on the price.
    #[test]
    fn a_lot_of_just_the_factor_is_larger_at_any_price() {
        let mark = |quantity: i64, price: i64| Mark {
            lines: Vec::new(),
            date: Day::ymd(2024, 1, 10).unwrap(),
            x: libm::log(price as f64 / 100.0),
            value: Cents(quantity * price),
        };
        let larger = |own: &Mark, other: &Mark| {
            let [own, other] = [own, other].map(|mark| Prices { marks: vec![mark] });
            own.in_larger_lots(&other, Decimal::from(3))
        };
        for price in (1..5_000).step_by(7) {
            let other = mark(17, price * 2);
            assert_eq!(larger(&mark(51, price), &other), Some(true), "{price}");
            assert_eq!(larger(&mark(50, price), &other), Some(false), "{price}");
        }
        let none = Prices { marks: Vec::new() };
        assert_eq!(none.in_larger_lots(&none, Decimal::from(3)), None);
    }
}
