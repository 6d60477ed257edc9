//! A session on the visitor's own disk, to go on with another day.
//!
//! It holds how the files were read, what the visitor answered, entered and
//! decided, and the day; never a row of the files themselves. The files are
//! chosen again, and known by their SHA-256: the same bytes under the same plan,
//! answers, pack and day give the same assessment to the last byte. What differs
//! is said in words and stops nothing.

use crate::given::Given;
use customs::Day;
use intake::Plan;
use products::Choices;
use rulebook::Pack;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::{self, Read};

/// The form of session files that this program writes.
pub const FORM: u32 = 1;

/// A saved session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Saved {
    /// The form of the file, [`FORM`].
    pub session: u32,
    /// Version of the program that wrote it.
    pub lookback: String,
    /// The rule pack that was in force.
    pub pack: SavedPack,
    /// The day that the assessment was made for.
    pub as_of: Day,
    /// The tables that were read, in order.
    pub files: Vec<SavedFile>,
    /// Answers and entered figures.
    pub given: Given,
    /// What was decided about products.
    pub choices: Choices,
}

/// A rule pack by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedPack {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
}

/// A table that was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedFile {
    /// The file's name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256, in lower-case hexadecimal digits.
    pub sha256: String,
    /// How it was read.
    pub plan: Plan,
}

/// How a chosen file meets a saved session.
#[derive(Clone, Debug, PartialEq)]
pub enum Match<'a> {
    /// The very file, whatever it is called now: read it by these plans.
    Same(Vec<&'a Plan>),
    /// A file of the same name with other content: the plans may fit or not.
    Changed(Vec<&'a Plan>),
    /// None of the session's files.
    Other,
}

/// Something that is not as it was when the session was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Another rule pack, or another version.
    Pack {
        /// What the session was made under.
        was: SavedPack,
        /// What is in force.
        is: SavedPack,
    },
    /// Another version of the program.
    Program {
        /// What wrote the session.
        was: String,
        /// What reads it.
        is: String,
    },
}

impl Saved {
    /// A session to save.
    #[must_use]
    pub fn new(
        pack: &Pack,
        as_of: Day,
        files: Vec<SavedFile>,
        given: Given,
        choices: Choices,
    ) -> Self {
        Self {
            session: FORM,
            lookback: env!("CARGO_PKG_VERSION").to_owned(),
            pack: SavedPack::of(pack),
            as_of,
            files,
            given,
            choices,
        }
    }

    /// The session as a file.
    ///
    /// # Errors
    /// Never for a session that [`Saved::new`] gave.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        Ok(text)
    }

    /// Reads a session file.
    ///
    /// # Errors
    /// When it is none, or of a form that this program does not know; the
    /// message is one sentence for the visitor.
    pub fn from_json(text: &str) -> Result<Self, String> {
        #[derive(Deserialize)]
        struct Form {
            session: u32,
        }
        let none = || "This is not a saved session of this program.".to_owned();
        if !text.trim_start().starts_with('{') {
            return Err(none());
        }
        let form: Form = serde_json::from_str(text).map_err(|_| none())?;
        if form.session != FORM {
            return Err(format!(
                "This session was saved by another version of the program (form {}, this one reads {FORM}).",
                form.session
            ));
        }
        serde_json::from_str(text)
            .map_err(|error| format!("The saved session can't be read: {error}."))
    }

    /// How a file with this name and SHA-256 meets the session.
    #[must_use]
    pub fn matching(&self, name: &str, sha256: &str) -> Match<'_> {
        let plans = |of: &dyn Fn(&SavedFile) -> bool| -> Vec<&Plan> {
            let files = self.files.iter().filter(|file| of(file));
            files.map(|file| &file.plan).collect()
        };
        let same = plans(&|file| file.sha256 == sha256);
        if !same.is_empty() {
            return Match::Same(same);
        }
        let named = plans(&|file| file.name == name);
        if named.is_empty() {
            Match::Other
        } else {
            Match::Changed(named)
        }
    }

    /// What is not as it was: an assessment may come out differently.
    #[must_use]
    pub fn differences(&self, pack: &Pack) -> Vec<Difference> {
        differences(&self.pack, &self.lookback, pack)
    }
}

/// What is not as it was when `pack` and this version of `program` were in force.
pub(crate) fn differences(was: &SavedPack, program: &str, pack: &Pack) -> Vec<Difference> {
    let mut all = Vec::new();
    let is = SavedPack::of(pack);
    if *was != is {
        let was = was.clone();
        all.push(Difference::Pack { was, is });
    }
    let is = env!("CARGO_PKG_VERSION");
    if program != is {
        all.push(Difference::Program {
            was: program.to_owned(),
            is: is.to_owned(),
        });
    }
    all
}

impl SavedPack {
    fn of(pack: &Pack) -> Self {
        Self {
            id: pack.header.pack_id.clone(),
            version: pack.header.version.clone(),
        }
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Pack { was, is } => write!(
                f,
                "The session was saved under rule pack {} {}; {} {} is in force.",
                was.id, was.version, is.id, is.version
            ),
            Self::Program { was, is } => write!(
                f,
                "The session was saved by version {was} of the program; this is {is}."
            ),
        }
    }
}

/// The SHA-256 of a file, in lower-case hexadecimal digits.
///
/// # Errors
/// When the file can't be read to its end.
pub fn sha256(mut source: impl Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match source.read(&mut buffer)? {
            0 => break,
            read => hasher.update(buffer.get(..read).unwrap_or_default()),
        }
    }
    Ok(hasher
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_the_standard() {
        assert_eq!(
            sha256(&b"abc"[..]).unwrap(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn what_is_no_session_is_said_in_a_sentence() {
        for text in ["", "{}", "[1]", "{\"session\": \"x\"}"] {
            let said = Saved::from_json(text).unwrap_err();
            assert_eq!(said, "This is not a saved session of this program.");
        }
        let said = Saved::from_json("{\"session\": 99}").unwrap_err();
        assert!(said.contains("form 99"), "{said}");
    }
}
