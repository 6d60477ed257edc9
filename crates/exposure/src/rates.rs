//! What a line would bear under a tariff number, on its own date and origin.
//!
//! Three sources, tried in this order; every rate names the one it came from.
//!
//! 1. The tariff export that the visitor loaded ([`RateBook`]) has the base
//!    rate. Chapter 99 duty stands beside it: as observed on lines of that
//!    number, else as filed on the line itself.
//! 2. The files: the median of duty ÷ value over lines of the same eight-digit
//!    number and origin in the same month, else in the nearest month, never
//!    across a day on which a rate that concerns them changed. Lines that claim
//!    the same preference come first. The observed rate holds everything that
//!    such lines bore, chapter 99 duty included.
//! 3. What the visitor entered.
//!
//! Where all three fail the line is *not quantified*. Nothing is invented.
//! Ratios are exact decimals, cut to ten places; a median of an even set is the
//! mean of the middle two, so that repeating every line changes nothing.

use crate::derivation::{Source, SourceKind};
use crate::money;
use customs::hts::{Kind, Level};
use customs::{Cents, Country, Day, EntryType, Hts, Spi};
use profile::{LineRef, Profile};
use rulebook::figures::Wording;
use rulebook::measures::Measures;
use rulebook::{Era, Eras, Pack};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use triggers::alike::PerKind;

/// Base rates by eight-digit number, from the visitor's tariff export.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RateBook {
    /// What the export is called, to be named beside every rate.
    pub name: String,
    /// Rates of each number, over time.
    pub numbers: BTreeMap<Hts, Vec<BookRate>>,
}

/// The rates of one number over a span of time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BookRate {
    /// First day; `None` is open.
    pub from: Option<Day>,
    /// Last day; `None` is open.
    pub to: Option<Day>,
    /// Column 1 general as a fraction; `None` unless it is a plain percentage.
    pub general: Option<Decimal>,
    /// Column 1 special as a fraction, by indicator.
    pub special: BTreeMap<Spi, Decimal>,
    /// Column 2 as a fraction.
    pub column2: Option<Decimal>,
}

impl RateBook {
    /// The base rate of a number on a day; `None` when the export has none or
    /// not as a plain percentage. `column2` says whether the goods bear the
    /// rates of that column.
    #[must_use]
    pub fn base(
        &self,
        number: Hts,
        day: Day,
        column2: bool,
        claim: Option<Spi>,
    ) -> Option<Decimal> {
        let record = self
            .numbers
            .get(&number.at(Level::RateLine))?
            .iter()
            .find(|r| r.from.is_none_or(|from| from <= day) && r.to.is_none_or(|to| day <= to))?;
        if column2 {
            return record.column2;
        }
        claim
            .and_then(|claim| record.special.get(&claim).copied())
            .or(record.general)
    }
}

pub use rulebook::figures::{RateOrigin as Origin, Unquantified};

fn kind(origin: Origin) -> SourceKind {
    match origin {
        Origin::Tariff | Origin::TariffAsFiled => SourceKind::Tariff,
        Origin::Observed | Origin::ObservedNear => SourceKind::Observed,
        Origin::Entered => SourceKind::Entered,
        Origin::Filed => SourceKind::File,
        Origin::Finding => SourceKind::Finding,
    }
}

/// A total ad valorem rate and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// As a fraction of value.
    pub rate: Decimal,
    /// The kind of source.
    pub origin: Origin,
    /// The number it is of.
    pub number: Option<Hts>,
    /// The lines it was observed on.
    pub lines: u32,
    /// The month it was observed in, such as `2024-05`.
    pub month: String,
    /// What the tariff export that it was taken from is called.
    pub book: String,
}

impl Rate {
    /// A rate without observations.
    #[must_use]
    pub fn stated(rate: Decimal, origin: Origin, number: Option<Hts>) -> Self {
        Self {
            rate,
            origin,
            number,
            lines: 0,
            month: String::new(),
            book: String::new(),
        }
    }

    /// The source as shown.
    #[must_use]
    pub fn source(&self, wording: &Wording) -> Source {
        let number = self.number.map_or_else(String::new, |n| n.to_string());
        let text = wording
            .rate_sources
            .get(&self.origin)
            .map_or("", String::as_str);
        kind(self.origin).at(rulebook::fill(
            text,
            &[
                ("number", &number),
                ("lines", &self.lines.to_string()),
                ("month", &self.month),
                ("book", &self.book),
            ],
        ))
    }
}

