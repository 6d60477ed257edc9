//! Limitation, liquidation and working days.

use crate::common::*;
use exposure::limitation::{Bar, Limitation, Standing};
use exposure::liquidation::{Liquidation, LossKind, Said, Stage, estimate};
use exposure::{Detail, Entered, Reading};

#[test]
fn the_limitation_day_itself_is_inside() {
    let on = |entry: &str, as_of: &str| {
        let found = Limitation::of(&PACK, Some(day(entry)), None, day(as_of)).unwrap();
        (found.standing, found.days_left)
    };
    assert_eq!(on("2021-11-24", "2026-11-24"), (Standing::Leaving, 0));
    assert_eq!(on("2021-11-23", "2026-11-24"), (Standing::FraudOnly, -1));
    assert_eq!(on("2022-05-23", "2026-11-24"), (Standing::Leaving, 180));
    assert_eq!(on("2022-05-24", "2026-11-24"), (Standing::Inside, 181));
    // Five years after a leap day end on 28 February.
    assert_eq!(on("2024-02-29", "2029-02-28"), (Standing::Leaving, 0));
    assert_eq!(on("2024-02-29", "2029-03-01"), (Standing::FraudOnly, -1));
}

/// As of a leap day the window begins on the first day that is inside.
#[test]
fn the_window_begins_where_an_entry_is_inside() {
    for as_of in ["2028-02-28", "2028-02-29", "2028-03-01", "2029-02-28"] {
        let bar = Bar::of(&PACK, day(as_of), &[]);
        let inside = |entry| {
            let found = Limitation::of(&PACK, Some(entry), None, day(as_of));
            found.unwrap().is_inside()
        };
        assert!(inside(bar.window_from), "{as_of}");
        assert!(!inside(bar.window_from.plus(-1)), "{as_of}");
    }
}

#[test]
fn a_later_summary_counts_for_the_limitation() {
    let found = Limitation::of(
        &PACK,
        Some(day("2021-11-20")),
        Some(day("2021-12-03")),
        day("2026-11-24"),
    )
    .unwrap();
    assert_eq!((found.violation, found.days_left), (day("2021-12-03"), 9));
    assert_eq!(Limitation::of(&PACK, None, None, day("2026-11-24")), None);
}

#[test]
fn an_entry_past_the_window_is_in_no_total() {
    let lines = [
        line("ABC00000011", "2021-11-23", "8708.29.50").value("10000", "0"),
        line("ABC00000029", "2021-11-24", "8708.29.50").value("10000", "0"),
    ];
    let profile = profile(&lines);
    let finding = finding(
        "TRD-1:x",
        &[0, 1],
        further(&[0, 1], "0.25", "9903.88.03", "0"),
    );
    let findings = [&finding];
    let entered = Entered::default();
    let exposure = workings(&profile, &findings, &entered, "2026-11-24").summary(Detail::default());
    assert_eq!(exposure.total.readings[0].loss.amount, cents("2500"));
    assert_eq!(exposure.findings[0].outside, cents("2500"));
    assert_eq!(exposure.limitation.outside.amount, cents("2500"));
    assert_eq!(exposure.limitation.outside_entries, 1);
    assert_eq!(exposure.limitation.leaving.amount, cents("2500"));
    assert_eq!(exposure.limitation.window_from, day("2021-11-24"));
    assert_eq!(exposure.limitation.months.len(), 1);
    assert_eq!(exposure.limitation.months[0].from, day("2026-11-24"));
    assert_eq!(exposure.limitation.months[0].to, day("2026-11-30"));
}

#[test]
fn an_estimate_on_a_friday_stays_there() {
    // 314 days later: Thursday, Friday, Saturday.
    assert_eq!(estimate(&PACK, day("2024-03-29")), day("2025-02-07"));
    assert_eq!(estimate(&PACK, day("2024-03-30")), day("2025-02-07"));
    assert_eq!(estimate(&PACK, day("2024-03-31")), day("2025-02-14"));
}

fn standing(entry: &str, on: Option<&str>, status: &str, as_of: &str) -> Liquidation {
    Liquidation::of(&PACK, Some(day(entry)), on.map(day), status, day(as_of))
}

#[test]
fn the_last_day_to_protest_is_not_final() {
    let last = standing("2025-07-20", Some("2026-05-29"), "Liquidated", "2026-11-25");
    assert_eq!(
        (last.stage, last.loss),
        (Stage::Liquidated, LossKind::Potential)
    );
    assert_eq!(last.protest_until, Some(day("2026-11-25")));
    let after = standing("2025-07-20", Some("2026-05-29"), "Liquidated", "2026-11-26");
    assert_eq!((after.stage, after.loss), (Stage::Final, LossKind::Actual));
}

