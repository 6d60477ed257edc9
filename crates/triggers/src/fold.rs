//! What is left of a trigger's findings beyond the largest.
//!
//! A file of a million products can give a million findings of one trigger.
//! Nobody reads them, and each costs memory, a working, a route and a place in
//! the exports. So a trigger keeps its [`MOST`] largest findings one by one, and
//! the others together: one finding for all that are alike in whatever grades
//! and amounts depend on. All lines stay in it, so that no share, no grade and
//! no amount changes.
//!
//! Which are kept depends on affected value and id alone, never on the order in
//! which findings came.

use crate::finding::{
    Check, CheckResult, DutyEffect, Effect, Fact, Finding, Span, Subject, SubjectKind,
};
use crate::grade::Grade;
use crate::picture::Picture;
use customs::{Cents, Ordered};
use products::Evidence;
use profile::{LineIx, Profile};
use std::collections::BTreeMap;

/// Findings of one trigger that are shown one by one; and as many explained.
pub const MOST: usize = 1_000;

/// Findings that are shown together where they are alike in all of this.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    subject: SubjectKind,
    evidence: Evidence,
    pattern: String,
    ceiling: Grade,
    duty_effect: DutyEffect,
    /// The kind of effect, with the reason where it can't be worked out.
    effect: (u8, String),
    /// The checks that explain.
    explained_by: Vec<String>,
}

impl Kind {
    fn of(finding: &Finding) -> Self {
        let explains = |check: &&Check| check.result == CheckResult::Explains;
        Self {
            subject: finding.subject.kind,
            evidence: finding.subject.evidence,
            pattern: finding.pattern.clone(),
            ceiling: finding.ceiling,
            duty_effect: finding.duty_effect,
            effect: match &finding.effect {
                Effect::None => (0, String::new()),
                Effect::Unquantified { reason, .. } => (1, reason.clone()),
                Effect::OtherNumber { .. } => (2, String::new()),
                Effect::OtherValue { .. } => (3, String::new()),
                Effect::FurtherRate { .. } => (4, String::new()),
                Effect::ClaimFalls { .. } => (5, String::new()),
                Effect::FeeOwed { .. } => (6, String::new()),
                Effect::FeeSpared { .. } => (7, String::new()),
            },
            explained_by: finding
                .checks
                .iter()
                .filter(explains)
                .map(|check| check.id.clone())
                .collect(),
        }
    }

    /// Told apart in an id: the same for the same kind in any file.
    fn key(&self) -> String {
        let subject = match self.subject {
            SubjectKind::Product => "products",
            SubjectKind::Supplier => "suppliers",
            SubjectKind::Number => "numbers",
            SubjectKind::Broker => "brokers",
            SubjectKind::Entries => "entries",
            SubjectKind::Importer => "importers",
        };
        let duty = match self.duty_effect {
            DutyEffect::Lowers => "lowers",
            DutyEffect::None => "none",
            DutyEffect::Unclear => "unclear",
        };
        let evidence = self.evidence as u8;
        let mut key = format!(
            "others/{subject}/{evidence}/{:?}/{duty}/{}",
            self.ceiling, self.effect.0
        );
        for more in [&self.effect.1].into_iter().chain(&self.explained_by) {
            if !more.is_empty() {
                key.push('/');
                key.push_str(more);
            }
        }
        key
    }
}

/// Findings of one kind, put together.
#[derive(Debug)]
struct Heap {
    count: u64,
    lines: Vec<LineIx>,
    whole: Cents,
    checks: Vec<Check>,
    effect: Effect,
}

impl Heap {
    fn of(finding: Finding) -> Self {
        Self {
            count: 1,
            lines: finding.lines,
            whole: finding.whole,
            checks: finding.checks,
            effect: finding.effect,
        }
    }

    fn add(&mut self, finding: Finding) {
        self.count += 1;
        self.lines.extend(finding.lines);
        self.whole += finding.whole;
        // A check is told of all only where it came out the same for all.
        self.checks.retain(|check| {
            let same = |other: &Check| other.id == check.id && other.result == check.result;
            finding.checks.iter().any(same)
        });
        for check in &mut self.checks {
            check.detail.clear();
        }
        join(&mut self.effect, finding.effect);
    }

    fn finding(mut self, profile: &Profile, trigger: &str, kind: Kind) -> Finding {
        self.lines.sort_unstable();
        self.lines.dedup();
        sort(&mut self.effect);
        let goods = match kind.subject {
            SubjectKind::Product => "products",
            SubjectKind::Supplier => "suppliers",
            SubjectKind::Number => "tariff numbers",
            SubjectKind::Broker => "brokers",
            SubjectKind::Entries => "groups of entries",
            SubjectKind::Importer => "importers",
        };
        let key = kind.key();
        Finding {
            id: format!("{trigger}:{key}:{}", kind.pattern),
            subject: Subject {
                kind: kind.subject,
                key,
                label: format!("{} other {goods}, together", self.count),
                evidence: kind.evidence,
            },
            pattern: kind.pattern,
            ceiling: kind.ceiling,
            grade: Grade::Info,
            affected: value(profile, &self.lines),
            whole: self.whole,
            duty_effect: kind.duty_effect,
            span: Span::of(profile, &self.lines),
            checks: self.checks,
            facts: vec![Fact {
                label: "Why together".to_owned(),
                value: format!(
                    "Only the {MOST} largest are shown one by one. These are smaller and count in full."
                ),
            }],
            picture: Picture::None,
            effect: self.effect,
            lines: self.lines,
        }
    }
}

