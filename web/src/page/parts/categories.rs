//! The indicators by category: a strip of all categories at a glance, which
//! narrows the list of findings down, and every indicator with its share.
//!
//! *Not assessed* is a state of its own, never the lowest grade.

use std::rc::Rc;

use assessment::Assessment;
use assessment::model::Section;
use rulebook::Category;
use triggers::finding::Outcome;
use triggers::score::CategoryScore;
use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::pack::{category_label, grade_words};
use crate::page::parts::filters::Filters;
use crate::page::parts::grade::{self, GradeBadge, NotAssessedBadge};
use crate::page::parts::share::Share;
use crate::words;
use crate::worker::protocol::Overview;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) overview: Rc<Overview>,
}

/// All categories at a glance. Each is a button that shows its findings alone,
/// and pressed again shows all.
#[component]
pub(crate) fn Strip(props: &Props) -> Html {
    let desk = use_desk();
    let overview = &props.overview;
    let assessment = &overview.assessment;
    let chosen = desk.state.filters.category;
    html! {
        <section aria-labelledby="strip">
            <h2 id="strip">{ words::results_strip() }</h2>
            <p class="quiet">{ words::results_strip_text() }</p>
            <ul class="strip">
                { for assessment.score.categories.iter().map(|score| {
                    let count = count(overview, score.category);
                    let pressed = chosen == Some(score.category);
                    let press = {
                        let (desk, category) = (desk.clone(), score.category);
                        Callback::from(move |_: MouseEvent| {
                            desk.filter(Filters::of((!pressed).then_some(category)));
                        })
                    };
                    let class = score.grade.map_or("blank", grade::class);
                    html! {
                        <li {class}>
                            <button
                                type="button"
                                aria-pressed={pressed.to_string()}
                                disabled={count == 0}
                                onclick={press}
                            >
                                <span>{ category_label(score.category) }</span>
                                { badge(score, count) }
                                <span class="quiet small">
                                    { match (count, score.grade) {
                                        (0, None) => words::strip_below(),
                                        (0, Some(_)) => words::strip_nothing_text(),
                                        _ => words::findings(count),
                                    } }
                                </span>
                            </button>
                        </li>
                    }
                }) }
            </ul>
        </section>
    }
}

/// The grade. Where a category was looked at and nothing was found it says so,
/// since the lowest grade would read like something.
fn badge(score: &CategoryScore, count: u64) -> Html {
    match score.grade {
        Some(_) if count == 0 => {
            html! { <span class="grade nothing">{ words::strip_nothing() }</span> }
        }
        Some(grade) => html! { <GradeBadge {grade} /> },
        None => html! { <NotAssessedBadge /> },
    }
}

/// How many findings a category has.
fn count(overview: &Overview, category: Category) -> u64 {
    let sections = overview.assessment.indicators.iter();
    sections
        .filter(|section| section.category == category)
        .filter_map(|section| {
            let of = overview
                .totals
                .iter()
                .find(|(trigger, _)| *trigger == section.trigger);
            of.map(|(_, count)| count)
        })
        .sum()
}

/// The indicators by category: assessed with its grade, or not assessed.
pub(crate) fn every_indicator(assessment: &Assessment) -> Html {
    html! {
        <>
            <h2>{ words::results_every() }</h2>
            <p class="quiet prose-line">{ words::results_categories_text() }</p>
            <ul class="categories">
                { for assessment.score.categories.iter().map(|score| category(assessment, score)) }
            </ul>
        </>
    }
}

/// A category. One of which nothing could be assessed says so once: what each
/// of its indicators lacks is listed below, in *what was not assessed*.
fn category(assessment: &Assessment, score: &CategoryScore) -> Html {
    let sections = || {
        assessment
            .indicators
            .iter()
            .filter(|section| section.category == score.category)
    };
    let found: usize = sections()
        .map(|section| match &section.outcome {
            Outcome::Assessed(assessed) => assessed.findings.len(),
            Outcome::NotAssessed(_) => 0,
        })
        .sum();
    html! {
        <li class={classes!("category", score.grade.is_none().then_some("blank"))}>
            <h3>{ category_label(score.category) }</h3>
            if let Some(grade) = score.grade {
                if found == 0 {
                    { badge(score, 0) }
                    <p class="small">{ words::strip_nothing_text() }</p>
                } else {
                    <GradeBadge {grade} />
                    <p class="small">{ grade_words(grade).1 }</p>
                }
            } else {
                <NotAssessedBadge />
            }
            if score.grade.is_none() && sections().next().is_some() {
                <p class="small">{ words::results_none_assessed(sections().count() as u64) }</p>
            } else {
                <ul>
                    { for sections().map(indicator) }
                    if sections().next().is_none() {
                        <li class="quiet">{ words::results_no_trigger() }</li>
                    }
                </ul>
            }
        </li>
    }
}

fn indicator(section: &Section) -> Html {
    match &section.outcome {
        Outcome::Assessed(assessed) => html! {
            <li>
                <span>{ section.title.clone() }</span>
                <Share ppm={assessed.share_ppm} />
                <span class="unseen">{ words::results_share() }</span>
            </li>
        },
        Outcome::NotAssessed(_) => html! {
            <li class="quiet"><span>{ section.title.clone() }</span><em>{ words::not_assessed() }</em></li>
        },
    }
}
