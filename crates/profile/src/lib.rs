//! The profile: every entry line of every file, interned and columnar.
//!
//! Intake hands over rows in any order and in any number of pieces. A
//! [`Store`] takes them in; two stores [`merge`](Store::merge) into one, and
//! it does not matter which rows went into which. [`Store::finish`] puts
//! everything into one order that depends on the rows alone, groups tariff
//! ordinals into entry lines, sets exact duplicates and superseded versions
//! aside, joins broker lines to the entry lines that they detail, and gives
//! the [`Profile`] that triggers, exposure and remedies read. Nothing after
//! this point sees a spreadsheet row again, except to show it as evidence.
//!
//! | module | holds |
//! |---|---|
//! | [`row`] | what intake hands over |
//! | [`store`] | rows taken in: append, merge |
//! | `columns` | columns that grow without moving |
//! | [`grouping`] | rows become entry lines |
//! | [`lines`] | the entry lines, column by column |
//! | [`memo`] | what holds for many lines, worked out once |
//! | [`intern`] | text and records stored once |
//! | [`masters`] | the importer's own product lists, beside the entry lines |
//! | [`references`] | the tariff and an industry's unit values, beside them too |

mod columns;
pub mod grouping;
pub mod intern;
pub mod lines;
pub mod masters;
pub mod memo;
pub mod references;
pub mod row;
pub mod store;

pub use grouping::{Correction, JoinCoverage, SetAside};
pub use lines::{KindIx, LineIx, LineRef, LineSet, Profile, Spread, TariffRef};
pub use masters::{MasterRow, Masters};
pub use memo::Memo;
pub use references::References;
pub use row::{Grain, Header, Party, Row, RowRef, SourceIx};
pub use store::{Source, Store};
