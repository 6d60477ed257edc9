//! Chapter 99 measures: additional duties beside the ordinary number.
//!
//! The prefixes are screening aids. A measure whose coverage is indicative
//! gives a question, never a finding: the lists themselves, with thousands of
//! lines and exclusions, are not in the pack.

use crate::authority::Authority;
use crate::read::{At, Faults, Read, record};
use customs::{Country, Day, Hts, Spi};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

record! {
    /// A measure.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Measure {
        /// Its id.
        pub id: String,
        /// As shown.
        pub title: String,
        /// The law that it rests on.
        pub programme: Programme,
        /// The chapter 99 numbers under which it is declared.
        pub headings: Vec<HeadingRange>,
        /// The chapter 99 numbers that claim an exemption from it.
        pub exemptions: Vec<HeadingRange> = Vec::new(),
        /// How the rate meets the ordinary duty.
        pub kind: RateKind,
        /// What the rate is taken on.
        pub base: Base,
        /// How far the prefixes say what is covered.
        pub coverage: Coverage,
        /// Origins covered; empty for all.
        pub origins: Vec<Country> = Vec::new(),
        /// Origins left out.
        pub except: Vec<Country> = Vec::new(),
        /// Numbers covered; empty for all.
        pub prefixes: Vec<Hts> = Vec::new(),
        /// Rates over time.
        pub rates: Vec<MeasureRate>,
        /// Indicators whose claims exempt from it.
        pub exempt_spis: Vec<Spi> = Vec::new(),
        /// Ids of the fact questions that decide whether it applies.
        pub conditions: Vec<String> = Vec::new(),
        /// Ids of the measures that do not apply where this one does.
        pub displaces: Vec<String> = Vec::new(),
        /// Place in the order of declaration, lowest first.
        pub sequence: u8,
        /// Its authority.
        pub authority: Authority,
    }
}

/// The laws that additional duties rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Programme {
    /// Section 301.
    Section301,
    /// Section 232.
    Section232,
    /// Section 201.
    Section201,
    /// Section 122.
    Section122,
    /// Section 338.
    Section338,
    /// The International Emergency Economic Powers Act.
    Ieepa,
}

/// A chapter 99 number, or a run of them: `9903.88.03`, or
/// `9903.91.01 to 9903.91.08`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingRange {
    /// One number, or a heading with everything below it.
    One(Hts),
    /// From the first to the last, both included.
    Run(Hts, Hts),
}

impl Read for HeadingRange {
    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
        let text = String::read(value, at, faults)?;
        let (first, last) = text.split_once(" to ").unwrap_or((&text, &text));
        match (Hts::parse(first), Hts::parse(last)) {
            (Ok(first), Ok(last)) if first == last => Some(Self::One(first)),
            (Ok(first), Ok(last)) => Some(Self::Run(first, last)),
            _ => faults.add(
                at,
                format!("{text:?} is not a tariff number"),
                "a number, or a run such as \"9903.91.01 to 9903.91.08\"",
            ),
        }
    }
}

impl HeadingRange {
    /// Whether a filed number is one of them.
    #[must_use]
    pub fn holds(self, filed: Hts) -> bool {
        let filed = filed.unpadded();
        match self {
            Self::One(number) => filed.is_within(number),
            Self::Run(first, last) => first <= filed && (filed <= last || filed.is_within(last)),
        }
    }

    /// Whether two ranges have a number in common.
    pub(crate) fn meets(self, other: Self) -> bool {
        let (first, last) = self.ends();
        let (other_first, other_last) = other.ends();
        other.holds(first) || self.holds(other_first) || other.holds(last) || self.holds(other_last)
    }

    pub(crate) fn ends(self) -> (Hts, Hts) {
        match self {
            Self::One(number) => (number, number),
            Self::Run(first, last) => (first, last),
        }
    }
}

/// How a rate meets the ordinary duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RateKind {
    /// On top.
    Additive,
    /// The total with the ordinary duty included.
    Floor,
    /// In place of the ordinary duty.
    Replace,
    /// None.
    Exempt,
}

/// What a rate is taken on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Base {
    /// The full customs value.
    FullValue,
    /// The value of the metal content.
    MetalContent,
    /// The value without US content.
    NonUsContent,
    /// The quantity.
    Quantity,
}

/// How far the prefixes say what is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// Everything under the prefixes (or everything at all).
    Whole,
    /// Some of what is under the prefixes: a match is a question.
    Indicative,
}

