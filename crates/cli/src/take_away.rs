//! The files to take away, written where the command line says.

use crate::options::Out;
use assessment::{Assessment, Loaded};
use std::fs;
use std::path::Path;

/// Writes each file that was asked for.
pub(crate) fn write(out: &Out, loaded: &Loaded, assessment: &Assessment) -> Result<(), String> {
    if !out.asks() {
        return Ok(());
    }
    let findings = assessment.findings();
    let papers = loaded.papers(assessment, &findings);
    if let Some(path) = &out.workbook {
        put(path, &workbook::assessment(&papers, assessment).to_xlsx())?;
    }
    if let Some(path) = &out.disclosure {
        put(path, &workbook::disclosure(&papers, assessment).to_xlsx())?;
    }
    if let Some(path) = &out.register {
        put(path, &workbook::register(&papers, assessment).to_xlsx())?;
    }
    if let Some(folder) = &out.csv {
        fs::create_dir_all(folder).map_err(|error| said(folder, &error))?;
        for sheet in &workbook::assessment(&papers, assessment).sheets {
            let path = folder.join(format!("{}.csv", sheet.id));
            put(&path, &workbook::csv::table(sheet))?;
        }
    }
    if let Some(path) = &out.calendar {
        put(path, papers.calendar().as_bytes())?;
    }
    Ok(())
}

pub(crate) fn put(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| said(path, &error))
}

fn said(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
