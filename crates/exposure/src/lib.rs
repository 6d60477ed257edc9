//! What it could cost: everything that a customs attorney will check with a
//! calculator, each figure with its derivation.
//!
//! [`Workings`] takes the profile, the findings, the rule pack and what the
//! visitor entered, and works out every entry that a finding touches. Lines
//! meet before anything is added up, so no dollar is counted twice. The
//! [`Exposure`] that comes out is for page, brief and JSON; single entries and
//! findings open in full on demand.
//!
//! | module | holds |
//! |---|---|
//! | [`derivation`] | the figure and how it came about |
//! | [`wording`] | the words of derivations |
//! | [`entered`] | what the visitor entered |
//! | [`money`] | between cents and decimals |
//! | [`rates`] | what a line would bear under a number |
//! | [`change`] | what findings would change about a line |
//! | [`mod@line`] | the loss on a line |
//! | [`entry`] | the loss on an entry, fees included |
//! | [`fees`] | MPF and HMF |
//! | [`missing`] | the rates that no source has |
//! | [`interest`] | interest that compounds daily |
//! | [`penalty`] | the matrix with and without a disclosure |
//! | [`limitation`] | what the limitation leaves open |
//! | [`liquidation`] | where an entry stands |
//! | [`workings`] | all entries, and the total |
//! | [`explain`] | entries and lines as figures |
//! | [`summary`] | the result |
//! | [`rows`] | one row an entry, for the workbook |
//! | [`self_test`] | the pack's worked examples |

pub mod change;
pub mod derivation;
pub mod entered;
pub mod entry;
pub mod explain;
pub mod fees;
pub mod interest;
pub mod limitation;
pub mod line;
pub mod liquidation;
pub mod missing;
pub mod money;
pub mod penalty;
pub mod rates;
pub mod rows;
pub mod self_test;
mod summarise;
pub mod summary;
pub mod workings;

pub use derivation::{Derivation, Draft, Figure, Input, Source, SourceKind};
pub use entered::Entered;
pub use line::Reading;
pub use missing::MissingRate;
pub use penalty::Matrix;
pub use rows::{EntryParts, EntryRow};
pub use rulebook::figures::{self as wording, RuleId, Wording};
pub use summary::{Detail, Exposure, FindingExposure, Reckoning, Total};
pub use workings::{Inputs, Workings};
