//! Zip archives and the names in them.

use crate::{HEADER, LINE, survive};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn archives_within_archives() {
    let mut inner = zipped(&[("lines.csv", format!("{HEADER}\n{LINE}\n").as_bytes())]);
    for _ in 0..20 {
        inner = zipped(&[("inner.zip", &inner)]);
    }
    assert!(survive("nested archives", &inner).is_err());
}

#[test]
fn an_archive_that_unpacks_to_a_hundred_times_its_size() {
    let zeros = vec![b'0'; 64 << 20];
    let _ = survive("a bomb of text", &zipped(&[("bomb.csv", &zeros)]));
}

#[test]
fn sizes_that_lie() {
    let text = format!("{HEADER}\n{}", format!("{LINE}\n").repeat(1000));
    let honest = zipped(&[("lines.csv", text.as_bytes())]);
    let size = (text.len() as u32).to_le_bytes();
    for lie in [0_u32, 1, 17, u32::MAX - 1] {
        let mut lying = honest.clone();
        let places: Vec<usize> = lying
            .windows(4)
            .enumerate()
            .filter(|(_, four)| *four == size)
            .map(|(at, _)| at)
            .collect();
        for at in places {
            lying[at..at + 4].copy_from_slice(&lie.to_le_bytes());
        }
        let _ = survive(&format!("a size of {lie}"), &lying);
    }
}

#[test]
fn names_that_lead_elsewhere() {
    let text = format!("{HEADER}\n{LINE}\n");
    for name in [
        "../../etc/passwd.csv",
        "/abs.csv",
        "a\u{202E}vsc.exe",
        "con.csv",
        "a/b/c.csv",
    ] {
        let _ = survive(name, &zipped(&[(name, text.as_bytes())]));
    }
}
