//! Which field a column means, by its values.
//!
//! A title that is a known name decides, unless the values contradict it. For
//! the other columns the values propose: first the fields whose values have a
//! shape of their own, then those that only the company of others tells (a
//! line number starts again with each entry, duty is less than value). What is
//! proposed so carries a lower confidence, and its reason says why.
//!
//! | module | holds |
//! |---|---|
//! | [`order`] | line numbers, ordinals, few codes, dates |
//! | [`company`] | amounts, suppliers, descriptions, part numbers |

mod company;
mod order;

use crate::inspection::Column;
use crate::sample::{Sample, SampleRow};
use crate::shape::Shape;
use customs::{Country, Field, Mid};

/// Fewer values than this say nothing.
const ENOUGH: usize = 3;

/// Proposes fields for columns whose titles say nothing, and takes back those
/// that the values contradict.
pub(crate) fn propose(columns: &mut [Column], sample: &Sample, after: u32) {
    let shapes: Vec<Shape> = columns
        .iter()
        .map(|column| Shape::of(sample, after, column.index))
        .collect();
    let mut table = Table {
        columns,
        shapes: &shapes,
        rows: sample.after(after).collect(),
    };
    table.contradict();
    table.by_own_shape();
    table.by_order();
    table.dates();
    table.amounts();
    table.texts();
}

fn percent(share: f64) -> u32 {
    (share * 100.0) as u32
}

struct Table<'a> {
    columns: &'a mut [Column],
    shapes: &'a [Shape],
    rows: Vec<&'a SampleRow>,
}

/// How well a shape fits a field that has a shape of its own, from 0 to 100,
/// and the reason.
fn own_shape(field: Field, s: &Shape) -> (u8, &'static str) {
    let share = |count| s.share(count);
    let few = s.distinct <= 12 || s.distinct * 4 <= s.values;
    match field {
        Field::EntryNo if share(s.entries_checked) >= 0.8 => {
            (93, "the values are entry numbers whose check digits hold")
        }
        Field::EntryNo if share(s.entries) >= 0.9 => {
            (65, "the values have the form of entry numbers")
        }
        Field::Hts if share(s.dates) >= 0.9 => (0, ""),
        Field::Hts if share(s.tariffs) >= 0.8 && share(s.dotted) >= 0.5 => {
            (92, "the values are tariff numbers with their dots")
        }
        Field::Hts if share(s.tariffs) >= 0.9 => {
            (82, "the values have the digits of tariff numbers")
        }
        Field::Mid if share(s.mids) >= 0.8 => (
            90,
            "the values are built like manufacturer IDs and begin with a country",
        ),
        Field::Uom1 if share(s.units) >= 0.8 && few => (75, "the values are codes of units"),
        Field::Coo if share(s.country_names) >= 0.7 => (72, "the values are names of countries"),
        Field::Coo if share(s.countries) >= 0.9 && share(s.units) < 0.8 => {
            (74, "the values are codes of countries")
        }
        Field::AdcvdCase if share(s.cases) >= 0.8 => (85, "the values are AD/CVD case numbers"),
        Field::ImporterNo if share(s.importers) >= 0.9 && few => {
            (80, "the values have the form of importer numbers")
        }
        Field::DutyRate if share(s.rates) >= 0.7 => (85, "the values are percentages"),
        Field::Currency if share(s.currencies) >= 0.9 => (85, "the values are codes of currencies"),
        Field::Port if share(s.four_digits) >= 0.9 && few && s.distinct >= 1 => {
            (60, "the values are a few codes of four digits")
        }
        _ => (0, ""),
    }
}

/// Words of titles over countries. The Census writes these with four digits, as
/// Customs writes ports.
const COUNTRY: [&str; 8] = [
    "country",
    "countries",
    "cntry",
    "ctry",
    "cty",
    "coo",
    "origin",
    "nation",
];

/// Whether a title is one over countries.
fn names_country(title: &str) -> bool {
    let title = title.to_ascii_lowercase();
    title.contains("country")
        || title
            .split(|c: char| !c.is_ascii_alphabetic())
            .any(|word| COUNTRY.contains(&word))
}

/// Fields with a shape of their own, the surest first.
const OWN: [Field; 11] = [
    Field::EntryNo,
    Field::Hts,
    Field::Mid,
    Field::AdcvdCase,
    Field::DutyRate,
    Field::Currency,
    Field::ImporterNo,
    Field::Uom1,
    Field::Coo,
    Field::ExportCountry,
    Field::Port,
];

