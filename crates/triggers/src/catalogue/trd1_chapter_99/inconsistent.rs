//! The same goods with a heading and without it.

use super::{Spared, Thresholds, displaced_by, rate_of};
use crate::context::Context;
use crate::draft::{self, Group};
use crate::finding::{Check, DutyEffect, Effect, FurtherRate};
use crate::gather::Heard;
use crate::grade::share_ppm;
use crate::stats;
use customs::{Country, Day, Hts, Spi};
use profile::{LineIx, LineRef};
use rulebook::measures::Base;
use rulebook::{Detector, Measure};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use std::collections::{BTreeMap, BTreeSet};

/// What has to be the same for the lines to be compared: number, origin and
/// claim. Another number is another trigger's matter.
type Same = (Option<Hts>, Option<Country>, Option<Spi>);

pub(super) fn find(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    group: &Group,
    heard: &mut Heard,
) {
    let mut by: BTreeMap<Same, Vec<LineIx>> = BTreeMap::new();
    for ix in &group.lines {
        let line = cx.profile.line(*ix);
        let same = (line.hts8(), line.origin(), line.spi());
        by.entry(same).or_default().push(*ix);
    }
    let filed: Vec<Vec<Hts>> = by.values().map(|lines| filed(cx, lines)).collect();
    for measure in &cx.pack.measures.measures {
        for ((same, lines), filed) in by.iter().zip(&filed) {
            // A measure that none of the lines bears parts nothing.
            if !filed.iter().any(|number| measure.declares(*number)) {
                continue;
            }
            for split in splits(cx, measure, lines) {
                judge(
                    cx, detector, thresholds, group, measure, *same, &split, heard,
                );
            }
        }
    }
}

/// The chapter 99 numbers that any of the lines bears.
fn filed(cx: &Context<'_>, lines: &[LineIx]) -> Vec<Hts> {
    let kinds = cx.profile.kinds_of(lines).into_iter();
    let kinds = kinds.map(|kind| cx.profile.kind(kind));
    let mut filed: Vec<Hts> = kinds.flat_map(|line| line.additional()).collect();
    filed.sort_unstable();
    filed.dedup();
    filed
}

/// Lines with and without a measure while one rate of it stood.
struct Split {
    from: Day,
    with: Vec<LineIx>,
    without: Vec<LineIx>,
}

fn splits(cx: &Context<'_>, measure: &Measure, lines: &[LineIx]) -> Vec<Split> {
    let spans: BTreeSet<(Day, Option<Day>)> = measure
        .rates
        .iter()
        .map(|rate| (rate.from, rate.to))
        .collect();
    spans
        .into_iter()
        .map(|(from, to)| {
            let inside = |ix: &LineIx| {
                let day = cx.profile.line(*ix).entry_date();
                day.is_some_and(|day| from <= day && to.is_none_or(|to| day <= to))
            };
            let declares = |ix: &LineIx| {
                let mut filed = cx.profile.line(*ix).additional();
                filed.any(|filed| measure.declares(filed))
            };
            let inside = lines.iter().copied().filter(inside);
            let (with, without) = inside.partition(declares);
            Split {
                from,
                with,
                without,
            }
        })
        .filter(|split| !split.with.is_empty() && !split.without.is_empty())
        .collect()
}

