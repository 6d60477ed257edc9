//! **PRF-2** A preference was claimed for an origin that the programme does
//! not cover.
//!
//! Programmes whose list of origins is long are open in the pack: nothing
//! follows for them.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, Effect, Outcome};
use crate::gather::Heard;
use customs::{Cents, Country, Spi};
use profile::{LineIx, LineRef};
use rulebook::screening::PreferenceProgramme;
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Support below which nothing is said.
    min_distinct_dates: usize,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    for group in draft::groups(cx, |line| claim(cx, line).is_some()) {
        base += draft::value(cx, &group.lines);
        let mut outside: BTreeMap<(Spi, Country), Vec<LineIx>> = BTreeMap::new();
        for ix in &group.lines {
            if let Some((spi, programme, origin)) = claim(cx, &cx.profile.line(*ix))
                && !programme.admits(origin)
            {
                outside.entry((spi, origin)).or_default().push(*ix);
            }
        }
        for ((spi, origin), lines) in outside {
            if draft::dates(cx, &lines).len() < thresholds.min_distinct_dates {
                continue;
            }
            let mut finding = draft::finding(
                cx,
                detector,
                &group.subject,
                "origin_outside",
                lines.clone(),
                &group.lines,
            );
            finding.id = format!("{}:{spi}/{origin}", finding.id);
            // Programmes without a list never get here.
            finding.checks = vec![Check::new("long_list", Some(false))];
            finding.facts = vec![
                draft::fact("Special program indicator", spi.to_string()),
                draft::fact("Declared origin", origin.name()),
            ];
            finding.duty_effect = DutyEffect::Lowers;
            finding.effect = Effect::ClaimFalls { lines };
            heard.push(finding);
        }
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, thresholds.min_distinct_dates, 0));
    }
    Ok(heard.outcome(cx, base))
}

/// A claim under a programme that goes by origin.
fn claim<'a>(
    cx: &Context<'a>,
    line: &LineRef<'_>,
) -> Option<(Spi, &'a PreferenceProgramme, Country)> {
    let spi = line.spi()?;
    let programme = cx.pack.programmes.of(spi)?;
    line.entry_date()?;
    programme
        .by_origin
        .then_some((spi, programme, line.origin()?))
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, rows, threshold};

    fn line(spi: &str, origin: &str) -> Case {
        rows(format!(
            "date       sku  hts        value duty coo      spi
             2024-03-01 FL-1 9617001000 1000  0    {origin} {spi}"
        ))
    }

    #[test]
    fn positive() {
        check(
            "PRF-2",
            &[
                (
                    "a continent away",
                    line("S", "VN"),
                    &["FL-1: origin_outside critical"],
                ),
                (
                    "next door",
                    line("KR", "CN"),
                    &["FL-1: origin_outside critical"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "PRF-2",
            &[
                ("of the territory", line("S", "MX"), &[]),
                ("of the other one", line("S", "CA"), &[]),
                (
                    "no claim",
                    line("-", "VN"),
                    &["not assessed: no special program indicator"],
                ),
            ],
        );
    }

    /// A country is on the list or it is not; one entry date is support enough.
    #[test]
    fn boundary() {
        let least: usize = threshold("PRF-2", "min_distinct_dates");
        assert_eq!(least, 1, "one date, as in the table");
        check(
            "PRF-2",
            &[
                ("the programme's own country", line("KR", "KR"), &[]),
                (
                    "any other",
                    line("KR", "JP"),
                    &["FL-1: origin_outside critical"],
                ),
            ],
        );
    }

    /// A programme whose list of origins is long is open in the pack, and one that
    /// does not go by origin has none: nothing follows for them, so that neither is
    /// ever found and then explained.
    #[test]
    fn exculpated() {
        check(
            "PRF-2",
            &[
                ("a long list", line("A", "VN"), &[]),
                (
                    "no matter of origin",
                    line("C", "VN"),
                    &["not assessed: 0 of 1"],
                ),
            ],
        );
    }
}
