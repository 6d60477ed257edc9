//! **ORG-1** The declared origin of a product moved soon after a measure on
//! the old origin began, while the manufacturer's code or the country of
//! export still points to the old one.
//!
//! A real move brings a new manufacturer with it. So the trigger looks for the
//! half-year in which the dominant origin gives way, for a measure on that
//! origin in the months before, and for lines of the new origin that still
//! carry the old country.

use crate::context::Context;
use crate::draft::{self, Group};
use crate::finding::{Check, DutyEffect, Finding, FurtherRate, Outcome};
use crate::gather::Heard;
use crate::grade::{Grade, share_ppm};
use crate::numbers;
use crate::picture::{Bar, Picture};
use customs::{Cents, Country, Day, Hts, Ordered};
use profile::{LineIx, LineRef};
use rulebook::{Detector, Era, Eras, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Drop of the dominant origin's share from one half-year to the next.
    min_share_drop: Decimal,
    /// Months after a measure in which a shift is looked at.
    window_months: i32,
    /// Months of a period.
    half_year_months: i32,
    /// Distinct entry dates that each period needs.
    min_dates_per_half: usize,
    /// The least grade.
    grade: Grade,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    let mut most = 0;
    let keep = |line: &LineRef<'_>| {
        line.value().is_positive() && line.origin().is_some() && line.entry_date().is_some()
    };
    for group in draft::product_groups(cx, keep) {
        let dates = draft::dates(cx, &group.lines).len();
        most = most.max(dates);
        if dates < 2 * thresholds.min_dates_per_half {
            continue;
        }
        base += draft::value(cx, &group.lines);
        if let Some(shift) = shift(cx, &thresholds, &group) {
            heard.push(finding(cx, detector, &group, &shift));
        }
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(
            detector,
            2 * thresholds.min_dates_per_half,
            most,
        ));
    }
    let mut assessed = heard.assessed(cx, base);
    for finding in &mut assessed.findings {
        finding.grade = finding.grade.max(thresholds.grade.min(finding.ceiling));
        assessed.grade = assessed.grade.max(finding.grade);
    }
    Ok(Outcome::Assessed(assessed))
}

/// One period of a product.
#[derive(Default)]
struct Half {
    origins: BTreeMap<Country, Cents>,
    dates: BTreeSet<Day>,
}

impl Half {
    fn value(&self) -> Cents {
        self.origins.values().copied().sum()
    }

    fn share(&self, origin: Country) -> u32 {
        let of = self.origins.get(&origin).copied().unwrap_or_default();
        share_ppm(of, self.value())
    }

    fn dominant(&self) -> Option<Country> {
        let best = self
            .origins
            .iter()
            .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
        best.map(|(origin, _)| *origin)
    }
}

/// A shift after a measure.
struct Shift<'a> {
    old: Country,
    /// First day of another origin.
    on: Day,
    era: &'a Era,
    halves: BTreeMap<i32, Half>,
}

fn shift<'a>(cx: &Context<'a>, thresholds: &Thresholds, group: &Group) -> Option<Shift<'a>> {
    let mut halves: BTreeMap<i32, Half> = BTreeMap::new();
    for line in group.lines.iter().map(|ix| cx.profile.line(*ix)) {
        let (day, origin) = (line.entry_date()?, line.origin()?);
        let at = day.month_index().div_euclid(thresholds.half_year_months);
        let half = halves.entry(at).or_default();
        *half.origins.entry(origin).or_default() += line.value();
        half.dates.insert(day);
    }
    let supported: Vec<(i32, &Half)> = halves
        .iter()
        .filter(|(_, half)| half.dates.len() >= thresholds.min_dates_per_half)
        .map(|(at, half)| (*at, half))
        .collect();
    let found = supported.windows(2).find_map(|pair| {
        let [(first, before), (second, after)] = pair else {
            return None;
        };
        let old = before.dominant()?;
        let drop = before.share(old).saturating_sub(after.share(old));
        if second - first != 1 || !draft::at_least(drop, thresholds.min_share_drop) {
            return None;
        }
        let (on, line) = moved(cx, thresholds, group, old, *first..=*second)?;
        let hts = line.hts()?;
        let mut eras = cx.pack.eras.eras.iter().rev();
        let era = eras.find(|era| {
            era.rise.is_some()
                && era.date <= on
                && on <= era.date.plus_months(thresholds.window_months)
                && Eras::touches(era, &cx.pack.measures, hts, old)
        })?;
        Some((old, on, era))
    });
    let (old, on, era) = found?;
    Some(Shift {
        old,
        on,
        era,
        halves,
    })
}

