//! .xls of Excel 97–2003 and of Excel 5 and 95: records in one stream.
//!
//! The stream is held whole (it is bounded, and a sheet of this form has at
//! most 65,536 rows). Cells may stand in any order, so the sheet is gone
//! through once and an index is made of row, column and place, eight bytes a
//! cell; a cell is decoded when its row is asked for.
//!
//! | module | holds |
//! |---|---|
//! | [`records`] | records, and texts that run over several of them |
//! | [`globals`] | what is said once for the workbook |
//! | [`sheet`] | the index and the rows of a sheet |

mod globals;
mod records;
mod sheet;

use super::rows::Feed;
use super::{Book, Listed};
use crate::limits::Limits;
use crate::refusal::Refusal;
use globals::Globals;

/// An open .xls.
pub(crate) struct OldBook {
    stream: Vec<u8>,
    globals: Globals,
}

impl OldBook {
    /// Opens a workbook by its stream of records.
    pub(crate) fn open(stream: Vec<u8>, limits: &Limits) -> Result<Self, Refusal> {
        let globals = Globals::read(&stream, limits)?;
        Ok(Self { stream, globals })
    }
}

impl Book for OldBook {
    fn sheets(&self) -> Vec<Listed> {
        let sheets = self.globals.sheets.iter();
        sheets.map(|(listed, _)| listed.clone()).collect()
    }

    fn feed(&mut self, at: usize, _: &Limits) -> Result<Box<dyn Feed + '_>, Refusal> {
        let sheet = self.globals.sheets.get(at);
        let (_, start) = sheet.ok_or_else(|| Refusal::Damaged {
            what: "a sheet it lists is missing".into(),
        })?;
        Ok(Box::new(sheet::Sheet::new(
            &self.stream,
            *start,
            &self.globals,
        )))
    }
}
