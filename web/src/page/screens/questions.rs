//! A few questions that no file answers. All can be skipped.

use rulebook::questionnaire::{About, Component, ControlQuestion, Questionnaire};
use triggers::context::{Answer, Answers};
use yew::prelude::*;

use crate::page::desk::{Desk, use_desk};
use crate::page::pack::pack;
use crate::page::parts::ask::{Choose, Fact, History};
use crate::page::screen::Screen;
use crate::words;

/// The screen.
#[component]
pub(crate) fn Questions() -> Html {
    let desk = use_desk();
    let Some(pack) = pack() else {
        return html! { <h1 tabindex="-1">{ words::questions_title() }</h1> };
    };
    let all = &pack.questionnaire;
    let answers = &desk.state.answers;
    let facts: Vec<_> = all
        .facts
        .iter()
        .filter(|fact| fact.about == About::Importer)
        .collect();
    html! {
        <>
            <h1 tabindex="-1">{ words::questions_title() }</h1>
            <p class="lead">{ words::questions_lead() }</p>
            <div class="questions">
                { part(
                    words::questions_history(all.history.years),
                    answered(answers, all.history.questions.iter().map(|q| q.id.as_str())),
                    html! {
                        <>
                            <p>
                                <button type="button" class="button plain" onclick={none_of_these(&desk, all)}>
                                    { words::questions_none() }
                                </button>
                            </p>
                            { for all.history.questions.iter().map(|question| html! { <History {question} /> }) }
                        </>
                    },
                ) }
                { part(
                    words::questions_facts(),
                    answered(answers, facts.iter().map(|q| q.id.as_str())),
                    html! { { for facts.iter().map(|question| html! {
                        <Fact question={*question} answer_key={question.id.clone()} />
                    }) } },
                ) }
                { for all.controls.components.iter().map(|component| controls(answers, all, component)) }
            </div>
            <p class="actions">
                if desk.state.overview.is_some() {
                    <a class="button" href={Screen::Results.href()}>{ words::questions_done() }</a>
                } else {
                    <a class="button" href={Screen::Drop.href()}>{ words::start_go() }</a>
                }
            </p>
        </>
    }
}

/// Answers with no what is not answered yet of the company's history.
fn none_of_these(desk: &Desk, all: &'static Questionnaire) -> Callback<MouseEvent> {
    let desk = desk.clone();
    Callback::from(move |_| {
        for question in &all.history.questions {
            if desk.state.answers.get(&question.id).is_none() {
                desk.answer(&question.id, Some(Answer::Text("no".to_owned())));
            }
        }
    })
}

/// A folded part, with how much of it is answered.
fn part(title: AttrValue, (answered, all): (u64, u64), questions: Html) -> Html {
    html! {
        <details class="card part">
            <summary>
                <strong>{ title }</strong>
                <span class="quiet">{ words::questions_answered(words::grouped(answered), words::grouped(all)) }</span>
            </summary>
            { questions }
        </details>
    }
}

fn answered<'a>(answers: &Answers, keys: impl Iterator<Item = &'a str>) -> (u64, u64) {
    keys.fold((0, 0), |(given, all), key| {
        (given + u64::from(answers.get(key).is_some()), all + 1)
    })
}

fn controls(answers: &Answers, all: &'static Questionnaire, component: &Component) -> Html {
    let questions: Vec<&ControlQuestion> = all
        .controls
        .questions
        .iter()
        .filter(|question| question.component == component.id)
        .collect();
    let mut options: Vec<(AttrValue, AttrValue)> = all
        .controls
        .scale
        .iter()
        .map(|step| (step.value.to_string().into(), step.label.clone().into()))
        .collect();
    options.push(("unknown".into(), words::ask_unknown()));
    options.push(("n/a".into(), words::ask_not_applicable()));
    let read = Callback::from(|value: AttrValue| {
        value
            .parse()
            .map_or_else(|_| Answer::Text(value.to_string()), Answer::Scale)
    });
    part(
        words::questions_controls(&component.label),
        answered(answers, questions.iter().map(|q| q.id.as_str())),
        html! {
            { for questions.iter().map(|question| html! {
                <Choose
                    answer_key={question.id.clone()}
                    text={question.text.clone()}
                    why={question.reason.clone()}
                    options={options.clone()}
                    read={read.clone()}
                />
            }) }
        },
    )
}
