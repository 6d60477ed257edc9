//! **CLS-2** One rate line, several statistical suffixes.
//!
//! The last two digits seldom change duty, but statistics are part of the
//! declaration. It weighs more only where the pack makes a ten-digit number
//! decisive for another duty.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, Effect, Finding, Outcome, Subject};
use crate::gather::Heard;
use crate::grade::Grade;
use crate::numbers::{Window, counted, says_goods};
use crate::series::Series;
use customs::hts::Level;
use customs::{Cents, Day, Hts, Ordered};
use profile::LineIx;
use rulebook::{Detector, PackError, RevisionKind};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Share of the value from which it is more than a note.
    low_from_share: Decimal,
    /// How long before a statistical revision a change may lie.
    statistical_window_before_days: i32,
    /// How long after.
    statistical_window_after_days: i32,
}

/// The lines under one suffix.
struct Suffix {
    hts: Hts,
    value: Cents,
    dates: BTreeSet<Day>,
    lines: Vec<LineIx>,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard::default();
    for product in cx.products.iter() {
        let lines: Vec<LineIx> = product
            .lines()
            .iter()
            .copied()
            .filter(|ix| {
                let line = cx.profile.line(*ix);
                says_goods(line)
                    && line
                        .hts()
                        .is_some_and(|hts| hts.reaches(Level::Statistical))
            })
            .collect();
        let series = Series::of(cx.profile, &lines);
        heard.base += series.value;
        heard.saw(series.dates.len().min(1));
        for one in &series.uses {
            let suffixes = suffixes(cx, &one.lines);
            if suffixes.len() > 1 {
                let subject = Subject::product(cx.profile, product);
                heard.push(finding(
                    cx,
                    detector,
                    &thresholds,
                    &subject,
                    one.hts,
                    &suffixes,
                ));
            }
        }
    }
    let mut assessed = match heard.settled(cx, detector, 1) {
        Ok(assessed) => assessed,
        Err(reason) => return Ok(Outcome::NotAssessed(reason)),
    };
    if Decimal::new(i64::from(assessed.share_ppm), 6) < thresholds.low_from_share {
        let note = detector.ceiling("suffix_only");
        for finding in &mut assessed.findings {
            if finding.ceiling <= note {
                finding.grade = Grade::Info;
            }
        }
        let grades = assessed.findings.iter().map(|finding| finding.grade);
        assessed.grade = grades.max().unwrap_or_default();
    }
    Ok(Outcome::Assessed(assessed))
}

/// The suffixes of lines, most value first.
fn suffixes(cx: &Context<'_>, lines: &[LineIx]) -> Vec<Suffix> {
    let mut all: BTreeMap<Hts, Suffix> = BTreeMap::new();
    for line in lines.iter().map(|ix| cx.profile.line(*ix)) {
        let Some(hts) = line.hts() else { continue };
        let suffix = all.entry(hts).or_insert_with(|| Suffix {
            hts,
            value: Cents::ZERO,
            dates: BTreeSet::new(),
            lines: Vec::new(),
        });
        suffix.value += line.value();
        suffix.dates.extend(line.entry_date());
        suffix.lines.push(line.ix());
    }
    let mut all: Vec<Suffix> = all.into_values().collect();
    all.order_by(|a, b| b.value.cmp(&a.value).then(a.hts.cmp(&b.hts)));
    all
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    thresholds: &Thresholds,
    subject: &Subject,
    number: Hts,
    suffixes: &[Suffix],
) -> Finding {
    let whole: Vec<LineIx> = suffixes.iter().flat_map(|s| s.lines.clone()).collect();
    let minority: BTreeSet<LineIx> = suffixes
        .iter()
        .skip(1)
        .flat_map(|s| s.lines.clone())
        .collect();
    let scoped = scoped(cx, number, suffixes);
    let lines: Vec<LineIx> = minority.into_iter().collect();
    let mut finding = draft::finding(cx, detector, subject, "suffix_only", lines, &whole);
    finding.id = format!("{}:{number}", finding.id);
    if scoped.is_some() {
        finding.ceiling = Grade::Critical;
        if subject.evidence == products::Evidence::Inferred {
            finding.ceiling = cx.pack.scoring.inferred_cap;
        }
        finding.effect = Effect::unquantified(detector.no_amount());
    } else {
        finding.duty_effect = DutyEffect::None;
    }
    finding.checks = vec![
        statistical_revision(cx, thresholds, suffixes),
        // A suffix that is marked and not in use says nothing of those that are.
        match scoped {
            Some(prefix) => Check::new("scoped_suffix", Some(false)).with(prefix),
            None => Check::new("scoped_suffix", None),
        },
    ];
    finding.facts = suffixes
        .iter()
        .map(|suffix| {
            let dates = counted(suffix.dates.len(), "entry date", "entry dates");
            draft::fact(
                suffix.hts.to_string(),
                format!("{} on {dates}", suffix.value),
            )
        })
        .collect();
    finding.picture = by_year(suffixes);
    finding
}

/// Whether each suffix gave way to the next at a revision that changes
/// statistical numbers.
fn statistical_revision(cx: &Context<'_>, thresholds: &Thresholds, suffixes: &[Suffix]) -> Check {
    let window = Window {
        before: thresholds.statistical_window_before_days,
        after: thresholds.statistical_window_after_days,
    };
    let mut in_order: Vec<(Day, Day)> = suffixes
        .iter()
        .filter_map(|s| Some((*s.dates.first()?, *s.dates.last()?)))
        .collect();
    in_order.order();
    let at = |before: (Day, Day), after: (Day, Day)| {
        cx.pack
            .revisions
            .revisions
            .iter()
            .filter(|revision| revision.kind != RevisionKind::Interim)
            .find(|revision| window.parts(before, after, revision.day))
            .map(|revision| revision.day.to_string())
    };
    let days: Option<Vec<String>> = in_order
        .windows(2)
        .map(|pair| match pair {
            [before, after] => at(*before, *after),
            _ => None,
        })
        .collect();
    match days {
        Some(days) => Check::new("statistical_revision", Some(true)).with(days.join(", ")),
        None => Check::new("statistical_revision", Some(false)),
    }
}

