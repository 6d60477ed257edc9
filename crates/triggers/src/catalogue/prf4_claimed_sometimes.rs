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
use customs::{Cents, Country, Hts, Spi};
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
        for ((hts, origin), mut lines) in by {
            let claimed = |ix: &LineIx| cx.profile.line(*ix).spi().is_some();
            let spis: BTreeSet<Spi> = lines
                .iter()
                .filter_map(|ix| cx.profile.line(*ix).spi())
                .collect();
            let could = claimable(cx, spis);
            lines.retain(|ix| claimed(ix) || could(&cx.profile.line(*ix)));
            let (claimed, not): (Vec<LineIx>, Vec<LineIx>) =
                lines.iter().copied().partition(claimed);
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

/// Whether a claim could have been made for a line: one of the programmes that
/// the others claim was in force. Of a programme that the pack doesn't know,
/// nothing is said.
fn claimable<'a>(
    cx: &Context<'a>,
    claims: BTreeSet<Spi>,
) -> impl Fn(&LineRef<'_>) -> bool + use<'a> {
    let programmes: Option<Vec<_>> = claims
        .into_iter()
        .map(|spi| cx.pack.programmes.of(spi))
        .collect();
    move |line| match (&programmes, line.entry_date()) {
        (Some(known), Some(day)) => known.iter().any(|programme| programme.on(day).is_some()),
        _ => true,
    }
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
    use crate::testing::cases::{Case, check, dollars, part, rows, threshold};
    use crate::testing::{as_of, pack};
    use customs::Day;

    /// A line a month of 2024, `+` with a claim and `-` without.
    fn table(pattern: &str, duty: u32) -> Case {
        of_year(2024, pattern, duty)
    }

    fn of_year(year: u16, pattern: &str, duty: u32) -> Case {
        let mut table = "date sku hts value duty coo spi\n".to_owned();
        for (month, claim) in pattern.chars().enumerate() {
            let (duty, spi) = if claim == '+' { (0, "S") } else { (duty, "-") };
            table += &format!(
                "{year}-{:02}-10 HW-5 8302416080 1000 {duty} MX {spi}\n",
                month + 1
            );
        }
        rows(table)
    }

    #[test]
    fn positive() {
        check(
            "PRF-4",
            &[
                (
                    "claims come and go",
                    table("+-+-", 35),
                    &["HW-5: inconsistent critical"],
                ),
                (
                    "before the programme lapsed, some of the time",
                    rows(
                        "date       sku  hts        value duty coo spi
                         2020-05-10 HW-5 8302416080 1000  0    TH  A
                         2020-06-10 HW-5 8302416080 1000  35   TH  -
                         2020-07-10 HW-5 8302416080 1000  0    TH  A
                         2020-08-10 HW-5 8302416080 1000  35   TH  -
                         2021-05-10 HW-5 8302416080 1000  35   TH  -",
                    ),
                    &["HW-5: inconsistent critical"],
                ),
                (
                    "and those not made are in time for a refund",
                    of_year(2026, "+-+-", 35),
                    &["HW-5: inconsistent critical", "HW-5: unclaimed info"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "PRF-4",
            &[
                ("always claimed", table("++++", 35), &[]),
                (
                    "claimed until the programme lapsed",
                    rows(
                        "date       sku  hts        value duty coo spi
                         2020-05-10 HW-5 8302416080 1000  0    TH  A
                         2020-07-10 HW-5 8302416080 1000  0    TH  A
                         2021-03-10 HW-5 8302416080 1000  35   TH  -
                         2021-05-10 HW-5 8302416080 1000  35   TH  -",
                    ),
                    &[],
                ),
                (
                    "never claimed",
                    rows(
                        "date sku hts value duty coo spi\n2024-01-10 HW-5 8302416080 1000 35 MX -",
                    ),
                    &["not assessed: no special program indicator"],
                ),
                (
                    "two origins are two matters",
                    rows(
                        "date       sku  hts        value duty coo spi
                         2024-01-10 HW-5 8302416080 1000  0    MX  S
                         2024-02-10 HW-5 8302416080 1000  35   CN  -
                         2024-03-10 HW-5 8302416080 1000  0    MX  S
                         2024-04-10 HW-5 8302416080 1000  35   CN  -",
                    ),
                    &[],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        let side: usize = threshold("PRF-4", "min_dates_per_side");
        assert_eq!(side, 2, "as the patterns below have it");
        let minor = part("PRF-4", "min_minority_share", 1_000_000);
        // Two dates without a claim, of this value together in cents.
        let share = |cents: i64| {
            let whole = 1_000_000 - cents;
            let mut table = "date sku hts value duty coo spi\n".to_owned();
            for (month, cents, duty, spi) in [
                (1, whole - 100_000, 0, "S"),
                (2, cents - 100, 35, "-"),
                (3, 100_000, 0, "S"),
                (4, 100, 1, "-"),
            ] {
                let value = dollars(cents);
                table += &format!("2024-{month:02}-10 HW-5 8302416080 {value} {duty} MX {spi}\n");
            }
            rows(table)
        };
        // The last day of importation for which the time to claim is past.
        let term = &pack().deadlines.preference_claim;
        let late = |day: Day| term.due(day, &pack().holidays) < as_of();
        let past = (0..800)
            .map(|n| as_of().plus(-n))
            .find(|day| late(*day))
            .unwrap();
        let unclaimed = |on: Day| {
            rows(format!(
                "date       sku  hts        value duty coo spi
                 {}         HW-5 8302416080 1000  35   MX  -
                 {}         HW-5 8302416080 1000  0    MX  S
                 {}         HW-5 8302416080 1000  0    MX  S
                 {on}       HW-5 8302416080 1000  35   MX  -",
                past.plus(-90),
                past.plus(-60),
                past.plus(-30),
            ))
        };
        check(
            "PRF-4",
            &[
                ("a date without a claim short", table("++-+", 35), &[]),
                ("a date with one short", table("--+-", 35), &[]),
                (
                    "dates enough",
                    table("-++-", 35),
                    &["HW-5: inconsistent critical"],
                ),
                ("a cent below the share", share(minor - 1), &[]),
                ("at the share", share(minor), &["HW-5: inconsistent high"]),
                (
                    "a day past the time to claim",
                    unclaimed(past),
                    &["HW-5: inconsistent critical"],
                ),
                (
                    "on its last day",
                    unclaimed(past.plus(1)),
                    &["HW-5: inconsistent critical", "HW-5: unclaimed info"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "PRF-4",
            &[
                (
                    "claims began once",
                    table("--++", 35),
                    &["explained, HW-5: one_start"],
                ),
                (
                    "and did not end so",
                    table("++--", 35),
                    &["HW-5: inconsistent critical"],
                ),
                (
                    "free anyway",
                    table("+-+-", 0),
                    &["explained, HW-5: free_anyway"],
                ),
            ],
        );
    }
}
