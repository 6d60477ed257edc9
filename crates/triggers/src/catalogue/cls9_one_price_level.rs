//! **CLS-9** One maker, one price level, numbers of different chapters.
//!
//! The lens for files without part numbers and descriptions: lines of one
//! maker, origin and unit whose unit values lie together may be one product.
//! They may as well be several at one price, so this is always inferred.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, Finding, Outcome, Subject, SubjectKind};
use crate::gather::Heard;
use crate::numbers::{descriptions_apart, dominant, duty_effect, says_goods, value_of};
use crate::picture::Picture;
use crate::series::Series;
use crate::stats;
use customs::{Cents, Country, Hts, Unit};
use products::{Evidence, Rules};
use profile::LineIx;
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Ratio of neighbouring unit values that separates two price levels.
    min_gap_ratio: Decimal,
    /// Distinct chapters in a cluster.
    min_chapters: usize,
    /// Entry dates of a cluster below which nothing is said.
    min_distinct_dates: usize,
}

/// Who made the goods, where, and how they are counted.
type Maker<'a> = (&'a str, Unit, Option<Country>);

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let rules = &cx.pack.products;
    let gap = libm::log(thresholds.min_gap_ratio.to_f64().unwrap_or(f64::MAX));
    let mut priced: Vec<Vec<(f64, LineIx)>> = vec![Vec::new(); cx.profile.kinds().len()];
    for line in cx.profile.lines().filter(|line| says_goods(*line)) {
        let named = cx
            .products
            .of(line.ix())
            .is_some_and(|ix| cx.products.get(ix).evidence() != Evidence::Inferred);
        if !named
            && let Some(price) = line.unit_value()
            && let Some(of_kind) = priced.get_mut(line.kind().0 as usize)
        {
            of_kind.push((libm::log(price), line.ix()));
        }
    }
    let mut makers: BTreeMap<Maker<'_>, Vec<(f64, LineIx)>> = BTreeMap::new();
    for (kind, lines) in cx.profile.kinds().zip(priced) {
        if let Some(unit) = kind
            .unit()
            .filter(|_| !kind.mid().is_empty() && !lines.is_empty())
        {
            let maker = (kind.mid(), unit, kind.origin());
            makers.entry(maker).or_default().extend(lines);
        }
    }
    let mut heard = Heard::default();
    for (maker, mut lines) in makers {
        lines.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        for cluster in lines.chunk_by(|a, b| stats::clearly_below(b.0 - a.0, gap)) {
            let mut lines: Vec<LineIx> = cluster.iter().map(|(_, ix)| *ix).collect();
            lines.sort_unstable();
            let dates = draft::dates(cx, &lines).len();
            heard.saw(dates);
            if dates < thresholds.min_distinct_dates {
                continue;
            }
            heard.base += value_of(cx.profile, &lines);
            let low = cluster.first().map_or(0.0, |(x, _)| libm::exp(*x));
            let high = cluster.last().map_or(0.0, |(x, _)| libm::exp(*x));
            if chapters(cx, &lines).len() >= thresholds.min_chapters {
                heard.push(finding(cx, detector, rules, maker, &lines, (low, high)));
            }
        }
    }
    let needed = thresholds.min_distinct_dates;
    Ok(heard.settled(cx, detector, needed).into())
}

