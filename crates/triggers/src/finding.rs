//! What a trigger says.
//!
//! One trigger gives one [`Indicator`]: *not assessed* with the reason, or a
//! grade with its findings and with what it checked and found explained. A
//! [`Finding`] is about one subject (a product, a supplier, an entry pattern)
//! and depends on that subject's lines alone; only the indicator's grade
//! compares with the rest of the importer's activity.

use crate::grade::Grade;
use crate::picture::Picture;
use customs::{Cents, Country, Day, Field, Hts};
use products::{Evidence, Product};
use profile::{LineIx, Profile};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One trigger's result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// The trigger's id, such as `CLS-1`.
    pub trigger: String,
    /// What came out.
    pub outcome: Outcome,
}

/// Whether a trigger could run, and what it says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Outcome {
    /// It could not run: missing data is never clean data.
    NotAssessed(NotAssessed),
    /// It ran.
    Assessed(Assessed),
}

/// Why a trigger could not run, and what would let it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotAssessed {
    /// The reason.
    #[serde(flatten)]
    pub why: Why,
    /// What would let it run, in words from the pack.
    pub unlock: String,
}

/// The reasons for not running.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Why {
    /// No row fills these fields.
    Fields {
        /// The fields.
        missing: Vec<Field>,
    },
    /// The columns are there, but no subject reaches the minimum support.
    TooThin {
        /// The support that was asked for, such as distinct entry dates.
        needed: u32,
        /// The most that any subject has.
        found: u32,
    },
    /// The questions that it needs were not answered.
    Answers {
        /// The pack's question ids.
        questions: Vec<String>,
    },
    /// There are too many descriptions to compare them with each other.
    TooMany {
        /// How many are compared, at most.
        most: u32,
        /// How many there are.
        found: u32,
    },
    /// It sets the lines against something that no file holds: a tariff
    /// export, an industry's unit values.
    Reference,
    /// The pack has no record that it needs, or one that can't be used.
    Pack {
        /// What is wrong, in words.
        detail: String,
    },
}

/// What a trigger that ran says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Assessed {
    /// The grade: the best that share and ceilings together allow.
    pub grade: Grade,
    /// Goods value of all lines that the trigger could run on.
    pub base: Cents,
    /// Goods value that its findings touch, each line once; notes and questions,
    /// which reach no grade, count only where there is nothing else.
    pub affected: Cents,
    /// `affected` ÷ `base`, in millionths.
    pub share_ppm: u32,
    /// A severity of its own, 0 to 1, for triggers that do not go by value
    /// share (declared history, control gaps, late summaries); `None` takes
    /// the grade's.
    pub severity: Option<Decimal>,
    /// What an auditor would ask about, largest value first.
    pub findings: Vec<Finding>,
    /// What looked like a finding and is explained by the record.
    pub explained: Vec<Finding>,
}

/// One subject that an auditor would ask about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable id: trigger and subject.
    pub id: String,
    /// What it is about.
    pub subject: Subject,
    /// The pattern seen, by the pack's pattern id.
    pub pattern: String,
    /// The highest grade that evidence and pattern allow.
    pub ceiling: Grade,
    /// The grade shown: the indicator's, held under the ceiling.
    pub grade: Grade,
    /// Goods value of the affected lines.
    pub affected: Cents,
    /// Goods value of all of the subject's lines.
    pub whole: Cents,
    /// Whether the difference would lower or raise duty, where that is known.
    pub duty_effect: DutyEffect,
    /// The affected lines, in the profile's order. They stay in the worker;
    /// views ask for windows of rows.
    #[serde(skip)]
    pub lines: Vec<LineIx>,
    /// What the lines span.
    pub span: Span,
    /// The innocent explanations that were tested, in the pack's order.
    pub checks: Vec<Check>,
    /// Short facts to print beside the picture, label and value.
    pub facts: Vec<Fact>,
    /// What makes the point at a glance.
    pub picture: Picture,
    /// What the exposure arithmetic is to work out.
    #[serde(skip)]
    pub effect: Effect,
}

impl Finding {
    /// Whether an innocent explanation holds.
    #[must_use]
    pub fn is_explained(&self) -> bool {
        self.checks
            .iter()
            .any(|check| check.result == CheckResult::Explains)
    }
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    /// Product, supplier and so on.
    pub kind: SubjectKind,
    /// Identity: the same for the same subject in any order of rows.
    pub key: String,
    /// As shown.
    pub label: String,
    /// How sure it is that the lines belong to one subject.
    pub evidence: Evidence,
}

impl Subject {
    /// A product as a subject.
    #[must_use]
    pub fn product(profile: &Profile, product: Product<'_>) -> Self {
        Self {
            kind: SubjectKind::Product,
            key: product.key(profile),
            label: product.label(profile),
            evidence: product.evidence(),
        }
    }
}

/// The kinds of subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// One product.
    Product,
    /// One supplier or manufacturer.
    Supplier,
    /// One tariff number or pair of numbers.
    Number,
    /// One broker.
    Broker,
    /// One group of entries.
    Entries,
    /// The importer as a whole.
    Importer,
}

