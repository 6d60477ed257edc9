//! Measures, eras, sectors, AD/CVD, programmes, concordance, chapters.

use super::Faults;
use crate::measures::{Measure, MeasureRate, RateKind};
use crate::pack::Pack;
use crate::screening::Window;
use customs::hts::{Kind, Level};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

pub(super) fn check(pack: &Pack, faults: &mut Faults) {
    measures(pack, faults);
    eras(pack, faults);
    faults.unique(
        "sectors",
        pack.sectors.sectors.iter().map(|s| s.id.as_str()),
    );
    faults.unique("adcvd", pack.adcvd.families.iter().map(|f| f.id.as_str()));
    for family in &pack.adcvd.families {
        let path = format!("adcvd.families[{}]", family.id);
        faults.require(
            !family.prefixes.is_empty() && !family.scope_questions.is_empty(),
            || path.clone(),
            || "no prefix, or no scope question".to_owned(),
            "prefixes, and questions about scope",
        );
        for order in &family.orders {
            faults.require(
                family.countries.contains(&order.country),
                || format!("{path}.orders"),
                || format!("{} is not among the family's countries", order.country),
                "a country of the family",
            );
            faults.require(
                order.began().is_some() != order.notice.is_empty(),
                || format!("{path}.orders"),
                || format!("{} has a date or a notice without the other", order.case),
                "a date and the notice that it was read from, or neither",
            );
        }
    }
    programmes(pack, faults);
    concordance(pack, faults);
    let chapters = pack.chapters.sections.iter().flat_map(|s| &s.chapters);
    faults.require(
        chapters.map(|chapter| chapter.0).eq(1..=99),
        || "chapters.sections".to_owned(),
        || "not every chapter, or not in order".to_owned(),
        "chapters 1 to 99, each once",
    );
}

fn measures(pack: &Pack, faults: &mut Faults) {
    let table = &pack.measures.measures;
    let ids: BTreeSet<&str> = table.iter().map(|m| m.id.as_str()).collect();
    let questions: BTreeSet<&str> = pack.questionnaire.ids().collect();
    faults.unique("measures.measures", table.iter().map(|m| m.id.as_str()));
    for measure in table {
        let path = format!("measures.measures[{}]", measure.id);
        for id in &measure.displaces {
            faults.require(
                ids.contains(id.as_str()) && *id != measure.id,
                || format!("{path}.displaces"),
                || format!("{id} is no other measure"),
                "the id of another measure",
            );
        }
        for id in &measure.conditions {
            faults.require(
                questions.contains(id.as_str()),
                || format!("{path}.conditions"),
                || format!("no question has the id {id}"),
                "an id of the questionnaire",
            );
        }
        headings(&path, measure, faults);
        for (at, rate) in measure.rates.iter().enumerate() {
            rate_span(&format!("{path}.rates[{at}]"), rate, faults);
        }
    }
    for exclusion in &pack.measures.exclusions {
        for id in &exclusion.measures {
            faults.require(
                ids.contains(id.as_str()),
                || format!("measures.exclusions[{}]", exclusion.title),
                || format!("{id} is no measure"),
                "the id of a measure",
            );
        }
    }
    overlaps(table, faults);
}

fn headings(path: &str, measure: &Measure, faults: &mut Faults) {
    faults.require(
        !measure.headings.is_empty(),
        || format!("{path}.headings"),
        || "no heading".to_owned(),
        "chapter 99 numbers",
    );
    let of_rates = measure.rates.iter().flat_map(|rate| &rate.headings);
    let all = measure
        .headings
        .iter()
        .chain(&measure.exemptions)
        .chain(of_rates);
    for range in all {
        let (first, last) = range.ends();
        faults.require(
            first.kind() == Kind::Additional && last.kind() == Kind::Additional && first <= last,
            || format!("{path}.headings"),
            || format!("{first} to {last}"),
            "chapter 99 numbers in order",
        );
    }
}

fn rate_span(path: &str, rate: &MeasureRate, faults: &mut Faults) {
    if let Some(to) = rate.to {
        faults.require(
            rate.from <= to,
            || path.to_owned(),
            || format!("from {} to {to}", rate.from),
            "dates in order, both included",
        );
    }
    if let Some(number) = rate.rate {
        faults.require(
            (Decimal::ZERO..=Decimal::TEN).contains(&number),
            || format!("{path}.rate"),
            || format!("{number} is no fraction"),
            "a decimal string; 25% is \"0.25\"",
        );
    }
}

