//! **ORG-2** The country in the manufacturer ID is not the declared origin.
//!
//! The ID may name an invoicing seller instead of the maker, which is an error
//! by itself: for textiles and apparel the ID has to identify the producer.
//! Elsewhere an ID that stands for goods of several origins is plainly a
//! seller's, and says nothing about origin.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, Effect, Outcome, Subject, SubjectKind};
use crate::gather::Heard;
use customs::{Cents, Country};
use products::Evidence;
use profile::LineIx;
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// First chapter in which the ID has to identify the producer.
    textile_chapters_from: u8,
    /// Last one.
    textile_chapters_to: u8,
    /// Support below which nothing is said.
    min_distinct_dates: usize,
}

/// The lines of one ID.
#[derive(Default)]
struct Maker {
    all: Vec<LineIx>,
    origins: BTreeSet<Country>,
    /// Lines of another country than the ID's, textiles apart.
    apart: BTreeMap<(bool, Country), Vec<LineIx>>,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let textiles = thresholds.textile_chapters_from..=thresholds.textile_chapters_to;
    let mut makers: BTreeMap<&str, Maker> = BTreeMap::new();
    let mut base = Cents::ZERO;
    for line in cx.profile.lines() {
        let (Some(country), Some(origin)) = (line.mid_country(), line.origin()) else {
            continue;
        };
        if !line.value().is_positive() || line.has_special_classification() {
            continue;
        }
        base += line.value();
        let maker = makers.entry(line.mid()).or_default();
        maker.all.push(line.ix());
        maker.origins.insert(origin);
        if country != origin {
            let textile = line
                .hts()
                .is_some_and(|hts| textiles.contains(&hts.chapter()));
            maker
                .apart
                .entry((textile, origin))
                .or_default()
                .push(line.ix());
        }
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, thresholds.min_distinct_dates, 0));
    }
    let mut heard = Heard::default();
    for (mid, maker) in makers {
        let subject = Subject {
            kind: SubjectKind::Supplier,
            key: format!("mid/{mid}"),
            label: mid.to_owned(),
            evidence: Evidence::Exact,
        };
        for ((textile, origin), lines) in maker.apart {
            let dates = draft::dates(cx, &lines).len();
            if dates < thresholds.min_distinct_dates {
                continue;
            }
            let pattern = if textile { "textile" } else { "other" };
            let mut finding = draft::finding(cx, detector, &subject, pattern, lines, &maker.all);
            finding.id = format!("{}:{origin}", finding.id);
            let is_seller = maker.origins.len() > 1;
            let origins: Vec<String> = maker.origins.iter().map(Country::to_string).collect();
            finding.checks = vec![
                Check::new("seller_mid", Some(is_seller && !textile)).with(origins.join(", ")),
            ];
            finding.facts = vec![
                draft::fact("Declared origin", origin.name()),
                draft::fact("Affected", draft::dates_in_words(dates)),
            ];
            finding.effect = Effect::Unquantified {
                reason: "which of the two countries is right is not in the data".to_owned(),
            };
            heard.push(finding);
        }
    }
    Ok(heard.outcome(cx, base))
}

#[cfg(test)]
mod tests {
    use crate::testing::{assessed, explanations, summary};

    #[test]
    fn countries() {
        for (mid, coo, hts, expected) in [
            (
                "HKGOLCOM1801KOW",
                "BD",
                "6105100010",
                &["HKGOLCOM1801KOW: textile medium"][..],
            ),
            ("BDGOLCOM1801DHA", "BD", "6105100010", &[]),
            (
                "CNHUAYI720NIN",
                "MX",
                "8204110030",
                &["CNHUAYI720NIN: other low"],
            ),
            // Ontario is in Canada.
            ("XOGRARIV1450KIT", "CA", "8204110030", &[]),
        ] {
            let seen = assessed(
                "ORG-2",
                &format!(
                    "date sku hts value coo mid
                     2024-03-01 A-1 {hts} 1000 {coo} {mid}"
                ),
            );
            assert_eq!(summary(&seen.findings), expected, "{mid} {coo}");
        }
    }

    #[test]
    fn a_seller_of_many_origins() {
        let table = |hts: &str| {
            format!(
                "date sku hts value coo mid
                 2024-03-01 A-1 {hts} 1000 VN HKGOLCOM1801KOW
                 2024-03-02 A-2 {hts} 1000 TH HKGOLCOM1801KOW"
            )
        };
        let seen = assessed("ORG-2", &table("8204110030"));
        assert!(seen.findings.is_empty());
        assert_eq!(explanations(&seen).len(), 2);
        assert_eq!(assessed("ORG-2", &table("6105100010")).findings.len(), 2);
    }
}
