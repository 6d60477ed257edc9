//! Findings on their way to an outcome: what explains itself apart from what
//! stays open, and the support and the value that a trigger could run on.

use crate::context::Context;
use crate::finding::{Assessed, Finding, NotAssessed, Outcome, Why};
use crate::grade;
use customs::Cents;
use rulebook::Detector;

/// What a trigger has come upon so far.
#[derive(Debug, Default)]
pub struct Heard {
    /// Goods value of the lines that it could run on.
    pub base: Cents,
    /// The most support that any subject has.
    pub support: usize,
    /// What an auditor would ask about.
    pub findings: Vec<Finding>,
    /// What the record explains.
    pub explained: Vec<Finding>,
}

impl Heard {
    /// Files a finding by its checks.
    pub fn push(&mut self, finding: Finding) {
        if finding.is_explained() {
            self.explained.push(finding);
        } else {
            self.findings.push(finding);
        }
    }

    /// Notes the support of a subject.
    pub fn saw(&mut self, support: usize) {
        self.support = self.support.max(support);
    }

    /// Graded by value share; the error is too little support.
    ///
    /// # Errors
    /// When no subject has the support that is needed.
    pub fn settled(
        self,
        cx: &Context<'_>,
        detector: &Detector,
        needed: usize,
    ) -> Result<Assessed, NotAssessed> {
        if self.support < needed {
            return Err(NotAssessed {
                why: Why::TooThin {
                    needed: needed as u32,
                    found: self.support as u32,
                },
                unlock: detector.unlock.clone(),
            });
        }
        let base = self.base;
        Ok(self.assessed(cx, base))
    }

    /// Graded by share of the value that the trigger could run on.
    #[must_use]
    pub fn assessed(self, cx: &Context<'_>, base: Cents) -> Assessed {
        grade::settle(
            cx.profile,
            &cx.pack.scoring,
            base,
            self.findings,
            self.explained,
        )
    }

    /// The same as an outcome.
    #[must_use]
    pub fn outcome(self, cx: &Context<'_>, base: Cents) -> Outcome {
        Outcome::Assessed(self.assessed(cx, base))
    }
}

impl From<Result<Assessed, NotAssessed>> for Outcome {
    fn from(result: Result<Assessed, NotAssessed>) -> Self {
        match result {
            Ok(assessed) => Self::Assessed(assessed),
            Err(reason) => Self::NotAssessed(reason),
        }
    }
}
