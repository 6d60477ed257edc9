//! **PRF-1** A preference was claimed on a day on which the programme was not
//! in force.
//!
//! A claim that was flagged during a lapse with the duty paid is the way in
//! which importers keep their place for a renewal, and a programme that was
//! restored backwards in time covers the claims of its lapse.

use crate::alike::PerKind;
use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, Effect, Outcome};
use crate::gather::Heard;
use customs::{Cents, Hts};
use profile::{LineIx, LineRef};
use rulebook::screening::{PreferenceProgramme, Window};
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Support below which nothing is said.
    min_distinct_dates: usize,
}

/// How a claim stands to its programme's dates.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// Outside them, without duty.
    Outside,
    /// Outside them, with the duty paid.
    DutyPaid,
    /// Inside a lapse that was closed afterwards.
    Restored,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    let programmes = PerKind::of(cx.profile, |line| programme(cx, &line));
    let claim = |line: &LineRef<'_>| Some(((*programmes.get(line)?)?, line.entry_date()?));
    for group in draft::groups(cx, |line| claim(line).is_some()) {
        base += draft::value(cx, &group.lines);
        let mut by: BTreeMap<(&str, Standing), Vec<LineIx>> = BTreeMap::new();
        for ix in &group.lines {
            let line = cx.profile.line(*ix);
            if let Some((programme, day)) = claim(&line)
                && let Some(standing) = standing(&line, programme.on(day))
            {
                let key = (programme.name.as_str(), standing);
                by.entry(key).or_default().push(*ix);
            }
        }
        for ((programme, standing), lines) in by {
            if draft::dates(cx, &lines).len() < thresholds.min_distinct_dates {
                continue;
            }
            let pattern = match standing {
                Standing::DutyPaid => "duty_paid",
                Standing::Outside | Standing::Restored => "not_in_force",
            };
            let duties = lines.iter().map(|ix| ordinary_duty(&cx.profile.line(*ix)));
            let known = duties.clone().all(|duty| duty.is_some());
            let mut finding = draft::finding(
                cx,
                detector,
                &group.subject,
                pattern,
                lines.clone(),
                &group.lines,
            );
            finding.id = format!("{}:{programme}", finding.id);
            finding.checks = vec![
                Check::new("retroactive", Some(standing == Standing::Restored)),
                Check::new("duty_paid", known.then_some(standing == Standing::DutyPaid)),
            ];
            finding.facts = vec![
                draft::fact("Program", programme),
                draft::fact(
                    "Claims outside its dates",
                    draft::dates_in_words(draft::dates(cx, &lines).len()),
                ),
            ];
            if standing == Standing::Outside {
                finding.duty_effect = DutyEffect::Lowers;
                finding.effect = Effect::ClaimFalls { lines };
            }
            heard.push(finding);
        }
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, thresholds.min_distinct_dates, 0));
    }
    Ok(heard.outcome(cx, base))
}

/// The programme that a line claims, if the pack knows it, by indicator or by a
/// heading of chapter 98.
fn programme<'a>(cx: &Context<'a>, line: &LineRef<'_>) -> Option<&'a PreferenceProgramme> {
    let by_spi = line.spi().and_then(|spi| cx.pack.programmes.of(spi));
    let by_heading = || {
        cx.pack.programmes.programmes.iter().find(|programme| {
            line.tariffs().filter_map(|tariff| tariff.hts).any(|hts| {
                programme
                    .headings
                    .iter()
                    .any(|heading| hts.is_within(*heading))
            })
        })
    };
    by_spi.or_else(by_heading)
}

/// The duty that a claim takes away: that of the ordinary numbers, where it
/// stands apart. The duties of chapter 99 are paid beside a claim as well.
fn ordinary_duty(line: &LineRef<'_>) -> Option<Cents> {
    let ordinary = line
        .tariffs()
        .filter(|tariff| tariff.hts.is_some_and(Hts::is_ordinary))
        .filter_map(|tariff| tariff.duty);
    ordinary.reduce(|a, b| a + b).or(line.duty())
}

