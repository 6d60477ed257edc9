//! Tables that a line is screened against: sectors, AD/CVD families, entry
//! types, programmes, chapters. A match is a question, never a conclusion.

use crate::authority::Authority;
use crate::read::{At, Faults, Read, record};
use customs::{Country, Day, EntryType, Hts, Spi};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

record! {
    /// Priority sectors.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Sectors {
        /// The sectors.
        pub sectors: Vec<Sector>,
    }
}

record! {
    /// One sector.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Sector {
        /// Its id.
        pub id: String,
        /// As shown.
        pub name: String,
        /// Which list it is on.
        pub list: SectorList,
        /// Numbers in it; empty where numbers do not decide.
        pub prefixes: Vec<Hts> = Vec::new(),
        /// Origins in it; empty for all.
        pub countries: Vec<Country> = Vec::new(),
        /// Whether any line with a preference claim is in it.
        pub any_preference: bool = false,
        /// Whether any line in an AD/CVD family is in it.
        pub any_adcvd: bool = false,
        /// How much it counts, 0 to 1.
        pub weight: Decimal,
        /// Since when it is on the list.
        pub since: Option<Day>,
        /// Its authority.
        pub authority: Authority,
    }
}

/// The lists of priority sectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectorList {
    /// Priority Trade Issues.
    PriorityTradeIssue,
    /// High-priority sectors for enforcement against forced labour.
    ForcedLabor,
}

impl Sector {
    /// Whether goods of a number and origin are in it by number.
    #[must_use]
    pub fn holds(&self, number: Hts, origin: Option<Country>) -> bool {
        self.prefixes.iter().any(|prefix| number.is_within(*prefix))
            && (self.countries.is_empty()
                || origin.is_some_and(|origin| self.countries.contains(&origin)))
    }
}

record! {
    /// AD/CVD families.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Adcvd {
        /// The families.
        pub families: Vec<AdcvdFamily>,
        /// The entry types that declare AD/CVD.
        pub entry_types: Vec<EntryType>,
        /// Those of them under which goods that no order reaches are entered
        /// as well.
        pub zone_entry_types: Vec<EntryType> = Vec::new(),
        /// Questions that every family asks.
        pub scope_questions: Vec<String>,
        /// What the table is, and is not.
        pub authority: Authority,
    }
}

record! {
    /// A family of products under order.
    #[derive(Clone, Debug, PartialEq)]
    pub struct AdcvdFamily {
        /// Its id.
        pub id: String,
        /// As shown.
        pub product: String,
        /// Numbers in which such products are entered.
        pub prefixes: Vec<Hts>,
        /// Orders whose case numbers are confirmed.
        pub orders: Vec<Order> = Vec::new(),
        /// Origins under order; empty for many.
        pub countries: Vec<Country> = Vec::new(),
        /// What to ask about scope.
        pub scope_questions: Vec<String>,
        /// Its authority.
        pub authority: Authority,
    }
}

record! {
    /// A case and its country.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Order {
        /// The case number, such as `A-570-890`.
        pub case: String,
        /// The country.
        pub country: Country,
        /// The order's date, where known.
        pub order_date: Option<Day>,
        /// The preliminary determination's date, where known.
        pub preliminary_date: Option<Day>,
        /// The notice that the dates were read from; empty without a date.
        pub notice: String = String::new(),
    }
}

impl Order {
    /// The first day of cash deposits that is known: the preliminary
    /// determination's, else the order's.
    #[must_use]
    pub fn began(&self) -> Option<Day> {
        self.preliminary_date.or(self.order_date)
    }
}

impl AdcvdFamily {
    /// Whether goods of a number and origin may be in scope.
    #[must_use]
    pub fn may_hold(&self, number: Hts, origin: Country) -> bool {
        self.prefixes.iter().any(|prefix| number.is_within(*prefix))
            && (self.countries.is_empty() || self.countries.contains(&origin))
    }
}

impl Adcvd {
    /// The families that goods of a number and origin may be in.
    pub fn candidates(&self, number: Hts, origin: Country) -> impl Iterator<Item = &AdcvdFamily> {
        self.families
            .iter()
            .filter(move |family| family.may_hold(number, origin))
    }
}