/// Where within two periods the old origin gave way: the first line of another
/// origin from which on the old one's share falls most against that before.
fn moved<'a>(
    cx: &Context<'a>,
    thresholds: &Thresholds,
    group: &Group,
    old: Country,
    halves: std::ops::RangeInclusive<i32>,
) -> Option<(Day, LineRef<'a>)> {
    let mut lines: Vec<(Day, LineRef<'a>)> = group
        .lines
        .iter()
        .map(|ix| cx.profile.line(*ix))
        .filter_map(|line| Some((line.entry_date()?, line)))
        .filter(|(day, _)| {
            halves.contains(&day.month_index().div_euclid(thresholds.half_year_months))
        })
        .collect();
    lines.order_by_key(|(day, line)| (*day, line.ix()));
    let is_old = |line: &LineRef<'_>| line.origin() == Some(old);
    // The value before each line, of all lines and of those of the old origin.
    let mut before = Vec::with_capacity(lines.len() + 1);
    let (mut all, mut of_old) = (Cents::ZERO, Cents::ZERO);
    before.push((of_old, all));
    for (_, line) in &lines {
        all += line.value();
        if is_old(line) {
            of_old += line.value();
        }
        before.push((of_old, all));
    }
    let mut best: Option<(u32, Day, LineRef<'a>)> = None;
    for (day, line) in lines.iter().filter(|(_, line)| !is_old(line)) {
        let at = lines.partition_point(|(other, _)| other < day);
        let (old, whole) = before.get(at).copied().unwrap_or_default();
        let fall = share_ppm(old, whole).saturating_sub(share_ppm(of_old - old, all - whole));
        if best.as_ref().is_none_or(|best| fall > best.0) {
            best = Some((fall, *day, *line));
        }
    }
    best.map(|(_, day, line)| (day, line))
}

fn finding(cx: &Context<'_>, detector: &Detector, group: &Group, shift: &Shift<'_>) -> Finding {
    let moved: Vec<LineIx> = group
        .lines
        .iter()
        .copied()
        .filter(|ix| {
            let line = cx.profile.line(*ix);
            line.origin() != Some(shift.old) && line.entry_date() >= Some(shift.on)
        })
        .collect();
    let pointing: Vec<LineIx> = moved
        .iter()
        .copied()
        .filter(|ix| {
            let line = cx.profile.line(*ix);
            line.mid_country() == Some(shift.old) || line.export() == Some(shift.old)
        })
        .collect();
    let nothing_points = pointing.is_empty();
    let affected = if nothing_points { moved } else { pointing };
    let known = affected.iter().any(|ix| {
        let line = cx.profile.line(*ix);
        !line.mid().is_empty() || line.export().is_some()
    });
    let said = draft::said(cx, "ORG-1.real-move", &draft::names(&group.subject));
    let moved_really = said == Some(true) || nothing_points && known;
    let new_mid = if moved_really || known {
        Some(moved_really)
    } else {
        None
    };
    let earlier: Vec<LineIx> = group
        .lines
        .iter()
        .copied()
        .filter(|ix| {
            let line = cx.profile.line(*ix);
            line.origin() != Some(shift.old) && line.entry_date() < Some(shift.era.date)
        })
        .collect();
    let mut finding = draft::finding(
        cx,
        detector,
        &group.subject,
        "origin_shift",
        affected,
        &group.lines,
    );
    finding.checks = vec![
        Check::new("new_mid", new_mid),
        Check::new("dual_source", Some(!earlier.is_empty())),
        Check::new("ruling", None),
    ];
    finding.facts = vec![
        draft::fact("Origin before", shift.old.name()),
        draft::fact("First other origin", shift.on.to_string()),
        draft::fact(
            "Measure before it",
            format!("{}, {}", shift.era.title, shift.era.date),
        ),
    ];
    finding.picture = picture(shift);
    let lines = rates(cx, group, shift, &finding.lines);
    if lines.iter().any(|further| further.rate > Decimal::ZERO) {
        finding.duty_effect = DutyEffect::Lowers;
    }
    finding.effect = draft::further(
        lines,
        "no line of the old origin shows the rate that it bore at that time",
    );
    finding
}

/// What the importer's own line of the old origin and the same number bore,
/// above what each line bears: the nearest in time, never across a day on which
/// a rate of the old origin changed. A line without one has no amount.
fn rates(
    cx: &Context<'_>,
    group: &Group,
    shift: &Shift<'_>,
    affected: &[LineIx],
) -> Vec<FurtherRate> {
    // Which rates of the old origin were in force: one look for a number and day.
    let mut spans: BTreeMap<(Hts, Day), usize> = BTreeMap::new();
    let mut seen = |line: LineRef<'_>| {
        let (number, day) = (line.hts8()?, line.entry_date()?);
        let span = *spans.entry((number, day)).or_insert_with(|| {
            let eras = cx.pack.eras.eras.iter();
            eras.filter(|era| era.date <= day)
                .filter(|era| Eras::touches(era, &cx.pack.measures, number, shift.old))
                .count()
        });
        let rate = numbers::ratio(line.duty()?, line.value())?;
        Some(((number, span), day, rate))
    };
    let mut of_old: BTreeMap<(Hts, usize), BTreeMap<Day, Decimal>> = BTreeMap::new();
    for ix in &group.lines {
        let line = cx.profile.line(*ix);
        if line.origin() == Some(shift.old)
            && let Some((of, day, rate)) = seen(line)
        {
            of_old.entry(of).or_default().entry(day).or_insert(rate);
        }
    }
    affected
        .iter()
        .filter_map(|ix| {
            let (of, day, own) = seen(cx.profile.line(*ix))?;
            let rate = nearest(of_old.get(&of)?, day)?;
            Some(FurtherRate {
                line: *ix,
                rate: (rate - own).max(Decimal::ZERO),
                source: format!("rate of the importer's own lines of {}", shift.old.name()),
                displaces: Decimal::ZERO,
            })
        })
        .collect()
}

/// The rate of the day nearest to this one, of two as near the earlier.
fn nearest(rates: &BTreeMap<Day, Decimal>, day: Day) -> Option<Decimal> {
    let before = rates.range(..=day).next_back();
    let after = rates.range(day..).next();
    let found = match (before, after) {
        (Some(before), Some(after)) if after.0.since(day) < day.since(*before.0) => Some(after),
        (before, after) => before.or(after),
    };
    found.map(|(_, rate)| *rate)
}

fn picture(shift: &Shift<'_>) -> Picture {
    const HALVES_A_YEAR: i32 = 2;
    Picture::Shares {
        title: format!(
            "Share of {} in the value of each half-year. Measure: {}. First other origin: {} (\u{25c6} from that half-year on).",
            shift.old.name(),
            shift.era.date,
            shift.on
        ),
        bars: shift
            .halves
            .iter()
            .map(|(at, half)| Bar {
                label: format!(
                    "{} half of {}",
                    if at.rem_euclid(HALVES_A_YEAR) == 0 {
                        "First"
                    } else {
                        "Second"
                    },
                    at.div_euclid(HALVES_A_YEAR)
                ),
                share_ppm: half.share(shift.old),
                value: Some(half.origins.get(&shift.old).copied().unwrap_or_default()),
                marked: half.dates.last() >= Some(&shift.on),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests;
