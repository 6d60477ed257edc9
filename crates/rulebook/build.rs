//! Puts the pack's files into one document without layout, which is what the
//! program carries: one text to embed, one to parse, and a few kilobytes less
//! in the page than the files as people read them.
//!
//! Nothing is checked here. A file that is no JSON makes a document that is
//! none, and the tests say so.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=pack");
    println!("cargo::rerun-if-changed=build.rs");
    let root = Path::new("pack");
    let mut files = json_files(root)?;
    files.extend(json_files(&root.join("detectors"))?);
    // No folder's order may show in what is built.
    files.sort();
    let mut document = String::from("{");
    for path in files {
        let key = path.strip_prefix(root).unwrap_or(&path).with_extension("");
        if document.len() > 1 {
            document.push(',');
        }
        document.push('"');
        document.push_str(&key.to_string_lossy().replace('\\', "/"));
        document.push_str("\":");
        document.push_str(&without_layout(&fs::read_to_string(&path)?));
    }
    document.push('}');
    let out = env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    fs::write(out.join("pack.json"), document)
}

fn json_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            files.push(path);
        }
    }
    Ok(files)
}

/// A JSON text without the white space between its values.
fn without_layout(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut quoted, mut escaped) = (false, false);
    for character in text.chars() {
        if quoted || !character.is_ascii_whitespace() {
            out.push(character);
        }
        match character {
            '"' if !escaped => quoted = !quoted,
            '\\' if quoted => escaped = !escaped,
            _ => escaped = false,
        }
        if character == '"' {
            escaped = false;
        }
    }
    out
}
