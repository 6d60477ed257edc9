//! .xlsb: the parts of a workbook as binary records in a zip.
//!
//! A record is its number, its length and its payload, numbers and lengths in
//! seven-bit pieces ([MS-XLSB] 2.1.4). Records that mean nothing here are
//! passed over without being held.

use super::rows::{Feed, RowBuffer, packed_number};
use super::{Book, Listed};
use crate::cell::CellKind;
use crate::limits::Limits;
use crate::refusal::Refusal;
use crate::source::{Counted, met};
use crate::workbook::package::{Relations, packed, part_names, relations};
use crate::workbook::strings::Strings;
use crate::workbook::styles::{Shown, Styles, built_in, shown_by};
use std::collections::BTreeMap;
use std::io::{self, BufReader, Read, Seek};
use zip::ZipArchive;

/// Numbers of records ([MS-XLSB] 2.3).
mod record {
    pub(super) const ROW: u16 = 0;
    pub(super) const CELL_RK: u16 = 2;
    pub(super) const CELL_ERROR: u16 = 3;
    pub(super) const CELL_BOOL: u16 = 4;
    pub(super) const CELL_REAL: u16 = 5;
    pub(super) const CELL_TEXT: u16 = 6;
    pub(super) const CELL_SHARED: u16 = 7;
    pub(super) const FORMULA_TEXT: u16 = 8;
    pub(super) const FORMULA_NUMBER: u16 = 9;
    pub(super) const FORMULA_BOOL: u16 = 10;
    pub(super) const FORMULA_ERROR: u16 = 11;
    pub(super) const SHARED_ITEM: u16 = 19;
    pub(super) const FORMAT: u16 = 44;
    pub(super) const STYLE: u16 = 47;
    pub(super) const CELL_RICH: u16 = 62;
    pub(super) const SHEET_DATA: u16 = 145;
    pub(super) const SHEET_DATA_END: u16 = 146;
    pub(super) const WORKBOOK: u16 = 153;
    pub(super) const SHEET: u16 = 156;
    pub(super) const CELL_STYLES: u16 = 617;
    pub(super) const CELL_STYLES_END: u16 = 618;
}

/// More styles than Excel allows are not kept.
const MOST_STYLES: usize = 65_536;
/// Rows of a sheet, by its format.
const SHEET_ROWS: u32 = 1_048_576;

/// The records of a part.
struct Records<R> {
    from: BufReader<Counted<R>>,
    payload: Vec<u8>,
    /// Longer payloads are cut here; the rest is passed over.
    longest: usize,
}

impl<R: Read> Records<R> {
    fn new(from: R, packed: u64, limits: &Limits) -> Self {
        Self {
            from: BufReader::with_capacity(32 << 10, Counted::new(from, packed, limits)),
            payload: Vec::new(),
            // A text has two bytes to a character.
            longest: limits.string.saturating_mul(2) + 64,
        }
    }

    fn byte(&mut self) -> io::Result<Option<u8>> {
        let mut byte = [0];
        Ok(match self.from.read(&mut byte)? {
            0 => None,
            _ => Some(byte[0]),
        })
    }

    fn pieces(&mut self, most: u32) -> io::Result<Option<u32>> {
        let mut value = 0u32;
        for at in 0..most {
            let Some(byte) = self.byte()? else {
                return Ok(None);
            };
            value |= u32::from(byte & 0x7F) << (7 * at);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Ok(Some(value))
    }

    fn step(&mut self) -> io::Result<Option<u16>> {
        let Some(number) = self.pieces(2)? else {
            return Ok(None);
        };
        let Some(length) = self.pieces(4)? else {
            return Ok(None);
        };
        self.payload.clear();
        let held = (length as usize).min(self.longest) as u64;
        let got = (&mut self.from).take(held).read_to_end(&mut self.payload)?;
        if (got as u64) < held {
            return Ok(None);
        }
        let rest = u64::from(length) - held;
        io::copy(&mut (&mut self.from).take(rest), &mut io::sink())?;
        Ok(u16::try_from(number).ok())
    }

    /// The number of the next record, its payload in `payload`; none at the
    /// end, or where the part is damaged.
    fn next(&mut self) -> Result<Option<u16>, Refusal> {
        self.step()
            .or_else(|error| met(&error).map_or(Ok(None), Err))
    }

    fn bytes<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.payload.get(at..)?.first_chunk().copied()
    }

    fn u32(&self, at: usize) -> Option<u32> {
        self.bytes(at).map(u32::from_le_bytes)
    }

