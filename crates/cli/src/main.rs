//! `lookback assess FILE… --as-of DATE [--json]`: the terminal host over the
//! same crates as the page.

mod options;
mod print;
mod take_away;

use assessment::{Given, Session};
use options::Options;
use rulebook::Pack;
use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    match Options::from_env().and_then(|options| run(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("lookback: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(options: &Options) -> Result<(), String> {
    let pack = match &options.pack {
        Some(path) => Pack::from_json(&text(path)?),
        None => Pack::embedded(),
    }
    .map_err(|errors| {
        let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
        format!("the rule pack can't be used:\n  {}", all.join("\n  "))
    })?;
    let given = match &options.answers {
        Some(path) => Given::from_json(&text(path)?)
            .map_err(|error| format!("{}: {error}", path.display()))?,
        None => Given::default(),
    };
    let mut session = Session::new(pack);
    for path in &options.files {
        read(&mut session, path).map_err(|why| format!("{}: {why}", path.display()))?;
    }
    let loaded = session.finish();
    let assessment = loaded.assess(&given.answers, &given.entered, options.as_of);
    take_away::write(&options.out, &loaded, &assessment)?;
    if options.json {
        let json = assessment.to_json().map_err(|error| error.to_string())?;
        print!("{json}");
    } else {
        print!("{}", print::summary(&assessment));
    }
    Ok(())
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn read(session: &mut Session, path: &Path) -> Result<(), String> {
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let open = || File::open(path).map_err(|error| error.to_string());
    let size = path.metadata().map_err(|error| error.to_string())?.len();
    let inspection = session
        .inspect(&name, open()?, size)
        .map_err(|refusal| refusal.to_string())?;
    let plan = inspection.plan().ok_or("no table in it was recognised")?;
    session
        .read(&name, open()?, &plan, &mut |_| ControlFlow::Continue(()))
        .map_err(|refusal| refusal.to_string())
}
