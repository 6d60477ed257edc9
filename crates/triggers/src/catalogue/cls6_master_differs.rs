//! **CLS-6** The number filed is not the one in the importer's own list.
//!
//! A product master that says one number while entries say another is the
//! importer's record against its declaration. The list counts as it stood on
//! the entry date: a row that took effect later says nothing about earlier
//! entries, and is shown as the explanation.

use crate::context::Context;
use crate::finding::{
    Check, DutyEffect, Effect, Fact, Finding, NotAssessed, OtherNumber, Outcome, Span, Subject, Why,
};
use crate::gather::Heard;
use crate::grade::Grade;
use crate::numbers::{counted, says_goods, value_of};
use crate::picture::Picture;
use customs::hts::Level;
use customs::{Cents, Day, Field, Hts};
use products::{Product, Tier};
use profile::{LineIx, LineRef, MasterRow};
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Entry dates below which nothing is said of a product.
    min_distinct_dates: usize,
    /// Digits that have to agree.
    level_digits: u8,
    /// How long before a revision an entry may lie and follow it already.
    revision_window_before_days: i32,
    /// How long after a revision the old number may still be used.
    revision_window_after_days: i32,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    if cx.masters.is_empty() {
        return Ok(Outcome::NotAssessed(NotAssessed {
            why: Why::Fields {
                missing: vec![Field::EffectiveDate, Field::RulingNo, Field::Rationale],
            },
            unlock: detector.unlock.clone(),
        }));
    }
    let level = match thresholds.level_digits {
        6 => Level::Subheading,
        10 => Level::Statistical,
        _ => Level::RateLine,
    };
    let mut heard = Heard::default();
    for product in cx.products.iter() {
        if product.tier() != Tier::PartNumber {
            continue;
        }
        let held: Vec<Held<'_>> = product
            .lines()
            .iter()
            .filter_map(|ix| held(cx, level, cx.profile.line(*ix)))
            .collect();
        if held.is_empty() {
            continue;
        }
        heard.saw(1);
        heard.base += held
            .iter()
            .filter(|one| !one.later)
            .map(|one| cx.profile.line(one.line).value())
            .sum::<Cents>();
        for later in [false, true] {
            let differing: Vec<&Held<'_>> = held
                .iter()
                .filter(|one| one.later == later && one.filed != one.listed)
                .collect();
            let dates: BTreeSet<Day> = differing.iter().map(|one| one.date).collect();
            if dates.len() >= thresholds.min_distinct_dates.max(1) {
                heard.push(finding(cx, &thresholds, product, &differing, later));
            }
        }
    }
    Ok(heard.settled(cx, detector, 1).into())
}

/// A line beside the row of the list.
struct Held<'a> {
    line: LineIx,
    date: Day,
    filed: Hts,
    listed: Hts,
    row: &'a MasterRow,
    /// Whether the row took effect only after the entry.
    later: bool,
}

/// A line with the row that held on its date, or where none did, with the
/// first that held afterwards.
fn held<'a>(cx: &Context<'a>, level: Level, line: LineRef<'_>) -> Option<Held<'a>> {
    if !says_goods(line) {
        return None;
    }
    let date = line.entry_date()?;
    let (row, later) = match cx.masters.on(line.sku_ix(), date) {
        Some(row) => (row, false),
        None => (cx.masters.of_sku(line.sku_ix()).first()?, true),
    };
    let filed = line.hts()?.at(level);
    let row = beside(cx, level, line, row, filed);
    let listed = row.hts.filter(|hts| hts.reaches(level))?;
    Some(Held {
        line: line.ix(),
        date,
        filed,
        listed: listed.at(level),
        row,
        later,
    })
}

/// Of several rows from one day, as of a part that two makers supply, the one
/// that bears the filed number: a list that names it does not contradict it,
/// unless a ruling stands behind another.
fn beside<'a>(
    cx: &Context<'a>,
    level: Level,
    line: LineRef<'_>,
    row: &'a MasterRow,
    filed: Hts,
) -> &'a MasterRow {
    let rows = cx.masters.of_sku(line.sku_ix()).iter();
    let mut same_day = rows.filter(|other| other.effective == row.effective);
    let number = |row: &MasterRow| Some(row.hts.filter(|hts| hts.reaches(level))?.at(level));
    let ruled = same_day.clone().find(|other| {
        !other.ruling.is_empty() && number(other).is_some_and(|listed| listed != filed)
    });
    ruled
        .or_else(|| same_day.find(|other| number(other) == Some(filed)))
        .unwrap_or(row)
}

