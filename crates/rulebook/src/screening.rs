//! Tables that a line is screened against: sectors, AD/CVD families, entry
//! types, programmes, chapters. A match is a question, never a conclusion.

use crate::authority::Authority;
use customs::{Country, Day, EntryType, Hts, Spi};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Priority sectors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sectors {
    /// The sectors.
    pub sectors: Vec<Sector>,
}

/// One sector.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sector {
    /// Its id.
    pub id: String,
    /// As shown.
    pub name: String,
    /// Which list it is on.
    pub list: SectorList,
    /// Numbers in it; empty where numbers do not decide.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prefixes: Vec<Hts>,
    /// Origins in it; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<Country>,
    /// Whether any line with a preference claim is in it.
    #[serde(default, skip_serializing_if = "crate::authority::is_default")]
    pub any_preference: bool,
    /// Whether any line in an AD/CVD family is in it.
    #[serde(default, skip_serializing_if = "crate::authority::is_default")]
    pub any_adcvd: bool,
    /// How much it counts, 0 to 1.
    pub weight: Decimal,
    /// Since when it is on the list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// Its authority.
    pub authority: Authority,
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

/// AD/CVD families.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adcvd {
    /// The families.
    pub families: Vec<AdcvdFamily>,
    /// The entry types that declare AD/CVD.
    pub entry_types: Vec<EntryType>,
    /// Questions that every family asks.
    pub scope_questions: Vec<String>,
    /// What the table is, and is not.
    pub authority: Authority,
}

/// A family of products under order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdcvdFamily {
    /// Its id.
    pub id: String,
    /// As shown.
    pub product: String,
    /// Numbers in which such products are entered.
    pub prefixes: Vec<Hts>,
    /// Orders whose case numbers are confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orders: Vec<Order>,
    /// Origins under order; empty for many.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<Country>,
    /// What to ask about scope.
    pub scope_questions: Vec<String>,
    /// Its authority.
    pub authority: Authority,
}

/// A case and its country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The case number, such as `A-570-890`.
    pub case: String,
    /// The country.
    pub country: Country,
    /// The order's date, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_date: Option<Day>,
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

/// Entry types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryTypes {
    /// The types.
    pub types: Vec<EntryTypeRecord>,
    /// Types that value tests look at.
    pub value_tests: Vec<EntryType>,
    /// Types whose entry summary is due within the working-day limit.
    pub summary_due: Vec<EntryType>,
    /// What the table rests on.
    pub authority: Authority,
}

/// One entry type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryTypeRecord {
    /// The codes.
    pub codes: Vec<EntryType>,
    /// As shown.
    pub name: String,
    /// Its authority, where it differs from the table's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Authority>,
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

/// Preference programmes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programmes {
    /// The programmes.
    pub programmes: Vec<PreferenceProgramme>,
    /// What the table rests on.
    pub authority: Authority,
}

/// One programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PreferenceProgramme {
    /// Its indicators.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Spi>,
    /// Chapter 98 headings under which it is claimed instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headings: Vec<Hts>,
    /// As shown.
    pub name: String,
    /// Origins that may claim it; empty where the list is long or none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub origins: Vec<Country>,
    /// Whether it depends on origin at all.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub by_origin: bool,
    /// Spans in which it is in force; a missing end is open.
    pub windows: Vec<Window>,
    /// How it stood on the pack's date.
    pub state: String,
    /// How an invalid claim is corrected, where the pack knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    /// Its authority.
    pub authority: Authority,
}

/// A span of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// First day; absent when it began before the pack looks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Day>,
    /// Last day; absent while open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Day>,
    /// Whether it was restored backwards in time after a lapse.
    #[serde(default, skip_serializing_if = "crate::authority::is_default")]
    pub retroactive: bool,
}

impl Window {
    /// Whether a day falls in it.
    #[must_use]
    pub fn holds(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

fn yes() -> bool {
    true
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_yes(on: &bool) -> bool {
    *on
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

/// The chapters of the schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapters {
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// What the titles rest on.
    pub authority: Authority,
}

/// A section and its chapters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its Roman number.
    pub section: String,
    /// Its chapters, two digits and a short title.
    pub chapters: Vec<Chapter>,
}

/// A chapter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chapter(
    /// Its number.
    pub u8,
    /// Its short title.
    pub String,
);

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
