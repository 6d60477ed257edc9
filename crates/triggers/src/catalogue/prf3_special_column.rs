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
                [] => "no programme".to_owned(),
                named => named.join(", "),
            };
            finding.facts = vec![
                draft::fact("Indicator", programme.to_string()),
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
    use crate::finding::{DutyEffect, Effect, Outcome, Why};
    use crate::testing::{assessed_against, explanations, outcome_against, profile, summary};
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

    fn table(number: &str, spi: &str) -> String {
        format!(
            "date sku hts value duty coo spi
             2024-03-01 FL-1 {number} 1000 0 MX {spi}
             2024-04-01 KR-1 6404119050 1000 0 KR KR"
        )
    }

    #[test]
    fn columns() {
        let found = &["FL-1: not_in_column critical"][..];
        for (number, spi, expected) in [
            ("9617001000", "S", found),
            ("9617001000", "KR", &[]),
            // The column names another indicator of the programme.
            ("9617001000", "A", &[]),
            // No column names it: it is claimed in another way.
            ("9617001000", "N", &[]),
            // Nothing is known of the number.
            ("7323990000", "S", &[]),
            // Without duty to spare it weighs less.
            ("4820102010", "S", &["FL-1: not_in_column high"]),
        ] {
            let seen = assessed_against("PRF-3", &table(number, spi), &tariff(None));
            assert_eq!(summary(&seen.findings), expected, "{number} {spi}");
        }
    }

    #[test]
    fn effects() {
        let seen = assessed_against("PRF-3", &table("9617001000", "S"), &tariff(None));
        let finding = &seen.findings[0];
        assert_eq!(finding.duty_effect, DutyEffect::Lowers);
        assert!(matches!(finding.effect, Effect::ClaimFalls { .. }));
        assert_eq!(seen.share_ppm, 500_000);
    }

    #[test]
    fn an_edition_of_another_year_explains() {
        let table = table("9617001000", "S");
        let seen = assessed_against("PRF-3", &table, &tariff(Some(2024)));
        assert_eq!(summary(&seen.findings), ["FL-1: not_in_column critical"]);
        for year in [2023, 2025] {
            let seen = assessed_against("PRF-3", &table, &tariff(Some(year)));
            assert!(seen.findings.is_empty());
            assert_eq!(explanations(&seen), ["FL-1: edition"]);
        }
    }

    #[test]
    fn without_a_tariff_or_a_claim() {
        let claimed = profile(&table("9617001000", "S"));
        let Outcome::NotAssessed(reason) =
            outcome_against("PRF-3", &claimed, &References::default())
        else {
            panic!("assessed without a tariff")
        };
        assert_eq!(reason.why, Why::Reference);
        let unclaimed = profile("date sku hts value coo\n2024-03-01 FL-1 9617001000 1000 MX");
        let outcome = outcome_against("PRF-3", &unclaimed, &tariff(None));
        assert!(matches!(outcome, Outcome::NotAssessed(_)));
    }
}
