//! **PRF-3** A preference was claimed for a number whose special column does
//! not name the programme.
//!
//! The column is that of the tariff export which the importer loaded. An
//! export is of one edition: one of another year says nothing firm about a
//! line. A programme that no column of it names is claimed in another way, and
//! nothing follows for it. Where the general rate is free, a claim spares no
//! duty, only the fee.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, Effect, NotAssessed, Outcome, Why};
use crate::gather::Heard;
use customs::{Cents, Hts, Spi};
use profile::references::SpecialColumn;
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Support below which nothing is said.
    min_distinct_dates: usize,
}

/// A claim beside what the tariff says of the number.
struct Claim<'a> {
    programme: Spi,
    number: Hts,
    /// Whether the edition is of the entry's year, where that can be told.
    same_year: Option<bool>,
    column: &'a SpecialColumn,
}

/// Claims of one programme for one number that the column does not name.
struct Outside<'a> {
    /// The first of them.
    claim: Claim<'a>,
    lines: Vec<LineIx>,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    for group in draft::groups(cx, |line| claim(cx, line).is_some()) {
        base += draft::value(cx, &group.lines);
        let mut outside: BTreeMap<(Spi, Hts, Option<bool>), Outside<'_>> = BTreeMap::new();
        for ix in &group.lines {
            if let Some(claim) = claim(cx, &cx.profile.line(*ix))
                && !is_named(cx, &claim)
            {
                // Lines of other years stand apart: the edition explains them.
                let key = (claim.programme, claim.number, claim.same_year);
                let lines = Vec::new();
                let outside = outside.entry(key).or_insert(Outside { claim, lines });
                outside.lines.push(*ix);
            }
        }
        for ((programme, number, same_year), Outside { claim, lines }) in outside {
            if draft::dates(cx, &lines).len() < thresholds.min_distinct_dates {
                continue;
            }
            let pattern = "not_in_column";
            let subject = &group.subject;
            let mut finding =
                draft::finding(cx, detector, subject, pattern, lines.clone(), &group.lines);
            finding.id = format!("{}:{programme}/{}", finding.id, number.digits());
            if same_year == Some(false) {
                finding.id.push_str("/other-year");
            }
            let other_year = same_year.map(|same| !same);
            finding.checks = vec![Check::new("edition", other_year)];
            let named: Vec<&str> = claim.column.programmes.iter().map(Spi::as_str).collect();
            let named = match named.as_slice() {
                [] => "no program".to_owned(),
                named => named.join(", "),
            };
            finding.facts = vec![
                draft::fact("Special program indicator", programme.to_string()),
                draft::fact("Tariff number", number.to_string()),
                draft::fact("The special column names", named),
            ];
            if claim.column.free {
                finding.facts.push(draft::fact("General rate", "Free"));
                finding.duty_effect = DutyEffect::None;
            } else {
                finding.duty_effect = DutyEffect::Lowers;
            }
            finding.effect = Effect::ClaimFalls { lines };
            heard.push(finding);
        }
    }
    if base == Cents::ZERO {
        let any = cx.profile.lines().any(|line| line.spi().is_some());
        return Ok(match any {
            false => draft::too_thin(detector, thresholds.min_distinct_dates, 0),
            true => Outcome::NotAssessed(NotAssessed {
                why: Why::Reference,
                unlock: detector.unlock.clone(),
            }),
        });
    }
    Ok(heard.outcome(cx, base))
}

/// A claim that the tariff can be asked about.
fn claim<'a>(cx: &Context<'a>, line: &LineRef<'_>) -> Option<Claim<'a>> {
    let schedule = &cx.references.schedule;
    let (programme, number) = (line.spi()?, line.hts8()?);
    let year = line.entry_date()?.year();
    let (edition, column) = schedule.of(number, year)?;
    indicators(cx, programme)
        .any(|spi| schedule.names(spi))
        .then_some(Claim {
            programme,
            number,
            same_year: edition.map(|edition| edition == year),
            column,
        })
}

fn is_named(cx: &Context<'_>, claim: &Claim<'_>) -> bool {
    indicators(cx, claim.programme).any(|spi| claim.column.programmes.contains(&spi))
}

