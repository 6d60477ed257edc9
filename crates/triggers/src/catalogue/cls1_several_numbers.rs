//! **CLS-1** One product was entered under several tariff numbers.
//!
//! Duty is fixed at eight digits, so two eight-digit numbers for one product
//! cannot both be right unless the product, the law or the reading of it
//! changed. The trigger looks at each product's numbers by date, tells a
//! single switch from going back and forth and from use at the same time, and
//! tests what would explain it.

mod explained;

use crate::context::Context;
use crate::finding::{
    Assessed, Effect, Fact, Finding, NotAssessed, OtherNumber, Outcome, Span, Subject, Why,
};
use crate::grade::{self, Grade, share_ppm};
use crate::numbers::{duty_effect, lines_of};
use crate::picture::Picture;
use crate::series::{Order, Series};
use customs::hts::Level;
use customs::{Cents, EntryType, Hts};
use products::{Evidence, Product};
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Support below which nothing is said.
    min_distinct_dates: usize,
    /// Share of the product's value outside its dominant number.
    min_minority_share: Decimal,
    /// Overlap that still counts as a switch: goods under way.
    overlap_tolerance_days: i32,
    /// Changes from which alternating use counts as concurrent.
    concurrent_min_changes: usize,
    /// How long before a revision a switch may lie and belong to it.
    revision_window_before_days: i32,
    /// How long after.
    revision_window_after_days: i32,
    /// Share of value that one unit-value threshold has to separate.
    value_bracket_share: Decimal,
    /// Dates from which a number counts as consistently used.
    consistent_min_dates: usize,
    /// Entry types under which no duty is paid on the entry.
    excluded_entry_types: Vec<EntryType>,
    /// Chapters with provisions by season.
    seasonal_chapters: Vec<Hts>,
    /// Part numbers that name no product.
    generic_skus: Vec<String>,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let ceilings = Ceilings {
        inferred: cx.pack.scoring.inferred_cap,
        switch: detector.ceiling("single_switch"),
    };
    let mut base = Cents::ZERO;
    let mut most_dates = 0;
    let (mut findings, mut explained) = (Vec::new(), Vec::new());
    for product in cx.products.iter() {
        let lines: Vec<LineIx> = product
            .lines()
            .iter()
            .copied()
            .filter(|ix| is_comparable(&thresholds, cx.profile.line(*ix)))
            .collect();
        let series = Series::of(cx.profile, &lines);
        base += series.value;
        most_dates = most_dates.max(series.dates.len());
        let minority = share_ppm(series.minority(), series.value);
        if series.uses.len() < 2
            || series.dates.len() < thresholds.min_distinct_dates
            || Decimal::new(i64::from(minority), 6) < thresholds.min_minority_share
        {
            continue;
        }
        let finding = finding(cx, &thresholds, &ceilings, product, &series);
        if finding.is_explained() {
            explained.push(finding);
        } else {
            findings.push(finding);
        }
    }
    if most_dates < thresholds.min_distinct_dates {
        return Ok(Outcome::NotAssessed(NotAssessed {
            why: Why::TooThin {
                needed: thresholds.min_distinct_dates as u32,
                found: most_dates as u32,
            },
            unlock: detector.unlock.clone(),
        }));
    }
    let assessed: Assessed = grade::settle(cx.profile, &cx.pack.scoring, base, findings, explained);
    Ok(Outcome::Assessed(assessed))
}

struct Ceilings {
    inferred: Grade,
    switch: Grade,
}

/// Lines whose number says what the goods are: no set, no chapter 98, no entry
/// that pays no duty, no credit.
fn is_comparable(thresholds: &Thresholds, line: LineRef<'_>) -> bool {
    line.value().is_positive()
        && line.entry_date().is_some()
        && line.hts8().is_some_and(|hts| hts.is_ordinary())
        && !line.is_multi_tariff()
        && !line.has_special_classification()
        && line
            .entry_type()
            .is_none_or(|kind| !thresholds.excluded_entry_types.contains(&kind))
}

fn finding(
    cx: &Context<'_>,
    thresholds: &Thresholds,
    ceilings: &Ceilings,
    product: Product<'_>,
    series: &Series,
) -> Finding {
    let order = series.order(
        thresholds.overlap_tolerance_days,
        thresholds.concurrent_min_changes,
    );
    let (pattern, mut ceiling) = match &order {
        Order::Switches(_) => ("single_switch", ceilings.switch),
        Order::FlipFlop => ("flip_flop", Grade::Critical),
        Order::Concurrent => ("concurrent", Grade::Critical),
    };
    if product.evidence() == Evidence::Inferred {
        ceiling = ceiling.min(ceilings.inferred);
    }
    let lines = lines_of(series.uses.iter().skip(1));
    let checks = explained::checks(cx, thresholds, product, series, &order);
    Finding {
        id: format!("CLS-1:{}", product.key(cx.profile)),
        subject: Subject::product(cx.profile, product),
        pattern: pattern.to_owned(),
        ceiling,
        grade: Grade::Info,
        affected: series.minority(),
        whole: series.value,
        duty_effect: duty_effect(cx, series),
        span: Span::of(cx.profile, &lines_of(&series.uses)),
        checks,
        facts: facts(series),
        picture: Picture::CodeTimeline {
            tracks: series.tracks(cx.profile),
        },
        effect: effect(cx, thresholds, series),
        lines,
    }
}

