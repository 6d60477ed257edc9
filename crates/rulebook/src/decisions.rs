//! Decision tables: correction routes, rulings, the urgent path, the audit's
//! course.

use crate::authority::Authority;
use crate::read::record;
use serde::{Deserialize, Serialize};

record! {
    /// Correction routes, most pressing first.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Routes {
        /// The rows.
        pub rows: Vec<Route>,
        /// What a formal investigation is, and when it begins.
        pub investigation: Note,
        /// The duty to tell of a statement found untrue.
        pub duty_to_tell: Note,
    }
}

record! {
    /// A sentence or two with its authority.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Note {
        /// The words.
        pub text: String,
        /// Where they come from.
        pub authority: Authority,
    }
}

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// Not liquidated, and a post-summary correction is still possible.
    Open,
    /// Not liquidated, and a post-summary correction is no longer possible.
    CorrectionClosed,
    /// Liquidated, and a protest is still possible.
    ProtestOpen,
    /// Liquidated, and a protest is no longer possible.
    Final,
    /// Older than the limitation.
    BeyondLimitation,
}

impl EntryState {
    /// All.
    pub const ALL: [Self; 5] = [
        Self::Open,
        Self::CorrectionClosed,
        Self::ProtestOpen,
        Self::Final,
        Self::BeyondLimitation,
    ];
}

/// What correcting the entry would do to duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Revenue {
    /// More would be owed.
    Underpaid,
    /// Less would be owed.
    Overpaid,
    /// Nothing would change.
    Neutral,
}

impl Revenue {
    /// All.
    pub const ALL: [Self; 3] = [Self::Underpaid, Self::Overpaid, Self::Neutral];
}

/// Facts that decide a route besides state and revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteFact {
    /// CBP has the entry under review, or a CF-28 or CF-29 is pending.
    UnderReview,
    /// A preference could have been claimed and was not.
    PreferenceUnclaimed,
    /// A preference was claimed and may not hold.
    PreferenceInvalid,
    /// The entry is flagged for reconciliation.
    ReconciliationFlagged,
    /// Isolated and clerical.
    Clerical,
    /// The same question across products, brokers or years.
    Pattern,
    /// AD/CVD, EAPA, forced labour, suspected intent, criminal colour.
    CounselOnly,
    /// Duties that were held invalid.
    RefundQuestion,
}

record! {
    /// One route.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Route {
        /// Its id.
        pub id: String,
        /// The situation in words.
        pub situation: String,
        /// States in which it applies; empty for any.
        pub states: Vec<EntryState> = Vec::new(),
        /// Revenue effects for which it applies; empty for any.
        pub revenue: Vec<Revenue> = Vec::new(),
        /// Facts that must all be there.
        pub facts: Vec<RouteFact> = Vec::new(),
        /// Facts of which none may be there.
        pub unless: Vec<RouteFact> = Vec::new(),
        /// The route to discuss.
        pub discuss: String,
        /// Keys of the limits that run; the earliest counts.
        pub deadlines: Vec<String> = Vec::new(),
        /// What else to know.
        pub note: String,
        /// Whether counsel comes first.
        pub counsel_first: bool = false,
        /// Whether the product stops advising here.
        pub stop: bool = false,
        /// Its authority.
        pub authority: Authority,
    }
}

impl Route {
    /// Whether the route fits an entry.
    #[must_use]
    pub fn fits(&self, state: EntryState, revenue: Revenue, facts: &[RouteFact]) -> bool {
        (self.states.is_empty() || self.states.contains(&state))
            && (self.revenue.is_empty() || self.revenue.contains(&revenue))
            && self.facts.iter().all(|fact| facts.contains(fact))
            && !self.unless.iter().any(|fact| facts.contains(fact))
    }
}

impl Routes {
    /// The routes that fit an entry, most pressing first, up to the first one
    /// at which the product stops.
    #[must_use]
    pub fn fitting(&self, state: EntryState, revenue: Revenue, facts: &[RouteFact]) -> Vec<&Route> {
        let mut out = Vec::new();
        for route in &self.rows {
            if route.fits(state, revenue, facts) {
                out.push(route);
                if route.stop {
                    break;
                }
            }
        }
        out
    }

