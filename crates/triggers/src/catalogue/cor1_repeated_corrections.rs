//! **COR-1** Corrections again and again on one question of classification.
//!
//! A correction after filing is care. The same correction month after month
//! says that nobody changed the rule behind it. Where the file shows versions
//! with both numbers, each product's corrections between two subheadings are
//! counted by the month in which they were filed; where it only has a flag,
//! the share of flagged dates by subheading is all that can be seen, which is
//! inferred and graded so.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, Finding, Outcome, Subject, SubjectKind};
use crate::gather::Heard;
use crate::grade::Grade;
use crate::numbers::{counted, duty_effect, other_numbers};
use crate::picture::Picture;
use crate::series::Series;
use customs::hts::Level;
use customs::{Day, Days, Hts, grouped};
use products::Evidence;
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Distinct months in which corrections were filed.
    min_months: usize,
    /// Share of the subject's entry dates that were corrected.
    min_dates_share: Decimal,
    /// Months from which the grade may be high.
    high_months: usize,
    /// Share of flagged dates, where only a flag is known.
    flag_only_share: Decimal,
    /// Months with flagged entries, where only a flag is known.
    flag_only_months: usize,
    /// Days within which all corrections are one project.
    single_project_days: i32,
    /// Answers that name a programme as the reason.
    programme_reasons: Vec<String>,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard {
        base: cx.profile.lines().map(|line| line.value().or_zero()).sum(),
        ..Heard::default()
    };
    let mut corrected_lines = BTreeSet::new();
    for ((subject, pair), seen) in corrections(cx) {
        corrected_lines.extend(seen.lines.iter().copied());
        let Some(subject) = subject.named(cx, pair) else {
            continue;
        };
        let share = share_of(seen.dates.len(), seen.all_dates(cx).len());
        if seen.months().len() >= thresholds.min_months && share >= thresholds.min_dates_share {
            heard.push(exact(cx, detector, &thresholds, &subject, pair, &seen));
        }
    }
    for (subheading, lines) in flagged(cx, &corrected_lines) {
        if let Some(finding) = flag_only(cx, detector, &thresholds, subheading, &lines) {
            heard.push(finding);
        }
    }
    let mut assessed = match heard.settled(cx, detector, 0) {
        Ok(assessed) => assessed,
        Err(reason) => return Ok(Outcome::NotAssessed(reason)),
    };
    // A pattern of many months, or one that runs both ways, is high whatever
    // its share of the value.
    for finding in &mut assessed.findings {
        if finding.ceiling == detector.ceiling("lasting") && finding.pattern != "flag_only" {
            finding.grade = finding.ceiling;
        } else if finding.pattern != "flag_only" {
            finding.grade = finding.grade.max(Grade::Low);
        }
        assessed.grade = assessed.grade.max(finding.grade);
    }
    Ok(Outcome::Assessed(assessed))
}

/// Two subheadings, the smaller first.
type Pair = (Hts, Hts);

/// What the corrections are grouped by: the product, where there is one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    Product(products::ProductIx),
    Number,
}

impl Of {
    fn named(self, cx: &Context<'_>, pair: Pair) -> Option<Subject> {
        Some(match self {
            Self::Product(ix) => Subject::product(cx.profile, cx.products.get(ix)),
            Self::Number => Subject {
                kind: SubjectKind::Number,
                key: format!("pair/{}/{}", pair.0, pair.1),
                label: format!("{} and {}", pair.0, pair.1),
                evidence: Evidence::Exact,
            },
        })
    }
}

/// Corrections of one subject between two subheadings.
#[derive(Default)]
struct Seen {
    /// The lines that were corrected.
    lines: BTreeSet<LineIx>,
    /// Every line of the subject.
    whole: BTreeSet<LineIx>,
    /// Entry dates that were corrected.
    dates: BTreeSet<Day>,
    /// Days on which corrections were filed.
    filed: BTreeSet<Day>,
    /// Directions seen.
    ways: BTreeSet<(Hts, Hts)>,
}

