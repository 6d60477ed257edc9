//! `cargo xtask dist`: the artefact as it is published.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest as _, Sha256};

use crate::bundle::gzip;
use crate::shell::run;
use crate::{bill, notices, page, project};

/// The name of the artefact.
pub(crate) const FILE: &str = "lookback.html";

/// Builds `dist/lookback.html`, with its SHA-256, its bill of materials and what
/// embeds it in a site (`web/embed`) beside it, prints the SHA-256 and the sizes, and returns where it is.
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
    let number = hex(&Sha256::digest(&bytes));
    let sum = format!("{number}  {FILE}\n");
    fs::write(folder.join("lookback.html.sha256"), &sum).context("writing the SHA-256")?;
    fs::write(
        folder.join("lookback.cdx.json"),
        bill::bill_of_materials(&notices::packages()?, &number),
    )
    .context("writing the bill of materials")?;
    copy_files(&project::root().join("web/embed"), &folder)?;
    print!("SHA-256 {sum}");
    Ok(file)
}

/// Copies the files of one folder into another.
fn copy_files(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry?;
        let path = entry.path();
        if path.is_file() {
            fs::copy(&path, to.join(entry.file_name()))
                .with_context(|| format!("copying {}", path.display()))?;
        }
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_embeds_the_page_goes_along() {
        let to = new_folder();
        copy_files(&project::root().join("web/embed"), &to).unwrap();
        for name in ["embed.js", "check.html", "check.js", "check.css"] {
            assert!(to.join(name).is_file(), "{name} is missing");
        }
        fs::remove_dir_all(to).unwrap();
    }

    fn new_folder() -> PathBuf {
        let folder = std::env::temp_dir().join(format!("lookback-dist-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }
}
