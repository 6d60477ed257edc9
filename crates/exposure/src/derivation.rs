//! Every figure opens into its derivation.
//!
//! A [`Figure`] is an amount together with how it came about: the inputs and
//! where each was taken from, the rule in words, the same rule with the numbers
//! put in, the authority, the rounding, and the figures that it is made of. A
//! reader with a pocket calculator gets from the leaves to the amount.
//!
//! The words stand in `data/figures.json`, by rule id, with `{name}` where a
//! value goes. Code supplies names and values, never sentences, and a [`Draft`]
//! is the only way to make a figure, so that none is without its derivation.

use customs::Cents;
use rulebook::figures::{RuleId, Wording};
use rulebook::{Authority, Text};
use serde::{Deserialize, Serialize};

/// An amount and how it came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The amount, rounded.
    pub amount: Cents,
    /// Inputs, rule, authority, rounding, parts.
    pub derivation: Box<Derivation>,
}

/// How a figure came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Derivation {
    /// The rule's id.
    pub rule_id: RuleId,
    /// What the figure is.
    pub title: String,
    /// What went in.
    pub inputs: Vec<Input>,
    /// The rule in words.
    pub rule: String,
    /// The rule with the numbers put in.
    pub working: String,
    /// Where the rule comes from, each with its mark.
    pub authority: Vec<Authority>,
    /// How the amount was rounded.
    pub rounding: String,
    /// What a reader has to know besides, such as that a date is estimated.
    pub notes: Vec<String>,
    /// The figures that it is made of.
    pub parts: Vec<Figure>,
    /// What is not listed among the parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<Rest>,
}

/// One value that went into a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// What it is.
    pub label: String,
    /// The value as shown; calculations use exactly this.
    pub value: String,
    /// Where it was taken from.
    pub source: Source,
}

/// Where an input was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The kind of source.
    pub kind: SourceKind,
    /// The place, such as an entry and line, or a citation; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// The kinds of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A row of the visitor's files.
    File,
    /// Worked out from other rows of the visitor's files.
    Observed,
    /// The tariff export that the visitor loaded.
    Tariff,
    /// The rule pack.
    Pack,
    /// Entered by the visitor.
    Entered,
    /// The day that the assessment is made for.
    AsOf,
    /// A figure or a date of this assessment.
    Computed,
    /// A date that the files lack and that was estimated.
    Estimated,
    /// What a finding of this assessment asks about.
    Finding,
}

impl SourceKind {
    /// With a place.
    #[must_use]
    pub fn at(self, detail: impl Into<String>) -> Source {
        Source {
            kind: self,
            detail: detail.into(),
        }
    }
}

impl From<SourceKind> for Source {
    fn from(kind: SourceKind) -> Self {
        kind.at("")
    }
}

/// Parts that are summed but not listed one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rest {
    /// How many.
    pub count: u64,
    /// What they add up to.
    pub amount: Cents,
}

/// A figure being put together.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    wording: &'a Wording,
    rule: RuleId,
    values: Vec<(&'static str, String)>,
    figure: Derivation,
}

impl<'a> Draft<'a> {
    /// A figure by a rule.
    #[must_use]
    pub fn new(wording: &'a Wording, rule: RuleId) -> Self {
        let words = wording.rule(rule);
        Self {
            wording,
            rule,
            values: Vec::new(),
            figure: Derivation {
                rule_id: rule,
                title: words.title.clone(),
                inputs: Vec::new(),
                rule: words.rule.clone(),
                working: words.working.clone(),
                authority: words.authority.iter().cloned().collect(),
                rounding: wording.rounding(words.rounding).to_owned(),
                notes: Vec::new(),
                parts: Vec::new(),
                rest: None,
            },
        }
    }

