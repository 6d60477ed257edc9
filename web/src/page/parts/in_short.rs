//! The answer in a few lines: how many findings of which grade, which to look at
//! first, which date is next, and what it could cost. All of it stands in full
//! further down; who has a minute sees it here.

use customs::Cents;
use triggers::Grade;
use triggers::finding::Outcome;
use yew::prelude::*;

use crate::page::pack::grade_words;
use crate::page::parts::finding_list::findings;
use crate::page::parts::prose::Prose;
use crate::page::screen::Screen;
use crate::words;
use crate::worker::protocol::Overview;

/// The lines; nothing where nothing was found.
pub(crate) fn in_short(overview: &Overview) -> Html {
    let all = findings(&overview.assessment);
    let Some((section, _, first)) = all.first() else {
        return Html::default();
    };
    let total: u64 = overview.totals.iter().map(|(_, count)| count).sum();
    let unlisted = highest_unlisted(overview);
    let by_grade: Vec<(Grade, u64)> = Grade::ALL
        .into_iter()
        .rev()
        .filter(|grade| unlisted.is_none_or(|unlisted| *grade > unlisted))
        .map(|grade| {
            let of = all.iter().filter(|(.., one)| one.grade == grade);
            (grade, of.count() as u64)
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    let told: u64 = by_grade.iter().map(|(_, count)| count).sum();
    html! {
        <section class="card in-short" aria-labelledby="in-short">
            <h2 id="in-short">{ words::short_title() }</h2>
            <p>{ words::short_findings(total) }</p>
            <ul>
                { for by_grade.into_iter().map(|(grade, count)| {
                    let (label, wording) = grade_words(grade);
                    html! { <li>{ words::short_grade(words::grouped(count), label, wording) }</li> }
                }) }
                if told > 0 && told < total { <li>{ words::short_rest(words::grouped(total - told)) }</li> }
            </ul>
            <p>
                { words::short_first() }{ " " }
                <a href={Screen::Finding(first.id.clone()).href()}>{ first.subject.label.clone() }</a>
                { ": " }{ section.title.clone() }
            </p>
            { date(overview) }
            { cost(overview) }
            <p>{ words::short_next() }</p>
        </section>
    }
}

/// The highest grade of which some findings may not be in the overview, which
/// has the first of each trigger alone.
fn highest_unlisted(overview: &Overview) -> Option<Grade> {
    let sections = overview.assessment.indicators.iter();
    sections
        .filter_map(|section| match &section.outcome {
            Outcome::Assessed(assessed) => Some((section, assessed)),
            Outcome::NotAssessed(_) => None,
        })
        .filter(|(section, assessed)| {
            let listed = assessed.findings.len() as u64;
            let mut totals = overview.totals.iter();
            totals.any(|(trigger, count)| *trigger == section.trigger && *count > listed)
        })
        .map(|(_, assessed)| assessed.grade)
        .max()
}

fn date(overview: &Overview) -> Html {
    let Some(limit) = overview.assessment.deadlines.first() else {
        return Html::default();
    };
    let next = &limit.deadline;
    html! { <p><Prose text={words::short_date(words::day(next.day), &next.label)} /></p> }
}

fn cost(overview: &Overview) -> Html {
    let readings = overview.assessment.exposure.iter();
    let losses = readings.flat_map(|exposure| &exposure.total.readings);
    let losses: Vec<Cents> = losses.map(|reading| reading.loss.amount).collect();
    match (losses.iter().min(), losses.iter().max()) {
        (Some(low), Some(high)) if high.is_positive() => {
            let amount = if low == high {
                words::dollars(*high).into()
            } else {
                words::cost_range(words::dollars(*low), words::dollars(*high))
            };
            html! { <p>{ words::short_cost(amount) }</p> }
        }
        _ => Html::default(),
    }
}
