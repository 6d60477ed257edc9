//! What lines say about goods, gathered for the papers.

use crate::ground::Ground;
use crate::words::Words;
use customs::{Cents, Day, Hts, Ordered};
use profile::LineIx;
use std::collections::{BTreeMap, BTreeSet};
use triggers::finding::{Effect, Finding};

/// Everything that a set of lines says, each with the goods value behind it.
#[derive(Default)]
pub(crate) struct Goods<'a> {
    pub(crate) descriptions: BTreeMap<&'a str, Cents>,
    pub(crate) part_numbers: BTreeMap<&'a str, Cents>,
    pub(crate) suppliers: BTreeMap<&'a str, Cents>,
    pub(crate) makers: BTreeMap<&'a str, Cents>,
    pub(crate) origins: BTreeMap<String, Cents>,
    pub(crate) ports: BTreeMap<&'a str, BTreeSet<LineIx>>,
    pub(crate) filers: BTreeMap<&'a str, BTreeSet<LineIx>>,
    /// The entries, each by its first line among these; a line without an
    /// entry number stands alone.
    pub(crate) entries: BTreeSet<LineIx>,
    pub(crate) dates: BTreeSet<Day>,
    pub(crate) numbers: BTreeMap<Hts, Number<'a>>,
}

/// One number's use.
#[derive(Default)]
pub(crate) struct Number<'a> {
    value: Cents,
    dates: BTreeSet<Day>,
    filers: BTreeSet<&'a str>,
}

/// All lines of a finding: the affected ones and those it compares them with.
pub(crate) fn lines_of(finding: &Finding) -> BTreeSet<LineIx> {
    let mut lines: BTreeSet<LineIx> = finding.lines.iter().copied().collect();
    if let Effect::OtherNumber { lines: all } = &finding.effect {
        lines.extend(all.iter().map(|other| other.line));
    }
    lines
}

impl<'a> Goods<'a> {
    pub(crate) fn of(ground: &Ground<'a>, lines: &BTreeSet<LineIx>) -> Self {
        let mut goods = Self::default();
        let mut firsts = BTreeMap::new();
        for line in lines.iter().map(|ix| ground.profile.line(*ix)) {
            let value = line.value().or_zero();
            let entry = match line.entry_ix() {
                0 => line.ix(),
                entry => *firsts.entry(entry).or_insert(line.ix()),
            };
            goods.entries.insert(entry);
            goods.dates.extend(line.entry_date());
            let texts = [
                (&mut goods.descriptions, line.description()),
                (&mut goods.part_numbers, line.sku()),
                (&mut goods.suppliers, line.supplier()),
                (&mut goods.makers, line.mid()),
            ];
            for (of, text) in texts {
                if !text.is_empty() {
                    *of.entry(text).or_default() += value;
                }
            }
            if let Some(origin) = line.origin() {
                *goods.origins.entry(origin.name().to_owned()).or_default() += value;
            }
            for (of, text) in [
                (&mut goods.ports, line.port()),
                (&mut goods.filers, line.filer()),
            ] {
                if !text.is_empty() {
                    of.entry(text).or_default().insert(entry);
                }
            }
            if let Some(hts) = line.hts() {
                let number = goods.numbers.entry(hts).or_default();
                number.value += value;
                number.dates.extend(line.entry_date());
                if !line.filer().is_empty() {
                    number.filers.insert(line.filer());
                }
            }
        }
        goods
    }

    /// The numbers as filed, most value first.
    pub(crate) fn numbers(&self, words: &Words) -> Vec<String> {
        let mut sorted: Vec<(&Hts, &Number<'_>)> = self.numbers.iter().collect();
        sorted.order_by(|(a, x), (b, y)| y.value.cmp(&x.value).then(a.cmp(b)));
        sorted
            .into_iter()
            .map(|(hts, number)| {
                let date = |day: Option<&Day>| day.map_or_else(String::new, Day::to_string);
                let filers: Vec<&str> = number.filers.iter().copied().collect();
                words.fill(
                    "number",
                    &[
                        ("number", &hts.to_string()),
                        ("value", &number.value.to_string()),
                        ("dates", &number.dates.len().to_string()),
                        ("first", &date(number.dates.first())),
                        ("last", &date(number.dates.last())),
                        ("filers", &filers.join(", ")),
                    ],
                )
            })
            .collect()
    }

    /// First to last date of entry.
    pub(crate) fn span(&self, words: &Words) -> Vec<String> {
        match (self.dates.first(), self.dates.last()) {
            (Some(first), Some(last)) => {
                let values = [("first", first.to_string()), ("last", last.to_string())];
                vec![words.fill("span", &values.each_ref().map(|(k, v)| (*k, v.as_str())))]
            }
            _ => Vec::new(),
        }
    }

    /// Words to search rulings by: the words of the descriptions that stand in
    /// most of them, then the headings as filed.
    pub(crate) fn search_words(&self, words: &Words) -> Vec<String> {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for text in self.descriptions.keys() {
            let distinct: BTreeSet<String> = text
                .split(|c: char| !c.is_alphabetic())
                .map(str::to_lowercase)
                .filter(|word| word.chars().count() >= 3 && !words.stop_words.contains(word))
                .collect();
            for word in distinct {
                *counts.entry(word).or_default() += 1;
            }
        }
        let mut sorted: Vec<(String, u32)> = counts.into_iter().collect();
        sorted.order_by(|(a, x), (b, y)| y.cmp(x).then(a.cmp(b)));
        let headings: BTreeSet<String> = self
            .numbers
            .keys()
            .map(|hts| hts.at(customs::hts::Level::Heading).to_string())
            .collect();
        sorted
            .into_iter()
            .take(words.listed)
            .map(|(word, _)| word)
            .chain(headings)
            .collect()
    }
}

/// Texts, most value first.
pub(crate) fn by_value<T: ToString + Ord>(texts: &BTreeMap<T, Cents>) -> Vec<String> {
    let mut sorted: Vec<(&T, &Cents)> = texts.iter().collect();
    sorted.order_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.cmp(b)));
    sorted
        .into_iter()
        .map(|(text, _)| text.to_string())
        .collect()
}

/// Texts with their counts of entries, most first.
pub(crate) fn by_count(texts: &BTreeMap<&str, BTreeSet<LineIx>>, words: &Words) -> Vec<String> {
    let mut sorted: Vec<(&&str, usize)> = texts.iter().map(|(t, e)| (t, e.len())).collect();
    sorted.order_by(|(a, x), (b, y)| y.cmp(x).then(a.cmp(b)));
    sorted
        .into_iter()
        .map(|(name, count)| words.fill("count", &[("name", name), ("count", &count.to_string())]))
        .collect()
}
