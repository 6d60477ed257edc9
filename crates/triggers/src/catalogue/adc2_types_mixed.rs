//! **ADC-2** The same product is entered sometimes as an AD/CVD entry and
//! sometimes as an ordinary one.
//!
//! The importer's own entries disagree about whether the goods are under an
//! order. Only lines of one product, number, origin and maker are compared.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, DutyEffect, Effect, Outcome};
use crate::gather::Heard;
use crate::grade::Grade;
use customs::mid::Mid;
use customs::{Cents, EntryType};
use products::Evidence;
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Distinct entry dates that each kind of entry needs.
    min_dates_per_type: usize,
    /// The grade, whatever the share.
    grade: Grade,
}

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let mut heard = Heard::default();
    let mut base = Cents::ZERO;
    let is_under_order = |line: &LineRef<'_>| {
        line.entry_type()
            .is_some_and(|kind| cx.pack.adcvd.entry_types.contains(&kind))
    };
    let is_open = case_unsaid(cx);
    let keep = |line: &LineRef<'_>| {
        line.value().is_positive()
            && line.entry_date().is_some()
            && !is_open(line)
            && line.entry_type().is_some_and(|kind| {
                cx.pack.entry_types.value_tests.contains(&kind)
                    || cx.pack.adcvd.entry_types.contains(&kind)
            })
    };
    for group in draft::product_groups(cx, keep) {
        base += draft::value(cx, &group.lines);
        let (under, ordinary): (Vec<LineIx>, Vec<LineIx>) = group
            .lines
            .iter()
            .copied()
            .partition(|ix| is_under_order(&cx.profile.line(*ix)));
        let (under_dates, ordinary_dates) = (draft::dates(cx, &under), draft::dates(cx, &ordinary));
        let enough = thresholds.min_dates_per_type;
        if under_dates.len() < enough || ordinary_dates.len() < enough {
            continue;
        }
        // A maker that moved within its country keeps its name and not its ID.
        let maker = |mid: &str| {
            Mid::parse(mid).map_or_else(|_| mid.to_owned(), |mid| mid.name_stem().to_owned())
        };
        let origins = |lines: &[LineIx]| -> BTreeSet<_> {
            let lines = lines.iter().map(|ix| cx.profile.line(*ix));
            lines.map(|l| (l.origin(), maker(l.mid()))).collect()
        };
        let apart = origins(&under).is_disjoint(&origins(&ordinary));
        // An order that began explains one change. That one ended is in no file.
        let began = under_dates.first() > ordinary_dates.last();
        let ended = under_dates.last() < ordinary_dates.first();
        let mut finding = draft::finding(
            cx,
            detector,
            &group.subject,
            "types_mixed",
            ordinary,
            &group.lines,
        );
        finding.checks = vec![
            Check::new("order_date", (!ended).then_some(began)),
            Check::new("origin_differs", Some(apart)),
        ];
        finding.facts = vec![
            draft::fact("Under an order", draft::dates_in_words(under_dates.len())),
            draft::fact("Ordinary", draft::dates_in_words(ordinary_dates.len())),
        ];
        finding.picture = draft::grid(
            &["Entry date", "Entry type"],
            group
                .lines
                .iter()
                .map(|ix| cx.profile.line(*ix))
                .map(|line| (line.entry_date(), line.entry_type()))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .filter_map(|(date, kind)| Some(vec![date?.to_string(), kind?.to_string()]))
                .collect(),
        );
        finding.duty_effect = DutyEffect::Lowers;
        finding.effect = Effect::of_order(detector.no_amount());
        heard.push(finding);
    }
    let mut assessed = heard.assessed(cx, base);
    for finding in &mut assessed.findings {
        let floor = if finding.subject.evidence == Evidence::Inferred {
            thresholds.grade.min(finding.ceiling)
        } else {
            thresholds.grade
        };
        finding.grade = finding.grade.max(floor);
        assessed.grade = assessed.grade.max(finding.grade);
    }
    Ok(Outcome::Assessed(assessed))
}

