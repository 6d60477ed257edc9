//! What a trigger reads.

use crate::finding::{Finding, Indicator, NotAssessed, Outcome, Why};
use crate::grade::Grade;
use crate::trigger::{self, Trigger};
use customs::{Day, Field};
use products::{Product, Products};
use profile::{Masters, Profile, References};
use rulebook::questionnaire::answer_key;
use rulebook::{Detector, Pack};
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// What the visitor answered, by the pack's question ids. An absent id is a
/// question that was skipped, which is never the same as "no".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Answers(pub BTreeMap<String, Answer>);

impl Answers {
    /// Takes in one answer to a question of the pack about a subject, which may
    /// be empty. With a date it is something that happened; without one it is a
    /// level where it is a number, and a word otherwise.
    pub fn add(&mut self, question: &str, subject: &str, value: &str, date: Option<Day>) {
        let Some(date) = date else {
            let plain = value
                .parse()
                .map_or_else(|_| Answer::Text(value.to_owned()), Answer::Scale);
            self.0.insert(answer_key(question, subject), plain);
            return;
        };
        let so_far = self
            .0
            .entry(question.to_owned())
            .or_insert_with(|| Answer::Events(Vec::new()));
        if let Answer::Events(events) = so_far {
            events.push(Event {
                subject: subject.to_owned(),
                value: value.to_owned(),
                date: Some(date),
            });
        }
    }
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// Yes or no.
    Flag(bool),
    /// A step on the pack's scale.
    Scale(u8),
    /// A day.
    Day(Day),
    /// Chosen options, or several words.
    Words(Vec<String>),
    /// What happened, each with its date.
    Events(Vec<Event>),
    /// One word or sentence.
    Text(String),
}

/// Something that the visitor says has happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Event {
    /// What it was about: a part number or a question; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// How it came out, or which kind of issue: an option's id.
    pub value: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
}

/// How far something is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// No.
    No,
    /// In part.
    Partly,
    /// Yes.
    Yes,
}

impl Answer {
    /// The answer to a question of yes, partly or no; `None` for "don't know".
    #[must_use]
    pub fn extent(&self) -> Option<Extent> {
        match self {
            Self::Flag(true) => Some(Extent::Yes),
            Self::Flag(false) => Some(Extent::No),
            Self::Text(text) => match text.as_str() {
                "yes" => Some(Extent::Yes),
                "partly" => Some(Extent::Partly),
                "no" => Some(Extent::No),
                _ => None,
            },
            _ => None,
        }
    }

    /// The option or word chosen.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Words(words) => words.first().map(String::as_str),
            _ => None,
        }
    }

    /// All options or words chosen.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let words: &[String] = match self {
            Self::Text(text) => std::slice::from_ref(text),
            Self::Words(words) => words,
            _ => &[],
        };
        words.iter().map(String::as_str)
    }
}

impl Answers {
    /// The answer about a subject, if it was given.
    #[must_use]
    pub fn about(&self, question: &str, subject: &str) -> Option<&Answer> {
        self.get(&answer_key(question, subject))
    }

    /// Whether a question was answered, for any subject.
    #[must_use]
    pub fn has(&self, question: &str) -> bool {
        let prefix = answer_key(question, "");
        self.0
            .range(prefix.clone()..)
            .take_while(|(key, _)| key.starts_with(&prefix))
            .any(|(key, _)| {
                let rest = key.get(prefix.len()..).unwrap_or_default();
                rest.is_empty() || rest.starts_with(':')
            })
    }

    /// The answer to a question, if it was given.
    #[must_use]
    pub fn get(&self, question: &str) -> Option<&Answer> {
        self.0.get(question)
    }
}

/// Everything a trigger may look at. There is no clock and no file in here.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Every entry line.
    pub profile: &'a Profile,
    /// The importer's own product lists.
    pub masters: &'a Masters,
    /// The tariff and the industry's unit values, where they were read.
    pub references: &'a References,
    /// Which lines are the same product.
    pub products: &'a Products,
    /// The rule pack.
    pub pack: &'a Pack,
    /// The visitor's answers.
    pub answers: &'a Answers,
    /// The day that the assessment is made for.
    pub as_of: Day,
    /// What the triggers before this one said; `None` where a trigger runs by
    /// itself.
    pub earlier: Option<&'a [Indicator]>,
    /// What was said ahead of its turn; `None` where a trigger runs by itself.
    pub ahead: Option<&'a Ahead>,
}

