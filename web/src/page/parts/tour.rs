//! A guided walk through the sample's results, for a booth.

use assessment::Assessment;
use yew::prelude::*;

use crate::page::desk::use_desk;
use crate::page::parts::finding_list::findings;
use crate::page::screen::{PaperKind, Screen};
use crate::words;

/// The trigger whose first finding the walk stops at, where there is one: its
/// picture needs no explanation.
const SHOWN: &str = "CLS-1";

/// A stop: where it is and what there is to see.
type Stop = (Screen, AttrValue);

fn stops(assessment: &Assessment) -> Vec<Stop> {
    let all = findings(assessment);
    let shown = all
        .iter()
        .find(|(section, ..)| section.trigger == SHOWN)
        .or(all.first());
    let mut stops = vec![
        (Screen::Results, words::tour_results()),
        (Screen::Read, words::tour_read()),
    ];
    if let Some((_, _, finding)) = shown {
        stops.push((Screen::Finding(finding.id.clone()), words::tour_finding()));
    }
    stops.push((Screen::Papers(PaperKind::Readiness), words::tour_papers()));
    stops.push((Screen::TakeAway, words::tour_take_away()));
    stops.push((Screen::Privacy, words::tour_privacy()));
    stops
}

/// The walk; nothing where none was asked for.
#[component]
pub(crate) fn Tour() -> Html {
    let desk = use_desk();
    let at = use_state_eq(|| 0_usize);
    let Some(overview) = desk.state.overview.clone().filter(|_| desk.state.demo) else {
        return Html::default();
    };
    let stops = stops(&overview.assessment);
    let Some((_, text)) = stops.get(*at) else {
        return Html::default();
    };
    let turn = |to: Option<usize>, label: AttrValue, class: &'static str| {
        let Some((place, screen)) = to.and_then(|to| Some((to, stops.get(to)?.0.clone()))) else {
            return Html::default();
        };
        let at = at.clone();
        let press = Callback::from(move |_: MouseEvent| {
            at.set(place);
            screen.go();
        });
        html! { <button type="button" {class} onclick={press}>{ label }</button> }
    };
    let end = {
        let desk = desk.clone();
        Callback::from(move |_: MouseEvent| desk.start_over())
    };
    html! {
        <aside class="tour no-print" aria-label={words::tour_name()}>
            <div class="wide">
                <p>
                    <strong>{ words::tour_stop(*at + 1, stops.len()) }</strong>{ " " }
                    <span role="status">{ text.clone() }</span>
                </p>
                <p class="tour-turns">
                    { turn(at.checked_sub(1), words::rows_back(), "button plain") }
                    { turn(Some(*at + 1), words::rows_on(), "button") }
                    <button type="button" class="link-button" onclick={end}>{ words::tour_end() }</button>
                </p>
            </div>
        </aside>
    }
}
