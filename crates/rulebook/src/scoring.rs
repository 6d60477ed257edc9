//! How shares become grades, grades severities, and severities a total.

use crate::authority::Authority;
use crate::read::record;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a trigger is about, and the part of the score that it feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Tariff classification.
    Classification,
    /// Declared value.
    Value,
    /// AD/CVD and chapter 99 duties.
    TradeRemedies,
    /// History and corrections.
    History,
    /// Country of origin.
    Origin,
    /// Preference claims.
    Preference,
    /// Sectors that CBP gives priority to.
    Sector,
    /// Compliance files.
    Records,
    /// Internal controls.
    Controls,
    /// Quality of the data itself: shown, never scored.
    DataQuality,
}

impl Category {
    /// Every category, in the order in which results are shown.
    pub const ALL: [Self; 10] = [
        Self::Classification,
        Self::Value,
        Self::TradeRemedies,
        Self::History,
        Self::Origin,
        Self::Preference,
        Self::Sector,
        Self::Records,
        Self::Controls,
        Self::DataQuality,
    ];

    /// The name in the pack, which is also the name of its file of detectors.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Classification => "classification",
            Self::Value => "value",
            Self::TradeRemedies => "trade_remedies",
            Self::History => "history",
            Self::Origin => "origin",
            Self::Preference => "preference",
            Self::Sector => "sector",
            Self::Records => "records",
            Self::Controls => "controls",
            Self::DataQuality => "data_quality",
        }
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How much of the importer's own activity a trigger touches.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Noted.
    #[default]
    Info,
    /// Tidy up.
    Low,
    /// Review soon.
    Medium,
    /// Review before the next filing.
    High,
    /// Counsel first.
    Critical,
}

impl Grade {
    /// Every grade, lowest first.
    pub const ALL: [Self; 5] = [
        Self::Info,
        Self::Low,
        Self::Medium,
        Self::High,
        Self::Critical,
    ];
}

record! {
    /// The scoring frame.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Scoring {
        /// What the total is called; never a probability.
        pub label: String,
        /// The scored categories with their weights, in the order shown.
        pub categories: Vec<WeightedCategory>,
        /// The grades, lowest first.
        pub grades: Vec<GradeStep>,
        /// The grade rises by one when the difference lowers duty in at least this
        /// share of the affected value.
        pub lowers_duty_share: Decimal,
        /// The highest grade of a finding whose product identity is inferred.
        pub inferred_cap: Grade,
        /// Bands of the total, lowest first.
        pub bands: Vec<Band>,
        /// Where the numbers come from.
        pub authority: Authority,
    }
}

record! {
    /// A category and its weight in the total.
    #[derive(Clone, Debug, PartialEq)]
    pub struct WeightedCategory {
        /// Which.
        pub category: Category,
        /// As shown.
        pub label: String,
        /// Its weight; the weights need not sum to anything.
        pub weight: Decimal,
    }
}

record! {
    /// A grade, the share from which it holds, and what it is worth.
    #[derive(Clone, Debug, PartialEq)]
    pub struct GradeStep {
        /// Which.
        pub grade: Grade,
        /// The least value share, as a fraction.
        pub from_share: Decimal,
        /// Severity, 0 to 1.
        pub severity: Decimal,
        /// One word or two for a badge.
        pub label: String,
        /// What to do, in words.
        pub wording: String,
    }
}

record! {
    /// A band of the total.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Band {
        /// The least total, 0 to 100.
        pub from: Decimal,
        /// As shown.
        pub label: String,
        /// What it means, in a sentence.
        pub meaning: String,
    }
}

impl Scoring {
    /// The grade of a value share given in millionths.
    #[must_use]
    pub fn grade_of_share(&self, ppm: u32) -> Grade {
        let share = Decimal::new(i64::from(ppm), 6);
        self.grades
            .iter()
            .rev()
            .find(|step| step.from_share <= share)
            .map_or(Grade::Info, |step| step.grade)
    }

    /// The severity of a grade, 0 to 1.
    #[must_use]
    pub fn severity(&self, grade: Grade) -> Decimal {
        self.step(grade).map_or(Decimal::ZERO, |step| step.severity)
    }

    /// The record of a grade, with its label and wording.
    #[must_use]
    pub fn step(&self, grade: Grade) -> Option<&GradeStep> {
        self.grades.iter().find(|step| step.grade == grade)
    }

    /// The band that a total falls in.
    #[must_use]
    pub fn band(&self, total: Decimal) -> Option<&Band> {
        self.bands.iter().rev().find(|band| band.from <= total)
    }

    /// The label of a category.
    #[must_use]
    pub fn category_label(&self, category: Category) -> Option<&str> {
        self.categories
            .iter()
            .find(|weighted| weighted.category == category)
            .map(|weighted| weighted.label.as_str())
    }
}
