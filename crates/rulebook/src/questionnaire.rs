//! What the visitor is asked: controls, history, facts, documents.

use crate::authority::Authority;
use crate::read::record;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

record! {
    /// All questions.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Questionnaire {
        /// The internal-control questions and how they score.
        pub controls: Controls,
        /// Declared history over the last years.
        pub history: History,
        /// Facts that the data does not hold.
        pub facts: Vec<FactQuestion>,
        /// What an auditor usually asks for.
        pub documents: Documents,
    }
}

record! {
    /// The internal-control questions.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Controls {
        /// The steps of the scale, best first.
        pub scale: Vec<ScaleStep>,
        /// What "don't know" counts as.
        pub unknown_counts_as: u8,
        /// The least severity when a starred question is answered with 0.
        pub star_floor: Decimal,
        /// The components, in the order shown.
        pub components: Vec<Component>,
        /// The questions.
        pub questions: Vec<ControlQuestion>,
        /// What they rest on.
        pub authority: Authority,
    }
}

record! {
    /// A step of the scale.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ScaleStep {
        /// Its value.
        pub value: u8,
        /// As shown.
        pub label: String,
    }
}

record! {
    /// A component of internal control.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Component {
        /// Its id.
        pub id: String,
        /// As shown.
        pub label: String,
    }
}

record! {
    /// One internal-control question.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ControlQuestion {
        /// Its id.
        pub id: String,
        /// Its component.
        pub component: String,
        /// The subject within the component.
        pub subject: String,
        /// The question.
        pub text: String,
        /// Its weight.
        pub weight: u8,
        /// Whether an answer of 0 alone sets a floor.
        pub star: bool = false,
        /// Why CBP asks.
        pub reason: String,
        /// Its authority, where it differs from the list's.
        pub authority: Option<Authority>,
    }
}

record! {
    /// Declared history.
    #[derive(Clone, Debug, PartialEq)]
    pub struct History {
        /// How many years back.
        pub years: u8,
        /// Severity is halved after so many months.
        pub halve_after_months: u16,
        /// The questions.
        pub questions: Vec<HistoryQuestion>,
        /// What they rest on.
        pub authority: Authority,
    }
}

record! {
    /// One question about history.
    #[derive(Clone, Debug, PartialEq)]
    pub struct HistoryQuestion {
        /// Its id.
        pub id: String,
        /// The question.
        pub text: String,
        /// Severity of a yes, 0 to 1.
        pub severity: Decimal,
        /// Whether a yes leads to the urgent path.
        pub urgent: bool = false,
        /// Whether a yes weighs for the importer.
        pub mitigating: bool = false,
        /// How it came out, where that decides.
        pub outcomes: Vec<HistoryOutcome> = Vec::new(),
        /// What takes the weight off a yes.
        pub trap: Option<String>,
    }
}

record! {
    /// How something in the history came out.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct HistoryOutcome {
        /// Its id.
        pub id: String,
        /// As shown.
        pub label: String,
        /// Whether it counts; one that does not leaves no severity.
        pub counts: bool = true,
    }
}

record! {
    /// A fact that the data does not hold.
    #[derive(Clone, Debug, PartialEq)]
    pub struct FactQuestion {
        /// Its id: the trigger that reads it first, and a name.
        pub id: String,
        /// Whether it is asked once, or once for each subject of a kind.
        pub about: About,
        /// The question.
        pub text: String,
        /// The kind of answer.
        pub answer: AnswerKind,
        /// The options of a choice, by id.
        pub options: Vec<Choice> = Vec::new(),
        /// Why it matters.
        pub why: String,
        /// Its authority.
        pub authority: Authority,
    }
}

/// What a fact question is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The importer: asked once.
    Importer,
    /// Each product in question.
    Product,
    /// Each supplier in question.
    Supplier,
    /// Each AD/CVD case in question.
    Case,
}

/// The key of an answer about one subject; the question's id alone where it is
/// asked once.
#[must_use]
pub fn answer_key(question: &str, subject: &str) -> String {
    if subject.is_empty() {
        question.to_owned()
    } else {
        format!("{question}:{subject}")
    }
}

/// The kinds of answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// Yes or no.
    YesNo,
    /// Yes, partly or no.
    YesPartlyNo,
    /// A day.
    Day,
    /// One of the options.
    Choice,
    /// Some of the options.
    Choices,
    /// An amount of dollars.
    Amount,
    /// A rate in per cent.
    Rate,
    /// A list of suppliers, products or brokers.
    Names,
}

record! {
    /// An option of a choice.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Choice {
        /// Its id.
        pub id: String,
        /// As shown.
        pub label: String,
    }
}

record! {
    /// The documents that an auditor usually asks for.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Documents {
        /// The period usually asked for.
        pub period: String,
        /// The requests, in order.
        pub requests: Vec<DocumentRequest>,
        /// What the list rests on.
        pub authority: Authority,
    }
}

record! {
    /// One request.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DocumentRequest {
        /// Its id.
        pub id: String,
        /// What is asked for.
        pub text: String,
        /// The subject area, for grouping.
        pub area: String,
    }
}

impl Questionnaire {
    /// Every id, of all kinds of question.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let controls = self.controls.questions.iter().map(|q| q.id.as_str());
        let history = self.history.questions.iter().map(|q| q.id.as_str());
        let facts = self.facts.iter().map(|q| q.id.as_str());
        let documents = self.documents.requests.iter().map(|q| q.id.as_str());
        controls.chain(history).chain(facts).chain(documents)
    }

    /// A fact question.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<&FactQuestion> {
        self.facts.iter().find(|question| question.id == id)
    }

    /// A question about history.
    #[must_use]
    pub fn history(&self, id: &str) -> Option<&HistoryQuestion> {
        self.history
            .questions
            .iter()
            .find(|question| question.id == id)
    }

    /// An internal-control question.
    #[must_use]
    pub fn control(&self, id: &str) -> Option<&ControlQuestion> {
        self.controls
            .questions
            .iter()
            .find(|question| question.id == id)
    }
}
