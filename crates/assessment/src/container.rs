//! A session with its files inside, as the page saves it.
//!
//! The file holds what the page knows and cannot work out (answers, figures,
//! what each column was taken for, the day) and the very files it was given, so
//! that opening it resumes exactly, wherever those have gone since:
//!
//! ```text
//! LOOKBACK SESSION 1 LENGTH\n    the length of what follows, in bytes
//! {...}                          the head, as JSON
//! file file ...                  the files, one after another, as they were
//! ```
//!
//! Nothing but the head is ever in memory: where each file stands is given as a
//! [`Slice`] or as a range of bytes.

use crate::given::Given;
use crate::saved::{Difference, SavedPack};
use customs::Day;
use intake::Inspection;
use rulebook::Pack;
use serde::{Deserialize, Serialize};
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

const MARK: &str = "LOOKBACK SESSION ";
const FORM: &str = "1";
/// Longer first lines are not ours.
const LONGEST_LINE: u64 = 64;
/// Longer heads are not ours: a head holds a few samples a column.
const LONGEST_HEAD: u64 = 16 * 1024 * 1024;

/// The head of a session with its files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Container {
    /// Version of the program that saved it.
    pub lookback: String,
    /// Version of the rule pack that its results stood on.
    pub pack: String,
    /// The day that it was made for.
    pub as_of: Day,
    /// Whether the files are the sample importer's.
    pub sample: bool,
    /// Answers and figures.
    pub given: Given,
    /// The files, in order.
    pub files: Vec<HeldFile>,
}

/// A file inside a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeldFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub size: u64,
    /// What it was understood to be, with the visitor's corrections; `None`
    /// where it could not be read.
    pub inspection: Option<Inspection>,
}

/// A session and where each of its files stands.
pub type Opened = (Container, Vec<Range<u64>>);

impl Container {
    /// What stands before the files.
    ///
    /// # Errors
    /// When a value has no JSON form; none of ours is so.
    pub fn head(&self) -> Result<String, String> {
        let json = serde_json::to_string(self).map_err(|error| error.to_string())?;
        Ok(format!("{MARK}{FORM} {}\n{json}", json.len()))
    }

    /// Reads the head of a file of `size` bytes, and where each of the files in
    /// it stands; `None` where it is no session.
    ///
    /// # Errors
    /// When it is one that cannot be opened, in a sentence for the visitor.
    pub fn open(source: impl Read, size: u64) -> Result<Option<Opened>, String> {
        let Some((json, mut from)) = head(source)? else {
            return Ok(None);
        };
        let this: Self = serde_json::from_str(&json).map_err(|error| {
            format!("This session was saved by another version of Lookback, or is damaged ({error}). Bring the spreadsheets themselves.")
        })?;
        let mut places = Vec::new();
        for file in &this.files {
            let to = from.checked_add(file.size).filter(|to| *to <= size);
            let to = to.ok_or("This session is cut short.")?;
            places.push(from..to);
            from = to;
        }
        Ok(Some((this, places)))
    }

    /// What is not as it was: an assessment may come out differently.
    #[must_use]
    pub fn differences(&self, pack: &Pack) -> Vec<Difference> {
        let was = SavedPack {
            id: pack.header.pack_id.clone(),
            version: self.pack.clone(),
        };
        crate::saved::differences(&was, &self.lookback, pack)
    }
}

/// The head's JSON and where the files begin; `None` where the first line is not
/// that of a session.
fn head(mut source: impl Read) -> Result<Option<(String, u64)>, String> {
    let read = |source: &mut dyn Read, most: u64| {
        let mut bytes = Vec::new();
        let read = source.take(most).read_to_end(&mut bytes);
        read.map(|_| bytes).map_err(|error| error.to_string())
    };
    // What cannot be read at all is for the readers of spreadsheets to say.
    let Ok(start) = read(&mut source, LONGEST_LINE) else {
        return Ok(None);
    };
    let line = start.iter().position(|byte| *byte == b'\n');
    let line = line.unwrap_or(start.len());
    let first = start
        .get(..line)
        .and_then(|line| std::str::from_utf8(line).ok());
    let Some(rest) = first.and_then(|first| first.strip_prefix(MARK)) else {
        return Ok(None);
    };
    let (form, length) = rest.split_once(' ').unwrap_or((rest, ""));
    if form != FORM {
        return Err("This session was saved by another version of Lookback. Bring the spreadsheets themselves.".to_owned());
    }
    let length: Option<u64> = length.parse().ok();
    let Some(length) = length.filter(|length| *length <= LONGEST_HEAD) else {
        return Err(
            "This session is damaged: its first line says no length that a session has.".to_owned(),
        );
    };
    let mut json = start.get(line + 1..).unwrap_or_default().to_vec();
    let known = json.len() as u64;
    if known > length {
        json.truncate(length as usize);
    } else {
        json.extend(read(&mut source, length - known)?);
    }
    if (json.len() as u64) < length {
        return Err("This session is cut short.".to_owned());
    }
    let json = String::from_utf8(json);
    let json = json.map_err(|_| "This session is damaged: its head is no text.".to_owned())?;
    Ok(Some((json, line as u64 + 1 + length)))
}

/// A file inside another, to be read like one of its own.
#[derive(Debug)]
pub struct Slice<S> {
    source: S,
    place: Range<u64>,
    /// The next byte, from the beginning of the slice.
    at: u64,
}

impl<S: Read + Seek> Slice<S> {
    /// The bytes of a source at a place.
    #[must_use]
    pub fn new(source: S, place: Range<u64>) -> Self {
        Self {
            source,
            place,
            at: 0,
        }
    }

    /// Its length in bytes.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.place.end.saturating_sub(self.place.start)
    }
}

impl<S: Read + Seek> Read for Slice<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.size().saturating_sub(self.at);
        let most = usize::try_from(left).map_or(buffer.len(), |left| left.min(buffer.len()));
        let Some(buffer) = buffer.get_mut(..most).filter(|buffer| !buffer.is_empty()) else {
            return Ok(0);
        };
        self.source
            .seek(SeekFrom::Start(self.place.start.saturating_add(self.at)))?;
        let read = self.source.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl<S: Read + Seek> Seek for Slice<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}