/// The suffix in use that a measure or a family of orders names.
fn scoped(cx: &Context<'_>, number: Hts, suffixes: &[Suffix]) -> Option<String> {
    let measures = cx.pack.measures.measures.iter().flat_map(|m| &m.prefixes);
    let families = cx.pack.adcvd.families.iter().flat_map(|f| &f.prefixes);
    measures
        .chain(families)
        .filter(|hts| hts.reaches(Level::Statistical) && hts.is_within(number))
        .find(|prefix| suffixes.iter().any(|suffix| suffix.hts == **prefix))
        .map(ToString::to_string)
}

/// Suffixes down, years across.
fn by_year(suffixes: &[Suffix]) -> crate::picture::Picture {
    let years: BTreeSet<i16> = suffixes
        .iter()
        .flat_map(|suffix| suffix.dates.iter().map(|day| day.year()))
        .collect();
    let rows = suffixes
        .iter()
        .map(|suffix| {
            let dates = |year: &i16| {
                suffix
                    .dates
                    .iter()
                    .filter(|day| day.year() == *year)
                    .count()
            };
            std::iter::once(suffix.hts.to_string())
                .chain(years.iter().map(|year| dates(year).to_string()))
                .collect()
        })
        .collect();
    let titles: Vec<String> = std::iter::once("Entry dates in".to_owned())
        .chain(years.iter().map(ToString::to_string))
        .collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    draft::grid(&titles, rows)
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, dollars, later, part, rows, threshold};

    const A: &str = "3923900080";
    const B: &str = "3923900090";
    /// A revision of statistical numbers.
    const REVISION: &str = "2025-01-01";

    /// Three lines of one product, the second under another suffix with these
    /// cents, beside goods that make up $10,000.
    fn table(suffix: &str, cents: i64) -> Case {
        rows(format!(
            "date       sku  hts        value
             2025-02-10 PX10 {A}        500
             2025-03-10 PX10 {suffix}   {}
             2025-04-10 PX10 {A}        500
             2025-05-10 PY20 8471300100 {}",
            dollars(cents),
            dollars(900_000 - cents)
        ))
    }

    #[test]
    fn positive() {
        check(
            "CLS-2",
            &[
                ("small", table(B, 10_000), &["PX10: suffix_only info"]),
                // No duty hangs on it, so it weighs a grade less.
                ("large", table(B, 400_000), &["PX10: suffix_only low"]),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "CLS-2",
            &[
                (
                    "another rate line is CLS-1's",
                    table("3924905650", 10_000),
                    &[],
                ),
                ("one suffix", table(A, 10_000), &[]),
                (
                    "eight digits have no suffix",
                    rows("date sku hts value\n2025-02-10 PX10 39239000 100"),
                    &["not assessed: 0 of 1"],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        let share = part("CLS-2", "low_from_share", 1_000_000);
        let after: i32 = threshold("CLS-2", "statistical_window_after_days");
        let before: i32 = threshold("CLS-2", "statistical_window_before_days");
        let changed = |old: i32, new: i32| {
            rows(format!(
                "date sku hts value
                 {} PX10 {A} 100
                 {} PX10 {B} 100",
                later(REVISION, old),
                later(REVISION, new)
            ))
        };
        check(
            "CLS-2",
            &[
                (
                    "a cent below the share",
                    table(B, share - 1),
                    &["PX10: suffix_only info"],
                ),
                ("at the share", table(B, share), &["PX10: suffix_only low"]),
                (
                    "the old one to the last day",
                    changed(after, after + 1),
                    &["explained, PX10: statistical_revision"],
                ),
                (
                    "a day past it",
                    changed(after + 1, after + 2),
                    &["PX10: suffix_only low"],
                ),
                (
                    "the new one from the first day",
                    changed(-before - 1, -before),
                    &["explained, PX10: statistical_revision"],
                ),
                (
                    "a day before it",
                    changed(-before - 2, -before - 1),
                    &["PX10: suffix_only low"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        let suffix = |pack: &mut rulebook::Pack| {
            let number = customs::Hts::parse(B).unwrap();
            pack.adcvd.families[0].prefixes.push(number);
        };
        let another = |pack: &mut rulebook::Pack| {
            let number = customs::Hts::parse("3923900010").unwrap();
            pack.adcvd.families[0].prefixes.push(number);
        };
        let revised = || {
            rows(format!(
                "date       sku  hts value
                 2024-11-10 PX10 {A} 100
                 2025-02-10 PX10 {B} 100
                 2025-03-10 PX10 {B} 100"
            ))
        };
        check(
            "CLS-2",
            &[
                (
                    "a statistical revision",
                    revised(),
                    &["explained, PX10: statistical_revision"],
                ),
                (
                    "a suffix that decides another duty counts in full",
                    table(B, 400_000).under(suffix),
                    &["PX10: suffix_only critical"],
                ),
                (
                    "one that is decisive and not in use explains nothing",
                    table(B, 400_000).under(another),
                    &["PX10: suffix_only low"],
                ),
                (
                    "none of the number is marked as decisive",
                    table(B, 10_000),
                    &["PX10: suffix_only info"],
                ),
            ],
        );
    }
}
