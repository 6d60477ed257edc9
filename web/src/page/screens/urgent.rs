//! The urgent path: what changes everything else, and what to do then.
//!
//! The questions and the message are the pack's. While one of them is answered
//! with yes, no score stands above the message on any screen.

use customs::Day;
use remedies::UrgentPath;
use remedies::ground::{day_of, is_yes};
use remedies::urgent::{due_by_answer, in_words};
use rulebook::decisions::{KnownBy, Urgent, UrgentCause};
use triggers::context::{Answer, Answers};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::page::desk::{Desk, use_desk};
use crate::page::pack::pack;
use crate::page::parts::glosses::Glosses;
use crate::page::screen::Screen;
use crate::words;

/// What the visitor is asked.
fn asked(urgent: &Urgent) -> impl Iterator<Item = &UrgentCause> {
    urgent
        .causes
        .iter()
        .filter(|cause| cause.known_by == KnownBy::Answer)
}

/// Whether any urgent question is answered with yes.
fn is_urgent(answers: &Answers) -> bool {
    pack().is_some_and(|pack| asked(&pack.urgent).any(|cause| said_yes(answers, cause)))
}

fn said_yes(answers: &Answers, cause: &UrgentCause) -> bool {
    answers.get(&cause.id).is_some_and(is_yes)
}

/// The questions, to tick.
#[component]
pub(crate) fn UrgentQuestions() -> Html {
    let desk = use_desk();
    let Some(pack) = pack() else {
        return Html::default();
    };
    html! {
        <fieldset class="urgent-questions">
            <legend>{ words::start_urgent_title() }</legend>
            <p class="quiet">{ words::start_urgent_text() }</p>
            <div>{ for asked(&pack.urgent).map(|cause| question(&desk, cause)) }</div>
        </fieldset>
    }
}

fn question(desk: &Desk, cause: &'static UrgentCause) -> Html {
    let checked = said_yes(&desk.state.answers, cause);
    let change = {
        let desk = desk.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlInputElement>().ok())
            {
                // Blank is "not answered": the visitor was asked to tick what
                // has happened, not to deny the rest.
                desk.answer(&cause.id, input.checked().then_some(Answer::Flag(true)));
            }
        })
    };
    html! {
        <div class="urgent-question">
            <label>
                <input type="checkbox" {checked} onchange={change} />
                <span>{ cause.text.clone() }</span>
            </label>
            <Glosses text={AttrValue::Static(&cause.text)} />
            if checked && cause.deadline.is_some() { { date_of(desk, cause) } }
        </div>
    }
}

/// The date of a paper that is to be answered within a time: its day takes the
/// place of the plain "yes", and blank goes back to it.
fn date_of(desk: &Desk, cause: &'static UrgentCause) -> Html {
    let now = desk.state.answers.get(&cause.id).and_then(day_of);
    let change = {
        let desk = desk.clone();
        Callback::from(move |event: Event| {
            let input = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                let day = Day::parse(&input.value()).ok().map(Answer::Day);
                desk.answer(&cause.id, Some(day.unwrap_or(Answer::Flag(true))));
            }
        })
    };
    html! {
        <label class="inline-field when">
            { words::urgent_when() }
            <input
                type="date"
                value={now.map(|day| day.to_string())}
                max={desk.state.as_of.to_string()}
                onchange={change}
            />
        </label>
    }
}

/// What to do now; nothing while nothing is urgent.
#[component]
pub(crate) fn UrgentMessage() -> Html {
    let desk = use_desk();
    html! { <div role="status">{ message(&desk) }</div> }
}

/// The assessment's own message, which knows the entries and their limits; on
/// the answers alone, what the pack says of them.
fn message(desk: &Desk) -> Html {
    let Some(pack) = pack() else {
        return Html::default();
    };
    let answers = &desk.state.answers;
    let is_said = is_urgent(answers);
    // An assessment from before the last answer knows less than the answers do.
    let found = desk
        .state
        .overview
        .as_ref()
        .and_then(|overview| overview.assessment.urgent.as_ref())
        .filter(|_| !(desk.state.stale && is_said));
    if found.is_none() && !is_said {
        return Html::default();
    }
    let deadline = found.map_or_else(
        || {
            let due: Vec<Day> = asked(&pack.urgent)
                .filter_map(|cause| due_by_answer(pack, answers, cause))
                .collect();
            in_words(&pack.urgent, &due, desk.state.as_of)
        },
        |found| found.deadline_text.clone(),
    );
    let is_undated = asked(&pack.urgent).any(|cause| {
        cause.deadline.is_some()
            && said_yes(answers, cause)
            && answers.get(&cause.id).and_then(day_of).is_none()
    });
    let example = is_example(desk);
    let causes: Vec<String> = found.map_or_else(
        || {
            asked(&pack.urgent)
                .filter(|cause| said_yes(answers, cause))
                .map(|cause| cause.text.clone())
                .collect()
        },
        |found| {
            found
                .causes
                .iter()
                .map(|cause| cause.text.clone())
                .collect()
        },
    );
    html! {
        <section class={classes!("urgent", example.then_some("example"))} aria-labelledby="urgent">
            if example { <p class="quiet">{ words::urgent_sample() }</p> }
            <h2 id="urgent">{ pack.urgent.title.clone() }</h2>
            if let Some(text) = deadline {
                <p class="urgent-date">{ words::days_in(&text) }</p>
            }
            if is_undated { <p>{ words::urgent_undated() }</p> }
            <ol>{ for pack.urgent.steps.iter().map(|step| html! { <li>{ step.clone() }</li> }) }</ol>
            <p>{ if found.is_some_and(by_files) {
                words::urgent_because_found()
            } else {
                words::urgent_because()
            } }</p>
            <ul>{ for causes.iter().map(|cause| html! { <li>{ cause.trim_end_matches('?').to_owned() }</li> }) }</ul>
            if let Some(found) = found { <p class="quiet small">{ found.note.clone() }</p> }
            <p><a class="button" href={Screen::Counsel.href()}>{ words::start_counsel() }</a></p>
        </section>
    }
}

/// Whether none of the causes is something that the visitor said.
fn by_files(found: &UrgentPath) -> bool {
    let causes = || pack().into_iter().flat_map(|pack| &pack.urgent.causes);
    found.causes.iter().all(|cause| {
        causes().any(|known| known.id == cause.id && known.known_by != KnownBy::Answer)
    })
}

/// Whether it is urgent for the sample importer alone: its entries are made for
/// today, so that on some days a date of theirs is near. Whoever only looks is
/// shown what that looks like, and the results with it.
fn is_example(desk: &Desk) -> bool {
    desk.state.sample && !is_urgent(&desk.state.answers)
}

/// Whether the urgent path overrides the results.
pub(crate) fn overrides(desk: &Desk) -> bool {
    let found = desk.state.overview.as_ref();
    is_urgent(&desk.state.answers)
        || (!is_example(desk) && found.is_some_and(|overview| overview.assessment.urgent.is_some()))
}
