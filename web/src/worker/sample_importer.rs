//! The sample importer, as the files and answers that a visitor would bring.

use std::collections::BTreeMap;

use customs::Day;
use rulebook::questionnaire::answer_key;
use triggers::context::{Answer, Answers, Event};

use super::made;
use super::protocol::Handed;

/// Entry lines, about.
const LINES: u32 = 2_000;

/// Its files and its answers.
///
/// # Errors
///
/// When the browser makes no file; in words.
pub(super) fn make(as_of: Day) -> Result<(Vec<Handed>, Answers), String> {
    let config = sample::Config {
        lines: LINES,
        as_of: as_of.date(),
        ..sample::Config::default()
    };
    let files = [
        ("sample-ES-003.csv", sample::es003_csv(&config)),
        ("sample-broker-lines.csv", sample::broker_csv(&config)),
        ("sample-product-master.csv", sample::master_csv(&config)),
        ("sample-benchmark.csv", sample::benchmark_csv(&config)),
        ("sample-tariff.csv", sample::tariff_csv()),
    ];
    let files: Result<Vec<Handed>, String> = files
        .into_iter()
        .map(|(name, bytes)| made::file(name, &bytes))
        .collect();
    Ok((files?, answers(&sample::answers(&config))))
}

/// The answers in the form in which the page has the visitor's own.
fn answers(given: &[sample::Answer]) -> Answers {
    let mut answers = BTreeMap::new();
    for one in given {
        let Some(date) = one.date.and_then(Day::from_date) else {
            answers.insert(answer_key(one.question, &one.subject), plain(one.value));
            continue;
        };
        let event = Event {
            subject: one.subject.clone(),
            value: one.value.to_owned(),
            date: Some(date),
        };
        let so_far = answers
            .entry(one.question.to_owned())
            .or_insert_with(|| Answer::Events(Vec::new()));
        if let Answer::Events(events) = so_far {
            events.push(event);
        }
    }
    Answers(answers)
}

/// A level is a number, anything else a word.
fn plain(value: &str) -> Answer {
    value
        .parse()
        .map_or_else(|_| Answer::Text(value.to_owned()), Answer::Scale)
}
