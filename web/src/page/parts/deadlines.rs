//! The dates that are running, on one line from today on, and as a list.

use std::collections::BTreeMap;
use std::rc::Rc;

use remedies::routes::RunningLimit;
use triggers::finding::{Finding, Outcome};
use yew::prelude::*;

use crate::page::parts::prose::Prose;
use crate::page::parts::routes::deadline;
use crate::page::pictures::scale::{Days, percent};
use crate::page::screen::Screen;
use crate::words;
use crate::worker::protocol::Overview;

/// Dates shown at once; the rest is folded.
const SHOWN: usize = 5;
/// Findings named for a date.
const NAMED: usize = 4;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) overview: Rc<Overview>,
}

/// The dates; nothing where none runs.
#[component]
pub(crate) fn Deadlines(props: &Props) -> Html {
    let running = &props.overview.assessment.deadlines;
    if running.is_empty() {
        return Html::default();
    }
    let (first, rest) = running.split_at(running.len().min(SHOWN));
    let unlisted = props
        .overview
        .assessment
        .deadline_count
        .saturating_sub(running.len() as u64);
    let list = |some: &[RunningLimit]| {
        html! {
            <ol class="running-list">{ for some.iter().map(|limit| item(&props.overview, limit)) }</ol>
        }
    };
    html! {
        <section aria-labelledby="running">
            <h2 id="running">{ words::results_running() }</h2>
            <p class="quiet prose-line">{ words::results_running_text() }</p>
            { line(&props.overview) }
            { list(first) }
            if !rest.is_empty() {
                <details class="no-print">
                    <summary>{ words::running_more(rest.len() as u64) }</summary>
                    { list(rest) }
                    if unlisted > 0 { <p class="quiet">{ words::running_unlisted(unlisted) }</p> }
                </details>
            }
        </section>
    }
}

fn item(overview: &Overview, limit: &RunningLimit) -> Html {
    // One subject with several findings is named once.
    let subjects: BTreeMap<&str, &Finding> = limit
        .findings
        .iter()
        .filter_map(|id| find(overview, id))
        .map(|finding| (finding.subject.label.as_str(), finding))
        .collect();
    let named = subjects.values().take(NAMED);
    let unnamed = subjects.len().saturating_sub(NAMED);
    html! {
        <li>
            { deadline(&limit.deadline, Some(limit.entries)) }
            <p>
                <Prose text={limit.discuss.clone()} />
                <span class="quiet">
                    { ": " }
                    { for named.enumerate().map(|(at, finding)| html! {
                        <>
                            { if at > 0 { ", " } else { "" } }
                            <a href={Screen::Finding(finding.id.clone()).href()}>{ finding.subject.label.clone() }</a>
                        </>
                    }) }
                    if unnamed > 0 { { " " }{ words::and_more(words::grouped(unnamed as u64)) } }
                </span>
            </p>
        </li>
    }
}

/// A finding of the overview by its id.
fn find<'a>(overview: &'a Overview, id: &str) -> Option<&'a Finding> {
    overview
        .assessment
        .indicators
        .iter()
        .filter_map(|section| match &section.outcome {
            Outcome::Assessed(assessed) => Some(&assessed.findings),
            Outcome::NotAssessed(_) => None,
        })
        .flatten()
        .find(|finding| finding.id == id)
}

/// The line: today at its head, a dot for each date, a diamond where it is near.
/// The list below is its table.
fn line(overview: &Overview) -> Html {
    let today = overview.assessment.as_of;
    let days = || {
        overview
            .assessment
            .deadlines
            .iter()
            .map(|limit| limit.deadline.day)
    };
    let Some(scale) = Days::over(days().chain([today])) else {
        return Html::default();
    };
    let first = days().min().unwrap_or(today);
    let last = days().max().unwrap_or(today);
    let is_any = |urgent| {
        let mut all = overview.assessment.deadlines.iter();
        all.any(|limit| limit.deadline.urgent == urgent)
    };
    let spoken = words::running_spoken(
        overview.assessment.deadlines.len(),
        words::day(first),
        words::day(last),
    );
    html! {
        <figure class="picture deadline-line">
            <figcaption>{ words::running_line() }</figcaption>
            <svg width="100%" height="44" role="img" aria-label={spoken}>
                <line class="rule" x1="0" x2="100%" y1="22" y2="22" />
                { scale.rules(44) }
                { for overview.assessment.deadlines.iter().map(|limit| html! {
                    <svg x={percent(scale.at(limit.deadline.day))} y="22" overflow="visible" width="1" height="1">
                        { mark(limit.deadline.urgent) }
                    </svg>
                }) }
                <line class="today" x1={percent(scale.at(today))} x2={percent(scale.at(today))} y1="4" y2="40" />
            </svg>
            <svg class="axis" width="100%" height="20" aria-hidden="true">
                <text x={percent(scale.at(today))} y="14" text-anchor="start">{ words::running_today() }</text>
                { for scale.ticks().into_iter().filter(|(day, _)| scale.at(*day) - scale.at(today) > 22.0).map(|(day, label)| html! {
                    <text x={percent(scale.at(day))} y="14" text-anchor="middle">{ label }</text>
                }) }
            </svg>
            <ul class="legend">
                { for [true, false].into_iter().filter(|urgent| is_any(*urgent)).map(|urgent| html! {
                    <li>
                        <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">{ mark(urgent) }</svg>
                        { if urgent { words::running_near() } else { words::running_later() } }
                    </li>
                }) }
            </ul>
        </figure>
    }
}

/// A date that is near has another shape as well as another colour.
fn mark(urgent: bool) -> Html {
    if urgent {
        html! { <path class="outlier" d="M0-7 6 0 0 7-6 0Z" /> }
    } else {
        html! { <circle class="mark broker-0" r="5" /> }
    }
}
