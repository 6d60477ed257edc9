//! Fields that only the company of others tells: duty is the rate of the
//! value, a supplier's name is in the manufacturer ID, a part number stands with
//! one description.

use super::{ENOUGH, Table, percent};
use crate::cell::{Cell, CellKind};
use crate::values::money;
use crate::values::rates::{Rate, rate};
use customs::{Field, Mid};
use std::collections::BTreeMap;

impl Table<'_> {
    /// Amounts: the largest is the value, the next the duty. A quantity is a
    /// whole number beside a unit.
    pub(super) fn amounts(&mut self) {
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
    pub(super) fn texts(&mut self) {
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
}