/// How a line claims a preference when its rate is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// As it was filed; lines with other claims serve where none has the same.
    AsFiled(Option<Spi>),
    /// Without any: lines with a claim never serve.
    Without,
}

/// Which lines a median is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    /// All of them.
    Any,
    /// Those with this claim, or with none.
    With(Option<Spi>),
}

/// What the lines of one number, origin, span between changes, group and month
/// bore.
#[derive(Clone, Debug, Default)]
struct Cell {
    total: Vec<Decimal>,
    additional: Vec<Decimal>,
}

/// Place of a cell: the span between changes, the group, the month.
type Place = (usize, Group, i32);

/// What lines of one number and origin bore over time.
#[derive(Clone, Debug, Default)]
struct Series {
    /// The days on which a rate that concerns them changed, in order.
    changes: Vec<Day>,
    cells: BTreeMap<Place, Cell>,
    /// The medians of the cells, each with its count of lines.
    total: BTreeMap<Place, (u32, Decimal)>,
    additional: BTreeMap<Place, (u32, Decimal)>,
}

impl Series {
    fn new(pack: &Pack, number: Hts, origin: Option<Country>) -> Self {
        let concerns = |era: &&Era| {
            origin.is_none_or(|origin| Eras::touches(era, &pack.measures, number, origin))
        };
        let mut changes: Vec<Day> = pack
            .eras
            .eras
            .iter()
            .filter(concerns)
            .map(|era| era.date)
            .collect();
        changes.sort_unstable();
        Self {
            changes,
            ..Self::default()
        }
    }

    fn span(&self, day: Day) -> usize {
        self.changes.partition_point(|change| *change <= day)
    }

    fn add(&mut self, line: LineRef<'_>, day: Day, total: Decimal) {
        let additional = additional(line);
        let (span, month) = (self.span(day), day.month_index());
        for group in [Group::Any, Group::With(line.spi())] {
            let place = (span, group, month);
            let cell = self.cells.entry(place).or_default();
            cell.total.push(total);
            cell.additional.extend(additional);
        }
    }

    fn finish(&mut self) {
        let middle = |ratios: Vec<Decimal>| Some((ratios.len() as u32, median(ratios)?));
        for (place, cell) in std::mem::take(&mut self.cells) {
            self.total.extend(middle(cell.total).map(|m| (place, m)));
            self.additional
                .extend(middle(cell.additional).map(|m| (place, m)));
        }
    }

    /// The median of the nearest month within the span, the earlier of two.
    fn nearest<'m>(
        &self,
        medians: &'m BTreeMap<Place, (u32, Decimal)>,
        day: Day,
        claim: Claim,
    ) -> Option<(i32, &'m (u32, Decimal))> {
        let (span, own) = (self.span(day), day.month_index());
        let of = |group: Group| {
            let place = |month| (span, group, month);
            let found = |((_, _, month), median): (&Place, &'m (u32, Decimal))| (*month, median);
            let before = medians
                .range(place(i32::MIN)..=place(own))
                .next_back()
                .map(found);
            let after = medians
                .range(place(own)..=place(i32::MAX))
                .next()
                .map(found);
            before
                .into_iter()
                .chain(after)
                .min_by_key(|(month, _)| (month - own).abs())
        };
        match claim {
            Claim::Without => of(Group::With(None)),
            Claim::AsFiled(spi) => of(Group::With(spi)).or_else(|| of(Group::Any)),
        }
    }
}

/// Rates from every source, for the numbers that may be asked for.
#[derive(Clone, Debug)]
pub struct Rates<'a> {
    measures: &'a Measures,
    no_deposit: &'a [EntryType],
    book: Option<&'a RateBook>,
    entered: &'a BTreeMap<Hts, Decimal>,
    observed: BTreeMap<(Hts, Option<Country>), Series>,
}

/// Chapter 99 duty ÷ value as filed on a line; `None` when the file does not
/// tell it apart.
#[must_use]
pub fn additional(line: LineRef<'_>) -> Option<Decimal> {
    let mut sum = Cents::ZERO;
    for tariff in line.tariffs() {
        if tariff.hts.is_some_and(|hts| hts.kind() == Kind::Additional) {
            sum += tariff.duty?;
        }
    }
    money::ratio(sum, line.value())
}

/// Whether a line's duty ÷ value says what its number bears.
fn is_telling(line: LineRef<'_>) -> bool {
    line.value().is_positive()
        && !line.is_multi_tariff()
        && !line.has_special_classification()
        && line.hts8().is_some_and(Hts::is_ordinary)
}

