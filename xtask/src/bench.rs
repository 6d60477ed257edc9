//! `cargo xtask bench`: how fast Lookback is beside what else there is, and the
//! budgets that keep it so.
//!
//! Seconds on a shared machine are noise, so the bench gives ratios of one run
//! (`docs/speed-table.md`, which `docs/speed.md` discusses), and what every change is held to is counted, not timed:
//! the size of the artefact, and the instructions of one fixed assessment under
//! valgrind. Both may grow by a twentieth before the test command fails;
//! `cargo xtask bench --budgets` writes down what they are now.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};

use crate::shell::{self, cargo, run};
use crate::{browser, bundle, dist, npm, page, project, tools};

/// How much a count may grow, in hundredths.
const GROWTH: u64 = 5;

/// Entry lines, about, of the assessment whose instructions are counted.
const COUNTED_LINES: u32 = 5_000;

/// What is held to, as it stands in `benches/budgets.txt`.
#[derive(Debug, PartialEq, Eq)]
struct Budgets {
    /// Bytes of `lookback.html`.
    artefact: u64,
    /// Instructions of the fixed native assessment.
    instructions: u64,
}

impl Budgets {
    fn path() -> PathBuf {
        project::root().join("benches/budgets.txt")
    }

    fn read(text: &str) -> Result<Self> {
        let of = |name: &str| {
            text.lines()
                .filter_map(|line| line.split_once(": "))
                .find(|(key, _)| *key == name)
                .and_then(|(_, count)| count.replace(',', "").parse().ok())
                .with_context(|| format!("benches/budgets.txt has no count for `{name}`"))
        };
        Ok(Self {
            artefact: of("bytes of lookback.html")?,
            instructions: of("instructions of one assessment")?,
        })
    }

    fn write(&self) -> String {
        format!(
            "# Written by `cargo xtask bench --budgets`; `cargo xtask test` fails at {GROWTH} % more.\n\
             bytes of lookback.html: {}\ninstructions of one assessment: {}\n",
            self.artefact, self.instructions
        )
    }
}

/// Runs the bench (`--profile FILE`: shows where the time of one file goes), holds
/// what is built to the budgets, or measures them anew.
///
/// # Errors
///
/// When something is missing, or does not build or run.
pub(crate) fn bench(arguments: &[OsString]) -> Result<()> {
    if arguments.iter().any(|argument| argument == "--check") {
        return keep();
    }
    if arguments.iter().any(|argument| argument == "--budgets") {
        let file = dist::dist()?;
        let now = Budgets {
            artefact: fs::metadata(file)?.len(),
            instructions: instructions()?,
        };
        fs::write(Budgets::path(), now.write()).context("writing the budgets")?;
        print!("{}", now.write());
        return Ok(());
    }
    if let [first, file] = arguments
        && first == "--profile"
    {
        return profile(file);
    }
    let chromium = browser::ensure()?;
    let folder = project::root().join("benches/browser");
    npm::ensure(&folder)?;
    let artefact = dist::dist()?;
    let work = project::target().join("bench");
    fs::create_dir_all(&work).context("making the folder of the bench")?;
    let calamine = calamine(&work)?;
    run(npm::node()?
        .arg(folder.join("run.mjs"))
        .arg("--artefact")
        .arg(artefact)
        .arg("--sample")
        .arg(program("sample")?)
        .arg("--native")
        .arg(program("lookback")?)
        .arg("--calamine")
        .arg(calamine)
        .arg("--work")
        .arg(&work)
        .arg("--out")
        .arg(project::root().join("docs/speed-table.md"))
        .args(arguments)
        .env("LOOKBACK_CHROMIUM", chromium))
}

/// Shows where the time of reading and assessing a file goes in the browser, by
/// a build that kept its names.
///
/// # Errors
///
/// When something is missing, or does not build or run.
fn profile(file: &OsString) -> Result<()> {
    let chromium = browser::ensure()?;
    let folder = project::root().join("benches/browser");
    npm::ensure(&folder)?;
    let output = project::target().join("trunk/named");
    run(page::trunk()?
        .env(bundle::NAMES, "1")
        .args(["--log=warn", "build", "--release=true", "--locked=true"])
        .arg("--dist")
        .arg(&output))?;
    run(npm::node()?
        .arg(folder.join("profile.mjs"))
        .arg("--artefact")
        .arg(output.join(dist::FILE))
        .arg("--file")
        .arg(file)
        .env("LOOKBACK_CHROMIUM", chromium))
}

