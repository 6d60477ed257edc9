//! A day to see a picture against, such as the one that a measure began on: a
//! broken line through the picture, and below it what the line stands for.

use triggers::picture::Moment;
use yew::prelude::*;

use super::scale::{Days, percent};
use crate::words;

/// The line, as high as this.
pub(super) fn line(moment: Option<&Moment>, scale: &Days, height: u32) -> Html {
    moment.map_or_else(Html::default, |moment| {
        let x = percent(scale.at(moment.day));
        html! { <line class="moment" x1={x.clone()} x2={x} y1="0" y2={height.to_string()} /> }
    })
}

/// What the line stands for.
pub(super) fn key(moment: Option<&Moment>) -> Html {
    moment.map_or_else(Html::default, |moment| {
        html! {
            <p class="legend">
                <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
                    <line class="moment" x1="0" x2="0" y1="-8" y2="8" />
                </svg>
                <span>{ words::day(moment.day) }{ ": " }{ moment.label.clone() }</span>
            </p>
        }
    })
}
