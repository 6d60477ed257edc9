//! `lookback assess FILE… --as-of DATE`: the terminal host over the same crates
//! as the page, with the files to take away; or `lookback assess FILE.lookback`,
//! a session that the page saved.

mod options;
mod print;
mod take_away;
mod whole;

use assessment::saved::{self, Match, SavedFile};
use assessment::{Given, Saved, Session};
use intake::Plan;
use options::Options;
use rulebook::Pack;
use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use whole::Whole;

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
        Some(path) => Pack::from_bytes(&bytes(path)?),
        None => Pack::embedded(),
    }
    .map_err(|errors| {
        let all: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let from = options.pack.as_deref().map(Path::display);
        let from = from.map_or_else(|| "embedded".to_owned(), |path| path.to_string());
        format!(
            "the rule pack ({from}) can't be used:\n  {}",
            all.join("\n  ")
        )
    })?;
    let named = options.files.iter().chain(&options.resume);
    let named: Vec<&Path> = named.map(PathBuf::as_path).collect();
    let whole = Whole::among(&named)?;
    let saved = match (&options.resume, &whole) {
        (Some(path), None) => Some(
            Saved::from_json(&text(path)?).map_err(|why| format!("{}: {why}", path.display()))?,
        ),
        _ => None,
    };
    if whole.is_none() && options.files.is_empty() {
        return Err("give the files of the session".to_owned());
    }
    let head = whole.as_ref().map(|whole| &whole.head);
    let known = saved.as_ref().map(|saved| (&saved.given, saved.as_of));
    let known = known.or(head.map(|head| (&head.given, head.as_of)));
    let given = match (&options.answers, known) {
        (Some(path), _) => Given::from_json(&text(path)?)
            .map_err(|error| format!("{}: {error}", path.display()))?,
        (None, Some((given, _))) => given.clone(),
        (None, None) => Given::default(),
    };
    let as_of = options
        .as_of
        .or(known.map(|(_, as_of)| as_of))
        .ok_or("give the day with --as-of")?;
    let differences = saved.iter().flat_map(|saved| saved.differences(&pack));
    for difference in differences.chain(head.iter().flat_map(|head| head.differences(&pack))) {
        eprintln!("lookback: {difference}");
    }
    let choices = saved.as_ref().map(|saved| saved.choices.clone());
    let choices = choices.unwrap_or_default();
    let mut session = Session::new(pack).with_choices(choices.clone());
    let mut files = Vec::new();
    // To know a file again is worth a second reading only where a session is kept.
    let hashed = saved.is_some() || options.out.session.is_some();
    if let Some(whole) = &whole {
        files = whole.read(&mut session, hashed)?;
    }
    for path in options.files.iter().filter(|_| whole.is_none()) {
        let read = read(&mut session, path, saved.as_ref(), hashed)
            .map_err(|why| format!("{}: {why}", path.display()))?;
        files.extend(read);
    }
    let loaded = session.finish();
    let assessment = loaded.assess(&given.answers, &given.entered, as_of);
    take_away::write(&options.out, &loaded, &assessment)?;
    if let Some(path) = &options.out.session {
        let saved = Saved::new(loaded.pack(), as_of, files, given, choices);
        let json = saved.to_json().map_err(|error| error.to_string())?;
        take_away::put(path, json.as_bytes())?;
    }
    if options.json {
        let json = assessment.to_json().map_err(|error| error.to_string())?;
        print!("{json}");
    } else {
        print!("{}", print::summary(&assessment));
    }
    Ok(())
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Reads a file by the plans of the session that it belongs to, else by its
/// own.
fn read(
    session: &mut Session,
    path: &Path,
    saved: Option<&Saved>,
    hashed: bool,
) -> Result<Vec<SavedFile>, String> {
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let open = || File::open(path).map_err(|error| error.to_string());
    let size = path.metadata().map_err(|error| error.to_string())?.len();
    let sha256 = if hashed {
        saved::sha256(open()?).map_err(|error| error.to_string())?
    } else {
        String::new()
    };
    let plans: Vec<Plan> = match saved.map(|saved| saved.matching(&name, &sha256)) {
        Some(Match::Same(plans)) => plans.into_iter().cloned().collect(),
        Some(Match::Changed(_) | Match::Other) | None => {
            // Of a zip archive every spreadsheet that can be read.
            let found = session
                .inspect_all(&name, open()?, size)
                .map_err(|refusal| refusal.to_string())?;
            let mut plans = Vec::new();
            for one in found {
                match one.result {
                    Ok(inspection) => plans.extend(inspection.plan()),
                    Err(refusal) => eprintln!("lookback: {}: {refusal}", one.name),
                }
            }
            if plans.is_empty() {
                return Err("no table in it was recognised".to_owned());
            }
            plans
        }
    };
    for plan in &plans {
        session
            .read(&name, open()?, plan, &mut |_| ControlFlow::Continue(()))
            .map_err(|refusal| refusal.to_string())?;
    }
    let file = |plan| SavedFile {
        name: name.clone(),
        size,
        sha256: sha256.clone(),
        plan,
    };
    Ok(plans.into_iter().map(file).collect())
}
