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
            let origins: Vec<&str> = maker.origins.iter().map(Country::name).collect();
            finding.checks = vec![
                Check::new("seller_mid", Some(is_seller && !textile)).with(origins.join(", ")),
            ];
            finding.facts = vec![
                draft::fact("Declared origin", origin.name()),
                draft::fact("Affected", draft::dates_in_words(dates)),
            ];
            finding.effect =
                Effect::unquantified("which of the two countries is right is not in the data");
            heard.push(finding);
        }
    }
    Ok(heard.outcome(cx, base))
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, rows, threshold};

    fn line(mid: &str, coo: &str, hts: &str) -> Case {
        rows(format!(
            "date sku hts value coo mid\n2024-03-01 A-1 {hts} 1000 {coo} {mid}"
        ))
    }

    const SHIRT: &str = "6105100010";
    const WRENCH: &str = "8204110030";

    #[test]
    fn positive() {
        check(
            "ORG-2",
            &[
                (
                    "apparel of another country than its maker's",
                    line("HKGOLCOM1801KOW", "BD", SHIRT),
                    &["HKGOLCOM1801KOW: textile medium"],
                ),
                (
                    "other goods",
                    line("CNHUAYI720NIN", "MX", WRENCH),
                    &["CNHUAYI720NIN: other low"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "ORG-2",
            &[
                ("one country", line("BDGOLCOM1801DHA", "BD", SHIRT), &[]),
                (
                    "Ontario is in Canada",
                    line("XOGRARIV1450KIT", "CA", WRENCH),
                    &[],
                ),
                (
                    "goods returned under chapter 98",
                    rows(
                        "entry ord date       sku hts        value coo mid
                         E1    1   2024-03-01 A-1 9801001012 1000  US  CNHUAYI720NIN
                         E1    2   2024-03-01 A-1 8204110030 0     US  CNHUAYI720NIN
                         E2    1   2024-03-01 A-2 8204110030 10    CN  CNHUAYI720NIN",
                    ),
                    &[],
                ),
            ],
        );
    }

    /// At both ends of the textile chapters.
    #[test]
    fn boundary() {
        let from: u8 = threshold("ORG-2", "textile_chapters_from");
        let to: u8 = threshold("ORG-2", "textile_chapters_to");
        let of = |chapter: u8| line("HKGOLCOM1801KOW", "BD", &format!("{chapter:02}05100010"));
        check(
            "ORG-2",
            &[
                (
                    "the chapter before",
                    of(from - 1),
                    &["HKGOLCOM1801KOW: other low"],
                ),
                ("the first", of(from), &["HKGOLCOM1801KOW: textile medium"]),
                ("the last", of(to), &["HKGOLCOM1801KOW: textile medium"]),
                (
                    "the chapter after",
                    of(to + 1),
                    &["HKGOLCOM1801KOW: other low"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        let seller = |hts: &str| {
            rows(format!(
                "date       sku hts   value coo mid
                 2024-03-01 A-1 {hts} 1000  VN  HKGOLCOM1801KOW
                 2024-03-02 A-2 {hts} 1000  TH  HKGOLCOM1801KOW"
            ))
        };
        check(
            "ORG-2",
            &[
                (
                    "an ID that stands for several origins is a seller's",
                    seller(WRENCH),
                    &[
                        "explained, HKGOLCOM1801KOW: seller_mid",
                        "explained, HKGOLCOM1801KOW: seller_mid",
                    ],
                ),
                (
                    "but for textiles it has to name the producer",
                    seller(SHIRT),
                    &[
                        "HKGOLCOM1801KOW: textile medium",
                        "HKGOLCOM1801KOW: textile medium",
                    ],
                ),
            ],
        );
    }
}
