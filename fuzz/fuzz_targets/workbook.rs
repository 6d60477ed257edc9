//! A file of any kind, by its bytes: workbooks old and new, archives.
#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| lookback_fuzz::through("fuzz.xlsx", bytes));