/// What some triggers said ahead of their turn, because one before them stands
/// on it. Each is run once, whoever asks first.
#[derive(Debug, Default)]
pub struct Ahead {
    said: RefCell<BTreeMap<&'static str, Outcome>>,
    /// Whether the trigger that runs has asked what others found: what it says
    /// ahead of its turn is not what it will say then.
    asked: Cell<bool>,
}

impl Ahead {
    /// What a trigger said, where it was asked ahead of its turn.
    pub(crate) fn take(&self, trigger: &Trigger) -> Option<Outcome> {
        self.said.borrow_mut().remove(trigger.id)
    }
}

impl<'a> Context<'a> {
    /// The answer about a product, by any part number or description that it
    /// goes by.
    #[must_use]
    pub fn answer_about(&self, question: &str, product: Product<'_>) -> Option<&'a Answer> {
        product
            .texts(self.profile)
            .find_map(|text| self.answers.about(question, text))
    }

    /// What the triggers before this one ask about, above a note; `None` where a
    /// trigger runs by itself.
    pub fn earlier_findings(&self) -> Option<impl Iterator<Item = &'a Finding> + use<'a>> {
        if let Some(ahead) = self.ahead {
            ahead.asked.set(true);
        }
        let earlier = self.earlier?.iter();
        let findings = earlier.filter_map(|indicator| match &indicator.outcome {
            Outcome::Assessed(assessed) => Some(&assessed.findings),
            Outcome::NotAssessed(_) => None,
        });
        Some(findings.flatten().filter(|f| f.grade > Grade::Info))
    }

    /// The findings of another trigger on the same data that `keep` holds for.
    #[must_use]
    pub fn found_by(
        &self,
        trigger: &'static Trigger,
        keep: impl Fn(&Finding) -> bool,
    ) -> Vec<Finding> {
        let of = |outcome: &Outcome| match outcome {
            Outcome::Assessed(assessed) => {
                let kept = assessed.findings.iter().filter(|finding| keep(finding));
                kept.cloned().collect()
            }
            Outcome::NotAssessed(_) => Vec::new(),
        };
        let earlier = self.earlier.unwrap_or_default();
        if let Some(said) = earlier.iter().find(|said| said.trigger == trigger.id) {
            return of(&said.outcome);
        }
        let Some(ahead) = self.ahead else {
            return of(&trigger::outcome(trigger, self));
        };
        if let Some(said) = ahead.said.borrow().get(trigger.id) {
            return of(said);
        }
        let before = ahead.asked.replace(false);
        let outcome = trigger::outcome(trigger, self);
        let found = of(&outcome);
        if !ahead.asked.replace(before) {
            ahead.said.borrow_mut().insert(trigger.id, outcome);
        }
        found
    }

    /// The questions of a detector, when none of them was answered, as the
    /// reason why it can't run.
    #[must_use]
    pub fn unanswered(&self, detector: &Detector) -> Option<NotAssessed> {
        let none = !detector.answers.iter().any(|id| self.answers.has(id));
        none.then(|| NotAssessed {
            why: Why::Answers {
                questions: detector.answers.clone(),
            },
            unlock: detector.unlock.clone(),
        })
    }

    /// The fields of a detector's needs that no row fills, as the reason why it
    /// can't run; `None` when all are there.
    #[must_use]
    pub fn lacks(&self, detector: &Detector) -> Option<NotAssessed> {
        let missing: Vec<Field> = detector
            .needs
            .iter()
            .copied()
            .filter(|field| !self.profile.has(*field))
            .collect();
        (!missing.is_empty()).then(|| NotAssessed {
            why: Why::Fields { missing },
            unlock: detector.unlock.clone(),
        })
    }
}
