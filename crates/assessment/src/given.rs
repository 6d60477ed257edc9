//! What the visitor gave beside the files: answers to the questions, and the
//! figures that no file holds.

use exposure::Entered;
use serde::{Deserialize, Serialize};
use triggers::context::Answers;

/// Answers and entered figures, as one value: what an answers file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Given {
    /// Answers to the pack's questions.
    pub answers: Answers,
    /// Rates, domestic value, day of tender.
    pub entered: Entered,
}

impl Given {
    /// Reads an answers file: both parts, or the answers alone.
    ///
    /// # Errors
    /// When it is neither; the message says where.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let both: Result<Self, _> = serde_json::from_str(text);
        both.or_else(|error| match serde_json::from_str::<Answers>(text) {
            // A file of both parts never reads as answers alone.
            Ok(answers) => Ok(Self {
                answers,
                entered: Entered::default(),
            }),
            Err(_) => Err(error.to_string()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_may_stand_alone_or_beside_figures() {
        let alone = Given::from_json(r#"{"URG.audit": true}"#).unwrap();
        assert_eq!(alone.answers.0.len(), 1);
        let both = Given::from_json(
            r#"{"answers": {"URG.audit": true}, "entered": {"numbers": {"8708.29.50": "0.025"}}}"#,
        )
        .unwrap();
        assert_eq!(both.answers, alone.answers);
        assert_eq!(both.entered.numbers.len(), 1);
        assert_eq!(Given::from_json("{}").unwrap(), Given::default());
        // A misspelt figure is not passed over.
        let wrong = Given::from_json(r#"{"answers": {}, "entered": {"numbrs": {}}}"#);
        assert!(wrong.unwrap_err().contains("numbrs"));
    }
}
