//! Tariff numbers over time: a lane for each number, a mark for each day and
//! broker, the share of value and the rate beside the number.

use std::collections::BTreeSet;

use triggers::picture::{CodeMark, CodeTrack, Moment};
use yew::prelude::*;

use super::scale::{Days, percent};
use crate::words;

/// Marks drawn in a lane; a table holds the rest.
const MOST: usize = 400;
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
                { for thinned(&track.marks).map(|at| {
                    let broker = filers.iter().position(|filer| *filer == at.filer).unwrap_or_default();
                    shape(broker, scale.at(at.date))
                }) }
            </svg>
        </div>
    }
}

/// Every mark, or so many of them evenly that the lane stays legible and light.
fn thinned(marks: &[CodeMark]) -> impl Iterator<Item = &CodeMark> {
    marks.iter().step_by(marks.len().div_ceil(MOST).max(1))
}

/// A mark: each broker has a shape as well as a colour.
fn shape(broker: usize, x: f64) -> Html {
    let (y, class) = (LANE / 2, format!("mark broker-{}", broker % 6));
    html! {
        <svg x={percent(x)} y={y.to_string()} overflow="visible" width="1" height="1">
            { glyph(broker, class) }
        </svg>
    }
}

fn glyph(broker: usize, class: String) -> Html {
    let path = match broker % 6 {
        0 => return html! { <circle {class} r="5" /> },
        1 => "M-5-5H5V5H-5Z",
        2 => "M0-6.5 6 4.5H-6Z",
        3 => "M0-7 6 0 0 7-6 0Z",
        4 => "M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z",
        _ => "M0 6.5-6-4.5H6Z",
    };
    html! { <path {class} d={path} /> }
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
                        { glyph(broker, format!("mark broker-{}", broker % 6)) }
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
