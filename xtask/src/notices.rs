//! What others wrote that the artefact carries, and under which licences.
//!
//! Most licences ask little, but they do ask that their notice travels with the
//! program. Since the program travels as one file, the notices are inside it;
//! beside it goes the same list for machines (`bill`).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::shell::{self, answer, cargo};
use crate::{npm, page, tools};

/// A package that the artefact carries.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Package {
    /// The registry it comes from, as package addresses (purl) name it.
    pub(crate) registry: &'static str,
    pub(crate) name: String,
    pub(crate) version: String,
    /// An SPDX expression.
    pub(crate) licence: String,
}

/// Every package that is compiled into the program or pasted into the page, in
/// the order of their names.
///
/// # Errors
///
/// When cargo cannot tell, or the style is not installed yet.
pub(crate) fn packages() -> Result<BTreeSet<Package>> {
    let mut packages = crates()?;
    packages.insert(pico()?);
    packages.insert(standard_library()?);
    Ok(packages)
}

/// The crates that are compiled into the program.
///
/// # Errors
///
/// When cargo cannot tell.
pub(crate) fn crates() -> Result<BTreeSet<Package>> {
    let tree = answer(
        cargo()
            .args(["tree", "--locked", "--offline", "--package", "web"])
            .args(["--target", tools::WASM, "--edges", "normal,no-proc-macro"])
            .args(["--prefix", "none", "--no-dedupe", "--format", "{p}|{l}"]),
    )
    .context("`cargo tree` cannot tell what the page is built from")?;
    let crates: BTreeSet<Package> = tree.lines().filter_map(parse).collect();
    ensure!(!crates.is_empty(), "`cargo tree` names no crate");
    Ok(crates)
}

/// The standard library, which no manifest names.
fn standard_library() -> Result<Package> {
    let version = answer(shell::command("rustc").arg("-vV"))
        .and_then(|told| {
            let release = told.lines().find_map(|line| line.strip_prefix("release: "));
            release.map(str::to_owned)
        })
        .context("the compiler does not say its version")?;
    Ok(Package {
        registry: "generic",
        name: STANDARD_LIBRARY.to_owned(),
        version,
        licence: "MIT OR Apache-2.0".to_owned(),
    })
}

/// What the standard library is called in the list.
const STANDARD_LIBRARY: &str = "rust-std";

/// A line of the tree, `name vVERSION|LICENCE`; nothing for the project's own
/// crates, which have their folder behind the version.
pub(crate) fn parse(line: &str) -> Option<Package> {
    let (package, licence) = line.split_once('|')?;
    let (name, version) = package.split_once(" v")?;
    (!version.contains(' ')).then(|| Package {
        registry: "cargo",
        name: name.to_owned(),
        version: version.to_owned(),
        // The old way to write a choice, from before SPDX expressions.
        licence: licence.replace('/', " OR "),
    })
}

/// The base style. Its version is in the first words of its sheet.
fn pico() -> Result<Package> {
    let sheet = fs::read_to_string(npm::page().join(npm::PICO)).context("reading Pico's style")?;
    let version = sheet
        .split_once("Pico CSS")
        .and_then(|(_, rest)| rest.split_once(" v"))
        .and_then(|(_, rest)| rest.split_whitespace().next())
        .context("Pico's style sheet does not say its version")?;
    Ok(Package {
        registry: "npm",
        name: "@picocss/pico".to_owned(),
        version: version.to_owned(),
        licence: "MIT".to_owned(),
    })
}

/// The notices as one text: each licence's text once, under the names of all
/// the packages that come with it.
///
/// # Errors
///
/// When the crates' sources cannot be read.
pub(crate) fn notices(packages: &BTreeSet<Package>) -> Result<String> {
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let bring_text = packages
        .iter()
        .filter(|package| package.name != STANDARD_LIBRARY);
    for package in bring_text {
        let title = format!("{} {} ({})", package.name, package.version, package.licence);
        by_text.entry(own_notice(package)?).or_default().push(title);
    }
    let mut sections: Vec<(Vec<String>, String)> = by_text
        .into_iter()
        .map(|(text, titles)| (titles, text))
        .collect();
    sections.sort();

    let mut notices = String::from(
        "Lookback carries the work of others, listed here with their licences.\n\
         It also carries parts of the Rust standard library (MIT OR Apache-2.0).\n",
    );
    for (titles, text) in sections {
        let rule = "-".repeat(72);
        notices.push_str(&format!("\n{rule}\n{}\n\n{text}\n", titles.join("\n")));
    }
    Ok(notices)
}

/// The notice that a package brings along, if it does. Where it may be taken
/// under the MIT licence, only that text is kept: it holds the holder's name,
/// and the other choice is two hundred lines long.
fn own_notice(package: &Package) -> Result<String> {
    let folder = folder(package)?;
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_file() && is_notice(&path) {
            files.push(path);
        }
    }
    files.sort();
    let mit = files.iter().find(|path| upper_name(path).contains("MIT"));
    if let Some(mit) = mit.filter(|_| package.licence.contains("MIT")) {
        files = vec![mit.clone()];
    }
    let mut texts = Vec::new();
    for file in files {
        let bytes = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
        texts.push(
            String::from_utf8_lossy(&bytes)
                .replace("\r\n", "\n")
                .trim()
                .to_owned(),
        );
    }
    if texts.is_empty() {
        texts.push("(The package brings no text of its own; its licence is named above.)".into());
    }
    Ok(texts.join("\n\n"))
}

/// Where a package's sources are on this machine.
fn folder(package: &Package) -> Result<PathBuf> {
    if package.registry == "npm" {
        return Ok(npm::page().join("node_modules").join(&package.name));
    }
    let name = format!("{}-{}", package.name, package.version);
    page::crate_sources()?
        .into_iter()
        .map(|sources| sources.join(&name))
        .find(|folder| folder.is_dir())
        .with_context(|| format!("the sources of {name} are not on this machine"))
}

fn is_notice(path: &Path) -> bool {
    let name = upper_name(path);
    [
        "LICENSE",
        "LICENCE",
        "COPYING",
        "COPYRIGHT",
        "NOTICE",
        "UNLICENSE",
    ]
    .iter()
    .any(|start| name.starts_with(start))
}

fn upper_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn packages_of_others_are_told_from_our_own() {
        let found = parse("csv v1.4.0|Unlicense OR MIT").unwrap();
        assert_eq!(
            (found.name.as_str(), found.version.as_str()),
            ("csv", "1.4.0")
        );
        assert_eq!(found.licence, "Unlicense OR MIT");
        assert_eq!(parse("intake v0.1.0 (/somewhere/crates/intake)|MIT"), None);
        assert_eq!(parse(""), None);
    }
}