impl Seen {
    fn months(&self) -> BTreeSet<i32> {
        self.filed.iter().map(|day| day.month_index()).collect()
    }

    fn all_dates(&self, cx: &Context<'_>) -> Days {
        let whole: Vec<LineIx> = self.whole.iter().copied().collect();
        draft::dates(cx, &whole)
    }
}

/// The lines of one entry line: a broker's report may spread it over several.
fn lines_of_entry_line<'a>(
    cx: &Context<'a>,
    first: LineIx,
) -> impl Iterator<Item = LineRef<'a>> + use<'a> {
    let profile = cx.profile;
    let start = profile.line(first);
    (first.0..profile.len() as u32)
        .map(move |ix| profile.line(LineIx(ix)))
        .take_while(move |line| {
            line.entry_ix() == start.entry_ix() && line.line_no() == start.line_no()
        })
}

fn corrections(cx: &Context<'_>) -> BTreeMap<(Of, Pair), Seen> {
    let mut all: BTreeMap<(Of, Pair), Seen> = BTreeMap::new();
    for correction in &cx.profile.set_aside().corrections {
        let from = correction.from.at(Level::Subheading);
        let to = correction.to.at(Level::Subheading);
        if from == to {
            continue;
        }
        let pair = (from.min(to), from.max(to));
        for line in lines_of_entry_line(cx, correction.line) {
            let of = cx.products.of(line.ix()).map_or(Of::Number, Of::Product);
            let seen = all.entry((of, pair)).or_default();
            seen.lines.insert(line.ix());
            seen.dates.extend(line.entry_date());
            seen.filed.extend(correction.filed.or(line.entry_date()));
            seen.ways.insert((from, to));
        }
    }
    for ((of, pair), seen) in &mut all {
        match of {
            Of::Product(ix) => seen.whole.extend(cx.products.lines(*ix)),
            Of::Number => {
                let either = |line: &LineRef<'_>| {
                    line.hts().is_some_and(|hts| {
                        let subheading = hts.at(Level::Subheading);
                        subheading == pair.0 || subheading == pair.1
                    })
                };
                let lines = cx.profile.lines().filter(either).map(|line| line.ix());
                seen.whole.extend(lines);
            }
        }
    }
    all
}

fn share_of(part: usize, whole: usize) -> Decimal {
    if whole == 0 {
        return Decimal::ZERO;
    }
    Decimal::from(part) / Decimal::from(whole)
}

fn exact(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    subject: &Subject,
    pair: Pair,
    seen: &Seen,
) -> Finding {
    let lines: Vec<LineIx> = seen.lines.iter().copied().collect();
    let whole: Vec<LineIx> = seen.whole.iter().copied().collect();
    let months = seen.months();
    let pattern = if seen.ways.len() > 1 {
        "both_ways"
    } else {
        "one_way"
    };
    let lasting = seen.ways.len() > 1 || months.len() >= thresholds.high_months;
    let mut finding = draft::finding(cx, detector, subject, pattern, lines.clone(), &whole);
    finding.id = format!("{}/{}-{}", finding.id, pair.0, pair.1);
    finding.ceiling =
        finding
            .ceiling
            .min(detector.ceiling(if lasting { "lasting" } else { "months" }));
    let series = Series::of(cx.profile, &whole);
    finding.duty_effect = if series.uses.len() > 1 {
        duty_effect(cx, &series)
    } else {
        DutyEffect::Unclear
    };
    finding.checks = vec![
        programme(cx, thresholds),
        Check::new("value_only", Some(false)),
        one_project(thresholds, &seen.filed),
        reconciliation(cx, &lines),
    ];
    finding.facts = seen
        .ways
        .iter()
        .map(|(from, to)| draft::fact("Corrected", format!("from {from} to {to}")))
        .chain([
            draft::fact("In", counted(months.len(), "month", "months")),
            draft::fact(
                "Of the product's entry dates",
                format!(
                    "{} of {}",
                    grouped(seen.dates.len() as u64),
                    draft::dates_in_words(seen.all_dates(cx).len())
                ),
            ),
        ])
        .collect();
    finding.picture = calendar(seen);
    if series.uses.len() > 1 {
        finding.effect = other_numbers(&series, series.latest_consistent(2));
    }
    finding
}

