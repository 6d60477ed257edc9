//! The browser of the end-to-end tests: a Chromium that is there, or Debian's.
//!
//! Playwright's own download is not used: a browser from the system is the one
//! that gets security fixes, and one download less to trust.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::shell::{self, answer, run};

/// Names it something better if you know one: a path in this variable is used
/// before anything else.
const VARIABLE: &str = "LOOKBACK_CHROMIUM";

const ADVICE: &str = "the end-to-end tests need Chromium: install the package `chromium` \
     (on Debian: `sudo apt-get install chromium`), or name a Chrome or Chromium in the variable \
     LOOKBACK_CHROMIUM; `cargo xtask test --quick` does without.";

/// Finds a Chromium, or installs Debian's where that can be done unasked.
///
/// # Errors
///
/// When there is none and none can be installed: the message names the package.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(path) = find() {
        return Ok(path);
    }
    println!("Installing Debian's package chromium with apt-get (about half a minute)");
    apt_install("chromium").context(ADVICE)?;
    find().context(ADVICE)
}

/// Finds a Firefox, or installs Debian's where that can be done unasked.
///
/// # Errors
///
/// When there is none and none can be installed: the message names the package.
pub(crate) fn firefox() -> Result<PathBuf> {
    let find = || {
        ["firefox-esr", "firefox"]
            .iter()
            .find_map(|name| shell::find(name))
    };
    if let Some(path) = find() {
        return Ok(path);
    }
    println!("Installing Debian's package firefox-esr with apt-get (about half a minute)");
    apt_install("firefox-esr")
        .and_then(|()| find().context("it is not there after all"))
        .context("the gauntlet in Firefox needs the package `firefox-esr`")
}

/// Installs a package of Debian's where that can be done unasked.
///
/// # Errors
///
/// When there is no `apt-get`, it may not be used unasked, or it fails.
pub(crate) fn apt_install(package: &str) -> Result<()> {
    let prefix = privileged().context("apt-get can't be used unasked")?;
    let apt = |arguments: &[&str]| run(shell::command("env").args(&prefix).args(arguments));
    apt(&["update", "-qq"])?;
    apt(&["install", "-y", "-qq", "--no-install-recommends", package])
}

fn find() -> Option<PathBuf> {
    if let Some(path) = env::var_os(VARIABLE) {
        return Some(path.into());
    }
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ];
    let places = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    ];
    names
        .iter()
        .find_map(|name| shell::find(name))
        .or_else(|| places.iter().map(PathBuf::from).find(|path| path.is_file()))
}

/// How `apt-get` can be run without asking anyone: as root, or by a `sudo` that
/// wants no password. The words that go before its arguments, for `env`.
fn privileged() -> Option<Vec<&'static str>> {
    shell::find("apt-get")?;
    let quiet = ["DEBIAN_FRONTEND=noninteractive", "apt-get"];
    if answer(Command::new("id").arg("-u")).as_deref() == Some("0") {
        return Some(quiet.to_vec());
    }
    shell::find("sudo")?;
    answer(Command::new("sudo").args(["-n", "true"]))?;
    Some([&["sudo", "-n", "env"], quiet.as_slice()].concat())
}
