//! One question with the control that fits its answer.
//!
//! A question that is left blank is skipped, which is never the same as "no":
//! every control can be set back to blank.

use customs::Day;
use rulebook::questionnaire::{AnswerKind, Choice, FactQuestion, HistoryQuestion};
use triggers::context::{Answer, Event};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::page::desk::{Desk, use_desk};
use crate::page::parts::glosses::Glosses;
use crate::words;

#[derive(Properties, PartialEq)]
pub(crate) struct Props {
    /// The key of the answer.
    pub(crate) answer_key: AttrValue,
    /// The question.
    pub(crate) text: AttrValue,
    /// Why it is asked; may be empty.
    #[prop_or_default]
    pub(crate) why: AttrValue,
    /// The options, by value.
    pub(crate) options: Vec<(AttrValue, AttrValue)>,
    /// The answer that an option's value stands for.
    pub(crate) read: Callback<AttrValue, Answer>,
}

/// A question with a list to choose from.
#[component]
pub(crate) fn Choose(props: &Props) -> Html {
    let desk = use_desk();
    let now = desk.state.answers.get(&props.answer_key).map(shown);
    let change = {
        let (desk, key, read) = (desk.clone(), props.answer_key.clone(), props.read.clone());
        Callback::from(move |event: web_sys::Event| {
            if let Some(select) = target::<HtmlSelectElement>(&event) {
                let value = select.value();
                let answer = (!value.is_empty()).then(|| read.emit(value.into()));
                desk.answer(&key, answer);
            }
        })
    };
    html! {
        <div class="question">
            <label>
                <span>{ props.text.clone() }</span>
                <select onchange={change}>
                    <option value="" selected={now.is_none()}>{ words::ask_blank() }</option>
                    { for props.options.iter().map(|(value, label)| html! {
                        <option value={value.clone()} selected={now.as_deref() == Some(value)}>{ label.clone() }</option>
                    }) }
                </select>
            </label>
            <p class="quiet small">
                { props.why.clone() }{ " " }
                <Glosses text={props.text.clone()} />
            </p>
        </div>
    }
}

