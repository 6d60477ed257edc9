//! Packs from disk and to it.

use rulebook::{Pack, PackError};
use std::fs;
use std::path::{Path, PathBuf};

/// The pack of this repository.
pub(crate) fn own() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.parent().unwrap_or(root).join("rulebook/pack")
}

/// Reads a pack from its folder or its one file.
///
/// # Errors
/// Every fault in words, each with its file and its place in it.
pub(crate) fn read(path: &Path) -> Result<Pack, String> {
    let read = if path.is_dir() {
        let files = files(path)?;
        Pack::from_files(
            files
                .iter()
                .map(|(key, text)| (key.as_str(), text.as_str())),
        )
    } else {
        let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Pack::from_bytes(&bytes)
    };
    read.map_err(|faults| in_words(path, &faults))
}

fn in_words(path: &Path, faults: &[PackError]) -> String {
    let mut said = format!("{} is no valid rule pack:", path.display());
    for fault in faults {
        said.push_str("\n  ");
        if path.is_dir() {
            let file = rulebook::SECTIONS
                .iter()
                .filter(|section| fault.path.starts_with(**section))
                .max_by_key(|section| section.len());
            if let Some(file) = file {
                said.push_str(&format!("{file}.json: "));
            }
        }
        said.push_str(&fault.to_string());
    }
    said
}

/// The files of a folder by the keys of their sections.
fn files(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let mut files = Vec::new();
    for (place, before) in [
        (folder.to_owned(), ""),
        (folder.join("detectors"), "detectors/"),
    ] {
        let entries = fs::read_dir(&place).map_err(|e| format!("{}: {e}", place.display()))?;
        for entry in entries {
            let path = entry.map_err(|error| error.to_string())?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                let text = fs::read_to_string(&path);
                let text = text.map_err(|error| format!("{}: {error}", path.display()))?;
                files.push((format!("{before}{stem}"), text));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Writes a file and says so.
///
/// # Errors
/// When it can't be written.
pub(crate) fn write(out: &Path, text: &str) -> Result<String, String> {
    fs::write(out, text).map_err(|error| format!("{}: {error}", out.display()))?;
    Ok(format!("{}, {} bytes\n", out.display(), text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_a_folder_names_its_file() {
        let folder = std::env::temp_dir().join(format!("lookback-pack-{}", std::process::id()));
        fs::create_dir_all(folder.join("detectors")).unwrap();
        for (key, text) in files(&own()).unwrap() {
            let text = match key.as_str() {
                "fees" => text.replace("\"27.75\"", "\"27.7\""),
                "detectors/value" => text.replace("\"weight\"", "\"weigth\""),
                _ => text,
            };
            fs::write(folder.join(format!("{key}.json")), text).unwrap();
        }
        let said = read(&folder).unwrap_err();
        fs::remove_dir_all(&folder).unwrap();
        assert!(
            said.contains(
                "fees.json: fees.mpf.years[3].min: \"27.7\" is not dollars and cents; expected"
            ),
            "{said}"
        );
        assert!(
            said.contains("detectors/value.json: detectors/value[VAL-1].weigth: unknown field"),
            "{said}"
        );
    }

    #[test]
    fn the_folder_and_its_one_file_are_the_same_pack() {
        let pack = read(&own()).unwrap();
        let file = std::env::temp_dir().join(format!("lookback-pack-{}.json", std::process::id()));
        write(&file, &pack.to_json().unwrap()).unwrap();
        let again = read(&file).unwrap();
        fs::remove_file(&file).unwrap();
        assert_eq!(again, pack);
        assert_eq!(again, Pack::embedded().unwrap());
    }
}
