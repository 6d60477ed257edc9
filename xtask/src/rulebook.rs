//! `cargo xtask rulebook`: the rule pack's page, its one file, and what a change
//! of it changes.
//!
//! The work is done by the program `rulebook` of this workspace, which knows
//! packs and assessments; xtask itself stays small and only passes on what was
//! asked.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::project;
use crate::shell::run;

/// Runs a command of `rulebook`; without one, writes the page. What it writes
/// goes to `dist` unless the arguments say where.
///
/// # Errors
///
/// When the program can't be built or ends with a failure, which it has
/// explained by then.
pub(crate) fn rulebook(arguments: &[OsString]) -> Result<()> {
    let (command, rest) = match arguments.split_first() {
        Some((first, rest)) if !first.to_string_lossy().starts_with('-') => (first.clone(), rest),
        _ => ("page".into(), arguments),
    };
    // Paths are the caller's own, so this runs where it was called.
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut tool = Command::new(cargo);
    tool.args([
        "run",
        "--quiet",
        "--package",
        "rulebook-tool",
        "--manifest-path",
    ])
    .arg(project::root().join("Cargo.toml"))
    .arg("--")
    .arg(&command);
    let file = match command.to_string_lossy().as_ref() {
        "page" => Some("rulebook.html"),
        "pack" => Some("rule-pack.json"),
        _ => None,
    };
    if let Some(file) = file {
        fs::create_dir_all(project::dist()).context("making the folder dist")?;
        tool.arg("--out").arg(project::dist().join(file));
    }
    run(tool.args(rest))
}
