//! A session with its files inside, as the page saves it.

use assessment::Session;
use assessment::container::{Container, Slice};
use assessment::saved::{self, SavedFile};
use std::fs::File;
use std::ops::{ControlFlow, Range};
use std::path::{Path, PathBuf};

/// A session that holds its files.
pub(crate) struct Whole {
    path: PathBuf,
    /// What it says.
    pub(crate) head: Container,
    places: Vec<Range<u64>>,
}

impl Whole {
    /// The session among what the command line names; `None` where there is none.
    /// It holds its files, so that others beside it are a slip.
    pub(crate) fn among(paths: &[&Path]) -> Result<Option<Self>, String> {
        for path in paths {
            let said = |why: String| format!("{}: {why}", path.display());
            if let Some(whole) = Self::open(path).map_err(said)? {
                return match paths {
                    [_] => Ok(Some(whole)),
                    _ => Err(said(
                        "this session holds its files; give it alone".to_owned(),
                    )),
                };
            }
        }
        Ok(None)
    }

    fn open(path: &Path) -> Result<Option<Self>, String> {
        let file = File::open(path).map_err(|error| error.to_string())?;
        let size = file.metadata().map_err(|error| error.to_string())?.len();
        let opened = Container::open(file, size)?;
        Ok(opened.map(|(head, places)| Self {
            path: path.to_owned(),
            head,
            places,
        }))
    }

    /// Reads its files as the page had understood them.
    pub(crate) fn read(
        &self,
        session: &mut Session,
        hashed: bool,
    ) -> Result<Vec<SavedFile>, String> {
        let mut files = Vec::new();
        for (held, place) in self.head.files.iter().zip(&self.places) {
            // It comes from a file, so that nothing in it moves the cursor.
            let name = held.name.escape_debug();
            let said = |why: String| format!("{}: {name}: {why}", self.path.display());
            let Some(plan) = held.inspection.as_ref().and_then(|one| one.plan()) else {
                eprintln!("lookback: {name}: it could not be read when the session was saved");
                continue;
            };
            let slice = || {
                let file = File::open(&self.path);
                file.map(|file| Slice::new(file, place.clone()))
                    .map_err(|error| said(error.to_string()))
            };
            let sha256 = if hashed {
                saved::sha256(slice()?).map_err(|error| said(error.to_string()))?
            } else {
                String::new()
            };
            session
                .read(&held.name, slice()?, &plan, &mut |_| {
                    ControlFlow::Continue(())
                })
                .map_err(|refusal| said(refusal.to_string()))?;
            files.push(SavedFile {
                name: held.name.clone(),
                size: held.size,
                sha256,
                plan,
            });
        }
        Ok(files)
    }
}