#[expect(clippy::too_many_arguments, reason = "what one call is about")]
fn judge(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    group: &Group,
    measure: &Measure,
    (hts, origin, spi): Same,
    split: &Split,
    heard: &mut Heard,
) {
    let of = |ix: &LineIx| cx.profile.line(*ix);
    // Under a measure on metal content the rest of the goods is a line of its
    // own beside the content, in the same entry.
    let contents: BTreeSet<u32> = split.with.iter().map(|ix| of(ix).entry_ix()).collect();
    let is_rest = |line: &LineRef<'_>| {
        measure.base == Base::MetalContent
            && line.entry_ix() != 0
            && contents.contains(&line.entry_ix())
    };
    let mut spared = Spared::default();
    let mut under_way = false;
    let mut open = Vec::new();
    for ix in &split.without {
        let line = of(ix);
        let mut own = Spared::of(cx, thresholds, measure, &line);
        own.displaced |= is_rest(&line);
        let near = line
            .entry_date()
            .is_some_and(|day| day.since(split.from) <= thresholds.boundary_days);
        if own.any() || near {
            spared = spared.or(own);
            under_way |= near && !own.any();
        } else {
            open.push(*ix);
        }
    }
    let (with, without) = (
        draft::dates(cx, &split.with),
        draft::dates(cx, &split.without),
    );
    let lines = if open.is_empty() {
        split.without.clone()
    } else {
        open.clone()
    };
    let all: Vec<LineIx> = {
        let all: BTreeSet<LineIx> = split.with.iter().chain(&split.without).copied().collect();
        all.into_iter().collect()
    };
    let share = share_ppm(draft::value(cx, &lines), draft::value(cx, &all));
    let open_dates = draft::dates(cx, &lines);
    if with.len() < thresholds.min_distinct_dates
        || open_dates.len() < thresholds.min_distinct_dates
        || !draft::at_least(share, thresholds.min_minority_share)
    {
        return;
    }
    // One change where the law changed is the law's.
    let once = match (with.first(), with.last(), without.first(), without.last()) {
        (Some(first), _, _, Some(last)) if last < first => Some((last, first)),
        (_, Some(last), Some(first), _) if last < first => Some((last, first)),
        _ => None,
    };
    let by_law = once.is_some_and(|(before, after)| {
        let mut eras = cx.pack.eras.eras.iter();
        eras.any(|era| before < era.date && era.date <= after.plus(thresholds.boundary_days))
    });
    if by_law {
        return;
    }
    let explained = open.is_empty();
    let mut finding = draft::finding(
        cx,
        detector,
        &group.subject,
        "inconsistent",
        lines.clone(),
        &all,
    );
    let words = |text: Option<String>| text.unwrap_or_default();
    finding.id = format!(
        "{}:{}/{}/{}/{}/{}",
        finding.id,
        measure.id,
        split.from,
        words(hts.map(|hts| hts.digits())),
        words(origin.map(|origin| origin.to_string())),
        words(spi.map(|spi| spi.to_string()))
    );
    let said =
        |question: &str| draft::said(cx, question, &draft::names(&group.subject)) == Some(true);
    let has_types = lines.iter().all(|ix| of(ix).entry_type().is_some());
    let zone = spared.zone && explained || said("TRD-1.privileged-status");
    finding.checks = vec![
        Check::new(
            "in_transit",
            Some(under_way && explained || said("TRD-1.in-transit")),
        ),
        Check::new("preference", Some(spared.preference && explained)),
        Check::new("displaced", Some(spared.displaced && explained)),
        Check::new("exemption_claimed", Some(spared.exemption && explained)),
        Check::new("zone", (has_types || zone).then_some(zone)),
        // Lines of other origins are not compared.
        Check::new("origin_change", Some(false)),
    ];
    finding.facts = vec![
        draft::fact("Measure", &measure.title),
        draft::fact("With it", draft::dates_in_words(with.len())),
        draft::fact("Without it", draft::dates_in_words(open_dates.len())),
    ];
    finding.picture = draft::grid(
        &["Entry date", "Chapter 99 numbers"],
        all.iter()
            .map(of)
            .filter_map(|line| {
                let filed: BTreeSet<String> = line
                    .additional()
                    .map(|hts| hts.unpadded().to_string())
                    .collect();
                let filed: Vec<String> = filed.into_iter().collect();
                let filed = if filed.is_empty() {
                    "none".to_owned()
                } else {
                    filed.join(", ")
                };
                Some((line.entry_date()?, filed))
            })
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(|(day, filed)| vec![day.to_string(), filed])
            .collect(),
    );
    let observed = observed(cx, measure, &split.with);
    let further: Vec<FurtherRate> = lines
        .iter()
        .filter_map(|ix| {
            let line = of(ix);
            Some(FurtherRate {
                line: *ix,
                rate: rate_of(measure, &line).or(observed)?,
                source: measure.title.clone(),
                displaces: displaced_by(cx, measure, &line),
            })
        })
        .collect();
    if further
        .iter()
        .any(|further| further.rate > further.displaces)
    {
        finding.duty_effect = DutyEffect::Lowers;
    }
    finding.effect = if explained {
        Effect::None
    } else {
        draft::further(further, "the rate varies by product, and no line shows it")
    };
    heard.push(finding);
}

/// The median rate that lines with the measure show at its own ordinal.
fn observed(cx: &Context<'_>, measure: &Measure, with: &[LineIx]) -> Option<Decimal> {
    let rates: Vec<f64> = with
        .iter()
        .filter_map(|ix| {
            let line = cx.profile.line(*ix);
            let own = line
                .tariffs()
                .find(|tariff| tariff.hts.is_some_and(|hts| measure.declares(hts)))?;
            let duty = own.duty.filter(|duty| duty.is_positive())?;
            Some(f64::from(share_ppm(duty, line.value())) / 1e6)
        })
        .collect();
    Decimal::from_f64(stats::median(&rates)?).map(|rate| rate.round_dp(4))
}
