//! What the browser bench runs of calamine: the first sheet's cells, one by
//! one as its reader streams them, counted and thrown away.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use wasm_bindgen::prelude::*;

/// The number of cells of the first sheet.
///
/// # Errors
///
/// When calamine cannot read the workbook, in its words.
#[wasm_bindgen]
pub fn cells(workbook: &[u8]) -> Result<u32, String> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook)).map_err(|e| e.to_string())?;
    let name = book.sheet_names().into_iter().next().unwrap_or_default();
    let mut cells = book
        .worksheet_cells_reader(&name)
        .map_err(|e| e.to_string())?;
    let mut count = 0;
    while cells.next_cell().map_err(|e| e.to_string())?.is_some() {
        count += 1;
    }
    Ok(count)
}
