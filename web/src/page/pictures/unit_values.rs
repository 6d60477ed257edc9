//! Unit values over time, with the band in which like goods lie.

use customs::unit::dollars;
use triggers::picture::{Compared, Marked, Moment, Picture, UnitMark};
use yew::prelude::*;

use super::scale::{Days, Values, percent};
use crate::words;

/// Unmarked values drawn; the marked are all drawn.
const MOST: usize = 800;
/// The height of the plot.
const HEIGHT: u32 = 260;
/// What is marked.
const DIAMOND: &str = "M0-7 7 0 0 7-7 0Z";

/// What unit values are held against.
pub(super) struct Against<'a> {
    median: f64,
    low: f64,
    high: f64,
    /// After a value: " per kg"; empty where there is no unit.
    per: String,
    marked: Marked,
    compared: Option<Compared>,
    moment: Option<&'a Moment>,
}

impl<'a> Against<'a> {
    /// The marks of a picture and what they are held against; `None` for
    /// another kind of picture.
    pub(super) fn of(picture: &'a Picture) -> Option<(&'a [UnitMark], Self)> {
        let Picture::UnitValues {
            marks,
            median,
            low,
            high,
            unit,
            marked,
            compared,
            moment,
        } = picture
        else {
            return None;
        };
        let per = unit.map(|unit| format!(" {}", unit.per()));
        let against = Self {
            median: *median,
            low: *low,
            high: *high,
            per: per.unwrap_or_default(),
            marked: *marked,
            compared: *compared,
            moment: moment.as_ref(),
        };
        Some((marks, against))
    }

    /// Whether there is a range and not one value alone.
    fn has_range(&self) -> bool {
        self.low < self.high
    }

    /// What the marked ones are.
    fn these(&self) -> AttrValue {
        match self.marked {
            Marked::Outside => words::unit_values_outside(),
            Marked::SinceStep => words::unit_values_since_step(),
            Marked::Supplier => words::unit_values_supplier(),
            Marked::BelowBenchmark => words::unit_values_below(),
            Marked::Related => words::unit_values_related(),
            Marked::ByCurrency => words::unit_values_currency(),
            Marked::SinceMeasure => words::unit_values_since_measure(),
        }
    }

    /// What the others are.
    fn others(&self) -> AttrValue {
        match self.marked {
            Marked::Supplier => words::unit_values_other_suppliers(),
            Marked::Related => words::unit_values_unrelated(),
            Marked::SinceMeasure => words::unit_values_before_fall(),
            _ => words::unit_values_others(),
        }
    }

    /// Whether a value lies beyond the days that are compared.
    fn is_apart(&self, mark: &UnitMark) -> bool {
        let holds = |compared: Compared| compared.holds(mark.date);
        !mark.outside && !self.compared.is_none_or(holds)
    }

    /// What a value is.
    fn what(&self, mark: &UnitMark) -> AttrValue {
        if mark.outside {
            self.these()
        } else if self.is_apart(mark) {
            words::unit_values_apart()
        } else {
            self.others()
        }
    }

    /// What the line between them is.
    fn line(&self) -> AttrValue {
        let value = dollars(self.median);
        match self.marked {
            Marked::SinceStep => words::unit_values_level(value, &self.per),
            Marked::Supplier | Marked::Related => {
                words::unit_values_median_others(value, &self.per)
            }
            Marked::BelowBenchmark => words::unit_values_benchmark(value, &self.per),
            Marked::SinceMeasure => words::unit_values_median_before(value, &self.per),
            Marked::Outside | Marked::ByCurrency => words::unit_values_median(value, &self.per),
        }
    }

    /// What is shaded.
    fn range(&self) -> AttrValue {
        let (low, high) = (dollars(self.low), dollars(self.high));
        match self.marked {
            Marked::Outside | Marked::ByCurrency => words::unit_values_range(low, high),
            _ => words::unit_values_near(low, high),
        }
    }
}

