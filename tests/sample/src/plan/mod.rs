//! The plan of an importer: which products, on which days, in how many lines
//! and for how much. The plan is small whatever the size of the sample; lines
//! are made from it one day at a time.

pub(crate) mod background;
pub(crate) mod draft;
pub(crate) mod master;
pub(crate) mod product;

use crate::Config;
use crate::calendar::working_days;
use crate::chance::Chance;
use crate::plant::{self, Plant};
use crate::truth::{Answer, AnswerSet, Case};
use jiff::civil::Date;
use product::{Product, Span, Supplier};
use std::collections::BTreeSet;

/// Average declared value of a line, in cents.
const LINE_VALUE: i64 = 1_400_000;

/// A product with its days and its size.
#[derive(Debug)]
pub(crate) struct Planned {
    /// The product.
    pub(crate) product: Product,
    /// Its days, as positions among the working days, ascending.
    pub(crate) days: Vec<u32>,
    /// Its lines in all.
    pub(crate) lines: u32,
    /// Usual declared value of a line, in cents.
    pub(crate) line_value: i64,
}

impl Planned {
    /// How many lines fall on its `index`th day.
    pub(crate) fn lines_on(&self, index: u32) -> u32 {
        let days = u64::try_from(self.days.len()).unwrap_or(1).max(1);
        let until = |i: u64| u64::from(self.lines) * i / days;
        let index = u64::from(index);
        u32::try_from(until(index + 1) - until(index)).unwrap_or(0)
    }
}

/// The importer of one sample.
#[derive(Debug)]
pub(crate) struct Importer {
    /// Seed of every chance.
    pub(crate) seed: u64,
    /// The as-of date.
    pub(crate) as_of: Date,
    /// The working days of the sample.
    pub(crate) days: Vec<Date>,
    /// Products with their plans.
    pub(crate) products: Vec<Planned>,
    /// The cases that were planted.
    pub(crate) planted: Vec<Case>,
    /// The look-alikes.
    pub(crate) innocent: Vec<Case>,
    /// Answers to the questionnaire.
    pub(crate) answers: Vec<Answer>,
    /// Answers of an importer with nothing to hide.
    pub(crate) clean_answers: Vec<Answer>,
    /// Stands in for a supplier that a product lacks.
    pub(crate) nobody: Supplier,
}

impl Importer {
    /// Plans the importer of a configuration.
    pub(crate) fn new(config: &Config) -> Self {
        let days = working_days(config.as_of);
        let lines = config.lines.max(1);
        let plants = fitting(lines, &days);
        let mut importer = Importer {
            seed: config.seed,
            as_of: config.as_of,
            days,
            products: Vec::new(),
            planted: Vec::new(),
            innocent: Vec::new(),
            answers: Vec::new(),
            clean_answers: Vec::new(),
            nobody: Supplier::new("CN", "UNKNOWN", 0, "UNKNOWN"),
        };
        let mut lines_left = lines;
        let mut value_left = 1_000_000u32;
        for plant in plants {
            match plant.case.answers {
                AnswerSet::Sample => importer.answers.extend(plant.answers),
                AnswerSet::Clean => importer.clean_answers.extend(plant.answers),
            }
            if plant.innocent {
                importer.innocent.push(plant.case);
            } else {
                importer.planted.push(plant.case);
            }
            for product in plant.products {
                value_left = value_left.saturating_sub(product.value_ppm);
                let planned = importer.planted(product, lines);
                lines_left = lines_left.saturating_sub(planned.lines);
                importer.products.push(planned);
            }
        }
        importer.keep_told_cases();
        importer.fill(lines, lines_left, value_left);
        importer
    }

    /// Drops cases about products of plants that were left out.
    fn keep_told_cases(&mut self) {
        let skus: BTreeSet<String> = self
            .products
            .iter()
            .map(|planned| planned.product.sku.clone())
            .collect();
        let told = |case: &Case| case.skus.iter().all(|sku| skus.contains(sku));
        self.planted.retain(told);
        self.innocent.retain(told);
    }

    fn planted(&self, product: Product, lines: u32) -> Planned {
        let share = ppm(lines, product.line_ppm);
        let wanted = share.max(product.least_lines());
        let mut days = Vec::new();
        for span in &product.spans {
            let part =
                u64::from(wanted) * u64::from(span.lines) / u64::from(product.least_lines().max(1));
            let part = u32::try_from(part).unwrap_or(u32::MAX);
            let most = product.max_days.unwrap_or(u32::MAX);
            days.extend(self.spread(&product, span, part.min(most)));
        }
        days.sort_unstable();
        days.dedup();
        let value = i64::from(lines) * LINE_VALUE / 1_000_000 * i64::from(product.value_ppm);
        Planned {
            product,
            days,
            lines: wanted,
            line_value: value / i64::from(wanted.max(1)),
        }
    }

