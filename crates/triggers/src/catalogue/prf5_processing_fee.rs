//! **PRF-5** The merchandise processing fee was not paid without a claim that
//! exempts from it, or was paid although exempt.
//!
//! The fee is an entry's: brokers declare it on one line or spread it over
//! many. So an entry is looked at as a whole before a line is, and what it
//! would owe is worked out once an entry, by the exposure.

use crate::alike::PerKind;
use crate::context::Context;
use crate::draft::{self, Group};
use crate::finding::{Check, DutyEffect, Effect, Finding, NotAssessed, Outcome, Why};
use crate::gather::Heard;
use customs::{Cents, Day};
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;
use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Support below which nothing is said.
    min_distinct_dates: usize,
    /// Fees up to this amount, in dollars, are none.
    tolerance_dollars: Decimal,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let tolerance = (thresholds.tolerance_dollars * Decimal::ONE_HUNDRED).to_i64();
    let tolerance = Cents(tolerance.unwrap_or_default());
    let exempt = PerKind::of(cx.profile, |line| is_exempt(cx, &line));
    let mut paid: BTreeMap<u32, Cents> = BTreeMap::new();
    // Of an entry on none of whose lines the fee is given, as in a year's file
    // without the column, nothing is known: that is not an entry without a fee.
    for line in cx.profile.lines() {
        if let Some(fee) = line.mpf() {
            *paid.entry(line.entry_ix()).or_default() += fee;
        }
    }
    let paid = |line: &LineRef<'_>| paid.get(&line.entry_ix()).copied();
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    let pays =
        |line: &LineRef<'_>| is_formal(cx, line) && line.entry_ix() != 0 && paid(line).is_some();
    // Of a year whose fee the pack does not know nothing is said.
    let known = years(cx);
    let is_known = |line: &LineRef<'_>| line.entry_date().is_some_and(|day| known.contains(&day));
    let unknown = Cell::new(false);
    let keep = |line: &LineRef<'_>| {
        let keep = pays(line);
        let is_known = keep && is_known(line);
        unknown.set(unknown.get() || keep && !is_known);
        is_known
    };
    for group in draft::groups(cx, keep) {
        base += draft::value(cx, &group.lines);
        let of = |is: &dyn Fn(&LineRef<'_>) -> bool| -> Vec<LineIx> {
            let lines = group.lines.iter().copied();
            lines.filter(|ix| is(&cx.profile.line(*ix))).collect()
        };
        let none = |line: &LineRef<'_>| line.mpf().is_none_or(|mpf| mpf <= tolerance);
        let exempted = of(&|line| {
            none(line) && !exempt.holds(line) && paid(line).is_some_and(|paid| paid <= tolerance)
        });
        let elsewhere = of(&|line| {
            none(line) && !exempt.holds(line) && paid(line).is_some_and(|paid| paid > tolerance)
        });
        let special = of(&|line| none(line) && line.spi().is_none() && is_chapter_exempt(cx, line));
        let overpaid = of(&|line| !none(line) && is_spared(cx, line));
        let enough =
            |lines: &[LineIx]| draft::dates(cx, lines).len() >= thresholds.min_distinct_dates;
        for (lines, checks) in [
            (exempted, [false, false]),
            (special, [true, false]),
            (elsewhere, [false, true]),
        ] {
            if !lines.is_empty() && enough(&lines) {
                heard.push(finding(cx, detector, &group, "exempted", lines, checks));
            }
        }
        if !overpaid.is_empty() && enough(&overpaid) {
            let none = [false, false];
            heard.push(finding(cx, detector, &group, "overpaid", overpaid, none));
        }
    }
    if base == Cents::ZERO && unknown.get() {
        return Ok(Outcome::NotAssessed(NotAssessed {
            why: Why::Pack {
                detail: "the pack has no fee for these years".to_owned(),
            },
            unlock: detector.unlock.clone(),
        }));
    }
    if base == Cents::ZERO {
        return Ok(draft::too_thin(detector, thresholds.min_distinct_dates, 0));
    }
    if unknown.get() {
        for group in draft::groups(cx, |line| pays(line) && !is_known(line)) {
            let dates = draft::dates_in_words(draft::dates(cx, &group.lines).len());
            let of_subject = |finding: &&mut Finding| finding.subject == group.subject;
            for finding in heard.findings.iter_mut().filter(of_subject) {
                let fact = draft::fact("Not assessed, as the pack has no fee", dates.clone());
                finding.facts.push(fact);
            }
        }
    }
    Ok(heard.outcome(cx, base))
}

