//! The file system inside an .xls: sectors, chained by a table.
//!
//! Only one stream is wanted, so the directory is searched for it and its
//! chain is copied. A chain may lie: each step is counted, and a chain longer
//! than the limit ends in a refusal.

use crate::limits::Limits;
use crate::refusal::{Limit, Refusal};
use std::io::{Read, Seek, SeekFrom};

const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Sector numbers from here on are marks, not sectors.
const MARKS: u32 = 0xFFFF_FFFA;
/// Bytes of a directory entry.
const ENTRY: usize = 128;
/// Directory bytes that are looked at.
const MOST_DIRECTORY: u64 = 4 << 20;

/// Sectors that are told of: two gigabytes of the smallest.
const MOST_SECTORS: usize = 4 << 20;

/// Whether a file begins as a compound file does.
pub(crate) fn is_compound(start: &[u8]) -> bool {
    start.starts_with(&MAGIC)
}

/// The refusal of an old workbook over the limit.
pub(crate) fn too_large(limits: &Limits) -> Refusal {
    Refusal::TooMuch {
        limit: Limit::OldWorkbook,
        most: limits.old_workbook,
        row: None,
    }
}

fn damaged() -> Refusal {
    Refusal::Damaged {
        what: "its compound file".into(),
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(
        bytes.get(at..at.saturating_add(2))?.try_into().ok()?,
    ))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(
        bytes.get(at..at.saturating_add(4))?.try_into().ok()?,
    ))
}

/// The sectors of a compound file.
struct Sectors<'s, S> {
    source: &'s mut S,
    sector: u64,
    table: Vec<u32>,
}

impl<S: Read + Seek> Sectors<'_, S> {
    /// Appends a sector, or nothing where the file has none there. The last one
    /// of a file may be cut: it is filled up, so that every step of a chain brings
    /// a whole sector, and one that leads in a circle soon meets its bound.
    fn read(&mut self, sector: u32, to: &mut Vec<u8>) -> Result<(), Refusal> {
        let place = (u64::from(sector) + 1) * self.sector;
        self.source.seek(SeekFrom::Start(place))?;
        let before = to.len();
        let got = (&mut *self.source).take(self.sector).read_to_end(to)?;
        if got > 0 {
            to.resize(before + self.sector as usize, 0);
        }
        Ok(())
    }

    /// The bytes of the chain that begins at `first`, at most `most`.
    fn chain(&mut self, first: u32, most: u64, over: Refusal) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        let mut sector = first;
        while sector < MARKS {
            if bytes.len() as u64 > most + self.sector {
                return Err(over);
            }
            let before = bytes.len();
            self.read(sector, &mut bytes)?;
            if bytes.len() == before {
                break;
            }
            sector = self.table.get(sector as usize).copied().unwrap_or(MARKS);
        }
        Ok(bytes)
    }
}

/// A stream as the directory lists it.
struct Entry {
    name: String,
    kind: u8,
    start: u32,
    size: u64,
}

fn entries(directory: &[u8], small_sectors: bool) -> Vec<Entry> {
    directory
        .chunks_exact(ENTRY)
        .filter_map(|entry| {
            let length = usize::from(u16_at(entry, 64)?).min(64);
            let units = entry.get(..length)?.chunks_exact(2);
            let units = units.filter_map(|pair| pair.try_into().ok().map(u16::from_le_bytes));
            let name = char::decode_utf16(units.take_while(|unit| *unit != 0))
                .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect();
            let low = u64::from(u32_at(entry, 120)?);
            let high = u64::from(u32_at(entry, 124)?);
            Some(Entry {
                name,
                kind: *entry.get(66)?,
                start: u32_at(entry, 116)?,
                // Files of small sectors leave rubbish in the high half.
                size: if small_sectors { low } else { high << 32 | low },
            })
        })
        .collect()
}

