//! Unit values over time, with the band in which like goods lie.

use customs::Unit;
use triggers::picture::UnitMark;
use yew::prelude::*;

use super::scale::{Days, Values, dollars, percent};
use crate::words;

/// Marks drawn within the band; those outside are all drawn.
const MOST: usize = 800;
/// The height of the plot.
const HEIGHT: f64 = 260.0;

/// The band in which like goods lie.
pub(super) struct Band {
    median: f64,
    low: f64,
    high: f64,
    /// After a value: " per KG"; empty where there is no unit.
    per: String,
}

impl Band {
    /// The band of these values in a unit.
    pub(super) fn new(median: f64, low: f64, high: f64, unit: Option<Unit>) -> Self {
        let per = unit.map(|unit| words::per_unit(unit).to_string());
        Self {
            median,
            low,
            high,
            per: per.unwrap_or_default(),
        }
    }
}

/// The plot.
pub(super) fn draw(marks: &[UnitMark], band: &Band) -> Html {
    let Some(days) = Days::over(marks.iter().map(|mark| mark.date)) else {
        return Html::default();
    };
    let values = Values::over(marks.iter().map(|mark| mark.unit_value).chain([
        band.low,
        band.median,
        band.high,
    ]));
    let y = |value: f64| (1.0 - values.at(value)) * (HEIGHT - 16.0) + 8.0;
    let outside = marks.iter().filter(|mark| mark.outside).count();
    let spoken = words::unit_values_spoken(
        words::values(marks.len() as u64),
        words::values(outside as u64),
        dollars(band.low),
        dollars(band.high),
    );
    html! {
        <div class="unit-values">
            <svg width="100%" height={HEIGHT.to_string()} role="img" aria-label={spoken}>
                <rect class="band" x="0" width="100%" y={place(y(band.high))}
                    height={place((y(band.low) - y(band.high)).max(1.0))} />
                { for values.ticks().into_iter().map(|tick| rule(tick, y(tick))) }
                { for days.ticks().into_iter().map(|(day, _)| {
                    let x = percent(days.at(day));
                    html! { <line class="tick" x1={x.clone()} x2={x} y1="0" y2={HEIGHT.to_string()} /> }
                }) }
                <line class="median" x1="0" x2="100%" y1={place(y(band.median))} y2={place(y(band.median))} />
                { for shown(marks).map(|mark| dot(mark, days.at(mark.date), y(mark.unit_value))) }
            </svg>
            <svg class="axis" width="100%" height="20" aria-hidden="true">
                { for days.ticks().into_iter().map(|(day, label)| html! {
                    <text x={percent(days.at(day))} y="14" text-anchor="middle">{ label }</text>
                }) }
            </svg>
            <ul class="legend">
                <li>{ key("dot") }{ words::unit_values_within() }</li>
                <li>{ key("outlier") }{ words::unit_values_outside() }</li>
                <li>{ words::unit_values_band(dollars(band.low), dollars(band.high)) }</li>
                <li>{ words::unit_values_median(dollars(band.median), &band.per) }</li>
                if values.is_log() { <li>{ words::unit_values_log() }</li> }
            </ul>
        </div>
    }
}

/// All outside the band, and evenly so many of the others.
fn shown(marks: &[UnitMark]) -> impl Iterator<Item = &UnitMark> {
    let step = marks.len().div_ceil(MOST).max(1);
    marks
        .iter()
        .enumerate()
        .filter(move |(at, mark)| mark.outside || at % step == 0)
        .map(|(_, mark)| mark)
}

fn rule(tick: f64, y: f64) -> Html {
    html! {
        <>
            <line class="rule" x1="0" x2="100%" y1={place(y)} y2={place(y)} />
            <text class="halo" x="2" y={place(y - 4.0)}>{ dollars(tick) }</text>
        </>
    }
}

/// Within the band a dot, outside it a diamond.
fn dot(mark: &UnitMark, x: f64, y: f64) -> Html {
    if mark.outside {
        html! {
            <svg x={percent(x)} y={place(y)} overflow="visible" width="1" height="1">
                <path class="outlier" d="M0-7 7 0 0 7-7 0Z" />
            </svg>
        }
    } else {
        html! { <circle class="dot" cx={percent(x)} cy={place(y)} r="3.5" /> }
    }
}

fn key(class: &'static str) -> Html {
    let shape = if class == "dot" {
        html! { <circle {class} r="3.5" /> }
    } else {
        html! { <path {class} d="M0-7 7 0 0 7-7 0Z" /> }
    };
    html! { <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">{ shape }</svg> }
}

fn place(y: f64) -> String {
    format!("{y:.1}")
}

/// What lies outside the band, as a table, and the band itself.
pub(super) fn table(marks: &[UnitMark], band: &Band) -> Html {
    html! {
        <table>
            <caption>
                { words::unit_values_table(
                    dollars(band.low),
                    dollars(band.high),
                    dollars(band.median),
                    &band.per,
                ) }
            </caption>
            <thead>
                <tr>
                    <th scope="col">{ words::rows_date() }</th>
                    <th scope="col" class="number">{ words::unit_values_value() }</th>
                    <th scope="col">{ words::unit_values_place() }</th>
                </tr>
            </thead>
            <tbody>
                { for shown(marks).map(|mark| html! {
                    <tr>
                        <th scope="row">{ words::day(mark.date) }</th>
                        <td class="number">{ dollars(mark.unit_value) }</td>
                        <td>
                            { if mark.outside { words::unit_values_outside() } else { words::unit_values_within() } }
                        </td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
