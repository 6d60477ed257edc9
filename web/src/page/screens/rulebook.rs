//! The rules that the results stand on, printed from the pack itself.

use rulebook::{Category, Detector, Pack};
use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::download;
use crate::page::pack::{category_label, pack};
use crate::page::parts::authority::Cited;
use crate::page::parts::picker::Picker;
use crate::page::parts::prose::Prose;
use crate::words;

/// The screen.
#[component]
pub(crate) fn Rulebook() -> Html {
    let desk = use_desk();
    let Some(pack) = pack() else {
        return html! { <h1 tabindex="-1">{ words::rulebook_title() }</h1> };
    };
    html! {
        <>
            <h1 tabindex="-1">{ words::rulebook_title() }</h1>
            <p class="lead">{ words::rulebook_lead() }</p>
            if let Some(file) = &desk.state.pack_file {
                <p class="notice" role="status">{ words::rulebook_from_file(file.name()) }</p>
            }
            { particulars(pack) }
            { another() }
            { for Category::ALL.into_iter().map(|category| of_category(pack, category)) }
            { scoring(pack) }
            { glossary(pack) }
        </>
    }
}

fn particulars(pack: &Pack) -> Html {
    let header = &pack.header;
    let approved = header
        .approved_by
        .clone()
        .unwrap_or_else(|| words::rulebook_not_approved().to_string());
    html! {
        <>
            <dl class="facts card">
                { fact(words::rulebook_version(), header.version.clone()) }
                { fact(words::rulebook_as_of(), words::day(header.as_of)) }
                { fact(words::rulebook_verified(), words::day(header.verified_through)) }
                { fact(words::rulebook_review(), words::day(header.next_review)) }
                { fact(words::rulebook_author(), header.author.clone()) }
                { fact(words::rulebook_approved(), approved) }
            </dl>
            <p class="prose-line">{ header.jurisdiction.clone() }</p>
        </>
    }
}

/// How counsel puts another pack in its place.
fn another() -> Html {
    let keep = Callback::from(|_: MouseEvent| {
        if let Some(pack) = pack()
            && let Ok(text) = pack.to_json()
        {
            let name = format!("lookback-rulebook-{}.json", pack.header.version);
            download::join(&name, &[text.into()]);
        }
    });
    html! {
        <details>
            <summary>{ words::rulebook_another() }</summary>
            <p class="prose-line">{ words::rulebook_another_text() }</p>
            <p><button type="button" class="button plain" onclick={keep}>{ words::rulebook_save() }</button></p>
            <Picker />
        </details>
    }
}

fn fact(label: AttrValue, value: String) -> Html {
    html! { <div><dt>{ label }</dt><dd>{ value }</dd></div> }
}

fn of_category(pack: &Pack, category: Category) -> Html {
    let detectors: Vec<&Detector> = pack
        .detectors
        .iter()
        .filter(|detector| detector.on && detector.category == category)
        .collect();
    if detectors.is_empty() {
        return Html::default();
    }
    html! {
        <section>
            <h2>{ category_label(category) }</h2>
            { for detectors.into_iter().map(detector) }
        </section>
    }
}

fn detector(detector: &Detector) -> Html {
    html! {
        <details class="rule" id={detector.id.clone()}>
            <summary><strong>{ detector.title.clone() }</strong>{ " " }<span class="quiet">{ detector.id.clone() }</span></summary>
            <div class="prose">
                <p><Prose text={detector.meaning.clone()} /></p>
                if !detector.checks.is_empty() {
                    <h3>{ words::finding_checks() }</h3>
                    <ul>{ for detector.checks.iter().map(|check| html! { <li>{ check.question.clone() }</li> }) }</ul>
                }
                if !detector.questions.is_empty() {
                    <h3>{ words::finding_questions() }</h3>
                    <ul>{ for detector.questions.iter().map(|q| html! { <li>{ q.clone() }</li> }) }</ul>
                }
                <h3>{ words::finding_action() }</h3>
                <p>{ detector.action.clone() }</p>
                if !detector.thresholds.is_empty() {
                    <h3>{ words::rulebook_numbers() }</h3>
                    <p class="quiet">{ words::rulebook_numbers_text() }</p>
                    <dl class="numbers">
                        { for detector.thresholds.iter().map(|(name, value)| html! {
                            <div><dt>{ name.replace('_', " ") }</dt><dd>{ shown(value) }</dd></div>
                        }) }
                    </dl>
                }
                <h3>{ words::finding_authority() }</h3>
                <Cited authority={detector.authority.clone()} />
            </div>
        </details>
    }
}

/// A threshold as text: lists by commas, words without quotes.
fn shown(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn scoring(pack: &Pack) -> Html {
    let scoring = &pack.scoring;
    html! {
        <section>
            <h2>{ words::rulebook_scoring() }</h2>
            <p class="prose-line">{ words::rulebook_scoring_text() }</p>
            <div class="columns">
                <table>
                    <caption>{ words::rulebook_grades() }</caption>
                    <thead>
                        <tr>
                            <th scope="col">{ words::rulebook_grade() }</th>
                            <th scope="col" class="number">{ words::rulebook_from_share() }</th>
                            <th scope="col">{ words::rulebook_wording() }</th>
                        </tr>
                    </thead>
                    <tbody>
                        { for scoring.grades.iter().map(|step| html! {
                            <tr>
                                <th scope="row">{ step.label.clone() }</th>
                                <td class="number">{ exposure::money::percent(step.from_share) }</td>
                                <td>{ step.wording.clone() }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
                <table>
                    <caption>{ words::rulebook_weights() }</caption>
                    <tbody>
                        { for scoring.categories.iter().map(|weighted| html! {
                            <tr>
                                <th scope="row">{ weighted.label.clone() }</th>
                                <td class="number">{ weighted.weight.to_string() }</td>
                            </tr>
                        }) }
                    </tbody>
                </table>
            </div>
            <Cited authority={scoring.authority.clone()} />
        </section>
    }
}

fn glossary(pack: &Pack) -> Html {
    html! {
        <section class="prose">
            <h2>{ words::rulebook_glossary() }</h2>
            <dl class="glossary">
                { for pack.texts.glossary.iter().map(|term| html! {
                    <div><dt>{ term.term.clone() }</dt><dd>{ term.meaning.clone() }</dd></div>
                }) }
            </dl>
        </section>
    }
}