/// The plot, its values beside it.
pub(super) fn draw(marks: &[UnitMark], against: &Against<'_>) -> Html {
    let moment = against.moment;
    let days = marks.iter().map(|mark| mark.date);
    let Some(days) = Days::over(days.chain(moment.map(|moment| moment.day))) else {
        return Html::default();
    };
    let values = Values::over(marks.iter().map(|mark| mark.unit_value).chain([
        against.low,
        against.median,
        against.high,
    ]));
    let y = |value: f64| (1.0 - values.at(value)) * (f64::from(HEIGHT) - 16.0) + 8.0;
    let marked = marks.iter().filter(|mark| mark.outside).count();
    let apart = marks.iter().filter(|mark| against.is_apart(mark)).count();
    let mut spoken = words::unit_values_spoken(
        words::values(marks.len() as u64),
        words::grouped(marked as u64),
        against.these(),
        against.line(),
    )
    .to_string();
    if apart > 0 {
        spoken += &format!(
            "; {}: {}",
            words::grouped(apart as u64),
            words::unit_values_apart()
        );
    }
    html! {
        <div class="unit-values">
            <div class="plot">
                <svg class="values" height={HEIGHT.to_string()} aria-hidden="true">
                    { for values.ticks().into_iter().map(|tick| html! {
                        <text x="100%" y={place(y(tick) + 4.0)} text-anchor="end">{ dollars(tick) }</text>
                    }) }
                </svg>
                <div>
                    <svg width="100%" height={HEIGHT.to_string()} role="img" aria-label={spoken}>
                        if against.has_range() {
                            <rect class="band" x="0" width="100%" y={place(y(against.high))}
                                height={place((y(against.low) - y(against.high)).max(1.0))} />
                        }
                        { for values.ticks().into_iter().map(|tick| {
                            let y = place(y(tick));
                            html! { <line class="rule" x1="0" x2="100%" y1={y.clone()} y2={y} /> }
                        }) }
                        { days.rules(HEIGHT) }
                        { super::moment::line(moment, &days, HEIGHT) }
                        <line class="median" x1="0" x2="100%" y1={place(y(against.median))} y2={place(y(against.median))} />
                        { for shown(marks).map(|mark| {
                            dot(mark, against.is_apart(mark), days.at(mark.date), y(mark.unit_value))
                        }) }
                    </svg>
                    { days.axis() }
                </div>
            </div>
            <ul class="legend">
                <li>{ key(html! { <path class="outlier" d={DIAMOND} /> }) }{ against.these() }</li>
                if marked + apart < marks.len() {
                    <li>{ key(html! { <circle class="dot" r="3.5" /> }) }{ against.others() }</li>
                }
                if apart > 0 {
                    <li>{ key(html! { <circle class="dot apart" r="3.5" /> }) }{ words::unit_values_apart() }</li>
                }
                <li>{ key(html! { <line class="median" x1="-8" x2="8" y1="0" y2="0" /> }) }{ against.line() }</li>
                if against.has_range() {
                    <li>{ key(html! { <rect class="band" x="-8" y="-6" width="16" height="12" /> }) }{ against.range() }</li>
                }
                if values.is_log() { <li>{ words::unit_values_log() }</li> }
            </ul>
            { super::moment::key(moment) }
        </div>
    }
}

/// All that are marked, and evenly so many of the others.
fn shown(marks: &[UnitMark]) -> impl Iterator<Item = &UnitMark> {
    let step = marks.len().div_ceil(MOST).max(1);
    marks
        .iter()
        .enumerate()
        .filter(move |(at, mark)| mark.outside || at % step == 0)
        .map(|(_, mark)| mark)
}

/// What is marked is a diamond, the others are dots, and what is not compared is
/// a ring.
fn dot(mark: &UnitMark, is_apart: bool, x: f64, y: f64) -> Html {
    if mark.outside {
        html! {
            <svg x={percent(x)} y={place(y)} overflow="visible" width="1" height="1">
                <path class="outlier" d={DIAMOND} />
            </svg>
        }
    } else {
        let class = classes!("dot", is_apart.then_some("apart"));
        html! { <circle {class} cx={percent(x)} cy={place(y)} r="3.5" /> }
    }
}

fn key(shape: Html) -> Html {
    html! { <svg width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">{ shape }</svg> }
}

fn place(y: f64) -> String {
    format!("{y:.1}")
}

/// The same as a table.
pub(super) fn table(marks: &[UnitMark], against: &Against<'_>) -> Html {
    html! {
        <table>
            <caption>
                { against.line() }
                if against.has_range() { { "; " }{ against.range() } }
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
                        <td>{ against.what(mark) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
