//! Spreadsheets in a zip archive, as ACE delivers large reports.
//!
//! A text file in it is read as it inflates; a workbook, which is itself a zip
//! and is read by hops, is unpacked into memory, bounded. What the archive says
//! about sizes is not believed. An archive in an archive is refused: nobody
//! delivers reports so, and it is how small files are made to become huge.

use crate::limits::Limits;
use crate::refusal::{Limit, Refusal};
use crate::source::{Counted, met, swollen};
use crate::workbook::package::refuse;
use std::io::{self, Read, Seek};
use zip::ZipArchive;

/// Members that are looked through for spreadsheets.
const MOST_MEMBERS: usize = 10_000;

/// The members of an archive that may be spreadsheets: no folders, and none of
/// the notes that systems leave in archives.
pub(crate) fn members<S: Read + Seek>(zip: &ZipArchive<S>, limits: &Limits) -> Vec<String> {
    let names = (0..zip.len().min(MOST_MEMBERS)).filter_map(|at| zip.name_for_index(at)?.ok());
    names
        .map(|name| name.into_owned())
        .filter(|name| {
            let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
            let of_the_system = name.starts_with("__MACOSX/")
                || file.starts_with('.')
                || file.eq_ignore_ascii_case("thumbs.db")
                || file.eq_ignore_ascii_case("desktop.ini");
            !file.is_empty() && !of_the_system
        })
        .take(limits.sheets)
        .collect()
}

/// The bytes of a member as they inflate, counted.
pub(crate) fn member<'z, S: Read + Seek>(
    zip: &'z mut ZipArchive<S>,
    name: &str,
    limits: &Limits,
) -> Result<impl Read + use<'z, S>, Refusal> {
    let gone = || Refusal::NoSuchMember { name: name.into() };
    let at = zip.index_for_name(name).ok_or_else(gone)?;
    let file = zip.by_index(at).map_err(|error| refuse(error, name))?;
    let packed = file.compressed_size();
    if let Some(refusal) = swollen(packed, file.size(), limits) {
        return Err(refusal);
    }
    Ok(Counted::new(file, packed, limits))
}

/// A member's bytes, whole.
pub(crate) fn unpacked<S: Read + Seek>(
    zip: &mut ZipArchive<S>,
    name: &str,
    limits: &Limits,
) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let most = limits.packed_workbook;
    let from = member(zip, name, limits)?;
    let read = from.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| broken(&error, name))?;
    if bytes.len() as u64 > most {
        return Err(Refusal::TooMuch {
            limit: Limit::PackedWorkbook,
            most,
            row: None,
        });
    }
    Ok(bytes)
}

/// The first bytes of a member, at most `most`.
pub(crate) fn start<S: Read + Seek>(
    zip: &mut ZipArchive<S>,
    name: &str,
    most: usize,
    limits: &Limits,
) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let from = member(zip, name, limits)?;
    let read = from.take(most as u64).read_to_end(&mut bytes);
    read.map_err(|error| broken(&error, name))?;
    Ok(bytes)
}

fn broken(error: &io::Error, name: &str) -> Refusal {
    met(error).unwrap_or_else(|| Refusal::Damaged {
        what: format!("the packed file {name}"),
    })
}