fn chapters(cx: &Context<'_>, lines: &[LineIx]) -> BTreeSet<u8> {
    let numbers = lines.iter().filter_map(|ix| cx.profile.line(*ix).hts());
    numbers.map(Hts::chapter).collect()
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    rules: &Rules,
    (mid, unit, origin): Maker<'_>,
    whole: &[LineIx],
    (low, high): (f64, f64),
) -> Finding {
    let mut values: BTreeMap<Hts, Cents> = BTreeMap::new();
    for line in whole.iter().map(|ix| cx.profile.line(*ix)) {
        if let Some(hts) = line.hts() {
            *values
                .entry(hts.at(customs::hts::Level::Chapter))
                .or_default() += line.value();
        }
    }
    let main = dominant(&values).map(Hts::chapter);
    let in_main = |ix: &LineIx| cx.profile.line(*ix).hts().map(Hts::chapter) == main;
    let (inside, outside): (Vec<LineIx>, Vec<LineIx>) = whole.iter().partition(|ix| in_main(ix));
    let origin = origin
        .map(|country| country.to_string())
        .unwrap_or_default();
    let (low, high) = (format!("{low:.2}"), format!("{high:.2}"));
    let level = if low == high {
        format!("${low}")
    } else {
        format!("${low}–{high}")
    };
    let subject = Subject {
        kind: SubjectKind::Supplier,
        key: format!("maker/{mid}/{origin}/{unit}/{low}"),
        label: format!("{mid}, {level} {} (inferred)", unit.per()),
        evidence: Evidence::Inferred,
    };
    let series = Series::of(cx.profile, whole);
    let apart = descriptions_apart(cx.profile, rules, &inside, &outside);
    let mut finding = draft::finding(cx, detector, &subject, "chapters_differ", outside, whole);
    finding.duty_effect = duty_effect(cx, &series);
    finding.checks = vec![
        Check::new(
            "descriptions_differ",
            apart.as_ref().map(|text| !text.is_empty()),
        )
        .with(apart.unwrap_or_default()),
    ];
    finding.facts = series
        .uses
        .iter()
        .map(|one| {
            let dates = draft::dates_in_words(one.dates.len());
            draft::fact(one.hts.to_string(), format!("{} on {dates}", one.value))
        })
        .collect();
    finding.picture = Picture::CodeTimeline {
        tracks: series.tracks(cx.profile),
        moment: None,
    };
    finding.effect =
        crate::finding::Effect::unquantified("Whether the lines are one product is not known");
    finding
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, dollars, rows, threshold};

    const A: &str = "9617001000";
    const B: &str = "7323930060";
    const FOUND: &str = "TWAMBLAK66TAI, $6.80–7.00 each (inferred): chapters_differ medium";

    /// Lines of 100 pieces of one maker, a month apart: cents a piece and number.
    fn table(lines: &[(i64, &str)]) -> Case {
        described(lines, ["-", "-"])
    }

    /// The same with a description for each number.
    fn described(lines: &[(i64, &str)], texts: [&str; 2]) -> Case {
        let mut table = "date mid coo hts qty unit value desc\n".to_owned();
        for (at, (cents, hts)) in lines.iter().enumerate() {
            let text = texts[usize::from(*hts == B)];
            let value = dollars(*cents * 100);
            table += &format!(
                "2025-{:02}-10 TWAMBLAK66TAI TW {hts} 100 NO {value} {text}\n",
                at + 1
            );
        }
        rows(table)
    }

    #[test]
    fn positive() {
        check(
            "CLS-9",
            &[
                (
                    "one price level in two chapters",
                    table(&[(690, A), (700, B), (680, A), (690, B)]),
                    &[FOUND],
                ),
                (
                    "a small part under the other chapter, inferred and capped",
                    table(&[(690, A), (700, A), (680, A), (690, B)]),
                    &[FOUND],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "CLS-9",
            &[
                (
                    "prices apart",
                    table(&[(690, A), (2000, B), (690, A), (690, A)]),
                    &[],
                ),
                (
                    "one chapter",
                    table(&[(690, B), (690, "7326908688"), (690, B), (690, B)]),
                    &[],
                ),
                (
                    "part numbers leave nothing to infer",
                    rows(
                        "date       mid           sku  hts        qty unit value
                         2025-01-10 TWAMBLAK66TAI PX10 9617001000 100 NO 690
                         2025-02-10 TWAMBLAK66TAI PX10 7323930060 100 NO 690
                         2025-03-10 TWAMBLAK66TAI PX10 9617001000 100 NO 690",
                    ),
                    &["not assessed: 0 of 3"],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        let ratio: rust_decimal::Decimal = threshold("CLS-9", "min_gap_ratio");
        assert_eq!(ratio.to_string(), "1.5", "the prices below lie about it");
        let apart = |cents: i64| table(&[(1000, A), (cents, B), (1000, A), (1000, A)]);
        let dates: usize = threshold("CLS-9", "min_distinct_dates");
        let of_dates = |count: usize| {
            let lines: Vec<(i64, &str)> = (0..count).map(|n| (690, [A, B][n % 2])).collect();
            table(&lines)
        };
        check(
            "CLS-9",
            &[
                (
                    "a cent within the gap",
                    apart(1499),
                    &["TWAMBLAK66TAI, $10.00–14.99 each (inferred): chapters_differ medium"],
                ),
                ("at the gap", apart(1500), &[]),
                (
                    "a date short",
                    of_dates(dates - 1),
                    &["not assessed: 2 of 3"],
                ),
                (
                    "dates enough",
                    of_dates(dates),
                    &["TWAMBLAK66TAI, $6.90 each (inferred): chapters_differ medium"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        let lines = [(690, A), (700, B), (680, A), (690, B)];
        check(
            "CLS-9",
            &[
                (
                    "descriptions of different goods",
                    described(&lines, ["PLASTIC", "STEEL"]),
                    &["explained, TWAMBLAK66TAI, $6.80–7.00 each (inferred): descriptions_differ"],
                ),
                (
                    "the same words explain nothing",
                    described(&lines, ["STEEL", "STEEL"]),
                    &[FOUND],
                ),
            ],
        );
    }
}