/// Lines of an AD/CVD type that may be under an order or not: without a case
/// number of their own, goods from a zone, and goods that share an entry with
/// goods that bear one. The type is the entry's.
pub(super) fn case_unsaid<'a>(cx: &Context<'a>) -> impl Fn(&LineRef<'_>) -> bool + use<'a> {
    let orders = &cx.pack.adcvd;
    let with_case: BTreeSet<u32> = cx
        .profile
        .lines()
        .filter(|line| line.entry_ix() != 0 && !line.adcvd_case().is_empty())
        .map(|line| line.entry_ix())
        .collect();
    move |line| {
        let is = |kinds: &[EntryType]| line.entry_type().is_some_and(|kind| kinds.contains(&kind));
        line.adcvd_case().is_empty()
            && is(&orders.entry_types)
            && (is(&orders.zone_entry_types) || with_case.contains(&line.entry_ix()))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, rows, threshold};

    /// One line a month with the entry type given, beside other goods.
    fn table(types: &[&str]) -> Case {
        let mut table = "date type sku hts value coo mid\n".to_owned();
        for (month, kind) in types.iter().enumerate() {
            let month = month + 1;
            table += &format!("2024-{month:02}-05 {kind} FU-1 9403509042 10 CN CNSOUGAT270DON\n");
        }
        rows(table + "2024-01-09 01 ZZ-9 8204110030 99000 DE DEABCDEF12BER\n")
    }

    /// Entries under the order in turns with those of this origin and maker, beside
    /// goods of more value.
    fn beside(origin: &str, mid: &str) -> Case {
        rows(format!(
            "date       type sku  hts        value coo      mid
             2024-01-05 03   FU-1 9403509042 10    CN       CNSOUGAT270DON
             2024-02-05 01   FU-1 9403509042 10    {origin} {mid}
             2024-03-05 03   FU-1 9403509042 10    CN       CNSOUGAT270DON
             2024-04-05 01   FU-1 9403509042 10    {origin} {mid}
             2024-01-09 01   ZZ-9 8204110030 99000 DE       DEABCDEF12BER"
        ))
    }

    #[test]
    fn positive() {
        check(
            "ADC-2",
            &[
                (
                    "types side by side, high however small the share",
                    table(&["03", "01", "03", "01"]),
                    &["FU-1: types_mixed high"],
                ),
                (
                    "no longer under the order, and why is not said",
                    table(&["03", "03", "01", "01"]),
                    &["FU-1: types_mixed high"],
                ),
                (
                    "the maker at another address",
                    beside("CN", "CNSOUGAT88SHE"),
                    &["FU-1: types_mixed high"],
                ),
                (
                    "case numbers in the file, and none on these entries",
                    rows(
                        "date       type sku  hts        value coo mid            case
                         2024-01-05 03   FU-1 9403509042 10    CN  CNSOUGAT270DON -
                         2024-02-05 01   FU-1 9403509042 10    CN  CNSOUGAT270DON -
                         2024-03-05 03   FU-1 9403509042 10    CN  CNSOUGAT270DON -
                         2024-04-05 01   FU-1 9403509042 10    CN  CNSOUGAT270DON -
                         2024-01-05 03   FU-2 9403509042 99000 CN  CNSOUGAT270DON A-570-890",
                    ),
                    &["FU-1: types_mixed high"],
                ),
                (
                    "a warehouse withdrawal under the order beside ordinary entries",
                    table(&["38", "01", "38", "01"]),
                    &["FU-1: types_mixed high"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "ADC-2",
            &[
                ("one type", table(&["03", "03", "03", "03"]), &[]),
                (
                    "entries and withdrawals under one order",
                    table(&["03", "34", "03", "34"]),
                    &[],
                ),
                (
                    "ordinary goods that share entries with goods under an order",
                    rows(
                        "entry line date       type sku  hts        value coo mid            case
                         E1    1    2024-01-05 03   FU-1 9403509042 10    CN  CNSOUGAT270DON A-570-890
                         E1    2    2024-01-05 03   HW-2 8302423010 10    CN  CNSOUGAT270DON -
                         E2    1    2024-02-05 01   HW-2 8302423010 10    CN  CNSOUGAT270DON -
                         E3    1    2024-03-05 03   FU-1 9403509042 10    CN  CNSOUGAT270DON A-570-890
                         E3    2    2024-03-05 03   HW-2 8302423010 10    CN  CNSOUGAT270DON -
                         E4    1    2024-04-05 01   HW-2 8302423010 10    CN  CNSOUGAT270DON -",
                    ),
                    &[],
                ),
                (
                    "from a zone and from abroad",
                    table(&["06", "01", "06", "01"]),
                    &[],
                ),
                (
                    "entries of no consumption",
                    table(&["03", "21", "03", "21"]),
                    &[],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        let enough: usize = threshold("ADC-2", "min_dates_per_type");
        let mixed = |under: usize, ordinary: usize| {
            // Turn by turn, so that no single change parts them.
            let mut types = Vec::new();
            for at in 0..under.max(ordinary) {
                types.extend((at < under).then_some("03"));
                types.extend((at < ordinary).then_some("01"));
            }
            table(&types)
        };
        check(
            "ADC-2",
            &[
                (
                    "a date of the ordinary type short",
                    mixed(enough, enough - 1),
                    &[],
                ),
                (
                    "a date of the order's type short",
                    mixed(enough - 1, enough),
                    &[],
                ),
                (
                    "dates enough",
                    mixed(enough, enough),
                    &["FU-1: types_mixed high"],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        check(
            "ADC-2",
            &[
                (
                    "one change is an order",
                    table(&["01", "01", "03", "03"]),
                    &["explained, FU-1: order_date"],
                ),
                (
                    "another origin is another matter",
                    beside("VN", "VNHOANUI5HAN"),
                    &["explained, FU-1: origin_differs"],
                ),
            ],
        );
    }
}
