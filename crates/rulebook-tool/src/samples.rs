//! The importers that a change of a pack is tried on.

use assessment::{Assessment, Session};
use customs::Day;
use exposure::Entered;
use rulebook::Pack;
use sample::Config;
use std::io::Cursor;
use std::ops::ControlFlow;
use triggers::context::Answers;

/// An importer with the files that it brings.
pub(crate) struct Sample {
    /// As shown.
    pub(crate) name: &'static str,
    config: Config,
    files: Vec<(&'static str, Vec<u8>)>,
    answers: Answers,
}

/// From an ACE report alone to everything that a visitor could bring.
pub(crate) fn all() -> Vec<Sample> {
    let (first, second) = (config(1), config(2));
    let ace = |config| ("es003.csv", sample::es003_csv(config));
    let broker = |config| ("broker.csv", sample::broker_csv(config));
    let master = |config| ("master.csv", sample::master_csv(config));
    vec![
        Sample {
            name: "the ACE report alone",
            config: first,
            files: vec![ace(&first)],
            answers: Answers::default(),
        },
        Sample {
            name: "ACE and broker reports",
            config: second,
            files: vec![ace(&second), broker(&second)],
            answers: Answers::default(),
        },
        Sample {
            name: "ACE and broker reports, product master, answers",
            config: first,
            files: vec![ace(&first), broker(&first), master(&first)],
            answers: answers(&sample::answers(&first)),
        },
    ]
}

fn config(seed: u64) -> Config {
    Config {
        seed,
        ..Config::default()
    }
}

/// The assessment of a sample under a pack.
///
/// # Errors
/// When the sample's own files can't be read, which a test keeps from
/// happening.
pub(crate) fn assess(sample: &Sample, pack: &Pack) -> Result<Assessment, String> {
    let mut session = Session::new(pack.clone());
    for (name, bytes) in &sample.files {
        let inspection = session
            .inspect(name, Cursor::new(bytes), bytes.len() as u64)
            .map_err(|refusal| refusal.to_string())?;
        let plan = inspection
            .plan()
            .ok_or_else(|| format!("{name} is not recognised under this pack"))?;
        session
            .read(name, Cursor::new(bytes), &plan, &mut |_| {
                ControlFlow::Continue(())
            })
            .map_err(|refusal| refusal.to_string())?;
    }
    let as_of = Day::from_date(sample.config.as_of).ok_or("the sample's day is out of range")?;
    let loaded = session.finish();
    Ok(loaded.assess(&sample.answers, &Entered::default(), as_of))
}

/// The answers in the form in which a visitor gives them.
fn answers(given: &[sample::Answer]) -> Answers {
    let mut answers = Answers::default();
    for one in given {
        let date = one.date.and_then(Day::from_date);
        answers.add(one.question, &one.subject, one.value, date);
    }
    answers
}
