//! The generated sample as files, its answers, and the assessment of both.

use assessment::{Assessment, Loaded, Session};
use customs::{Country, Day};
use exposure::Entered;
use rulebook::Pack;
use sample::{AnswerSet, Config};
use std::io::Cursor;
use std::ops::ControlFlow;
use triggers::context::Answers;

/// The embedded pack, with the sample's own order on mattresses: the pack dates
/// no order whose source is not recorded, and without a date ADC-3 says "not
/// assessed".
fn pack() -> Pack {
    let mut pack = Pack::embedded().unwrap();
    let (country, on) = sample::order_on_mattresses();
    for family in &mut pack.adcvd.families {
        if family.id == "mattresses" {
            let mut order = family.orders[0].clone();
            order.country = Country::parse(country).unwrap();
            order.order_date = Day::from_date(on);
            order.case = "SAMPLE".to_owned();
            family.orders.push(order);
        }
    }
    pack
}

/// Reads files as a visitor's.
pub fn load(files: &[(&str, Vec<u8>)]) -> Loaded {
    let mut session = Session::new(pack());
    for (name, bytes) in files {
        let size = bytes.len() as u64;
        let inspection = session.inspect(name, Cursor::new(bytes), size).unwrap();
        let plan = inspection.plan().unwrap();
        session
            .read(name, Cursor::new(bytes), &plan, &mut |_| {
                ControlFlow::Continue(())
            })
            .unwrap();
    }
    session.finish()
}

/// Everything that the sample importer could bring.
pub fn files(config: &Config) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("es003.csv", sample::es003_csv(config)),
        ("broker.csv", sample::broker_csv(config)),
        ("master.csv", sample::master_csv(config)),
        ("benchmark.csv", sample::benchmark_csv(config)),
        ("tariff.csv", sample::tariff_csv()),
    ]
}

/// The assessment under a set of answers.
pub fn assess(loaded: &Loaded, config: &Config, set: AnswerSet) -> Assessment {
    let given = match set {
        AnswerSet::Sample => sample::answers(config),
        AnswerSet::Clean => sample::clean_answers(config),
    };
    let as_of = Day::from_date(config.as_of).unwrap();
    loaded.assess(&answers(&given), &Entered::default(), as_of)
}

fn answers(given: &[sample::Answer]) -> Answers {
    let mut answers = Answers::default();
    for one in given {
        let date = one.date.and_then(Day::from_date);
        answers.add(one.question, &one.subject, one.value, date);
    }
    answers
}
