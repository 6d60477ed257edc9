//! The rule pack: dated law, thresholds, questions and wording as data.
//!
//! Law changes monthly, and counsel must be able to follow it without touching
//! code. So every rate, date, threshold, tariff prefix and legal sentence lives
//! in the files under `pack/`, each record beside its [`Authority`]. A default
//! pack is embedded; another can be dropped in as one JSON document and is
//! refused with every fault named when it is not valid.
//!
//! The pack fails closed: [`Pack::standing`] says on every result whether the
//! law was checked that far, and whether an attorney has approved it.

pub mod aliases;
pub mod authority;
pub mod deadlines;
pub mod decisions;
pub mod detector;
pub mod diff;
pub mod eras;
pub mod error;
pub mod fees;
pub mod figures;
pub mod forbidden;
pub mod header;
pub mod holidays;
pub mod interest;
pub mod liquidation;
pub mod measures;
pub mod pack;
pub mod papers;
pub mod penalties;
pub mod products;
pub mod questionnaire;
pub mod ratios;
mod read;
pub mod revisions;
pub mod route_facts;
pub mod scoring;
pub mod screening;
pub mod self_tests;
pub mod texts;
mod validate;
pub mod weave;

pub use aliases::{Aliases, normalise_header};
pub use authority::{Authority, Citation, EventBasis, LegalStatus, Mark};
pub use deadlines::{Count, Deadlines, Event, Offset};
pub use decisions::{
    Audit, EntryState, Revenue, Route, RouteFact, Routes, RulingFact, Rulings, Urgent,
};
pub use detector::{CheckText, Detector};
pub use diff::{Change, diff};
pub use eras::{Era, Eras};
pub use error::PackError;
pub use fees::{Fees, Hmf, Mpf, MpfYear};
pub use forbidden::Forbidden;
pub use header::{Header, Standing};
pub use holidays::{Holiday, Holidays};
pub use interest::{Interest, InterestPeriod};
pub use measures::{Measure, Measures};
pub use pack::{Pack, SECTIONS};
pub use penalties::{Culpability, Penalties, PenaltyRow};
pub use questionnaire::Questionnaire;
pub use ratios::Ratios;
pub use revisions::{Concordance, Revision, RevisionKind, Revisions};
pub use scoring::{Band, Category, Grade, GradeStep, Scoring, WeightedCategory};
pub use screening::{Adcvd, AdcvdFamily, Chapters, EntryTypes, Programmes, Sector, Sectors};
pub use self_tests::{Case, SelfTest, SelfTests};
pub use texts::{Term, Text, Texts, fill};
pub use weave::{Page, weave};