/// Whether the line's entry is of a type that pays the formal fee.
fn is_formal(cx: &Context<'_>, line: &LineRef<'_>) -> bool {
    line.value().is_positive()
        && line
            .entry_type()
            .is_none_or(|kind| cx.pack.fees.mpf.entry_types.contains(&kind))
}

/// The days of entry whose fee the pack knows: its years stand without a gap.
fn years(cx: &Context<'_>) -> Range<Day> {
    let years = &cx.pack.fees.mpf.years;
    match (years.first(), years.last()) {
        (Some(first), Some(last)) => first.from..last.to.plus(1),
        _ => cx.as_of..cx.as_of,
    }
}

fn is_spared(cx: &Context<'_>, line: &LineRef<'_>) -> bool {
    line.spi().is_some_and(|spi| cx.pack.fees.spi_exempts(spi))
}

fn is_chapter_exempt(cx: &Context<'_>, line: &LineRef<'_>) -> bool {
    let mut numbers = line
        .tariffs()
        .filter_map(|tariff| tariff.hts)
        .chain(line.hts());
    numbers.any(|hts| cx.pack.fees.mpf.exempt_chapters.contains(&hts.chapter()))
}

fn is_exempt(cx: &Context<'_>, line: &LineRef<'_>) -> bool {
    is_spared(cx, line) || is_chapter_exempt(cx, line)
}

fn finding(
    cx: &Context<'_>,
    detector: &Detector,
    group: &Group,
    pattern: &str,
    lines: Vec<LineIx>,
    [special, elsewhere]: [bool; 2],
) -> Finding {
    let mut finding = draft::finding(cx, detector, &group.subject, pattern, lines, &group.lines);
    let open = !special && !elsewhere;
    if !open {
        let why = if special { "chapter_98" } else { "entry_cap" };
        finding.id = format!("{}:{why}", finding.id);
    }
    finding.checks = vec![
        Check::new("chapter_98", Some(special)),
        Check::new("entry_cap", Some(elsewhere)),
    ];
    let dates = draft::dates(cx, &finding.lines).len();
    finding.facts = vec![draft::fact("Affected", draft::dates_in_words(dates))];
    let is_owed = pattern == "exempted" && open;
    if is_owed {
        finding.duty_effect = DutyEffect::Lowers;
    }
    let lines = finding.lines.clone();
    if is_owed {
        finding.effect = Effect::FeeOwed { lines };
    } else if pattern == "overpaid" {
        finding.effect = Effect::FeeSpared { lines };
    }
    finding
}

#[cfg(test)]
mod tests {
    use crate::finding::Effect;
    use crate::testing::cases::{Case, check, rows, threshold};
    use rust_decimal::Decimal;

    /// A line of $10,000, beside one that its claim exempts.
    fn line(mpf: &str, spi: &str, hts: &str, kind: &str) -> Case {
        rows(format!(
            "date       sku  hts        value mpf   spi   coo type
             2024-03-01 HW-5 {hts}      10000 {mpf} {spi} MX  {kind}
             2024-03-01 ZZ-9 8204110030 100   0     S     MX  01"
        ))
    }

    const HOOK: &str = "8302416080";

