//! `cargo xtask soak`: the checks that take longer than `test` may, or that ask
//! a host which a test should not depend on.

use std::env;
use std::fs;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::shell::{self, cargo, run};
use crate::{browser, dist, npm, office, project, tools};

/// A long check.
struct Check {
    name: &'static str,
    about: &'static str,
    run: fn() -> Result<()>,
}

/// What is run, by hand or by night. Fuzzing, the ways out against a listener,
/// hostile files at full size and the times of the design belong here too.
const CHECKS: &[Check] = &[
    Check {
        name: "reproducible",
        about: "a build in another folder gives the same bytes",
        run: reproducible,
    },
    Check {
        name: "spreadsheet",
        about: "LibreOffice works the exported workbook out anew and agrees to the cent",
        run: spreadsheet,
    },
    Check {
        name: "trigger",
        about: "a new trigger builds, and is not assessed until it is written",
        run: new_trigger,
    },
    Check {
        name: "planted",
        about: "every planted case is found and no look-alike is, in three sizes and ten seeds",
        run: planted,
    },
    Check {
        name: "properties",
        about: "what must hold for any table, for thousands made at random",
        run: properties,
    },
    Check {
        name: "hostile",
        about: "files made to do harm, at full size, within 5 s and 512 MiB",
        run: hostile,
    },
    Check {
        name: "browser",
        about: "the long tests in Chromium, and the egress gauntlet in Firefox too",
        run: in_browsers,
    },
    Check {
        name: "lighthouse",
        about: "Lighthouse on the served page: 100 for accessibility and practices, 95 for speed",
        run: lighthouse,
    },
    Check {
        name: "advisories",
        about: "no dependency has a known weakness (asks RustSec's list)",
        run: advisories,
    },
];

/// `test` tries the same few cases every time; here each run has its own.
fn properties() -> Result<()> {
    run(cargo()
        .args(["test", "--locked", "--workspace", "--no-fail-fast"])
        .args(["--exclude", "web", "--exclude", "xtask"])
        .env("PROPTEST_CASES", "4000"))
}

fn hostile() -> Result<()> {
    run(cargo()
        .args(["test", "--release", "--locked", "--package", "intake"])
        .args(["--test", "hostile", "--", "--include-ignored"])
        // Memory is counted for the whole program.
        .arg("--test-threads=1"))
}

/// The end-to-end tests that a test run has no time for. Where there is no
/// Firefox and none can be installed, that is said and the rest is run.
fn in_browsers() -> Result<()> {
    let chromium = browser::ensure()?;
    dist::dist()?;
    let folder = npm::end_to_end();
    npm::ensure(&folder)?;
    let mut tests = npm::node()?;
    tests
        .arg(folder.join("node_modules/@playwright/test/cli.js"))
        .args(["test", ".soak."])
        .current_dir(&folder)
        .env("LOOKBACK_CHROMIUM", chromium)
        .env("LOOKBACK_SOAK", "1");
    match browser::firefox() {
        Ok(firefox) => {
            tests.env("LOOKBACK_FIREFOX", firefox);
        }
        Err(error) => println!("The gauntlet in Firefox is left out: {error:#}"),
    }
    run(&mut tests)
}

/// Lighthouse over the artefact, served by the measuring script itself.
fn lighthouse() -> Result<()> {
    let chromium = browser::ensure()?;
    dist::dist()?;
    let folder = npm::lighthouse();
    npm::ensure(&folder)?;
    run(npm::node()?
        .arg(folder.join("measure.mjs"))
        .env("LOOKBACK_CHROMIUM", chromium))
}

