//! What would explain several numbers for one product.

use super::Thresholds;
use crate::context::Context;
use crate::finding::Check;
use crate::grade::share_ppm;
use crate::numbers::{Window, ruling_by};
use crate::series::{Order, Series, Switch, Use};
use customs::{Cents, Ordered, Unit};
use products::{Product, Tier};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Every explanation, tested in the pack's order.
pub(super) fn checks(
    cx: &Context<'_>,
    thresholds: &Thresholds,
    product: Product<'_>,
    series: &Series,
    order: &Order,
) -> Vec<Check> {
    vec![
        revision(cx, thresholds, order),
        value_bracket(cx, thresholds, series, order),
        generic_sku(cx, thresholds, product),
        variants(cx, thresholds, series),
        season(thresholds, series, order),
        ruling(cx, thresholds, series, order),
    ]
}

/// A ruling of the importer's product list stands behind every switch.
fn ruling(cx: &Context<'_>, thresholds: &Thresholds, series: &Series, order: &Order) -> Check {
    const ID: &str = "ruling_at_switch";
    let Order::Switches(switches) = order else {
        return Check::new(ID, Some(false));
    };
    if cx.masters.is_empty() {
        return Check::new(ID, None);
    }
    let window = Window {
        before: thresholds.revision_window_before_days,
        after: thresholds.revision_window_after_days,
    };
    let behind = |switch: &Switch| {
        let new = series.uses.iter().find(|one| one.hts == switch.to)?;
        ruling_by(cx, new, switch.on, window)
    };
    let found: Option<Vec<String>> = switches.iter().map(behind).collect();
    let detail = found
        .as_ref()
        .map_or_else(String::new, |all| all.join("; "));
    Check::new(ID, Some(found.is_some())).with(detail)
}

/// The tariff itself changed: every switch lies at a revision, and the pair of
/// numbers is in the revision's concordance.
fn revision(cx: &Context<'_>, thresholds: &Thresholds, order: &Order) -> Check {
    let Order::Switches(switches) = order else {
        return Check::new("revision_switch", Some(false));
    };
    // Entries may be rare: the change came at some day from the last use of
    // the old number to the first use of the new one.
    let at = |switch: &Switch| {
        let from = switch.since.plus(-thresholds.revision_window_after_days);
        let to = switch.on.plus(thresholds.revision_window_before_days);
        let known = &cx.pack.concordance;
        cx.pack.revisions.revisions.iter().find(|revision| {
            (from..=to).contains(&revision.day)
                && (known.pairs(switch.from, switch.to, revision.day)
                    || known.ended(switch.from, revision.day))
        })
    };
    let revisions: Option<Vec<String>> = switches
        .iter()
        .map(|switch| {
            let revision = at(switch)?;
            Some(format!(
                "{} became {} in {} of {}",
                switch.from, switch.to, revision.name, revision.day
            ))
        })
        .collect();
    match revisions {
        Some(revisions) => Check::new("revision_switch", Some(true)).with(revisions.join("; ")),
        None => Check::new("revision_switch", Some(false)),
    }
}

/// A provision by value: one unit value separates the two numbers, each on its
/// own side with nearly all of its value. After a single switch the test says
/// nothing, because any drift of prices over time would pass it.
fn value_bracket(
    cx: &Context<'_>,
    thresholds: &Thresholds,
    series: &Series,
    order: &Order,
) -> Check {
    const ID: &str = "value_bracket";
    let [first, second] = series.uses.as_slice() else {
        return Check::new(ID, Some(false));
    };
    if matches!(order, Order::Switches(_)) {
        return Check::new(ID, Some(false));
    }
    let (Some(first), Some(second)) = (by_unit_value(cx, first), by_unit_value(cx, second)) else {
        return Check::new(ID, None);
    };
    let same_unit = |marks: &[Mark]| {
        marks
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if a.unit == b.unit))
    };
    let unit = |marks: &[Mark]| marks.first().map(|mark| mark.unit);
    if !same_unit(&first) || !same_unit(&second) || unit(&first) != unit(&second) {
        return Check::new(ID, None);
    }
    let enough = |below: Cents, above: Cents| {
        let share = |part| Decimal::new(i64::from(share_ppm(part, below + above)), 6);
        (
            share(below) >= thresholds.value_bracket_share,
            share(above) >= thresholds.value_bracket_share,
        )
    };
    let split = |marks: &[Mark], edge: f64| {
        // Equal unit values differ in their last bits, which separate nothing.
        let edge = edge * (1.0 + 1e-9);
        let below: Cents = marks.iter().filter(|m| m.at <= edge).map(|m| m.value).sum();
        let all: Cents = marks.iter().map(|m| m.value).sum();
        enough(below, all - below)
    };
    // The edge of a number that keeps below it holds that share of its value,
    // so only the quantile of each number has to be tried.
    let edges = [
        quantile(&first, thresholds.value_bracket_share),
        quantile(&second, thresholds.value_bracket_share),
    ];
    let found = edges.into_iter().flatten().find(|edge| {
        let (a, b) = (split(&first, *edge), split(&second, *edge));
        a.0 && b.1 || a.1 && b.0
    });
    let detail = found.map_or_else(String::new, |edge| {
        format!("one number up to ${edge:.2} a unit, the other above")
    });
    Check::new(ID, Some(found.is_some())).with(detail)
}

/// A line's unit value and what it weighs.
struct Mark {
    at: f64,
    unit: Unit,
    value: Cents,
}

