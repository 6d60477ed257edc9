//! From days and values to places.

use customs::Day;
use yew::prelude::*;

use crate::words;

/// Days along a line, as percentages.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Days {
    first: Day,
    length: i32,
}

/// Room left free at either end, in percent, so that no mark is cut off.
const MARGIN: f64 = 2.5;

impl Days {
    /// A line from the first to the last of these days; `None` without days.
    pub(crate) fn over(days: impl Iterator<Item = Day> + Clone) -> Option<Self> {
        let first = days.clone().min()?;
        let last = days.max()?;
        Some(Self {
            first,
            length: last.since(first).max(1),
        })
    }

    /// The place of a day, in percent.
    pub(crate) fn at(&self, day: Day) -> f64 {
        MARGIN + (100.0 - 2.0 * MARGIN) * f64::from(day.since(self.first)) / f64::from(self.length)
    }

    /// The lines of the labelled days, as high as this.
    pub(crate) fn rules(&self, height: u32) -> Html {
        html! {
            { for self.ticks().into_iter().map(|(day, _)| {
                let x = percent(self.at(day));
                html! { <line class="tick" x1={x.clone()} x2={x} y1="0" y2={height.to_string()} /> }
            }) }
        }
    }

    /// The labels, below.
    pub(crate) fn axis(&self) -> Html {
        html! {
            <svg class="axis" width="100%" height="20" aria-hidden="true">
                { for self.ticks().into_iter().map(|(day, label)| {
                    let x = self.at(day);
                    // A long label keeps within the picture.
                    let anchor = match x {
                        ..8.0 if label.len() > 4 => "start",
                        92.0.. if label.len() > 4 => "end",
                        _ => "middle",
                    };
                    html! { <text x={percent(x)} y="14" text-anchor={anchor}>{ label }</text> }
                }) }
            </svg>
        }
    }

    /// Days to label: the first of each year, or of each quarter or month where
    /// the line is short.
    pub(crate) fn ticks(&self) -> Vec<(Day, String)> {
        let step = match self.length {
            ..=150 => 1,
            151..=600 => 3,
            _ => 12,
        };
        let last = self.first.plus(self.length);
        let mut ticks = Vec::new();
        let mut year = self.first.year();
        while year <= last.year() {
            for month in (1..=12_i8).step_by(step) {
                if let Some(day) = Day::ymd(year, month, 1)
                    && day >= self.first
                    && day <= last
                {
                    ticks.push((day, label(day, step, ticks.is_empty())));
                }
            }
            year += 1;
        }
        ticks
    }
}

/// The year alone in January, and otherwise the month; the first with its year,
/// unless that of the next comes at once. A label is then short enough to stand
/// beside the next.
fn label(day: Day, step: usize, first: bool) -> String {
    let (year, month) = (day.year(), day.date().month());
    let name = words::month_name(day);
    if month == 1 {
        year.to_string()
    } else if first && usize::from(month.unsigned_abs()) + step <= 12 {
        format!("{name} {year}")
    } else {
        name.to_owned()
    }
}

/// Values up a line, as shares from 0 (lowest) to 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Values {
    low: f64,
    high: f64,
    log: bool,
}

impl Values {
    /// A line that holds these values. It is logarithmic when the largest is
    /// more than thirty times the smallest, so that neither end is squeezed.
    pub(crate) fn over(values: impl Iterator<Item = f64>) -> Self {
        let (mut low, mut high) = (f64::INFINITY, 0.0_f64);
        for value in values.filter(|value| value.is_finite() && *value > 0.0) {
            low = low.min(value);
            high = high.max(value);
        }
        if high <= 0.0 {
            return Self {
                low: 0.0,
                high: 1.0,
                log: false,
            };
        }
        let log = high / low > 30.0;
        if log {
            Self {
                low: low / 1.3,
                high: high * 1.3,
                log,
            }
        } else {
            Self {
                low: 0.0,
                high: high * 1.1,
                log,
            }
        }
    }

    /// Whether equal distances are equal ratios.
    pub(crate) fn is_log(&self) -> bool {
        self.log
    }

    /// The place of a value.
    pub(crate) fn at(&self, value: f64) -> f64 {
        let share = if self.log {
            (value.max(self.low) / self.low).ln() / (self.high / self.low).ln()
        } else {
            (value - self.low) / (self.high - self.low)
        };
        share.clamp(0.0, 1.0)
    }

    /// Round values to label, about four.
    pub(crate) fn ticks(&self) -> Vec<f64> {
        let mut ticks = Vec::new();
        if self.log {
            let mut tick = 10_f64.powf(self.low.log10().floor());
            while tick <= self.high && ticks.len() < 12 {
                if tick >= self.low {
                    ticks.push(tick);
                }
                tick *= 10.0;
            }
            return ticks;
        }
        let rough = self.high / 4.0;
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 2.5, 5.0, 10.0]
            .into_iter()
            .map(|factor| factor * power)
            .find(|step| *step >= rough)
            .unwrap_or(rough);
        let mut tick = step;
        while tick < self.high && ticks.len() < 8 {
            ticks.push(tick);
            tick += step;
        }
        ticks
    }
}

/// Where a percentage goes in an attribute.
pub(crate) fn percent(place: f64) -> String {
    format!("{place:.2}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn days_lie_between_the_margins() {
        let days = [day("2021-12-01"), day("2026-11-01")];
        let scale = Days::over(days.into_iter()).unwrap();
        assert_eq!(scale.at(days[0]), MARGIN);
        assert_eq!(scale.at(days[1]), 100.0 - MARGIN);
        let labels: Vec<String> = scale.ticks().into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, ["2022", "2023", "2024", "2025", "2026"]);
    }

    #[test]
    fn short_lines_name_their_months() {
        let scale = Days::over([day("2024-09-20"), day("2025-11-01")].into_iter()).unwrap();
        let labels: Vec<String> = scale.ticks().into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, ["Oct", "2025", "Apr", "Jul", "Oct"]);
        let scale = Days::over([day("2024-03-20"), day("2024-11-01")].into_iter()).unwrap();
        let labels: Vec<String> = scale.ticks().into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels, ["Apr 2024", "Jul", "Oct"]);
    }

    #[test]
    fn one_day_is_a_line_too() {
        let scale = Days::over([day("2024-05-05")].into_iter()).unwrap();
        assert_eq!(scale.at(day("2024-05-05")), MARGIN);
        assert!(Days::over(std::iter::empty()).is_none());
    }

    #[test]
    fn wide_ranges_are_logarithmic() {
        let scale = Values::over([1.0, 100.0].into_iter());
        assert!(scale.is_log());
        assert!((scale.at(10.0) - 0.5).abs() < 0.01);
        assert_eq!(scale.ticks(), [1.0, 10.0, 100.0]);
        let plain = Values::over([4.0, 5.0].into_iter());
        assert!(!plain.is_log());
        assert_eq!(plain.ticks(), [2.0, 4.0]);
    }
}
