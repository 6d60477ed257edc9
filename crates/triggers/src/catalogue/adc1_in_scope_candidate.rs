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
    orders.peek().is_none() || orders.any(|order| order.began().is_none_or(|on| on <= day))
}

/// Whether the line is declared under an order: the entry is of an AD/CVD type
/// and the line carries a case number. A file without a column for one of them
/// is taken by the other; without either, nothing is declared.
fn is_declared(cx: &Context<'_>, line: &LineRef<'_>) -> bool {
    let has_case = !line.adcvd_case().is_empty();
    match line.entry_type() {
        Some(kind) => {
            cx.pack.adcvd.entry_types.contains(&kind)
                && (has_case || !cx.profile.has(Field::AdcvdCase))
        }
        None => has_case,
    }
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
    let Some(rate) = rate.map(|rate| rate / Decimal::ONE_HUNDRED) else {
        return Effect::of_order(detector.no_amount());
    };
    let lines = lines.iter().map(|line| FurtherRate {
        line: *line,
        rate,
        source: format!("deposit rate as answered, {}", family.product),
        displaces: Decimal::ZERO,
    });
    Effect::FurtherRate {
        lines: lines.collect(),
    }
}

#[cfg(test)]
mod tests {
    use crate::context::Answer;
    use crate::finding::Effect;
    use crate::testing::cases::{Case, check, rows};
    use crate::testing::pack;
    use customs::Day;

    const ROD: &str = "7318155056";

    /// One line, as it is entered, beside other goods.
    fn line(hts: &str, origin: &str, kind: &str, case: &str) -> Case {
        rows(format!(
            "date       type   sku  hts        value coo      case
             2024-03-01 {kind} FS-1 {hts}      1000  {origin} {case}
             2024-04-01 01     ZZ-9 8204110030 99000 DE       -"
        ))
    }

    fn found() -> Case {
        line(ROD, "CN", "01", "-")
    }

    #[test]
    fn positive() {
        check(
            "ADC-1",
            &[
                ("an ordinary entry", found(), &["FS-1: candidate low"]),
                (
                    "never above high",
                    rows("date type sku hts value coo\n2024-03-01 01 FS-1 7318155056 1000 CN"),
                    &["FS-1: candidate high"],
                ),
                (
                    "the type of an order and no case number, where the file has a column for it",
                    rows(format!(
                        "date       type sku  hts        value coo case
                         2024-03-01 03   FS-1 {ROD}      1000  CN  -
                         2024-04-01 03   FS-2 {ROD}      99000 CN  A-570-932-000"
                    )),
                    &["FS-1: candidate low"],
                ),
                (
                    "no column says how it was entered",
                    rows(format!(
                        "date sku hts value coo\n2024-03-01 FS-1 {ROD} 1000 CN"
                    )),
                    &["FS-1: candidate high"],
                ),
            ],
        );
        let effect = &found().assessed("ADC-1").findings[0].effect;
        assert!(matches!(effect, Effect::Unquantified { .. }));
    }

    #[test]
    fn negative() {
        check(
            "ADC-1",
            &[
                ("declared", line(ROD, "CN", "03", "A-570-932-000"), &[]),
                (
                    "withdrawn under an order",
                    line(ROD, "CN", "34", "A-570-932-000"),
                    &[],
                ),
                ("another origin", line(ROD, "DE", "01", "-"), &[]),
                ("another number", line("7318165056", "CN", "01", "-"), &[]),
                (
                    "a file without case numbers is taken by the type",
                    rows(format!(
                        "date type sku hts value coo\n2024-03-01 03 FS-1 {ROD} 1000 CN"
                    )),
                    &[],
                ),
            ],
        );
    }

    /// An order counts from its first day, as far as the pack knows it.
    #[test]
    fn boundary() {
        let families = pack().adcvd.families.iter();
        let orders = families.flat_map(|family| &family.orders);
        let began = orders
            .filter(|order| order.case == "A-557-818")
            .find_map(|o| o.began());
        let began: Day = began.unwrap();
        let mattress = |days: i32| {
            rows(format!(
                "date type sku hts value coo\n{} 01 FU-4 9404210010 1000 MY",
                began.plus(days)
            ))
        };
        check(
            "ADC-1",
            &[
                ("the day before the order", mattress(-1), &[]),
                ("on its day", mattress(0), &["FU-4: candidate high"]),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "ADC-1",
            &[
                (
                    "scope was reviewed",
                    found().said("ADC-1.scope-reviewed:FS-1", "yes"),
                    &["explained, FS-1: scope_reviewed"],
                ),
                (
                    "it was not",
                    found().said("ADC-1.scope-reviewed:FS-1", "no"),
                    &["FS-1: candidate low"],
                ),
            ],
        );
    }

    #[test]
    fn a_rate_of_the_importers_own() {
        for rate in [Answer::Text("57.69%".to_owned()), Answer::Scale(57)] {
            let seen = found()
                .answered("ADC-1.deposit-rate:FS-1", rate)
                .assessed("ADC-1");
            assert!(matches!(
                seen.findings[0].effect,
                Effect::FurtherRate { .. }
            ));
        }
    }
}
