//! Running other programs, and saying plainly when one is not there.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::project;

/// A command that runs in the project's root.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project::root());
    command
}

/// Cargo, the very one that runs this.
pub(crate) fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Where a program is on the path, if it is.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let extensions: &[&str] = if cfg!(windows) {
        &["exe", "cmd", "bat"]
    } else {
        &[""]
    };
    env::split_paths(&env::var_os("PATH")?)
        .flat_map(|dir| {
            extensions
                .iter()
                .map(move |extension| dir.join(program).with_extension(extension))
        })
        .find(|path| path.is_file())
}

/// Where a program is on the path, or the sentence that says what to install.
///
/// # Errors
///
/// When the program is not on the path.
pub(crate) fn need(program: &str, advice: &str) -> Result<PathBuf> {
    find(program).with_context(|| format!("`{program}` is not installed: {advice}"))
}

/// Runs a command to its end, its output going where ours goes.
///
/// # Errors
///
/// When it cannot be started or ends with a failure.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = describe(command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("starting {name}"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}

/// Runs a command, passes its standard output on line by line and shows each
/// line to `look` as well. Says whether it succeeded.
///
/// # Errors
///
/// When it cannot be started or its output cannot be read.
pub(crate) fn watch(command: &mut Command, mut look: impl FnMut(&str)) -> Result<bool> {
    let name = describe(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("starting {name}"))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line.with_context(|| format!("reading what {name} says"))?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            look(&line);
        }
    }
    Ok(child.wait()?.success())
}

/// What a command prints, or nothing if it is not there or fails.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The path with the project's own tools in front.
///
/// # Errors
///
/// When a folder's name cannot stand in a path list.
pub(crate) fn path_with_tools() -> Result<std::ffi::OsString> {
    let own = project::root().join(".tools/bin");
    let rest = env::var_os("PATH").unwrap_or_default();
    env::join_paths(std::iter::once(own).chain(env::split_paths(&rest)))
        .context("the project's folder has a name that cannot stand in PATH")
}

fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_stem()
        .unwrap_or(command.get_program())
        .to_string_lossy();
    let first = command
        .get_args()
        .next()
        .map(|argument| format!(" {}", argument.to_string_lossy()))
        .unwrap_or_default();
    format!("`{program}{first}`")
}
