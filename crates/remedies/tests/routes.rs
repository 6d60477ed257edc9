//! The decision tables, row by row.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::*;
use customs::Cents;
use remedies::{routes as all, urgent};
use rulebook::EntryState;
use triggers::Grade;
use triggers::context::{Answer, Answers, Event};
use triggers::finding::{DutyEffect, Effect, Finding};

fn lines() -> Vec<Line> {
    vec![
        line("ABC12345676", "2026-02-10"),
        line("ABC22345674", "2025-08-20")
            .liquidated("2026-07-17")
            .status("Liquidated"),
        line("ABC32345672", "2026-03-10").number("8708.99.81", 600),
    ]
}

#[test]
fn a_question_of_scope_ends_the_advice() {
    let profile = profile(&lines());
    let mut scope = finding(
        &profile,
        "ADC-1:x",
        "candidate",
        Effect::unquantified("scope"),
    );
    scope.duty_effect = DutyEffect::Unclear;
    let routes = routes(&profile, &[&scope], "2026-11-24");
    assert_eq!(names(&routes), ["counsel_only"]);
    assert!(routes.findings[0].stops && routes.findings[0].counsel_first);
    assert!(routes.running.is_empty());
    let ruling = routes.findings[0].ruling.as_ref().unwrap();
    assert_eq!(ruling.rows[0].id, "adcvd_scope");
    assert!(!ruling.possible);
}

#[test]
fn several_brokers_or_years_are_a_pattern() {
    let profile = profile(&lines());
    let one = finding(
        &profile,
        "TRD-1:x",
        "missing",
        further(&profile, "0.25", "0"),
    );
    let routes = routes(&profile, &[&one], "2026-11-24");
    // 2025 and 2026.
    assert!(names(&routes).contains(&"pattern"));
    let pattern = routes.findings[0]
        .routes
        .iter()
        .find(|g| g.route == "pattern")
        .unwrap();
    assert_eq!(pattern.entries, 3);
    assert_eq!(pattern.loss, Cents::dollars(7500));
    assert_eq!(pattern.value, Cents::dollars(30_000));
}

#[test]
fn held_invalid_duties_are_a_refund_question() {
    let profile = profile(&[line("ABC12345676", "2026-02-10").beside("9903.01.25")]);
    let one = finding(
        &profile,
        "TRD-1:x",
        "missing",
        further(&profile, "0.25", "0"),
    );
    let routes = routes(&profile, &[&one], "2026-11-24");
    assert_eq!(names(&routes), ["correct_open", "refund_question"]);
}

/// The number on a later entry is a slip of the file, not a duty to refund.
#[test]
fn after_their_last_day_there_is_nothing_to_refund() {
    let on = |date| {
        let profile = profile(&[line("ABC12345676", date).beside("9903.01.25")]);
        let effect = further(&profile, "0.25", "0");
        let one = finding(&profile, "TRD-1:x", "missing", effect);
        let routes = routes(&profile, &[&one], "2026-11-24");
        names(&routes).contains(&"refund_question")
    };
    assert!(on("2026-02-23"));
    assert!(!on("2026-02-24"));
}

#[test]
fn an_inquiry_is_answered_and_not_corrected_around() {
    let profile = profile(&lines()[..1]);
    let one = finding(
        &profile,
        "TRD-1:x",
        "missing",
        further(&profile, "0.25", "0"),
    );
    let answers = answered(&[("URG.cf28", Answer::Day(day("2026-11-10")))]);
    on(
        &profile,
        &[&one],
        &answers,
        "2026-11-24",
        |ground, entries| {
            let routes = all::routes(ground, entries);
            assert_eq!(names(&routes), ["under_review"]);
            let next = routes.findings[0].routes[0].next.as_ref().unwrap();
            assert_eq!((next.key.as_str(), next.day), ("cf28", day("2026-12-10")));
            let message = urgent::urgent(ground, &routes.running).unwrap();
            assert_eq!(message.causes[0].id, "URG.cf28");
            assert!(message.deadline_text.unwrap().contains("2026-12-10"));
        },
    );
}

/// A time that has run out is said to have, and does not hide one that runs.
#[test]
fn a_time_to_answer_that_has_passed_does_not_run() {
    let profile = profile(&lines());
    let effect = further(&profile, "0.25", "0");
    let one = finding(&profile, "TRD-1:x", "missing", effect);
    let text = |answers: &[(&str, Answer)], as_of| {
        let answers = answered(answers);
        on(&profile, &[&one], &answers, as_of, |ground, entries| {
            let running = all::routes(ground, entries).running;
            let message = urgent::urgent(ground, &running).unwrap();
            message.deadline_text.unwrap()
        })
    };
    let request = ("URG.cf28", Answer::Day(day("2026-10-15")));
    let last = text(std::slice::from_ref(&request), "2026-11-14");
    assert!(last.starts_with("A deadline runs: 2026-11-14"), "{last}");
    let passed = text(std::slice::from_ref(&request), "2026-11-15");
    assert_eq!(
        passed,
        "A time to answer ended on 2026-11-14. Tell counsel at once."
    );
    let action = ("URG.cf29", Answer::Day(day("2026-11-01")));
    let both = text(&[request, action], "2026-11-15");
    assert!(both.contains("ended on 2026-11-14"), "{both}");
    assert!(both.contains("A deadline runs: 2026-11-21"), "{both}");
}