/// Holds the artefact and the fixed assessment to their budgets.
///
/// # Errors
///
/// When one is exceeded, or cannot be counted.
pub(crate) fn keep() -> Result<()> {
    let budgets = Budgets::read(&fs::read_to_string(Budgets::path())?)?;
    let artefact = fs::metadata(project::dist().join(dist::FILE))
        .context("looking for the artefact")?
        .len();
    let counted = instructions()?;
    let faults: Vec<String> = [
        ("bytes of lookback.html", artefact, budgets.artefact),
        (
            "instructions of one assessment",
            counted,
            budgets.instructions,
        ),
    ]
    .into_iter()
    .inspect(|(what, now, budget)| println!("{what}: {now}, budget {budget}"))
    .filter(|(_, now, budget)| *now > budget + budget * GROWTH / 100)
    .map(|(what, now, budget)| format!("{what}: {now} is over {budget} by more than {GROWTH} %"))
    .collect();
    if faults.is_empty() {
        Ok(())
    } else {
        bail!(
            "{}; where that is worth it, `cargo xtask bench --budgets` writes the new ones",
            faults.join("; ")
        )
    }
}

/// The instructions of one assessment of the sample importer, natively.
fn instructions() -> Result<u64> {
    let valgrind = valgrind()?;
    let lookback = program("lookback")?;
    let folder = project::target().join("budget");
    fs::create_dir_all(&folder).context("making the folder of the budget")?;
    let lines = COUNTED_LINES.to_string();
    run(shell::command(program("sample")?)
        .args([
            "--lines",
            &lines,
            "--seed",
            "1",
            "--as-of",
            "2026-11-24",
            "--out",
        ])
        .arg(&folder))?;
    let profile = folder.join("callgrind.out");
    run(shell::command(valgrind)
        .args(["--tool=callgrind", "--quiet"])
        .arg(format!("--callgrind-out-file={}", profile.display()))
        .arg(lookback)
        .arg("assess")
        .arg(folder.join("es003.csv"))
        .args(["--as-of", "2026-11-24"])
        .stdout(std::process::Stdio::null()))?;
    let text = fs::read_to_string(&profile).context("reading the profile")?;
    totals(&text).context("the profile has no total")
}

/// Finds valgrind, or installs Debian's where that can be done unasked.
fn valgrind() -> Result<PathBuf> {
    if let Some(found) = shell::find("valgrind") {
        return Ok(found);
    }
    println!("Installing Debian's package valgrind with apt-get (about half a minute)");
    browser::apt_install("valgrind")
        .and_then(|()| shell::find("valgrind").context("it is not there after all"))
        .context("the instruction budget needs it (on Debian: `sudo apt-get install valgrind`)")
}

/// What a profile of callgrind's says was run in all.
fn totals(profile: &str) -> Option<u64> {
    let line = profile.lines().find_map(|line| {
        line.strip_prefix("totals: ")
            .or_else(|| line.strip_prefix("summary: "))
    })?;
    line.trim().parse().ok()
}

/// A program of the workspace, built as it is published.
fn program(name: &str) -> Result<PathBuf> {
    println!("Building the program `{name}` (a minute or two when nothing is built yet)");
    run(cargo().args([
        "build",
        "--release",
        "--locked",
        "--quiet",
        "--package",
        name,
    ]))?;
    let built = project::target().join("release").join(name);
    ensure!(built.is_file(), "{} was not built", built.display());
    Ok(built)
}

/// The rival reader of workbooks, as a browser runs it.
fn calamine(work: &Path) -> Result<PathBuf> {
    tools::ensure()?;
    run(cargo()
        .args(["build", "--release", "--locked", "--quiet"])
        .args(["--package", "calamine-bench", "--target", tools::WASM]))?;
    let out = work.join("calamine");
    run(shell::command(project::tool("wasm-bindgen"))
        .args(["--target", "no-modules", "--no-typescript"])
        .args(["--out-name", "calamine_bench", "--out-dir"])
        .arg(&out)
        .arg(
            project::target()
                .join(tools::WASM)
                .join("release/calamine_bench.wasm"),
        ))?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{Budgets, totals};

    #[test]
    fn budgets_are_read_as_they_are_written() {
        let budgets = Budgets {
            artefact: 1,
            instructions: 2,
        };
        assert_eq!(Budgets::read(&budgets.write()).unwrap(), budgets);
        assert!(Budgets::read("bytes of lookback.html: 1").is_err());
    }

    #[test]
    fn the_total_of_a_profile() {
        assert_eq!(totals("events: Ir\nsummary: 42\n1 2"), Some(42));
        assert_eq!(totals("fn=main\n1 2\ntotals: 7"), Some(7));
        assert_eq!(totals(""), None);
    }
}
