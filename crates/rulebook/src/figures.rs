//! The words of figures and their derivations, by rule.
//!
//! A figure of the exposure is worked out in code, but what it is called, how
//! its arithmetic is told and what qualifies it are sentences that counsel
//! edits. Each rule of the arithmetic has its record here; a pack that leaves
//! one out is refused.

use crate::authority::Authority;
use crate::read::record;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

record! {
    /// The words of every figure.
    #[derive(Clone, Debug, PartialEq, Eq)]
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
        pub readings: BTreeMap<Reading, String>,
        /// Why something is not quantified.
        pub unquantified: BTreeMap<Unquantified, String>,
        /// The triggers that ask about a declared number or origin, which may
        /// be a material statement without any loss of duty.
        pub statements: Vec<String>,
        /// Where a rate comes from.
        pub rate_sources: BTreeMap<RateOrigin, String>,
        /// How each number of an assessment that is no figure came about, by its
        /// place in the assessment, `*` standing for each item of a list.
        pub numbers: BTreeMap<String, String>,
        /// Where words without an authority of their own come from.
        pub authority: Authority,
    }
}

record! {
    /// The words of one rule.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Rule {
        /// What the figure is.
        pub title: String,
        /// Labels of its inputs, by the name used in the words; the shared
        /// labels serve where one is absent.
        pub inputs: BTreeMap<String, String> = BTreeMap::new(),
        /// The rule in words.
        pub rule: String,
        /// The rule as arithmetic, with `{name}` for each value.
        pub working: String,
        /// How the amount is rounded.
        pub rounding: Rounding = Rounding::Cent,
        /// Its authority, where no other record of the pack has it.
        pub authority: Option<Authority>,
    }
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

/// How a line is read where its number is in doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// The master's or a ruling's number, else the latest consistently used.
    Likely,
    /// The number with the highest rate among those in use.
    High,
}

impl Reading {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Likely, Self::High];
}

/// Where a rate comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateOrigin {
    /// The tariff export, with chapter 99 duty as observed.
    Tariff,
    /// The tariff export, with chapter 99 duty as filed on the line.
    TariffAsFiled,
    /// Observed in the same month.
    Observed,
    /// Observed in the nearest month without a change of rates between.
    ObservedNear,
    /// Entered by the visitor.
    Entered,
    /// The line's own duty ÷ value.
    Filed,
    /// What a finding asks about.
    Finding,
}

impl RateOrigin {
    /// All.
    pub const ALL: [Self; 7] = [
        Self::Tariff,
        Self::TariffAsFiled,
        Self::Observed,
        Self::ObservedNear,
        Self::Entered,
        Self::Filed,
        Self::Finding,
    ];
}

/// Why something has no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unquantified {
    /// No rate for the other number from any source.
    NoRate,
    /// The line has no duty and none can be worked out.
    NoDuty,
    /// The line has no goods value above zero.
    NoValue,
    /// The finding has no amount by its nature, such as a question of scope.
    ByNature,
    /// The entry is of a type that deposits no duty.
    NoDeposit,
}

impl Unquantified {
    /// All.
    pub const ALL: [Self; 5] = [
        Self::NoRate,
        Self::NoDuty,
        Self::NoValue,
        Self::ByNature,
        Self::NoDeposit,
    ];
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
    /// Merchandise processing fee that exempt lines of an entry bore.
    MpfOverpaid,
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

impl Wording {
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
