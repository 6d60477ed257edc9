//! **SEC-1** How much of the value stands in areas to which CBP gives
//! priority.
//!
//! It is context and no fault: an area is no finding about the lines in it,
//! and its severity is held under the pack's limit. It shows which of the
//! other findings lie where an auditor looks first.

use crate::alike::PerSpell;
use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, Outcome, Subject, SubjectKind};
use crate::gather::Heard;
use crate::grade::share_ppm;
use crate::picture::{Bar, Picture};
use customs::{Cents, Country, Day, Hts};
use products::Evidence;
use profile::{LineIx, LineRef, LineSet};
use rulebook::measures::Programme;
use rulebook::{Detector, Measure, PackError, Sector};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// The greatest severity.
    max_severity: Decimal,
    /// Whether AD/CVD families count as an area.
    adcvd: bool,
    /// Whether lists of section 232 do.
    section_232: bool,
    /// Whether lists of section 301 do.
    section_301: bool,
}

/// An area: its id, its name and how much it counts.
type Area<'a> = (&'a str, &'a str, Decimal);

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut base = Cents::ZERO;
    let mut weighted = Decimal::ZERO;
    let mut spells = PerSpell::new(turns(cx));
    for line in cx.profile.lines() {
        if line.hts().is_none() || !line.value().is_positive() {
            continue;
        }
        base += line.value();
        let stands = spells.get(&line, || Stands {
            areas: areas_of(cx, &thresholds, &line),
            ..Stands::default()
        });
        stands.value += line.value();
        if !stands.areas.is_empty() {
            stands.lines.push(line.ix());
        }
    }
    let mut areas: BTreeMap<&str, (Area<'_>, Vec<LineIx>)> = BTreeMap::new();
    for stands in spells.into_all() {
        let most = stands.areas.iter().map(|area| area.2).max();
        weighted += Decimal::from(stands.value.0) * most.unwrap_or_default();
        for area in stands.areas {
            let (_, lines) = areas.entry(area.0).or_insert((area, Vec::new()));
            lines.extend_from_slice(&stands.lines);
        }
    }
    for (_, lines) in areas.values_mut() {
        lines.sort_unstable();
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, 1, 0));
    }
    let asked_about: Option<LineSet> = cx
        .earlier_findings()
        .map(|findings| LineSet::of(cx.profile, findings.map(|f| f.lines.as_slice())));
    // Every area stands in the picture of each, so that its weight is seen.
    let bars: Vec<Bar> = areas
        .values()
        .map(|(area, lines)| {
            let value = draft::value(cx, lines);
            Bar {
                label: area.1.to_owned(),
                share_ppm: share_ppm(value, base),
                value: Some(value),
                marked: false,
            }
        })
        .collect();
    let mut heard = Heard::default();
    for (at, (area, lines)) in areas.into_values().enumerate() {
        let subject = Subject {
            kind: SubjectKind::Entries,
            key: format!("area/{}", area.0),
            label: area.1.to_owned(),
            evidence: Evidence::Exact,
        };
        let share = share_ppm(draft::value(cx, &lines), base);
        let mut finding =
            draft::finding(cx, detector, &subject, "in_sector", lines.clone(), &lines);
        let others = asked_about.as_ref();
        let is_quiet = others.map(|others| lines.iter().all(|line| !others.contains(*line)));
        finding.checks = vec![Check::new("no_other_finding", is_quiet)];
        finding.facts = vec![draft::fact("Share of value", draft::percent(share))];
        finding.duty_effect = DutyEffect::None;
        finding.picture = Picture::Shares {
            title:
                "Share of all goods value; one line can stand in several areas (\u{25c6} this area)"
                    .to_owned(),
            bars: ranked(&bars, at),
        };
        heard.push(finding);
    }
    let mut assessed = heard.assessed(cx, base);
    let share = (weighted / Decimal::from(base.0)).round_dp(6).normalize();
    assessed.severity = Some(share.min(thresholds.max_severity));
    Ok(Outcome::Assessed(assessed))
}

/// The bars, the longest first, one of them marked.
fn ranked(bars: &[Bar], marked: usize) -> Vec<Bar> {
    let mut bars = bars.to_vec();
    if let Some(bar) = bars.get_mut(marked) {
        bar.marked = true;
    }
    bars.sort_by(|a, b| b.share_ppm.cmp(&a.share_ppm).then(a.label.cmp(&b.label)));
    bars
}

/// The areas of lines that are alike.
#[derive(Default)]
struct Stands<'a> {
    areas: Vec<Area<'a>>,
    value: Cents,
    lines: Vec<LineIx>,
}

/// The days on which an area may begin or end.
fn turns(cx: &Context<'_>) -> impl Iterator<Item = Day> {
    let rates = cx.pack.measures.measures.iter().flat_map(|one| &one.rates);
    let since = cx.pack.sectors.sectors.iter().filter_map(|area| area.since);
    let ends = |to: Option<Day>| to.map(|to| to.plus(1));
    since.chain(rates.flat_map(move |rate| [Some(rate.from), ends(rate.to)].into_iter().flatten()))
}