/// The stream of a workbook's records.
pub(crate) fn workbook_stream<S: Read + Seek>(
    source: &mut S,
    limits: &Limits,
) -> Result<Vec<u8>, Refusal> {
    let mut header = Vec::new();
    source.seek(SeekFrom::Start(0))?;
    (&mut *source).take(512).read_to_end(&mut header)?;
    let field = |at| u32_at(&header, at).ok_or_else(damaged);
    let shift = u16_at(&header, 30).ok_or_else(damaged)?;
    if !is_compound(&header) || !(9..=12).contains(&shift) {
        return Err(damaged());
    }
    let mut sectors = Sectors {
        source,
        sector: 1 << shift,
        table: Vec::new(),
    };
    sectors.table = allocation(&mut sectors, &header)?;
    let over = || too_large(limits);
    let directory = sectors.chain(field(48)?, MOST_DIRECTORY, damaged())?;
    let entries = entries(&directory, shift == 9);
    if entries.iter().any(|entry| entry.name == "EncryptedPackage") {
        return Err(Refusal::Encrypted);
    }
    let named = |name: &str| {
        entries
            .iter()
            .find(|entry| entry.kind == 2 && entry.name.eq_ignore_ascii_case(name))
    };
    let Some(stream) = named("Workbook").or_else(|| named("Book")) else {
        return Err(other_document(&entries));
    };
    if stream.size > limits.old_workbook {
        return Err(over());
    }
    let mut bytes = if stream.size < u64::from(field(56)?) {
        let root = entries.iter().find(|entry| entry.kind == 5);
        let mini = sectors.chain(root.map_or(MARKS, |e| e.start), limits.old_workbook, over())?;
        let table = sectors.chain(field(60)?, limits.old_workbook, over())?;
        mini_chain(&mini, &table, stream)
    } else {
        sectors.chain(stream.start, limits.old_workbook, over())?
    };
    bytes.truncate(usize::try_from(stream.size).unwrap_or(usize::MAX));
    if bytes.is_empty() {
        return Err(damaged());
    }
    Ok(bytes)
}

/// What a compound file without a workbook is.
fn other_document(entries: &[Entry]) -> Refusal {
    let has = |name: &str| entries.iter().any(|entry| entry.name == name);
    let looks_like = if has("WordDocument") {
        "a Word document"
    } else if has("PowerPoint Document") {
        "a PowerPoint presentation"
    } else if entries.iter().any(|e| e.name.starts_with("__properties")) {
        "a saved e-mail message"
    } else {
        return damaged();
    };
    Refusal::NotASpreadsheet { looks_like }
}

/// The table that says which sector follows which.
fn allocation<S: Read + Seek>(
    sectors: &mut Sectors<'_, S>,
    header: &[u8],
) -> Result<Vec<u32>, Refusal> {
    let numbers = |bytes: &[u8]| -> Vec<u32> {
        let (words, _) = bytes.as_chunks::<4>();
        words.iter().map(|word| u32::from_le_bytes(*word)).collect()
    };
    // The table's own sectors: 109 in the header, others in a chain.
    let mut parts = numbers(header.get(76..512).unwrap_or_default());
    let mut next = u32_at(header, 68).unwrap_or(MARKS);
    let mut read = Vec::new();
    while next < MARKS && parts.len() < MOST_SECTORS {
        read.clear();
        sectors.read(next, &mut read)?;
        let mut further = numbers(&read);
        if further.is_empty() {
            break;
        }
        next = further.pop().unwrap_or(MARKS);
        parts.append(&mut further);
    }
    let mut table = Vec::new();
    for part in parts.into_iter().filter(|part| *part < MARKS) {
        if table.len() > MOST_SECTORS {
            break;
        }
        read.clear();
        sectors.read(part, &mut read)?;
        table.append(&mut numbers(&read));
    }
    Ok(table)
}

/// A small stream, which stands in the small sectors of another stream.
fn mini_chain(mini: &[u8], table: &[u8], stream: &Entry) -> Vec<u8> {
    const MINI: usize = 64;
    let mut bytes = Vec::new();
    let mut sector = stream.start;
    while sector < MARKS && (bytes.len() as u64) < stream.size {
        // Saturating: a sector that lies far outside is no part of the stream.
        let at = (sector as usize).saturating_mul(MINI);
        let Some(part) = mini.get(at..mini.len().min(at.saturating_add(MINI))) else {
            break;
        };
        if part.is_empty() {
            break;
        }
        bytes.extend_from_slice(part);
        sector = u32_at(table, (sector as usize).saturating_mul(4)).unwrap_or(MARKS);
    }
    bytes
}