fn target<T: JsCast>(event: &web_sys::Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// An answer as the value of an option.
fn shown(answer: &Answer) -> String {
    match answer {
        Answer::Flag(true) => "yes".to_owned(),
        Answer::Flag(false) => "no".to_owned(),
        Answer::Scale(step) => step.to_string(),
        Answer::Day(day) => day.to_string(),
        Answer::Words(words) => words.join("\n"),
        Answer::Text(text) => text.clone(),
        Answer::Events(events) => events.first().map(|e| e.value.clone()).unwrap_or_default(),
    }
}

/// A question whose answer is a word of a list.
pub(crate) fn of_words(
    key: &str,
    text: &str,
    why: &str,
    options: Vec<(AttrValue, AttrValue)>,
) -> Html {
    let read = Callback::from(|value: AttrValue| Answer::Text(value.to_string()));
    html! {
        <Choose
            answer_key={key.to_owned()}
            text={text.to_owned()}
            why={why.to_owned()}
            {options}
            {read}
        />
    }
}

/// Yes, no and "don't know", with what may stand between.
fn yes_no(partly: bool) -> Vec<(AttrValue, AttrValue)> {
    let mut options = vec![("yes".into(), words::ask_yes())];
    if partly {
        options.push(("partly".into(), words::ask_partly()));
    }
    options.push(("no".into(), words::ask_no()));
    options.push(("unknown".into(), words::ask_unknown()));
    options
}

fn choices(options: &[Choice]) -> Vec<(AttrValue, AttrValue)> {
    options
        .iter()
        .map(|option| (option.id.clone().into(), option.label.clone().into()))
        .collect()
}

#[derive(Properties, PartialEq)]
pub(crate) struct FactProps {
    pub(crate) question: &'static FactQuestion,
    /// The key of the answer: the question's id, with a subject where it is
    /// about one.
    pub(crate) answer_key: AttrValue,
}

/// A fact that the data does not hold.
#[component]
pub(crate) fn Fact(props: &FactProps) -> Html {
    let desk = use_desk();
    let question = props.question;
    let key = &props.answer_key;
    match question.answer {
        AnswerKind::YesNo => of_words(key, &question.text, &question.why, yes_no(false)),
        AnswerKind::YesPartlyNo => of_words(key, &question.text, &question.why, yes_no(true)),
        AnswerKind::Choice => of_words(
            key,
            &question.text,
            &question.why,
            choices(&question.options),
        ),
        AnswerKind::Choices => several(&desk, question, key),
        AnswerKind::Names => names(&desk, question, key),
        AnswerKind::Day => day(&desk, key, &question.text, &question.why),
        AnswerKind::Amount | AnswerKind::Rate => number(&desk, question, key),
    }
}

/// Some of the options: a box for each.
fn several(desk: &Desk, question: &'static FactQuestion, key: &AttrValue) -> Html {
    let now: Vec<String> = desk
        .state
        .answers
        .get(key)
        .map(|answer| answer.words().map(str::to_owned).collect())
        .unwrap_or_default();
    html! {
        <fieldset class="question">
            <legend>{ question.text.clone() }</legend>
            { for question.options.iter().map(|option| {
                let (desk, key, now, id) = (desk.clone(), key.clone(), now.clone(), option.id.clone());
                let checked = now.contains(&id);
                let change = Callback::from(move |_: web_sys::Event| {
                    let mut next: Vec<String> = now.iter().filter(|other| **other != id).cloned().collect();
                    if !checked {
                        next.push(id.clone());
                    }
                    desk.answer(&key, (!next.is_empty()).then_some(Answer::Words(next)));
                });
                html! {
                    <label>
                        <input type="checkbox" {checked} onchange={change} />
                        { option.label.clone() }
                    </label>
                }
            }) }
            <p class="quiet small">{ question.why.clone() }</p>
        </fieldset>
    }
}

/// Names, one a line.
fn names(desk: &Desk, question: &'static FactQuestion, key: &AttrValue) -> Html {
    let value = desk.state.answers.get(key).map(shown).unwrap_or_default();
    let change = {
        let (desk, key) = (desk.clone(), key.clone());
        Callback::from(move |event: web_sys::Event| {
            if let Some(area) = target::<HtmlTextAreaElement>(&event) {
                let names: Vec<String> = area
                    .value()
                    .lines()
                    .map(|line| line.trim().to_owned())
                    .filter(|line| !line.is_empty())
                    .collect();
                desk.answer(&key, (!names.is_empty()).then_some(Answer::Words(names)));
            }
        })
    };
    html! {
        <div class="question">
            <label>
                <span>{ question.text.clone() }</span>
                <textarea rows="3" {value} onchange={change} />
            </label>
            <p class="quiet small">{ words::ask_names() }{ " " }{ question.why.clone() }</p>
        </div>
    }
}

/// An amount or a rate, as text: the core reads it.
fn number(desk: &Desk, question: &'static FactQuestion, key: &AttrValue) -> Html {
    let value = desk.state.answers.get(key).map(shown).unwrap_or_default();
    let change = {
        let (desk, key) = (desk.clone(), key.clone());
        Callback::from(move |event: web_sys::Event| {
            if let Some(input) = target::<HtmlInputElement>(&event) {
                let text = input.value().trim().to_owned();
                desk.answer(&key, (!text.is_empty()).then_some(Answer::Text(text)));
            }
        })
    };
    let unit = if question.answer == AnswerKind::Rate {
        words::ask_percent()
    } else {
        words::ask_dollars()
    };
    html! {
        <div class="question">
            <label>
                <span>{ question.text.clone() }{ " " }<span class="quiet">{ unit }</span></span>
                <input type="text" inputmode="decimal" {value} onchange={change} />
            </label>
            <p class="quiet small">{ question.why.clone() }</p>
        </div>
    }
}

fn day(desk: &Desk, key: &AttrValue, text: &str, why: &str) -> Html {
    let value = desk.state.answers.get(key).map(shown).unwrap_or_default();
    let change = {
        let (desk, key) = (desk.clone(), key.clone());
        Callback::from(move |event: web_sys::Event| {
            if let Some(input) = target::<HtmlInputElement>(&event) {
                desk.answer(&key, Day::parse(&input.value()).ok().map(Answer::Day));
            }
        })
    };
    html! {
        <div class="question">
            <label>
                <span>{ text.to_owned() }</span>
                <input type="date" {value} onchange={change} />
            </label>
            <p class="quiet small">{ why.to_owned() }</p>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct HistoryProps {
    pub(crate) question: &'static HistoryQuestion,
}

/// Something that may have happened, how it came out, and when.
#[component]
pub(crate) fn History(props: &HistoryProps) -> Html {
    let desk = use_desk();
    let question = props.question;
    let key = AttrValue::Static(&question.id);
    let options = if question.outcomes.is_empty() {
        vec![("yes".into(), words::ask_yes())]
    } else {
        question
            .outcomes
            .iter()
            .map(|outcome| {
                (
                    outcome.id.clone().into(),
                    words::ask_yes_and(&outcome.label),
                )
            })
            .collect()
    };
    let mut options: Vec<(AttrValue, AttrValue)> = options;
    options.push(("no".into(), words::ask_no()));
    let event = match desk.state.answers.get(&key) {
        Some(Answer::Events(events)) => events.first().cloned(),
        _ => None,
    };
    let date = event.as_ref().and_then(|event| event.date);
    let read = Callback::from(move |value: AttrValue| {
        if value == "no" {
            Answer::Text("no".to_owned())
        } else {
            Answer::Events(vec![Event {
                subject: String::new(),
                value: value.to_string(),
                date,
            }])
        }
    });
    let change = {
        let (desk, key, event) = (desk.clone(), key.clone(), event.clone());
        Callback::from(move |changed: web_sys::Event| {
            if let (Some(input), Some(event)) = (target::<HtmlInputElement>(&changed), &event) {
                let event = Event {
                    date: Day::parse(&input.value()).ok(),
                    ..event.clone()
                };
                desk.answer(&key, Some(Answer::Events(vec![event])));
            }
        })
    };
    html! {
        <>
            <Choose
                answer_key={key}
                text={AttrValue::Static(&question.text)}
                why={question.trap.clone().unwrap_or_default()}
                {options}
                {read}
            />
            if event.is_some() {
                <label class="inline-field when">
                    { words::ask_when() }
                    <input type="date" value={date.map(|day| day.to_string())} onchange={change} />
                </label>
            }
        </>
    }
}