/// What the difference would do to duty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyEffect {
    /// At least the pack's share of the affected value bears less duty than
    /// the other treatment.
    Lowers,
    /// It could not change duty.
    None,
    /// Mixed, upward, or not known from the data.
    #[default]
    Unclear,
}

/// What a set of lines spans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First entry date.
    pub first: Option<Day>,
    /// Last entry date.
    pub last: Option<Day>,
    /// Distinct entry dates: the unit of support.
    pub dates: u32,
    /// Distinct entries.
    pub entries: u32,
    /// Filer codes, in order.
    pub filers: Vec<String>,
    /// Countries of origin, in order.
    pub origins: Vec<Country>,
}

impl Span {
    /// What these lines span.
    #[must_use]
    pub fn of(profile: &Profile, lines: &[LineIx]) -> Self {
        let spread = profile.spread(lines);
        let filers = spread.filers.into_iter();
        Self {
            first: spread.dates.first(),
            last: spread.dates.last(),
            dates: spread.dates.len() as u32,
            entries: spread.entries as u32,
            // Texts are numbered in their order.
            filers: filers
                .map(|ix| profile.texts().get(ix).to_owned())
                .collect(),
            origins: spread.origins,
        }
    }
}

/// An innocent explanation that was tested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The pack's check id.
    pub id: String,
    /// How it came out.
    pub result: CheckResult,
    /// What was seen, such as the date or the pair of numbers; may be empty.
    pub detail: String,
}

impl Check {
    /// A check that explains (`true`), doesn't (`false`) or can't tell.
    #[must_use]
    pub fn new(id: &str, explains: Option<bool>) -> Self {
        Self {
            id: id.to_owned(),
            result: match explains {
                Some(true) => CheckResult::Explains,
                Some(false) => CheckResult::Rejected,
                None => CheckResult::CannotTell,
            },
            detail: String::new(),
        }
    }

    /// The same check with what was seen.
    #[must_use]
    pub fn with(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }
}

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckResult {
    /// It explains what was seen.
    Explains,
    /// It does not.
    Rejected,
    /// The data does not say.
    CannotTell,
}

/// A short fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// The value as shown.
    pub value: String,
}

/// What the exposure arithmetic is to work out for a finding.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Effect {
    /// The lines might bear another of the numbers as filed. No number is
    /// proposed: these are the importer's own.
    OtherNumber {
        /// Each line with the numbers that it might bear instead.
        lines: Vec<OtherNumber>,
    },
    /// The lines might have a higher value: what like-for-like lines show.
    OtherValue {
        /// Each line with the value it would have at the subject's own median.
        lines: Vec<OtherValue>,
    },
    /// The lines might owe a further rate.
    FurtherRate {
        /// Each line with the rate, in millionths of its value, and where the
        /// rate comes from.
        lines: Vec<FurtherRate>,
    },
    /// The lines' preference claim might not hold: they might owe the rate
    /// without it, and the fee that it spares.
    ClaimFalls {
        /// The lines.
        lines: Vec<LineIx>,
    },
    /// The lines' entries bore no merchandise processing fee and might owe it:
    /// the fee of the entry between its bounds, once, on whatever value the
    /// other findings leave.
    FeeOwed {
        /// The lines that the fee would be due on.
        lines: Vec<LineIx>,
    },
    /// The lines bore a merchandise processing fee that their claims exempt them
    /// from: what their entry bore beyond the fee on its other lines may be an
    /// overpayment.
    FeeSpared {
        /// The lines that are exempt.
        lines: Vec<LineIx>,
    },
    /// An amount can't be worked out from the data.
    Unquantified {
        /// Why, in words.
        reason: String,
        /// What a rate that is entered for the finding would be of, where others
        /// may ask for the same one; else empty. A measure counts once on a line.
        measure: &'static str,
    },
    /// It has no duty effect by its nature.
    #[default]
    None,
}

impl Effect {
    /// No amount, and a rate that were entered would be the finding's own.
    #[must_use]
    pub fn unquantified(reason: impl Into<String>) -> Self {
        Self::Unquantified {
            reason: reason.into(),
            measure: "",
        }
    }

    /// No amount without the deposit rate of an order, which the goods bear once
    /// however many findings ask for it.
    #[must_use]
    pub fn of_order(reason: impl Into<String>) -> Self {
        Self::Unquantified {
            reason: reason.into(),
            measure: "order",
        }
    }
}

/// A line and the numbers that it might bear instead of the filed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherNumber {
    /// The line.
    pub line: LineIx,
    /// The master's or a ruling's number, else the latest consistently used.
    pub likely: Hts,
    /// Every other number in use for the subject, the likely one included.
    pub candidates: Vec<Hts>,
}

/// A line and the value that like-for-like lines would give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherValue {
    /// The line.
    pub line: LineIx,
    /// The value at the median unit value.
    pub value: Cents,
}

/// A line and a rate that it might owe beside those filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FurtherRate {
    /// The line.
    pub line: LineIx,
    /// The rate as a fraction, such as `0.25`.
    pub rate: Decimal,
    /// The measure, by its chapter 99 number or name.
    pub source: String,
    /// The rate of filed headings that it would displace.
    pub displaces: Decimal,
}
