//! A saved session from anywhere.
#![no_main]
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = assessment::saved::Saved::from_json(text);
});
