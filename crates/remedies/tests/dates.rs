//! Deadlines from an entry's own dates: the worked example E12 and its edges.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::*;
use remedies::{Deadline, Routes};

/// The routes of a finding that asks about a further rate on one entry.
fn one(line: Line, as_of: &str) -> Routes {
    let profile = profile(&[line]);
    let one = finding(
        &profile,
        "TRD-1:x",
        "missing",
        further(&profile, "0.25", "0"),
    );
    routes(&profile, &[&one], as_of)
}

fn next(routes: &Routes) -> &Deadline {
    routes.findings[0].routes[0].next.as_ref().unwrap()
}

const ENTRY: &str = "ABC12345676";

/// E12. Entry 10 Feb 2026: 300 days later is 7 Dec 2026; liquidation is usual
/// 314 days later, 21 Dec, 15 days before which is 6 Dec. The earlier counts,
/// and it rests on the estimate.
#[test]
fn an_open_entry_can_be_corrected() {
    let routes = one(line(ENTRY, "2026-02-10"), "2026-11-24");
    assert_eq!(names(&routes), ["correct_open"]);
    let next = next(&routes);
    assert_eq!(next.day, day("2026-12-06"));
    assert_eq!(next.key, "psc_before_liquidation");
    assert!(next.estimated);
    assert_eq!(next.days_left, 12);
    assert!(next.urgent);
    assert_eq!(next.entry, "ABC-1234567-6");
}

/// Scheduled for a later Friday, the limit from entry comes first and is sure.
#[test]
fn the_limit_from_entry_may_come_first() {
    let scheduled = line(ENTRY, "2026-02-10")
        .liquidated("2026-12-25")
        .status("Scheduled");
    let routes = one(scheduled, "2026-11-24");
    let next = next(&routes);
    assert_eq!(
        (next.day, next.key.as_str()),
        (day("2026-12-07"), "psc_after_entry")
    );
    assert!(!next.estimated);
}

/// With liquidation scheduled for 21 Dec 2026, 15 days before is 6 Dec 2026.
#[test]
fn scheduled_liquidation_may_come_first() {
    let scheduled = line(ENTRY, "2026-02-10")
        .liquidated("2026-12-21")
        .status("Scheduled");
    let routes = one(scheduled, "2026-11-24");
    let next = next(&routes);
    assert_eq!(
        (next.day, next.key.as_str()),
        (day("2026-12-06"), "psc_before_liquidation")
    );
    assert!(!next.estimated);
}

/// An extended entry is corrected up to 15 days before the extended date, 300
/// days or not; a suspended one has no known limit.
#[test]
fn extension_and_suspension() {
    let extended = line(ENTRY, "2025-10-01")
        .liquidated("2027-09-24")
        .status("Extended");
    let routes = one(extended, "2026-11-24");
    assert_eq!(names(&routes), ["correct_open"]);
    assert_eq!(next(&routes).day, day("2027-09-09"));
    let suspended = one(line(ENTRY, "2023-10-01").status("Suspended"), "2026-11-24");
    assert_eq!(names(&suspended), ["correct_open"]);
    assert_eq!(suspended.findings[0].routes[0].next, None);
}

#[test]
fn on_the_last_day_it_is_still_open_and_on_the_next_it_is_not() {
    let on = |as_of| one(line(ENTRY, "2026-02-10"), as_of);
    assert_eq!(names(&on("2026-12-06")), ["correct_open"]);
    let closed = on("2026-12-07");
    assert_eq!(names(&closed), ["correction_closed"]);
    assert_eq!(next(&closed).key, "liquidation_estimate");
    assert_eq!(next(&closed).day, day("2026-12-25"), "moved to a Friday");
    assert!(closed.findings[0].counsel_first);
}

/// E12. Liquidated 17 Jul 2026: reliquidation by CBP until 15 Oct 2026, protest
/// until 13 Jan 2027. An underpayment on it is for counsel.
#[test]
fn a_liquidated_underpayment_is_for_counsel() {
    let liquidated = || {
        line(ENTRY, "2025-09-05")
            .liquidated("2026-07-17")
            .status("Liquidated")
    };
    let routes = one(liquidated(), "2026-11-24");
    assert_eq!(names(&routes), ["liquidated_underpaid"]);
    assert!(routes.findings[0].routes[0].counsel_first);
    assert_eq!(routes.findings[0].routes[0].next, None);
    assert!(routes.running.is_empty());
    let earlier = one(liquidated(), "2026-09-01");
    assert_eq!(next(&earlier).day, day("2026-10-15"));
}

/// E12. Overpaid and liquidated 17 Jul 2026: protest by 13 Jan 2027; liquidated
/// 29 May 2026: by 25 Nov 2026.
#[test]
fn an_overpayment_is_protested() {
    let overpaid = |on, as_of| {
        let entry = line(ENTRY, "2025-07-20")
            .liquidated(on)
            .status("Liquidated");
        let profile = profile(&[entry]);
        let one = finding(
            &profile,
            "TRD-1:x",
            "unexpected",
            further(&profile, "0", "0.01"),
        );
        routes(&profile, &[&one], as_of)
    };
    let far = overpaid("2026-07-17", "2026-11-24");
    assert_eq!(names(&far), ["protest"]);
    assert_eq!(
        (next(&far).day, next(&far).urgent),
        (day("2027-01-13"), false)
    );
    let near = overpaid("2026-05-29", "2026-11-24");
    assert_eq!(
        (next(&near).day, next(&near).urgent),
        (day("2026-11-25"), true)
    );
    assert_eq!(names(&overpaid("2026-05-29", "2026-11-25")), ["protest"]);
    assert_eq!(
        names(&overpaid("2026-05-29", "2026-11-26")),
        ["final_overpaid"]
    );
}

