//! Trunk, set up so that the same source gives the same bytes anywhere.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::project;
use crate::shell::{self, answer, run};
use crate::{npm, tools};

/// Trunk with everything it needs installed and set, but for its subcommand.
///
/// # Errors
///
/// When a tool is missing and cannot be installed.
pub(crate) fn trunk() -> Result<Command> {
    tools::ensure()?;
    npm::ensure(&npm::page())?;
    // Trunk is run offline, so that a version that does not match is an error
    // rather than a download. The crates have to be there before.
    fetch()?;
    let mut trunk = shell::command(project::tool("trunk"));
    trunk
        .env("PATH", shell::path_with_tools()?)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags()?)
        .env_remove("RUSTFLAGS")
        .env_remove("RUST_BACKTRACE") // its own, under each compile error
        .env_remove("NO_COLOR") // Trunk rejects the usual NO_COLOR=1
        .arg("--offline=true")
        .arg("--skip-version-check");
    Ok(trunk)
}

/// Where Trunk leaves what it builds: each kind of build has its own place.
pub(crate) fn output(release: bool) -> PathBuf {
    let kind = if release { "release" } else { "dev" };
    project::target().join("trunk").join(kind)
}

/// Downloads the crates that `Cargo.lock` names, unless they are there.
///
/// # Errors
///
/// When they are not there and cannot be had.
pub(crate) fn fetch() -> Result<()> {
    let fetch = || {
        let mut cargo = shell::cargo();
        cargo.args(["fetch", "--locked", "--quiet"]);
        cargo
    };
    if run(fetch().arg("--offline").stderr(std::process::Stdio::null())).is_ok() {
        return Ok(());
    }
    println!("Fetching the crates that Cargo.lock names (seconds)");
    run(&mut fetch()).context("the crates could not be fetched; is there a network?")
}

/// Flags for the program that the page carries: vector instructions, and none of
/// this machine's folders: panic messages
/// carry the path of the source they are in, and that of a crate begins with
/// the home of whoever compiled it, that of the standard library with the place
/// of the compiler where its source is installed.
fn flags() -> Result<String> {
    let mut places: Vec<(PathBuf, String)> = crate_sources()?
        .into_iter()
        .map(|sources| (sources, "crates".to_owned()))
        .collect();
    places.push((project::root().to_owned(), "lookback".to_owned()));
    if let Some((library, commit)) = standard_library() {
        places.push((library, format!("/rustc/{commit}")));
    }
    // Vector instructions are in every browser since 2023; the searches for line
    // ends and the inflating use them.
    let mut flags = vec!["-Ctarget-feature=+simd128".to_owned()];
    for (from, to) in places {
        let from = from.display().to_string();
        if from.contains(char::is_whitespace) {
            // Cargo takes these flags apart at spaces.
            println!("Note: `{from}` has a space in its name and may show in the program.");
        } else {
            flags.push(format!("--remap-path-prefix={from}={to}"));
        }
    }
    Ok(flags.join(" "))
}

/// Where cargo has unpacked the crates it downloaded: a folder a registry.
///
/// # Errors
///
/// When cargo's home cannot be found or read.
pub(crate) fn crate_sources() -> Result<Vec<PathBuf>> {
    let sources = cargo_home()?.join("registry/src");
    let mut folders = Vec::new();
    for entry in fs::read_dir(&sources).with_context(|| format!("reading {}", sources.display()))? {
        folders.push(entry?.path());
    }
    folders.sort();
    Ok(folders)
}

/// Where the compiler keeps the standard library's source, if it does, and the
/// commit by which the library otherwise calls that place.
fn standard_library() -> Option<(PathBuf, String)> {
    let sysroot = answer(shell::command("rustc").args(["--print", "sysroot"]))?;
    let version = answer(shell::command("rustc").arg("-vV"))?;
    let commit = version
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "))?;
    let library = Path::new(&sysroot).join("lib/rustlib/src/rust");
    Some((library, commit.to_owned()))
}

fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = env::var_os("CARGO_HOME") {
        return Ok(project::root().join(home));
    }
    env::home_dir()
        .map(|home| home.join(".cargo"))
        .context("this account has no home folder; set CARGO_HOME")
}