    #[test]
    fn positive() {
        check(
            "PRF-5",
            &[
                (
                    "no fee and no claim",
                    line("0", "-", HOOK, "01"),
                    &["HW-5: exempted critical"],
                ),
                (
                    "a programme that spares duty and not the fee",
                    line("0", "JP", HOOK, "01"),
                    &["HW-5: exempted critical"],
                ),
                (
                    "a fee beside an exempting claim",
                    line("34.64", "S", HOOK, "01"),
                    &["HW-5: overpaid info"],
                ),
            ],
        );
        let effect = &line("0", "-", HOOK, "01").assessed("PRF-5").findings[0].effect;
        assert!(matches!(effect, Effect::FeeOwed { .. }), "{effect:?}");
        let effect = &line("34.64", "S", HOOK, "01").assessed("PRF-5").findings[0].effect;
        assert!(matches!(effect, Effect::FeeSpared { .. }), "{effect:?}");
    }

    #[test]
    fn negative() {
        check(
            "PRF-5",
            &[
                ("a fee and no claim", line("34.64", "-", HOOK, "01"), &[]),
                (
                    "a fee that the file does not give",
                    line("-", "-", HOOK, "01"),
                    &[],
                ),
                (
                    "no fee under a claim that exempts",
                    line("0", "S", HOOK, "01"),
                    &[],
                ),
                (
                    "no formal fee on an informal entry",
                    line("0", "-", HOOK, "11"),
                    &[],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        let none: Decimal = threshold("PRF-5", "tolerance_dollars");
        let cent = Decimal::new(1, 2);
        let paid = |fee: Decimal| line(&fee.to_string(), "-", HOOK, "01");
        let exempt = |fee: Decimal| line(&fee.to_string(), "S", HOOK, "01");
        check(
            "PRF-5",
            &[
                (
                    "a fee that counts as none",
                    paid(none),
                    &["HW-5: exempted critical"],
                ),
                ("a cent more", paid(none + cent), &[]),
                ("as none beside a claim", exempt(none), &[]),
                (
                    "a cent more beside a claim",
                    exempt(none + cent),
                    &["HW-5: overpaid info"],
                ),
            ],
        );
    }

    /// The pack knows the fee of each fiscal year, and the last one ends.
    #[test]
    fn years() {
        let known = |pack: &mut rulebook::Pack| {
            pack.fees.mpf.years.retain(|year| year.fiscal_year <= 2024);
        };
        let table = |date: &str| {
            let one = rows(format!(
                "date       sku  hts        value mpf spi coo type
                 {date}     HW-5 8302416080 10000 0   -   MX  01
                 {date}     ZZ-9 8204110030 100   0   S   MX  01"
            ));
            one.under(known)
        };
        let beside = rows(
            "date       sku  hts        value mpf spi coo type
             2024-09-30 HW-5 8302416080 10000 0   -   MX  01
             2024-10-01 HW-5 8302416080 30000 0   -   MX  01
             2024-10-01 ZZ-9 8204110030 100   0   S   MX  01",
        )
        .under(known);
        let unknown = &["not assessed: not in the pack"];
        let owed = &["HW-5: exempted critical"];
        check(
            "PRF-5",
            &[
                ("its last day", table("2024-09-30"), owed),
                ("the day after", table("2024-10-01"), unknown),
                ("both", beside.clone(), owed),
            ],
        );
        let finding = &beside.assessed("PRF-5").findings[0];
        assert_eq!(finding.lines.len(), 1);
        assert_eq!(finding.affected, customs::Cents(1_000_000));
        let left = finding.facts.last().map(|fact| fact.label.as_str());
        assert_eq!(left, Some("Not assessed, as the pack has no fee"));
    }

    #[test]
    fn exculpated() {
        check(
            "PRF-5",
            &[
                (
                    "goods of chapter 98",
                    line("0", "-", "9801001012", "01"),
                    &["explained, HW-5: chapter_98"],
                ),
                (
                    "the entry's fee stands on another line",
                    rows(
                        "entry line date       sku  hts        value mpf   spi coo type
                         E1    1    2024-03-01 HW-5 8302416080 10000 0     -   MX  01
                         E1    2    2024-03-01 HW-6 8302416080 10000 69.28 S   MX  01",
                    ),
                    &["HW-6: overpaid info", "explained, HW-5: entry_cap"],
                ),
            ],
        );
    }
}
