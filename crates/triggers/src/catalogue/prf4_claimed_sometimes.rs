//! **PRF-4** A product is claimed under a preference sometimes and not at
//! other times.
//!
//! What was not claimed may be a refund while the time for it runs; what was
//! claimed needs support that the other shipments apparently lacked.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, Effect, Outcome};
use crate::gather::Heard;
use crate::grade::share_ppm;
use customs::{Cents, Country, Hts};
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Distinct entry dates with and without a claim.
    min_dates_per_side: usize,
    /// Share of value on the smaller side.
    min_minority_share: Decimal,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    let keep = |line: &LineRef<'_>| {
        line.value().is_positive()
            && line.entry_date().is_some()
            && line.hts8().is_some_and(Hts::is_ordinary)
            && !line.has_special_classification()
    };
    for group in draft::product_groups(cx, keep) {
        let mut by: BTreeMap<(Option<Hts>, Option<Country>), Vec<LineIx>> = BTreeMap::new();
        for ix in &group.lines {
            let line = cx.profile.line(*ix);
            by.entry((line.hts8(), line.origin()))
                .or_default()
                .push(*ix);
        }
        for ((hts, origin), lines) in by {
            let (claimed, not): (Vec<LineIx>, Vec<LineIx>) = lines
                .iter()
                .copied()
                .partition(|ix| cx.profile.line(*ix).spi().is_some());
            // The share is one of what is claimed, so that goods that nobody
            // claims anything for do not water it down.
            if !claimed.is_empty() {
                base += draft::value(cx, &lines);
            }
            let (claims, gaps) = (draft::dates(cx, &claimed), draft::dates(cx, &not));
            let enough = thresholds.min_dates_per_side;
            if claims.len() < enough || gaps.len() < enough {
                continue;
            }
            let claimed_is_minor = draft::value(cx, &claimed) <= draft::value(cx, &not);
            let minor = if claimed_is_minor { &claimed } else { &not };
            let share = share_ppm(draft::value(cx, minor), draft::value(cx, &lines));
            if !draft::at_least(share, thresholds.min_minority_share) {
                continue;
            }
            let place = format!(
                "{}/{}",
                hts.map(|h| h.digits()).unwrap_or_default(),
                origin.map(|c| c.to_string()).unwrap_or_default()
            );
            let checks = vec![
                Check::new("one_start", Some(gaps.last() < claims.first())),
                free(cx, &not),
            ];
            let facts = vec![
                draft::fact("Claimed", draft::dates_in_words(claims.len())),
                draft::fact("Not claimed", draft::dates_in_words(gaps.len())),
            ];
            let rows: BTreeSet<_> = lines
                .iter()
                .map(|ix| cx.profile.line(*ix))
                .filter_map(|line| Some((line.entry_date()?, line.spi())))
                .collect();
            let rows = rows
                .into_iter()
                .map(|(day, spi)| {
                    let claim = spi.map_or_else(|| "none".to_owned(), |spi| spi.to_string());
                    vec![day.to_string(), claim]
                })
                .collect();
            let picture = draft::grid(&["Entry date", "Claim"], rows);
            let mut finding = draft::finding(
                cx,
                detector,
                &group.subject,
                "inconsistent",
                minor.clone(),
                &lines,
            );
            finding.id = format!("{}:{place}", finding.id);
            finding.checks.clone_from(&checks);
            finding.facts.clone_from(&facts);
            finding.picture = picture.clone();
            if claimed_is_minor {
                finding.duty_effect = DutyEffect::Lowers;
                finding.effect = Effect::ClaimFalls { lines: claimed };
            }
            heard.push(finding);
            let until = &cx.pack.deadlines.preference_claim;
            let late = |ix: &LineIx| {
                let line = cx.profile.line(*ix);
                let from = line.import_date().or(line.entry_date());
                from.is_none_or(|from| until.due(from, &cx.pack.holidays) < cx.as_of)
            };
            let open: Vec<LineIx> = not.into_iter().filter(|ix| !late(ix)).collect();
            if !open.is_empty() {
                let mut finding =
                    draft::finding(cx, detector, &group.subject, "unclaimed", open, &lines);
                finding.id = format!("{}:{place}", finding.id);
                // When claims began does not matter to a refund.
                finding.checks = vec![Check::new("one_start", Some(false))];
                finding.checks.extend(checks.into_iter().skip(1));
                finding.facts = facts;
                finding.picture = picture;
                heard.push(finding);
            }
        }
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, thresholds.min_dates_per_side, 0));
    }
    Ok(heard.outcome(cx, base))
}

/// Whether the shipments without a claim bore no ordinary duty.
fn free(cx: &Context<'_>, not: &[LineIx]) -> Check {
    let own = |ix: &LineIx| -> Option<Cents> {
        let line = cx.profile.line(*ix);
        let mut duties = line
            .tariffs()
            .filter(|tariff| tariff.hts.is_some_and(Hts::is_ordinary))
            .filter_map(|tariff| tariff.duty);
        duties.next().or(line.duty())
    };
    let duties: Option<Vec<Cents>> = not.iter().map(own).collect();
    let free = duties.map(|duties| duties.iter().all(|duty| *duty == Cents::ZERO));
    Check::new("free_anyway", free)
}

#[cfg(test)]
mod tests {
    use crate::testing::{assessed, explanations, summary};

    /// A line a month of 2024, `+` with a claim and `-` without.
    fn table(pattern: &str, duty: u32) -> String {
        let mut table = "date sku hts value duty coo spi\n".to_owned();
        for (month, claim) in pattern.chars().enumerate() {
            let month = month + 1;
            let (duty, spi) = if claim == '+' { (0, "S") } else { (duty, "-") };
            table += &format!("2024-{month:02}-10 HW-5 8302416080 1000 {duty} MX {spi}\n");
        }
        table
    }

    #[test]
    fn claims_come_and_go() {
        let seen = assessed("PRF-4", &table("+-+-", 35));
        assert_eq!(summary(&seen.findings), ["HW-5: inconsistent critical"]);
        assert!(assessed("PRF-4", &table("++-+", 35)).findings.is_empty());
        assert!(assessed("PRF-4", &table("++++", 35)).findings.is_empty());
    }

    #[test]
    fn explained() {
        let seen = assessed("PRF-4", &table("--++", 35));
        assert_eq!(explanations(&seen), ["HW-5: one_start"]);
        let seen = assessed("PRF-4", &table("+-+-", 0));
        assert_eq!(explanations(&seen), ["HW-5: free_anyway"]);
    }

    #[test]
    fn a_refund_in_time() {
        // Assessed in October 2026.
        let seen = assessed("PRF-4", &table("+-+-", 35).replace("2024-", "2026-"));
        assert_eq!(
            summary(&seen.findings),
            ["HW-5: inconsistent critical", "HW-5: unclaimed info"]
        );
    }
}
