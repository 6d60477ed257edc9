//! A trigger's cases as a table: a name, the lines with what else is known,
//! and everything that the trigger has to say about them.
//!
//! Every case is run three times, as it stands, with every line repeated under
//! new entry numbers, and with its rows from the last to the first: neither more
//! of the same nor another order changes anything. So these two laws are tried
//! for every trigger, with its answers, its product list and its references.

use super::{as_of, explanations, pack, summary};
use crate::catalogue;
use crate::context::{Answer, Answers, Context, Event};
use crate::finding::{Assessed, Outcome, Why};
use customs::{Cents, Day};
use products::{Choices, Products};
use profile::{MasterRow, Masters, Profile, References};
use rulebook::Pack;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// Lines, and what else is known about them.
#[derive(Clone)]
pub(crate) struct Case {
    table: String,
    answers: Vec<(String, Answer)>,
    master: Vec<MasterRow>,
    references: References,
    pack: Cow<'static, Pack>,
    after_all: bool,
}

/// A case of these lines alone.
pub(crate) fn rows(table: impl Into<String>) -> Case {
    Case {
        table: table.into(),
        answers: Vec::new(),
        master: Vec::new(),
        references: References::default(),
        pack: Cow::Borrowed(pack()),
        after_all: false,
    }
}

impl Case {
    /// With an answer in a word.
    pub(crate) fn said(self, question: &str, word: &str) -> Self {
        self.answered(question, Answer::Text(word.to_owned()))
    }

    /// With an answer.
    pub(crate) fn answered(mut self, question: &str, answer: Answer) -> Self {
        self.answers.push((question.to_owned(), answer));
        self
    }

    /// With something that has happened.
    pub(crate) fn happened(self, question: &str, subject: &str, value: &str, date: &str) -> Self {
        let event = Event {
            subject: subject.to_owned(),
            value: value.to_owned(),
            date: Some(Day::parse(date).unwrap()),
        };
        self.answered(question, Answer::Events(vec![event]))
    }

    /// Beside a row of the product list.
    pub(crate) fn beside(mut self, row: MasterRow) -> Self {
        self.master.push(row);
        self
    }

    /// Against a tariff or a benchmark.
    pub(crate) fn against(mut self, references: &References) -> Self {
        self.references = references.clone();
        self
    }

    /// Under another pack than the embedded one.
    pub(crate) fn under(mut self, edit: impl FnOnce(&mut Pack)) -> Self {
        edit(self.pack.to_mut());
        self
    }

    /// Asked after every trigger before it in the catalogue.
    pub(crate) fn after_all(mut self) -> Self {
        self.after_all = true;
        self
    }

    fn on(&self, trigger: &str, profile: &Profile) -> Outcome {
        let pack: &Pack = &self.pack;
        let products = Products::identify(profile, &pack.products, &Choices::default());
        let answers = Answers(self.answers.iter().cloned().collect());
        let masters: Masters = super::masters(profile, &self.master);
        let cx = Context {
            profile,
            masters: &masters,
            references: &self.references,
            products: &products,
            pack,
            answers: &answers,
            as_of: as_of(),
            earlier: None,
            ahead: None,
        };
        if self.after_all {
            let all = catalogue::run(&cx);
            let one = all.into_iter().find(|said| said.trigger == trigger);
            return one.unwrap().outcome;
        }
        let entry = catalogue::ALL.iter().find(|t| t.id == trigger).unwrap();
        crate::trigger::outcome(entry, &cx)
    }

    /// What the trigger says, assessed or not.
    pub(crate) fn outcome(&self, trigger: &str) -> Outcome {
        let once = self.on(trigger, &super::profile(&self.table));
        let twice = self.on(trigger, &super::doubled(&self.table));
        assert_eq!(words(&once), words(&twice), "volume changes the outcome");
        let turned = self.on(trigger, &super::profile(&turned(&self.table)));
        assert_eq!(words(&once), words(&turned), "order changes the outcome");
        for (other, why) in [(&twice, "volume"), (&turned, "order")] {
            if let (Outcome::Assessed(once), Outcome::Assessed(other)) = (&once, other) {
                assert_eq!(once.grade, other.grade, "{why} changes the grade");
                assert_eq!(once.share_ppm, other.share_ppm, "{why} changes the share");
            }
        }
        once
    }