    /// `count` days, evenly spread over a span, each moved a little by chance.
    fn spread(&self, product: &Product, span: &Span, count: u32) -> Vec<u32> {
        let position = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let first = span
            .from
            .map_or(0, |from| position(self.days.partition_point(|d| *d < from)));
        let end = span.to.map_or(position(self.days.len()), |to| {
            position(self.days.partition_point(|d| *d < to))
        });
        let mut chance = Chance::new(self.seed, &product.sku, u64::from(first) + 1);
        strata(first, end, count, || chance.unit())
    }

    /// Adds the ordinary products that make up the rest of the sample.
    fn fill(&mut self, lines: u32, lines_left: u32, value_left: u32) {
        let count = usize::try_from(lines_left / 4).unwrap_or(0).max(12);
        let products = background::products(self.seed, count);
        let weights: Vec<u64> = (0u64..)
            .take(products.len())
            .map(|place| 1_000_000 / (place + 8))
            .collect();
        let total: u64 = weights.iter().sum::<u64>().max(1);
        let value = i64::from(lines) * LINE_VALUE / 1_000_000 * i64::from(value_left);
        // Cumulative shares, so that the lines add up to what was asked.
        let mut seen = 0u64;
        let mut given = 0u64;
        let mut drafts = Vec::with_capacity(products.len());
        for (product, weight) in products.into_iter().zip(weights) {
            seen += weight;
            let until = u64::from(lines_left) * seen / total;
            let own = u32::try_from(until - given).unwrap_or(0);
            given = until;
            let mut chance = Chance::new(self.seed, &product.sku, 2);
            let share = i64::try_from(weight * u64::from(700 + chance.below(600)) / 1000);
            let worth = i128::from(value) * i128::from(share.unwrap_or(0)) / i128::from(total);
            let line_value = i64::try_from(worth).unwrap_or(0) / i64::from(own.max(1));
            drafts.push((product, own, line_value));
        }
        for (product, own, line_value) in &drafts {
            let calendar = self.calendar(product.calendar, &drafts);
            let days = pick(&calendar, *own, product, self.seed);
            self.products.push(Planned {
                product: product.clone(),
                days,
                lines: *own,
                line_value: *line_value,
            });
        }
    }

    /// The shipping days of a supplier: as many as its busiest product needs.
    fn calendar(&self, key: Option<u32>, drafts: &[(Product, u32, i64)]) -> Vec<u32> {
        let busiest = drafts
            .iter()
            .filter(|(product, ..)| product.calendar == key)
            .map(|(_, lines, _)| *lines)
            .max()
            .unwrap_or(0);
        let end = u32::try_from(self.days.len()).unwrap_or(0);
        let mut chance = Chance::new(self.seed, "calendar", u64::from(key.unwrap_or(0)));
        strata(0, end, busiest, || chance.unit())
    }
}

/// The plants that fit into a sample of `lines`, in their order.
fn fitting(lines: u32, days: &[Date]) -> Vec<Plant> {
    let within = |day: Date| days.first().is_some_and(|d| *d < day) && days.last() > Some(&day);
    let mut room = lines / 10 * 9;
    plant::all()
        .into_iter()
        .filter(|plant| plant.needs.iter().all(|day| within(*day)))
        .take_while(|plant| {
            let least = plant.least_lines();
            let fits = least <= room;
            room = room.saturating_sub(least);
            fits
        })
        .collect()
}

/// At most `count` ascending positions in `first..end`, one in each of equal
/// strata, placed within it by `chance`.
fn strata(first: u32, end: u32, count: u32, mut chance: impl FnMut() -> f64) -> Vec<u32> {
    let width = end.saturating_sub(first);
    let count = count.min(width);
    let at = |i: u32| {
        first
            + u32::try_from(u64::from(width) * u64::from(i) / u64::from(count.max(1))).unwrap_or(0)
    };
    (0..count)
        .map(|i| {
            let (from, to) = (at(i), at(i + 1));
            let room = f64::from(to - from);
            // Away from the edges, so that neighbours keep their distance.
            let within = room * (0.15 + 0.7 * chance());
            from + (within as u32).min((to - from).saturating_sub(1))
        })
        .collect()
}

/// The days of one product among its supplier's: evenly picked.
fn pick(calendar: &[u32], lines: u32, product: &Product, seed: u64) -> Vec<u32> {
    let have = u32::try_from(calendar.len()).unwrap_or(0);
    let count = lines.min(have);
    let phase = Chance::new(seed, &product.sku, 3).unit();
    let step = f64::from(have) / f64::from(count.max(1));
    (0..count)
        .filter_map(|i| {
            let place = ((f64::from(i) + phase) * step) as usize;
            calendar
                .get(place.min(calendar.len().saturating_sub(1)))
                .copied()
        })
        .collect()
}

fn ppm(lines: u32, share: u32) -> u32 {
    u32::try_from(u64::from(lines) * u64::from(share) / 1_000_000).unwrap_or(u32::MAX)
}
