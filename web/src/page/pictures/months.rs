//! Shares by month: a lane for each year, a box for each month, filled as high
//! as its share. The share stands in the box as a figure, so that the filling
//! says nothing alone; a month without a box had nothing to be a share of.

use std::collections::BTreeMap;

use triggers::picture::Bar;
use yew::prelude::*;

use super::calendar::{self, START, STEP};
use super::scale::percent;
use crate::words;

/// Fewer months than these are bars.
const FROM: usize = 13;
/// The height of a box and of its lane.
const BOX: f64 = 32.0;
const LANE: u32 = 38;

/// Bars by year and month from 1.
pub(super) type Months<'a> = BTreeMap<(i16, i8), &'a Bar>;

/// The months of bars that are named by them, where there are many.
pub(super) fn of(bars: &[Bar]) -> Option<Months<'_>> {
    let months: Option<Months<'_>> = bars
        .iter()
        .map(|bar| Some((month(&bar.label)?, bar)))
        .collect();
    months.filter(|months| months.len() >= FROM)
}

/// The month that `2026-11` names.
fn month(label: &str) -> Option<(i16, i8)> {
    let (year, month) = label.split_once('-')?;
    let month = month
        .parse()
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    Some((year.parse().ok()?, month))
}

/// What a bar is called: a month as people write it, all else as it is.
pub(super) fn name(label: &str) -> String {
    month(label).map_or_else(
        || label.to_owned(),
        |(year, month)| words::month(year, month),
    )
}

/// The lanes.
pub(super) fn draw(title: &str, months: &Months<'_>) -> Html {
    let (Some(first), Some(last)) = (months.keys().next(), months.keys().next_back()) else {
        return Html::default();
    };
    let some = months.values().filter(|bar| bar.share_ppm > 0).count();
    let spoken = words::months_spoken(title, some, words::months(months.len() as u64));
    html! {
        <div class="calendar">
            { calendar::axis() }
            <div role="img" aria-label={spoken}>
                { for (first.0..=last.0).map(|year| lane(year, months)) }
            </div>
            <p class="quiet">{ words::months_key(title) }</p>
        </div>
    }
}

fn lane(year: i16, months: &Months<'_>) -> Html {
    let boxes = (1..=12)
        .zip(0..)
        .filter_map(|(month, at)| Some((at, months.get(&(year, month))?)));
    html! {
        <svg width="100%" height={LANE.to_string()}>
            <text x="0" y="23">{ year.to_string() }</text>
            { for boxes.map(|(at, bar)| {
                let (x, width) = (percent(START + STEP * f64::from(at)), percent(STEP - 0.8));
                let filled = BOX * f64::from(bar.share_ppm.min(1_000_000)) / 1_000_000.0;
                html! {
                    <>
                        <rect class="box full part" x={x.clone()} y={format!("{:.1}", 2.0 + BOX - filled)}
                            width={width.clone()} height={format!("{filled:.1}")} rx="2" />
                        <rect class="box" {x} y="2" {width} height={BOX.to_string()} rx="2" />
                        if bar.share_ppm > 0 {
                            <text class="in-box" x={percent(calendar::middle(at as usize))} y="22" text-anchor="middle">
                                { figure(bar.share_ppm) }
                            </text>
                        }
                    </>
                }
            }) }
        </svg>
    }
}

/// Whole percents; the least of them for what is less.
fn figure(ppm: u32) -> String {
    match (ppm + 5_000) / 10_000 {
        0 => "<1".to_owned(),
        whole => whole.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{figure, month, name};

    #[test]
    fn labels_name_months() {
        assert_eq!(month("2026-11"), Some((2026, 11)));
        assert_eq!(month("2026-13"), None);
        assert_eq!(month("2026 H2"), None);
        assert_eq!(name("2026-11"), "Nov 2026");
        assert_eq!(name("2026 H2"), "2026 H2");
    }

    #[test]
    fn little_is_not_nothing() {
        assert_eq!(figure(4_000), "<1");
        assert_eq!(figure(58_000), "6");
        assert_eq!(figure(1_000_000), "100");
    }
}
