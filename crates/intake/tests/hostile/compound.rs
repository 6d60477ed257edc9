//! The file system inside an .xls, made to lead in circles.

use crate::survive;

const SECTOR: usize = 512;

/// A header with the sectors after it; `table` are the first sectors of the
/// table in the header, `further` where more of it stands, `directory` where the
/// directory begins.
fn compound(table: &[u32], further: u32, directory: u32, sectors: &[u8]) -> Vec<u8> {
    let mut file = vec![0xFF; SECTOR];
    file[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    file[30..32].copy_from_slice(&9u16.to_le_bytes());
    file[48..52].copy_from_slice(&directory.to_le_bytes());
    // Streams from here on stand in sectors of their own.
    file[56..60].copy_from_slice(&4096u32.to_le_bytes());
    file[68..72].copy_from_slice(&further.to_le_bytes());
    for (at, sector) in table.iter().enumerate() {
        file[76 + 4 * at..80 + 4 * at].copy_from_slice(&sector.to_le_bytes());
    }
    file.extend(sectors);
    file
}

/// The fuzzer's file: a last sector of seven bytes that says that the rest of
/// the table stands in it.
#[test]
fn the_rest_of_the_table_is_where_it_is_told_of() {
    for cut in [1, 3, 4, 7, 8, SECTOR - 1, SECTOR] {
        let name = format!("a table in itself, {cut}");
        survive(&name, &compound(&[], 0, 0, &vec![0; cut])).unwrap_err();
    }
}

#[test]
fn a_directory_that_follows_itself() {
    for cut in [1, 4, 7, SECTOR] {
        let name = format!("a directory after itself, {cut}");
        survive(&name, &compound(&[0; 109], u32::MAX, 0, &vec![0; cut])).unwrap_err();
    }
}

/// A workbook's stream whose only sector follows itself, to any length.
#[test]
fn a_stream_that_follows_itself() {
    let mut entry = [0; 128];
    for (at, letter) in "Workbook".bytes().enumerate() {
        entry[2 * at] = letter;
    }
    entry[64] = 18;
    entry[66] = 2;
    entry[120..124].copy_from_slice(&(60u32 << 20).to_le_bytes());
    // Sector 0 is the table (0 after 0, and an end after 1), 1 the directory.
    let mut sectors = vec![0xFF; 2 * SECTOR];
    sectors[..4].copy_from_slice(&0u32.to_le_bytes());
    sectors[SECTOR..SECTOR + 128].copy_from_slice(&entry);
    survive(
        "a stream after itself",
        &compound(&[0], u32::MAX, 1, &sectors),
    )
    .unwrap_err();
}