/// The largest findings, and the others by kind.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    /// At most [`MOST`] after [`Folded::finish`]; up to twice as many before.
    others: BTreeMap<Kind, Heap>,
}

impl Folded {
    /// Leaves the largest in `findings` once there are too many.
    pub(crate) fn relieve(&mut self, findings: &mut Vec<Finding>) {
        if findings.len() >= 2 * MOST {
            self.fold(findings);
        }
    }

    fn fold(&mut self, findings: &mut Vec<Finding>) {
        if findings.len() <= MOST {
            return;
        }
        findings.order_by(|a, b| b.affected.cmp(&a.affected).then_with(|| a.id.cmp(&b.id)));
        for finding in findings.drain(MOST..) {
            let kind = Kind::of(&finding);
            match self.others.get_mut(&kind) {
                Some(heap) => heap.add(finding),
                None => {
                    self.others.insert(kind, Heap::of(finding));
                }
            }
        }
    }

    /// The largest one by one, and the others together.
    pub(crate) fn finish(mut self, profile: &Profile, mut findings: Vec<Finding>) -> Vec<Finding> {
        self.fold(&mut findings);
        let trigger = findings
            .first()
            .and_then(|finding| finding.id.split(':').next())
            .unwrap_or_default()
            .to_owned();
        let others = self.others.into_iter();
        findings.extend(others.map(|(kind, heap)| heap.finding(profile, &trigger, kind)));
        findings
    }
}

fn value(profile: &Profile, lines: &[LineIx]) -> Cents {
    lines
        .iter()
        .map(|ix| profile.line(*ix).value().or_zero())
        .sum()
}

/// Adds the lines of an effect of the same kind.
fn join(into: &mut Effect, from: Effect) {
    match (into, from) {
        (Effect::OtherNumber { lines }, Effect::OtherNumber { lines: more }) => lines.extend(more),
        (Effect::OtherValue { lines }, Effect::OtherValue { lines: more }) => lines.extend(more),
        (Effect::FurtherRate { lines }, Effect::FurtherRate { lines: more }) => lines.extend(more),
        (Effect::ClaimFalls { lines }, Effect::ClaimFalls { lines: more })
        | (Effect::FeeOwed { lines }, Effect::FeeOwed { lines: more })
        | (Effect::FeeSpared { lines }, Effect::FeeSpared { lines: more }) => lines.extend(more),
        _ => {}
    }
}

/// Puts the lines of an effect into the profile's order.
fn sort(effect: &mut Effect) {
    match effect {
        Effect::OtherNumber { lines } => lines.order_by_key(|other| other.line),
        Effect::OtherValue { lines } => lines.order_by_key(|other| (other.line, other.value)),
        Effect::FurtherRate { lines } => {
            lines.order_by(|a, b| (a.line, &a.source, a.rate).cmp(&(b.line, &b.source, b.rate)))
        }
        Effect::ClaimFalls { lines } | Effect::FeeOwed { lines } | Effect::FeeSpared { lines } => {
            lines.sort_unstable();
            lines.dedup();
        }
        Effect::Unquantified { .. } | Effect::None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::MOST;
    use crate::testing::cases::rows;
    use customs::Cents;

    #[test]
    fn a_product_more_or_less() {
        let table = |count: usize| {
            let rows = (0..count).map(|at| format!("2024-03-01 KN-{at} 6105100010 {} CN", at + 1));
            let rows: Vec<String> = rows.collect();
            format!("date sku hts value coo\n{}", rows.join("\n"))
        };
        assert_eq!(rows(table(MOST)).assessed("ORG-4").findings.len(), MOST);

        let count = 2 * MOST + 500;
        let seen = rows(table(count)).assessed("ORG-4");
        assert_eq!(seen.findings.len(), MOST + 1);
        let others: Vec<_> = seen
            .findings
            .iter()
            .filter(|finding| finding.subject.key.starts_with("others/"))
            .collect();
        let [others] = others.as_slice() else {
            panic!("one finding of the others: {others:?}");
        };
        assert_eq!(others.subject.label, "1500 other products, together");
        assert_eq!(others.lines.len(), count - MOST);
        let shown: Cents = seen.findings.iter().map(|finding| finding.affected).sum();
        assert_eq!(shown, seen.affected, "no value is lost");
    }
}
