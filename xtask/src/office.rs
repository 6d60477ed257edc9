//! The spreadsheet program that works exported workbooks out anew: a
//! LibreOffice that is there, or Debian's.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{browser, shell};

const ADVICE: &str = "the spreadsheet check needs LibreOffice Calc: install the package \
     `libreoffice-calc-nogui` (on Debian: `sudo apt-get install libreoffice-calc-nogui`).";

/// Finds a LibreOffice, or installs Debian's where that can be done unasked.
///
/// # Errors
///
/// When there is none and none can be installed: the message names the package.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(path) = find() {
        return Ok(path);
    }
    println!("Installing Debian's package libreoffice-calc-nogui with apt-get (about a minute)");
    browser::apt_install("libreoffice-calc-nogui").context(ADVICE)?;
    find().context(ADVICE)
}

fn find() -> Option<PathBuf> {
    let mac = PathBuf::from("/Applications/LibreOffice.app/Contents/MacOS/soffice");
    ["soffice", "libreoffice"]
        .iter()
        .find_map(|name| shell::find(name))
        .or_else(|| mac.is_file().then_some(mac))
}
