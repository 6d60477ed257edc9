//! **VAL-5** Prices change after importation, or assists, royalties or tooling
//! exist, and the entries are not flagged for reconciliation; or flagged
//! entries are past due.

use crate::context::Context;
use crate::draft;
use crate::finding::{Check, Effect, NotAssessed, Outcome, Subject, SubjectKind, Why};
use crate::gather::Heard;
use crate::grade::Grade;
use customs::{Cents, Field};
use products::Evidence;
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// The least grade of entries past due.
    overdue_grade: Grade,
    /// The least grade of provisional prices without a flag.
    unflagged_grade: Grade,
    /// Issue codes of trade agreement claims, which have a term of their own.
    agreement_issues: Vec<String>,
    /// Words of the status column for what is not filed yet.
    open_statuses: Vec<String>,
    /// Words of the status column for what is filed.
    filed_statuses: Vec<String>,
}

impl Thresholds {
    /// Whether the reconciliation of a line was filed, as its status says.
    fn filed(&self, line: &LineRef<'_>) -> Option<bool> {
        let status = line.reconciliation_status().trim();
        let is_in = |words: &[String]| words.iter().any(|word| word.eq_ignore_ascii_case(status));
        if is_in(&self.filed_statuses) {
            Some(true)
        } else {
            is_in(&self.open_statuses).then_some(false)
        }
    }
}

/// The answers that say that a value is provisional.
const PROVISIONAL: [&str; 3] = [
    "VAL-5.price-adjustments",
    "VAL-5.assists",
    "VAL-5.royalties",
];

/// The answer that says that the declared value holds them all the same.
const ADJUSTED: &str = "VAL-5.adjusted-before-entry";

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    let has_flags = cx.profile.has(Field::ReconFlag);
    if !has_flags && let Some(reason) = cx.unanswered(detector) {
        return Ok(Outcome::NotAssessed(reason));
    }
    let keep = |line: &LineRef<'_>| line.value().is_positive() && line.entry_date().is_some();
    let base: Cents = cx
        .profile
        .lines()
        .filter(keep)
        .map(|line| line.value())
        .sum();
    if base == Cents::ZERO {
        return Ok(Outcome::NotAssessed(NotAssessed {
            why: Why::TooThin {
                needed: 1,
                found: 0,
            },
            unlock: detector.unlock.clone(),
        }));
    }
    let mut heard = Heard::default();
    overdue(cx, detector, &thresholds, &mut heard);
    unflagged(cx, detector, has_flags, &mut heard);
    let mut assessed = heard.assessed(cx, base);
    for finding in &mut assessed.findings {
        let least = if finding.pattern == "overdue" {
            thresholds.overdue_grade
        } else {
            thresholds.unflagged_grade
        };
        finding.grade = finding.grade.max(least.min(finding.ceiling));
        assessed.grade = assessed.grade.max(finding.grade);
    }
    Ok(Outcome::Assessed(assessed))
}

