//! A grade: its word and five steps, so that colour is never alone.

use triggers::Grade;
use yew::prelude::*;

use crate::page::pack;
use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    pub(crate) grade: Grade,
}

/// The badge of a grade.
#[component]
pub(crate) fn GradeBadge(props: &Props) -> Html {
    let (label, _) = pack::grade_words(props.grade);
    let level = level(props.grade);
    html! {
        <span class={classes!("grade", class(props.grade))}>
            <svg class="pips" width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">
                { for (0..5u8).map(|step| pip(step, step <= level)) }
            </svg>
            <span>{ label }</span>
        </span>
    }
}

/// One step: full where the grade reaches it, hollow where not. Steps rise, so
/// that the shape alone says which way is more.
fn pip(step: u8, full: bool) -> Html {
    let height = 4 + 2 * step;
    html! {
        <rect
            class={if full { "full" } else { "hollow" }}
            x={(1 + 7 * step).to_string()}
            y={(13 - height).to_string()}
            width="4"
            height={height.to_string()}
        />
    }
}

/// The state beside the grades: it could not be assessed.
#[component]
pub(crate) fn NotAssessedBadge() -> Html {
    html! { <span class="grade not-assessed">{ words::not_assessed() }</span> }
}

fn level(grade: Grade) -> u8 {
    match grade {
        Grade::Info => 0,
        Grade::Low => 1,
        Grade::Medium => 2,
        Grade::High => 3,
        Grade::Critical => 4,
    }
}

/// The style class of a grade.
pub(crate) fn class(grade: Grade) -> &'static str {
    match grade {
        Grade::Info => "grade-info",
        Grade::Low => "grade-low",
        Grade::Medium => "grade-medium",
        Grade::High => "grade-high",
        Grade::Critical => "grade-critical",
    }
}
