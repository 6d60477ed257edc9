//! Working paper: what 19 CFR 162.74 asks a disclosure to contain, filled in
//! with what the data shows.
//!
//! It states no violation and proposes no tariff number; it is headed as a
//! working paper for counsel, and blank where the data is silent.

use crate::goods::{Goods, by_count, by_value, lines_of};
use crate::ground::Ground;
use crate::paper::{Field, Paper, PaperNote, PaperSection};
use crate::settings::trigger_of;
use crate::words::Words;
use exposure::rows::EntryRow;
use exposure::{Detail, Figure};
use profile::LineIx;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The paper with the schedule of its entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disclosure {
    /// The paper.
    pub paper: Paper,
    /// Every entry that the findings would change, in the profile's order.
    pub schedule: Vec<EntryRow>,
}

/// The worksheet for the ground's findings: whoever picks some of them makes a
/// ground, with workings, of those alone.
#[must_use]
pub fn worksheet(ground: &Ground<'_>) -> Disclosure {
    let words = &ground.pack.papers;
    let lines: BTreeSet<LineIx> = ground.findings.iter().flat_map(|f| lines_of(f)).collect();
    let affected: BTreeSet<LineIx> = ground
        .findings
        .iter()
        .flat_map(|f| f.lines.iter().copied())
        .collect();
    let (all, goods) = (Goods::of(ground, &lines), Goods::of(ground, &affected));
    let schedule: Vec<EntryRow> = ground
        .workings
        .map(|workings| {
            workings
                .rows()
                .filter(|row| row.likely.loss.is_positive() || row.high.loss.is_positive())
                .collect()
        })
        .unwrap_or_default();
    let contents = &ground.pack.audit.disclosure;
    let sections = contents
        .items
        .iter()
        .map(|item| PaperSection {
            id: item.id.clone(),
            title: item.text.clone(),
            fields: match item.id.as_str() {
                "class" => class(words, &all, ground),
                "entries" => entries(words, &goods, schedule.len()),
                "statements" => statements(ground, words),
                "true_facts" => facts(ground, words, &all),
                "tender" => tender(ground, words),
                _ => Vec::new(),
            },
            blanks: words.blanks(&item.id),
        })
        .collect();
    let texts = &ground.pack.texts;
    let notes = [
        &texts.prior_disclosure,
        &texts.correction_is_not_disclosure,
        &texts.no_code_proposed,
        &texts.deadline_estimate,
    ];
    let routes = &ground.pack.routes;
    let notes = notes
        .into_iter()
        .map(|text| PaperNote {
            text: text.text.clone(),
            authority: text.authority.clone(),
        })
        .chain(
            [&routes.investigation, &routes.duty_to_tell].map(|note| PaperNote {
                text: note.text.clone(),
                authority: note.authority.clone(),
            }),
        )
        .chain(limits(ground, words))
        .collect();
    Disclosure {
        paper: Paper {
            title: words.titles.get("disclosure").cloned().unwrap_or_default(),
            head: texts.disclosure_worksheet.text.clone(),
            watermark: texts.watermark.text.clone(),
            notes,
            sections,
            authority: contents.authority.clone(),
        },
        schedule,
    }
}

/// The limits that a disclosure starts.
fn limits(ground: &Ground<'_>, words: &Words) -> Vec<PaperNote> {
    ground
        .pack
        .deadlines
        .all()
        .into_iter()
        .filter(|(key, _)| words.limit_keys.iter().any(|wanted| wanted == key))
        .map(|(_, offset)| PaperNote {
            text: offset.text.clone(),
            authority: offset.authority.clone(),
        })
        .collect()
}

