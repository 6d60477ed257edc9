//! When the tariff schedule changed, and which numbers became which.
//!
//! A switch of number on the day of a revision is usually the schedule's doing,
//! not the importer's. A date alone proves little, since most revisions of 2025
//! and 2026 touched chapter 99 only: the pair of numbers has to be in the
//! concordance as well.

use crate::authority::Authority;
use crate::read::record;
use customs::{Day, Hts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

record! {
    /// The revision dates of the schedule.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Revisions {
        /// The revisions, oldest first, one a day.
        pub revisions: Vec<Revision>,
        /// Where the dates come from.
        pub authority: Authority,
    }
}

record! {
    /// One revision.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Revision {
        /// First day.
        pub day: Day,
        /// As USITC names it, or what it is.
        pub name: String,
        /// What it changed.
        pub kind: RevisionKind,
        /// Its authority, where it differs from the list's.
        pub authority: Option<Authority>,
    }
}

/// What a revision changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RevisionKind {
    /// A new edition of the Harmonized System.
    Major,
    /// Statistical suffixes, as on every 1 January and 1 July.
    Statistical,
    /// Mostly chapter 99.
    Interim,
}

impl Revisions {
    /// The revisions that a switch seen on `day` may follow: those that took
    /// effect no more than `after` days earlier or `before` days later. The
    /// nearest comes first.
    #[must_use]
    pub fn near(&self, day: Day, before: i32, after: i32) -> Vec<&Revision> {
        let mut near: Vec<&Revision> = self
            .revisions
            .iter()
            .filter(|revision| {
                let offset = day.since(revision.day);
                -before <= offset && offset <= after
            })
            .collect();
        near.sort_by_key(|revision| (day.since(revision.day).abs(), revision.day));
        near
    }
}

record! {
    /// Which numbers became which.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Concordance {
        /// By revision, oldest first.
        pub steps: Vec<Step>,
    }
}

record! {
    /// What one revision did to numbers.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Step {
        /// The revision's first day.
        pub day: Day,
        /// Each old number with the numbers that took over some of it. A number of
        /// six digits stands for every number below it.
        pub pairs: BTreeMap<Hts, Vec<Hts>>,
        /// Old numbers of the list that ended with the revision.
        pub ended: Vec<Hts> = Vec::new(),
        /// Where the pairs come from.
        pub authority: Authority,
    }
}

impl Step {
    /// Whether the revision leads from one number to the other.
    #[must_use]
    pub fn leads(&self, old: Hts, new: Hts) -> bool {
        self.pairs.iter().any(|(from, to)| {
            old.is_within(*from) && to.iter().any(|number| new.is_within(*number))
        })
    }

    /// Whether the revision ended a number.
    #[must_use]
    pub fn ends(&self, old: Hts) -> bool {
        self.ended.iter().any(|number| old.is_within(*number))
    }
}

impl Concordance {
    /// Whether the revision of a day leads from one number to the other.
    #[must_use]
    pub fn pairs(&self, old: Hts, new: Hts, revision: Day) -> bool {
        self.on(revision).is_some_and(|step| step.leads(old, new))
    }

    /// Whether the revision of a day ended a number.
    #[must_use]
    pub fn ended(&self, old: Hts, revision: Day) -> bool {
        self.on(revision).is_some_and(|step| step.ends(old))
    }

    /// What the revision of a day did; `None` when the pack has no pairs for it.
    #[must_use]
    pub fn on(&self, revision: Day) -> Option<&Step> {
        self.steps.iter().find(|step| step.day == revision)
    }
}
