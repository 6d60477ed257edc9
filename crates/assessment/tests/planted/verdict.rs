//! What triggers say, set beside what was planted.
//!
//! A finding is about a case when it is about one of the case's products: by
//! its subject, or where the subject is a supplier, a number or an entry
//! pattern, by its lines. A case without products (a portfolio, the answers) is
//! what the trigger as a whole speaks of.

use assessment::{Assessment, Loaded};
use products::Evidence;
use sample::{AnswerSet, Case, Expect, Tier, Truth};
use std::collections::BTreeMap;
use triggers::Grade;
use triggers::finding::{Assessed, Finding, Outcome, SubjectKind};

/// Counts of one trigger.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Planted cases.
    pub planted: usize,
    /// Planted cases found at their tier and grade.
    pub found: usize,
    /// Innocent look-alikes.
    pub innocent: usize,
    /// Look-alikes about which nothing above *info* is said.
    pub silent: usize,
    /// Findings above *info*.
    pub findings: usize,
    /// Of these, those about a product that they may speak about.
    pub rightly: usize,
}

impl Tally {
    /// Adds another's counts.
    pub fn add(&mut self, other: Self) {
        self.planted += other.planted;
        self.found += other.found;
        self.innocent += other.innocent;
        self.silent += other.silent;
        self.findings += other.findings;
        self.rightly += other.rightly;
    }
}

/// Tallies by trigger, with every miss and every false alarm in words.
#[derive(Debug, Default)]
pub struct Verdict {
    /// By trigger.
    pub tallies: BTreeMap<String, Tally>,
    /// What did not come out as planted.
    pub wrong: Vec<String>,
}

/// Judges the assessments of one sample: under its own answers, and under
/// those of an importer with nothing to hide.
pub fn judge(loaded: &Loaded, truth: &Truth, own: &Assessment, clean: &Assessment) -> Verdict {
    let mut verdict = Verdict::default();
    for case in truth.planted.iter().chain(&truth.innocent) {
        let assessment = match case.answers {
            AnswerSet::Sample => own,
            AnswerSet::Clean => clean,
        };
        let tally = verdict.tallies.entry(case.trigger.to_owned()).or_default();
        let result = assessed(assessment, case.trigger);
        let about: Vec<&Finding> = result
            .iter()
            .flat_map(|assessed| &assessed.findings)
            .filter(|finding| is_about(loaded, finding, case))
            .collect();
        let is_planted = truth.planted.iter().any(|other| other.id == case.id);
        let right = if is_planted {
            tally.planted += 1;
            about.iter().any(|finding| is_as_planted(finding, case))
        } else {
            tally.innocent += 1;
            about.iter().all(|finding| {
                finding.grade == Grade::Info || is_planted_too(loaded, truth, finding, case)
            })
        };
        if right && is_planted {
            tally.found += 1;
        } else if right {
            tally.silent += 1;
        } else {
            let said: Vec<String> = about.iter().map(|finding| in_words(finding)).collect();
            let said = match (said.is_empty(), result) {
                (true, None) => "not assessed".to_owned(),
                (true, Some(_)) => "nothing".to_owned(),
                _ => said.join("; "),
            };
            verdict
                .wrong
                .push(format!("{}: {}: {said}", case.trigger, case.id));
        }
    }
    for section in &own.indicators {
        let Some(result) = assessed(own, &section.trigger) else {
            continue;
        };
        let may: Vec<&Case> = truth
            .planted
            .iter()
            .chain(&truth.innocent)
            .filter(|case| {
                case.expect == Expect::Finding && case.trigger == section.trigger
                    || case.also.contains(&section.trigger.as_str())
            })
            .collect();
        let tally = verdict.tallies.entry(section.trigger.clone()).or_default();
        for finding in result.findings.iter().filter(|f| f.grade > Grade::Info) {
            tally.findings += 1;
            if may.iter().any(|case| is_about(loaded, finding, case)) {
                tally.rightly += 1;
            } else {
                let said = in_words(finding);
                let trigger = &section.trigger;
                verdict.wrong.push(format!("{trigger} speaks of {said}"));
            }
        }
    }
    verdict
}

fn assessed<'a>(assessment: &'a Assessment, trigger: &str) -> Option<&'a Assessed> {
    let section = assessment
        .indicators
        .iter()
        .find(|section| section.trigger == trigger)?;
    match &section.outcome {
        Outcome::Assessed(assessed) => Some(assessed),
        Outcome::NotAssessed(_) => None,
    }
}

fn is_about(loaded: &Loaded, finding: &Finding, case: &Case) -> bool {
    if case.skus.is_empty() && case.mids.is_empty() {
        return true;
    }
    let label = &finding.subject.label;
    let named =
        case.skus.contains(label) || case.mids.iter().any(|mid| label.contains(mid.as_str()));
    let holds = |line: profile::LineRef<'_>| match case.skus.is_empty() {
        true => case.mids.iter().any(|mid| mid == line.mid()),
        false => case.skus.iter().any(|sku| sku == line.sku()),
    };
    let lines = finding.lines.iter();
    let by_lines = || lines.map(|ix| loaded.profile().line(*ix)).any(holds);
    match (finding.subject.kind, finding.subject.evidence) {
        (SubjectKind::Product, Evidence::Exact) => named,
        _ => named || by_lines(),
    }
}

/// Whether the grade and the evidence are those that the case asks for.
fn is_as_planted(finding: &Finding, case: &Case) -> bool {
    let evidence = match case.tier {
        Tier::Exact => Some(Evidence::Exact),
        Tier::Probable => Some(Evidence::Probable),
        Tier::Inferred => Some(Evidence::Inferred),
        Tier::Portfolio => None,
    };
    let grade = match case.expect {
        Expect::Finding => finding.grade > Grade::Info,
        Expect::Info => finding.grade == Grade::Info,
        Expect::Silent => false,
    };
    grade && evidence.is_none_or(|evidence| finding.subject.evidence == evidence)
}

/// Whether a finding near a look-alike is about a planted case of the same
/// trigger: several products of one number or maker share a finding.
fn is_planted_too(loaded: &Loaded, truth: &Truth, finding: &Finding, case: &Case) -> bool {
    let named = case.skus.contains(&finding.subject.label);
    let same = |other: &&Case| other.trigger == case.trigger && other.expect == Expect::Finding;
    !named
        && truth
            .planted
            .iter()
            .filter(same)
            .any(|other| is_about(loaded, finding, other))
}

fn in_words(finding: &Finding) -> String {
    format!(
        "{} ({}, {:?}, {:?})",
        finding.subject.label, finding.pattern, finding.grade, finding.subject.evidence
    )
}
