//! `cargo xtask dist`: the artefact as it is published.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use sha2::{Digest as _, Sha256};

use crate::bundle::gzip;
use crate::shell::run;
use crate::{notices, page, project};

/// The name of the artefact.
pub(crate) const FILE: &str = "lookback.html";

/// Builds `dist/lookback.html`, with its SHA-256 and its bill of materials beside
/// it, prints the SHA-256 and the sizes, and returns where it is.
///
/// # Errors
///
/// When something is missing that cannot be installed, or the page does not
/// compile.
pub(crate) fn dist() -> Result<PathBuf> {
    let mut trunk = page::trunk()?;
    let output = page::output(true);
    println!("Building the optimised page (2 to 3 minutes on two cores when nothing is built yet)");
    run(trunk
        .arg("--log=warn")
        .arg("build")
        .arg("--release=true")
        .arg("--locked=true")
        .arg("--dist")
        .arg(&output))?;

    let folder = project::dist();
    fs::create_dir_all(&folder).context("making the folder dist")?;
    let file = folder.join(FILE);
    let bytes = fs::read(output.join(FILE)).context("reading what Trunk built")?;
    fs::write(&file, &bytes).context("writing dist/lookback.html")?;

    // In the form that `sha256sum --check` reads.
    let sum = format!("{}  {FILE}\n", hex(&Sha256::digest(&bytes)));
    fs::write(folder.join("lookback.html.sha256"), &sum).context("writing the SHA-256")?;
    fs::write(
        folder.join("lookback.cdx.json"),
        notices::bill_of_materials(&notices::packages()?),
    )
    .context("writing the bill of materials")?;
    print!("SHA-256 {sum}");
    Ok(file)
}

/// Prints a table of sizes, plain and gzipped.
///
/// # Errors
///
/// When compression fails, which it does not in memory.
pub(crate) fn print_sizes(parts: &[(&str, &[u8])]) -> Result<()> {
    println!("{:<16} {:>12} {:>12}", "part", "bytes", "gzipped");
    for (name, bytes) in parts {
        println!("{name:<16} {:>12} {:>12}", bytes.len(), gzip(bytes)?.len());
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