    /// A route by its id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Route> {
        self.rows.iter().find(|route| route.id == id)
    }
}

record! {
    /// Ruling, internal advice, or neither.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Rulings {
        /// The rows, most decisive first.
        pub rows: Vec<RulingRoute>,
        /// What a ruling does once given.
        pub effect: Note,
        /// What a request must state.
        pub contents: Contents,
    }
}

/// Facts that decide on a ruling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulingFact {
    /// Goods not yet imported.
    Prospective,
    /// Real doubt between codes.
    Doubt,
    /// The same issue on entries that are open.
    OpenEntries,
    /// The same issue on liquidated entries.
    LiquidatedEntries,
    /// Past entries used another code.
    PastUsedOther,
    /// Clear error, no doubt.
    ClearError,
    /// An on-point ruling exists.
    RulingExists,
    /// The issue is before the CIT or on appeal, or the facts are hypothetical.
    Pending,
    /// AD/CVD scope.
    AdcvdScope,
    /// Section 232 or 301 coverage or origin.
    AdditionalDuty,
}

record! {
    /// One row of the ruling table.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct RulingRoute {
        /// Its id.
        pub id: String,
        /// The facts that must all be there.
        pub facts: Vec<RulingFact>,
        /// The facts in words.
        pub situation: String,
        /// What to discuss.
        pub discuss: String,
        /// Whether a ruling may be offered at all.
        pub ruling: bool,
        /// Whether counsel comes first.
        pub counsel_first: bool = false,
        /// Its authority.
        pub authority: Authority,
    }
}

record! {
    /// What a paper to CBP is asked to contain.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Contents {
        /// The items, in order.
        pub items: Vec<ContentItem>,
        /// Where the list comes from.
        pub authority: Authority,
    }
}

record! {
    /// An item of a request or a disclosure.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ContentItem {
        /// Its id.
        pub id: String,
        /// What is asked for.
        pub text: String,
    }
}

impl Rulings {
    /// The rows whose facts are all there, most decisive first.
    #[must_use]
    pub fn fitting(&self, facts: &[RulingFact]) -> Vec<&RulingRoute> {
        self.rows
            .iter()
            .filter(|row| row.facts.iter().all(|fact| facts.contains(fact)))
            .collect()
    }
}

record! {
    /// The urgent path: one full-screen message that overrides everything.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Urgent {
        /// Over the message.
        pub title: String,
        /// What to do, one sentence each.
        pub steps: Vec<String>,
        /// How the deadline is named: value `date`.
        pub deadline: String,
        /// How one is named that has passed: value `date`.
        pub deadline_passed: Option<String>,
        /// What leads here.
        pub causes: Vec<UrgentCause>,
        /// Where it comes from.
        pub authority: Authority,
    }
}

record! {
    /// One thing that leads to the urgent path.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct UrgentCause {
        /// Its id: the answer's, where it is asked.
        pub id: String,
        /// The question, or what was found.
        pub text: String,
        /// How it is known.
        pub known_by: KnownBy,
        /// Days within which an answer to CBP is due from the date of its paper;
        /// the key of a limit.
        pub deadline: Option<String>,
    }
}

/// How a cause is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KnownBy {
    /// The visitor says so.
    Answer,
    /// A trigger found it.
    Finding,
    /// A date is near.
    Date,
}

record! {
    /// How a Focused Assessment goes.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Audit {
        /// The steps, in order.
        pub steps: Vec<AuditStep>,
        /// What the compliance file of a product holds.
        pub file_elements: Vec<FileElement>,
        /// What a disclosure is asked to contain.
        pub disclosure: Contents,
    }
}

record! {
    /// A step of the audit.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AuditStep {
        /// Its id.
        pub id: String,
        /// As shown.
        pub step: String,
        /// What happens.
        pub what: String,
        /// When, or how long.
        pub timing: String,
        /// Its authority.
        pub authority: Authority,
    }
}

record! {
    /// An element of a product's compliance file.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct FileElement {
        /// Its id.
        pub id: String,
        /// As shown.
        pub label: String,
        /// What it holds.
        pub text: String,
        /// Its authority.
        pub authority: Authority,
    }
}
