//! Where a rule comes from, how sure that is, and when it holds.
//!
//! Every record of the pack carries an [`Authority`], so that no number and no
//! sentence reaches a reader without its source. Where there is no source the
//! mark says so: a design choice, or a practice view.

use crate::read::record;
use customs::Day;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How a statement was confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Mark {
    /// Checked against a statute, regulation, notice, agency page or court
    /// paper, or an accurate reproduction of one.
    V,
    /// Checked in published third-party material only.
    V2,
    /// From memory, high confidence; counsel confirms before release.
    #[serde(rename = "M-high")]
    MemoryHigh,
    /// From memory, medium confidence; counsel confirms before release.
    #[serde(rename = "M-med")]
    MemoryMedium,
    /// From memory, low confidence; counsel confirms before release.
    #[serde(rename = "M-low")]
    MemoryLow,
    /// A design choice. CBP publishes no such number.
    D,
    /// A practitioner's view or a wording without a source of its own.
    #[serde(rename = "practice view")]
    PracticeView,
}

impl Mark {
    /// The mark as the pack writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V => "V",
            Self::V2 => "V2",
            Self::MemoryHigh => "M-high",
            Self::MemoryMedium => "M-med",
            Self::MemoryLow => "M-low",
            Self::D => "D",
            Self::PracticeView => "practice view",
        }
    }

    /// Few words for the mark where it stands in a sentence of the pack; `None`
    /// where nothing is left to say.
    #[must_use]
    pub fn in_short(self) -> Option<&'static str> {
        match self {
            Self::V2 => Some("third-party source"),
            Self::MemoryHigh | Self::MemoryMedium | Self::MemoryLow => Some("to be confirmed"),
            Self::V | Self::D | Self::PracticeView => None,
        }
    }

    /// Whether a record so marked may go without a citation.
    #[must_use]
    pub fn stands_alone(self) -> bool {
        !matches!(self, Self::V | Self::V2)
    }
}

/// A text with the pack's marks of how a statement was confirmed, which stand in
/// brackets, in words.
#[must_use]
pub fn marks_in(text: &str) -> String {
    let mut out = text.replace(&format!(" ({})", Mark::V), "");
    for mark in [
        Mark::V2,
        Mark::MemoryHigh,
        Mark::MemoryMedium,
        Mark::MemoryLow,
    ] {
        if let Some(words) = mark.in_short() {
            out = out.replace(&format!("({mark})"), &format!("({words})"));
        }
    }
    out
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether a rule is law on the pack's date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LegalStatus {
    /// In force.
    #[default]
    InForce,
    /// In force while a court considers it.
    InForceUnderLitigation,
    /// Stayed.
    Stayed,
    /// Enjoined.
    Enjoined,
    /// Held invalid.
    Invalid,
    /// Over.
    Expired,
}

impl LegalStatus {
    /// The status in words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::InForce => "in force",
            Self::InForceUnderLitigation => "in force, under litigation",
            Self::Stayed => "stayed",
            Self::Enjoined => "enjoined",
            Self::Invalid => "held invalid",
            Self::Expired => "expired",
        }
    }
}

/// The event whose date decides whether a rule applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventBasis {
    /// Date of entry.
    Entry,
    /// Date of importation.
    Import,
    /// Date of export.
    Export,
    /// Admission to a foreign trade zone.
    Admission,
    /// Date of liquidation.
    Liquidation,
}

record! {
    /// One source.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Citation {
        /// The source as a lawyer cites it, such as `19 USC 1592`.
        pub source: String,
        /// The place within it, such as `(c)(4)(B)`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub pin: Option<String>,
        /// An official address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub url: Option<String>,
        /// When it was published.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub published: Option<Day>,
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)?;
        f.write_str(self.pin.as_deref().unwrap_or(""))
    }
}

record! {
    /// The authority of one record.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    pub struct Authority {
        /// How it was confirmed.
        pub mark: Mark,
        /// The sources. Empty only where the mark stands alone.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub citations: Vec<Citation> = Vec::new(),
        /// Whether it is law.
        #[serde(default, skip_serializing_if = "is_default")]
        pub status: LegalStatus = LegalStatus::default(),
        /// First day on which it holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub effective_from: Option<Day>,
        /// Last day on which it holds; absent while open.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub effective_to: Option<Day>,
        /// The event whose date decides.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub event_basis: Option<EventBasis>,
        /// What else a reader should know.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub note: Option<String>,
        /// Who checked it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub verified_by: Option<String>,
        /// When it was checked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub verified_on: Option<Day>,
    }
}

impl Authority {
    /// Whether it holds on a day; an absent bound is open.
    #[must_use]
    pub fn holds_on(&self, day: Day) -> bool {
        self.effective_from.is_none_or(|from| from <= day)
            && self.effective_to.is_none_or(|to| day <= to)
    }

    /// The citations in one line, or the mark in words where there is none.
    #[must_use]
    pub fn cite(&self) -> String {
        if self.citations.is_empty() {
            return match self.mark {
                Mark::D => "design choice".to_owned(),
                Mark::PracticeView => "practice view".to_owned(),
                _ => "general knowledge, to be confirmed".to_owned(),
            };
        }
        let all: Vec<String> = self.citations.iter().map(ToString::to_string).collect();
        all.join("; ")
    }
}

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_put_in_words() {
        for (text, says) in [
            (
                "Between 01 and 03 (V2).",
                "Between 01 and 03 (third-party source).",
            ),
            (
                "One year (V), or two (M-med).",
                "One year, or two (to be confirmed).",
            ),
            ("19 USC 1514(V)", "19 USC 1514(V)"),
        ] {
            assert_eq!(marks_in(text), says);
        }
    }
}
