//! **CLS-3** Descriptions that read alike stand under different subheadings.
//!
//! Products that the importer keeps apart may still be the same goods to
//! customs: two part numbers that differ in colour, or the same article from
//! two makers. The trigger looks at groups of described lines that read alike
//! and asks where the products in one group are declared differently. A single
//! product under several numbers is the matter of CLS-1.

use crate::context::Context;
use crate::finding::{Check, Fact, Finding, NotAssessed, Outcome, Span, Subject, Why};
use crate::gather::Heard;
use crate::grade::Grade;
use crate::numbers::{
    Window, counted, dominant, duty_effect, lines_of, other_numbers, revision_check, says_goods,
};
use crate::picture::{Picture, TextPair};
use crate::series::Series;
use customs::hts::Level;
use customs::{Cents, Hts, Ordered};
use products::{Evidence, Product, ProductIx, Rules};
use profile::LineIx;
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Distinct subheadings in a group.
    min_subheadings: usize,
    /// Words that a description needs to name a product.
    min_tokens: usize,
    /// How long before a revision a change may lie and belong to it.
    revision_window_before_days: i32,
    /// How long after.
    revision_window_after_days: i32,
}

/// Pairs of texts to show.
const SHOWN_PAIRS: usize = 12;

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let rules = &cx.pack.products;
    if let Some(found) = cx.products.too_many_descriptions() {
        return Ok(Outcome::NotAssessed(NotAssessed {
            why: Why::TooMany {
                most: rules.description.most_described as u32,
                found: found as u32,
            },
            unlock: detector.unlock.clone(),
        }));
    }
    let mut heard = Heard::default();
    for group in cx.products.lookalikes() {
        let lines: Vec<LineIx> = group
            .lines()
            .iter()
            .copied()
            .filter(|ix| says_goods(cx.profile.line(*ix)))
            .collect();
        if lines.is_empty() {
            continue;
        }
        heard.saw(1);
        let series = Series::of(cx.profile, &lines);
        heard.base += series.value;
        let sides = sides(cx, &lines);
        if sides.len() >= thresholds.min_subheadings {
            let of = Group {
                group,
                series: &series,
                sides: &sides,
            };
            heard.push(finding(cx, detector, &thresholds, rules, &of));
        }
    }
    Ok(heard.settled(cx, detector, 1).into())
}

/// A group with its products by subheading.
struct Group<'a> {
    group: Product<'a>,
    series: &'a Series,
    sides: &'a [Side],
}

/// The products of a group that are mostly declared under one subheading.
struct Side {
    subheading: Hts,
    value: Cents,
    lines: Vec<LineIx>,
}

