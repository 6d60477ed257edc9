//! What is said once for the workbook: sheets, shared texts, number formats.

use super::records::{Pieces, Record, Records, id, narrow, u16_at, u32_at};
use crate::limits::Limits;
use crate::other::Listed;
use crate::refusal::Refusal;
use crate::workbook::strings::Strings;
use crate::workbook::styles::{Shown, Styles, built_in, shown_by};
use std::collections::BTreeMap;

/// More number formats and styles than Excel allows are not kept.
const MOST: usize = 65_536;

/// What holds for the whole workbook.
pub(super) struct Globals {
    /// Sheets, and where in the stream they begin.
    pub(super) sheets: Vec<(Listed, usize)>,
    pub(super) strings: Strings,
    pub(super) styles: Styles,
    pub(super) from_1904: bool,
    /// Texts are those of Excel 97, not of Excel 5 and 95.
    pub(super) wide: bool,
}

impl Globals {
    pub(super) fn read(stream: &[u8], limits: &Limits) -> Result<Self, Refusal> {
        let mut records = Records::new(stream, 0);
        let first = records.next();
        let wide = match first.filter(|record| record.id == id::BEGIN) {
            Some(record) => match u16_at(record.data, 0) {
                Some(0x0600) => true,
                Some(0x0500) => false,
                _ => return Err(older()),
            },
            None => return Err(older()),
        };
        let mut globals = Self {
            sheets: Vec::new(),
            strings: Strings::default(),
            styles: Styles::default(),
            from_1904: false,
            wide,
        };
        let mut formats: BTreeMap<u16, Shown> = BTreeMap::new();
        let mut shown = Vec::new();
        for record in records {
            match record.id {
                id::END => break,
                id::PASSWORD => return Err(Refusal::Encrypted),
                id::EPOCH => globals.from_1904 = u16_at(record.data, 0) == Some(1),
                id::FORMAT if formats.len() < MOST => {
                    let key = u16_at(record.data, 0).unwrap_or(0);
                    formats.insert(key, shown_by(&format_code(stream, record, wide)));
                }
                id::STYLE if shown.len() < MOST => {
                    let key = u16_at(record.data, 2).unwrap_or(0);
                    let known = formats.get(&key).copied();
                    shown.push(known.unwrap_or_else(|| built_in(u32::from(key))));
                }
                id::SHEET if globals.sheets.len() < limits.sheets => {
                    globals.sheets.extend(sheet(stream, record, wide));
                }
                id::SHARED_TEXTS => globals.shared_texts(stream, record, limits)?,
                _ => {}
            }
        }
        globals.styles = Styles::of(shown);
        if globals.sheets.is_empty() {
            return Err(Refusal::Damaged {
                what: "it lists no sheets".into(),
            });
        }
        Ok(globals)
    }

    fn shared_texts(
        &mut self,
        stream: &[u8],
        record: Record<'_>,
        limits: &Limits,
    ) -> Result<(), Refusal> {
        let count = u32_at(record.data, 4).unwrap_or(0);
        let mut pieces = Pieces::new(stream, record, 8);
        let mut text = String::new();
        for _ in 0..count {
            text.clear();
            if pieces.text(&mut text).is_none() {
                break;
            }
            self.strings.push(&text, limits)?;
        }
        Ok(())
    }
}

fn older() -> Refusal {
    Refusal::Unsupported {
        form: "a workbook of an Excel before version 5, or one that is damaged",
    }
}

fn format_code(stream: &[u8], record: Record<'_>, wide: bool) -> String {
    let mut code = String::new();
    if wide {
        Pieces::new(stream, record, 2).text(&mut code);
    } else {
        narrow(record.data.get(3..).unwrap_or_default(), &mut code);
    }
    code
}

/// A worksheet and its place; nothing for a chart or a macro sheet.
fn sheet(stream: &[u8], record: Record<'_>, wide: bool) -> Option<(Listed, usize)> {
    let start = u32_at(record.data, 0)? as usize;
    let [state, kind, length, ..] = *record.data.get(4..)? else {
        return None;
    };
    let mut name = String::new();
    if wide {
        Pieces::new(stream, record, 7).characters(usize::from(length), &mut name);
    } else {
        narrow(record.data.get(7..).unwrap_or_default(), &mut name);
    }
    let hidden = state & 3 != 0;
    (kind == 0).then_some((Listed { name, hidden }, start))
}
