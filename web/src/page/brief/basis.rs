//! What was not assessed, and what was read.

use assessment::Assessment;
use triggers::finding::Outcome;
use yew::prelude::*;

use crate::page::pack::pack;
use crate::page::screens::results::why;
use crate::words;

use super::{items, paragraphs, part, section, table};

/// What could not be assessed, why, and what would change that.
pub(super) fn not_assessed(assessment: &Assessment) -> Html {
    let rows: Vec<Vec<String>> = assessment
        .indicators
        .iter()
        .filter_map(|section| match &section.outcome {
            Outcome::NotAssessed(not) => Some(vec![
                section.title.clone(),
                why(&not.why).to_string(),
                not.unlock.clone(),
            ]),
            Outcome::Assessed(_) => None,
        })
        .collect();
    if rows.is_empty() {
        return Html::default();
    }
    let note = pack().map_or("", |pack| &pack.texts.missing_is_not_clean.text);
    let columns = [
        (words::brief_indicator(), false),
        (words::brief_why(), false),
        (words::brief_unlock(), false),
    ];
    let table = table(words::results_missing(), &columns, rows);
    let note = paragraphs(vec![note.to_owned()]);
    section("", words::results_missing(), vec![note, table])
}

/// What was read: every row of every file accounted for, and what was unclear.
pub(super) fn read(assessment: &Assessment) -> Html {
    let unknown = intake::TableKind::Unknown.label();
    let columns = [
        (words::brief_file(), false),
        (words::brief_read_as(), false),
        (words::accounting_total(), true),
        (words::accounting_caption(), false),
    ];
    let files = (1..).zip(&assessment.tables);
    let rows = files.clone().map(|(at, table)| {
        let classes = table.classes.iter().filter(|class| class.rows > 0);
        let mut classes: Vec<String> = classes
            .map(|class| format!("{} {}", words::grouped(class.rows), class.label))
            .collect();
        let sum: u64 = table.classes.iter().map(|class| class.rows).sum();
        if sum != table.rows {
            classes.push(words::accounting_differs().to_string());
        }
        let kind = if table.kind == unknown {
            words::brief_kind_unknown(&table.grain)
        } else {
            words::brief_kind(&table.kind, &table.grain)
        };
        vec![
            words::brief_table(at, &table.name).to_string(),
            kind.to_string(),
            words::grouped(table.rows),
            classes.join(", "),
        ]
    });
    let unclear: Vec<String> = files
        .flat_map(|(at, table)| table.issues.iter().map(move |issue| (at, issue)))
        .map(|(at, issue)| {
            words::brief_issue(at, &issue.cause, words::cells(issue.cells), &issue.cost).to_string()
        })
        .collect();
    let mut contents = vec![table(words::brief_data(), &columns, rows.collect())];
    if !unclear.is_empty() {
        contents.push(part(words::issues_title(), items(unclear)));
    }
    section("", words::brief_data(), contents)
}
