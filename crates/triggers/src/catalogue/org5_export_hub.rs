//! **ORG-5** The goods came from a country other than their origin that is no
//! gateway of it. Context only: most trade through hubs is ordinary.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, Outcome};
use crate::gather::Heard;
use customs::{Cents, Country};
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Support below which nothing is said.
    min_distinct_dates: usize,
    /// Usual ways, as `origin>export`.
    gateways: Vec<String>,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    let keep = |line: &LineRef<'_>| {
        line.value().is_positive()
            && line.origin().is_some()
            && line.export().is_some()
            && !line.has_special_classification()
    };
    for group in draft::groups(cx, keep) {
        base += draft::value(cx, &group.lines);
        let mut ways: BTreeMap<(Country, Country), Vec<LineIx>> = BTreeMap::new();
        for ix in &group.lines {
            let line = cx.profile.line(*ix);
            if let (Some(origin), Some(export)) = (line.origin(), line.export())
                && origin != export
            {
                ways.entry((origin, export)).or_default().push(*ix);
            }
        }
        for ((origin, export), lines) in ways {
            let dates = draft::dates(cx, &lines).len();
            if dates < thresholds.min_distinct_dates {
                continue;
            }
            let way = format!("{origin}>{export}");
            let mut finding =
                draft::finding(cx, detector, &group.subject, "hub", lines, &group.lines);
            finding.id = format!("{}:{way}", finding.id);
            finding.checks = vec![Check::new(
                "gateway",
                Some(thresholds.gateways.contains(&way)),
            )];
            finding.facts = vec![
                draft::fact("Origin", origin.name()),
                draft::fact("Exported from", export.name()),
                draft::fact("Affected", draft::dates_in_words(dates)),
            ];
            heard.push(finding);
        }
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, thresholds.min_distinct_dates, 0));
    }
    Ok(heard.outcome(cx, base))
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, rows, threshold};

    fn table(origin: &str, export: &str, dates: usize) -> Case {
        let mut table = "date sku hts value coo export\n".to_owned();
        for month in 1..=dates {
            table += &format!("2024-{month:02}-10 FW-8 6403993000 1000 {origin} {export}\n");
        }
        rows(table)
    }

    #[test]
    fn positive() {
        check(
            "ORG-5",
            &[
                ("a hub", table("VN", "AE", 3), &["FW-8: hub info"]),
                ("another", table("CN", "AE", 6), &["FW-8: hub info"]),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "ORG-5",
            &[
                ("straight from its origin", table("VN", "VN", 3), &[]),
                (
                    "no column says from where",
                    rows("date sku hts value coo\n2024-01-10 FW-8 6403993000 1000 VN"),
                    &["not assessed: no country of export"],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        let dates: usize = threshold("ORG-5", "min_distinct_dates");
        check(
            "ORG-5",
            &[
                ("a date short", table("VN", "AE", dates - 1), &[]),
                (
                    "dates enough",
                    table("VN", "AE", dates),
                    &["FW-8: hub info"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "ORG-5",
            &[
                (
                    "a gateway",
                    table("CN", "HK", 3),
                    &["explained, FW-8: gateway"],
                ),
                (
                    "only in its direction",
                    table("TH", "LA", 3),
                    &["FW-8: hub info"],
                ),
            ],
        );
    }
}
