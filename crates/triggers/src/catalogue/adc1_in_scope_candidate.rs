//! **ADC-1** The number and origin are ones in which goods under an AD/CVD
//! order are entered, and the entry is not of an AD/CVD type.
//!
//! Scope is decided by words and never by number, so this is a question with
//! the family's own scope questions beside it. No rate is proposed: deposit
//! rates are a producer's own, and only the importer can say which applies.

use crate::alike::PerSpell;
use crate::context::{Answer, Context};
use crate::draft;
use crate::finding::{Effect, FurtherRate, Outcome, Subject};
use crate::gather::Heard;
use customs::{Cents, Country, Day, Field};
use profile::{LineIx, LineRef};
use rulebook::screening::AdcvdFamily;
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Support below which nothing is asked.
    min_distinct_dates: usize,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    let orders = cx.pack.adcvd.families.iter().flat_map(|one| &one.orders);
    let mut families = PerSpell::new(orders.filter_map(|order| order.order_date));
    for group in draft::groups(cx, is_readable) {
        base += draft::value(cx, &group.lines);
        let mut by: BTreeMap<&str, (&AdcvdFamily, Vec<LineIx>)> = BTreeMap::new();
        for ix in &group.lines {
            let line = cx.profile.line(*ix);
            if let Some(family) = *families.get(&line, || family(cx, &line)) {
                let entry = by.entry(&family.id).or_insert((family, Vec::new()));
                entry.1.push(*ix);
            }
        }
        for (family, lines) in by.into_values() {
            if draft::dates(cx, &lines).len() < thresholds.min_distinct_dates {
                continue;
            }
            let mut finding = draft::finding(
                cx,
                detector,
                &group.subject,
                "candidate",
                lines.clone(),
                &group.lines,
            );
            finding.id = format!("{}:{}", finding.id, family.id);
            // What an order leaves out is said in the words of its scope, which
            // the pack does not hold: no description can take goods out.
            finding.checks = vec![draft::answered(
                cx,
                "scope_reviewed",
                "ADC-1.scope-reviewed",
                &group.subject,
            )];
            finding.facts = facts(cx, family);
            finding.effect = effect(cx, detector, &group.subject, family, &lines);
            heard.push(finding);
        }
    }
    Ok(heard.outcome(cx, base))
}

fn is_readable(line: &LineRef<'_>) -> bool {
    line.value().is_positive()
        && line.origin().is_some()
        && line.entry_date().is_some()
        && line.hts().is_some_and(|hts| hts.is_ordinary())
}

/// The family under order in which goods like a line are entered, where the
/// line does not declare it.
fn family<'a>(cx: &Context<'a>, line: &LineRef<'_>) -> Option<&'a AdcvdFamily> {
    let (hts, origin, day) = (line.hts()?, line.origin()?, line.entry_date()?);
    if is_declared(cx, line) {
        return None;
    }
    // Only families that name origins: the others would ask everyone.
    let mut candidates = cx.pack.adcvd.candidates(hts, origin);
    candidates.find(|family| !family.countries.is_empty() && had_begun(family, origin, day))
}

/// Whether an order on the origin had begun, as far as the pack knows its date.
fn had_begun(family: &AdcvdFamily, origin: Country, day: Day) -> bool {
    let mut orders = family
        .orders
        .iter()
        .filter(|order| order.country == origin)
        .peekable();
    orders.peek().is_none() || orders.any(|order| order.order_date.is_none_or(|on| on <= day))
}

/// Whether the entry is of an AD/CVD type or carries a case number. Without a
/// column for either, nothing is declared.
fn is_declared(cx: &Context<'_>, line: &LineRef<'_>) -> bool {
    let by_type = line
        .entry_type()
        .is_some_and(|kind| cx.pack.adcvd.entry_types.contains(&kind));
    let has_types = cx.profile.has(Field::EntryType);
    by_type || (!has_types || line.entry_type().is_none()) && !line.adcvd_case().is_empty()
}

