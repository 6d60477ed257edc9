//! The zip of a workbook: its parts, and how they refer to each other.

use super::part::{Part, PartEnd, Token};
use super::strings::Strings;
use super::styles::Styles;
use crate::limits::Limits;
use crate::refusal::Refusal;
use crate::source::swollen;
use std::collections::BTreeMap;
use std::io::{Read, Seek};
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

/// A sheet as the workbook lists it.
#[derive(Clone, Debug)]
pub(crate) struct SheetEntry {
    /// Its name.
    pub(crate) name: String,
    /// Whether the workbook hides it.
    pub(crate) hidden: bool,
    /// The part that holds it.
    part: String,
}

/// An open workbook.
pub(crate) struct Package<S> {
    zip: ZipArchive<S>,
    parts: BTreeMap<String, usize>,
    /// Sheets in the workbook's order.
    pub(crate) sheets: Vec<SheetEntry>,
    /// Whether serial dates count from 1904.
    pub(crate) from_1904: bool,
    strings: Option<String>,
    styles: Option<String>,
}

/// Opens the zip container.
pub(crate) fn open_zip<S: Read + Seek>(source: S) -> Result<ZipArchive<S>, Refusal> {
    ZipArchive::new(source).map_err(|error| refuse(error, "its zip container"))
}

/// Why a zip or a part of one cannot be opened.
pub(crate) fn refuse(error: ZipError, what: &str) -> Refusal {
    match error {
        ZipError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => error.into(),
        ZipError::InvalidPassword => Refusal::Encrypted,
        ZipError::UnsupportedArchive(why) if why.to_ascii_lowercase().contains("password") => {
            Refusal::Encrypted
        }
        _ => Refusal::Damaged { what: what.into() },
    }
}

/// A part's name as it is looked up: case and the leading slash do not count.
fn key(name: &str) -> String {
    name.trim_start_matches('/')
        .replace('\\', "/")
        .to_ascii_lowercase()
}

/// The parts of a container by their keys.
pub(crate) fn part_names<S: Read + Seek>(zip: &ZipArchive<S>) -> BTreeMap<String, usize> {
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        if let Some(Ok(name)) = zip.name_for_index(at) {
            parts.entry(key(&name)).or_insert(at);
        }
    }
    parts
}

/// What a relationship part says: kind (the last word of its type) and target
/// by id.
pub(crate) type Relations = BTreeMap<String, (String, String)>;

/// A part of a zip and its packed size, by its name; none when it is not there.
pub(crate) fn packed<'z, S: Read + Seek>(
    zip: &'z mut ZipArchive<S>,
    parts: &BTreeMap<String, usize>,
    name: &str,
) -> Result<Option<(ZipFile<'z, S>, u64)>, Refusal> {
    let Some(at) = parts.get(&key(name)).copied() else {
        return Ok(None);
    };
    let file = zip
        .by_index(at)
        .map_err(|error| refuse(error, &format!("its part {name}")))?;
    let size = file.compressed_size();
    Ok(Some((file, size)))
}

/// A part of a zip as XML, by its name; none when it is not there.
pub(crate) fn part<'z, S: Read + Seek>(
    zip: &'z mut ZipArchive<S>,
    parts: &BTreeMap<String, usize>,
    name: &str,
    limits: &Limits,
) -> Result<Option<Part<ZipFile<'z, S>>>, Refusal> {
    let found = packed(zip, parts, name)?;
    Ok(found.map(|(file, size)| Part::new(file, size, limits)))
}

/// Reads a relationship part; a missing one has no relations.
pub(crate) fn relations<S: Read + Seek>(
    zip: &mut ZipArchive<S>,
    parts: &BTreeMap<String, usize>,
    name: &str,
    folder: &str,
    limits: &Limits,
) -> Result<Relations, Refusal> {
    let mut relations = Relations::new();
    let Some(mut part) = part(zip, parts, name, limits)? else {
        return Ok(relations);
    };
    while relations.len() < 10_000 {
        match part.next() {
            Ok(Token::Open(tag)) if tag.name == "Relationship" => {
                let of = |name| tag.attribute(name).unwrap_or_default();
                let kind = of("Type");
                let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
                let target = resolve(folder, &of("Target"));
                relations.insert(of("Id").into_owned(), (kind, target));
            }
            Ok(Token::End) | Err(PartEnd::Damaged) => break,
            Ok(_) => {}
            Err(PartEnd::Over(refusal)) => return Err(refusal),
        }
    }
    Ok(relations)
}

