//! The tariff numbers of one product over time.
//!
//! Support is counted in distinct entry dates, never in lines, so that more of
//! the same changes nothing.

use crate::picture::{CodeMark, CodeTrack};
use customs::{Cents, Country, Day, Days, Hts, Ordered};
use profile::{LineIx, Profile};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// The use of one number.
#[derive(Clone, Debug)]
pub struct Use {
    /// The number, at eight digits.
    pub hts: Hts,
    /// Goods value under it.
    pub value: Cents,
    /// Duty under it, over the lines that have one.
    duty: Cents,
    /// Goods value of the lines that have a duty.
    dutied: Cents,
    /// Distinct entry dates.
    pub dates: Days,
    /// Its lines, in date order.
    pub lines: Vec<LineIx>,
}

impl Use {
    /// Duty ÷ value, in millionths; `None` where no duty was read.
    #[must_use]
    pub fn rate_ppm(&self) -> Option<u32> {
        (self.dutied.is_positive()).then(|| crate::grade::share_ppm(self.duty, self.dutied))
    }

    /// How its rate stands to another's, where both are known. Duty is rounded
    /// to a cent on every line: rates that this alone could part are equal.
    #[must_use]
    pub fn rate_against(&self, other: &Self) -> Option<Ordering> {
        let (own, others) = (self.rate_ppm()?, other.rate_ppm()?);
        let slack = |one: &Self| {
            let cents = one.lines.len() as i128 * 1_000_000;
            cents / i128::from(one.dutied.0.max(1)) + 1
        };
        if i128::from(own.abs_diff(others)) <= slack(self) + slack(other) {
            Some(Ordering::Equal)
        } else {
            Some(own.cmp(&others))
        }
    }

    /// First and last entry date.
    #[must_use]
    pub fn interval(&self) -> Option<(Day, Day)> {
        Some((self.dates.first()?, self.dates.last()?))
    }
}

/// The numbers of a product, by date.
#[derive(Clone, Debug)]
pub struct Series {
    /// One for each number, most value first.
    pub uses: Vec<Use>,
    /// Goods value of all lines.
    pub value: Cents,
    /// Distinct entry dates of all lines.
    pub dates: Days,
}

/// How the numbers follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Each number ends before the next begins, within the tolerance.
    Switches(Vec<Switch>),
    /// A number comes back after another was used, but the two never meet.
    FlipFlop,
    /// Two numbers are in use at the same time.
    Concurrent,
}

/// One number gives way to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Switch {
    /// The number before.
    pub from: Hts,
    /// The number after.
    pub to: Hts,
    /// The last date of the number before, or the first of the number after
    /// where they overlap: the change came no earlier.
    pub since: Day,
    /// The first date of the number after.
    pub on: Day,
}

impl Series {
    /// The series of these lines. Lines without a date or without an eight
    /// digit number have no place in it.
    #[must_use]
    pub fn of(profile: &Profile, lines: &[LineIx]) -> Self {
        let mut uses: Vec<Use> = Vec::new();
        let mut last = 0;
        for line in lines.iter().map(|ix| profile.line(*ix)) {
            let (Some(hts), Some(_)) = (line.hts8(), line.entry_date()) else {
                continue;
            };
            // A product has few numbers, and its next line most likely the same.
            if uses.get(last).is_none_or(|one| one.hts != hts) {
                last = uses
                    .iter()
                    .position(|one| one.hts == hts)
                    .unwrap_or(uses.len());
            }
            if last == uses.len() {
                uses.push(Use {
                    hts,
                    value: Cents::ZERO,
                    duty: Cents::ZERO,
                    dutied: Cents::ZERO,
                    dates: Days::default(),
                    lines: Vec::new(),
                });
            }
            let Some(one) = uses.get_mut(last) else {
                continue;
            };
            let value = line.value().or_zero();
            one.value += value;
            if let Some(duty) = line.duty() {
                one.duty += duty.or_zero();
                one.dutied += value;
            }
            one.lines.push(line.ix());
        }
        for one in &mut uses {
            one.dates = profile.dates(&one.lines);
        }
        let dates = match uses.as_slice() {
            [only] => only.dates.clone(),
            several => several.iter().flat_map(|one| one.dates.iter()).collect(),
        };
        uses.order_by(|a, b| b.value.cmp(&a.value).then(a.hts.cmp(&b.hts)));
        Self {
            value: uses.iter().map(|u| u.value).sum(),
            uses,
            dates,
        }
    }