/// Flagged entries whose reconciliation is past due and that are still open.
fn overdue(cx: &Context<'_>, detector: &Detector, thresholds: &Thresholds, heard: &mut Heard) {
    let is_late = |line: &LineRef<'_>| {
        let deadlines = &cx.pack.deadlines;
        let issue = line.reconciliation_issue();
        let agreement = thresholds
            .agreement_issues
            .iter()
            .any(|code| code.eq_ignore_ascii_case(issue));
        let (term, from) = if agreement {
            (&deadlines.reconciliation_fta, line.import_date())
        } else {
            (&deadlines.reconciliation_other, line.summary_date())
        };
        let from = from.or(line.entry_date());
        line.reconciliation() == Some(true)
            && from.is_some_and(|from| term.due(from, &cx.pack.holidays) < cx.as_of)
    };
    // What the status column says to be filed stands apart from what is open
    // or unsaid.
    let stands = |line: &LineRef<'_>, filed: bool| {
        line.value().is_positive()
            && line.entry_date().is_some()
            && is_late(line)
            && (thresholds.filed(line) == Some(true)) == filed
    };
    let open = draft::groups(cx, |line| stands(line, false));
    let filed = draft::groups(cx, |line| stands(line, true));
    let groups = open.map(|group| (group, false));
    for (group, is_filed) in groups.chain(filed.map(|group| (group, true))) {
        let lines = group.lines.clone();
        let mut finding =
            draft::finding(cx, detector, &group.subject, "overdue", lines, &group.lines);
        if is_filed {
            finding.id.push_str(":filed");
        }
        // Without a status it is a question until the answer about the supplier
        // says that it was not filed.
        let suppliers: BTreeSet<(&str, &str)> = group
            .lines
            .iter()
            .map(|ix| cx.profile.line(*ix))
            .map(|line| (line.mid(), line.supplier()))
            .collect();
        let filed: Option<Vec<bool>> = suppliers
            .iter()
            .map(|(mid, name)| draft::said(cx, "VAL-5.reconciliation", &[mid, name]))
            .collect();
        let answered = filed.map(|filed| filed.into_iter().all(|yes| yes));
        let said_open = group
            .lines
            .iter()
            .any(|ix| thresholds.filed(&cx.profile.line(*ix)) == Some(false));
        let filed = match (is_filed, said_open) {
            (true, _) => Some(true),
            (false, true) => Some(false),
            (false, false) => answered,
        };
        if filed.is_none() {
            finding.ceiling = Grade::Info;
        }
        finding.checks = vec![
            Check::new("flagged", filed),
            // A flagged entry wants its reconciliation whatever the price holds.
            Check::new("adjusted_before_entry", Some(false)),
        ];
        let dates = draft::dates(cx, &group.lines);
        finding.facts = vec![draft::fact("Past due", draft::dates_in_words(dates.len()))];
        finding.effect = Effect::unquantified("the final value is not in the data");
        heard.push(finding);
    }
}

