//! Findings on their way to an outcome: what explains itself apart from what
//! stays open, and the support and the value that a trigger could run on.

use crate::context::Context;
use crate::finding::{Assessed, Finding, NotAssessed, Outcome, Why};
use crate::fold::Folded;
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
    /// What is left of the findings beyond the largest.
    pub(crate) folded: Folded,
    /// And of the explained ones.
    pub(crate) folded_explained: Folded,
}

impl Heard {
    /// Files a finding by its checks. Of very many, only the largest stay by
    /// themselves.
    pub fn push(&mut self, finding: Finding) {
        if finding.is_explained() {
            self.explained.push(finding);
            self.folded_explained.relieve(&mut self.explained);
        } else {
            self.findings.push(finding);
            self.folded.relieve(&mut self.findings);
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
            self.folded.finish(cx.profile, self.findings),
            self.folded_explained.finish(cx.profile, self.explained),
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
