//! The project's own commands, run as `cargo xtask COMMAND`.
//!
//! Each command installs what it lacks into the project's own folders, says so
//! before it starts, and leaves the system alone, but for Debian's Chromium,
//! which `test` asks `apt-get` for where it may, and LibreOffice, for which
//! `soak` does.

mod bench;
mod bill;
mod browser;
mod bundle;
mod dist;
mod notices;
mod npm;
mod office;
mod page;
mod policy;
mod project;
mod rulebook;
mod serve;
mod shell;
mod soak;
mod test;
mod tools;
mod trigger;
mod written;

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::*;

const HELP: &str = "\
Usage: cargo xtask COMMAND

  serve [--no-open] [--release]   build the page, serve it on this machine
  test  [--quick]                 every check; --quick leaves out the browser
  dist                            build dist/lookback.html, print its SHA-256
  soak [CHECK]                    the checks that take longer than `test` may, or one
  rulebook [--pack PATH]          write the rule pack as a page for a lawyer
  rulebook check [--pack PATH]    every fault of a pack, with its place
  rulebook pack [--pack PATH]     write a pack as one file, to drop into the page
  rulebook diff OLD NEW [--all]   what changed, and what that changes in samples
  trigger [ID name_of_it]         a new trigger: its file, its record, the list of all
          [--category NAME]       needed for the first one of a family
  bench [--check | --budgets]     time the page beside others; or the budgets alone
  bundle                          fold Trunk's output into one file (a Trunk hook)";

/// What was asked for.
enum Command {
    Serve(serve::Options),
    Test {
        quick: bool,
    },
    Dist,
    Soak {
        check: Option<String>,
    },
    Rulebook(Vec<OsString>),
    Bench(Vec<OsString>),
    Trigger {
        id: Option<String>,
        name: Option<String>,
        category: Option<String>,
    },
    Bundle,
    Help,
}

fn main() -> ExitCode {
    match parse().and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn parse() -> Result<Command> {
    let mut parser = lexopt::Parser::from_env();
    let mut name: Option<String> = None;
    let (mut check, mut id, mut title, mut category) = (None, None, None, None);
    let (mut open, mut release, mut quick) = (true, false, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("no-open") => open = false,
            Long("release") => release = true,
            Long("quick") => quick = true,
            Long("help") | Short('h') => return Ok(Command::Help),
            Value(value) if name.is_none() => {
                let value = value.string()?;
                if value == "rulebook" {
                    return Ok(Command::Rulebook(parser.raw_args()?.collect()));
                }
                if value == "bench" {
                    return Ok(Command::Bench(parser.raw_args()?.collect()));
                }
                name = Some(value);
            }
            Value(value) if check.is_none() && name.as_deref() == Some("soak") => {
                check = Some(value.string()?);
            }
            Value(value) if id.is_none() && name.as_deref() == Some("trigger") => {
                id = Some(value.string()?);
            }
            Value(value) if title.is_none() && name.as_deref() == Some("trigger") => {
                title = Some(value.string()?);
            }
            Long("category") => category = Some(parser.value()?.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(match name.as_deref() {
        Some("serve") => Command::Serve(serve::Options { open, release }),
        Some("test") => Command::Test { quick },
        Some("dist") => Command::Dist,
        Some("soak") => Command::Soak { check },
        Some("trigger") => Command::Trigger {
            id,
            name: title,
            category,
        },
        Some("bundle") => Command::Bundle,
        Some("help") | None => Command::Help,
        Some(other) => bail!("there is no command `{other}`\n\n{HELP}"),
    })
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Serve(options) => serve::serve(&options),
        Command::Test { quick } => test::test(quick),
        Command::Dist => dist::dist().map(|_| ()),
        Command::Soak { check } => soak::soak(check.as_deref()),
        Command::Rulebook(arguments) => rulebook::rulebook(&arguments),
        Command::Trigger { id, name, category } => {
            trigger::trigger(id.as_deref(), name.as_deref(), category.as_deref())
        }
        Command::Bench(arguments) => bench::bench(&arguments),
        Command::Bundle => bundle::bundle(),
        Command::Help => {
            println!("{HELP}");
            Ok(())
        }
    }
}