    /// The text at a place, and where it ends. A text that is not there is
    /// empty.
    fn text(&self, at: usize) -> (String, usize) {
        let length = match self.u32(at) {
            None | Some(u32::MAX) => return (String::new(), at + 4),
            Some(length) => length as usize,
        };
        let rest = self.payload.get(at + 4..).unwrap_or_default();
        let bytes = rest.get(..length.saturating_mul(2)).unwrap_or(rest);
        let units = bytes.chunks_exact(2);
        let units = units.filter_map(|pair| pair.try_into().ok().map(u16::from_le_bytes));
        let text = char::decode_utf16(units)
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect();
        (text, at + 4 + bytes.len())
    }
}

/// An open .xlsb.
pub(crate) struct BinaryBook<S> {
    zip: ZipArchive<S>,
    parts: BTreeMap<String, usize>,
    sheets: Vec<(Listed, String)>,
    strings: Strings,
    styles: Styles,
    from_1904: bool,
}

impl<S: Read + Seek> BinaryBook<S> {
    /// Opens a workbook, with its shared texts and number formats.
    pub(crate) fn open(mut zip: ZipArchive<S>, limits: &Limits) -> Result<Self, Refusal> {
        let parts = part_names(&zip);
        let targets = relations(&mut zip, &parts, "xl/_rels/workbook.bin.rels", "xl", limits)?;
        let by_kind = |kind: &str| {
            let found = targets.values().find(|(k, _)| k == kind);
            found.map(|(_, target)| target.clone())
        };
        let (sheets, from_1904) = listed(&mut zip, &parts, &targets, limits)?;
        if sheets.is_empty() {
            return Err(Refusal::Damaged {
                what: "it lists no sheets".into(),
            });
        }
        let styles = match by_kind("styles") {
            Some(name) => styles(&mut zip, &parts, &name, limits)?,
            None => Styles::default(),
        };
        let strings = match by_kind("sharedStrings") {
            Some(name) => strings(&mut zip, &parts, &name, limits)?,
            None => Strings::default(),
        };
        Ok(Self {
            zip,
            parts,
            sheets,
            strings,
            styles,
            from_1904,
        })
    }
}

/// Sheets with the parts that hold them, and whether dates count from 1904.
type Sheets = (Vec<(Listed, String)>, bool);

fn listed<S: Read + Seek>(
    zip: &mut ZipArchive<S>,
    parts: &BTreeMap<String, usize>,
    targets: &Relations,
    limits: &Limits,
) -> Result<Sheets, Refusal> {
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    let Some((file, size)) = packed(zip, parts, "xl/workbook.bin")? else {
        return Ok((sheets, from_1904));
    };
    let mut records = Records::new(file, size, limits);
    while let Some(number) = records.next()? {
        match number {
            record::WORKBOOK => from_1904 = records.u32(0).unwrap_or(0) & 1 != 0,
            record::SHEET if sheets.len() < limits.sheets => {
                let hidden = records.u32(0).unwrap_or(0) != 0;
                let (id, end) = records.text(8);
                let (name, _) = records.text(end);
                if let Some((kind, target)) = targets.get(&id)
                    && kind == "worksheet"
                {
                    sheets.push((Listed { name, hidden }, target.clone()));
                }
            }
            _ => {}
        }
    }
    Ok((sheets, from_1904))
}

fn strings<S: Read + Seek>(
    zip: &mut ZipArchive<S>,
    parts: &BTreeMap<String, usize>,
    name: &str,
    limits: &Limits,
) -> Result<Strings, Refusal> {
    let mut strings = Strings::default();
    let Some((file, size)) = packed(zip, parts, name)? else {
        return Ok(strings);
    };
    let mut records = Records::new(file, size, limits);
    while let Some(number) = records.next()? {
        if number == record::SHARED_ITEM {
            strings.push(&records.text(1).0, limits)?;
        }
    }
    Ok(strings)
}

fn styles<S: Read + Seek>(
    zip: &mut ZipArchive<S>,
    parts: &BTreeMap<String, usize>,
    name: &str,
    limits: &Limits,
) -> Result<Styles, Refusal> {
    let Some((file, size)) = packed(zip, parts, name)? else {
        return Ok(Styles::default());
    };
    let mut records = Records::new(file, size, limits);
    let mut formats: BTreeMap<u16, Shown> = BTreeMap::new();
    let mut shown = Vec::new();
    let mut in_cell_styles = false;
    while let Some(number) = records.next()? {
        match number {
            record::FORMAT if formats.len() < MOST_STYLES => {
                if let Some(id) = records.bytes(0).map(u16::from_le_bytes) {
                    formats.insert(id, shown_by(&records.text(2).0));
                }
            }
            record::CELL_STYLES => in_cell_styles = true,
            record::CELL_STYLES_END => in_cell_styles = false,
            record::STYLE if in_cell_styles && shown.len() < MOST_STYLES => {
                let id = records.bytes(2).map_or(0, u16::from_le_bytes);
                let known = formats.get(&id).copied();
                shown.push(known.unwrap_or_else(|| built_in(u32::from(id))));
            }
            _ => {}
        }
    }
    Ok(Styles::of(shown))
}