record! {
    /// A rate over a span of days.
    #[derive(Clone, Debug, PartialEq)]
    pub struct MeasureRate {
        /// First day.
        pub from: Day,
        /// Last day; absent while open.
        pub to: Option<Day>,
        /// The rate as a fraction; absent where it varies or is not known.
        pub rate: Option<Decimal>,
        /// Origins that bear this rate; empty for the measure's.
        pub origins: Vec<Country> = Vec::new(),
        /// Headings of this rate; empty for the measure's.
        pub headings: Vec<HeadingRange> = Vec::new(),
        /// How the rate meets the ordinary duty, where it differs from the measure.
        pub kind: Option<RateKind>,
        /// The tier, where several rates stand side by side.
        pub tier: Option<String>,
    }
}

impl MeasureRate {
    /// Whether a day falls in its span.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

impl Measure {
    /// Whether a filed number declares the measure.
    #[must_use]
    pub fn declares(&self, filed: Hts) -> bool {
        self.headings.iter().any(|range| range.holds(filed))
    }

    /// Whether a filed number claims an exemption from it.
    #[must_use]
    pub fn exempts(&self, filed: Hts) -> bool {
        self.exemptions.iter().any(|range| range.holds(filed))
    }

    /// Whether the prefixes hold a number.
    #[must_use]
    pub fn covers(&self, number: Hts) -> bool {
        self.prefixes.is_empty() || self.prefixes.iter().any(|prefix| number.is_within(*prefix))
    }

    /// Whether it reaches an origin.
    #[must_use]
    pub fn reaches(&self, origin: Country) -> bool {
        !self.except.contains(&origin)
            && (self.origins.is_empty() || self.origins.contains(&origin))
    }

    /// The rates for goods of an origin on a day: none where the measure does
    /// not apply, several where tiers stand side by side.
    pub fn rates_on(&self, day: Day, origin: Country) -> impl Iterator<Item = &MeasureRate> {
        let reaches = self.reaches(origin);
        self.rates.iter().filter(move |rate| {
            reaches
                && rate.holds(day)
                && (rate.origins.is_empty() || rate.origins.contains(&origin))
        })
    }

    /// Whether it could apply to goods of a number and origin on a day.
    #[must_use]
    pub fn could_apply(&self, number: Hts, origin: Country, day: Day) -> bool {
        // The cheapest question first: this is asked of every line and measure.
        self.reaches(origin) && self.covers(number) && self.rates_on(day, origin).next().is_some()
    }
}

record! {
    /// The measures, in the order of declaration.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Measures {
        /// The measures.
        pub measures: Vec<Measure>,
        /// Headings that claim an exclusion from a list.
        pub exclusions: Vec<Exclusion>,
        /// The countries whose goods bear the rates of column 2.
        pub column_2: Vec<Column2>,
        /// What the table rests on.
        pub authority: Authority,
    }
}

record! {
    /// A country whose goods bear the rates of column 2.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Column2 {
        /// The country.
        pub country: Country,
        /// First day; absent where it reaches back beyond any entry in question.
        pub from: Option<Day>,
        /// Its authority.
        pub authority: Authority,
    }
}

record! {
    /// A heading that claims an exclusion from a measure.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Exclusion {
        /// The headings.
        pub headings: Vec<HeadingRange>,
        /// As shown.
        pub title: String,
        /// The measures that it excludes from.
        pub measures: Vec<String>,
        /// First day, where known.
        pub from: Option<Day>,
        /// Last day, where known.
        pub to: Option<Day>,
        /// Whether most of it is described in words, so that a file note is needed.
        pub described: bool,
        /// Its authority.
        pub authority: Authority,
    }
}

impl Measures {
    /// Whether goods of an origin bear the rates of column 2 on a day.
    #[must_use]
    pub fn is_column_2(&self, origin: Country, day: Day) -> bool {
        self.column_2
            .iter()
            .any(|of| of.country == origin && of.from.is_none_or(|from| from <= day))
    }

    /// A measure by its id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// The measure that a filed chapter 99 number declares.
    #[must_use]
    pub fn declared(&self, filed: Hts) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.declares(filed))
    }

    /// The measures that could apply to goods of a number and origin on a day.
    pub fn could_apply(
        &self,
        number: Hts,
        origin: Country,
        day: Day,
    ) -> impl Iterator<Item = &Measure> {
        self.measures
            .iter()
            .filter(move |measure| measure.could_apply(number, origin, day))
    }

    /// The exclusion that a filed chapter 99 number claims.
    #[must_use]
    pub fn exclusion(&self, filed: Hts) -> Option<&Exclusion> {
        self.exclusions
            .iter()
            .find(|exclusion| exclusion.headings.iter().any(|range| range.holds(filed)))
    }
}