/// Runs the long check of this name, or all of them. A failure does not stop
/// the others.
///
/// # Errors
///
/// When a check failed, or when there is none of this name.
pub(crate) fn soak(name: Option<&str>) -> Result<()> {
    let chosen: Vec<&Check> = CHECKS
        .iter()
        .filter(|check| name.is_none_or(|name| check.name == name))
        .collect();
    if chosen.is_empty() {
        let names: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
        bail!(
            "there is no such long check; there are: {}",
            names.join(", ")
        );
    }
    let (mut passed, mut failed) = (0, 0);
    for check in chosen {
        println!("\n── {}: {}", check.name, check.about);
        let start = Instant::now();
        match (check.run)() {
            Ok(()) => passed += 1,
            Err(error) => {
                failed += 1;
                eprintln!("error: {error:#}");
            }
        }
        println!("   {:.1} s", start.elapsed().as_secs_f64());
    }
    println!("\n{passed} passed, {failed} failed");
    ensure!(failed == 0, "not everything passed");
    Ok(())
}

/// Builds what is committed twice, in two clones of different names with
/// nothing compiled in common, and compares the bytes.
fn reproducible() -> Result<()> {
    let place = env::temp_dir().join(format!("lookback-reproducible-{}", std::process::id()));
    tools::ensure()?;
    let result = ["a", "another-of-a-longer-name"]
        .iter()
        .map(|name| {
            let folder = place.join(name);
            run(shell::command("git")
                .args(["clone", "--quiet"])
                .arg(project::root())
                .arg(&folder))?;
            // The tools are not part of the question.
            fs::create_dir_all(folder.join(".tools/bin"))?;
            for tool in ["trunk", "wasm-bindgen"] {
                let from = project::tool(tool);
                let file = from.file_name().context("a tool has a name")?;
                fs::copy(&from, folder.join(".tools/bin").join(file))?;
            }
            run(cargo()
                .args(["xtask", "dist"])
                .current_dir(&folder)
                .env_remove("CARGO_TARGET_DIR"))?;
            fs::read(folder.join("dist").join(dist::FILE)).context("reading the artefact")
        })
        .collect::<Result<Vec<_>>>();
    // Whatever happened, no gigabytes are left behind.
    let _ = fs::remove_dir_all(&place);
    match result?.as_slice() {
        [one, other] if one == other => Ok(()),
        _ => bail!("the two builds differ"),
    }
}

/// Makes a new trigger in a clone of what is committed, and puts the clone
/// through the lints and the tests that look at triggers and packs.
fn new_trigger() -> Result<()> {
    let place = env::temp_dir().join(format!("lookback-trigger-{}", std::process::id()));
    let inside = |arguments: &[&str]| run(cargo().args(arguments).current_dir(&place));
    let result = run(shell::command("git")
        .args(["clone", "--quiet"])
        .arg(project::root())
        .arg(&place))
    .and_then(|()| inside(&["xtask", "trigger", "VAL-88", "tried_out"]))
    .and_then(|()| inside(&["fmt", "--all", "--check"]))
    .and_then(|()| {
        inside(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "--deny",
            "warnings",
        ])
    })
    .and_then(|()| {
        let packages = [
            "--package",
            "triggers",
            "--package",
            "rulebook",
            "--package",
            "xtask",
        ];
        inside(&[&["test", "--quiet"], packages.as_slice()].concat())
    })
    .and_then(|()| {
        inside(&[
            "test",
            "--quiet",
            "--package",
            "triggers",
            "val88_tried_out",
        ])
    });
    let _ = fs::remove_dir_all(&place);
    result
}

fn planted() -> Result<()> {
    run(cargo()
        .args(["test", "--package", "assessment", "--test", "planted"])
        .args(["--", "--ignored", "--nocapture"]))
}

fn advisories() -> Result<()> {
    tools::ensure_deny()?;
    run(shell::command(project::tool("cargo-deny")).args(["--workspace", "check", "advisories"]))
}

fn spreadsheet() -> Result<()> {
    let office = office::ensure()?;
    run(cargo()
        .args(["test", "--package", "workbook", "--test", "libreoffice"])
        .args(["--", "--ignored", "--nocapture"])
        .env("LOOKBACK_SOFFICE", office))
}