fn finding(
    cx: &Context<'_>,
    thresholds: &Thresholds,
    product: Product<'_>,
    differing: &[&Held<'_>],
    later: bool,
) -> Finding {
    let lines: Vec<LineIx> = differing.iter().map(|one| one.line).collect();
    let affected = value_of(cx.profile, &lines);
    let ruled = differing.iter().any(|one| !one.row.ruling.is_empty());
    let pattern = if ruled {
        "differs_from_ruling"
    } else {
        "differs_from_master"
    };
    Finding {
        id: format!(
            "CLS-6:{}:{}",
            product.key(cx.profile),
            if later { "before" } else { pattern }
        ),
        subject: Subject::product(cx.profile, product),
        pattern: pattern.to_owned(),
        ceiling: Grade::Critical,
        grade: Grade::Info,
        affected,
        whole: value_of(cx.profile, product.lines()),
        duty_effect: duty_effect(cx, differing),
        span: Span::of(cx.profile, &lines),
        checks: vec![
            effective_later(differing, later),
            revision(cx, thresholds, differing),
        ],
        facts: facts(cx, differing),
        picture: picture(cx, differing),
        effect: Effect::OtherNumber {
            lines: differing
                .iter()
                .map(|one| OtherNumber {
                    line: one.line,
                    likely: one.listed,
                    candidates: vec![one.listed],
                })
                .collect(),
        },
        lines,
    }
}

fn effective_later(differing: &[&Held<'_>], later: bool) -> Check {
    const ID: &str = "effective_later";
    let first = differing.iter().filter_map(|one| one.row.effective).min();
    match first {
        Some(day) => Check::new(ID, Some(later)).with(format!("in effect from {day}")),
        None => Check::new(ID, None),
    }
}

/// Whether a revision leads from one of the two numbers to the other, and the
/// entries lie on the side of the number that they bear.
fn revision(cx: &Context<'_>, thresholds: &Thresholds, differing: &[&Held<'_>]) -> Check {
    let explains = |one: &Held<'_>| {
        cx.pack.concordance.steps.iter().find_map(|step| {
            let since = one.date.since(step.day);
            let old =
                step.leads(one.filed, one.listed) && since <= thresholds.revision_window_after_days;
            let new = step.leads(one.listed, one.filed)
                && since >= -thresholds.revision_window_before_days;
            (old || new).then_some(step.day)
        })
    };
    let days: Option<BTreeSet<Day>> = differing.iter().map(|one| explains(one)).collect();
    match days {
        Some(days) => {
            let days: Vec<String> = days.iter().map(ToString::to_string).collect();
            Check::new("revision_switch", Some(true)).with(days.join(", "))
        }
        None => Check::new("revision_switch", Some(false)),
    }
}

/// Whether the ordinary duty paid is below the rate that the list states.
fn duty_effect(cx: &Context<'_>, differing: &[&Held<'_>]) -> DutyEffect {
    let (mut lower, mut same, mut all) = (Cents::ZERO, Cents::ZERO, Cents::ZERO);
    for one in differing {
        let line = cx.profile.line(one.line);
        all += line.value();
        let Some(listed) = one.row.rate_ppm else {
            continue;
        };
        let ordinary = line
            .tariffs()
            .filter(|tariff| tariff.hts.is_some_and(Hts::is_ordinary))
            .filter_map(|tariff| tariff.duty)
            .reduce(|a, b| a + b);
        let Some(paid) = ordinary.filter(|_| line.value().is_positive()) else {
            continue;
        };
        // Duties are rounded to the cent, so rates agree to about a cent.
        let due = i128::from(line.value().0) * i128::from(listed) / 1_000_000;
        match i128::from(paid.0) - due {
            -1..=1 => same += line.value(),
            less if less < 0 => lower += line.value(),
            _ => {}
        }
    }
    let enough = |part| crate::numbers::share(part, all) >= cx.pack.scoring.lowers_duty_share;
    if enough(lower) {
        DutyEffect::Lowers
    } else if same == all {
        DutyEffect::None
    } else {
        DutyEffect::Unclear
    }
}

fn facts(cx: &Context<'_>, differing: &[&Held<'_>]) -> Vec<Fact> {
    let mut by_pair: BTreeMap<(Hts, Hts), (Cents, BTreeSet<Day>)> = BTreeMap::new();
    for one in differing {
        let (value, dates) = by_pair.entry((one.filed, one.listed)).or_default();
        *value += cx.profile.line(one.line).value();
        dates.insert(one.date);
    }
    by_pair
        .into_iter()
        .map(|((filed, listed), (value, dates))| Fact {
            label: format!("Filed {filed}, listed {listed}"),
            value: format!(
                "{value} on {}",
                counted(dates.len(), "entry date", "entry dates")
            ),
        })
        .collect()
}

/// The rows of the list beside what was filed.
fn picture(cx: &Context<'_>, differing: &[&Held<'_>]) -> Picture {
    let percent = |ppm: Option<i64>| {
        ppm.map_or_else(String::new, |ppm| {
            format!("{}%", Decimal::new(ppm, 4).normalize())
        })
    };
    let mut rows: BTreeMap<(Hts, &MasterRow), Cents> = BTreeMap::new();
    for one in differing {
        *rows.entry((one.filed, one.row)).or_default() += cx.profile.line(one.line).value();
    }
    Picture::Grid {
        columns: [
            "Filed",
            "Value",
            "Listed",
            "Listed rate",
            "In effect from",
            "Reason",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: rows
            .into_iter()
            .map(|((filed, row), value)| {
                vec![
                    filed.to_string(),
                    value.to_string(),
                    row.hts.map(|hts| hts.to_string()).unwrap_or_default(),
                    percent(row.rate_ppm),
                    row.effective.map(|day| day.to_string()).unwrap_or_default(),
                    if row.ruling.is_empty() {
                        row.rationale.clone()
                    } else {
                        format!("Ruling {}", row.ruling)
                    },
                ]
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests;