/// Each line might bear the number that the importer's own product list has for
/// it on its day, else the latest that was consistently used.
fn effect(cx: &Context<'_>, thresholds: &Thresholds, series: &Series) -> Effect {
    let latest = series.latest_consistent(thresholds.consistent_min_dates);
    let in_use: Vec<Hts> = series.uses.iter().map(|one| one.hts).collect();
    let lines: Vec<OtherNumber> = lines_of(&series.uses)
        .into_iter()
        .filter_map(|ix| {
            let line = cx.profile.line(ix);
            let listed = line
                .entry_date()
                .and_then(|day| cx.masters.on(line.sku_ix(), day)?.hts)
                .filter(|hts| hts.is_ordinary() && hts.reaches(Level::RateLine))
                .map(|hts| hts.at(Level::RateLine));
            let likely = listed.or(latest)?;
            let mut candidates = in_use.clone();
            if !candidates.contains(&likely) {
                candidates.push(likely);
            }
            Some(OtherNumber {
                line: ix,
                likely,
                candidates,
            })
        })
        .collect();
    if lines.is_empty() {
        return Effect::None;
    }
    Effect::OtherNumber { lines }
}

fn facts(series: &Series) -> Vec<Fact> {
    series
        .uses
        .iter()
        .map(|u| Fact {
            label: u.hts.to_string(),
            value: format!(
                "{} on {} {}",
                u.value,
                u.dates.len(),
                if u.dates.len() == 1 {
                    "entry date"
                } else {
                    "entry dates"
                }
            ),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::finding::{Assessed, Effect, Outcome, Why};
    use crate::testing::{assessed, assessed_beside, explanations, outcome, profile, summary};
    use customs::{Day, Hts};
    use profile::MasterRow;

    /// Two brokers, two numbers, all the time.
    #[test]
    fn concurrent() {
        let seen = assessed(
            "CLS-1",
            "date       filer sku hts        value duty
             2025-01-10 AAA   PX10   3923908000 1000  30
             2025-02-10 BBB   PX10   3924905650 1000  34
             2025-03-10 AAA   PX10   3923908000 1000  30
             2025-04-10 BBB   PX10   3924905650 1000  34
             2025-05-10 AAA   PX10   3923908000 1000  30
             2025-06-10 -     PY20 8471300100 1000  0",
        );
        assert_eq!(summary(&seen.findings), ["PX10: concurrent critical"]);
        assert_eq!(seen.share_ppm, 333_333);
    }

    #[test]
    fn there_and_back() {
        let seen = assessed(
            "CLS-1",
            "date       sku hts        value
             2024-01-10 PX10   3923908000 1000
             2024-06-10 PX10   3923908000 1000
             2024-09-10 PX10   3924905650 1000
             2025-01-10 PX10   3923908000 1000",
        );
        assert_eq!(summary(&seen.findings), ["PX10: flip_flop critical"]);
    }

    /// However large, a single switch is no more than low.
    #[test]
    fn a_single_switch_is_capped() {
        let seen = assessed(
            "CLS-1",
            "date       sku hts        value
             2024-01-10 PX10   3923908000 1000
             2024-06-10 PX10   3923908000 1000
             2024-09-10 PX10   3924905650 1000
             2025-01-10 PX10   3924905650 1000",
        );
        assert_eq!(summary(&seen.findings), ["PX10: single_switch low"]);
    }

    /// Goods under way: the old number is used for days after the new one.
    #[test]
    fn a_product_list_says_which_is_likely_and_by_which_ruling() {
        let table = "date       sku  hts        value duty
             2025-01-10 PX10 3923908000 1000  30
             2025-02-10 PX10 3923908000 1000  30
             2025-05-10 PX10 3924905650 1000  34";
        let row = |number: &str, ruling: &str, from: (i16, i8, i8)| MasterRow {
            sku: "px-10".to_owned(),
            hts: Hts::parse(number).ok(),
            ruling: ruling.to_owned(),
            effective: Day::ymd(from.0, from.1, from.2),
            ..MasterRow::default()
        };
        let run = |rows: &[MasterRow]| assessed_beside("CLS-1", table, rows, &[]);
        let likely = |seen: &Assessed| -> Vec<String> {
            let Effect::OtherNumber { lines } = &seen.findings[0].effect else {
                return Vec::new();
            };
            lines.iter().map(|line| line.likely.digits()).collect()
        };
        // The list's number of the line's own day, which may be none in use.
        let seen = run(&[row("3926909985", "", (2025, 2, 1))]);
        let latest = likely(&run(&[]))[0].clone();
        assert_eq!(likely(&seen), [latest.as_str(), "39269099", "39269099"]);
        // A ruling that takes effect within days of the change explains it.
        let seen = run(&[row("3924905650", "NY N123456", (2025, 5, 1))]);
        assert_eq!(explanations(&seen), ["PX10: ruling_at_switch"]);
        for other in [
            row("3924905650", "", (2025, 5, 1)),
            row("3923908000", "NY N123456", (2025, 5, 1)),
            row("3924905650", "NY N123456", (2025, 9, 1)),
        ] {
            assert_eq!(run(&[other]).findings.len(), 1);
        }
    }

    #[test]
    fn a_short_overlap_is_a_switch() {
        let seen = assessed(
            "CLS-1",
            "date       sku hts        value
             2024-06-10 PX10   3923908000 1000
             2024-09-10 PX10   3924905650 1000
             2024-09-25 PX10   3923908000 1000
             2025-01-10 PX10   3924905650 1000",
        );
        assert_eq!(summary(&seen.findings), ["PX10: single_switch low"]);
    }

    #[test]
    fn what_stays_silent() {
        for (why, table) in [
            (
                "statistical suffix only",
                "date       sku hts        value
                 2024-01-10 PX10   3923900080 1000
                 2024-06-10 PX10   3923900090 1000
                 2024-09-10 PX10   3923900080 1000",
            ),
            (
                "a minority below one percent",
                "date       sku hts        value
                 2024-01-10 PX10   3923908000 100000
                 2024-06-10 PX10   3924905650 900
                 2024-09-10 PX10   3923908000 100000",
            ),
            (
                "entries that pay no duty",
                "date       type sku hts        value
                 2024-01-10 01   PX10   3923908000 1000
                 2024-06-10 23   PX10   3924905650 1000
                 2024-07-10 01   PX10   3923908000 1000
                 2024-09-10 01   PX10   3923908000 1000",
            ),
            (
                "a chapter 99 number beside the same number",
                "entry date       ord coo sku hts        value
                 E1    2024-01-10 1   CN  PX10   99038803   0
                 E1    2024-01-10 2   CN  PX10   3923908000 1000
                 E2    2024-06-10 1   VN  PX10   3923908000 1000
                 E3    2024-09-10 1   CN  PX10   3923908000 1000",
            ),
            (
                "a set with several numbers",
                "entry date       ord sku hts        value
                 E1    2024-01-10 1   PX10   9102111010 400
                 E1    2024-01-10 2   PX10   9102111020 600
                 E2    2024-06-10 1   PX10   9102111010 1000
                 E3    2024-09-10 1   PX10   9102111010 1000
                 E4    2024-10-10 1   PX10   9102111010 1000",
            ),
        ] {
            let seen = assessed("CLS-1", table);
            assert!(
                seen.findings.is_empty(),
                "{why}: {:?}",
                summary(&seen.findings)
            );
        }
    }

    #[test]
    fn two_dates_are_too_thin() {
        let profile = profile(
            "date       sku hts        value
             2024-01-10 PX10   3923908000 1000
             2024-06-10 PX10   3924905650 1000",
        );
        let Outcome::NotAssessed(reason) = outcome("CLS-1", &profile, &[]) else {
            panic!("assessed");
        };
        assert_eq!(
            reason.why,
            Why::TooThin {
                needed: 3,
                found: 2
            }
        );
    }

    #[test]
    fn a_value_bracket_explains() {
        let seen = assessed(
            "CLS-1",
            "date       sku hts        value qty unit
             2024-01-10 PX10   3923908000 400   100 NO
             2024-04-10 PX10   3924905650 600   100 NO
             2024-07-10 PX10   3923908000 450   100 NO
             2024-10-10 PX10   3924905650 650   100 NO",
        );
        assert!(seen.findings.is_empty());
        assert_eq!(explanations(&seen), ["PX10: value_bracket"]);
    }

    #[test]
    fn a_season_explains() {
        let seen = assessed(
            "CLS-1",
            "date       sku hts        value
             2023-06-10 PX10   0702002000 1000
             2023-12-10 PX10   0702006000 1000
             2024-06-10 PX10   0702002000 1000
             2024-12-10 PX10   0702006000 1000",
        );
        assert!(seen.findings.is_empty());
        assert_eq!(explanations(&seen), ["PX10: season"]);
    }

    /// Without a part number, maker and price level stand in for it, and the
    /// finding can't be more than medium.
    #[test]
    fn an_inferred_product_is_capped() {
        let seen = assessed(
            "CLS-1",
            "date       mid        hts        value qty unit
             2024-01-10 CNABCTOOSHE 3923298000 1000 10  NO
             2024-06-10 CNABCTOOSHE 3923291000 1000 10  NO
             2024-09-10 CNABCTOOSHE 3923298000 1000 10  NO
             2025-01-10 CNABCTOOSHE 3923291000 1000 10  NO",
        );
        let [finding] = seen.findings.as_slice() else {
            panic!("{:?}", seen.findings);
        };
        assert_eq!(finding.subject.evidence, products::Evidence::Inferred);
        assert_eq!(finding.grade, crate::grade::Grade::Medium);
    }
}