    /// What the trigger says; it has to be assessed.
    pub(crate) fn assessed(&self, trigger: &str) -> Assessed {
        match self.outcome(trigger) {
            Outcome::Assessed(assessed) => assessed,
            Outcome::NotAssessed(reason) => panic!("{trigger} was not assessed: {reason:?}"),
        }
    }
}

/// The same rows from the last to the first.
fn turned(table: &str) -> String {
    let mut rows = table.lines().filter(|row| !row.trim().is_empty());
    let head = rows.next().unwrap_or_default();
    let mut rows: Vec<&str> = rows.collect();
    rows.reverse();
    std::iter::once(head)
        .chain(rows)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Everything that a trigger says, in words: its findings with their grades,
/// what explains the others, and a severity of its own; or why it did not run.
fn words(outcome: &Outcome) -> Vec<String> {
    let assessed = match outcome {
        Outcome::NotAssessed(reason) => {
            return vec![match &reason.why {
                Why::TooThin { needed, found } => {
                    format!("not assessed: {found} of {needed}")
                }
                Why::TooMany { most, found } => {
                    format!("not assessed: {found}, more than {most}")
                }
                Why::Fields { missing } => {
                    let missing: Vec<&str> = missing.iter().map(|field| field.label()).collect();
                    format!("not assessed: no {}", missing.join(", "))
                }
                Why::Answers { .. } => "not assessed: no answer".to_owned(),
                Why::Reference => "not assessed: no reference".to_owned(),
                Why::Pack { .. } => "not assessed: not in the pack".to_owned(),
            }];
        }
        Outcome::Assessed(assessed) => assessed,
    };
    let mut words = summary(&assessed.findings);
    let explained = explanations(assessed);
    words.extend(explained.iter().map(|check| format!("explained, {check}")));
    if let Some(severity) = assessed.severity {
        words.push(format!("severity {}", severity.normalize()));
    }
    words
}

/// A row of a table of cases: its name, what is known, and all that the trigger
/// is to say.
pub(crate) type Row<'a> = (&'a str, Case, &'a [&'a str]);

/// Checks a table of cases.
pub(crate) fn check(trigger: &str, cases: &[Row<'_>]) {
    let mut wrong = Vec::new();
    for (name, case, expected) in cases {
        let said = words(&case.outcome(trigger));
        if said != *expected {
            wrong.push(format!(
                "{name}:\n  expected {expected:?}\n  but said {said:?}"
            ));
        }
    }
    assert!(!cases.is_empty(), "an empty table of {trigger}");
    assert!(wrong.is_empty(), "{trigger}\n{}", wrong.join("\n"));
}

/// A threshold of a trigger, as the pack has it.
pub(crate) fn threshold<T: DeserializeOwned>(trigger: &str, name: &str) -> T {
    let detector = pack().detector(trigger).unwrap();
    let given = detector.thresholds.get(name);
    let given = given.unwrap_or_else(|| panic!("{trigger} has no threshold {name}"));
    T::deserialize(given).unwrap()
}

/// A part of a whole number, by a share of a trigger's thresholds.
pub(crate) fn part(trigger: &str, name: &str, whole: i64) -> i64 {
    let share: Decimal = threshold(trigger, name);
    (share * Decimal::from(whole)).to_i64().unwrap()
}

/// Cents as a table writes them.
pub(crate) fn dollars(cents: i64) -> String {
    Cents(cents).to_string().replace(['$', ','], "")
}

/// A day so many days after another.
pub(crate) fn later(day: &str, days: i32) -> Day {
    Day::parse(day).unwrap().plus(days)
}