/// A number's lines by unit value; `None` where one has no unit value or unit.
fn by_unit_value(cx: &Context<'_>, one: &Use) -> Option<Vec<Mark>> {
    let mut marks: Vec<Mark> = one
        .lines
        .iter()
        .map(|ix| {
            let line = cx.profile.line(*ix);
            Some(Mark {
                at: line.unit_value()?,
                unit: line.unit()?,
                value: line.value(),
            })
        })
        .collect::<Option<_>>()?;
    marks.order_by(|a, b| a.at.total_cmp(&b.at));
    Some(marks)
}

/// The unit value at or below which at least `share` of the value lies.
fn quantile(marks: &[Mark], share: Decimal) -> Option<f64> {
    let all: Cents = marks.iter().map(|m| m.value).sum();
    let mut below = Cents::ZERO;
    marks.iter().find_map(|mark| {
        below += mark.value;
        (Decimal::new(i64::from(share_ppm(below, all)), 6) >= share).then_some(mark.at)
    })
}

/// A placeholder instead of a part number.
fn generic_sku(cx: &Context<'_>, thresholds: &Thresholds, product: Product<'_>) -> Check {
    let is_placeholder = |text: &str| {
        let letters: String = text
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_uppercase())
            .collect();
        thresholds.generic_skus.contains(&letters)
    };
    let by_number = product.tier() == Tier::PartNumber;
    let found = by_number && product.texts(cx.profile).any(is_placeholder);
    Check::new("generic_sku", Some(found))
}

/// A provision by season: in a chapter that has such provisions the numbers
/// alternate, and each keeps to calendar months of its own in at least two
/// years.
fn season(thresholds: &Thresholds, series: &Series, order: &Order) -> Check {
    const ID: &str = "season";
    let seasonal = series.uses.iter().all(|one| {
        thresholds
            .seasonal_chapters
            .iter()
            .any(|chapter| one.hts.is_within(*chapter))
    });
    if !seasonal || matches!(order, Order::Switches(_)) {
        return Check::new(ID, Some(false));
    }
    let months =
        |one: &Use| -> BTreeSet<i8> { one.dates.iter().map(|day| day.date().month()).collect() };
    let years = |one: &Use| -> usize {
        let years: BTreeSet<i16> = one.dates.iter().map(|day| day.year()).collect();
        years.len()
    };
    let apart = series.uses.iter().enumerate().all(|(at, one)| {
        let others = series.uses.iter().skip(at + 1);
        years(one) >= 2
            && others
                .into_iter()
                .all(|o| months(one).is_disjoint(&months(o)))
    });
    Check::new(ID, Some(apart))
}

/// Variants under one part number: each number has descriptions of its own.
/// Whether they are different articles, the importer has to say, unless the
/// numbers have makers of their own too and every description differs from
/// those of the others in a point that can change the number: then two
/// suppliers' part numbers are alike by chance.
fn variants(cx: &Context<'_>, thresholds: &Thresholds, series: &Series) -> Check {
    let descriptions = |one: &Use| -> BTreeSet<u32> {
        one.lines
            .iter()
            .map(|ix| cx.profile.line(*ix).description_ix())
            .filter(|ix| *ix != 0)
            .collect()
    };
    let sets: Vec<BTreeSet<u32>> = series.uses.iter().map(descriptions).collect();
    if sets.iter().any(BTreeSet::is_empty) {
        return Check::new("variants", None);
    }
    let apart = sets
        .iter()
        .enumerate()
        .all(|(at, set)| sets.iter().skip(at + 1).all(|other| set.is_disjoint(other)));
    if !apart {
        return Check::new("variants", Some(false));
    }
    let first = |set: &BTreeSet<u32>| {
        set.first()
            .map_or("", |ix| cx.profile.texts().get(*ix))
            .to_owned()
    };
    let named: Vec<String> = sets.iter().map(first).collect();
    let other_goods = makers_apart(cx, series) && texts_apart(cx, thresholds, &sets);
    Check::new("variants", other_goods.then_some(true)).with(named.join(" / "))
}

/// Whether every line names its maker, and no maker has two of the numbers.
fn makers_apart(cx: &Context<'_>, series: &Series) -> bool {
    let makers = |one: &Use| -> BTreeSet<u32> {
        let lines = one.lines.iter().map(|ix| cx.profile.line(*ix));
        lines.map(|line| line.mid_ix()).collect()
    };
    let sets: Vec<BTreeSet<u32>> = series.uses.iter().map(makers).collect();
    sets.iter().enumerate().all(|(at, set)| {
        !set.contains(&0) && sets.iter().skip(at + 1).all(|other| set.is_disjoint(other))
    })
}

/// Whether every two descriptions of different numbers differ in a quality that
/// can change the number. Of very many, nothing is said.
fn texts_apart(cx: &Context<'_>, thresholds: &Thresholds, sets: &[BTreeSet<u32>]) -> bool {
    let apart = |a: &u32, b: &u32| {
        let (a, b) = (cx.profile.texts().get(*a), cx.profile.texts().get(*b));
        products::explain(a, b, &[], &cx.pack.products)
            .apart
            .is_some()
    };
    sets.iter().map(BTreeSet::len).sum::<usize>() <= thresholds.most_descriptions
        && sets.iter().enumerate().all(|(at, set)| {
            let others = sets.iter().skip(at + 1).flatten();
            others
                .into_iter()
                .all(|other| set.iter().all(|one| apart(one, other)))
        })
}