/// The indicator and the others of its programme: an entry may say `A` where
/// the column says `A+`.
fn indicators<'a>(cx: &Context<'a>, spi: Spi) -> impl Iterator<Item = Spi> + use<'a> {
    let others = cx.pack.programmes.of(spi).into_iter();
    others
        .flat_map(|programme| programme.codes.iter().copied())
        .chain([spi])
}

#[cfg(test)]
mod tests {
    use crate::finding::{DutyEffect, Effect};
    use crate::testing::cases::{Case, check, rows};
    use customs::{Hts, Spi};
    use profile::References;
    use profile::references::SpecialColumn;

    /// A tariff of three numbers, of an edition.
    fn tariff(edition: Option<i16>) -> References {
        let mut references = References::default();
        for (number, programmes, free) in [
            ("9617001000", "A+ AU KR", false),
            ("4820102010", "", true),
            ("6404119050", "S KR", false),
        ] {
            let column = SpecialColumn {
                programmes: programmes
                    .split_whitespace()
                    .map(|spi| Spi::parse(spi).unwrap())
                    .collect(),
                free,
            };
            let number = Hts::parse(number).unwrap();
            references.schedule.push(edition, number, column);
        }
        references
    }

    /// A claim on a day of 2024 for a number, beside one that its column names.
    fn on(date: &str, number: &str, spi: &str) -> Case {
        rows(format!(
            "date       sku  hts        value duty coo spi
             {date}     FL-1 {number}   1000  0    MX  {spi}
             2024-04-01 KR-1 6404119050 1000  0    KR  KR"
        ))
    }

    fn claim(number: &str, spi: &str) -> Case {
        on("2024-03-01", number, spi).against(&tariff(None))
    }

    const FLASK: &str = "9617001000";

    #[test]
    fn positive() {
        check(
            "PRF-3",
            &[
                (
                    "a column without the programme",
                    claim(FLASK, "S"),
                    &["FL-1: not_in_column critical"],
                ),
                (
                    "without duty to spare it weighs less",
                    claim("4820102010", "S"),
                    &["FL-1: not_in_column high"],
                ),
            ],
        );
        let seen = claim(FLASK, "S").assessed("PRF-3");
        assert_eq!(seen.findings[0].duty_effect, DutyEffect::Lowers);
        assert!(matches!(seen.findings[0].effect, Effect::ClaimFalls { .. }));
        assert_eq!(seen.share_ppm, 500_000);
    }

    #[test]
    fn negative() {
        check(
            "PRF-3",
            &[
                ("the column names it", claim(FLASK, "KR"), &[]),
                (
                    "the column names another indicator of the programme",
                    claim(FLASK, "A"),
                    &[],
                ),
                (
                    "no column names it: it is claimed in another way",
                    claim(FLASK, "N"),
                    &[],
                ),
                (
                    "nothing is known of the number",
                    claim("7323990000", "S"),
                    &[],
                ),
                (
                    "no tariff",
                    on("2024-03-01", FLASK, "S"),
                    &["not assessed: no reference"],
                ),
                (
                    "no claim",
                    rows("date sku hts value coo\n2024-03-01 FL-1 9617001000 1000 MX")
                        .against(&tariff(None)),
                    &["not assessed: no special program indicator"],
                ),
            ],
        );
    }

    /// An edition speaks of its own year, from the first day to the last.
    #[test]
    fn boundary() {
        let of = |date: &str| on(date, FLASK, "S").against(&tariff(Some(2024)));
        check(
            "PRF-3",
            &[
                (
                    "the day before its year",
                    of("2023-12-31"),
                    &["explained, FL-1: edition"],
                ),
                (
                    "the first day",
                    of("2024-01-01"),
                    &["FL-1: not_in_column critical"],
                ),
                (
                    "the last day",
                    of("2024-12-31"),
                    &["FL-1: not_in_column critical"],
                ),
                (
                    "the day after",
                    of("2025-01-01"),
                    &["explained, FL-1: edition"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        let edition = |year: i16| on("2024-03-01", FLASK, "S").against(&tariff(Some(year)));
        check(
            "PRF-3",
            &[
                (
                    "an edition of the year before",
                    edition(2023),
                    &["explained, FL-1: edition"],
                ),
                (
                    "one of the year after",
                    edition(2025),
                    &["explained, FL-1: edition"],
                ),
                (
                    "one of the same year",
                    edition(2024),
                    &["FL-1: not_in_column critical"],
                ),
            ],
        );
    }
}
