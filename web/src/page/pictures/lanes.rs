//! Days of this and days of that: a lane for each, above one line of time. Rows
//! of a day and what was filed on it are drawn so, with the rows behind it.

use customs::Day;
use yew::prelude::*;

use super::scale::{Days, percent};
use crate::words;

/// More lanes than these are no picture.
const MOST: usize = 6;
/// The height of a lane.
const LANE: u32 = 34;

/// What was filed and on which days, and what the column of it is called.
pub(super) struct Lanes<'a> {
    title: &'a str,
    lanes: Vec<(&'a str, Vec<Day>)>,
}

/// The lanes of rows of two cells, a day and what was filed on it; `None` where
/// the rows are something else.
pub(super) fn of<'a>(columns: &'a [String], rows: &'a [Vec<String>]) -> Option<Lanes<'a>> {
    let [_, title] = columns else {
        return None;
    };
    let mut lanes: Vec<(&'a str, Vec<Day>)> = Vec::new();
    for row in rows {
        let [day, filed] = row.as_slice() else {
            return None;
        };
        let day = Day::parse(day).ok()?;
        if let Some(lane) = lanes.iter_mut().find(|lane| lane.0 == filed) {
            lane.1.push(day);
        } else {
            lanes.push((filed, vec![day]));
        }
    }
    (rows.len() > 1 && lanes.len() <= MOST).then_some(Lanes { title, lanes })
}

/// The lanes.
pub(super) fn draw(all: &Lanes<'_>) -> Html {
    let (title, lanes) = (all.title, &all.lanes);
    let Some(scale) = Days::over(lanes.iter().flat_map(|lane| lane.1.iter().copied())) else {
        return Html::default();
    };
    html! {
        <div class="timeline">
            { for lanes.iter().map(|(filed, days)| lane(title, filed, days, &scale)) }
            { scale.axis() }
        </div>
    }
}

fn lane(title: &str, filed: &str, days: &[Day], scale: &Days) -> Html {
    let dates = words::entry_dates(days.len() as u64);
    let spoken = words::lane_spoken(title, filed, &dates);
    html! {
        <div class="lane">
            <p>
                <span>{ title.to_owned() }</span>
                <strong class="code">{ filed.to_owned() }</strong>
                <span>{ dates }</span>
            </p>
            <svg width="100%" height={LANE.to_string()} role="img" aria-label={spoken}>
                <line class="rule" x1="0" x2="100%" y1={(LANE / 2).to_string()} y2={(LANE / 2).to_string()} />
                { scale.rules(LANE) }
                { for days.iter().map(|day| html! {
                    <circle class="mark broker-0" cx={percent(scale.at(*day))} cy={(LANE / 2).to_string()} r="5" />
                }) }
            </svg>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    fn rows(rows: &[[&str; 2]]) -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| row.map(str::to_owned).to_vec())
            .collect()
    }

    #[test]
    fn days_of_few_things_have_lanes() {
        let columns = ["Entry date", "Origin"].map(str::to_owned);
        let dated = rows(&[
            ["2024-01-02", "Thailand"],
            ["2024-02-02", "Cambodia"],
            ["2024-03-02", "Thailand"],
        ]);
        let lanes = of(&columns, &dated).unwrap();
        assert_eq!(
            lanes
                .lanes
                .iter()
                .map(|lane| (lane.0, lane.1.len()))
                .collect::<Vec<_>>(),
            [("Thailand", 2), ("Cambodia", 1)]
        );
        assert!(of(&columns, &rows(&[["a", "b"], ["c", "d"]])).is_none());
        assert!(of(&columns[..1], &dated).is_none());
    }
}
