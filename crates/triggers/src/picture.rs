//! The picture that makes an auditor's point at a glance, as data. The page
//! draws it; the table behind it is the same data.

use crate::context::Extent;
use customs::{Cents, Country, Day, Hts, Unit};
use serde::{Deserialize, Serialize};

/// What there is to see.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "picture", rename_all = "snake_case")]
pub enum Picture {
    /// Tariff numbers over time, by broker.
    CodeTimeline {
        /// One track for each number, the dominant first.
        tracks: Vec<CodeTrack>,
        /// A day to see them against.
        moment: Option<Moment>,
    },
    /// Unit values over time with their band.
    UnitValues {
        /// One mark a line, by date.
        marks: Vec<UnitMark>,
        /// The median or what else they are held against, in dollars a unit.
        median: f64,
        /// Lower edge of the band.
        low: f64,
        /// Upper edge of the band.
        high: f64,
        /// The unit, where there is one.
        unit: Option<Unit>,
        /// What the marked ones are.
        marked: Marked,
        /// The days whose values are compared; `None` where all are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        compared: Option<Compared>,
        /// A day to see them against.
        moment: Option<Moment>,
    },
    /// Shares of a whole by half-year, month or sector.
    Shares {
        /// What the bars are of.
        title: String,
        /// One bar each.
        bars: Vec<Bar>,
    },
    /// Rows and columns with marks.
    Grid {
        /// Column titles; the first is that of the row names.
        columns: Vec<String>,
        /// Cells as shown.
        rows: Vec<Vec<String>>,
    },
    /// Days on a calendar, by month.
    Calendar {
        /// What was done on them.
        title: String,
        /// The days, in order.
        days: Vec<Day>,
        /// What it was about, a line each.
        notes: Vec<String>,
    },
    /// What a file should hold, and how far each of it is there.
    Checklist {
        /// One item for each element.
        items: Vec<ChecklistItem>,
    },
    /// Pairs of texts with the differing words marked.
    Pairs {
        /// One pair each.
        pairs: Vec<TextPair>,
    },
    /// Nothing to draw beyond the facts.
    #[default]
    None,
}

impl Picture {
    /// The same against a day, where the picture is one of days.
    #[must_use]
    pub fn against(mut self, day: Day, label: impl Into<String>) -> Self {
        if let Self::CodeTimeline { moment, .. } | Self::UnitValues { moment, .. } = &mut self {
            *moment = Some(Moment {
                day,
                label: label.into(),
            });
        }
        self
    }

    /// The same with the days whose values are compared, where the picture is
    /// one of values.
    #[must_use]
    pub fn comparing(mut self, days: Option<Compared>) -> Self {
        if let Self::UnitValues { compared, .. } = &mut self {
            *compared = days;
        }
        self
    }
}

/// The days whose values are compared. What lies before or after them is shown
/// and counts for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// The first.
    pub first: Day,
    /// The last.
    pub last: Day,
}

impl Compared {
    /// Whether a day is one of them.
    #[must_use]
    pub fn holds(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }
}

/// A day that something began on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// What began.
    pub label: String,
}

/// What the marked unit values of a picture are, and with that what the others
/// and the line between them are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Marked {
    /// Those outside the usual range.
    Outside,
    /// Those since the level changed; the line is the level before.
    SinceStep,
    /// Those of one supplier; the line is the median of the others.
    Supplier,
    /// Those below a benchmark, which is the line.
    BelowBenchmark,
    /// Those of related suppliers; the line is the median of the others.
    Related,
    /// Those apart by about a rate of exchange.
    ByCurrency,
    /// Those since the price fell after a measure; the line is the median before.
    SinceMeasure,
}

/// One tariff number's track.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodeTrack {
    /// The number, at eight digits.
    pub hts: Hts,
    /// Goods value under it.
    pub value: Cents,
    /// Its share of the subject's value, in millionths.
    pub share_ppm: u32,
    /// Duty ÷ value over all its lines, in millionths; `None` where no duty
    /// was read.
    pub rate_ppm: Option<u32>,
    /// One mark for each date and broker.
    pub marks: Vec<CodeMark>,
}

/// Use of a number on a date by a broker.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CodeMark {
    /// Entry date.
    pub date: Day,
    /// Filer code; empty when unknown.
    pub filer: String,
    /// Country of origin.
    pub origin: Option<Country>,
    /// Goods value.
    pub value: Cents,
}

/// One line's unit value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitMark {
    /// Entry date.
    pub date: Day,
    /// Dollars a unit, rounded to six digits after the point.
    pub unit_value: f64,
    /// Whether it is one of the marked.
    pub outside: bool,
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// Its name.
    pub label: String,
    /// Its share, in millionths.
    pub share_ppm: u32,
    /// Goods value; `None` where none is meant.
    pub value: Option<Cents>,
    /// Whether the point is about this bar.
    pub marked: bool,
}

/// An element of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistItem {
    /// Its name.
    pub label: String,
    /// How far it is there; `None` where nobody has said.
    pub extent: Option<Extent>,
}

/// Two texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextPair {
    /// One text.
    pub left: String,
    /// The other.
    pub right: String,
    /// Its tariff number.
    pub left_hts: Option<Hts>,
    /// The other's.
    pub right_hts: Option<Hts>,
    /// The words that differ.
    pub differing: Vec<String>,
}