impl<'a> Rates<'a> {
    /// Rates for these eight-digit numbers.
    #[must_use]
    pub fn new(
        profile: &Profile,
        numbers: &BTreeSet<Hts>,
        pack: &'a Pack,
        book: Option<&'a RateBook>,
        entered: &'a BTreeMap<Hts, Decimal>,
    ) -> Self {
        let mut places: BTreeMap<(Hts, Option<Country>), usize> = BTreeMap::new();
        let mut series: Vec<Series> = Vec::new();
        let asked = PerKind::of(profile, |line| {
            let number = line.hts8().filter(|number| numbers.contains(number))?;
            let origin = line.origin();
            Some(*places.entry((number, origin)).or_insert_with(|| {
                series.push(Series::new(pack, number, origin));
                series.len() - 1
            }))
        });
        for line in profile.lines() {
            let Some(Some(at)) = asked.get(&line) else {
                continue;
            };
            let (Some(day), Some(duty)) = (line.entry_date(), line.duty()) else {
                continue;
            };
            if !is_telling(line) || duty < Cents::ZERO {
                continue;
            }
            if let (Some(total), Some(series)) =
                (money::ratio(duty, line.value()), series.get_mut(*at))
            {
                series.add(line, day, total);
            }
        }
        series.iter_mut().for_each(Series::finish);
        let mut of = |at: usize| series.get_mut(at).map(std::mem::take);
        let observed = places
            .into_iter()
            .filter_map(|(key, at)| Some((key, of(at)?)))
            .collect();
        Self {
            measures: &pack.measures,
            no_deposit: &pack.entry_types.no_deposit,
            book,
            entered,
            observed,
        }
    }

    /// Whether the line's entry is of a type that deposits duty; one without a
    /// type counts as such.
    #[must_use]
    pub fn deposits(&self, line: LineRef<'_>) -> bool {
        line.entry_type()
            .is_none_or(|kind| !self.no_deposit.contains(&kind))
    }

    /// The total rate that a line would bear under an eight-digit number.
    ///
    /// # Errors
    /// When no source has it.
    pub fn of(&self, line: LineRef<'_>, number: Hts, claim: Claim) -> Result<Rate, Unquantified> {
        let number = number.at(Level::RateLine);
        if let Some(day) = line.entry_date() {
            let rate = self
                .by_book(line, number, day, claim)
                .or_else(|| self.by_files(line, number, day, claim));
            if let Some(rate) = rate {
                return Ok(rate);
            }
        }
        self.entered
            .get(&number)
            .map(|rate| Rate::stated(*rate, Origin::Entered, Some(number)))
            .ok_or(Unquantified::NoRate)
    }

    fn by_book(&self, line: LineRef<'_>, number: Hts, day: Day, claim: Claim) -> Option<Rate> {
        let spi = match claim {
            Claim::AsFiled(spi) => spi,
            Claim::Without => None,
        };
        let is_column_2 = |origin| self.measures.is_column_2(origin, day);
        let column2 = line.origin().is_some_and(is_column_2);
        let book = self.book?;
        let base = book.base(number, day, column2, spi)?;
        let series = self.observed.get(&(number, line.origin()));
        let seen = series.and_then(|series| series.nearest(&series.additional, day, claim));
        let (beside, origin) = match seen {
            Some((_, (_, rate))) => (*rate, Origin::Tariff),
            None => (additional(line)?, Origin::TariffAsFiled),
        };
        Some(Rate {
            book: book.name.clone(),
            ..Rate::stated(money::rate(base + beside), origin, Some(number))
        })
    }

    fn by_files(&self, line: LineRef<'_>, number: Hts, day: Day, claim: Claim) -> Option<Rate> {
        let series = self.observed.get(&(number, line.origin()))?;
        let (month, (lines, rate)) = series.nearest(&series.total, day, claim)?;
        let is_own = month == day.month_index();
        Some(Rate {
            lines: *lines,
            rate: *rate,
            origin: if is_own {
                Origin::Observed
            } else {
                Origin::ObservedNear
            },
            number: Some(number),
            book: String::new(),
            month: format!(
                "{:04}-{:02}",
                month.div_euclid(12),
                month.rem_euclid(12) + 1
            ),
        })
    }
}

/// The middle value, or the mean of the middle two.
#[must_use]
pub fn median(mut values: Vec<Decimal>) -> Option<Decimal> {
    values.sort_unstable();
    let upper = values.get(values.len() / 2).copied()?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = values.get(values.len() / 2 - 1).copied()?;
    Some(money::rate((lower + upper) / Decimal::TWO))
}