impl Table<'_> {
    fn has(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|c| c.field == Some(field))
    }

    fn free(&self) -> Vec<usize> {
        (0..self.columns.len())
            .filter(|at| self.columns.get(*at).is_some_and(|c| c.field.is_none()))
            .filter(|at| self.shape(*at).values >= ENOUGH)
            .collect()
    }

    fn shape(&self, at: usize) -> Shape {
        self.shapes.get(at).cloned().unwrap_or_default()
    }

    fn text(&self, row: usize, at: usize) -> &str {
        let column = self.columns.get(at).map_or(usize::MAX, |c| c.index);
        self.rows.get(row).map_or("", |row| row.text(column))
    }

    fn set(&mut self, at: usize, field: Field, confidence: u8, reason: &str) {
        if let Some(column) = self.columns.get_mut(at) {
            column.field = Some(field);
            column.confidence = confidence;
            column.reason = format!("no known title, but {reason}: {field}");
        }
    }

    /// Takes back what a title said where the values cannot be that.
    fn contradict(&mut self) {
        for (column, shape) in self.columns.iter_mut().zip(self.shapes) {
            let Some(field) = column.field else { continue };
            if shape.values < ENOUGH {
                continue;
            }
            let fits = match field {
                Field::Hts => shape.share(shape.phrases) < 0.8,
                Field::GoodsValue | Field::Duty | Field::Qty1 | Field::Mpf | Field::Hmf => {
                    shape.share(shape.numbers + shape.rates) >= 0.2
                        || shape.share(shape.phrases + shape.codes) < 0.5
                }
                Field::Coo | Field::ExportCountry => {
                    shape.share(shape.companies) < 0.5 && shape.share(shape.numbers) < 0.8
                }
                Field::EntryType => {
                    shape.share(shape.phrases) < 0.8 || shape.share(shape.two_digits) > 0.0
                }
                field if crate::mapping::is_date(field) => {
                    shape.share(shape.dates) > 0.0
                        || shape.share(shape.phrases + shape.amounts) < 0.5
                }
                _ => true,
            };
            if !fits {
                column.field = None;
                column.confidence = 0;
                column.reason =
                    format!("the title reads as the {field}, but the values do not look like it");
            }
        }
    }

    fn by_own_shape(&mut self) {
        for field in OWN {
            // A second column of countries is where they were shipped from.
            let like = if field == Field::ExportCountry {
                Field::Coo
            } else {
                field
            };
            if self.has(field).is_some() {
                continue;
            }
            if field == Field::Hts {
                // Several may stand side by side.
                for at in self.free() {
                    let (fit, reason) = own_shape(like, &self.shape(at));
                    if fit > 0 {
                        self.set(at, field, fit, reason);
                    }
                }
                continue;
            }
            let mut best: Option<(u8, u32, usize, &'static str)> = None;
            for at in self.free() {
                let shape = self.shape(at);
                let (fit, reason) = own_shape(like, &shape);
                let title = self.columns.get(at).map_or("", |c| c.header.as_str());
                if fit == 0 || field == Field::Port && names_country(title) {
                    continue;
                }
                // The origin agrees with the country of the manufacturer.
                let agreement = if like == Field::Coo {
                    self.agrees_with_mid(at)
                } else {
                    0
                };
                let better = best.is_none_or(|(f, a, ..)| (agreement, fit) > (a, f));
                if better {
                    best = Some((fit, agreement, at, reason));
                }
            }
            if let Some((fit, _, at, reason)) = best {
                let fit = if field == Field::ExportCountry {
                    55
                } else {
                    fit
                };
                self.set(at, field, fit, reason);
            }
        }
    }

    /// The free column whose values count up best below those of `above`.
    fn counting(&self, entry: usize, above: usize) -> Option<usize> {
        self.free()
            .into_iter()
            .filter(|at| {
                let shape = self.shape(*at);
                shape.share(shape.small) >= 0.95
            })
            .filter_map(|at| Some((self.misses(at, entry, above)?, at)))
            .min()
            .map(|(_, at)| at)
    }

    /// In how many percent of the rows a country is that of the manufacturer
    /// ID.
    fn agrees_with_mid(&self, at: usize) -> u32 {
        let Some(mid) = self.has(Field::Mid) else {
            return 0;
        };
        let rows = self.shape(at).rows.min(200);
        let agree = (0..rows)
            .filter(|row| {
                let made = Mid::parse(self.text(*row, mid))
                    .ok()
                    .and_then(|m| m.country());
                made.is_some() && made == Country::parse(self.text(*row, at)).ok()
            })
            .count();
        (agree * 100 / rows.max(1)) as u32
    }

    /// The free column with the highest score, if that is at least `least`.
    fn best(&self, score: impl Fn(&Shape) -> f64, least: f64) -> Option<usize> {
        self.free()
            .into_iter()
            .map(|at| (score(&self.shape(at)), at))
            .filter(|(score, _)| *score >= least)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            .map(|(_, at)| at)
    }
}