/// One row a month in which corrections were filed.
fn calendar(seen: &Seen) -> Picture {
    Picture::Calendar {
        title: "Corrections filed".to_owned(),
        days: seen.filed.iter().copied().collect(),
        notes: seen
            .ways
            .iter()
            .map(|(from, to)| format!("{from} to {to}"))
            .collect(),
    }
}

/// Flagged lines by subheading, with every line of the subheading.
fn flagged(
    cx: &Context<'_>,
    corrected: &BTreeSet<LineIx>,
) -> BTreeMap<Hts, (Vec<LineIx>, Vec<LineIx>)> {
    let mut all: BTreeMap<Hts, (Vec<LineIx>, Vec<LineIx>)> = BTreeMap::new();
    for line in cx.profile.lines() {
        let Some(hts) = line.hts() else { continue };
        // A line whose versions show the numbers is told above.
        if corrected.contains(&line.ix()) {
            continue;
        }
        let (marked, whole) = all.entry(hts.at(Level::Subheading)).or_default();
        whole.push(line.ix());
        if line.psc() == Some(true) {
            marked.push(line.ix());
        }
    }
    all
}

fn flag_only(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    subheading: Hts,
    (marked, whole): &(Vec<LineIx>, Vec<LineIx>),
) -> Option<Finding> {
    let dates = draft::dates(cx, marked);
    let all = draft::dates(cx, whole);
    let months: BTreeSet<i32> = dates.iter().map(|day| day.month_index()).collect();
    if months.len() < thresholds.flag_only_months
        || share_of(dates.len(), all.len()) < thresholds.flag_only_share
    {
        return None;
    }
    let subject = Subject {
        kind: SubjectKind::Number,
        key: format!("number/{subheading}"),
        label: subheading.to_string(),
        evidence: Evidence::Inferred,
    };
    let mut finding = draft::finding(cx, detector, &subject, "flag_only", marked.clone(), whole);
    finding.checks = vec![
        programme(cx, thresholds),
        Check::new("value_only", None),
        // When the corrections were filed, the flag doesn't say.
        Check::new("one_project", None),
        reconciliation(cx, marked),
    ];
    finding.facts = vec![
        draft::fact(
            "Entries flagged in",
            counted(months.len(), "month", "months"),
        ),
        draft::fact(
            "Of the number's entry dates",
            format!(
                "{} of {}",
                grouped(dates.len() as u64),
                draft::dates_in_words(all.len())
            ),
        ),
    ];
    Some(finding)
}

/// Whether the answers name a programme, and not the tariff number, as what
/// the corrections were about.
fn programme(cx: &Context<'_>, thresholds: &Thresholds) -> Check {
    const ID: &str = "programme";
    let Some(answer) = cx.answers.get("COR-1.reason") else {
        return Check::new(ID, None);
    };
    let words: Vec<&str> = answer.words().collect();
    let programmes = &thresholds.programme_reasons;
    let all = !words.is_empty()
        && words
            .iter()
            .all(|word| programmes.iter().any(|known| known == word));
    Check::new(ID, Some(all)).with(if all { words.join(", ") } else { String::new() })
}

fn one_project(thresholds: &Thresholds, filed: &BTreeSet<Day>) -> Check {
    let (Some(first), Some(last)) = (filed.first(), filed.last()) else {
        return Check::new("one_project", None);
    };
    let days = last.since(*first);
    Check::new("one_project", Some(days <= thresholds.single_project_days))
        .with(format!("{first} to {last}"))
}

fn reconciliation(cx: &Context<'_>, lines: &[LineIx]) -> Check {
    let flags = || lines.iter().map(|ix| cx.profile.line(*ix).reconciliation());
    if flags().all(|flag| flag.is_none()) {
        return Check::new("reconciliation", None);
    }
    Check::new(
        "reconciliation",
        Some(flags().all(|flag| flag == Some(true))),
    )
}

#[cfg(test)]
mod tests;
