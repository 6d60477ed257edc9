//! Fields that the order of values tells: numbers that start again, a handful
//! of codes, dates in the order of an entry's life.

use super::Table;
use customs::Field;

impl Table<'_> {
    /// Line numbers and tariff ordinals start again where what is above them
    /// changes.
    pub(super) fn by_order(&mut self) {
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
    pub(super) fn misses(&self, at: usize, entry: usize, above: usize) -> Option<usize> {
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
    pub(super) fn dates(&mut self) {
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
}
