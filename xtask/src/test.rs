//! `cargo xtask test`: every check that a change has to pass, in one command.
//!
//! A step that fails does not stop the others, but for those that need what it
//! makes, so that one run tells everything there is to mend.

use std::process::Command;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::shell::{self, cargo, run};
use crate::{bench, browser, dist, npm, page, project, tools};

/// How many checks a step made.
#[derive(Clone, Copy, Default)]
struct Count {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl Count {
    /// What counts as one check, however much it looks at.
    fn one(ok: bool) -> Self {
        Self {
            passed: u64::from(ok),
            failed: u64::from(!ok),
            skipped: 0,
        }
    }
}

/// The steps so far.
#[derive(Default)]
struct Report {
    lines: Vec<String>,
    total: Count,
}

impl Report {
    /// Runs a step, times it and adds what it counted. An error is one failure.
    fn step(&mut self, name: &str, step: impl FnOnce() -> Result<Count>) -> bool {
        println!("\n── {name}");
        let start = Instant::now();
        let count = step().unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            Count::one(false)
        });
        self.lines.push(format!(
            "{name:<28} {:>6} passed {:>4} failed {:>4} skipped {:>6.1} s",
            count.passed,
            count.failed,
            count.skipped,
            start.elapsed().as_secs_f64()
        ));
        self.total.passed += count.passed;
        self.total.failed += count.failed;
        self.total.skipped += count.skipped;
        count.failed == 0
    }
}

/// Runs every check, or all but those in a browser.
///
/// # Errors
///
/// When a check failed; which one has been said by then.
pub(crate) fn test(quick: bool) -> Result<()> {
    let mut report = Report::default();
    page::fetch()?;
    report.step("format", || {
        simple(cargo().args(["fmt", "--all", "--check"]))
    });
    report.step("lints", || {
        simple(
            cargo()
                .args([
                    "clippy",
                    "--workspace",
                    "--all-targets",
                    "--locked",
                    "--quiet",
                ])
                .args(["--", "-D", "warnings"]),
        )
    });
    report.step("documentation", || {
        simple(
            cargo()
                .args([
                    "doc",
                    "--workspace",
                    "--no-deps",
                    "--document-private-items",
                ])
                .args(["--locked", "--quiet"])
                // Private items are documented too, so links to them are right.
                .env(
                    "RUSTDOCFLAGS",
                    "-D warnings -A rustdoc::private_intra_doc_links",
                ),
        )
    });
    report.step("licences and sources", supply_chain);
    report.step("unit and property tests", || {
        counted(
            cargo()
                .args(["test", "--workspace", "--locked", "--no-fail-fast"])
                // The same cases every time, so that what passed passes again;
                // `soak properties` looks for others.
                .env("PROPTEST_RNG_SEED", "1"),
        )
    });
    if !quick && report.step("artefact", || dist::dist().map(|_| Count::one(true))) {
        report.step("budgets", || bench::keep().map(|()| Count::one(true)));
        report.step("end to end, in Chromium", end_to_end);
    }

    println!("\n{}", report.lines.join("\n"));
    let Count {
        passed,
        failed,
        skipped,
    } = report.total;
    let skipped = if skipped > 0 {
        format!(", {skipped} skipped")
    } else {
        String::new()
    };
    println!("\n{passed} passed, {failed} failed{skipped}");
    if failed > 0 {
        bail!("not everything passed");
    }
    Ok(())
}

/// A command that passes or fails as a whole.
fn simple(command: &mut Command) -> Result<Count> {
    run(command).map(|()| Count::one(true))
}

/// A test runner, whose own words are counted. One that ends badly without
/// having counted a failure (it did not compile, say) is one failure.
fn counted(command: &mut Command) -> Result<Count> {
    let mut count = Count::default();
    let ok = shell::watch(command, |line| {
        let found = tally(line);
        count.passed += found.passed;
        count.failed += found.failed;
        count.skipped += found.skipped;
    })?;
    if !ok && count.failed == 0 {
        count.failed = 1;
    }
    Ok(count)
}

/// What a test runner's closing line counts: cargo's `test result: ok. 3
/// passed; 0 failed; 1 ignored; …` or Playwright's `  3 passed (2.1s)`.
fn tally(line: &str) -> Count {
    let mut count = Count::default();
    let words: Vec<&str> = line
        .split([' ', ';', '.', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let cargo = line.starts_with("test result:");
    let numbers = words.windows(2).filter_map(|pair| match pair {
        [number, word] => number.parse::<u64>().ok().map(|number| (number, *word)),
        _ => None,
    });
    for (index, (number, word)) in numbers.enumerate() {
        // Playwright says one count a line, first thing on it.
        if !cargo && (index > 0 || words.first() != Some(&number.to_string().as_str())) {
            break;
        }
        match word {
            "passed" => count.passed += number,
            "failed" => count.failed += number,
            "ignored" | "skipped" => count.skipped += number,
            _ => {}
        }
    }
    count
}

/// What the dependencies are licensed under and where they come from. Known
/// weaknesses are not asked for here: their list is on a host that a test should
/// not depend on (`soak` asks).
fn supply_chain() -> Result<Count> {
    tools::ensure_deny()?;
    simple(
        shell::command(project::tool("cargo-deny"))
            .args([
                "--offline",
                "--locked",
                "--workspace",
                "check",
                "--hide-inclusion-graph",
            ])
            .args(["bans", "licenses", "sources"]),
    )
}

fn end_to_end() -> Result<Count> {
    let chromium = browser::ensure()?;
    let folder = npm::end_to_end();
    npm::ensure(&folder)?;
    // What the tests run through cargo, so that none waits for a compiler.
    let build = ["build", "--locked", "--quiet", "--package"];
    run(cargo().args(build).args(["sample", "--features", "xlsx"]))?;
    run(cargo().args(build).arg("lookback"))?;
    counted(
        npm::node()?
            .arg(folder.join("node_modules/@playwright/test/cli.js"))
            .arg("test")
            .current_dir(&folder)
            .env("LOOKBACK_CHROMIUM", chromium),
    )
}

#[cfg(test)]
mod tests {
    use super::tally;

    #[test]
    fn the_words_of_both_runners_are_understood() {
        let cargo = tally(
            "test result: ok. 12 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.31s",
        );
        assert_eq!((cargo.passed, cargo.failed, cargo.skipped), (12, 1, 2));
        let playwright = tally("  4 passed (7.8s)");
        assert_eq!((playwright.passed, playwright.failed), (4, 0));
        assert_eq!(tally("  1 failed").failed, 1);
        assert_eq!(tally("  3 skipped").skipped, 3);
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in [
            "test parses_4_passed ... ok",
            "said 4 passed once",
            "  ✓  1 a.spec.ts:3:1 › 2 passed",
        ] {
            assert_eq!(tally(line).passed, 0, "{line}");
        }
    }
}
