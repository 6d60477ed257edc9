//! What a pack is, how far it was checked, and what that means on a day.

use crate::pack::Pack;
use crate::read::record;
use customs::Day;
use serde::{Deserialize, Serialize};

record! {
    /// The pack's own particulars.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Header {
        /// Which pack.
        pub pack_id: String,
        /// Its version.
        pub version: String,
        /// The day whose law it states.
        pub as_of: Day,
        /// The last day whose published law was checked.
        pub verified_through: Day,
        /// Who wrote it.
        pub author: String,
        /// The attorney who approved it; null while none has.
        pub approved_by: Option<String>,
        /// When.
        pub approved_on: Option<Day>,
        /// When it is due for review.
        pub next_review: Day,
        /// What changed, newest first.
        pub changelog: Vec<ChangelogEntry>,
        /// Whose law this is and what the pack is not.
        pub jurisdiction: String,
        /// A seal that a firm may put on its pack, such as a signature.
        pub seal: Option<String>,
    }
}

record! {
    /// A line of the changelog.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ChangelogEntry {
        /// The version.
        pub version: String,
        /// Its day.
        pub day: Day,
        /// What changed.
        pub text: String,
    }
}

/// How a pack stands on a day. Every result shows the banners.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The day is later than the law was checked for.
    pub past_verified: bool,
    /// The review is overdue.
    pub past_review: bool,
    /// An attorney has approved the pack.
    pub approved: bool,
    /// What to say about it, most important first; empty when all is well.
    pub banners: Vec<String>,
}

impl Pack {
    /// How the pack stands on a day: the assessment's day, or an entry's.
    #[must_use]
    pub fn standing(&self, as_of: Day) -> Standing {
        let header = &self.header;
        let past_verified = as_of > header.verified_through;
        let past_review = as_of > header.next_review;
        let approved = header.approved_by.is_some();
        let mut banners = Vec::new();
        if past_verified {
            let date = header.verified_through.to_string();
            banners.push(self.texts.past_verified.fill(&[("date", &date)]));
        }
        if past_review {
            let date = header.next_review.to_string();
            banners.push(self.texts.past_review.fill(&[("date", &date)]));
        }
        if !approved {
            banners.push(self.texts.not_approved.to_string());
        }
        Standing {
            past_verified,
            past_review,
            approved,
            banners,
        }
    }
}
