//! Findings in the making: what the triggers that speak of lines, products and
//! answers have in common.
//!
//! Two kinds of trigger speak of a product. Some need to know that lines are
//! the same goods (origins that change, prices that differ): their subject is
//! the product, and an inferred identity caps the grade. Others state a fact of
//! each line (a claim outside its dates): they need no identity, so where
//! nothing names the goods their subject is the tariff number, which is exact.

use crate::alike::PerKind;
use crate::context::{Answer, Context, Extent};
use crate::finding::{
    Check, Effect, Fact, Finding, FurtherRate, NotAssessed, Outcome, Span, Subject, SubjectKind,
    Why,
};
use crate::grade::Grade;
use crate::numbers::counted;
use crate::picture::Picture;
use customs::{Cents, Days, Hts};
use products::Evidence;
use profile::{LineIx, LineRef};
use rulebook::Detector;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A subject with lines.
#[derive(Clone, Debug)]
pub struct Group {
    /// What the lines are of.
    pub subject: Subject,
    /// The lines, in the profile's order.
    pub lines: Vec<LineIx>,
}

/// The lines that `keep` holds for, by product where something names the
/// product and by tariff number elsewhere. For facts of single lines.
pub fn groups<'a>(
    cx: &Context<'a>,
    keep: impl Fn(&LineRef<'_>) -> bool,
) -> impl Iterator<Item = Group> + 'a {
    let cx = *cx;
    let number = |line: &LineRef<'_>| line.hts8().or(line.hts());
    let numbers: BTreeSet<Option<Hts>> = cx.profile.kinds().map(|kind| number(&kind)).collect();
    let numbers: Vec<Option<Hts>> = numbers.into_iter().collect();
    let places = PerKind::of(cx.profile, |kind| numbers.binary_search(&number(&kind)));
    let mut by_product: Vec<Vec<LineIx>> = vec![Vec::new(); cx.products.len()];
    let mut by_number: Vec<Vec<LineIx>> = vec![Vec::new(); numbers.len()];
    for line in cx.profile.lines().filter(|line| keep(line)) {
        let named = cx
            .products
            .of(line.ix())
            .filter(|ix| cx.products.get(*ix).evidence() != Evidence::Inferred);
        let place = match named {
            Some(ix) => by_product.get_mut(ix.0 as usize),
            None => match places.get(&line) {
                Some(Ok(place)) => by_number.get_mut(*place),
                _ => None,
            },
        };
        if let Some(lines) = place {
            lines.push(line.ix());
        }
    }
    let products = cx.products.iter().zip(by_product);
    let named = products
        .filter(|(_, lines)| !lines.is_empty())
        .map(move |(product, lines)| Group {
            subject: Subject::product(cx.profile, product),
            lines,
        });
    let numbered = numbers.into_iter().zip(by_number);
    let numbered = numbered.filter(|(_, lines)| !lines.is_empty());
    let numbered = numbered.map(|(number, lines)| {
        let label = number.map_or_else(|| "no tariff number".to_owned(), |hts| hts.to_string());
        Group {
            subject: Subject {
                kind: SubjectKind::Number,
                key: format!("number/{label}"),
                label,
                evidence: Evidence::Exact,
            },
            lines,
        }
    });
    named.chain(numbered)
}

/// The products with those of their lines that `keep` holds for. For triggers
/// that need to know that lines are the same goods.
pub fn product_groups<'a>(
    cx: &Context<'a>,
    keep: impl Fn(&LineRef<'_>) -> bool + 'a,
) -> impl Iterator<Item = Group> + 'a {
    let cx = *cx;
    cx.products
        .iter()
        .map(move |product| Group {
            subject: Subject::product(cx.profile, product),
            lines: product
                .lines()
                .iter()
                .copied()
                .filter(|ix| keep(&cx.profile.line(*ix)))
                .collect(),
        })
        .filter(|group| !group.lines.is_empty())
}

