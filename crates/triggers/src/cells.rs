//! Like with like: the cells that unit values are compared in.
//!
//! A plain outlier test over all lines floods. Only lines of one product, one
//! supplier, one origin and one unit are compared, and lines that are no price
//! at all (credits, sets, entries that value tests do not read) stay out.

use crate::context::Context;
use customs::{Cents, Country, Day, EntryType, Hts, Unit};
use products::{Evidence, Product};
use profile::{LineIx, LineRef};
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
    let lines: Vec<LineRef<'_>> = product
        .lines()
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
        cells.entry(like).or_default().marks.push(Mark {
            lines: group.iter().map(|line| line.ix()).collect(),
            date,
            x: libm::log(dollars / quantity.as_f64()),
            value,
        });
    }
    cells
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