/// The sides of a group, most value first. A product counts where most of its
/// value stands, so that one odd line splits nothing.
fn sides(cx: &Context<'_>, lines: &[LineIx]) -> Vec<Side> {
    let mut products: BTreeMap<Option<ProductIx>, Vec<LineIx>> = BTreeMap::new();
    for ix in lines {
        products.entry(cx.products.of(*ix)).or_default().push(*ix);
    }
    let mut sides: BTreeMap<Hts, Side> = BTreeMap::new();
    for lines in products.into_values() {
        let mut values: BTreeMap<Hts, Cents> = BTreeMap::new();
        let mut all = Cents::ZERO;
        for line in lines.iter().map(|ix| cx.profile.line(*ix)) {
            if let Some(hts) = line.hts() {
                *values.entry(hts.at(Level::Subheading)).or_default() += line.value();
                all += line.value();
            }
        }
        let Some(subheading) = dominant(&values) else {
            continue;
        };
        let side = sides.entry(subheading).or_insert_with(|| Side {
            subheading,
            value: Cents::ZERO,
            lines: Vec::new(),
        });
        side.value += all;
        side.lines.extend(lines);
    }
    let mut sides: Vec<Side> = sides.into_values().collect();
    sides.order_by(|a, b| b.value.cmp(&a.value).then(a.subheading.cmp(&b.subheading)));
    sides
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    rules: &Rules,
    of: &Group<'_>,
) -> Finding {
    let all = lines_of(&of.series.uses);
    let affected: BTreeSet<LineIx> = of
        .sides
        .iter()
        .skip(1)
        .flat_map(|side| side.lines.iter().copied())
        .collect();
    let lines: Vec<LineIx> = affected.into_iter().collect();
    let evidence = of.group.evidence();
    let ceiling = match evidence {
        Evidence::Inferred => detector
            .ceiling("inferred")
            .min(cx.pack.scoring.inferred_cap),
        _ => detector.ceiling("probable"),
    };
    let window = Window {
        before: thresholds.revision_window_before_days,
        after: thresholds.revision_window_after_days,
    };
    let pairs = pairs(cx, rules, of.sides);
    Finding {
        id: format!("CLS-3:{}", of.group.key(cx.profile)),
        subject: Subject::product(cx.profile, of.group),
        pattern: "split_cluster".to_owned(),
        ceiling,
        grade: Grade::Info,
        affected: of.sides.iter().skip(1).map(|side| side.value).sum(),
        whole: of.series.value,
        duty_effect: duty_effect(cx, of.series),
        span: Span::of(cx.profile, &all),
        checks: vec![
            discriminator(rules, &pairs),
            generic(cx, thresholds, of.group),
            revision_check(cx, "revision_switch", &of.series.uses, window),
        ],
        facts: of
            .sides
            .iter()
            .map(|side| Fact {
                label: side.subheading.to_string(),
                value: format!(
                    "{} on {}",
                    side.value,
                    counted(side.lines.len(), "line", "lines")
                ),
            })
            .collect(),
        picture: Picture::Pairs { pairs },
        effect: other_numbers(of.series, of.series.latest_consistent(2)),
        lines,
    }
}

/// The texts of the largest side, each against the texts of the others.
fn pairs(cx: &Context<'_>, rules: &Rules, sides: &[Side]) -> Vec<TextPair> {
    let texts = |side: &Side| -> BTreeSet<String> {
        side.lines
            .iter()
            .map(|ix| cx.profile.line(*ix).description().to_owned())
            .collect()
    };
    let Some((first, others)) = sides.split_first() else {
        return Vec::new();
    };
    let lefts = texts(first);
    let mut pairs = Vec::new();
    for other in others {
        for right in texts(other) {
            let Some(left) = lefts.first() else { continue };
            let comparison = products::explain(left, &right, &[], rules);
            pairs.push(TextPair {
                left: left.clone(),
                right,
                left_hts: Some(first.subheading),
                right_hts: Some(other.subheading),
                differing: comparison
                    .only_first
                    .into_iter()
                    .chain(comparison.only_second)
                    .collect(),
            });
        }
    }
    pairs.truncate(SHOWN_PAIRS);
    pairs
}

/// Whether every pair differs in a quality that can change the number.
fn discriminator(rules: &Rules, pairs: &[TextPair]) -> Check {
    let apart: Vec<Option<String>> = pairs
        .iter()
        .map(|pair| {
            let apart = products::explain(&pair.left, &pair.right, &[], rules).apart?;
            Some(format!("{}: {}", apart.quality, apart.value))
        })
        .collect();
    let all: Option<Vec<String>> = apart.into_iter().collect();
    match all {
        Some(all) if !all.is_empty() => {
            Check::new("discriminator", Some(true)).with(all.join("; "))
        }
        _ => Check::new("discriminator", Some(false)),
    }
}

/// Whether no text of the group has enough words to name a product.
fn generic(cx: &Context<'_>, thresholds: &Thresholds, group: Product<'_>) -> Check {
    let words = |text: &str| {
        text.split(|c: char| !c.is_alphabetic())
            .filter(|word| word.chars().count() > 2)
            .count()
    };
    let generic = group
        .texts(cx.profile)
        .all(|text| words(text) < thresholds.min_tokens);
    Check::new("generic_description", Some(generic))
}

#[cfg(test)]
mod tests;