/// A finding about a subject, without checks, facts, picture and effect.
/// `lines` are the affected ones, `whole` all that the trigger looked at.
#[must_use]
pub fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    subject: &Subject,
    pattern: &str,
    lines: Vec<LineIx>,
    whole: &[LineIx],
) -> Finding {
    Finding {
        id: format!("{}:{}:{pattern}", detector.id, subject.key),
        subject: subject.clone(),
        pattern: pattern.to_owned(),
        ceiling: ceiling(cx, detector, subject, pattern),
        grade: Grade::Info,
        affected: value(cx, &lines),
        whole: value(cx, whole),
        duty_effect: crate::finding::DutyEffect::Unclear,
        span: Span::of(cx.profile, whole),
        checks: Vec::new(),
        facts: Vec::new(),
        picture: Picture::None,
        effect: Effect::None,
        lines,
    }
}

/// The highest grade that a pattern and the evidence for a subject allow.
#[must_use]
pub fn ceiling(cx: &Context<'_>, detector: &Detector, subject: &Subject, pattern: &str) -> Grade {
    let ceiling = detector.ceiling(pattern);
    match subject.evidence {
        Evidence::Inferred => ceiling
            .min(cx.pack.scoring.inferred_cap)
            .min(detector.ceiling("inferred")),
        _ => ceiling,
    }
}

/// Goods value of lines.
#[must_use]
pub fn value(cx: &Context<'_>, lines: &[LineIx]) -> Cents {
    let values = lines.iter().map(|ix| cx.profile.line(*ix).value());
    values.map(Cents::or_zero).sum()
}

/// Distinct entry dates of lines.
#[must_use]
pub fn dates(cx: &Context<'_>, lines: &[LineIx]) -> Days {
    cx.profile.dates(lines)
}

/// A fact.
#[must_use]
pub fn fact(label: impl Into<String>, value: impl Into<String>) -> Fact {
    Fact {
        label: label.into(),
        value: value.into(),
    }
}

/// A count of entry dates in words.
#[must_use]
pub fn dates_in_words(count: usize) -> String {
    counted(count, "entry date", "entry dates")
}

/// A table as a picture.
#[must_use]
pub fn grid(columns: &[&str], rows: Vec<Vec<String>>) -> Picture {
    Picture::Grid {
        columns: columns.iter().map(|title| (*title).to_owned()).collect(),
        rows,
    }
}

/// Too little support.
#[must_use]
pub fn too_thin(detector: &Detector, needed: usize, found: usize) -> Outcome {
    Outcome::NotAssessed(NotAssessed {
        why: Why::TooThin {
            needed: needed as u32,
            found: found as u32,
        },
        unlock: detector.unlock.clone(),
    })
}

/// The answer about the first of these names that has one, else the answer
/// that was given for all.
#[must_use]
pub fn answer<'a>(cx: &Context<'a>, question: &str, names: &[&str]) -> Option<&'a Answer> {
    names
        .iter()
        .filter(|name| !name.is_empty())
        .find_map(|name| cx.answers.about(question, name))
        .or_else(|| cx.answers.get(question))
}

/// Whether an answer says yes: "partly" does not.
#[must_use]
pub fn says_yes(answer: &Answer) -> Option<bool> {
    answer.extent().map(|extent| extent == Extent::Yes)
}

/// Whether the answer about a subject is yes; `None` when it was not given.
#[must_use]
pub fn said(cx: &Context<'_>, question: &str, names: &[&str]) -> Option<bool> {
    answer(cx, question, names).and_then(says_yes)
}

/// The names under which a subject may have been answered for.
#[must_use]
pub fn names(subject: &Subject) -> [&str; 2] {
    [subject.label.as_str(), subject.key.as_str()]
}

/// A check that an answer decides.
#[must_use]
pub fn answered(cx: &Context<'_>, id: &str, question: &str, subject: &Subject) -> Check {
    Check::new(id, said(cx, question, &names(subject)))
}

/// A further rate for lines, where a rate is known.
#[must_use]
pub fn further(lines: Vec<FurtherRate>, otherwise: &str) -> Effect {
    if lines.is_empty() {
        Effect::unquantified(otherwise)
    } else {
        Effect::FurtherRate { lines }
    }
}

/// A share of the pack compared with one in millionths.
#[must_use]
pub fn at_least(ppm: u32, share: Decimal) -> bool {
    Decimal::new(i64::from(ppm), 6) >= share
}

/// A part of a whole in per cent, for showing.
#[must_use]
pub fn percent(ppm: u32) -> String {
    format!("{:.1}%", f64::from(ppm) / 10_000.0)
}