record! {
    /// Entry types.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct EntryTypes {
        /// The types.
        pub types: Vec<EntryTypeRecord>,
        /// Types that value tests look at.
        pub value_tests: Vec<EntryType>,
        /// Types whose entry summary is due within the working-day limit.
        pub summary_due: Vec<EntryType>,
        /// Types that deposit no duty: what is due is deposited on a later
        /// entry, where there is one.
        pub no_deposit: Vec<EntryType>,
        /// What the table rests on.
        pub authority: Authority,
    }
}

record! {
    /// One entry type.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct EntryTypeRecord {
        /// The codes.
        pub codes: Vec<EntryType>,
        /// As shown.
        pub name: String,
        /// Its authority, where it differs from the table's.
        pub authority: Option<Authority>,
    }
}

impl EntryTypes {
    /// The name of a type.
    #[must_use]
    pub fn name(&self, code: EntryType) -> Option<&str> {
        self.types
            .iter()
            .find(|record| record.codes.contains(&code))
            .map(|record| record.name.as_str())
    }
}

record! {
    /// Preference programmes.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Programmes {
        /// The programmes.
        pub programmes: Vec<PreferenceProgramme>,
        /// What the table rests on.
        pub authority: Authority,
    }
}

record! {
    /// One programme.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PreferenceProgramme {
        /// Its indicators.
        pub codes: Vec<Spi> = Vec::new(),
        /// Chapter 98 headings under which it is claimed instead.
        pub headings: Vec<Hts> = Vec::new(),
        /// As shown.
        pub name: String,
        /// Origins that may claim it; empty where the list is long or none.
        pub origins: Vec<Country> = Vec::new(),
        /// Whether it depends on origin at all.
        pub by_origin: bool = true,
        /// Spans in which it is in force; a missing end is open.
        pub windows: Vec<Window>,
        /// How it stood on the pack's date.
        pub state: String,
        /// How an invalid claim is corrected, where the pack knows it.
        pub correction: Option<String>,
        /// Its authority.
        pub authority: Authority,
    }
}

record! {
    /// A span of days.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Window {
        /// First day; absent when it began before the pack looks.
        pub from: Option<Day>,
        /// Last day; absent while open.
        pub to: Option<Day>,
        /// Whether it was restored backwards in time after a lapse.
        pub retroactive: bool = false,
    }
}

impl Window {
    /// Whether a day falls in it.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl PreferenceProgramme {
    /// The span that a day falls in; `None` when it is not in force.
    #[must_use]
    pub fn on(&self, day: Day) -> Option<&Window> {
        self.windows.iter().find(|window| window.holds(day))
    }

    /// Whether an origin may claim it, as far as the pack knows.
    #[must_use]
    pub fn admits(&self, origin: Country) -> bool {
        !self.by_origin || self.origins.is_empty() || self.origins.contains(&origin)
    }
}

impl Programmes {
    /// The programme of an indicator.
    #[must_use]
    pub fn of(&self, spi: Spi) -> Option<&PreferenceProgramme> {
        self.programmes
            .iter()
            .find(|programme| programme.codes.contains(&spi))
    }
}

record! {
    /// The chapters of the schedule.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Chapters {
        /// The sections, in order.
        pub sections: Vec<Section>,
        /// What the titles rest on.
        pub authority: Authority,
    }
}

record! {
    /// A section and its chapters.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Section {
        /// Its Roman number.
        pub section: String,
        /// Its chapters, two digits and a short title.
        pub chapters: Vec<Chapter>,
    }
}

/// A chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter(
    /// Its number.
    pub u8,
    /// Its short title.
    pub String,
);

impl Read for Chapter {
    fn read(value: &Value, at: &At<'_>, faults: &mut Faults) -> Option<Self> {
        Read::read(value, at, faults).map(|(number, title)| Self(number, title))
    }
}

impl Chapters {
    /// The short title of a chapter.
    #[must_use]
    pub fn title(&self, chapter: u8) -> Option<&str> {
        self.sections
            .iter()
            .flat_map(|section| &section.chapters)
            .find(|entry| entry.0 == chapter)
            .map(|entry| entry.1.as_str())
    }
}
