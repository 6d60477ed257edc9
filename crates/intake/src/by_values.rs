//! Which field a column means, by its values.
//!
//! A title that is a known name decides, unless the values contradict it. For
//! the other columns the values propose: first the fields whose values have a
//! shape of their own, then those that only the company of others tells (a
//! line number starts again with each entry, duty is less than value). What is
//! proposed so carries a lower confidence, and its reason says why.

use crate::cell::{Cell, CellKind};
use crate::inspection::Column;
use crate::sample::{Sample, SampleRow};
use crate::shape::Shape;
use crate::values::money;
use crate::values::rates::{Rate, rate};
use customs::{Country, Field, Mid};
use std::collections::BTreeMap;

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
                if fit == 0 {
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

    /// Line numbers and tariff ordinals start again where what is above them
    /// changes.
    fn by_order(&mut self) {
        let Some(entry) = self.has(Field::EntryNo) else {
            return;
        };
        for (field, of) in [(Field::LineNo, None), (Field::Ordinal, Some(Field::LineNo))] {
            let above = match of {
                None => Some(entry),
                Some(field) => self.has(field),
            };
            let (Some(above), None) = (above, self.has(field)) else {
                continue;
            };
            if let Some(at) = self.counting(entry, above) {
                let reason = match field {
                    Field::LineNo => "the values count up and start again with each entry",
                    _ => "the values count up and start again with each line",
                };
                self.set(at, field, 75, reason);
            }
        }
        self.few_codes();
    }

    /// How many values do not count up, where few do not.
    fn misses(&self, at: usize, entry: usize, above: usize) -> Option<usize> {
        let rows = self.shape(at).rows.min(300);
        let mut before: Option<(String, String, u32)> = None;
        let (mut fits, mut misses, mut restarts, mut steps) = (0, 0, 0, 0);
        for row in 0..rows {
            let Ok(number) = self.text(row, at).parse::<u32>() else {
                continue;
            };
            let key = (
                self.text(row, entry).to_owned(),
                self.text(row, above).to_owned(),
            );
            match &before {
                Some((e, a, last)) if *e == key.0 && *a == key.1 => {
                    if number == *last || number == last + 1 {
                        fits += 1;
                        steps += usize::from(number == last + 1);
                    } else {
                        misses += 1;
                    }
                }
                _ => {
                    if number == 1 {
                        fits += 1;
                        restarts += 1;
                    } else {
                        misses += 1;
                    }
                }
            }
            before = Some((key.0, key.1, number));
        }
        (misses * 20 <= fits && restarts >= 2 && steps >= 1).then_some(misses)
    }

    /// Entry types and modes of transport: a handful of two-digit codes.
    fn few_codes(&mut self) {
        for (field, known, common, reason) in [
            (
                Field::EntryType,
                &[
                    "01", "02", "03", "06", "07", "11", "12", "21", "22", "23", "31", "51", "52",
                ][..],
                &["01", "1", "03", "3", "06", "6", "11"][..],
                "the values are a handful of codes, mostly of consumption entries",
            ),
            (
                Field::Mode,
                &[
                    "10", "11", "12", "20", "21", "30", "31", "32", "33", "34", "40", "41", "50",
                    "60",
                ][..],
                &["10", "11", "20", "21", "30", "31", "40", "41"][..],
                "the values are a handful of codes of modes of transport",
            ),
        ] {
            if self.has(field).is_some() {
                continue;
            }
            let found = self.free().into_iter().find(|at| {
                let shape = self.shape(*at);
                let rows = shape.rows.min(300);
                let values: Vec<&str> = (0..rows)
                    .map(|row| self.text(row, *at))
                    .filter(|text| !text.is_empty())
                    .collect();
                let padded = |text: &str| format!("{text:0>2}");
                let all = values.iter().all(|v| known.contains(&padded(v).as_str()));
                let many = values.iter().filter(|v| common.contains(v)).count();
                shape.distinct <= 6
                    && all
                    && many * 10 >= values.len() * 8
                    && shape.share(shape.two_digits) > 0.9
            });
            if let Some(at) = found {
                self.set(at, field, 60, reason);
            }
        }
        if self.has(Field::Spi).is_none() {
            let found = self.free().into_iter().find(|at| {
                let shape = self.shape(*at);
                let sparse = shape.values * 10 < shape.rows * 9;
                shape.share(shape.short_codes) >= 0.95
                    && sparse
                    && shape.distinct <= 12
                    && shape.share(shape.units) < 0.5
                    && !self.only_yes_and_no(*at)
            });
            if let Some(at) = found {
                self.set(
                    at,
                    Field::Spi,
                    50,
                    "the values are short codes on some rows only",
                );
            }
        }
    }

    fn only_yes_and_no(&self, at: usize) -> bool {
        let rows = self.shape(at).rows.min(300);
        (0..rows)
            .map(|row| self.text(row, at))
            .all(|text| matches!(text, "" | "Y" | "N" | "X"))
    }

    /// Dates in the order of an entry's life: importation, entry, summary, and
    /// about a year later liquidation.
    fn dates(&mut self) {
        let mut dated: Vec<(f64, usize)> = self
            .free()
            .into_iter()
            .filter(|at| {
                let shape = self.shape(*at);
                shape.share(shape.dates) >= 0.9 && shape.values * 10 >= shape.rows * 6
            })
            .map(|at| (self.shape(at).mean_day, at))
            .collect();
        dated.sort_by(|a, b| a.0.total_cmp(&b.0));
        let anchor = self.has(Field::EntryDate).map(|at| self.shape(at).mean_day);
        if let (Some((last, at)), Some(first)) = (
            dated.last().copied(),
            anchor.or_else(|| dated.first().map(|(day, _)| *day)),
        ) && last - first > 200.0
            && self.has(Field::LiqDate).is_none()
        {
            self.set(
                at,
                Field::LiqDate,
                60,
                "the dates lie most of a year after the others",
            );
            dated.pop();
        }
        let order: &[Field] = match dated.len() {
            0 => &[],
            1 => &[Field::EntryDate],
            2 => &[Field::EntryDate, Field::SummaryDate],
            _ => &[Field::ImportDate, Field::EntryDate, Field::SummaryDate],
        };
        for ((_, at), field) in dated.into_iter().zip(order) {
            if self.has(*field).is_none() {
                self.set(
                    at,
                    *field,
                    50,
                    "the values are dates, in the order of an entry's life",
                );
            }
        }
    }

    /// Amounts: the largest is the value, the next the duty. A quantity is a
    /// whole number beside a unit.
    fn amounts(&mut self) {
        if let (None, Some(unit)) = (self.has(Field::Qty1), self.has(Field::Uom1)) {
            let beside = [unit.checked_sub(1), Some(unit + 1)];
            let found = beside.into_iter().flatten().find(|at| {
                let shape = self.shape(*at);
                self.free().contains(at)
                    && shape.share(shape.numbers) >= 0.9
                    && shape.share(shape.amounts) < 0.9
            });
            if let Some(at) = found {
                self.set(at, Field::Qty1, 65, "the values are numbers beside a unit");
            }
        }
        let mut amounts: Vec<(f64, usize)> = self
            .free()
            .into_iter()
            .filter(|at| {
                let shape = self.shape(*at);
                shape.share(shape.numbers) >= 0.9 && shape.share(shape.amounts) >= 0.6
            })
            .map(|at| (self.shape(at).mean, at))
            .collect();
        amounts.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut amounts = amounts.into_iter();
        let value = self.has(Field::GoodsValue).map(|at| self.shape(at).mean);
        let value = value.or_else(|| {
            let (mean, at) = amounts.next()?;
            self.set(
                at,
                Field::GoodsValue,
                60,
                "the values are the largest amounts of the table",
            );
            Some(mean)
        });
        if value.is_none() || self.has(Field::Duty).is_some() {
            return;
        }
        let rated = self.has(Field::DutyRate).is_some();
        for (_, at) in amounts {
            let (below, as_rated) = self.as_duty(at);
            if rated && as_rated >= 60 {
                self.set(at, Field::Duty, 85, "the values are the rate of the value");
                return;
            }
            if !rated && below >= 95 {
                self.set(
                    at,
                    Field::Duty,
                    50,
                    "the values are the next largest amounts, below the value",
                );
                return;
            }
        }
    }

    /// In how many percent of the rows an amount is below the goods value, and
    /// in how many it is the rate of it.
    fn as_duty(&self, at: usize) -> (u32, u32) {
        let Some(value) = self.has(Field::GoodsValue) else {
            return (0, 0);
        };
        let rate_at = self.has(Field::DutyRate);
        let cell = |text| Cell {
            text,
            kind: CellKind::Text,
        };
        let cents = |text| money::cents(cell(text)).ok().flatten().map(|c| c.0);
        let rows = self.shape(at).rows.min(300);
        let (mut both, mut below, mut rated) = (0usize, 0usize, 0usize);
        for row in 0..rows {
            let Some(duty) = cents(self.text(row, at)) else {
                continue;
            };
            let Some(value) = cents(self.text(row, value)).filter(|v| *v > 0) else {
                continue;
            };
            both += 1;
            below += usize::from(duty <= value);
            let rate = rate_at.and_then(|at| rate(cell(self.text(row, at)), false));
            if let Some(Rate::Plain(ppm)) = rate {
                let due = i128::from(value) * i128::from(ppm) / 1_000_000;
                rated += usize::from((due - i128::from(duty)).abs() <= 100);
            }
        }
        let share = |count: usize| (count * 100 / both.max(1)) as u32;
        (share(below), share(rated))
    }

    /// Descriptions, suppliers and part numbers: told by words, companies'
    /// endings and how many different ones there are.
    fn texts(&mut self) {
        if self.has(Field::Supplier).is_none() {
            let found = self
                .free()
                .into_iter()
                .filter(|at| {
                    let shape = self.shape(*at);
                    shape.share(shape.companies) >= 0.4 && shape.distinct >= ENOUGH
                })
                .max_by_key(|at| (self.begins_mid(*at), self.shape(*at).distinct));
            if let Some(at) = found {
                let made = self.begins_mid(at) >= 60;
                let (fit, reason) = if made {
                    (
                        80,
                        "the values are companies whose names the manufacturer IDs are built from",
                    )
                } else {
                    (60, "the values are names of companies")
                };
                self.set(at, Field::Supplier, fit, reason);
            }
        }
        if self.has(Field::Description).is_none() {
            let found = self.best(
                |s| {
                    if s.distinct < 3 || s.share(s.companies) > 0.3 || s.share(s.dates) > 0.5 {
                        0.0
                    } else {
                        s.share(s.phrases)
                    }
                },
                0.6,
            );
            if let Some(at) = found {
                self.set(
                    at,
                    Field::Description,
                    65,
                    "the values are texts of several words",
                );
            }
        }
        if self.has(Field::Sku).is_none() {
            // A product comes again under the same description; a document's
            // number does not.
            let found = self
                .free()
                .into_iter()
                .filter(|at| {
                    let s = self.shape(*at);
                    let again = s.distinct * 10 <= s.values * 9 && s.distinct >= 5;
                    let other = s.numbers + s.dates + s.mids + s.importers;
                    again && s.share(other) < 0.5 && s.share(s.codes) >= 0.8
                })
                .max_by_key(|at| self.names_one_description(*at));
            if let Some(at) = found {
                let one = self.names_one_description(at);
                if one >= 80 {
                    self.set(at, Field::Sku, 75, "each value stands with one description");
                } else if self.has(Field::Description).is_none() {
                    self.set(at, Field::Sku, 50, "the values are codes that come again");
                }
            }
        }
    }

    /// In how many percent of the rows a name begins with the letters that the
    /// manufacturer ID has after its country.
    fn begins_mid(&self, at: usize) -> u32 {
        let Some(mid) = self.has(Field::Mid) else {
            return 0;
        };
        let rows = self.shape(at).rows.min(200);
        let agree = (0..rows)
            .filter(|row| {
                let Ok(mid) = Mid::parse(self.text(*row, mid)) else {
                    return false;
                };
                let name: String = self
                    .text(*row, at)
                    .chars()
                    .filter(char::is_ascii_alphanumeric)
                    .take(3)
                    .map(|c| c.to_ascii_uppercase())
                    .collect();
                name.len() == 3 && mid.name_stem().starts_with(&name)
            })
            .count();
        percent(agree as f64 / rows.max(1) as f64)
    }

    /// In how many percent of the rows a value stands with the description that
    /// it stood with first.
    fn names_one_description(&self, at: usize) -> u32 {
        let Some(description) = self.has(Field::Description) else {
            return 0;
        };
        let rows = self.shape(at).rows.min(300);
        let mut first: BTreeMap<String, String> = BTreeMap::new();
        let (mut again, mut same) = (0usize, 0usize);
        for row in 0..rows {
            let text = self.text(row, description);
            match first.get(self.text(row, at)) {
                Some(known) => {
                    again += 1;
                    same += usize::from(known == text);
                }
                None => {
                    first.insert(self.text(row, at).to_owned(), text.to_owned());
                }
            }
        }
        percent(same as f64 / again.max(1) as f64)
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
