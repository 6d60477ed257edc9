//! What comes from npm, each time exactly as a `package-lock.json` says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::project;
use crate::shell::{self, run};

const ADVICE: &str =
    "get Node.js 20 or newer at https://nodejs.org (on Debian: `apt-get install nodejs npm`).";

/// The style that ours builds on, seen from [`page`].
pub(crate) const PICO: &str = "node_modules/@picocss/pico/css/pico.min.css";

/// The folder whose packages the page is built with.
pub(crate) fn page() -> PathBuf {
    project::root().join("web")
}

/// The folder of the end-to-end tests.
pub(crate) fn end_to_end() -> PathBuf {
    project::root().join("tests/e2e")
}

/// The folder of what runs Lighthouse.
pub(crate) fn lighthouse() -> PathBuf {
    project::root().join("tests/lighthouse")
}

/// Node, ready to run.
///
/// # Errors
///
/// When Node is not installed.
pub(crate) fn node() -> Result<Command> {
    Ok(shell::command(shell::need("node", ADVICE)?))
}

/// Installs a folder's packages, unless they are there as the lock file asks.
///
/// # Errors
///
/// When Node or npm is missing, or the registry cannot be reached.
pub(crate) fn ensure(folder: &Path) -> Result<()> {
    let wanted = fs::read(folder.join("package-lock.json"))
        .with_context(|| format!("reading the lock file in {}", folder.display()))?;
    // npm keeps a lock file of its own inside, in another form: a copy of ours
    // is the simplest thing to compare with.
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    shell::need("node", ADVICE)?;
    let npm = shell::need("npm", ADVICE)?;
    let name = folder
        .strip_prefix(project::root())
        .unwrap_or(folder)
        .display();
    println!("Installing the npm packages of {name} (seconds)");
    run(shell::command(npm)
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
    .with_context(|| {
        format!("the packages of {name} could not be installed; is there a network?")
    })?;
    fs::write(&stamp, wanted).context("noting what was installed")
}
