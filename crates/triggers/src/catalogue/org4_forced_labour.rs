//! **ORG-4** Goods stand in sectors to which the presumption on forced labour
//! gives priority.
//!
//! It is a question about tracing documents. There is no duty in it, but goods
//! without documents can be excluded or seized; and the presumption can reach
//! goods of third countries by their inputs.

use crate::alike::PerSpell;
use crate::context::Context;
use crate::draft;
use crate::finding::{DutyEffect, Outcome};
use crate::gather::Heard;
use customs::{Cents, Hts};
use profile::{LineIx, LineRef};
use rulebook::screening::SectorList;
use rulebook::{Detector, PackError, Sector};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Whether goods of third countries are asked about as well.
    inputs_from_third_countries: bool,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let sectors: Vec<&Sector> = cx
        .pack
        .sectors
        .sectors
        .iter()
        .filter(|sector| sector.list == SectorList::ForcedLabor)
        .collect();
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    let keep = |line: &LineRef<'_>| {
        line.value().is_positive()
            && line.origin().is_some()
            && line.hts().is_some_and(Hts::is_ordinary)
    };
    let mut areas = PerSpell::new(sectors.iter().filter_map(|sector| sector.since));
    for group in draft::groups(cx, keep) {
        base += draft::value(cx, &group.lines);
        let mut by: BTreeMap<(&str, &str), (&Sector, Vec<LineIx>)> = BTreeMap::new();
        for ix in &group.lines {
            let line = cx.profile.line(*ix);
            let of_kind = areas.get(&line, || areas_of(&thresholds, &sectors, &line));
            for (pattern, sector) in &*of_kind {
                let entry = by
                    .entry((pattern, &sector.id))
                    .or_insert((sector, Vec::new()));
                entry.1.push(*ix);
            }
        }
        for ((pattern, id), (sector, lines)) in by {
            let mut finding =
                draft::finding(cx, detector, &group.subject, pattern, lines, &group.lines);
            finding.id = format!("{}:{id}", finding.id);
            finding.checks = vec![draft::answered(
                cx,
                "tracing_file",
                "ORG-4.tracing-file",
                &group.subject,
            )];
            finding.facts = vec![draft::fact("Sector", &sector.name)];
            finding.duty_effect = DutyEffect::None;
            heard.push(finding);
        }
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, 1, 0));
    }
    Ok(heard.outcome(cx, base))
}

/// The sectors that a line stands in, and how.
fn areas_of<'a>(
    thresholds: &Thresholds,
    sectors: &[&'a Sector],
    line: &LineRef<'_>,
) -> Vec<(&'static str, &'a Sector)> {
    let Some(hts) = line.hts() else {
        return Vec::new();
    };
    let pattern = |sector: &&'a Sector| {
        let began = sector
            .since
            .is_none_or(|since| line.entry_date().is_none_or(|day| since <= day));
        if !began || !sector.prefixes.iter().any(|prefix| hts.is_within(*prefix)) {
            None
        } else if sector.holds(hts, line.origin()) {
            Some("sector")
        } else {
            (thresholds.inputs_from_third_countries).then_some("third_country")
        }
    };
    let sectors = sectors.iter().copied();
    sectors
        .filter_map(|sector| Some((pattern(&sector)?, sector)))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, rows};
    use crate::testing::pack;
    use rulebook::screening::SectorList;

    fn line(hts: &str, coo: &str, date: &str) -> Case {
        rows(format!(
            "date sku hts value coo\n{date} KN-7 {hts} 1000 {coo}"
        ))
    }

    const SHIRT: &str = "6105100010";
    const FILE: &str = "ORG-4.tracing-file:KN-7";

    fn found() -> Case {
        line(SHIRT, "CN", "2024-03-01")
    }

    #[test]
    fn positive() {
        check(
            "ORG-4",
            &[
                ("a sector and its origin", found(), &["KN-7: sector medium"]),
                (
                    "inputs can be what matters in a third country",
                    line(SHIRT, "BD", "2024-03-01"),
                    &["KN-7: third_country info"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "ORG-4",
            &[
                (
                    "no such sector",
                    line("8504409550", "CN", "2024-03-01"),
                    &[],
                ),
                (
                    "third countries where the pack does not ask for them",
                    line(SHIRT, "BD", "2024-03-01").under(|pack| {
                        let detector = pack.detectors.iter_mut().find(|one| one.id == "ORG-4");
                        let thresholds = &mut detector.unwrap().thresholds;
                        thresholds["inputs_from_third_countries"] = false.into();
                    }),
                    &[],
                ),
            ],
        );
    }

    /// A sector that was added later counts from the day on which it was.
    #[test]
    fn boundary() {
        const FLOOR: &str = "3918101000";
        let floor = customs::Hts::parse(FLOOR).unwrap();
        let sectors = &pack().sectors.sectors;
        let added = sectors
            .iter()
            .filter(|sector| sector.list == SectorList::ForcedLabor)
            .filter(|sector| {
                sector
                    .prefixes
                    .iter()
                    .any(|prefix| floor.is_within(*prefix))
            })
            .find_map(|sector| sector.since)
            .unwrap();
        let on = |days: i32| line(FLOOR, "CN", &added.plus(days).to_string());
        check(
            "ORG-4",
            &[
                ("the day before", on(-1), &[]),
                ("on the day", on(0), &["KN-7: sector medium"]),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "ORG-4",
            &[
                (
                    "a tracing file",
                    found().said(FILE, "yes"),
                    &["explained, KN-7: tracing_file"],
                ),
                (
                    "one in part",
                    found().said(FILE, "partly"),
                    &["KN-7: sector medium"],
                ),
            ],
        );
    }
}
