//! `rulebook page|check|pack|diff`: for whoever edits a rule pack.
//!
//! `cargo xtask rulebook` runs it. A pack is named by its folder, by its one
//! file, or, where nothing is named, it is the folder in this repository.
//!
//! | module | holds |
//! |---|---|
//! | [`packs`] | packs from and to disk |
//! | [`samples`] | the importers that a change is tried on |
//! | [`effects`] | what differs between two assessments, in words |

mod effects;
mod packs;
mod samples;

use lexopt::prelude::*;
use rulebook::{Change, Pack, diff, weave};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
usage: rulebook COMMAND

  page  [--pack PATH] [--out FILE]   one page for a lawyer, as HTML
  check [--pack PATH]                every fault, with its place
  pack  [--pack PATH] [--out FILE]   the pack as one file, to drop into the page
  diff  OLD NEW [--all]              what changed, and what it changes in the
                                     sample assessments; --all shows every value

PATH is a pack's folder or its one file, by default crates/rulebook/pack.";

/// How much of a changed text is shown.
const SHOWN: usize = 160;

struct Options {
    command: String,
    pack: PathBuf,
    out: Option<PathBuf>,
    all: bool,
    packs: Vec<PathBuf>,
}

fn main() -> ExitCode {
    match options().and_then(|options| run(&options)) {
        Ok(said) => {
            print!("{said}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn options() -> Result<Options, String> {
    parse(lexopt::Parser::from_env()).map_err(|error| format!("{error}\n\n{USAGE}"))
}

fn parse(mut args: lexopt::Parser) -> Result<Options, lexopt::Error> {
    let mut options = Options {
        command: String::new(),
        pack: packs::own(),
        out: None,
        all: false,
        packs: Vec::new(),
    };
    while let Some(argument) = args.next()? {
        match argument {
            Long("pack") => options.pack = args.value()?.into(),
            Long("out") | Short('o') => options.out = Some(args.value()?.into()),
            Long("all") => options.all = true,
            Long("help") | Short('h') => options.command = "help".to_owned(),
            Value(word) if options.command.is_empty() => options.command = word.string()?,
            Value(path) => options.packs.push(path.into()),
            other => return Err(other.unexpected()),
        }
    }
    Ok(options)
}

fn run(options: &Options) -> Result<String, String> {
    match (options.command.as_str(), options.packs.as_slice()) {
        ("page", []) => {
            let pack = packs::read(&options.pack)?;
            let html = weave(&pack).map_err(|error| error.to_string())?.html();
            let out = options.out.as_deref().unwrap_or(Path::new("rulebook.html"));
            packs::write(out, &html)
        }
        ("pack", []) => {
            let pack = packs::read(&options.pack)?;
            let mut text = pack.to_json().map_err(|error| error.to_string())?;
            text.push('\n');
            let out = options
                .out
                .as_deref()
                .unwrap_or(Path::new("rule-pack.json"));
            packs::write(out, &text)
        }
        ("check", []) => {
            let pack = packs::read(&options.pack)?;
            let header = &pack.header;
            let triggers = pack.detectors.len();
            let (id, version) = (&header.pack_id, &header.version);
            Ok(format!("{id} {version} is valid: {triggers} triggers.\n"))
        }
        ("diff", [old, new]) => changes(&packs::read(old)?, &packs::read(new)?, options.all),
        ("help", _) => Ok(format!("{USAGE}\n")),
        _ => Err(USAGE.to_owned()),
    }
}

fn changes(old: &Pack, new: &Pack, all: bool) -> Result<String, String> {
    let found = diff(old, new).map_err(|error| error.to_string())?;
    let mut said = String::new();
    let _ = writeln!(
        said,
        "{}",
        counted(found.len(), "change of the pack", "changes of the pack")
    );
    for change in &found {
        said.push_str(&one(change));
    }
    if !found.is_empty() {
        for sample in samples::all() {
            let before = samples::assess(&sample, old)?;
            let after = samples::assess(&sample, new)?;
            let effects = effects::of(&before, &after, all)?;
            let changed = if effects.is_empty() {
                "nothing changes"
            } else {
                "changes"
            };
            let _ = writeln!(said, "\nSample assessment, {}: {changed}", sample.name);
            for effect in effects {
                let _ = writeln!(said, "  {effect}");
            }
        }
    }
    Ok(said)
}

fn one(change: &Change) -> String {
    let path = &change.path;
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!("  {path}\n    {}\n    → {}\n", short(old), short(new)),
        (Some(old), None) => format!("  {path} is gone\n    {}\n", short(old)),
        (None, Some(new)) => format!("  {path} is new\n    {}\n", short(new)),
        (None, None) => String::new(),
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{} …", text.get(..at).unwrap_or(text)),
        None => text.to_owned(),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
