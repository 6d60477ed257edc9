//! Findings, by the trigger that found them.

/// The trigger of a finding id, such as `CLS-1` of `CLS-1:part/0/X`.
#[must_use]
pub fn trigger_of(finding: &str) -> &str {
    finding
        .split_once(':')
        .map_or(finding, |(trigger, _)| trigger)
}

/// Whether a finding id is of this trigger.
#[must_use]
pub fn is_of(finding: &str, trigger: &str) -> bool {
    finding
        .strip_prefix(trigger)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
}
