//! **DQ-1** How much of the file could not be used.
//!
//! It is no risk, and its weight is nothing: a line without a number or a date
//! only lowers what the other triggers can see.

use crate::context::Context;
use crate::draft;
use crate::finding::{Assessed, Check, DutyEffect, Outcome, Subject, SubjectKind};
use crate::grade::Grade;
use customs::grouped;
use products::Evidence;
use profile::{LineIx, LineRef};
use rulebook::{Detector, PackError};
use rust_decimal::Decimal;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    /// Share of lines from which it is worth saying.
    warn_from_share: Decimal,
}

/// What a line can lack, and how to say it.
type Lack = (&'static str, fn(LineRef<'_>) -> bool);
const LACKS: [Lack; 3] = [
    ("No tariff number", |line| line.hts().is_none()),
    ("No entry date", |line| line.entry_date().is_none()),
    ("No entry number", |line| line.entry_ix() == 0),
];

/// See the module.
pub(super) fn assess(cx: &Context<'_>, detector: &Detector) -> Result<Outcome, PackError> {
    let thresholds: Thresholds = detector.thresholds()?;
    if cx.profile.is_empty() {
        return Ok(draft::too_thin(detector, 1, 0));
    }
    let all: Vec<LineIx> = cx.profile.lines().map(|line| line.ix()).collect();
    let lacking = |lack: &Lack| -> Vec<LineIx> {
        let lines = cx.profile.lines().filter(|line| (lack.1)(*line));
        lines.map(|line| line.ix()).collect()
    };
    let unusable: Vec<LineIx> = cx
        .profile
        .lines()
        .filter(|line| LACKS.iter().any(|lack| (lack.1)(*line)))
        .map(|line| line.ix())
        .collect();
    let share = Decimal::from(unusable.len()) / Decimal::from(all.len());
    let mut assessed = Assessed {
        grade: Grade::Info,
        base: draft::value(cx, &all),
        severity: Some(Decimal::ZERO),
        ..Assessed::default()
    };
    if share >= thresholds.warn_from_share {
        let subject = Subject {
            kind: SubjectKind::Entries,
            key: "lines".to_owned(),
            label: "Entry lines".to_owned(),
            evidence: Evidence::Exact,
        };
        let mut finding = draft::finding(cx, detector, &subject, "unusable", unusable, &all);
        finding.duty_effect = DutyEffect::None;
        // Repairs are counted where the file is read, beside each table.
        finding.checks = vec![Check::new("repaired", Some(false))];
        finding.facts = LACKS
            .iter()
            .map(|lack| (lack.0, lacking(lack).len()))
            .filter(|(_, count)| *count > 0)
            .map(|(label, count)| {
                let of = format!("{} of {}", grouped(count as u64), grouped(all.len() as u64));
                draft::fact(label, of)
            })
            .collect();
        let bars = LACKS.iter().map(|lack| {
            let lines = lacking(lack);
            let ppm = lines.len() as u64 * 1_000_000 / all.len() as u64;
            crate::picture::Bar {
                label: lack.0.to_owned(),
                share_ppm: ppm as u32,
                // A file without values has none to show.
                value: assessed
                    .base
                    .is_positive()
                    .then(|| draft::value(cx, &lines)),
                marked: false,
            }
        });
        finding.picture = crate::picture::Picture::Shares {
            title: "Share of all entry lines".to_owned(),
            bars: bars.collect(),
        };
        assessed.affected = finding.affected;
        assessed.share_ppm = crate::grade::share_ppm(assessed.affected, assessed.base);
        assessed.findings.push(finding);
    }
    Ok(Outcome::Assessed(assessed))
}

#[cfg(test)]
mod tests {
    use crate::testing::cases::{Case, check, part, rows};

    /// So many lines of a hundred without a tariff number.
    fn without_number(count: i64) -> Case {
        let mut table = "date sku hts value\n".to_owned();
        for at in 0..100 {
            let hts = if at < count { "-" } else { "3923908000" };
            table += &format!("2025-01-10 PX10 {hts} 1000\n");
        }
        rows(table)
    }

    const SAID: &[&str] = &["Entry lines: unusable info", "severity 0"];

    #[test]
    fn positive() {
        check(
            "DQ-1",
            &[
                ("some without a number", without_number(10), SAID),
                (
                    "all of them, and never more than noted",
                    without_number(100),
                    SAID,
                ),
                (
                    "without a date",
                    rows("date sku hts value\n- PX10 3923908000 1000"),
                    SAID,
                ),
            ],
        );
    }

    #[test]
    fn negative() {
        check(
            "DQ-1",
            &[
                ("all usable", without_number(0), &["severity 0"]),
                (
                    "a credit and a free replacement are questions",
                    rows(
                        "date       sku  hts        value
                         2025-01-10 PX10 3923908000 -100
                         2025-02-10 PX10 3923908000 0",
                    ),
                    &["severity 0"],
                ),
                (
                    "no lines",
                    rows("date sku hts value\n"),
                    &["not assessed: 0 of 1"],
                ),
            ],
        );
    }

    #[test]
    fn boundary() {
        let share = part("DQ-1", "warn_from_share", 100);
        check(
            "DQ-1",
            &[
                (
                    "a line short of the share",
                    without_number(share - 1),
                    &["severity 0"],
                ),
                ("at the share", without_number(share), SAID),
            ],
        );
    }

    /// What is unusable stays so, and what was repaired was never set aside: the
    /// reader counts repairs beside its table. Nothing here is found and explained.
    #[test]
    fn exculpated() {
        check(
            "DQ-1",
            &[
                (
                    "no answer fills a missing number",
                    without_number(10).said("DQ-1.repaired", "yes"),
                    SAID,
                ),
                (
                    "eight digits are a number",
                    rows("date sku hts value\n2025-01-10 PX10 39239080 1000"),
                    &["severity 0"],
                ),
            ],
        );
    }
}
