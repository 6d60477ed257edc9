//! Tariff numbers set against each other: which lines can be compared, what a
//! revision of the schedule explains, and what another number would do to duty.

use crate::context::Context;
use crate::finding::{Check, DutyEffect, Effect, OtherNumber};
use crate::grade::share_ppm;
use crate::series::{Series, Use};
use customs::{Cents, Day, Hts, Ordered, grouped};
use products::Rules;
use profile::{LineIx, LineRef, Profile};
use rust_decimal::{Decimal, RoundingStrategy};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Whether a line's number says what the goods are: no set, no chapter 98, no
/// credit, and a date to place it by.
#[must_use]
pub fn says_goods(line: LineRef<'_>) -> bool {
    line.value().is_positive()
        && line.entry_date().is_some()
        && line.hts8().is_some_and(Hts::is_ordinary)
        && !line.is_multi_tariff()
        && !line.has_special_classification()
}

/// A share as the pack writes it.
#[must_use]
pub fn share(part: Cents, whole: Cents) -> Decimal {
    Decimal::new(i64::from(share_ppm(part, whole)), 6)
}

/// Places after the point of a rate that an amount is worked out with.
const RATE_PLACES: u32 = 10;

/// Duty as a fraction of value, fine enough for the cent of any line; `None`
/// without a value. A negative duty counts as none.
#[must_use]
pub fn ratio(duty: Cents, value: Cents) -> Option<Decimal> {
    let duty = Decimal::from(duty.or_zero().0);
    let value = Decimal::from(value.0);
    (value > Decimal::ZERO)
        .then(|| duty.checked_div(value))?
        .map(|ratio| {
            let away = RoundingStrategy::MidpointAwayFromZero;
            ratio.round_dp_with_strategy(RATE_PLACES, away).normalize()
        })
}

/// The goods value of lines.
#[must_use]
pub fn value_of(profile: &Profile, lines: &[LineIx]) -> Cents {
    lines.iter().map(|ix| profile.line(*ix).value()).sum()
}

/// The number under which most of the value stands; the smaller of equals.
#[must_use]
pub fn dominant(by_number: &BTreeMap<Hts, Cents>) -> Option<Hts> {
    by_number
        .iter()
        .max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))
        .map(|(hts, _)| *hts)
}

/// How far from a revision's day use may still belong to it.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// Days before.
    pub before: i32,
    /// Days after.
    pub after: i32,
}

impl Window {
    /// Whether one use gave way to another at a day.
    #[must_use]
    pub fn parts(self, before: (Day, Day), after: (Day, Day), day: Day) -> bool {
        before.1.since(day) <= self.after && after.0.since(day) >= -self.before
    }
}

/// The revision that turned one number into the other, where every use of the
/// old one lies before it and every use of the new one after it.
#[must_use]
pub fn renumbered(cx: &Context<'_>, a: &Use, b: &Use, window: Window) -> Option<String> {
    let (a_dates, b_dates) = (a.interval()?, b.interval()?);
    cx.pack.concordance.steps.iter().find_map(|step| {
        let leads = |old: &Use, old_dates, new: &Use, new_dates| {
            (step.leads(old.hts, new.hts) && window.parts(old_dates, new_dates, step.day))
                .then(|| format!("{} became {} on {}", old.hts, new.hts, step.day))
        };
        leads(a, a_dates, b, b_dates).or_else(|| leads(b, b_dates, a, a_dates))
    })
}

/// A check that revisions explain all of several numbers.
#[must_use]
pub fn revision_check(cx: &Context<'_>, id: &str, uses: &[Use], window: Window) -> Check {
    let mut by_first: Vec<&Use> = uses.iter().collect();
    by_first.order_by_key(|one| one.interval());
    let details: Option<Vec<String>> = by_first
        .windows(2)
        .map(|pair| match pair {
            [a, b] => renumbered(cx, a, b, window),
            _ => None,
        })
        .collect();
    match details {
        Some(details) if !details.is_empty() => Check::new(id, Some(true)).with(details.join("; ")),
        _ => Check::new(id, Some(false)),
    }
}