    /// Adds an input by its name in the rule.
    #[must_use]
    pub fn input(
        mut self,
        name: &'static str,
        value: impl ToString,
        source: impl Into<Source>,
    ) -> Self {
        let label = self.wording.label(self.rule, name);
        let value = value.to_string();
        self.figure.inputs.push(Input {
            label,
            value: value.clone(),
            source: source.into(),
        });
        self.values.push((name, value));
        self
    }

    /// Adds a value that the words name but that is no input of its own.
    #[must_use]
    pub fn value(mut self, name: &'static str, value: impl ToString) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// Adds an authority.
    #[must_use]
    pub fn authority(mut self, authority: &Authority) -> Self {
        if !self.figure.authority.contains(authority) {
            self.figure.authority.push(authority.clone());
        }
        self
    }

    /// Adds a note by its id; values of the draft may be named in it.
    #[must_use]
    pub fn note(mut self, id: &str) -> Self {
        let note = self.wording.note(id).to_owned();
        if !self.figure.notes.contains(&note) {
            self.figure.notes.push(note);
        }
        self
    }

    /// Adds a sentence of the pack as a note.
    #[must_use]
    pub fn say(mut self, text: &Text) -> Self {
        let note = text.text.clone();
        if !self.figure.notes.contains(&note) {
            self.figure.notes.push(note);
        }
        self
    }

    /// Adds a sentence of the pack when something holds.
    #[must_use]
    pub fn say_if(self, holds: bool, text: &Text) -> Self {
        if holds { self.say(text) } else { self }
    }

    /// Adds a note when something holds.
    #[must_use]
    pub fn note_if(self, holds: bool, id: &str) -> Self {
        if holds { self.note(id) } else { self }
    }

    /// Adds a part.
    #[must_use]
    pub fn part(mut self, part: Figure) -> Self {
        self.figure.parts.push(part);
        self
    }

    /// Adds parts.
    #[must_use]
    pub fn parts(mut self, parts: impl IntoIterator<Item = Figure>) -> Self {
        self.figure.parts.extend(parts);
        self
    }

    /// Says what is summed but not listed.
    #[must_use]
    pub fn rest(mut self, rest: Option<Rest>) -> Self {
        self.figure.rest = rest.filter(|rest| rest.count > 0);
        self
    }

    /// The figure.
    #[must_use]
    pub fn amount(mut self, amount: Cents) -> Figure {
        self.values.push(("amount", amount.to_string()));
        let values: Vec<(&str, &str)> = self
            .values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let fill = |text: &mut String| *text = rulebook::texts::fill(text, &values);
        fill(&mut self.figure.title);
        fill(&mut self.figure.rule);
        fill(&mut self.figure.working);
        self.figure.notes.iter_mut().for_each(fill);
        Figure {
            amount,
            derivation: Box::new(self.figure),
        }
    }
}

impl Figure {
    /// Visits this figure and all that it is made of, outermost first.
    pub fn walk(&self, visit: &mut impl FnMut(&Self)) {
        visit(self);
        for part in &self.derivation.parts {
            part.walk(visit);
        }
    }

    /// What keeps a reader from reproducing it: a missing title, rule, working
    /// or rounding, or a name that no value was put in for.
    #[must_use]
    pub fn gap(&self) -> Option<String> {
        let derivation = &self.derivation;
        let texts = [
            ("title", &derivation.title),
            ("rule", &derivation.rule),
            ("working", &derivation.working),
            ("rounding", &derivation.rounding),
        ];
        for (what, text) in texts {
            if text.trim().is_empty() || text.contains('{') {
                return Some(format!("{:?}: {what} {text:?}", derivation.rule_id));
            }
        }
        if let Some(note) = derivation.notes.iter().find(|note| note.contains('{')) {
            return Some(format!("{:?}: note {note:?}", derivation.rule_id));
        }
        if derivation.inputs.is_empty() && derivation.parts.is_empty() && derivation.rest.is_none()
        {
            return Some(format!("{:?}: no inputs and no parts", derivation.rule_id));
        }
        derivation.parts.iter().find_map(Self::gap)
    }
}