/// Two additive rates may not both hold for one heading, origin and day, unless
/// they are tiers that stand side by side.
fn overlaps(table: &[Measure], faults: &mut Faults) {
    let rates: Vec<(&Measure, usize, &MeasureRate)> = table
        .iter()
        .flat_map(|measure| {
            measure
                .rates
                .iter()
                .enumerate()
                .map(move |(at, rate)| (measure, at, rate))
        })
        .filter(|(measure, _, rate)| rate.kind.unwrap_or(measure.kind) == RateKind::Additive)
        .collect();
    for (index, (measure, at, rate)) in rates.iter().enumerate() {
        for (other_measure, other_at, other) in rates.iter().skip(index + 1) {
            let same_days = rate.from <= other.to.unwrap_or(other.from.max(rate.from))
                && other.from <= rate.to.unwrap_or(rate.from.max(other.from));
            if same_days
                && !(rate.tier != other.tier && measure.id == other_measure.id)
                && origins_meet((measure, rate), (other_measure, other))
                && headings_meet((measure, rate), (other_measure, other))
            {
                faults.add(
                    format!("measures.measures[{}].rates[{other_at}]", other_measure.id),
                    format!("overlaps {}, rate {at}, for the same heading", measure.id),
                    "one additive rate a heading, origin and day",
                );
            }
        }
    }
}

fn origins_meet(a: (&Measure, &MeasureRate), b: (&Measure, &MeasureRate)) -> bool {
    let of = |(measure, rate): (&Measure, &MeasureRate)| -> BTreeSet<_> {
        let own = if rate.origins.is_empty() {
            &measure.origins
        } else {
            &rate.origins
        };
        own.iter().copied().collect()
    };
    let (a, b) = (of(a), of(b));
    a.is_empty() || b.is_empty() || !a.is_disjoint(&b)
}

fn headings_meet(a: (&Measure, &MeasureRate), b: (&Measure, &MeasureRate)) -> bool {
    let of = |(measure, rate): (&Measure, &MeasureRate)| {
        if rate.headings.is_empty() {
            measure.headings.clone()
        } else {
            rate.headings.clone()
        }
    };
    let theirs = of(b);
    of(a)
        .iter()
        .any(|range| theirs.iter().any(|other| range.meets(*other)))
}

fn eras(pack: &Pack, faults: &mut Faults) {
    let mut before = None;
    for (at, era) in pack.eras.eras.iter().enumerate() {
        let path = format!("eras.eras[{at}]");
        faults.require(
            pack.measures.get(&era.measure).is_some(),
            || format!("{path}.measure"),
            || format!("{} is no measure", era.measure),
            "the id of a measure",
        );
        faults.require(
            before.is_none_or(|before| before <= era.date),
            || format!("{path}.date"),
            || format!("{} is out of order", era.date),
            "eras oldest first",
        );
        before = Some(era.date);
    }
}

fn programmes(pack: &Pack, faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for programme in &pack.programmes.programmes {
        let path = format!("spis.programmes[{}]", programme.name);
        for code in &programme.codes {
            faults.require(
                seen.insert(*code),
                || path.clone(),
                || format!("{code} stands twice"),
                "each indicator once",
            );
        }
        let claimed = !programme.codes.is_empty() || !programme.headings.is_empty();
        faults.require(
            claimed && !programme.windows.is_empty(),
            || path.clone(),
            || "no window, or neither indicator nor heading".to_owned(),
            "both",
        );
        windows(&path, &programme.windows, faults);
    }
}

/// Windows in order, without overlap; gaps are lapses.
fn windows(path: &str, windows: &[Window], faults: &mut Faults) {
    let mut end = None;
    for (at, window) in windows.iter().enumerate() {
        let after = match (at, end, window.from) {
            (0, _, _) => true,
            (_, Some(end), Some(from)) => end < from,
            _ => false,
        };
        let ordered = match (window.from, window.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        faults.require(
            after && ordered,
            || format!("{path}.windows[{at}]"),
            || "out of order, or overlaps the one before".to_owned(),
            "windows oldest first, without overlap",
        );
        end = window.to;
    }
}

fn concordance(pack: &Pack, faults: &mut Faults) {
    for step in &pack.concordance.steps {
        let path = format!("concordance.steps[{}]", step.day);
        faults.require(
            pack.revisions
                .revisions
                .iter()
                .any(|revision| revision.day == step.day),
            || path.clone(),
            || "no revision on that day".to_owned(),
            "the day of a revision in hts_revisions",
        );
        for (old, new) in &step.pairs {
            faults.require(
                !new.is_empty() && old.reaches(Level::Subheading) && !new.contains(old),
                || format!("{path}.pairs[{old}]"),
                || "leads nowhere, to itself, or is shorter than six digits".to_owned(),
                "an old number of at least six digits and the numbers that took over from it",
            );
        }
        for old in &step.ended {
            faults.require(
                step.pairs.contains_key(old),
                || format!("{path}.ended"),
                || format!("{old} is in no pair"),
                "old numbers of the pairs",
            );
        }
    }
}