impl<S: Read + Seek> Package<S> {
    /// Opens a workbook and reads its list of sheets.
    pub(crate) fn open(zip: ZipArchive<S>, limits: &Limits) -> Result<Self, Refusal> {
        let parts = part_names(&zip);
        let mut package = Self {
            zip,
            parts,
            sheets: Vec::new(),
            from_1904: false,
            strings: None,
            styles: None,
        };
        let root = package.relations("_rels/.rels", "", limits)?;
        let workbook = root
            .values()
            .find(|(kind, _)| kind == "officeDocument")
            .map_or_else(|| "xl/workbook.xml".into(), |(_, target)| target.clone());
        let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
        let relations =
            package.relations(&format!("{folder}/_rels/{file}.rels"), folder, limits)?;
        let by_kind = |kind: &str| {
            relations
                .values()
                .find(|(k, _)| k == kind)
                .map(|(_, target)| target.clone())
        };
        package.strings = by_kind("sharedStrings");
        package.styles = by_kind("styles");
        package.read_workbook(&workbook, &relations, limits)?;
        if package.sheets.is_empty() {
            return Err(Refusal::Damaged {
                what: "it lists no sheets".into(),
            });
        }
        Ok(package)
    }

    fn read_workbook(
        &mut self,
        name: &str,
        relations: &Relations,
        limits: &Limits,
    ) -> Result<(), Refusal> {
        let mut sheets = Vec::new();
        let mut from_1904 = false;
        let Some(mut part) = self.part(name, limits)? else {
            return Err(Refusal::Damaged {
                what: "its list of sheets is missing".into(),
            });
        };
        loop {
            match part.next() {
                Ok(Token::Open(tag)) => match tag.name {
                    "workbookPr" => {
                        from_1904 = tag
                            .attribute("date1904")
                            .is_some_and(|value| matches!(&*value, "1" | "true" | "on"));
                    }
                    "sheet" if sheets.len() < limits.sheets => {
                        // The relationship's id has a prefix; the sheet's own
                        // is named sheetId.
                        let id = tag
                            .attributes()
                            .find(|(key, _)| key.ends_with(":id"))
                            .map_or("", |(_, value)| value);
                        let target = relations.get(id);
                        // Charts and dialogs are listed as sheets too.
                        if let Some((kind, target)) = target
                            && kind == "worksheet"
                        {
                            sheets.push(SheetEntry {
                                name: tag.attribute("name").unwrap_or_default().into_owned(),
                                hidden: tag
                                    .attribute("state")
                                    .is_some_and(|state| state != "visible"),
                                part: target.clone(),
                            });
                        }
                    }
                    _ => {}
                },
                Ok(Token::End) | Err(PartEnd::Damaged) => break,
                Ok(_) => {}
                Err(PartEnd::Over(refusal)) => return Err(refusal),
            }
        }
        drop(part);
        self.sheets = sheets;
        self.from_1904 = from_1904;
        Ok(())
    }

    fn relations(
        &mut self,
        name: &str,
        folder: &str,
        limits: &Limits,
    ) -> Result<Relations, Refusal> {
        relations(&mut self.zip, &self.parts, name, folder, limits)
    }

    fn part(
        &mut self,
        name: &str,
        limits: &Limits,
    ) -> Result<Option<Part<ZipFile<'_, S>>>, Refusal> {
        part(&mut self.zip, &self.parts, name, limits)
    }

    /// The shared texts, as far as index `last`.
    pub(crate) fn strings(
        &mut self,
        last: Option<u32>,
        limits: &Limits,
    ) -> Result<Strings, Refusal> {
        let Some(name) = self.strings.clone() else {
            return Ok(Strings::default());
        };
        match self.part(&name, limits)? {
            Some(mut part) => Strings::read(&mut part, last, limits),
            None => Ok(Strings::default()),
        }
    }

    /// The number formats.
    pub(crate) fn styles(&mut self, limits: &Limits) -> Result<Styles, Refusal> {
        let Some(name) = self.styles.clone() else {
            return Ok(Styles::default());
        };
        Ok(self
            .part(&name, limits)?
            .map_or_else(Styles::default, |mut part| Styles::read(&mut part)))
    }

    /// The part of a sheet, with its packed and its inflated size.
    pub(crate) fn sheet(
        &mut self,
        at: usize,
        limits: &Limits,
    ) -> Result<(Part<ZipFile<'_, S>>, u64, u64), Refusal> {
        let damaged = || Refusal::Damaged {
            what: "a sheet it lists is missing".into(),
        };
        let entry = self.sheets.get(at).cloned().ok_or_else(damaged)?;
        let index = self.parts.get(&key(&entry.part)).copied();
        let index = index.ok_or_else(damaged)?;
        let file = self
            .zip
            .by_index(index)
            .map_err(|error| refuse(error, &format!("its sheet {}", entry.name)))?;
        let (packed, inflated) = (file.compressed_size(), file.size());
        if let Some(refusal) = swollen(packed, inflated, limits) {
            return Err(refusal);
        }
        Ok((Part::new(file, packed, limits), packed, inflated))
    }
}

/// A relationship's target against the folder of the part that names it.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                path.pop();
            }
            other => path.push(other),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets() {
        for (folder, target, want) in [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/styles.xml", "xl/styles.xml"),
            ("xl", "../other/a.xml", "other/a.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("", "../../x", "x"),
        ] {
            assert_eq!(resolve(folder, target), want);
        }
    }
}