/// Five years from entry: inside on the day, outside after it.
#[test]
fn beyond_the_limitation() {
    let old = || {
        line(ENTRY, "2021-11-24")
            .liquidated("2022-10-07")
            .status("Liquidated")
    };
    assert_eq!(names(&one(old(), "2026-11-24")), ["liquidated_underpaid"]);
    assert_eq!(names(&one(old(), "2026-11-25")), ["beyond_limitation"]);
}

#[test]
fn flagged_for_reconciliation() {
    let flagged = line(ENTRY, "2026-02-10")
        .imported("2026-02-01")
        .reconciled();
    let routes = one(flagged, "2026-11-24");
    assert_eq!(names(&routes), ["correct_open", "reconciliation"]);
    let group = &routes.findings[0].routes[1];
    // Twelve months after importation comes before 21 months after entry.
    assert_eq!(group.next.as_ref().unwrap().day, day("2027-02-01"));
}

#[test]
fn a_claim_can_be_made_for_a_year() {
    let unclaimed = |as_of| {
        let entry = line(ENTRY, "2026-02-10").imported("2026-02-03");
        let profile = profile(&[entry]);
        let mut one = finding(
            &profile,
            "PRF-4:x",
            "unclaimed",
            triggers::finding::Effect::None,
        );
        one.duty_effect = triggers::finding::DutyEffect::Unclear;
        let routes = routes(&profile, &[&one], as_of);
        names(&routes)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        unclaimed("2026-12-24"),
        ["correction_closed", "preference_unclaimed"]
    );
    assert!(unclaimed("2027-02-03").contains(&"preference_unclaimed".to_owned()));
    assert!(!unclaimed("2027-02-04").contains(&"preference_unclaimed".to_owned()));
}

#[test]
fn an_entry_without_a_date_is_counted() {
    let routes = one(line(ENTRY, ""), "2026-11-24");
    assert_eq!(routes.findings[0].undated, 1);
    assert!(routes.findings[0].routes.is_empty());
}

/// Every running limit, the nearest first, each with what it runs for.
#[test]
fn what_expires_first_stands_first() {
    let profile = profile(&[
        line("ABC12345676", "2026-03-10"),
        line("ABC22345674", "2026-02-10"),
        line("ABC32345672", "2026-02-10"),
        line("ABC42345670", "2026-06-10"),
    ]);
    let one = finding(
        &profile,
        "TRD-1:x",
        "missing",
        further(&profile, "0.25", "0"),
    );
    let routes = routes(&profile, &[&one], "2026-11-24");
    let shown: Vec<(String, u32, String)> = routes
        .running
        .iter()
        .map(|limit| {
            let day = limit.deadline.day.to_string();
            (day, limit.entries, limit.loss.to_string())
        })
        .collect();
    let expected = [
        ("2026-12-06", 2, "$5,000.00"),
        ("2027-01-03", 1, "$2,500.00"),
        ("2027-04-05", 1, "$2,500.00"),
    ];
    assert_eq!(
        shown,
        expected.map(|(day, n, loss)| (day.to_owned(), n, loss.to_owned()))
    );
}

/// Suspended for years and liquidated of late, an entry older than the
/// limitation can still be protested; the limitation is one of suits.
#[test]
fn an_old_overpaid_entry_can_still_be_protested() {
    let old = |further_rate, displaces, as_of| {
        let entry = line(ENTRY, "2021-03-01")
            .liquidated("2026-07-17")
            .status("Liquidated");
        let profile = profile(&[entry]);
        let effect = further(&profile, further_rate, displaces);
        let one = finding(&profile, "TRD-1:x", "unexpected", effect);
        routes(&profile, &[&one], as_of)
    };
    let overpaid = old("0", "0.01", "2027-01-13");
    assert_eq!(names(&overpaid), ["protest"]);
    assert_eq!(next(&overpaid).day, day("2027-01-13"));
    let late = old("0", "0.01", "2027-01-14");
    assert_eq!(names(&late), ["beyond_limitation"]);
    let underpaid = old("0.25", "0", "2027-01-13");
    assert_eq!(names(&underpaid), ["beyond_limitation"]);
}

/// A file may flag the entry on some of its lines only.
#[test]
fn a_flag_on_a_later_line_is_the_entrys() {
    let profile = profile(&[
        line(ENTRY, "2026-02-10").no(1),
        line(ENTRY, "2026-02-10").no(2).reconciled(),
    ]);
    let effect = further(&profile, "0.25", "0");
    let one = finding(&profile, "TRD-1:x", "missing", effect);
    let routes = routes(&profile, &[&one], "2026-11-24");
    assert!(names(&routes).contains(&"reconciliation"));
}
