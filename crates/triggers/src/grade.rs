//! Shares become grades.
//!
//! A grade is a statement about the importer's own activity: how much of the
//! goods value that a trigger could look at is touched. Counts and dollars
//! never enter, so more of the same changes nothing. The steps are the pack's.

use crate::finding::{Assessed, DutyEffect, Finding};
use customs::{Cents, Ordered};
use profile::{LineSet, Profile};
use rulebook::Scoring;
use rust_decimal::Decimal;

pub use rulebook::Grade;

/// The next higher grade.
#[must_use]
pub fn raised(grade: Grade) -> Grade {
    let above = Grade::ALL.into_iter().find(|other| *other > grade);
    above.unwrap_or(grade)
}

/// The next lower grade.
#[must_use]
pub fn lowered(grade: Grade) -> Grade {
    let below = Grade::ALL.into_iter().rev().find(|other| *other < grade);
    below.unwrap_or(grade)
}

/// A share in millionths; nothing of nothing is nothing.
#[must_use]
pub fn share_ppm(part: Cents, whole: Cents) -> u32 {
    if whole.0 <= 0 || part.0 <= 0 {
        return 0;
    }
    let ppm = i128::from(part.0) * 1_000_000 / i128::from(whole.0);
    u32::try_from(ppm).unwrap_or(u32::MAX)
}

/// Grades the findings of a trigger, and the trigger by them.
///
/// Findings stand under different ceilings: an inferred identity or a mild
/// pattern may not be graded above its cap, however large it is. So each
/// ceiling is graded by the share of everything that may reach at least that
/// high, and the trigger takes the best.
pub fn settle(
    profile: &Profile,
    scoring: &Scoring,
    base: Cents,
    mut findings: Vec<Finding>,
    explained: Vec<Finding>,
) -> Assessed {
    let mut grade = Grade::Info;
    let mut reach = Vec::new();
    let mut last: Option<(usize, Grade)> = None;
    for ceiling in Grade::ALL {
        let within: Vec<&Finding> = findings.iter().filter(|f| f.ceiling >= ceiling).collect();
        // A higher ceiling that leaves none of them out is the same question.
        let moved = match last {
            Some((count, moved)) if count == within.len() => moved,
            _ => {
                let affected = union_value(profile, within.iter().copied());
                let by_share = scoring.grade_of_share(share_ppm(affected, base));
                moved(profile, scoring, &within, by_share)
            }
        };
        last = Some((within.len(), moved));
        let reached = moved.min(ceiling);
        reach.push((ceiling, reached));
        if !within.is_empty() {
            grade = grade.max(reached);
        }
    }
    for finding in &mut findings {
        finding.grade = reach
            .iter()
            .filter(|(ceiling, _)| *ceiling <= finding.ceiling)
            .map(|(_, reached)| *reached)
            .max()
            .unwrap_or_default();
    }
    findings.order_by(|a, b| b.affected.cmp(&a.affected).then_with(|| a.id.cmp(&b.id)));
    // Notes and questions, which can reach no grade, would swell the share that
    // stands beside a grade. They are what is touched where there is nothing
    // else.
    let weighs = |f: &&Finding| f.ceiling > Grade::Info;
    let affected = if findings.iter().any(|f| weighs(&f)) {
        union_value(profile, findings.iter().filter(weighs))
    } else {
        union_value(profile, findings.iter())
    };
    Assessed {
        grade,
        base,
        affected,
        share_ppm: share_ppm(affected, base),
        severity: None,
        findings,
        explained,
    }
}

/// Raised when the difference lowers duty in most of the affected value,
/// lowered when it could not change duty.
fn moved(profile: &Profile, scoring: &Scoring, findings: &[&Finding], grade: Grade) -> Grade {
    let all = union_value(profile, findings.iter().copied());
    let of = |effect: DutyEffect| {
        let some = findings.iter().copied().filter(|f| f.duty_effect == effect);
        share_ppm(union_value(profile, some), all)
    };
    let enough = scoring
        .lowers_duty_share
        .checked_mul(Decimal::from(1_000_000))
        .and_then(|ppm| u32::try_from(ppm.trunc().mantissa()).ok())
        .unwrap_or(1_000_000);
    if all == Cents::ZERO {
        grade
    } else if of(DutyEffect::Lowers) >= enough {
        raised(grade)
    } else if of(DutyEffect::None) == 1_000_000 {
        lowered(grade)
    } else {
        grade
    }
}

/// The goods value of all affected lines, each counted once.
fn union_value<'a>(profile: &Profile, findings: impl Iterator<Item = &'a Finding>) -> Cents {
    LineSet::of(profile, findings.map(|f| f.lines.as_slice())).value(profile)
}
