//! An assessment without what the page does not hold.
//!
//! The page lists findings; it asks for one when the visitor opens it. So the
//! overview goes without rows and pictures, and of a trigger's findings it has
//! the first alone. On a five-year file this is the difference between a few
//! hundred kilobytes and many megabytes copied through the page's own thread.

use std::collections::{BTreeMap, BTreeSet};

use assessment::model::Section;
use assessment::{Assessment, Loaded};
use triggers::finding::{Finding, Outcome};
use triggers::picture::Picture;

use super::protocol::{Beside, Overview};

/// Findings of a trigger in the overview, and as many explained ones.
const FIRST: usize = 100;

/// The overview of an assessment.
pub(super) fn overview(loaded: &Loaded, full: &Assessment) -> Overview {
    let totals = full
        .indicators
        .iter()
        .map(|section| (section.trigger.clone(), count(section)))
        .collect();
    let (suppliers, beside) = beside(loaded, full);
    let mut assessment = full.clone();
    for section in &mut assessment.indicators {
        thin(section);
    }
    if let Some(exposure) = &mut assessment.exposure {
        exposure.findings.clear();
    }
    assessment.routes.clear();
    Overview {
        assessment,
        totals,
        beside,
        suppliers,
    }
}

/// The findings that a list can show.
fn listed(full: &Assessment) -> impl Iterator<Item = &Finding> {
    full.indicators
        .iter()
        .filter_map(|section| match &section.outcome {
            Outcome::Assessed(assessed) => Some(assessed.findings.iter().take(FIRST)),
            Outcome::NotAssessed(_) => None,
        })
        .flatten()
}

/// The suppliers of the findings, by name, and by finding its suppliers and
/// what of it expires first.
fn beside(loaded: &Loaded, full: &Assessment) -> (Vec<String>, BTreeMap<String, Beside>) {
    let profile = loaded.profile();
    let mut names: BTreeMap<&str, u32> = BTreeMap::new();
    let mut of_finding: Vec<(&Finding, BTreeSet<&str>)> = Vec::new();
    for finding in listed(full) {
        let mut own = BTreeSet::new();
        for line in &finding.lines {
            let line = profile.line(*line);
            let name = if line.supplier().is_empty() {
                line.mid()
            } else {
                line.supplier()
            };
            if !name.is_empty() && own.insert(name) {
                names.entry(name).or_default();
            }
        }
        of_finding.push((finding, own));
    }
    for (place, at) in (0..).zip(names.values_mut()) {
        *at = place;
    }
    let expires: BTreeMap<&str, _> = full
        .routes
        .iter()
        .map(|routes| {
            let days = routes.routes.iter().filter_map(|group| group.next.as_ref());
            (routes.finding.as_str(), days.map(|next| next.day).min())
        })
        .collect();
    let beside = of_finding
        .into_iter()
        .map(|(finding, own)| {
            let beside = Beside {
                expires: expires.get(finding.id.as_str()).copied().flatten(),
                suppliers: own
                    .iter()
                    .filter_map(|name| names.get(name).copied())
                    .collect(),
            };
            (finding.id.clone(), beside)
        })
        .collect();
    (names.into_keys().map(str::to_owned).collect(), beside)
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