#[test]
fn liquidation_is_read_from_dates_then_words_then_estimated() {
    let stage = |entry, on, status| {
        let found = standing(entry, on, status, "2026-11-24");
        (found.stage, found.estimated, found.held)
    };
    // A date decides.
    assert_eq!(
        stage("2024-03-29", Some("2025-02-07"), ""),
        (Stage::Final, false, false)
    );
    assert_eq!(
        stage("2026-03-29", Some("2027-02-05"), ""),
        (Stage::Scheduled, false, false)
    );
    assert_eq!(
        stage("2026-03-29", Some("2026-11-24"), ""),
        (Stage::Liquidated, false, false)
    );
    // A suspended entry is never taken for liquidated.
    assert_eq!(
        stage("2022-03-29", None, "Suspended"),
        (Stage::Open, false, true)
    );
    assert_eq!(
        stage("2022-03-29", Some("2023-02-10"), "SUSPENDED"),
        (Stage::Open, false, true)
    );
    assert_eq!(
        stage("2025-03-29", Some("2027-01-08"), "Extended"),
        (Stage::Scheduled, false, true)
    );
    // The report is older than the date it names.
    assert_eq!(
        stage("2025-10-01", Some("2026-08-14"), "Unliquidated"),
        (Stage::Liquidated, true, false)
    );
    // A day before entry is a slip of the file, not a liquidation.
    let slip = standing("2025-03-10", Some("2025-01-10"), "Liquidated", "2026-11-24");
    assert_eq!((slip.on, slip.estimated), (Some(day("2026-01-23")), true));
    // No date: words, then the estimate.
    assert_eq!(
        stage("2022-03-29", None, "Unliquidated"),
        (Stage::Open, false, false)
    );
    assert_eq!(
        stage("2022-03-29", None, "Liquidated"),
        (Stage::Final, true, false)
    );
    assert_eq!(stage("2022-03-29", None, ""), (Stage::Final, true, false));
    assert_eq!(
        stage("2026-03-29", None, ""),
        (Stage::Scheduled, true, false)
    );
    let none = Liquidation::of(&PACK, None, None, "", day("2026-11-24"));
    assert_eq!(none.stage, Stage::Unknown);
    assert_eq!(
        PACK.liquidation_status.read("No change liquidation"),
        Said::Liquidated
    );
}

#[test]
fn working_days_skip_weekends_and_holidays() {
    let due = |entry: &str| PACK.deadlines.summary_due.due(day(entry), &PACK.holidays);
    // 4 July 2024 is a Thursday.
    assert_eq!(due("2024-06-28"), day("2024-07-15"));
    // Entered on a Saturday.
    assert_eq!(due("2026-03-07"), day("2026-03-20"));
}

/// Nothing says that they are of one entry: each has its own dates, and the fee
/// of an entry, which they may share with others, is not worked out.
#[test]
fn a_line_without_an_entry_number_stands_alone() {
    let lines = [
        line("", "2018-11-23", "3924.10.20").value("10000", "0"),
        line("", "2024-02-10", "8708.29.50")
            .value("10000", "0")
            .origin("MX")
            .spi("S"),
    ];
    let profile = profile(&lines);
    let more = finding(
        "TRD-1:x",
        &[0, 1],
        further(&[0, 1], "0.25", "9903.88.03", "0"),
    );
    let claim = finding("PRF-2:x", &[1], no_claim(&[1]));
    let findings = [&more, &claim];
    let entered = Entered::default();
    let workings = workings(&profile, &findings, &entered, "2026-11-24");
    assert_eq!(workings.entries().len(), 2);
    let exposure = workings.summary(Detail::default());
    assert_eq!(exposure.total.readings[0].loss.amount, cents("2500"));
    assert_eq!(exposure.findings[0].outside, cents("2500"));
}

/// A report may name the day of liquidation on some lines of an entry alone, and
/// reports of two days may name two.
#[test]
fn a_day_of_liquidation_on_any_line_is_the_entrys() {
    let of = |lines: [Line; 2]| {
        let profile = profile(&lines);
        let [first, second] = [0, 1];
        let effect = further(&[first, second], "0.25", "9903.88.03", "0");
        let one = finding("TRD-1:x", &[first, second], effect);
        let entered = Entered::default();
        let findings = [&one];
        let workings = workings(&profile, &findings, &entered, "2026-11-24");
        let entry = &workings.entries()[0];
        let figure = workings.entry_figure(entry, Reading::Likely).unwrap();
        let note = &PACK.figures.notes["liquidation_apart"];
        (entry.liquidation, figure.derivation.notes.contains(note))
    };
    let entry = |no| {
        let line = line("ABC12345676", "2025-03-10", "3924.10.20").no(no);
        line.value("10000", "0")
    };
    // Without any it would be estimated: 23 January 2026.
    let (later, apart) = of([entry(1), entry(2).liquidated("2025-09-12")]);
    assert_eq!(later.on, Some(day("2025-09-12")));
    assert_eq!((later.stage, later.estimated), (Stage::Final, false));
    assert_eq!((later.also, apart), (None, false));
    // The words beside the day.
    let (held, _) = of([
        entry(1),
        entry(2).liquidated("2027-01-08").status("Extended"),
    ]);
    assert_eq!((held.stage, held.held), (Stage::Scheduled, true));
    // The earlier of two, whichever stands first; and it is said.
    for [first, second] in [["2026-06-12", "2026-08-14"], ["2026-08-14", "2026-06-12"]] {
        let (two, apart) = of([entry(1).liquidated(first), entry(2).liquidated(second)]);
        assert_eq!(two.on, Some(day("2026-06-12")));
        assert_eq!((two.also, apart), (Some(day("2026-08-14")), true));
        assert_eq!(two.protest_until, Some(day("2026-12-09")));
    }
    // A day before entry is none.
    let (slip, _) = of([entry(1).liquidated("2025-01-10"), entry(2)]);
    assert_eq!((slip.estimated, slip.also), (true, None));
}
