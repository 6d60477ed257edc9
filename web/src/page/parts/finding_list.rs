//! The findings, weightiest first, to be narrowed down and leafed through.

use std::rc::Rc;

use assessment::Assessment;
use assessment::model::Section;
use rulebook::Category;
use triggers::finding::{Finding, Outcome};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::page::pack::{category_label, pack};
use crate::page::parts::grade::{self, GradeBadge};
use crate::page::screen::Screen;
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
    all.sort_by(|(_, _, a), (_, _, b)| b.grade.cmp(&a.grade).then(b.affected.cmp(&a.affected)));
    all
}

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) overview: Rc<Overview>,
}

/// The list with its filters.
#[component]
pub(crate) fn FindingList(props: &Props) -> Html {
    let category = use_state_eq(|| None::<Category>);
    let search = use_state_eq(String::new);
    let most = use_state_eq(|| STEP);
    let all = findings(&props.overview.assessment);
    if all.is_empty() {
        let nothing = pack().map(|pack| pack.texts.nothing_found.to_string());
        return html! { <p class="notice">{ nothing.unwrap_or_default() }</p> };
    }
    let total: u64 = props.overview.totals.iter().map(|(_, count)| count).sum();
    let hidden = total.saturating_sub(all.len() as u64);
    let fitting: Vec<Placed<'_>> = all
        .iter()
        .filter(|placed| fits(placed, *category, &search))
        .copied()
        .collect();
    let shown = fitting.len().min(*most);
    let more = {
        let most = most.clone();
        Callback::from(move |_: MouseEvent| most.set(*most + 2 * STEP))
    };
    html! {
        <>
            if all.len() > STEP { { filters(&all, &category, &search) } }
            <p class="quiet" role="status">{ words::list_shown(
                words::grouped(shown as u64),
                words::findings(fitting.len() as u64),
            ) }</p>
            <ol class="findings">
                { for fitting.iter().take(*most).map(|(section, at, finding)| item(section, *at, finding)) }
            </ol>
            if fitting.len() > shown {
                <p><button type="button" class="button plain" onclick={more}>{ words::list_more() }</button></p>
            }
            if hidden > 0 { <p class="quiet">{ words::results_hidden(hidden) }</p> }
        </>
    }
}

/// Whether a finding is of a category and has these words in it.
fn fits((section, _, finding): &Placed<'_>, category: Option<Category>, search: &str) -> bool {
    if category.is_some_and(|category| section.category != category) {
        return false;
    }
    let texts = [
        finding.subject.label.to_lowercase(),
        section.title.to_lowercase(),
        finding.span.filers.join(" ").to_lowercase(),
    ];
    search
        .to_lowercase()
        .split_whitespace()
        .all(|word| texts.iter().any(|text| text.contains(word)))
}

fn filters(
    all: &[Placed<'_>],
    category: &UseStateHandle<Option<Category>>,
    search: &UseStateHandle<String>,
) -> Html {
    let choose = {
        let category = category.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlSelectElement>().ok())
            {
                let value = select.value();
                category.set(Category::ALL.into_iter().find(|c| c.as_str() == value));
            }
        })
    };
    let write = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlInputElement>().ok())
            {
                search.set(input.value());
            }
        })
    };
    let there = |category: &Category| {
        all.iter()
            .any(|(section, ..)| section.category == *category)
    };
    html! {
        <form class="filters" role="search" onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <label>
                { words::list_category() }
                <select onchange={choose}>
                    <option value="" selected={category.is_none()}>{ words::list_all() }</option>
                    { for Category::ALL.into_iter().filter(there).map(|c| html! {
                        <option value={c.as_str()} selected={**category == Some(c)}>{ category_label(c) }</option>
                    }) }
                </select>
            </label>
            <label>
                { words::list_search() }
                <input type="search" value={(**search).clone()} oninput={write} />
            </label>
        </form>
    }
}

fn item(section: &Section, at: usize, finding: &Finding) -> Html {
    let detail = section.details.get(at);
    let of_whole = words::finding_touched(
        words::dollars(finding.affected),
        words::dollars(finding.whole),
    );
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
                { of_whole }{ " · " }{ words::dates(u64::from(finding.span.dates)) }
                if !finding.span.filers.is_empty() {
                    { " · " }{ words::by_filers(finding.span.filers.join(", ")) }
                }
            </p>
        </li>
    }
}
