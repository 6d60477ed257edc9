//! A trigger of the catalogue, and how all of them are run.

use crate::catalogue::ALL;
use crate::context::{Ahead, Context};
use crate::finding::{Indicator, NotAssessed, Outcome, Why};
use rulebook::{Detector, PackError};

/// A trigger: its id and how it is assessed.
pub struct Trigger {
    /// The id, as in the pack.
    pub id: &'static str,
    /// Runs it. The error is a pack record that lacks what the trigger reads.
    pub assess: fn(&Context<'_>, &Detector) -> Result<Outcome, PackError>,
}

/// Runs every trigger. Each sees what those before it said: records are asked
/// for where something else was found, and an area is of interest by what lies
/// in it.
#[must_use]
pub fn run(cx: &Context<'_>) -> Vec<Indicator> {
    let ahead = Ahead::default();
    let mut said: Vec<Indicator> = Vec::with_capacity(ALL.len());
    for trigger in ALL {
        let earlier = Some(said.as_slice());
        let cx = Context {
            earlier,
            ahead: Some(&ahead),
            ..*cx
        };
        let outcome = ahead.take(trigger).unwrap_or_else(|| outcome(trigger, &cx));
        said.push(Indicator {
            trigger: trigger.id.to_owned(),
            outcome,
        });
    }
    said
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
