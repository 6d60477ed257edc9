//! How much of anything is read, checked while reading.
//!
//! A workbook of one megabyte can inflate to a gigabyte, and a text file can be
//! one line. Every limit here is tested *before* the memory it guards is taken,
//! and each refusal names the limit and the way round it.

/// Bounds on one file. The defaults leave room for the largest importer's five
/// years in one tab and stop what no spreadsheet program would have written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file.
    pub file: u64,
    /// Bytes of one text record (a line, or several when quoted).
    pub record: usize,
    /// Bytes a source is asked for at once. A browser reads a `Blob` best in
    /// pieces of 8 MiB; the result never depends on it.
    pub chunk: usize,
    /// Columns of a table; those further right are not read.
    pub columns: usize,
    /// Rows of a table.
    pub rows: u32,
    /// Inflated bytes of one part of a workbook.
    pub part: u64,
    /// Bytes of one text in a workbook.
    pub string: usize,
    /// Bytes of all shared texts of a workbook together.
    pub strings: usize,
    /// Cells of one sheet.
    pub cells: u64,
    /// Sheets of a workbook, or files of a zip archive, that are looked at.
    pub sheets: usize,
    /// Cells of a sheet that its file does not write out but says to repeat.
    pub repeated: u64,
    /// Bytes of the records of an .xls, which are held whole.
    pub old_workbook: u64,
    /// Bytes of a workbook inside a zip archive, which is unpacked whole.
    pub packed_workbook: u64,
    /// How many times larger than its file a part may become, once it has
    /// passed ten megabytes.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 8 << 30,
            record: 1 << 20,
            chunk: 8 << 20,
            columns: 16_384,
            rows: u32::MAX - 1,
            part: 4 << 30,
            string: 64 << 10,
            strings: 256 << 20,
            cells: 100_000_000,
            sheets: 64,
            repeated: 1_000_000,
            old_workbook: 64 << 20,
            packed_workbook: 128 << 20,
            ratio: 100,
        }
    }
}
