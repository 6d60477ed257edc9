//! What it could cost, in the words of a document: the amounts, how they were
//! come by, the penalties.

use assessment::Assessment;
use exposure::summary::Open;
use exposure::{Figure, FindingExposure, Reckoning};
use yew::prelude::*;

use crate::page::parts::cost;
use crate::page::screens::results::fact;
use crate::words;

use super::{paragraphs, section, strong};

/// What all findings together could cost.
pub(super) fn total(assessment: &Assessment) -> Html {
    let Some(exposure) = &assessment.exposure else {
        return Html::default();
    };
    let total = &exposure.total;
    let Some(likely) = total.readings.first() else {
        return Html::default();
    };
    let is_some = likely.loss.amount.is_positive() || !total.open.is_empty();
    if !is_some && total.without_loss.is_none() {
        return Html::default();
    }
    let without_loss = total
        .without_loss
        .as_ref()
        .map(|matrix| cost::table(&words::brief_without_loss(), matrix));
    let mut notes: Vec<String> = open(&total.open, likely);
    if total.inferred.is_positive() {
        notes.push(words::brief_inferred(words::dollars(total.inferred)).to_string());
    }
    let bar = &exposure.limitation;
    let bar = [
        (bar.leaving_entries, &bar.leaving),
        (bar.outside_entries, &bar.outside),
    ];
    let bar = bar.into_iter().filter(|(entries, _)| *entries > 0);
    let bar = bar.map(|(_, figure)| {
        let sources: Vec<String> = figure
            .derivation
            .authority
            .iter()
            .map(|a| a.cite())
            .collect();
        format!(
            "{}: {} ({})",
            title(figure),
            figure.derivation.working,
            sources.join("; ")
        )
    });
    let figures = [&likely.actual, &likely.potential].into_iter();
    let figures = figures.chain(&likely.interest).chain([&total.overpaid]);
    let facts = html! {
        <dl class="facts">
            { fact(words::brief_loss(), range(&total.readings)) }
            { for figures.map(|figure| fact(title(figure).into(), words::dollars(figure.amount))) }
        </dl>
    };
    let contents = vec![
        paragraphs(vec![words::cost_total_text().to_string()]),
        facts,
        paragraphs(notes),
        matrix(&total.readings),
        without_loss.unwrap_or_default(),
        paragraphs(bar.collect()),
    ];
    section("all-costs", words::cost_total_title(), contents)
}

/// What one finding could cost, alone.
pub(super) fn of_finding(exposure: &FindingExposure) -> Html {
    let Some(likely) = exposure.readings.first() else {
        // Where there is no amount, that is said, and for what.
        let reading = exposure.open.first().map(|open| open.reading);
        let open = exposure
            .open
            .iter()
            .filter(|open| Some(open.reading) == reading);
        let open = open.map(|open| {
            words::brief_open(
                words::lines(u64::from(open.lines)),
                words::dollars(open.value),
                &open.text,
            )
            .to_string()
        });
        return paragraphs(open.collect());
    };
    let mut readings = exposure.readings.iter();
    let overpaid = exposure.overpaid.amount;
    if !readings.any(|reading| reading.loss.amount.is_positive())
        && exposure.open.is_empty()
        && !overpaid.is_positive()
    {
        return paragraphs(vec![words::cost_none().to_string()]);
    }
    let range = strong(range(&exposure.readings));
    let mut notes = vec![format!("{}: {range}", words::brief_loss())];
    // One line worked out to the cent.
    notes.extend(exposure.example.iter().map(|example| {
        words::brief_example(title(example), words::days_in(&example.derivation.working))
            .to_string()
    }));
    notes.extend(open(&exposure.open, likely));
    if overpaid.is_positive() {
        notes.push(format!(
            "{}: {}",
            title(&exposure.overpaid),
            words::dollars(overpaid)
        ));
    }
    html! { <>{ paragraphs(notes) }{ matrix(&exposure.readings) }</> }
}

/// Lowest and highest loss of the readings.
pub(super) fn range(readings: &[Reckoning]) -> String {
    let amounts = readings.iter().map(|reading| reading.loss.amount);
    match (amounts.clone().min(), amounts.max()) {
        (Some(low), Some(high)) if low != high => {
            words::cost_range(words::dollars(low), words::dollars(high)).to_string()
        }
        (low, _) => low.map(words::dollars).unwrap_or_default(),
    }
}

/// The first matrix there is.
fn matrix(readings: &[Reckoning]) -> Html {
    let mut all = readings.iter();
    let first = all.find_map(|reading| Some((reading, reading.matrix.as_ref()?)));
    first.map_or_else(Html::default, |(reading, matrix)| {
        cost::table(&reading.label, matrix)
    })
}

fn title(figure: &Figure) -> String {
    words::days_in(&figure.derivation.title)
}

/// What no amount can be worked out for.
pub(super) fn open(all: &[Open], likely: &Reckoning) -> Vec<String> {
    let open = all.iter().filter(|open| open.reading == likely.reading);
    open.map(|open| {
        let lines = words::lines(u64::from(open.lines));
        let what = words::cost_open(lines, words::dollars(open.value));
        format!("{what} {}", open.text)
    })
    .collect()
}
