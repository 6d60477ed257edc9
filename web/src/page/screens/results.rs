//! The results: what was looked at, what there is to ask about, and, as
//! prominently, what could not be assessed.

use std::rc::Rc;

use assessment::Assessment;
use assessment::model::Section;
use customs::Cents;
use rulebook::Band;
use triggers::finding::{Finding, NotAssessed, Outcome, Why};
use yew::prelude::*;

use crate::page::desk::{Desk, use_desk};
use crate::page::pack::{category_label, pack};
use crate::page::parts::categories::{Strip, every_indicator};
use crate::page::parts::cost::Cost;
use crate::page::parts::deadlines::Deadlines;
use crate::page::parts::finding_list::FindingList;
use crate::page::parts::grade::NotAssessedBadge;
use crate::page::parts::in_short::in_short;
use crate::page::parts::prose::Prose;
use crate::page::parts::working::Working;
use crate::page::screen::Screen;
use crate::page::screens::not_found::Missing;
use crate::page::screens::urgent::{UrgentMessage, overrides};
use crate::words;

/// The screen.
#[component]
pub(crate) fn Results() -> Html {
    let desk = use_desk();
    use_fresh(&desk);
    let Some(overview) = desk.state.overview.clone() else {
        return html! { <Missing title={words::results_title()} text={words::results_nothing()} /> };
    };
    let assessment = &overview.assessment;
    let urgent = overrides(&desk);
    html! {
        <>
            <h1 tabindex="-1">{ words::results_title() }</h1>
            if desk.state.sample { <p class="lead">{ words::results_sample() }</p> }
            // Below the heading, to which the visitor is taken, and above all else.
            <UrgentMessage />
            <Working />
            { other_day(&desk) }
            <Standing assessment={Rc::new(assessment.clone())} />
            { thin(assessment) }
            if !urgent { { in_short(&overview) } }
            if !urgent { { summary(assessment) } }
            if !urgent { <Strip overview={overview.clone()} /> }
            <Deadlines overview={overview.clone()} />
            <h2 id="findings">{ words::results_findings() }</h2>
            <FindingList overview={overview.clone()} />
            { cost(assessment) }
            { every_indicator(assessment) }
            { not_assessed(assessment) }
            { explained(assessment) }
            <p class="actions">
                <a class="button" href={Screen::TakeAway.href()}>{ words::results_take_away() }</a>
            </p>
        </>
    }
}

/// Results of another day, as a saved session's are: they stay exactly as they
/// were until the visitor wants them brought up to date.
fn other_day(desk: &Desk) -> Html {
    let Some(today) = desk.newer_day() else {
        return Html::default();
    };
    let press = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.bring_up_to_date())
    };
    html! {
        <div class="notice">
            <p>{ words::results_other_day(words::day(desk.state.as_of), words::day(today)) }</p>
            <p><button type="button" class="button plain" onclick={press}>{ words::results_update() }</button></p>
        </div>
    }
}

/// Assesses again when answers have changed.
#[hook]
pub(crate) fn use_fresh(desk: &Desk) {
    let desk = desk.clone();
    let due = desk.state.stale && !desk.state.working();
    use_effect_with(due, move |due| {
        if *due {
            desk.reassess();
        }
    });
}

#[derive(Properties, PartialEq)]
pub(crate) struct StandingProps {
    pub(crate) assessment: Rc<Assessment>,
}

/// What the result is and is not, in the pack's words, and how the pack stands.
#[component]
pub(crate) fn Standing(props: &StandingProps) -> Html {
    let assessment = &props.assessment;
    let date = words::day(assessment.as_of);
    let list = missing_titles(assessment);
    let header = pack().map(|pack| {
        pack.texts.result_header.fill(&[
            ("version", &assessment.pack.version),
            ("date", &date),
            ("list", &list),
        ])
    });
    html! {
        <>
            <p class="prose-line">{ header.unwrap_or_default() }</p>
            if !assessment.pack.banner.is_empty() {
                <div class="notice" role="note">
                    { for assessment.pack.banner.iter().map(|line| html! { <p>{ words::days_in(line) }</p> }) }
                </div>
            }
        </>
    }
}

