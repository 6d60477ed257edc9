//! Another pack than the embedded one: taken or refused, and what every result
//! says of it.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use assessment::{Assessment, Loaded, Session};
use customs::Day;
use exposure::Entered;
use intake::TableKind;
use rulebook::Pack;
use sample::Config;
use serde_json::{Value, json};
use std::io::Cursor;
use std::ops::ControlFlow;
use triggers::context::Answers;

fn session(pack: Pack) -> Session {
    let config = Config {
        lines: 600,
        ..Config::default()
    };
    let mut session = Session::new(pack);
    for (name, bytes) in [
        ("es003.csv", sample::es003_csv(&config)),
        ("broker.csv", sample::broker_csv(&config)),
        ("master.csv", sample::master_csv(&config)),
    ] {
        let size = bytes.len() as u64;
        let inspection = session.inspect(name, Cursor::new(&bytes), size).unwrap();
        let plan = inspection.plan().unwrap();
        session
            .read(name, Cursor::new(&bytes), &plan, &mut |_| {
                ControlFlow::Continue(())
            })
            .unwrap();
    }
    session
}

fn assess(loaded: &Loaded, as_of: &str) -> Assessment {
    let as_of = Day::parse(as_of).unwrap();
    loaded.assess(&Answers::default(), &Entered::default(), as_of)
}

fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut document = Pack::embedded().unwrap().to_value().unwrap();
    change(&mut document);
    document.to_string()
}

#[test]
fn past_the_verified_day_every_result_says_so() {
    let loaded = session(Pack::embedded().unwrap()).finish();
    let header = loaded.pack().header.clone();
    let told = |as_of: Day| {
        let assessment = loaded.assess(&Answers::default(), &Entered::default(), as_of);
        let told = format!(
            "Law and rates after {} are not verified.",
            header.verified_through
        );
        let json = assessment.to_json().unwrap();
        assert_eq!(json.contains(&told), assessment.pack.banner.contains(&told));
        assessment.pack.banner.contains(&told)
    };
    assert!(!told(header.verified_through));
    assert!(told(header.verified_through.plus(1)));
    assert!(told(header.verified_through.plus(400)));
}

#[test]
fn a_valid_pack_is_in_force_and_an_invalid_one_is_not() {
    let mut session = session(Pack::embedded().unwrap());
    let good = changed(|pack| {
        pack["header"]["version"] = json!("2027.1.0");
        pack["header"]["changelog"][0]["version"] = json!("2027.1.0");
    });
    let bad = changed(|pack| pack["interest"]["periods"][0]["under"] = json!(7));
    session.use_pack(good.as_bytes()).unwrap();
    let faults = session.use_pack(bad.as_bytes()).unwrap_err();
    assert_eq!(faults[0].path, "interest.periods[0].under");
    assert!(faults[0].expected.contains("a decimal in quotes"));
    let assessment = assess(&session.finish(), "2026-11-24");
    assert_eq!(assessment.pack.version, "2027.1.0");
    assert!(assessment.header.contains("2027.1.0"));
}

#[test]
fn what_is_read_can_be_assessed_under_another_pack() {
    let text = changed(|pack| {
        pack["products"]["part_number"]["free_text"] = json!([]);
        pack["scoring"]["grades"][1]["from_share"] = json!("0.000001");
    });
    let Ok(other) = Pack::from_json(&text) else {
        panic!("the change is a valid one");
    };
    let own = assess(&session(other.clone()).finish(), "2026-11-24");
    let switched = session(Pack::embedded().unwrap()).finish().under(other);
    let json = |assessment: &Assessment| assessment.to_json().unwrap();
    assert_eq!(json(&assess(&switched, "2026-11-24")), json(&own));
    let back = switched.under(Pack::embedded().unwrap());
    let first = session(Pack::embedded().unwrap()).finish();
    assert_eq!(
        json(&assess(&back, "2026-11-24")),
        json(&assess(&first, "2026-11-24"))
    );
}

#[test]
fn a_pack_is_recognised_by_what_is_in_it() {
    let session = Session::embedded().unwrap();
    let pack = Pack::embedded().unwrap();
    for text in [
        pack.to_json().unwrap(),
        pack.to_value().unwrap().to_string(),
    ] {
        let size = text.len() as u64;
        let found = session
            .inspect("law (2).json.txt", Cursor::new(text.as_bytes()), size)
            .unwrap();
        assert_eq!(found.tables[0].kind, TableKind::RulePack);
    }
}
