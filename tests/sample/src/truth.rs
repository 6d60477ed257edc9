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
