//! What intake does with real files, one behaviour a test. Every row of the
//! table of real-world phenomena and every format rule has its test here, named
//! after it.
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

mod accounting;
mod ace_sample;
mod archives;
mod common;
mod corpus;
mod countries;
mod dates;
mod entry_numbers;
mod flags_and_codes;
mod grain;
mod header;
mod importers;
mod layouts;
mod lost_digits;
mod mapping;
mod money;
mod outcome;
mod pollock;
mod pollock_score;
mod properties;
mod rates_and_weights;
mod reference_tables;
mod refusals;
mod rows_as_they_stand;
mod several_tariffs;
mod sheets;
mod tariff_forms;
mod text_files;
mod texts;
mod workbook;
