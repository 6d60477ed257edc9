//! What was planted, and which innocent look-alikes must stay silent.

use serde::Serialize;

/// Everything that a run of the generator put into its files on purpose.
#[derive(Debug, Clone, Serialize)]
pub struct Truth {
    /// Seed of the run.
    pub seed: u64,
    /// Entry lines asked for.
    pub lines: u32,
    /// The as-of date of the run.
    pub as_of: jiff::civil::Date,
    /// Cases that a trigger must find.
    pub planted: Vec<Case>,
    /// Cases that look like one and must stay silent.
    pub innocent: Vec<Case>,
}

/// One planted case or innocent look-alike.
#[derive(Debug, Clone, Serialize)]
pub struct Case {
    /// Stable name of the case, unique in the sample.
    pub id: &'static str,
    /// The trigger that it is about, for example `CLS-1`.
    pub trigger: &'static str,
    /// Part numbers of the products concerned; empty where the files give
    /// none.
    pub skus: Vec<String>,
    /// Manufacturer codes of the products concerned.
    pub mids: Vec<String>,
    /// What the trigger should say.
    pub expect: Expect,
    /// With which set of answers.
    pub answers: AnswerSet,
    /// How the product should be known.
    pub tier: Tier,
    /// The pattern to be named, in the catalogue's word where it has one.
    pub pattern: &'static str,
    /// Other triggers that may rightly speak about the same product.
    pub also: &'static [&'static str],
    /// Why, in one sentence.
    pub why: &'static str,
}

/// What a trigger should say about a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Expect {
    /// A finding above *info*.
    Finding,
    /// At most a note of grade *info*.
    Info,
    /// Nothing, or "checked and explained".
    Silent,
}

/// How a product is known when a finding is made about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// By its part number.
    Exact,
    /// By its description.
    Probable,
    /// By manufacturer, subheading, unit and unit value.
    Inferred,
    /// Not by a product: a portfolio, an entry, a supplier or an answer.
    Portfolio,
}

/// Which set of answers a case is to be read with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerSet {
    /// The sample importer's own ([`crate::answers`]).
    Sample,
    /// Those of an importer with nothing to hide ([`crate::clean_answers`]).
    Clean,
}

/// An answer to the questionnaire.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// The question, named after its trigger: `BRK-1.classified-by`, `CTL-1.10`.
    pub question: &'static str,
    /// What the answer is about: a part number, a manufacturer code, a case
    /// number; empty for the importer as a whole.
    pub subject: String,
    /// The answer: `yes`, `no`, a word, or a level from 0 to 4.
    pub value: &'static str,
    /// When it happened, for events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<jiff::civil::Date>,
}
