//! An assessment without what the page does not hold.
//!
//! The page lists findings; it asks for one when the visitor opens it. So the
//! overview goes without rows and pictures, and of a trigger's findings it has
//! the first alone. On a five-year file this is the difference between a few
//! hundred kilobytes and many megabytes copied through the page's own thread.

use assessment::Assessment;
use assessment::model::Section;
use triggers::finding::{Finding, Outcome};
use triggers::picture::Picture;

use super::protocol::Overview;

/// Findings of a trigger in the overview, and as many explained ones.
const FIRST: usize = 100;

/// The overview of an assessment.
pub(super) fn overview(full: &Assessment) -> Overview {
    let totals = full
        .indicators
        .iter()
        .map(|section| (section.trigger.clone(), count(section)))
        .collect();
    let mut assessment = full.clone();
    for section in &mut assessment.indicators {
        thin(section);
    }
    if let Some(exposure) = &mut assessment.exposure {
        exposure.findings.clear();
    }
    assessment.routes.clear();
    Overview { assessment, totals }
}

fn count(section: &Section) -> u64 {
    match &section.outcome {
        Outcome::Assessed(assessed) => assessed.findings.len() as u64,
        Outcome::NotAssessed(_) => 0,
    }
}

fn thin(section: &mut Section) {
    if let Outcome::Assessed(assessed) = &mut section.outcome {
        // Details stand in the order of findings, then of explained ones.
        let findings = assessed.findings.len();
        let mut at = 0;
        section.details.retain(|_| {
            at += 1;
            at <= findings.min(FIRST) || (findings < at && at <= findings + FIRST)
        });
        for list in [&mut assessed.findings, &mut assessed.explained] {
            list.truncate(FIRST);
            list.iter_mut().for_each(without_picture);
        }
    }
    for detail in &mut section.details {
        detail.rows.clear();
        detail.checks.clear();
    }
}

/// What a list shows of a finding.
pub(super) fn without_picture(finding: &mut Finding) {
    finding.picture = Picture::None;
    finding.lines = Vec::new();
    finding.checks.clear();
}