/// `None` for a claim inside the programme's dates.
fn standing(line: &LineRef<'_>, window: Option<&Window>) -> Option<Standing> {
    match window {
        Some(window) if window.retroactive => Some(Standing::Restored),
        Some(_) => None,
        None if ordinary_duty(line).is_some_and(Cents::is_positive) => Some(Standing::DutyPaid),
        None => Some(Standing::Outside),
    }
}

#[cfg(test)]
mod tests {
    use crate::finding::Effect;
    use crate::testing::cases::{Case, check, rows};
    use crate::testing::pack;
    use customs::{Day, Spi};

    fn line(spi: &str, date: &str, duty: &str) -> Case {
        rows(format!(
            "date   sku  hts        value duty   coo spi
             {date} HW-1 7323990000 1000  {duty} TH  {spi}"
        ))
    }

    /// A claim in a lapse, with this duty beside one of chapter 99.
    fn beside_chapter_99(duty: &str) -> Case {
        rows(format!(
            "entry date       ord sku  hts        value duty   coo spi
             E1    2026-05-04 1   HW-1 9903030100 -     100    TH  A
             E1    2026-05-04 2   HW-1 7323990000 1000  {duty} TH  A"
        ))
    }

    #[test]
    fn positive() {
        check(
            "PRF-1",
            &[
                (
                    "in a lapse",
                    line("A", "2022-03-01", "0"),
                    &["HW-1: not_in_force critical"],
                ),
                (
                    "a duty of chapter 99 is not the duty of the claim",
                    beside_chapter_99("0"),
                    &["HW-1: not_in_force critical"],
                ),
                (
                    "and the duty is not known",
                    line("A", "2022-03-01", "-"),
                    &["HW-1: not_in_force critical"],
                ),
            ],
        );
        let effect = &line("A", "2022-03-01", "0").assessed("PRF-1").findings[0].effect;
        assert!(matches!(effect, Effect::ClaimFalls { .. }));
    }

    #[test]
    fn negative() {
        check(
            "PRF-1",
            &[
                ("while it was in force", line("A", "2020-03-01", "0"), &[]),
                ("one that never lapsed", line("KR", "2022-03-01", "0"), &[]),
                (
                    "no claim",
                    line("-", "2022-03-01", "0"),
                    &["not assessed: no special program indicator"],
                ),
            ],
        );
    }

    /// At both ends of the programme's window, as the pack has it.
    #[test]
    fn boundary() {
        let in_force = |spi: &str, day: Day| {
            let programme = pack().programmes.of(Spi::parse(spi).unwrap()).unwrap();
            programme.on(day).is_some()
        };
        let turns = |spi: &str, from: Day, into: bool| {
            let days = (0..4000).map(|days| from.plus(days));
            let mut days = days.skip_while(|day| in_force(spi, *day) == into);
            days.find(|day| in_force(spi, *day) == into).unwrap()
        };
        let lapse = turns("A", Day::ymd(2020, 3, 1).unwrap(), false);
        let first = turns("S", Day::ymd(2018, 3, 1).unwrap(), true);
        let on = |spi: &str, day: Day| line(spi, &day.to_string(), "0");
        check(
            "PRF-1",
            &[
                ("the last day before a lapse", on("A", lapse.plus(-1)), &[]),
                (
                    "the first day of it",
                    on("A", lapse),
                    &["HW-1: not_in_force critical"],
                ),
                (
                    "the last day before a programme",
                    on("S", first.plus(-1)),
                    &["HW-1: not_in_force critical"],
                ),
                ("the first day of it", on("S", first), &[]),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "PRF-1",
            &[
                (
                    "flagged with the duty paid",
                    line("A", "2022-03-01", "50"),
                    &["explained, HW-1: duty_paid"],
                ),
                (
                    "beside a duty of chapter 99",
                    beside_chapter_99("20"),
                    &["explained, HW-1: duty_paid"],
                ),
                (
                    "restored backwards in time",
                    line("D", "2025-11-15", "0"),
                    &["explained, HW-1: retroactive"],
                ),
            ],
        );
    }
}