/// Suppliers whose value the answers call provisional, without a flag.
fn unflagged(cx: &Context<'_>, detector: &Detector, has_flags: bool, heard: &mut Heard) {
    let mut suppliers: BTreeMap<(&str, &str), Vec<LineIx>> = BTreeMap::new();
    for line in cx.profile.lines() {
        if line.value().is_positive() && line.entry_date().is_some() {
            let supplier = (line.mid(), line.supplier());
            suppliers.entry(supplier).or_default().push(line.ix());
        }
    }
    for ((mid, name), all) in suppliers {
        // An answer given for all suppliers at once names none of them.
        let about = |question: &str| {
            let names = [mid, name];
            let mut named = names.iter().filter(|name| !name.is_empty());
            named.find_map(|name| draft::says_yes(cx.answers.about(question, name)?))
        };
        let provisional = PROVISIONAL
            .iter()
            .any(|question| about(question) == Some(true));
        if !provisional {
            continue;
        }
        let open: Vec<LineIx> = all
            .iter()
            .copied()
            .filter(|ix| cx.profile.line(*ix).reconciliation() != Some(true))
            .collect();
        let flagged = about("VAL-5.reconciliation") == Some(true) || open.is_empty();
        let subject = Subject {
            kind: SubjectKind::Supplier,
            key: format!("supplier/{mid}/{name}"),
            label: if mid.is_empty() { name } else { mid }.to_owned(),
            evidence: Evidence::Exact,
        };
        let lines = if open.is_empty() { all.clone() } else { open };
        let mut finding = draft::finding(cx, detector, &subject, "unflagged", lines, &all);
        let known = has_flags || flagged;
        finding.checks = vec![
            Check::new("flagged", known.then_some(flagged)),
            Check::new("adjusted_before_entry", about(ADJUSTED)),
        ];
        finding.effect = Effect::unquantified("the adjustment is not in the data");
        heard.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, rows};
    use crate::testing::{as_of, pack};
    use customs::Day;

    /// One supplier's line, with its flag, its summary date and its status.
    fn line(recon: &str, issue: &str, summary: Day, status: &str) -> Case {
        rows(format!(
            "date       summary   import    sku  hts        value coo mid           recon   issue   reconstatus
             2022-01-10 {summary} {summary} MC-5 8443321040 10    TW  TWPENBRA37CHA {recon} {issue} {status}
             2022-01-10 {summary} {summary} ZZ-9 8443321040 9990  TW  TWOTHERS37TAI N       -       -"
        ))
    }

    fn flagged(status: &str) -> Case {
        line("Y", "-", Day::ymd(2023, 1, 12).unwrap(), status)
    }

    /// An entry of this year that is not flagged.
    fn unflagged() -> Case {
        line("N", "-", Day::ymd(2026, 1, 10).unwrap(), "-")
    }

    const FILED: &str = "VAL-5.reconciliation:TWPENBRA37CHA";
    const ADJUSTED: &str = "VAL-5.price-adjustments:TWPENBRA37CHA";
    const BEFORE: &str = "VAL-5.adjusted-before-entry:TWPENBRA37CHA";

    #[test]
    fn positive() {
        let provisional = |question: &str| unflagged().said(question, "yes");
        check(
            "VAL-5",
            &[
                (
                    "past due, as the status says",
                    flagged("Open"),
                    &["MC-5: overdue high"],
                ),
                (
                    "past due, as the answer says",
                    flagged("-").said(FILED, "no"),
                    &["MC-5: overdue high"],
                ),
                (
                    "past due, and nobody says",
                    flagged("-"),
                    &["MC-5: overdue info"],
                ),
                (
                    "a status that says nothing",
                    flagged("under_review"),
                    &["MC-5: overdue info"],
                ),
                (
                    "prices change afterwards",
                    provisional(ADJUSTED),
                    &["TWPENBRA37CHA: unflagged medium"],
                ),
                (
                    "assists",
                    provisional("VAL-5.assists:TWPENBRA37CHA"),
                    &["TWPENBRA37CHA: unflagged medium"],
                ),
                (
                    "royalties",
                    provisional("VAL-5.royalties:TWPENBRA37CHA"),
                    &["TWPENBRA37CHA: unflagged medium"],
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "VAL-5",
            &[
                ("not flagged, and no answer", unflagged(), &[]),
                (
                    "nothing changes afterwards",
                    unflagged().said(ADJUSTED, "no"),
                    &[],
                ),
                (
                    "an answer for all suppliers names none",
                    unflagged().said("VAL-5.assists", "yes"),
                    &[],
                ),
                (
                    "neither column nor answers",
                    rows("date sku hts value\n2024-01-10 MC-5 8443321040 10"),
                    &["not assessed: no answer"],
                ),
            ],
        );
    }

    /// The term is the pack's: the last summary date that is past due, and the next.
    #[test]
    fn boundary() {
        let deadlines = &pack().deadlines;
        let last = |term: &rulebook::deadlines::Offset| -> Day {
            let late = |day: Day| term.due(day, &pack().holidays) < as_of();
            (0..2000)
                .map(|days| as_of().plus(-days))
                .find(|day| late(*day))
                .unwrap()
        };
        let other = last(&deadlines.reconciliation_other);
        let agreement = last(&deadlines.reconciliation_fta);
        assert!(other < agreement, "an agreement's term is shorter");
        check(
            "VAL-5",
            &[
                (
                    "a day past due",
                    line("Y", "-", other, "-"),
                    &["MC-5: overdue info"],
                ),
                ("on the last day", line("Y", "-", other.plus(1), "-"), &[]),
                (
                    "a claim under an agreement a day past due",
                    line("Y", "FTA", agreement, "-"),
                    &["MC-5: overdue info"],
                ),
                (
                    "on the last day",
                    line("Y", "FTA", agreement.plus(1), "-"),
                    &[],
                ),
            ],
        );
    }

    #[test]
    fn exculpated() {
        let provisional = || unflagged().said(ADJUSTED, "yes");
        check(
            "VAL-5",
            &[
                (
                    "filed, as the status says",
                    flagged("FILED"),
                    &["explained, MC-5: flagged"],
                ),
                (
                    "filed, as the answer says",
                    flagged("-").said(FILED, "yes"),
                    &["explained, MC-5: flagged"],
                ),
                (
                    "provisional, and flagged",
                    line("Y", "-", Day::ymd(2026, 1, 10).unwrap(), "-").said(ADJUSTED, "yes"),
                    &["explained, TWPENBRA37CHA: flagged"],
                ),
                (
                    "the declared value holds the adjustment",
                    provisional().said(BEFORE, "yes"),
                    &["explained, TWPENBRA37CHA: adjusted_before_entry"],
                ),
                (
                    "it does not",
                    provisional().said(BEFORE, "no"),
                    &["TWPENBRA37CHA: unflagged medium"],
                ),
                (
                    "and where it does, a flagged entry still wants its reconciliation",
                    flagged("Open").said(BEFORE, "yes"),
                    &["MC-5: overdue high"],
                ),
            ],
        );
    }
}
