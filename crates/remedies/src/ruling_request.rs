//! Working paper: what 19 CFR 177.2 asks a ruling request to contain, for one
//! product whose number is in doubt.
//!
//! It lists the competing codes *as filed*, the facts that no file holds, and
//! words to search earlier rulings by. It proposes no code.

use crate::goods::{Goods, by_count, by_value, lines_of};
use crate::ground::Ground;
use crate::paper::{Field, Paper, PaperNote, PaperSection};
use crate::rulings::RulingAdvice;
use profile::Masters;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The paper for one product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulingRequest {
    /// The finding's id.
    pub finding: String,
    /// The product as shown.
    pub product: String,
    /// What the ruling table says first.
    pub advice: RulingAdvice,
    /// The paper.
    pub paper: Paper,
    /// Over the missing facts.
    pub missing_title: String,
    /// What is asked for and no file holds.
    pub missing: Vec<String>,
    /// Over the search words.
    pub search_title: String,
    /// Words and headings to search CROSS by.
    pub search_words: Vec<String>,
}

/// The worksheet for a finding; `None` where no ruling could answer its
/// question or there is no such finding.
#[must_use]
pub fn worksheet(
    ground: &Ground<'_>,
    masters: &Masters,
    at: usize,
    advice: Option<&RulingAdvice>,
) -> Option<RulingRequest> {
    let words = &ground.pack.papers;
    let finding = ground.findings.get(at)?;
    let advice = advice?.clone();
    let lines = lines_of(finding);
    let goods = Goods::of(ground, &lines);
    let rulings: BTreeSet<&str> = lines
        .iter()
        .flat_map(|ix| masters.of_sku(ground.profile.line(*ix).sku_ix()))
        .map(|row| row.ruling.as_str())
        .filter(|ruling| !ruling.is_empty())
        .collect();
    let list = |name: &str, values| Field::listing(words.label(name), values, words.listed);
    let contents = &ground.pack.rulings.contents;
    let sections: Vec<PaperSection> = contents
        .items
        .iter()
        .map(|item| PaperSection {
            id: item.id.clone(),
            title: item.text.clone(),
            fields: match item.id.as_str() {
                "goods" => vec![
                    list("part_numbers", by_value(&goods.part_numbers)),
                    list("descriptions", by_value(&goods.descriptions)),
                    list("suppliers", by_value(&goods.suppliers)),
                ],
                "process" => vec![
                    list("origins", by_value(&goods.origins)),
                    list("makers", by_value(&goods.makers)),
                ],
                "codes" => vec![list("numbers", goods.numbers(words))],
                "port" => vec![list("ports", by_count(&goods.ports, words))],
                "earlier" => vec![list(
                    "rulings",
                    rulings.iter().map(|ruling| (*ruling).to_owned()).collect(),
                )],
                _ => Vec::new(),
            },
            blanks: words.blanks(&item.id),
        })
        .collect();
    let texts = &ground.pack.texts;
    let note = |text: &rulebook::Text| PaperNote {
        text: text.text.clone(),
        authority: text.authority.clone(),
    };
    let effect = &ground.pack.rulings.effect;
    Some(RulingRequest {
        finding: finding.id.clone(),
        product: finding.subject.label.clone(),
        missing: sections
            .iter()
            .filter(|section| section.is_blank())
            .map(|section| section.title.clone())
            .collect(),
        missing_title: words.missing_title.clone(),
        search_title: words.search_title.clone(),
        search_words: goods.search_words(words),
        advice,
        paper: Paper {
            title: words.titles.get("ruling").cloned().unwrap_or_default(),
            head: texts.ruling_worksheet.text.clone(),
            watermark: texts.watermark.text.clone(),
            notes: vec![
                note(&texts.ruling),
                note(&texts.no_code_proposed),
                PaperNote {
                    text: effect.text.clone(),
                    authority: effect.authority.clone(),
                },
            ],
            sections,
            authority: contents.authority.clone(),
        },
    })
}