impl<S: Read + Seek> Book for BinaryBook<S> {
    fn sheets(&self) -> Vec<Listed> {
        self.sheets.iter().map(|(sheet, _)| sheet.clone()).collect()
    }

    fn feed(&mut self, at: usize, limits: &Limits) -> Result<Box<dyn Feed + '_>, Refusal> {
        let missing = || Refusal::Damaged {
            what: "a sheet it lists is missing".into(),
        };
        let (_, target) = self.sheets.get(at).ok_or_else(missing)?;
        let (file, size) = packed(&mut self.zip, &self.parts, target)?.ok_or_else(missing)?;
        Ok(Box::new(Sheet {
            records: Records::new(file, size, limits),
            strings: &self.strings,
            styles: &self.styles,
            from_1904: self.from_1904,
            started: false,
            next: None,
            last: 0,
        }))
    }
}

/// The rows of a sheet.
struct Sheet<'b, R> {
    records: Records<R>,
    strings: &'b Strings,
    styles: &'b Styles,
    from_1904: bool,
    started: bool,
    /// The row whose record was read, and whether it is hidden.
    next: Option<(u32, bool)>,
    last: u32,
}

impl<R: Read> Sheet<'_, R> {
    /// The row that the current record begins.
    fn row_record(&mut self) -> Option<(u32, bool)> {
        let row = self.records.u32(0)?.checked_add(1)?;
        // Byte 11: three bits of outline level, collapsed, hidden.
        let hidden = self
            .records
            .bytes(11)
            .is_some_and(|[b]: [u8; 1]| b & 0x10 != 0);
        // A number that goes back, or past the end, is not believed.
        let following = self.last + 1;
        let row = if (following..=SHEET_ROWS).contains(&row) {
            row
        } else {
            following
        };
        self.last = row;
        Some((row, hidden))
    }

    fn cell(&self, number: u16, row: &mut RowBuffer) -> Result<(), Refusal> {
        let records = &self.records;
        let Some(column) = records.u32(0).map(|column| column as usize) else {
            return Ok(());
        };
        let style = records.u32(4).unwrap_or(0) & 0x00FF_FFFF;
        let shown = self.styles.get(style);
        match number {
            record::CELL_RK => {
                let value = records.bytes(8).map(packed_number);
                value.map_or(Ok(()), |v| {
                    row.push_number(column, v, shown, self.from_1904)
                })
            }
            record::CELL_REAL | record::FORMULA_NUMBER => {
                let value = records.bytes(8).map(f64::from_le_bytes);
                value.map_or(Ok(()), |v| {
                    row.push_number(column, v, shown, self.from_1904)
                })
            }
            record::CELL_BOOL | record::FORMULA_BOOL => {
                row.push_bool(column, records.bytes(8) == Some([1]))
            }
            record::CELL_ERROR | record::FORMULA_ERROR => {
                let [code] = records.bytes(8).unwrap_or([0x2A]);
                row.push_error(column, code)
            }
            record::CELL_TEXT | record::FORMULA_TEXT => {
                row.push(column, CellKind::Text, &records.text(8).0)
            }
            record::CELL_RICH => row.push(column, CellKind::Text, &records.text(9).0),
            record::CELL_SHARED => {
                let text = records.u32(8).and_then(|index| self.strings.get(index));
                row.push(column, CellKind::Text, text.unwrap_or(""))
            }
            _ => Ok(()),
        }
    }
}

impl<R: Read> Feed for Sheet<'_, R> {
    fn next_row(&mut self, row: &mut RowBuffer) -> Result<bool, Refusal> {
        let mut open = self.next.take();
        if let Some((number, hidden)) = open {
            row.begin(number);
            if hidden {
                row.hide();
            }
        }
        loop {
            let Some(number) = self.records.next()? else {
                // The part ends before its sheet does.
                if open.is_some() {
                    row.cut_short();
                }
                return Ok(open.is_some());
            };
            match number {
                record::SHEET_DATA => self.started = true,
                record::SHEET_DATA_END => {
                    self.started = false;
                    return Ok(open.is_some());
                }
                record::ROW if self.started => {
                    self.next = self.row_record();
                    if open.is_some() {
                        return Ok(true);
                    }
                    open = self.next.take();
                    if let Some((number, hidden)) = open {
                        row.begin(number);
                        if hidden {
                            row.hide();
                        }
                    }
                }
                _ if self.started && open.is_some() => self.cell(number, row)?,
                _ => {}
            }
        }
    }
}
