//! The findings, weightiest first, to be narrowed down and leafed through.

use customs::Ordered;
use std::rc::Rc;

use assessment::Assessment;
use assessment::model::Section;
use triggers::finding::{Finding, Outcome};
use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::pack::pack;
use crate::page::parts::filters::{FilterBar, fitting};
use crate::page::parts::grade::{self, GradeBadge};
use crate::page::screen::Screen;
use crate::page::screens::finding::touched;
use crate::page::screens::results::listed;
use crate::words;
use crate::worker::protocol::Overview;

/// Findings shown at first, and how many more at a time.
const STEP: usize = 12;

/// A finding with its section and its place in it.
pub(crate) type Placed<'a> = (&'a Section, usize, &'a Finding);

/// All findings, highest grade first, then by what they touch.
pub(crate) fn findings(assessment: &Assessment) -> Vec<Placed<'_>> {
    let mut all: Vec<Placed<'_>> = assessment
        .indicators
        .iter()
        .filter_map(|section| match &section.outcome {
            Outcome::Assessed(assessed) => Some((section, assessed)),
            Outcome::NotAssessed(_) => None,
        })
        .flat_map(|(section, assessed)| {
            let findings = assessed.findings.iter().enumerate();
            findings.map(move |(at, finding)| (section, at, finding))
        })
        .collect();
    all.order_by(|(_, _, a), (_, _, b)| b.grade.cmp(&a.grade).then(b.affected.cmp(&a.affected)));
    all
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) overview: Rc<Overview>,
}

/// The list with its filters.
#[component]
pub(crate) fn FindingList(props: &Props) -> Html {
    let desk = use_desk();
    let most = use_state_eq(|| STEP);
    let overview = &props.overview;
    let listed: usize = findings(&overview.assessment).len();
    if listed == 0 {
        let nothing = pack().map(|pack| pack.texts.nothing_found.to_string());
        return html! { <p class="notice">{ nothing.unwrap_or_default() }</p> };
    }
    let total: u64 = overview.totals.iter().map(|(_, count)| count).sum();
    let hidden = total.saturating_sub(listed as u64);
    let fitting = fitting(overview, &desk.state.filters);
    let shown = fitting.len().min(*most);
    let more = {
        let most = most.clone();
        Callback::from(move |_: MouseEvent| most.set(*most + 2 * STEP))
    };
    html! {
        <>
            if listed > STEP { <FilterBar overview={overview.clone()} /> }
            <p class="quiet" role="status">{ words::list_shown(
                words::grouped(shown as u64),
                words::findings(fitting.len() as u64),
            ) }</p>
            <ol class="findings">
                { for fitting.iter().take(*most).map(|placed| item(overview, placed)) }
            </ol>
            if fitting.len() > shown {
                <p><button type="button" class="button plain" onclick={more}>{ words::list_more() }</button></p>
            }
            if hidden > 0 { <p class="quiet">{ words::results_hidden(hidden) }</p> }
        </>
    }
}

fn item(overview: &Overview, (section, at, finding): &Placed<'_>) -> Html {
    let detail = section.details.get(*at);
    let expires = overview
        .beside(&finding.id)
        .and_then(|beside| beside.expires);
    let of_whole = touched(finding);
    html! {
        <li key={finding.id.clone()} class={grade::class(finding.grade)}>
            <GradeBadge grade={finding.grade} />
            <h3>
                <a href={Screen::Finding(finding.id.clone()).href()}>{ finding.subject.label.clone() }</a>
            </h3>
            <p>
                { section.title.clone() }
                if let Some(detail) = detail { { ": " }{ detail.pattern.clone() } }
            </p>
            <p class="quiet small">
                { of_whole.clone() }
                if finding.span.dates > 0 { if !of_whole.is_empty() { { " · " } }{ words::dates(u64::from(finding.span.dates)) } }
                if !finding.span.filers.is_empty() {
                    { " · " }{ words::by_filers(listed(&finding.span.filers)) }
                }
                if let Some(day) = expires { { " · " }<strong>{ words::expires(words::day(day)) }</strong> }
            </p>
        </li>
    }
}