#[test]
fn an_invalid_claim_is_time_critical() {
    let profile = profile(&[line("ABC12345676", "2026-02-10").spi("S")]);
    let one = finding(
        &profile,
        "PRF-2:x",
        "origin_outside",
        Effect::ClaimFalls {
            lines: vec![profile::LineIx(0)],
        },
    );
    let routes = routes(&profile, &[&one], "2026-11-24");
    let group = routes.findings[0]
        .routes
        .iter()
        .find(|g| g.route == "preference_invalid");
    let next = group.unwrap().next.as_ref().unwrap();
    // Thirty days from the day on which the importer learns of it, at the
    // latest this one.
    assert_eq!((next.day, next.estimated), (day("2026-12-24"), true));
}

#[test]
fn a_suffix_without_effect_is_documented() {
    let profile = profile(&lines()[..1]);
    let mut one = finding(&profile, "CLS-2:x", "suffix_only", Effect::None);
    one.duty_effect = DutyEffect::None;
    let routes = routes(&profile, &[&one], "2026-11-24");
    assert_eq!(names(&routes), ["correct_open", "clerical"]);
}

#[test]
fn a_ruling_looks_forward_and_counsel_comes_first() {
    let profile = profile(&lines());
    let one = finding(
        &profile,
        "CLS-1:x",
        "concurrent",
        number(&profile, "8708.99.81"),
    );
    let found = routes(&profile, &[&one], "2026-11-24");
    let ruling = found.findings[0].ruling.as_ref().unwrap();
    let ids: Vec<&str> = ruling.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "past_used_other",
            "liquidated",
            "open_entries",
            "prospective"
        ]
    );
    assert!(ruling.possible && ruling.counsel_first);
    assert!(!ruling.rows[1].ruling);
    // No entry for years: nothing to ask about.
    let stale = routes(&profile, &[&one], "2028-11-24");
    let ruling = stale.findings[0].ruling.as_ref().unwrap();
    assert!(!ruling.possible);
    // Doubt between codes of the same duty is no reason to ask.
    let mut same = one.clone();
    same.duty_effect = DutyEffect::None;
    let none = routes(&profile, &[&same], "2026-11-24");
    assert!(!none.findings[0].ruling.as_ref().unwrap().possible);
    // A value question has no ruling row at all.
    let value = finding(&profile, "VAL-1:x", "below", Effect::None);
    assert_eq!(
        routes(&profile, &[&value], "2026-11-24").findings[0].ruling,
        None
    );
}

#[test]
fn liquidated_entries_alone_never_get_a_ruling() {
    let profile = profile(&[line("ABC22345674", "2023-08-20")
        .liquidated("2024-07-12")
        .status("Liquidated")]);
    for id in [
        "CLS-1:x", "CLS-3:x", "CLS-4:x", "CLS-5:x", "CLS-9:x", "TRD-1:x", "COR-1:x",
    ] {
        let one = finding(&profile, id, "concurrent", number(&profile, "8708.99.81"));
        let routes = routes(&profile, &[&one], "2026-11-24");
        assert!(
            !routes.findings[0].ruling.as_ref().unwrap().possible,
            "{id}"
        );
    }
}

#[test]
fn corrections_again_and_again_end_piecemeal() {
    let profile = profile(&lines());
    let number = finding(
        &profile,
        "CLS-1:x",
        "concurrent",
        number(&profile, "8708.99.81"),
    );
    let again = finding(&profile, "COR-1:x", "both_ways", Effect::None);
    let alone = routes(&profile, &[&number], "2026-11-24");
    assert_eq!(alone.findings[0].piecemeal, None);
    let both = routes(&profile, &[&number, &again], "2026-11-24");
    for found in &both.findings {
        assert!(
            found
                .piecemeal
                .as_ref()
                .unwrap()
                .starts_with("Stop correcting piecemeal")
        );
    }
}

#[test]
fn entries_list_all_their_routes() {
    let profile = profile(&lines());
    let rate = finding(
        &profile,
        "TRD-1:x",
        "missing",
        further(&profile, "0.25", "0"),
    );
    let number = finding(
        &profile,
        "CLS-1:x",
        "concurrent",
        number(&profile, "8708.99.81"),
    );
    on(
        &profile,
        &[&rate, &number],
        &Answers::default(),
        "2026-11-24",
        |ground, entries| {
            let rows = all::entry_routes(ground, entries);
            assert_eq!(rows.len(), 3);
            assert_eq!(rows[0].entry, "ABC-1234567-6");
            assert_eq!(rows[0].state, Some(EntryState::Open));
            assert_eq!(rows[0].routes, ["pattern", "correct_open"]);
            assert_eq!(rows[0].findings, ["TRD-1:x", "CLS-1:x"]);
            assert_eq!(rows[0].next.as_ref().unwrap().day, day("2026-12-06"));
            assert_eq!(rows[1].routes, ["pattern", "liquidated_underpaid"]);
            assert!(rows.iter().all(|row| !row.state_label.is_empty()));
        },
    );
}

