//! What this is, what was read, and what was not assessed.

use crate::cell::Cell;
use crate::sheet::{Sheet, column};
use assessment::{Assessment, Papers};
use triggers::finding::Outcome;

/// What the workbook is and stands on.
pub(crate) fn about(papers: &Papers<'_>, assessment: &Assessment) -> Sheet {
    let texts = &papers.loaded().pack().texts;
    let mut head = vec![
        vec![Cell::Title("Focused Assessment self-check".to_owned())],
        vec![Cell::Note(texts.watermark.text.clone())],
        vec![Cell::Note(assessment.header.clone())],
        Vec::new(),
    ];
    let pack = &assessment.pack;
    let named = [
        ("As of", assessment.as_of.to_string()),
        ("Rule pack", format!("{} {}", pack.id, pack.version)),
        ("Law stated as of", pack.as_of.to_string()),
        ("Verified through", pack.verified_through.to_string()),
        (
            "Approved by",
            pack.approved_by
                .clone()
                .unwrap_or_else(|| "nobody".to_owned()),
        ),
        ("Program", assessment.lookback.clone()),
    ];
    for (name, value) in named {
        head.push(vec![Cell::Label(name.to_owned()), Cell::text(value)]);
    }
    for banner in &pack.banner {
        head.push(vec![Cell::Note(banner.clone())]);
    }
    head.push(Vec::new());
    if let Some(urgent) = &assessment.urgent {
        head.push(vec![Cell::Label(urgent.title.clone())]);
        let texts = urgent.causes.iter().map(|cause| &cause.text);
        for text in texts.chain(&urgent.steps).chain(&urgent.deadline_text) {
            head.push(vec![Cell::Note(text.clone())]);
        }
        head.push(Vec::new());
    }
    head.push(vec![Cell::Label("What was read".to_owned())]);
    for table in &assessment.tables {
        head.push(vec![
            Cell::text(table.name.as_str()),
            Cell::text(format!("{}, each row {}", table.kind, table.grain)),
        ]);
        for class in table.classes.iter().filter(|class| class.rows > 0) {
            head.push(vec![
                Cell::Blank,
                Cell::text(class.label.as_str()),
                Cell::count(class.rows),
            ]);
        }
    }
    head.push(Vec::new());
    for text in [
        &texts.no_determination,
        &texts.only_cbp_decides,
        &texts.not_legal_advice,
        &texts.deadline_estimate,
    ] {
        head.push(vec![Cell::Note(text.text.clone())]);
    }
    Sheet {
        id: "about",
        name: "About",
        widths: &[40, 70, 14],
        head,
        ..Sheet::default()
    }
}

/// What was not assessed, and what would let it be.
pub(crate) fn not_assessed(papers: &Papers<'_>, assessment: &Assessment) -> Sheet {
    let rows = assessment
        .indicators
        .iter()
        .filter_map(|section| match &section.outcome {
            Outcome::NotAssessed(reason) => Some(vec![
                Cell::text(section.trigger.as_str()),
                Cell::text(section.title.as_str()),
                Cell::text(reason.unlock.as_str()),
            ]),
            Outcome::Assessed(_) => None,
        })
        .collect();
    let texts = &papers.loaded().pack().texts;
    Sheet {
        id: "not_assessed",
        name: "Not assessed",
        head: vec![
            vec![Cell::Title("Not assessed".to_owned())],
            vec![Cell::Note(texts.missing_is_not_clean.text.clone())],
        ],
        columns: vec![
            column("Trigger", 10),
            column("Question", 50),
            column("What would let it be assessed", 90),
        ],
        wraps: true,
        rows,
        ..Sheet::default()
    }
}