    /// Goods value outside the dominant number.
    #[must_use]
    pub fn minority(&self) -> Cents {
        self.uses.iter().skip(1).map(|u| u.value).sum()
    }

    /// How the numbers follow each other. Two numbers whose use meets for no
    /// longer than `tolerance` days, once, count as a switch: goods were under
    /// way. `concurrent` is the count of changes from which alternating use
    /// counts as use at the same time.
    #[must_use]
    pub fn order(&self, tolerance: i32, concurrent: usize) -> Order {
        let mut by_first: Vec<&Use> = self.uses.iter().collect();
        by_first.order_by_key(|u| u.interval());
        let switches: Option<Vec<Switch>> = by_first
            .windows(2)
            .map(|pair| {
                let [before, after] = pair else { return None };
                let (_, ended) = before.interval()?;
                let (began, _) = after.interval()?;
                (ended.since(began) <= tolerance).then_some(Switch {
                    from: before.hts,
                    to: after.hts,
                    since: ended.min(began),
                    on: began,
                })
            })
            .collect();
        if let Some(switches) = switches {
            return Order::Switches(switches);
        }
        let (changes, together) = self.changes();
        if together || changes >= concurrent {
            Order::Concurrent
        } else {
            Order::FlipFlop
        }
    }

    /// Changes in the date-ordered series after equal neighbours are
    /// collapsed, and whether two numbers share a date.
    #[must_use]
    pub fn changes(&self) -> (usize, bool) {
        let mut by_date: BTreeMap<Day, BTreeSet<Hts>> = BTreeMap::new();
        for one in &self.uses {
            for date in one.dates.iter() {
                by_date.entry(date).or_default().insert(one.hts);
            }
        }
        let together = by_date.values().any(|numbers| numbers.len() > 1);
        let mut changes = 0;
        let mut last: Option<&BTreeSet<Hts>> = None;
        for numbers in by_date.values() {
            if last.is_some_and(|last| last != numbers) {
                changes += 1;
            }
            last = Some(numbers);
        }
        (changes, together)
    }

    /// The number that was used latest on at least `dates` distinct dates; the
    /// dominant one where none was.
    #[must_use]
    pub fn latest_consistent(&self, dates: usize) -> Option<Hts> {
        self.uses
            .iter()
            .filter(|u| u.dates.len() >= dates)
            .max_by(|a, b| {
                let last = |u: &Use| u.interval().map(|(_, last)| last);
                last(a)
                    .cmp(&last(b))
                    .then(a.value.cmp(&b.value))
                    .then(b.hts.cmp(&a.hts))
            })
            .or_else(|| self.uses.first())
            .map(|u| u.hts)
    }

    /// The picture: a track for each number.
    #[must_use]
    pub fn tracks(&self, profile: &Profile) -> Vec<CodeTrack> {
        self.uses
            .iter()
            .map(|one| CodeTrack {
                hts: one.hts,
                value: one.value,
                share_ppm: crate::grade::share_ppm(one.value, self.value),
                rate_ppm: one.rate_ppm(),
                marks: marks(profile, &one.lines),
            })
            .collect()
    }
}

/// The value of lines by date, filer and origin.
fn marks(profile: &Profile, lines: &[LineIx]) -> Vec<CodeMark> {
    let mut marks: BTreeMap<(Day, &str, Option<Country>), Cents> = BTreeMap::new();
    for line in lines.iter().map(|ix| profile.line(*ix)) {
        if let Some(date) = line.entry_date() {
            *marks
                .entry((date, line.filer(), line.origin()))
                .or_default() += line.value().or_zero();
        }
    }
    marks
        .into_iter()
        .map(|((date, filer, origin), value)| CodeMark {
            date,
            filer: filer.to_owned(),
            origin,
            value,
        })
        .collect()
}
