//! The container of a workbook: a ZIP archive without times, so that the same
//! content gives the same bytes.

/// An archive being put together.
#[derive(Default)]
pub(crate) struct Package {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    parts: u16,
}

/// 1 January 1980, the first day that the format knows.
const DATE: u16 = 0x21;
/// Deflate.
const METHOD: u16 = 8;
/// Names are UTF-8.
const FLAGS: u16 = 0x800;
/// Version 2.0, which has deflate.
const VERSION: u16 = 20;
/// How hard to compress: most of the gain for a fraction of the time.
const LEVEL: u8 = 4;

impl Package {
    /// Adds a part.
    pub(crate) fn add(&mut self, name: &str, content: &[u8]) {
        let crc = crc32fast::hash(content);
        let packed = miniz_oxide::deflate::compress_to_vec(content, LEVEL);
        let offset = length(self.bytes.len());
        let mut about = Vec::new();
        for short in [VERSION, FLAGS, METHOD, 0, DATE] {
            about.extend(short.to_le_bytes());
        }
        for long in [crc, length(packed.len()), length(content.len())] {
            about.extend(long.to_le_bytes());
        }
        let name_length = u16::try_from(name.len()).unwrap_or(u16::MAX);
        about.extend(name_length.to_le_bytes());
        about.extend(0u16.to_le_bytes());

        self.bytes.extend(0x0403_4B50_u32.to_le_bytes());
        self.bytes.extend(&about);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(packed);

        self.directory.extend(0x0201_4B50_u32.to_le_bytes());
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend(&about);
        // No comment, first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.parts += 1;
    }

    /// The archive.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        let start = length(self.bytes.len());
        self.bytes.extend(&self.directory);
        self.bytes.extend(0x0605_4B50_u32.to_le_bytes());
        self.bytes.extend([0; 4]);
        for count in [self.parts, self.parts] {
            self.bytes.extend(count.to_le_bytes());
        }
        for long in [length(self.directory.len()), start] {
            self.bytes.extend(long.to_le_bytes());
        }
        self.bytes.extend(0u16.to_le_bytes());
        self.bytes
    }
}

/// A length that the format can say. A workbook's rows are bounded so that no
/// part comes near four gigabytes.
fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    #[test]
    fn another_program_reads_it() {
        let mut package = Package::default();
        let long = "every word again and again ".repeat(10_000);
        package.add("a.xml", b"short");
        package.add("b/long.xml", long.as_bytes());
        package.add("empty", b"");
        let bytes = package.finish();
        assert!(bytes.len() < long.len() / 20);
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive
            .by_name("b/long.xml")
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text, long);
        assert_eq!(archive.len(), 3);
    }
}
