//! An assessment without what the page does not hold.
//!
//! The page lists findings; it asks for one when the visitor opens it. So the
//! overview goes without rows and pictures, and of a trigger's findings it has
//! the first alone. On a five-year file this is the difference between a few
//! hundred kilobytes and many megabytes copied through the page's own thread.

use std::collections::BTreeMap;

use assessment::model::{Detail, Section};
use assessment::{Assessment, Loaded};
use exposure::Exposure;
use triggers::finding::{Assessed, Effect, Finding, Outcome};
use triggers::picture::Picture;

use super::protocol::{Beside, Overview};

/// Findings of a trigger in the overview, and as many explained ones.
const FIRST: usize = 100;

/// The overview of an assessment. What the page does not hold is not copied
/// first and thrown away then: the lines and amounts of a large file's findings
/// are most of what the assessment weighs.
pub(super) fn overview(loaded: &Loaded, full: &Assessment) -> Overview {
    let totals = full
        .indicators
        .iter()
        .map(|section| (section.trigger.clone(), count(section)))
        .collect();
    let (suppliers, beside) = beside(loaded, full);
    let assessment = Assessment {
        lookback: full.lookback.clone(),
        as_of: full.as_of,
        pack: full.pack.clone(),
        tables: full.tables.clone(),
        coverage: full.coverage.clone(),
        score: full.score.clone(),
        header: full.header.clone(),
        indicators: full.indicators.iter().map(thin).collect(),
        exposure: full.exposure.as_ref().map(total_alone),
        routes: Vec::new(),
        deadlines: full.deadlines.clone(),
        deadline_count: full.deadline_count,
        urgent: full.urgent.clone(),
        readiness: full.readiness.clone(),
        given: full.given.clone(),
        numbers: full.numbers.clone(),
    };
    Overview {
        assessment,
        totals,
        beside,
        suppliers,
    }
}

/// The exposure without that of each finding.
fn total_alone(full: &Exposure) -> Exposure {
    Exposure {
        interest_to: full.interest_to,
        total: full.total.clone(),
        findings: Vec::new(),
        limitation: full.limitation.clone(),
        missing_rates: full.missing_rates.clone(),
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
    let texts = profile.texts();
    // For each text the last finding that it was seen in, so that a line costs
    // no comparison of names.
    let mut seen = vec![0; texts.len()];
    let mut names: BTreeMap<&str, u32> = BTreeMap::new();
    let mut of_finding: Vec<(&Finding, Vec<&str>)> = Vec::new();
    for (turn, finding) in (1_u32..).zip(listed(full)) {
        let mut own = Vec::new();
        for line in &finding.lines {
            let line = profile.line(*line);
            let (place, name) = match line.supplier_ix() {
                0 => (line.mid_ix(), line.mid()),
                place => (place, line.supplier()),
            };
            match seen.get_mut(place as usize) {
                Some(last) if *last != turn && !name.is_empty() => {
                    *last = turn;
                    names.entry(name).or_default();
                    own.push(name);
                }
                _ => {}
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

/// A section with what a list shows of it.
fn thin(section: &Section) -> Section {
    let (outcome, findings) = match &section.outcome {
        Outcome::Assessed(full) => (Outcome::Assessed(first(full)), full.findings.len()),
        Outcome::NotAssessed(why) => (Outcome::NotAssessed(why.clone()), 0),
    };
    // Details stand in the order of findings, then of explained ones.
    let (found, explained) = section
        .details
        .split_at_checked(findings)
        .unwrap_or((&section.details, &[]));
    let details = found.iter().take(FIRST).chain(explained.iter().take(FIRST));
    Section {
        trigger: section.trigger.clone(),
        title: section.title.clone(),
        meaning: section.meaning.clone(),
        category: section.category,
        questions: section.questions.clone(),
        action: section.action.clone(),
        evidence_title: section.evidence_title.clone(),
        authority: section.authority.clone(),
        outcome,
        details: details.map(without_rows).collect(),
    }
}

/// The first findings of an outcome.
fn first(full: &Assessed) -> Assessed {
    let listed = |list: &[Finding]| list.iter().take(FIRST).map(without_picture).collect();
    Assessed {
        grade: full.grade,
        base: full.base,
        affected: full.affected,
        share_ppm: full.share_ppm,
        severity: full.severity,
        findings: listed(&full.findings),
        explained: listed(&full.explained),
    }
}

fn without_rows(full: &Detail) -> Detail {
    Detail {
        finding: full.finding.clone(),
        pattern: full.pattern.clone(),
        checks: Vec::new(),
        rows: Vec::new(),
        row_count: full.row_count,
    }
}

/// What a list shows of a finding.
pub(super) fn without_picture(full: &Finding) -> Finding {
    Finding {
        picture: Picture::None,
        checks: Vec::new(),
        ..without_lines(full)
    }
}

/// A finding without its lines, by row and by amount, which stay in the worker.
pub(super) fn without_lines(full: &Finding) -> Finding {
    Finding {
        id: full.id.clone(),
        subject: full.subject.clone(),
        pattern: full.pattern.clone(),
        ceiling: full.ceiling,
        grade: full.grade,
        affected: full.affected,
        whole: full.whole,
        duty_effect: full.duty_effect,
        lines: Vec::new(),
        span: full.span.clone(),
        checks: full.checks.clone(),
        facts: full.facts.clone(),
        picture: full.picture.clone(),
        effect: Effect::None,
    }
}