/// The areas that a line stands in.
fn areas_of<'a>(cx: &Context<'a>, thresholds: &Thresholds, line: &LineRef<'_>) -> Vec<Area<'a>> {
    let (Some(hts), origin, day) = (line.hts(), line.origin(), line.entry_date()) else {
        return Vec::new();
    };
    let preference = line.spi().is_some();
    let mut areas: Vec<Area<'a>> = sectors_of(cx, thresholds, hts, origin, preference)
        .into_iter()
        .filter(|sector| {
            sector
                .since
                .is_none_or(|since| day.is_none_or(|day| since <= day))
        })
        .map(|sector| (sector.id.as_str(), sector.name.as_str(), sector.weight))
        .collect();
    let (Some(origin), Some(day)) = (origin, day) else {
        return areas;
    };
    let measures = measures_of(cx, hts);
    let filed = line.additional().next().is_some();
    // Measures on everything single nothing out.
    let listed = |programme: Programme| {
        measures
            .iter()
            .any(|one| one.programme == programme && one.could_apply(hts, origin, day))
            || filed
                && cx.pack.measures.measures.iter().any(|one| {
                    one.programme == programme
                        && !one.prefixes.is_empty()
                        && line.additional().any(|number| one.declares(number))
                })
    };
    if thresholds.section_232 && listed(Programme::Section232) {
        areas.push(("section-232", "Section 232", Decimal::ONE));
    }
    if thresholds.section_301 && listed(Programme::Section301) {
        areas.push(("section-301", "Section 301", Decimal::ONE));
    }
    areas
}

fn sectors_of<'a>(
    cx: &Context<'a>,
    thresholds: &Thresholds,
    hts: Hts,
    origin: Option<Country>,
    preference: bool,
) -> Vec<&'a Sector> {
    let in_family = origin.is_some_and(|origin| {
        let mut families = cx.pack.adcvd.candidates(hts, origin);
        families.any(|family| !family.countries.is_empty())
    });
    let holds = |sector: &&Sector| {
        sector.holds(hts, origin)
            || sector.any_preference && preference
            || sector.any_adcvd && thresholds.adcvd && in_family
    };
    cx.pack.sectors.sectors.iter().filter(holds).collect()
}

fn measures_of<'a>(cx: &Context<'a>, hts: Hts) -> Vec<&'a Measure> {
    let listed = |one: &&Measure| {
        matches!(one.programme, Programme::Section232 | Programme::Section301)
            && one.prefixes.iter().any(|prefix| hts.is_within(*prefix))
    };
    cx.pack.measures.measures.iter().filter(listed).collect()
}

#[cfg(test)]
mod tests {
    use crate::grade::Grade;
    use crate::testing::cases::{Case, check, rows, threshold};
    use rust_decimal::Decimal;

    const SHIRT: &str = "6105100010";
    /// Goods of several areas are in each of them.
    const AREAS: [&str; 4] = [
        "Import safety: in_sector medium",
        "Intellectual property: in_sector medium",
        "Revenue: in_sector medium",
        "Textiles and wearing apparel: in_sector medium",
    ];

    fn areas(severity: &'static str) -> Vec<&'static str> {
        AREAS.into_iter().chain([severity]).collect()
    }

    fn line(hts: &str, coo: &str, spi: &str) -> Case {
        rows(format!(
            "date       sku  hts   value coo   spi
             2024-03-01 KN-1 {hts} 900   {coo} {spi}"
        ))
    }

    /// One shirt of so many cents beside goods of no area, together $1,000.
    fn shirt(cents: i64) -> Case {
        rows(format!(
            "date       sku  hts        value coo spi
             2024-03-01 KN-1 {SHIRT}    {}    BD  -
             2024-03-01 RB-1 4016990550 {}    MY  -",
            crate::testing::cases::dollars(cents),
            crate::testing::cases::dollars(100_000 - cents)
        ))
    }

    #[test]
    fn positive() {
        check(
            "SEC-1",
            &[
                ("an area", shirt(10_000), &areas("severity 0.1")),
                (
                    "a claim is one",
                    line("4016990550", "MX", "S"),
                    &[
                        "Trade agreements and preferences: in_sector medium",
                        "severity 0.5",
                    ],
                ),
            ],
        );
        let seen = line(SHIRT, "BD", "-").assessed("SEC-1");
        assert!(
            seen.findings
                .iter()
                .all(|finding| finding.grade <= Grade::Medium)
        );
    }

    #[test]
    fn negative() {
        check(
            "SEC-1",
            &[
                ("no area", line("4016990550", "MY", "-"), &["severity 0"]),
                (
                    "nothing of value",
                    rows("date sku hts value\n2024-03-01 KN-1 6105100010 0"),
                    &["not assessed: 0 of 1"],
                ),
            ],
        );
    }

    /// Context stays under its limit: at it and a dollar each side.
    #[test]
    fn boundary() {
        let limit: Decimal = threshold("SEC-1", "max_severity");
        assert_eq!(limit, Decimal::new(5, 1), "half, as in the table");
        check(
            "SEC-1",
            &[
                (
                    "a dollar below the limit",
                    shirt(49_900),
                    &areas("severity 0.499"),
                ),
                ("at it", shirt(50_000), &areas("severity 0.5")),
                ("a dollar beyond", shirt(50_100), &areas("severity 0.5")),
            ],
        );
    }

    /// An area in which nothing else was found is noted as quiet. Its severity is
    /// context, whatever lies in it.
    #[test]
    fn exculpated() {
        let lines = |number: &str| {
            rows(format!(
                "date       sku  hts      value duty coo
                 2024-03-01 KN-1 {SHIRT}  1000  197  BD
                 2024-04-01 KN-1 {number} 1000  197  BD
                 2024-05-01 KN-1 {SHIRT}  1000  197  BD"
            ))
            .after_all()
        };
        check(
            "SEC-1",
            &[
                (
                    "nothing else in the area",
                    lines(SHIRT),
                    &[
                        "explained, Import safety: no_other_finding",
                        "explained, Intellectual property: no_other_finding",
                        "explained, Revenue: no_other_finding",
                        "explained, Textiles and wearing apparel: no_other_finding",
                        "severity 0.5",
                    ],
                ),
                (
                    "something else in it",
                    lines("6109100012"),
                    &areas("severity 0.5"),
                ),
            ],
        );
    }
}
