//! A rule pack from anywhere: taken whole or refused with its faults.
#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Err(faults) = rulebook::Pack::from_bytes(bytes) {
        assert!(!faults.is_empty());
    }
});
