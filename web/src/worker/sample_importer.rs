//! The sample importer, as the files and answers that a visitor would bring.

use customs::Day;
use triggers::context::Answers;

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
    let mut answers = Answers::default();
    for one in given {
        let date = one.date.and_then(Day::from_date);
        answers.add(one.question, &one.subject, one.value, date);
    }
    answers
}
