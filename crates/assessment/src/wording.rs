//! The pack's words beside each result.

use crate::evidence;
use crate::model::{Detail, PackStamp, Section};
use customs::Day;
use profile::Profile;
use rulebook::{Category, Detector, Pack};
use triggers::finding::{Assessed, CheckResult, Finding, Indicator, Outcome};

/// Rows shown with a finding before more are asked for.
pub const FIRST_ROWS: usize = 20;

/// Which pack, and what has to be said about its standing.
#[must_use]
pub fn stamp(pack: &Pack, as_of: Day) -> PackStamp {
    let header = &pack.header;
    PackStamp {
        id: header.pack_id.clone(),
        version: header.version.clone(),
        as_of: header.as_of,
        verified_through: header.verified_through,
        approved_by: header.approved_by.clone(),
        banner: pack.standing(as_of).banners,
    }
}

/// A trigger's section. A trigger without a record in the pack has no words
/// but its id; its outcome says why.
#[must_use]
pub fn section(pack: &Pack, profile: &Profile, indicator: Indicator) -> Section {
    let detector = pack.detector(&indicator.trigger);
    let details = match (&indicator.outcome, detector) {
        (Outcome::Assessed(assessed), Some(detector)) => details(pack, profile, detector, assessed),
        _ => Vec::new(),
    };
    let text = |of: fn(&Detector) -> &str| detector.map(of).unwrap_or_default().to_owned();
    Section {
        title: text(|d| &d.title),
        meaning: text(|d| &d.meaning),
        category: detector.map_or(Category::DataQuality, |d| d.category),
        questions: detector.map(|d| d.questions.clone()).unwrap_or_default(),
        action: text(|d| &d.action),
        evidence_title: text(|d| &d.evidence_title),
        authority: detector.map(|d| d.authority.clone()),
        trigger: indicator.trigger,
        outcome: indicator.outcome,
        details,
    }
}

fn details(
    pack: &Pack,
    profile: &Profile,
    detector: &Detector,
    assessed: &Assessed,
) -> Vec<Detail> {
    assessed
        .findings
        .iter()
        .chain(&assessed.explained)
        .map(|finding| detail(pack, profile, detector, finding))
        .collect()
}

fn detail(pack: &Pack, profile: &Profile, detector: &Detector, finding: &Finding) -> Detail {
    let first = finding.lines.get(..FIRST_ROWS).unwrap_or(&finding.lines);
    Detail {
        finding: finding.id.clone(),
        pattern: detector
            .pattern(&finding.pattern)
            .unwrap_or(&finding.pattern)
            .to_owned(),
        checks: finding
            .checks
            .iter()
            .map(|check| {
                let Some(text) = detector.check(&check.id) else {
                    return check.id.clone();
                };
                match check.result {
                    CheckResult::Explains => text.explains.clone(),
                    CheckResult::Rejected => text.rejects.clone(),
                    CheckResult::CannotTell => text
                        .cannot_tell
                        .clone()
                        .unwrap_or_else(|| pack.texts.cannot_tell.to_string()),
                }
            })
            .collect(),
        rows: evidence::rows(profile, first),
        row_count: finding.lines.len() as u64,
    }
}
