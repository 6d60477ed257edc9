//! The words of derivations, by rule.
//!
//! They are data of the rule pack's kind: counsel edits them without touching
//! code, and a test reads every one of them for forbidden phrases.

use rulebook::authority::Authority;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The words of every figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// One record a rule.
    pub rules: BTreeMap<RuleId, Rule>,
    /// Labels of inputs that mean the same in every rule, by name.
    pub labels: BTreeMap<String, String>,
    /// How amounts are rounded.
    pub roundings: BTreeMap<Rounding, String>,
    /// Sentences that qualify a figure, by id.
    pub notes: BTreeMap<String, String>,
    /// The readings of a line whose number is in doubt.
    pub readings: BTreeMap<crate::line::Reading, String>,
    /// Why something is not quantified.
    pub unquantified: BTreeMap<crate::rates::Unquantified, String>,
    /// The triggers that ask about a declared number or origin, which may be a
    /// material statement without any loss of duty.
    pub statements: Vec<String>,
    /// Where a rate comes from.
    pub rate_sources: BTreeMap<crate::rates::Origin, String>,
}

/// The words of one rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What the figure is.
    pub title: String,
    /// Labels of its inputs, by the name used in the words; the shared labels
    /// serve where one is absent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub inputs: BTreeMap<String, String>,
    /// The rule in words.
    pub rule: String,
    /// The rule as arithmetic, with `{name}` for each value.
    pub working: String,
    /// How the amount is rounded.
    #[serde(default)]
    pub rounding: Rounding,
    /// Its authority, where no other record of the pack has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Authority>,
}

/// How an amount is rounded.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// Once, to the cent, half up.
    #[default]
    Cent,
    /// Not at all: a sum or difference of rounded amounts.
    Sum,
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The rules that figures are made by.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum RuleId {
            $($(#[$doc])* $name,)*
        }

        impl RuleId {
            /// Every rule.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

rules! {
    /// A rate on its base.
    Component,
    /// An amount of duty taken over from the file as it stands.
    AsFiled,
    /// The duty that a line would bear.
    LineDuty,
    /// Correct less filed duty of a line.
    LineLoss,
    /// Filed less correct duty of a line.
    LineOverpaid,
    /// Merchandise processing fee of an entry.
    Mpf,
    /// Flat merchandise processing fee of an informal entry.
    MpfInformal,
    /// Change of the merchandise processing fee.
    MpfLoss,
    /// Harbor maintenance fee of an entry.
    Hmf,
    /// Change of the harbor maintenance fee.
    HmfLoss,
    /// Loss of duties and fees of an entry.
    EntryLoss,
    /// Loss of duties and fees of a finding, taken alone.
    FindingLoss,
    /// What a finding adds to the total.
    FindingAdds,
    /// Loss of duties and fees in total.
    TotalLoss,
    /// The part whose liquidation is final.
    ActualLoss,
    /// The part that is not final.
    PotentialLoss,
    /// The part on entries that the limitation has passed.
    OutsideWindow,
    /// Possible overpayments.
    Overpaid,
    /// The total, should every possible overpayment be allowed.
    IfOffset,
    /// Goods value of the affected lines.
    DutiableValue,
    /// Interest on one amount.
    Interest,
    /// Interest of several entries.
    InterestTotal,
    /// Domestic value worked out from a resale ratio.
    DomesticValue,
    /// Domestic value as entered.
    DomesticValueEntered,
    /// Statutory maximum by a multiple of the loss.
    MaximumByLoss,
    /// Statutory maximum by a share of dutiable value.
    MaximumByValue,
    /// Statutory maximum: domestic value.
    MaximumByDomesticValue,
    /// End of a guideline range by a multiple of the loss.
    GuidelineByLoss,
    /// End of a guideline range by a share of dutiable value.
    GuidelineByValue,
    /// With a valid disclosure: interest alone.
    DisclosedInterest,
    /// With a valid disclosure: a multiple of the loss.
    DisclosedByLoss,
    /// With a valid disclosure: a share of dutiable value.
    DisclosedByValue,
    /// With a valid disclosure: duties and penalty together.
    DisclosedTotal,
    /// Duties and fees that are owed in any case.
    Owed,
    /// What leaves the limitation window in a span.
    Leaves,
}

/// The words that the program carries.
pub const DEFAULT: &str = include_str!("../data/figures.json");

impl Wording {
    /// Reads the words.
    ///
    /// # Errors
    /// When they are not of the schema, or a rule is missing.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let wording: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match RuleId::ALL
            .iter()
            .find(|id| !wording.rules.contains_key(id))
        {
            Some(missing) => Err(format!("the rule {missing:?} has no words")),
            None => Ok(wording),
        }
    }

    /// The words that the program carries.
    ///
    /// # Errors
    /// Never for the words in the source tree, which a test reads.
    pub fn embedded() -> Result<Self, String> {
        Self::from_json(DEFAULT)
    }

    /// The words of a rule.
    #[must_use]
    pub fn rule(&self, id: RuleId) -> &Rule {
        const NONE: &Rule = &Rule {
            title: String::new(),
            inputs: BTreeMap::new(),
            rule: String::new(),
            working: String::new(),
            rounding: Rounding::Cent,
            authority: None,
        };
        self.rules.get(&id).unwrap_or(NONE)
    }

    /// The label of an input; its name where the words have none.
    #[must_use]
    pub fn label(&self, rule: RuleId, name: &str) -> String {
        self.rule(rule)
            .inputs
            .get(name)
            .or_else(|| self.labels.get(name))
            .map_or_else(|| name.to_owned(), Clone::clone)
    }

    /// A way of rounding in words.
    #[must_use]
    pub fn rounding(&self, rounding: Rounding) -> &str {
        self.roundings.get(&rounding).map_or("", String::as_str)
    }

    /// A note; its id where the words have none.
    #[must_use]
    pub fn note<'a>(&'a self, id: &'a str) -> &'a str {
        self.notes.get(id).map_or(id, String::as_str)
    }
}