/// A ruling in the product list that bears the new number and had taken effect
/// by a switch to it, or does so within the days before the switch that a
/// revision may have as well.
#[must_use]
pub fn ruling_by(cx: &Context<'_>, new: &Use, on: Day, window: Window) -> Option<String> {
    let lines = new.lines.iter().map(|ix| cx.profile.line(*ix));
    let skus: BTreeSet<u32> = lines.map(|line| line.sku_ix()).collect();
    let mut rows = skus.into_iter().flat_map(|sku| cx.masters.of_sku(sku));
    let found = rows.find(|row| {
        !row.ruling.is_empty()
            && row.hts.is_some_and(|hts| hts.is_within(new.hts))
            && row
                .effective
                .is_none_or(|day| on.since(day) >= -window.before)
    });
    found.map(|row| format!("ruling {}", row.ruling))
}

/// Whether the uses outside the dominant number bear less duty than it does.
#[must_use]
pub fn duty_effect(cx: &Context<'_>, series: &Series) -> DutyEffect {
    let Some((dominant, others)) = series.uses.split_first() else {
        return DutyEffect::Unclear;
    };
    let (mut lower, mut same, mut all) = (Cents::ZERO, Cents::ZERO, Cents::ZERO);
    for other in others {
        all += other.value;
        match other.rate_against(dominant) {
            Some(Ordering::Less) => lower += other.value,
            Some(Ordering::Equal) => same += other.value,
            _ => {}
        }
    }
    if share(lower, all) >= cx.pack.scoring.lowers_duty_share {
        DutyEffect::Lowers
    } else if same == all {
        DutyEffect::None
    } else {
        DutyEffect::Unclear
    }
}

/// The lines of all uses, in the profile's order. A line has one number, so
/// that no two uses share one.
#[must_use]
pub fn lines_of<'a>(uses: impl IntoIterator<Item = &'a Use>) -> Vec<LineIx> {
    let uses = uses.into_iter();
    let mut lines: Vec<LineIx> = uses.flat_map(|one| one.lines.iter().copied()).collect();
    lines.sort_unstable();
    lines
}

/// Every line of a series might bear any of its numbers.
#[must_use]
pub fn other_numbers(series: &Series, likely: Option<Hts>) -> Effect {
    let Some(likely) = likely else {
        return Effect::None;
    };
    let candidates: Vec<Hts> = series.uses.iter().map(|one| one.hts).collect();
    Effect::OtherNumber {
        lines: lines_of(&series.uses)
            .into_iter()
            .map(|line| OtherNumber {
                line,
                likely,
                candidates: candidates.clone(),
            })
            .collect(),
    }
}

/// What keeps the descriptions of two sets of lines apart: `None` where one of
/// them has no description, the empty text where nothing does.
#[must_use]
pub fn descriptions_apart(
    profile: &Profile,
    rules: &Rules,
    first: &[LineIx],
    second: &[LineIx],
) -> Option<String> {
    let texts = |lines: &[LineIx]| -> BTreeSet<u32> {
        lines
            .iter()
            .map(|ix| profile.line(*ix).description_ix())
            .filter(|ix| *ix != 0)
            .collect()
    };
    let (first, second) = (texts(first), texts(second));
    let (a, b) = (*first.first()?, *second.first()?);
    if !first.is_disjoint(&second) {
        return Some(String::new());
    }
    let (a, b) = (profile.texts().get(a), profile.texts().get(b));
    let apart = products::explain(a, b, &[], rules).apart;
    Some(apart.map_or_else(String::new, |apart| {
        format!("{}: {} ({a} / {b})", apart.quality, apart.value)
    }))
}

/// "1 entry date", "3 entry dates".
#[must_use]
pub fn counted(count: usize, one: &str, several: &str) -> String {
    let unit = if count == 1 { one } else { several };
    format!("{} {unit}", grouped(count as u64))
}
