//! **PRF-7** A preference was claimed for goods whose manufacturer ID names a
//! country outside the programme.
//!
//! An ID that stands for goods of several origins, or that names the importer's
//! own country, is likely a seller's: then it is the ID that wants correcting first.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, Effect, Outcome, Subject, SubjectKind};
use crate::gather::Heard;
use customs::mid::Mid;
use customs::{Cents, Country, Spi};
use products::Evidence;
use profile::LineIx;
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Support below which nothing is said.
    min_distinct_dates: usize,
    /// Where imported goods were not made.
    own_countries: Vec<Country>,
}

/// The lines of one ID.
#[derive(Default)]
struct Maker {
    all: Vec<LineIx>,
    origins: BTreeSet<Country>,
    outside: BTreeMap<Spi, Vec<LineIx>>,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut makers: BTreeMap<&str, Maker> = BTreeMap::new();
    let mut base = Cents::ZERO;
    for line in cx.profile.lines().filter(|line| line.value().is_positive()) {
        let Some(country) = line.mid_country() else {
            continue;
        };
        let maker = makers.entry(line.mid()).or_default();
        maker.all.push(line.ix());
        maker.origins.extend(line.origin());
        let programme = line
            .spi()
            .and_then(|spi| Some((spi, cx.pack.programmes.of(spi)?)));
        let Some((spi, programme)) = programme.filter(|(_, programme)| programme.by_origin) else {
            continue;
        };
        base += line.value();
        if !programme.admits(country) {
            maker.outside.entry(spi).or_default().push(line.ix());
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
        for (spi, lines) in maker.outside {
            let dates = draft::dates(cx, &lines).len();
            if dates < thresholds.min_distinct_dates {
                continue;
            }
            // Goods that come from abroad were not made here.
            let is_here = Mid::parse(mid)
                .ok()
                .and_then(|mid| mid.country())
                .is_some_and(|country| thresholds.own_countries.contains(&country));
            let is_seller = is_here || maker.origins.len() > 1;
            let pattern = if is_seller {
                "seller_mid"
            } else {
                "mid_outside"
            };
            let mut finding =
                draft::finding(cx, detector, &subject, pattern, lines.clone(), &maker.all);
            finding.id = format!("{}:{spi}", finding.id);
            // A seller's ID lowers the ceiling and leaves the question.
            let check = Check::new("seller_mid", if is_seller { None } else { Some(false) });
            let origins: Vec<&str> = maker.origins.iter().map(Country::name).collect();
            finding.checks = vec![check.with(origins.join(", "))];
            finding.facts = vec![
                draft::fact("Special program indicator", spi.to_string()),
                draft::fact("Claims", draft::dates_in_words(dates)),
            ];
            finding.duty_effect = DutyEffect::Lowers;
            finding.effect = Effect::ClaimFalls { lines };
            heard.push(finding);
        }
    }
    Ok(heard.outcome(cx, base))
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, rows, threshold};

    fn line(mid: &str, spi: &str) -> Case {
        rows(format!(
            "date       sku  hts        value duty coo spi   mid
             2024-03-01 TL-1 8204110030 1000  0    MX  {spi} {mid}
             2024-03-01 TL-2 8204110030 1     0    MX  S     MXABCDEF1QUE"
        ))
    }

    #[test]
    fn positive() {
        check(
            "PRF-7",
            &[
                (
                    "a maker outside the territory",
                    line("CNHUAYI720NIN", "S"),
                    &["CNHUAYI720NIN: mid_outside critical"],
                ),
                (
                    "under another programme",
                    line("CNHUAYI720NIN", "KR"),
                    &["CNHUAYI720NIN: mid_outside critical"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "PRF-7",
            &[
                ("of the territory", line("MXHUAYI720QUE", "S"), &[]),
                ("Ontario is in it", line("XOHUAYI720KIT", "S"), &[]),
                ("no matter of origin", line("CNHUAYI720NIN", "C"), &[]),
                ("a long list of origins", line("CNHUAYI720NIN", "D"), &[]),
                ("no claim", line("CNHUAYI720NIN", "-"), &[]),
            ],
        );
    }

    /// A country is in the territory or it is not, and an ID is one maker's until it
    /// stands for a second origin; one entry date is support enough.
    #[test]
    fn boundary() {
        let least: usize = threshold("PRF-7", "min_distinct_dates");
        assert_eq!(least, 1, "one date, as in the table");
        let origins = |second: &str| {
            rows(format!(
                "date       sku  hts        value duty coo      spi mid
                 2024-03-01 TL-1 8204110030 1000  0    MX       S   HKGOLCOM1801KOW
                 2024-03-01 TL-2 8204110030 1000  90   {second} -   HKGOLCOM1801KOW"
            ))
        };
        check(
            "PRF-7",
            &[
                (
                    "one origin",
                    origins("MX"),
                    &["HKGOLCOM1801KOW: mid_outside critical"],
                ),
                ("two", origins("CN"), &["HKGOLCOM1801KOW: seller_mid low"]),
            ],
        );
    }

    /// An ID that is likely a seller's lowers the grade and leaves the question, so
    /// that nothing in the record explains a claim.
    #[test]
    fn exculpated() {
        check(
            "PRF-7",
            &[
                (
                    "the ID of an importer's parent",
                    line("USHUAYI720DET", "S"),
                    &["USHUAYI720DET: seller_mid low"],
                ),
                (
                    "a seller's ID",
                    rows(
                        "date       sku  hts        value duty coo spi mid
                     2024-03-01 TL-1 8204110030 1000  0    MX  S   HKGOLCOM1801KOW
                     2024-03-01 TL-2 8204110030 1000  90   CN  -   HKGOLCOM1801KOW",
                    ),
                    &["HKGOLCOM1801KOW: seller_mid low"],
                ),
            ],
        );
    }
}
