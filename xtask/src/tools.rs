//! The build tools: the Wasm target, Trunk, and wasm-bindgen's command.
//!
//! The tools go into `.tools`, at exact versions: wasm-bindgen's command has to
//! match the library to the last digit, and Trunk would otherwise download one.
//! They are built from crates.io without optimisation, which takes a third
//! of the time and costs nothing that one would notice.

use std::process::Command;

use anyhow::{Context, Result};

use crate::project;
use crate::shell::{self, answer, cargo, run};

const TRUNK: &str = "0.21.14";
const DENY: &str = "0.20.2";

/// The machine target that a browser runs.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Installs whatever of the build tools is missing or of another version.
///
/// # Errors
///
/// When one of them can neither be found nor installed; the message names what
/// to do.
pub(crate) fn ensure() -> Result<()> {
    ensure_target()?;
    let bindgen = project::locked_version("wasm-bindgen")?;
    ensure_tool(
        "wasm-bindgen",
        "wasm-bindgen-cli",
        &bindgen,
        "about 1 minute",
    )?;
    ensure_tool("trunk", "trunk", TRUNK, "about 3 minutes")
}

/// Installs cargo-deny, which only `test` needs.
///
/// # Errors
///
/// When it can neither be found nor installed.
pub(crate) fn ensure_deny() -> Result<()> {
    ensure_tool("cargo-deny", "cargo-deny", DENY, "1 to 2 minutes")
}

/// The Wasm target's standard library, through rustup where rustup is in use.
fn ensure_target() -> Result<()> {
    let libraries =
        answer(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]))
            .map(std::path::PathBuf::from);
    if libraries.is_some_and(|dir| dir.is_dir()) {
        return Ok(());
    }
    shell::need(
        "rustup",
        "get it at https://rustup.rs, or install your system's Rust standard \
         library for the target wasm32-unknown-unknown.",
    )?;
    println!("Adding the Rust target {WASM} (seconds)");
    run(shell::command("rustup").args(["target", "add", WASM]))
        .with_context(|| format!("the Rust target {WASM} could not be added; is there a network?"))
}

fn ensure_tool(name: &str, package: &str, version: &str, duration: &str) -> Result<()> {
    let path = project::tool(name);
    let found = answer(Command::new(&path).arg("--version"));
    if found.is_some_and(|words| words.split_whitespace().nth(1) == Some(version)) {
        return Ok(());
    }
    println!("Building {package} {version} into .tools ({duration} on two cores, once)");
    let root = project::root().join(".tools");
    run(cargo()
        .args(["install", package, "--version", version])
        .args(["--locked", "--debug", "--no-default-features", "--force"])
        .arg("--root")
        .arg(&root)
        .arg("--target-dir")
        .arg(root.join("build"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env_remove("RUSTFLAGS"))
    .with_context(|| {
        format!(
            "{package} {version} could not be built from crates.io; it needs a network and a C \
             linker (on Debian: `apt-get install build-essential`)"
        )
    })?;
    // What was compiled on the way is of no more use.
    let _ = std::fs::remove_dir_all(root.join("build"));
    Ok(())
}