/// What was not assessed, as a list in a sentence: whole categories by their
/// names, and of the others the indicators that did not run.
pub(crate) fn missing_titles(assessment: &Assessment) -> String {
    let blank = |category| {
        assessment
            .score
            .categories
            .iter()
            .any(|score| score.category == category && score.grade.is_none())
    };
    let mut titles: Vec<String> = assessment
        .score
        .categories
        .iter()
        .filter(|score| score.grade.is_none())
        .map(|score| category_label(score.category).to_string())
        .collect();
    titles.extend(
        assessment
            .indicators
            .iter()
            .filter(|section| {
                matches!(section.outcome, Outcome::NotAssessed(_)) && !blank(section.category)
            })
            .map(|section| section.title.clone()),
    );
    // A category stands for several indicators, so that the list is no count.
    let all = assessment
        .indicators
        .iter()
        .filter(|section| matches!(section.outcome, Outcome::NotAssessed(_)))
        .count();
    match titles.len() {
        0 => words::none().to_string(),
        1..=9 => titles.join("; "),
        _ => words::indicators_below(all as u64).to_string(),
    }
}

/// The band that the indicators fall in.
pub(crate) fn band(assessment: &Assessment) -> Option<&'static Band> {
    pack()?.scoring.band(assessment.score.total?)
}

/// What the data covers, and the band that the indicators fall in.
fn summary(assessment: &Assessment) -> Html {
    html! {
        <section class="summary" aria-label={words::results_summary()}>
            if let Some(band) = band(assessment) {
                <div class="card band">
                    <p class="quiet">{ pack().map(|pack| pack.scoring.label.clone()).unwrap_or_default() }</p>
                    <p class="band-label">{ band.label.clone() }</p>
                    <p>{ band.meaning.clone() }</p>
                </div>
            }
            { coverage(assessment) }
        </section>
    }
}

/// What the data covers.
pub(crate) fn coverage(assessment: &Assessment) -> Html {
    let coverage = &assessment.coverage;
    let span = coverage
        .first
        .zip(coverage.last)
        .map(|(first, last)| words::from_to(words::day(first), words::day(last)));
    html! {
        <dl class="facts card">
            { fact(words::fact_lines(), words::grouped(coverage.lines)) }
            { fact(words::fact_entries(), known(coverage.entries > 0, words::grouped(coverage.entries))) }
            { fact(words::fact_value(), known(coverage.value != Cents(0), words::dollars(coverage.value))) }
            { fact(words::fact_duty(), coverage.duty.map_or_else(|| words::unknown().to_string(), words::dollars)) }
            { for span.map(|span| fact(words::fact_span(), span.to_string())) }
            { fact(words::fact_filers(), listed(&coverage.filers)) }
            { fact(words::fact_importers(), listed(&coverage.importers)) }
        </dl>
    }
}

/// What all findings together could cost.
fn cost(assessment: &Assessment) -> Html {
    let Some(exposure) = &assessment.exposure else {
        return Html::default();
    };
    let total = &exposure.total;
    let nothing = total
        .readings
        .iter()
        .all(|reading| !reading.loss.amount.is_positive());
    if nothing && total.open.is_empty() {
        return Html::default();
    }
    html! {
        <section>
            <h2>{ words::cost_total_title() }</h2>
            <p class="quiet prose-line">{ words::cost_total_text() }</p>
            <Cost
                readings={total.readings.clone()}
                overpaid={total.overpaid.clone()}
                open={total.open.clone()}
            />
        </section>
    }
}

/// A fact with its label.
pub(crate) fn fact(label: AttrValue, value: String) -> Html {
    if value.is_empty() {
        return Html::default();
    }
    html! { <div><dt>{ label }</dt><dd>{ value }</dd></div> }
}

/// Names that a list of facts shows before it says how many more there are.
const NAMED: usize = 6;

