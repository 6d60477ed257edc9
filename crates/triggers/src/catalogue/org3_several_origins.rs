//! **ORG-3** The same product of the same maker is declared with several
//! origins on different dates.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, Effect, Outcome};
use crate::gather::Heard;
use customs::{Cents, Country, Day, Days, Ordered};
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Origins that there have to be.
    min_origins: usize,
    /// Distinct entry dates that each of them needs.
    min_dates_per_origin: usize,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    let keep = |line: &LineRef<'_>| {
        line.value().is_positive()
            && line.origin().is_some()
            && line.entry_date().is_some()
            && !line.mid().is_empty()
    };
    for group in draft::product_groups(cx, keep) {
        base += draft::value(cx, &group.lines);
        let mut makers: BTreeMap<&str, BTreeMap<Country, Vec<LineIx>>> = BTreeMap::new();
        for ix in &group.lines {
            let line = cx.profile.line(*ix);
            if let Some(origin) = line.origin() {
                let maker = makers.entry(line.mid()).or_default();
                maker.entry(origin).or_default().push(*ix);
            }
        }
        for (mid, mut origins) in makers {
            origins.retain(|_, lines| {
                draft::dates(cx, lines).len() >= thresholds.min_dates_per_origin
            });
            if origins.len() < thresholds.min_origins {
                continue;
            }
            let all: Vec<LineIx> = sorted(origins.values());
            let dominant = origins
                .iter()
                .max_by_key(|(origin, lines)| {
                    (draft::value(cx, lines), std::cmp::Reverse(**origin))
                })
                .map(|(origin, _)| *origin);
            let minority = sorted(
                origins
                    .iter()
                    .filter(|(o, _)| Some(**o) != dominant)
                    .map(|(_, l)| l),
            );
            let mut finding =
                draft::finding(cx, detector, &group.subject, "several", minority, &all);
            finding.id = format!("{}:{mid}", finding.id);
            let spans: Vec<Days> = origins
                .values()
                .map(|lines| draft::dates(cx, lines))
                .collect();
            finding.checks = vec![
                draft::answered(cx, "dual_site", "ORG-3.dual-site", &group.subject),
                Check::new("single_move", Some(is_one_move(spans))),
            ];
            finding.facts = std::iter::once(draft::fact("Maker", mid))
                .chain(origins.iter().map(|(origin, lines)| {
                    let dates = draft::dates(cx, lines).len();
                    draft::fact(origin.name(), draft::dates_in_words(dates))
                }))
                .collect();
            finding.picture = draft::grid(
                &["Entry date", "Origin"],
                origins
                    .iter()
                    .flat_map(|(origin, lines)| {
                        let dates = draft::dates(cx, lines);
                        let days: Vec<Day> = dates.iter().collect();
                        days.into_iter().map(move |day| (day, *origin))
                    })
                    .collect::<BTreeSet<_>>()
                    .into_iter()
                    .map(|(day, origin)| vec![day.to_string(), origin.name().to_owned()])
                    .collect(),
            );
            finding.effect = Effect::unquantified("which origin is right is not in the data");
            heard.push(finding);
        }
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(
            detector,
            thresholds.min_dates_per_origin,
            0,
        ));
    }
    Ok(heard.outcome(cx, base))
}

fn sorted<'a>(lines: impl Iterator<Item = &'a Vec<LineIx>>) -> Vec<LineIx> {
    let lines: BTreeSet<LineIx> = lines.flatten().copied().collect();
    lines.into_iter().collect()
}

/// Whether each origin ends before the next begins.
fn is_one_move(mut spans: Vec<Days>) -> bool {
    spans.order_by_key(Days::first);
    spans.windows(2).all(|pair| match pair {
        [before, after] => before.last() < after.first(),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, rows, threshold};

    /// A line a month of one maker.
    fn table(origins: &[&str]) -> Case {
        let mut table = "date sku hts value coo mid\n".to_owned();
        for (month, origin) in origins.iter().enumerate() {
            let month = month + 1;
            table += &format!("2024-{month:02}-10 CE-8 6911103710 1000 {origin} THKHACLA70LAM\n");
        }
        rows(table)
    }

    const BACK_AND_FORTH: [&str; 4] = ["TH", "VN", "TH", "VN"];

    #[test]
    fn positive() {
        check(
            "ORG-3",
            &[
                (
                    "back and forth",
                    table(&BACK_AND_FORTH),
                    &["CE-8: several medium"],
                ),
                (
                    "three",
                    table(&["TH", "VN", "LA", "TH", "VN", "LA"]),
                    &["CE-8: several medium"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "ORG-3",
            &[
                ("one origin", table(&["TH"; 4]), &[]),
                (
                    "two makers are two sources",
                    rows(
                        "date       sku  hts        value coo mid
                         2024-01-10 HW-4 8302416080 1000  TH  THAAABBB1BAN
                         2024-02-10 HW-4 8302416080 1000  VN  VNCCCDDD2HAI
                         2024-03-10 HW-4 8302416080 1000  TH  THAAABBB1BAN
                         2024-04-10 HW-4 8302416080 1000  VN  VNCCCDDD2HAI",
                    ),
                    &[],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        let origins: usize = threshold("ORG-3", "min_origins");
        assert_eq!(origins, 2, "one origin and two are the two sides of it");
        let dates: usize = threshold("ORG-3", "min_dates_per_origin");
        let other = |count: usize| {
            let mut all = vec!["TH"; 9];
            for at in 0..count {
                all[at * 2 + 1] = "VN";
            }
            table(&all)
        };
        check(
            "ORG-3",
            &[
                ("a date of the other origin short", other(dates - 1), &[]),
                ("dates enough", other(dates), &["CE-8: several medium"]),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "ORG-3",
            &[
                (
                    "one move",
                    table(&["TH", "TH", "VN", "VN"]),
                    &["explained, CE-8: single_move"],
                ),
                (
                    "two sites of one maker",
                    table(&BACK_AND_FORTH).said("ORG-3.dual-site:CE-8", "yes"),
                    &["explained, CE-8: dual_site"],
                ),
                (
                    "one site",
                    table(&BACK_AND_FORTH).said("ORG-3.dual-site:CE-8", "no"),
                    &["CE-8: several medium"],
                ),
            ],
        );
    }
}
