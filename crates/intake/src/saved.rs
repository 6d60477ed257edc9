//! A mapping kept for the next file of the same report.
//!
//! Columns are known by their titles, since the next export may have them in
//! another order; those without a title by their place. It holds nothing of
//! the file's data.

use crate::aliases::normalised;
use crate::inspection::{ColumnForm, Inspection, TableKind};
use customs::Field;
use profile::Grain;
use serde::{Deserialize, Serialize};

/// A mapping that was confirmed, as a small file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedMapping {
    /// Version of this form; 1.
    pub mapping: u32,
    /// What the table was about.
    pub kind: TableKind,
    /// What one row stood for.
    pub grain: Grain,
    /// The importers of record that were chosen; empty when all were.
    #[serde(default)]
    pub importers: Vec<String>,
    /// The columns, those without a meaning too.
    pub columns: Vec<SavedColumn>,
}

/// A column of a saved mapping.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedColumn {
    /// Its place, from 0.
    pub index: usize,
    /// Its title.
    pub header: String,
    /// What it means, if anything.
    pub field: Option<Field>,
    /// How its values are written.
    pub form: ColumnForm,
}

/// How well a saved mapping fitted a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// Columns that were mapped by it.
    pub columns: usize,
    /// Titles of mapped columns that the file does not have.
    pub missing: Vec<String>,
    /// Titles of the file that the mapping does not know; these keep the
    /// meaning that was found for them.
    pub new: Vec<String>,
}

impl Inspection {
    /// The mapping of the chosen table, to be saved; `None` when none is chosen.
    #[must_use]
    pub fn mapping(&self) -> Option<SavedMapping> {
        let table = self.tables.get(self.chosen?)?;
        let columns = table.columns.iter().map(|column| SavedColumn {
            index: column.index,
            header: column.header.clone(),
            field: column.field,
            form: column.form,
        });
        Some(SavedMapping {
            mapping: 1,
            kind: table.kind,
            grain: table.grain,
            importers: table.importers.clone(),
            columns: columns.collect(),
        })
    }

    /// Maps the columns of the chosen table as a saved mapping says.
    pub fn apply(&mut self, saved: &SavedMapping) -> Applied {
        let mut applied = Applied::default();
        let Some(table) = self.chosen.and_then(|at| self.tables.get_mut(at)) else {
            return applied;
        };
        let mut used = vec![false; saved.columns.len()];
        for column in &mut table.columns {
            let title = normalised(&column.header);
            let known = saved.columns.iter().enumerate().position(|(at, known)| {
                let taken = used.get(at).copied().unwrap_or(true);
                let same = if title.is_empty() {
                    known.header.is_empty() && known.index == column.index
                } else {
                    normalised(&known.header) == title
                };
                same && !taken
            });
            let Some((at, known)) = known.and_then(|at| Some((at, saved.columns.get(at)?))) else {
                applied.new.push(column.header.clone());
                continue;
            };
            if let Some(used) = used.get_mut(at) {
                *used = true;
            }
            if column.field != known.field {
                column.field = known.field;
                column.confidence = 100;
                column.reason = "the saved mapping says so".to_owned();
            }
            // What the values themselves tell is not overruled.
            column.form = ColumnForm {
                numeric: column.form.numeric,
                ..known.form
            };
            applied.columns += usize::from(known.field.is_some());
        }
        for (known, used) in saved.columns.iter().zip(used) {
            if known.field.is_some() && !used {
                applied.missing.push(known.header.clone());
            }
        }
        // A field that a new column was given and the mapping gives another.
        let given: Vec<Field> = saved
            .columns
            .iter()
            .filter_map(|column| column.field)
            .collect();
        for column in &mut table.columns {
            let new = applied.new.contains(&column.header);
            if new
                && column
                    .field
                    .is_some_and(|f| f != Field::Hts && given.contains(&f))
            {
                column.field = None;
                column.confidence = 0;
                column.reason.clear();
            }
        }
        table.kind = saved.kind;
        table.grain = saved.grain;
        table.importers.clone_from(&saved.importers);
        applied
    }
}
