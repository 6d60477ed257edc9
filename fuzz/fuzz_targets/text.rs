//! A text file of any kind: encoding, delimiter, quotes, header, rows.
#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| lookback_fuzz::through("fuzz.csv", bytes));
