//! The catalogue: one file a trigger.
//!
//! Each file says in a sentence or two what its trigger means, declares the
//! thresholds that it reads from the pack, detects, runs the innocent
//! explanations, and carries its tests as small tables of lines with the
//! expected finding beside them.

mod cls1_several_numbers;
mod val1_own_history;

use crate::context::Context;
use crate::finding::{Indicator, NotAssessed, Outcome, Why};
use rulebook::{Detector, PackError};

/// A trigger: its id and how it is assessed.
pub struct Trigger {
    /// The id, as in the pack.
    pub id: &'static str,
    /// Runs it. The error is a pack record that lacks what the trigger reads.
    pub assess: fn(&Context<'_>, &Detector) -> Result<Outcome, PackError>,
}

/// Every trigger, in the order in which results are shown.
pub const ALL: &[Trigger] = &[
    Trigger {
        id: "CLS-1",
        assess: cls1_several_numbers::assess,
    },
    Trigger {
        id: "VAL-1",
        assess: val1_own_history::assess,
    },
];

/// Runs every trigger.
#[must_use]
pub fn run(cx: &Context<'_>) -> Vec<Indicator> {
    ALL.iter()
        .map(|trigger| Indicator {
            trigger: trigger.id.to_owned(),
            outcome: outcome(trigger, cx),
        })
        .collect()
}

pub(crate) fn outcome(trigger: &Trigger, cx: &Context<'_>) -> Outcome {
    let not = |why: Why, unlock: String| Outcome::NotAssessed(NotAssessed { why, unlock });
    let Some(detector) = cx.pack.detector(trigger.id) else {
        let detail = format!("the rule pack has no record for {}", trigger.id);
        return not(Why::Pack { detail }, String::new());
    };
    if let Some(lack) = cx.lacks(detector) {
        return Outcome::NotAssessed(lack);
    }
    (trigger.assess)(cx, detector).unwrap_or_else(|error| {
        let detail = error.to_string();
        not(Why::Pack { detail }, detector.unlock.clone())
    })
}
