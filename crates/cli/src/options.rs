//! What the command line says.

use customs::Day;
use lexopt::prelude::*;
use std::path::PathBuf;

const USAGE: &str = "usage: lookback assess FILE… --as-of YYYY-MM-DD [OPTION…]
       lookback assess SESSION.lookback [OPTION…]

  --as-of DATE     the day that the assessment is made for
  --resume FILE    go on with a saved session: its answers, plans and day
  --answers FILE   answers and entered figures, as JSON
  --pack FILE      another rule pack than the embedded one
  --json           everything as JSON, the same bytes as the page's export

Files to take away, each written to OUT:
  --workbook OUT   the workbook (.xlsx)
  --disclosure OUT the disclosure worksheet with its schedule (.xlsx)
  --register OUT   the compliance-file register (.xlsx)
  --csv DIR        every sheet of the workbook as CSV
  --calendar OUT   the deadlines (.ics)
  --session OUT    the session, to go on with (.json)";

/// The options of `assess`.
pub(crate) struct Options {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) as_of: Option<Day>,
    pub(crate) resume: Option<PathBuf>,
    pub(crate) json: bool,
    pub(crate) answers: Option<PathBuf>,
    pub(crate) pack: Option<PathBuf>,
    pub(crate) out: Out,
}

/// Where the files to take away go.
#[derive(Default)]
pub(crate) struct Out {
    pub(crate) workbook: Option<PathBuf>,
    pub(crate) disclosure: Option<PathBuf>,
    pub(crate) register: Option<PathBuf>,
    pub(crate) csv: Option<PathBuf>,
    pub(crate) calendar: Option<PathBuf>,
    pub(crate) session: Option<PathBuf>,
}

impl Out {
    /// Whether any file that the papers fill was asked for.
    pub(crate) fn asks(&self) -> bool {
        let files = [
            &self.workbook,
            &self.disclosure,
            &self.register,
            &self.csv,
            &self.calendar,
        ];
        files.into_iter().any(Option::is_some)
    }
}

impl Options {
    pub(crate) fn from_env() -> Result<Self, String> {
        Self::parse(lexopt::Parser::from_env()).map_err(|error| format!("{error}\n\n{USAGE}"))
    }

    fn parse(mut args: lexopt::Parser) -> Result<Self, lexopt::Error> {
        let mut files = Vec::new();
        let mut as_of = None;
        let (mut json, mut answers, mut pack, mut resume) = (false, None, None, None);
        let mut out = Out::default();
        let mut command = None;
        while let Some(arg) = args.next()? {
            match arg {
                Long("as-of") => as_of = Some(args.value()?.parse_with(Day::parse)?),
                Long("json") => json = true,
                Long("answers") => answers = Some(args.value()?.into()),
                Long("resume") => resume = Some(args.value()?.into()),
                Long("pack") => pack = Some(args.value()?.into()),
                Long("workbook") => out.workbook = Some(args.value()?.into()),
                Long("disclosure") => out.disclosure = Some(args.value()?.into()),
                Long("register") => out.register = Some(args.value()?.into()),
                Long("csv") => out.csv = Some(args.value()?.into()),
                Long("calendar") => out.calendar = Some(args.value()?.into()),
                Long("session") => out.session = Some(args.value()?.into()),
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
        if files.is_empty() && resume.is_none() {
            return Err("give at least one file".into());
        }
        Ok(Self {
            files,
            as_of,
            resume,
            json,
            answers,
            pack,
            out,
        })
    }
}
