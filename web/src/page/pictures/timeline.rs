//! Tariff numbers over time: a lane for each number, a mark for each day and
//! broker, the share of value and the rate beside the number.

use std::collections::BTreeSet;

use triggers::picture::{CodeTrack, Moment};
use yew::prelude::*;

use super::scale::{Days, percent};
use crate::words;

/// How far apart two marks of a broker have to be, in percent of the lane, for
/// both to be seen: a third of a mark where the lane is narrow.
const APART: f64 = 0.5;
/// The height of a lane.
const LANE: u32 = 34;

/// The lanes.
pub(super) fn draw(tracks: &[CodeTrack], moment: Option<&Moment>) -> Html {
    let days = tracks
        .iter()
        .flat_map(|track| track.marks.iter().map(|mark| mark.date))
        .chain(moment.map(|moment| moment.day));
    let Some(scale) = Days::over(days) else {
        return Html::default();
    };
    let filers = filers(tracks);
    html! {
        <div class="timeline">
            { for tracks.iter().map(|track| lane(track, &scale, &filers, moment)) }
            { scale.axis() }
            { legend(&filers) }
            { super::moment::key(moment) }
        </div>
    }
}

fn lane(track: &CodeTrack, scale: &Days, filers: &[&str], moment: Option<&Moment>) -> Html {
    let rate = track.rate_ppm.map_or_else(words::timeline_no_rate, |ppm| {
        words::timeline_rate(words::percent(ppm))
    });
    html! {
        <div class="lane">
            <p>
                <strong class="code">{ track.hts.to_string() }</strong>
                <span>{ words::timeline_share(words::percent(track.share_ppm)) }</span>
                <span>{ rate }</span>
            </p>
            <svg width="100%" height={LANE.to_string()} role="img" aria-label={spoken(track)}>
                <line class="rule" x1="0" x2="100%" y1={(LANE / 2).to_string()} y2={(LANE / 2).to_string()} />
                { scale.rules(LANE) }
                { super::moment::line(moment, scale, LANE) }
                { for seen(track, scale, filers).into_iter().map(|(broker, x)| shape(broker, x)) }
            </svg>
        </div>
    }
}

/// The brokers and places of the marks, but for those that lie on one before.
fn seen(track: &CodeTrack, scale: &Days, filers: &[&str]) -> Vec<(usize, f64)> {
    let mut last = vec![f64::NEG_INFINITY; filers.len()];
    let mut seen = Vec::new();
    for mark in &track.marks {
        let x = scale.at(mark.date);
        let broker = filers.iter().position(|filer| *filer == mark.filer);
        if let Some((broker, last)) = broker.and_then(|at| Some((at, last.get_mut(at)?)))
            && x - *last >= APART
        {
            *last = x;
            seen.push((broker, x));
        }
    }
    seen
}

/// A mark: each broker has a shape as well as a colour.
fn shape(broker: usize, x: f64) -> Html {
    let (x, y) = (percent(x), (LANE / 2).to_string());
    if broker.is_multiple_of(GLYPHS.len()) {
        return html! { <circle class="mark broker-0" cx={x} cy={y} r={CIRCLE} /> };
    }
    html! {
        <svg {x} {y} overflow="visible" width="1" height="1">{ glyph(broker) }</svg>
    }
}

/// The radius of the first broker's mark.
const CIRCLE: &str = "5";
/// The marks of the others; the first place is the circle's.
const GLYPHS: [&str; 6] = [
    "",
    "M-5-5H5V5H-5Z",
    "M0-6.5 6 4.5H-6Z",
    "M0-7 6 0 0 7-6 0Z",
    "M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z",
    "M0 6.5-6-4.5H6Z",
];

fn glyph(broker: usize) -> Html {
    let at = broker % GLYPHS.len();
    let class = format!("mark broker-{at}");
    match GLYPHS.get(at) {
        Some(path) if at > 0 => html! { <path {class} d={*path} /> },
        _ => html! { <circle {class} r={CIRCLE} /> },
    }
}

fn legend(filers: &[&str]) -> Html {
    if filers.len() < 2 {
        return Html::default();
    }
    html! {
        <ul class="legend" aria-label={words::timeline_brokers()}>
            { for filers.iter().enumerate().map(|(broker, filer)| html! {
                <li>
                    <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
                        { glyph(broker) }
                    </svg>
                    { filer_name(filer) }
                </li>
            }) }
        </ul>
    }
}

fn filer_name(filer: &str) -> AttrValue {
    if filer.is_empty() {
        words::timeline_filer_unknown()
    } else {
        words::timeline_filer(filer)
    }
}

/// The brokers, in the order of their codes.
fn filers(tracks: &[CodeTrack]) -> Vec<&str> {
    let filers: BTreeSet<&str> = tracks
        .iter()
        .flat_map(|track| track.marks.iter().map(|mark| mark.filer.as_str()))
        .collect();
    filers.into_iter().collect()
}

/// The lane in one sentence.
fn spoken(track: &CodeTrack) -> AttrValue {
    let first = track.marks.iter().map(|mark| mark.date).min();
    let last = track.marks.iter().map(|mark| mark.date).max();
    match (first, last) {
        (Some(first), Some(last)) => words::timeline_spoken(
            track.hts,
            words::days_of_use(dates(track)),
            words::day(first),
            words::day(last),
        ),
        _ => track.hts.to_string().into(),
    }
}

fn dates(track: &CodeTrack) -> u64 {
    let dates: BTreeSet<_> = track.marks.iter().map(|mark| mark.date).collect();
    dates.len() as u64
}

/// The same as a table.
pub(super) fn table(tracks: &[CodeTrack]) -> Html {
    html! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{ words::rows_hts() }</th>
                    <th scope="col" class="number">{ words::rows_value() }</th>
                    <th scope="col" class="number">{ words::timeline_share_title() }</th>
                    <th scope="col" class="number">{ words::timeline_rate_title() }</th>
                    <th scope="col">{ words::timeline_first() }</th>
                    <th scope="col">{ words::timeline_last() }</th>
                    <th scope="col" class="number">{ words::timeline_dates() }</th>
                    <th scope="col">{ words::timeline_brokers() }</th>
                </tr>
            </thead>
            <tbody>
                { for tracks.iter().map(|track| {
                    let days = track.marks.iter().map(|mark| mark.date);
                    html! {
                        <tr>
                            <th scope="row">{ track.hts.to_string() }</th>
                            <td class="number">{ track.value.to_string() }</td>
                            <td class="number">{ words::percent(track.share_ppm) }</td>
                            <td class="number">
                                { track.rate_ppm.map_or_else(|| words::unknown().to_string(), words::percent) }
                            </td>
                            <td>{ days.clone().min().map(words::day).unwrap_or_default() }</td>
                            <td>{ days.max().map(words::day).unwrap_or_default() }</td>
                            <td class="number">{ words::grouped(dates(track)) }</td>
                            <td>{ filers(std::slice::from_ref(track)).join(", ") }</td>
                        </tr>
                    }
                }) }
            </tbody>
        </table>
    }
}