/// A list in a fact, cut where it would crowd out the others.
pub(crate) fn listed(names: &[impl AsRef<str>]) -> String {
    let shown: Vec<&str> = names.iter().take(NAMED).map(AsRef::as_ref).collect();
    let list = shown.join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => list,
        rest => format!("{list} {}", words::and_more(words::grouped(rest as u64))),
    }
}

/// A figure, or that it is not known.
fn known(known: bool, figure: String) -> String {
    if known {
        figure
    } else {
        words::unknown().to_string()
    }
}

/// Where fewer than half of the checks could run: that, first of all, and what
/// to do about it. A reader who only sees "few indicators" would be misled.
fn thin(assessment: &Assessment) -> Html {
    let all = assessment.indicators.len();
    let ran = assessment
        .indicators
        .iter()
        .filter(|section| matches!(section.outcome, Outcome::Assessed(_)))
        .count();
    if 2 * ran >= all {
        return Html::default();
    }
    html! {
        <div class="notice">
            <p>{ words::results_thin(ran, all) }</p>
            <ul>
                <li><a href={Screen::Read.href()}>{ words::results_thin_columns() }</a></li>
                <li><a href={Screen::Questions.href()}>{ words::results_thin_questions() }</a></li>
            </ul>
        </div>
    }
}

/// What could not be assessed, why, and what would change that.
fn not_assessed(assessment: &Assessment) -> Html {
    let missing: Vec<(&Section, &NotAssessed)> = assessment
        .indicators
        .iter()
        .filter_map(|section| match &section.outcome {
            Outcome::NotAssessed(not) => Some((section, not)),
            Outcome::Assessed(_) => None,
        })
        .collect();
    if missing.is_empty() {
        return Html::default();
    }
    let note = pack().map(|pack| pack.texts.missing_is_not_clean.to_string());
    html! {
        <>
            <h2>{ words::results_missing() }</h2>
            <p class="prose-line">{ note.unwrap_or_default() }</p>
            <ul class="missing">
                { for missing.into_iter().map(|(section, not)| html! {
                    <li class="card blank">
                        <h3>{ section.title.clone() }</h3>
                        <NotAssessedBadge />
                        <p>{ why(&not.why) }</p>
                        if !not.unlock.is_empty() {
                            <p class="quiet"><Prose text={not.unlock.clone()} /></p>
                        }
                        if matches!(not.why, Why::Answers { .. }) {
                            <p class="no-print"><a href={Screen::Questions.href()}>{ words::results_answer() }</a></p>
                        }
                    </li>
                }) }
            </ul>
        </>
    }
}

/// Why a trigger did not run.
pub(crate) fn why(why: &Why) -> AttrValue {
    match why {
        Why::Fields { missing } => {
            let names: Vec<&str> = missing.iter().map(|field| field.label()).collect();
            words::why_fields(names.join(", "))
        }
        Why::TooThin { needed, found } => words::why_thin(needed, found),
        Why::Answers { questions } => words::why_answers(questions.len() as u64),
        Why::TooMany { most, found } => words::why_many(most, found),
        Why::Reference => words::why_reference(),
        Why::Pack { detail } => words::why_pack(detail),
    }
}

/// What looked odd and is explained by the record.
fn explained(assessment: &Assessment) -> Html {
    let all: Vec<(&Section, &Finding)> = assessment
        .indicators
        .iter()
        .filter_map(|section| match &section.outcome {
            Outcome::Assessed(assessed) => Some((section, &assessed.explained)),
            Outcome::NotAssessed(_) => None,
        })
        .flat_map(|(section, explained)| explained.iter().map(move |finding| (section, finding)))
        .collect();
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <details class="explained">
            <summary>{ words::results_explained(all.len() as u64) }</summary>
            <p class="quiet">{ words::results_explained_text() }</p>
            <ul>
                { for all.into_iter().map(|(section, finding)| html! {
                    <li>
                        <a href={Screen::Finding(finding.id.clone()).href()}>{ finding.subject.label.clone() }</a>
                        <span class="quiet">{ " · " }{ section.title.clone() }</span>
                    </li>
                }) }
            </ul>
        </details>
    }
}
