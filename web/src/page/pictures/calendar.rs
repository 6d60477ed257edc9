//! Days by month: a lane for each year, a box for each month. The number of
//! days stands in the box, so that its colour says nothing alone.

use std::collections::BTreeMap;

use customs::Day;
use yew::prelude::*;

use super::scale::percent;
use crate::words;

/// Where the boxes begin and how far apart they are, in percent.
pub(super) const START: f64 = 14.0;
pub(super) const STEP: f64 = 7.1;
const HEIGHT: u32 = 30;

/// The days of each month, by year and month from 1.
type Months = BTreeMap<(i16, i8), Vec<Day>>;

fn months(days: &[Day]) -> Months {
    let mut months = Months::new();
    for day in days {
        let date = day.date();
        months
            .entry((date.year(), date.month()))
            .or_default()
            .push(*day);
    }
    months
}

/// The lanes.
pub(super) fn draw(title: &str, days: &[Day], notes: &[String]) -> Html {
    let months = months(days);
    let (Some(first), Some(last)) = (months.keys().next(), months.keys().next_back()) else {
        return Html::default();
    };
    let spoken = words::calendar_spoken(title, words::months(months.len() as u64));
    html! {
        <div class="calendar">
            { axis() }
            <div role="img" aria-label={spoken}>
                { for (first.0..=last.0).map(|year| lane(year, &months)) }
            </div>
            <p class="quiet">{ words::calendar_key(title) }</p>
            if !notes.is_empty() {
                <ul>{ for notes.iter().map(|note| html! { <li>{ note.clone() }</li> }) }</ul>
            }
        </div>
    }
}

/// The months' initials above the lanes.
pub(super) fn axis() -> Html {
    html! {
        <svg class="axis" width="100%" height="20" aria-hidden="true">
            { for words::month_initials().chars().take(12).enumerate().map(|(at, initial)| html! {
                <text x={percent(middle(at))} y="14" text-anchor="middle">{ initial.to_string() }</text>
            }) }
        </svg>
    }
}

fn lane(year: i16, months: &Months) -> Html {
    html! {
        <svg width="100%" height={HEIGHT.to_string()}>
            <text x="0" y="20">{ year.to_string() }</text>
            { for (1..=12).zip(0..).map(|(month, at)| {
                let days = months.get(&(year, month)).map_or(0, Vec::len);
                html! {
                    <>
                        <rect
                            class={if days > 0 { "box full" } else { "box" }}
                            x={percent(START + STEP * f64::from(at))}
                            y="2"
                            width={percent(STEP - 0.8)}
                            height={(HEIGHT - 4).to_string()}
                            rx="2"
                        />
                        if days > 0 {
                            <text class="in-box" x={percent(middle(at as usize))} y="20" text-anchor="middle">
                                { days.to_string() }
                            </text>
                        }
                    </>
                }
            }) }
        </svg>
    }
}

#[expect(clippy::cast_precision_loss, reason = "a month")]
pub(super) fn middle(at: usize) -> f64 {
    START + STEP * (at as f64) + (STEP - 0.8) / 2.0
}

/// The same as a table.
pub(super) fn table(title: &str, days: &[Day]) -> Html {
    html! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{ words::calendar_month() }</th>
                    <th scope="col" class="number">{ words::calendar_count() }</th>
                    <th scope="col">{ title.to_owned() }</th>
                </tr>
            </thead>
            <tbody>
                { for months(days).into_iter().map(|((year, month), days)| {
                    let listed: Vec<String> = days.iter().map(|day| words::day(*day)).collect();
                    html! {
                        <tr>
                            <th scope="row">{ words::month(year, month) }</th>
                            <td class="number">{ days.len().to_string() }</td>
                            <td>{ listed.join("; ") }</td>
                        </tr>
                    }
                }) }
            </tbody>
        </table>
    }
}
