//! Deadlines from an entry's own dates: the worked example E12 and its edges.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use customs::{Cents, Day, Hts};
use exposure::liquidation::StatusWords;
use products::Evidence;
use profile::{Grain, Header, LineIx, Profile, Row, Source, Store};
use remedies::{FindingRoutes, routes};
use rulebook::Pack;
use triggers::Grade;
use triggers::finding::{DutyEffect, Effect, Finding, OtherNumber, Span, Subject, SubjectKind};
use triggers::picture::Picture;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn profile(entry: &str, liquidated: Option<&str>, status: &str) -> Profile {
    let mut store = Store::default();
    let source = store.source(Source {
        name: "t".to_owned(),
        grain: Grain::Ordinal,
    });
    store.push(
        source,
        &Row {
            row: 2,
            entry: "ABC12345676",
            line_no: Some(1),
            ordinal: Some(1),
            hts: Hts::parse("3923908000").ok(),
            value: Some(Cents::dollars(1000)),
            header: Header {
                entry_date: Some(day(entry)),
                liquidation_date: liquidated.map(day),
                liquidation_status: status,
                ..Header::default()
            },
            ..Row::default()
        },
    );
    store.finish()
}

fn finding(duty_effect: DutyEffect) -> Finding {
    let hts = Hts::parse("39239080").unwrap();
    Finding {
        id: "CLS-1:x".to_owned(),
        subject: Subject {
            kind: SubjectKind::Product,
            key: "x".to_owned(),
            label: "x".to_owned(),
            evidence: Evidence::Exact,
        },
        pattern: "concurrent".to_owned(),
        ceiling: Grade::Critical,
        grade: Grade::High,
        affected: Cents::dollars(1000),
        whole: Cents::dollars(1000),
        duty_effect,
        lines: vec![LineIx(0)],
        span: Span::default(),
        checks: Vec::new(),
        facts: Vec::new(),
        picture: Picture::None,
        effect: Effect::OtherNumber {
            lines: vec![OtherNumber {
                line: LineIx(0),
                likely: hts,
                candidates: vec![hts],
            }],
        },
    }
}

fn run(profile: &Profile, as_of: &str) -> FindingRoutes {
    let pack = Pack::embedded().unwrap();
    let words = StatusWords::embedded().unwrap();
    routes::finding(
        &pack,
        &words,
        profile,
        &finding(DutyEffect::Lowers),
        day(as_of),
    )
}

fn names(routes: &FindingRoutes) -> Vec<&str> {
    routes
        .routes
        .iter()
        .map(|group| group.route.as_str())
        .collect()
}

/// Entry 10 Feb 2026: 300 days is 7 Dec 2026; liquidation is estimated for
/// 21 Dec, moved to Friday 25 Dec, 15 days before which is 10 Dec. The earlier
/// of the two counts, and it does not rest on the estimate.
#[test]
fn an_open_entry_can_be_corrected() {
    let routes = run(&profile("2026-02-10", None, ""), "2026-11-24");
    assert_eq!(names(&routes), ["correct_open"]);
    let next = routes.routes[0].next.as_ref().unwrap();
    assert_eq!(next.day, day("2026-12-07"));
    assert_eq!(next.key, "psc_after_entry");
    assert!(!next.estimated);
    assert_eq!(next.days_left, 13);
    assert!(next.urgent);
    assert_eq!(next.entry, "ABC-1234567-6");
}

/// With liquidation scheduled for 21 Dec 2026, 15 days before is 6 Dec 2026.
#[test]
fn scheduled_liquidation_may_come_first() {
    let routes = run(
        &profile("2026-02-10", Some("2026-12-21"), "Scheduled"),
        "2026-11-24",
    );
    let next = routes.routes[0].next.as_ref().unwrap();
    assert_eq!(next.day, day("2026-12-06"));
    assert_eq!(next.key, "psc_before_liquidation");
}

#[test]
fn on_the_last_day_it_is_still_open_and_on_the_next_it_is_not() {
    let profile = profile("2026-02-10", None, "");
    assert_eq!(names(&run(&profile, "2026-12-07")), ["correct_open"]);
    assert_eq!(names(&run(&profile, "2026-12-08")), ["correction_closed"]);
}

/// Liquidated 17 Jul 2026: reliquidation by CBP until 15 Oct 2026, gone by now;
/// an underpayment on it is for counsel.
#[test]
fn a_liquidated_underpayment_is_for_counsel() {
    let liquidated = profile("2025-09-05", Some("2026-07-17"), "Liquidated");
    let routes = run(&liquidated, "2026-11-24");
    assert_eq!(names(&routes), ["liquidated_underpaid"]);
    assert!(routes.routes[0].counsel_first);
    assert_eq!(routes.routes[0].next, None);
    let earlier = run(&liquidated, "2026-09-01");
    assert_eq!(
        earlier.routes[0].next.as_ref().unwrap().day,
        day("2026-10-15")
    );
}

/// Five years from entry: inside on the day, outside after it.
#[test]
fn beyond_the_limitation() {
    let old = profile("2021-11-24", Some("2022-10-07"), "Liquidated");
    assert_eq!(names(&run(&old, "2026-11-24")), ["liquidated_underpaid"]);
    assert_eq!(names(&run(&old, "2026-11-25")), ["beyond_limitation"]);
}

/// A ruling is never offered for liquidated entries, and where past entries
/// used the other number counsel comes first.
#[test]
fn rulings_look_forward_only() {
    let routes = run(
        &profile("2025-09-05", Some("2026-07-17"), "Liquidated"),
        "2026-11-24",
    );
    let row = |id: &str| routes.rulings.iter().find(|row| row.id == id);
    assert!(!row("liquidated").unwrap().ruling);
    assert!(row("past_used_other").unwrap().counsel_first);
    assert!(row("open_entries").is_none());
}
