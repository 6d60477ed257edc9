//! `cargo xtask soak`: the checks that take longer than `test` may.

use anyhow::Result;

/// What belongs here, and is run by hand or by night.
const CHECKS: &[&str] = &[
    "fuzzing each reader, vocabulary parser and loader (cargo-fuzz, nightly Rust)",
    "the ways out: each one tried against a listener, in each way of hosting",
    "hostile files at full size: time and memory, in the browser and the terminal",
    "a million rows and a ten-million-row session, against the times in the design",
    "two clean builds in two folders, compared byte for byte",
    "cargo-deny with the current advisories",
];

/// Says what the long checks are.
///
/// # Errors
///
/// None yet.
pub(crate) fn soak() -> Result<()> {
    println!("The long checks, none of which is automated yet:");
    for check in CHECKS {
        println!("  - {check}");
    }
    Ok(())
}
