//! A working paper as a sheet: what is asked for, what the data shows, and what
//! is left blank.

use crate::cell::Cell;
use crate::sheet::Sheet;
use remedies::Paper;

/// The paper.
pub(crate) fn paper(paper: &Paper) -> Sheet {
    let mut head = vec![
        vec![Cell::Title(paper.title.clone())],
        vec![Cell::Note(paper.head.clone())],
        vec![Cell::Note(paper.watermark.clone())],
        Vec::new(),
    ];
    for section in &paper.sections {
        head.push(vec![Cell::Label(section.title.clone())]);
        for field in &section.fields {
            let mut label = field.label.clone();
            for value in &field.values {
                head.push(vec![Cell::text(label), Cell::text(value.as_str())]);
                label = String::new();
            }
            if field.more > 0 {
                head.push(vec![
                    Cell::Blank,
                    Cell::Text(format!("and {} more", field.more)),
                ]);
            }
        }
        for blank in &section.blanks {
            head.push(vec![Cell::text(blank.as_str()), Cell::Blank]);
        }
        head.push(Vec::new());
    }
    for note in &paper.notes {
        head.push(vec![
            Cell::Note(note.text.clone()),
            Cell::Note(note.authority.cite()),
        ]);
    }
    Sheet {
        id: "paper",
        name: "Worksheet",
        widths: &[50, 90],
        head,
        ..Sheet::default()
    }
}
