//! What the command line says.

use customs::Day;
use lexopt::prelude::*;
use std::path::PathBuf;

const USAGE: &str =
    "usage: lookback assess FILE… --as-of YYYY-MM-DD [--json] [--answers FILE] [--pack FILE]

  --as-of DATE    the day that the assessment is made for
  --json          everything as JSON, the same bytes as the page's export
  --answers FILE  answers to the questions, as JSON
  --pack FILE     another rule pack than the embedded one";

/// The options of `assess`.
pub(crate) struct Options {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) as_of: Day,
    pub(crate) json: bool,
    pub(crate) answers: Option<PathBuf>,
    pub(crate) pack: Option<PathBuf>,
}

impl Options {
    pub(crate) fn from_env() -> Result<Self, String> {
        Self::parse(lexopt::Parser::from_env()).map_err(|error| format!("{error}\n\n{USAGE}"))
    }

    fn parse(mut args: lexopt::Parser) -> Result<Self, lexopt::Error> {
        let mut files = Vec::new();
        let mut as_of = None;
        let (mut json, mut answers, mut pack) = (false, None, None);
        let mut command = None;
        while let Some(arg) = args.next()? {
            match arg {
                Long("as-of") => as_of = Some(args.value()?.parse_with(Day::parse)?),
                Long("json") => json = true,
                Long("answers") => answers = Some(args.value()?.into()),
                Long("pack") => pack = Some(args.value()?.into()),
                Short('h') | Long("help") => {
                    println!("{USAGE}");
                    std::process::exit(0);
                }
                Value(word) if command.is_none() => command = Some(word.string()?),
                Value(file) => files.push(file.into()),
                other => return Err(other.unexpected()),
            }
        }
        if command.as_deref() != Some("assess") {
            return Err("the command is `assess`".into());
        }
        if files.is_empty() {
            return Err("give at least one file".into());
        }
        Ok(Self {
            files,
            as_of: as_of.ok_or("give the day with --as-of")?,
            json,
            answers,
            pack,
        })
    }
}