fn facts(cx: &Context<'_>, family: &AdcvdFamily) -> Vec<crate::finding::Fact> {
    let mut facts = vec![draft::fact("Family under order", &family.product)];
    let cases: Vec<&str> = family.orders.iter().map(|o| o.case.as_str()).collect();
    if !cases.is_empty() {
        facts.push(draft::fact("Cases", cases.join(", ")));
    }
    let questions = family.scope_questions.iter();
    facts.extend(
        questions
            .chain(&cx.pack.adcvd.scope_questions)
            .map(|question| draft::fact("Scope question", question)),
    );
    facts
}

/// The importer's own deposit rate, in per cent, if there is one.
fn effect(
    cx: &Context<'_>,
    detector: &Detector,
    subject: &Subject,
    family: &AdcvdFamily,
    lines: &[LineIx],
) -> Effect {
    let rate = match draft::answer(cx, "ADC-1.deposit-rate", &draft::names(subject)) {
        Some(Answer::Text(rate)) => rate.trim().trim_end_matches('%').parse::<Decimal>().ok(),
        Some(Answer::Scale(rate)) => Some(Decimal::from(*rate)),
        _ => None,
    };
    let lines = rate
        .map(|rate| rate / Decimal::ONE_HUNDRED)
        .into_iter()
        .flat_map(|rate| {
            lines.iter().map(move |line| FurtherRate {
                line: *line,
                rate,
                source: format!("deposit rate as answered, {}", family.product),
                displaces: Decimal::ZERO,
            })
        })
        .collect();
    draft::further(lines, &detector.no_amount())
}

#[cfg(test)]
mod tests {
    use crate::context::Answer;
    use crate::finding::Effect;
    use crate::testing::{assessed, assessed_with, explanations, summary};

    fn table(hts: &str, origin: &str, kind: &str, case: &str) -> String {
        format!(
            "date type sku hts value coo case
             2024-03-01 {kind} FS-1 {hts} 1000 {origin} {case}
             2024-04-01 01 ZZ-9 8204110030 99000 DE -"
        )
    }

    #[test]
    fn candidates() {
        for (hts, origin, kind, case, found) in [
            ("7318155056", "CN", "01", "-", true),
            ("7318155056", "CN", "03", "A570932000", false),
            ("7318155056", "DE", "01", "-", false),
            ("7318165056", "CN", "01", "-", false),
            ("7318155056", "CN", "34", "-", false),
        ] {
            let seen = assessed("ADC-1", &table(hts, origin, kind, case));
            assert_eq!(
                seen.findings.len(),
                usize::from(found),
                "{hts} {origin} {kind}"
            );
        }
        let seen = assessed("ADC-1", &table("7318155056", "CN", "01", "-"));
        assert_eq!(summary(&seen.findings), ["FS-1: candidate low"]);
        assert!(matches!(
            seen.findings[0].effect,
            Effect::Unquantified { .. }
        ));
    }

    #[test]
    fn never_above_high() {
        let table = "date type sku hts value coo
                     2024-03-01 01 FS-1 7318155056 1000 CN";
        assert_eq!(
            summary(&assessed("ADC-1", table).findings),
            ["FS-1: candidate high"]
        );
    }

    #[test]
    fn answers() {
        let table = table("7318155056", "CN", "01", "-");
        let yes = ("ADC-1.scope-reviewed:FS-1", Answer::Text("yes".to_owned()));
        let seen = assessed_with("ADC-1", &table, &[yes]);
        assert!(seen.findings.is_empty());
        assert_eq!(explanations(&seen), ["FS-1: scope_reviewed"]);
        let rate = ("ADC-1.deposit-rate:FS-1", Answer::Text("57.69%".to_owned()));
        let seen = assessed_with("ADC-1", &table, &[rate]);
        assert!(matches!(
            seen.findings[0].effect,
            Effect::FurtherRate { .. }
        ));
    }
}