fn urgent_on(
    findings: &[&Finding],
    answers: &[(&str, Answer)],
    as_of: &str,
) -> Option<Vec<String>> {
    let profile = profile(&lines());
    on(
        &profile,
        findings,
        &answered(answers),
        as_of,
        |ground, entries| {
            let running = all::routes(ground, entries).running;
            let message = urgent::urgent(ground, &running)?;
            assert_eq!(message.steps.len(), 4);
            Some(message.causes.into_iter().map(|cause| cause.id).collect())
        },
    )
}

#[test]
fn the_urgent_path_begins_by_answer_finding_or_date() {
    let profile = profile(&lines());
    let one = finding(
        &profile,
        "TRD-1:x",
        "missing",
        further(&profile, "0.25", "0"),
    );
    let moved = finding(&profile, "ADC-3:x", "origin_moved", Effect::None);
    // Nothing near: 6 Dec is more than 14 days away.
    assert_eq!(urgent_on(&[&one], &[], "2026-11-21"), None);
    assert_eq!(
        urgent_on(&[&one], &[], "2026-11-22").unwrap(),
        ["URG.deadline"]
    );
    assert_eq!(
        urgent_on(&[&moved], &[], "2026-11-21").unwrap(),
        ["URG.relocation"]
    );
    let yes = [("URG.audit", Answer::Flag(true))];
    assert_eq!(
        urgent_on(&[&one], &yes, "2026-11-21").unwrap(),
        ["URG.audit"]
    );
    let no = [("URG.audit", Answer::Flag(false))];
    assert_eq!(urgent_on(&[&one], &no, "2026-11-21"), None);
    let letter = Answer::Events(vec![Event {
        date: Some(day("2026-10-01")),
        ..Event::default()
    }]);
    let history = [("HIS-1.informed-compliance-letter", letter)];
    assert_eq!(
        urgent_on(&[&one], &history, "2026-11-21").unwrap(),
        ["HIS-1.informed-compliance-letter"]
    );
    // A light finding's deadline is listed, not shouted.
    let mut light = one;
    light.grade = Grade::Low;
    assert_eq!(urgent_on(&[&light], &[], "2026-11-24"), None);
    let mut light = moved;
    light.grade = Grade::Info;
    assert_eq!(urgent_on(&[&light], &[], "2026-11-21"), None);
}

/// Where goods arrive every week some deadline is always near. That is the
/// ordinary course, not an emergency; one that takes most of what could still
/// be corrected is.
#[test]
fn a_steady_flow_of_entries_is_not_urgent() {
    let first = day("2026-02-03");
    let weekly: Vec<Line> = (0..40)
        .map(|week| {
            let date = first.plus(7 * week).to_string().leak();
            line(format!("ABC1{week:07}").leak(), date)
        })
        .collect();
    let urgent_path = |lines: &[Line]| {
        let profile = profile(lines);
        let one = finding(
            &profile,
            "TRD-1:x",
            "missing",
            further(&profile, "0.25", "0"),
        );
        let none = answered(&[]);
        on(&profile, &[&one], &none, "2026-11-24", |ground, entries| {
            let running = all::routes(ground, entries).running;
            assert!(running.iter().any(|limit| limit.deadline.urgent));
            urgent::urgent(ground, &running)
        })
    };
    assert_eq!(urgent_path(&weekly), None);
    let message = urgent_path(&weekly[..4]).unwrap();
    assert_eq!(message.causes[0].id, "URG.deadline");
    assert!(message.deadline.is_some());
}

/// An entry is looked for among those of its block of lines: at every edge of a
/// block, with lines that no finding touches between, it is the one that the
/// whole list has.
#[test]
fn the_entry_of_a_line_is_the_one_that_it_lies_in() {
    let many: Vec<Line> = (0..300)
        .map(|at| line(format!("ABC1{at:07}").leak(), "2026-02-10"))
        .collect();
    let profile = profile(&many);
    for every in [1, 2, 7, 63, 64, 65, 299] {
        let mut some = finding(&profile, "CLS-1:x", "several", Effect::None);
        some.lines.retain(|line| line.0 % every == every - 1);
        let none = Answers::default();
        on(&profile, &[&some], &none, "2026-11-24", |_, entries| {
            for line in profile.lines() {
                let ix = line.ix();
                let listed = entries.iter().find(|entry| entry.lines.contains(&ix.0));
                let found = entries.get(ix).map(|entry| entry.lines.start);
                assert_eq!(found, listed.map(|entry| entry.lines.start), "{ix:?}");
            }
        });
    }
}