fn class(words: &Words, goods: &Goods<'_>, ground: &Ground<'_>) -> Vec<Field> {
    let products: BTreeSet<String> = ground
        .findings
        .iter()
        .map(|f| f.subject.label.clone())
        .collect();
    let list = |name: &str, values| Field::listing(words.label(name), values, words.listed);
    vec![
        list("numbers", goods.numbers(words)),
        list("descriptions", by_value(&goods.descriptions)),
        list("products", products.into_iter().collect()),
        list("suppliers", by_value(&goods.suppliers)),
    ]
}

fn entries(words: &Words, goods: &Goods<'_>, scheduled: usize) -> Vec<Field> {
    let list = |name: &str, values| Field::listing(words.label(name), values, words.listed);
    let count = scheduled.to_string();
    vec![
        list("entry_count", vec![goods.entries.len().to_string()]),
        list("entry_dates", goods.span(words)),
        list("ports", by_count(&goods.ports, words)),
        list("filers", by_count(&goods.filers, words)),
        list(
            "schedule",
            vec![words.fill("schedule", &[("count", &count)])],
        ),
    ]
}

fn statements(ground: &Ground<'_>, words: &Words) -> Vec<Field> {
    let values = ground
        .findings
        .iter()
        .map(|finding| {
            let detector = ground.pack.detector(trigger_of(&finding.id));
            let title = detector.map_or(finding.id.as_str(), |d| d.title.as_str());
            let pattern = detector
                .and_then(|detector| detector.pattern(&finding.pattern))
                .unwrap_or(&finding.pattern);
            let goods = Goods::of(ground, &finding.lines.iter().copied().collect());
            let span = goods.span(words).pop();
            words.fill(
                "nature",
                &[
                    ("title", title),
                    ("pattern", pattern),
                    ("subject", &finding.subject.label),
                    ("entries", &goods.entries.len().to_string()),
                    ("span", &span.unwrap_or_else(|| words.fill("undated", &[]))),
                ],
            )
        })
        .collect();
    vec![Field::listing(words.label("nature"), values, usize::MAX)]
}

fn facts(ground: &Ground<'_>, words: &Words, goods: &Goods<'_>) -> Vec<Field> {
    let seen = ground
        .findings
        .iter()
        .flat_map(|finding| {
            finding.facts.iter().map(|fact| {
                let values = [
                    ("subject", finding.subject.label.as_str()),
                    ("label", &fact.label),
                    ("value", &fact.value),
                ];
                words.fill("fact", &values)
            })
        })
        .collect();
    vec![
        Field::listing(words.label("numbers"), goods.numbers(words), words.listed),
        Field::listing(words.label("facts"), seen, usize::MAX),
    ]
}

fn tender(ground: &Ground<'_>, words: &Words) -> Vec<Field> {
    let Some(workings) = ground.workings else {
        return Vec::new();
    };
    let total = workings.summary(Detail::default()).total;
    let mut fields = Vec::new();
    for reading in &total.readings {
        let amounts: [(&str, Option<&Figure>); 3] = [
            ("loss", Some(&reading.loss)),
            ("interest", reading.interest.as_ref()),
            ("owed", reading.matrix.as_ref().map(|matrix| &matrix.owed)),
        ];
        for (name, figure) in amounts {
            if let Some(figure) = figure {
                let label = format!("{}, {}", words.label(name), reading.label);
                fields.push(Field::amount(label, figure.clone()));
            }
        }
    }
    fields.push(Field::amount(words.label("overpaid"), total.overpaid));
    let open: Vec<String> = total
        .open
        .iter()
        .filter(|open| open.reading == exposure::Reading::Likely)
        .map(|open| {
            let values = [
                ("text", open.text.clone()),
                ("lines", open.lines.to_string()),
                ("value", open.value.to_string()),
            ];
            words.fill(
                "unquantified",
                &values.each_ref().map(|(k, v)| (*k, v.as_str())),
            )
        })
        .collect();
    fields.push(Field::listing(
        words.label("unquantified"),
        open,
        usize::MAX,
    ));
    fields.push(Field::listing(
        String::new(),
        vec![words.reading_note.clone()],
        1,
    ));
    fields
}
