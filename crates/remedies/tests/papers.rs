//! The working papers, the grid, the checklist and the calendar file.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod common;

use common::*;
use customs::{Cents, Hts};
use products::{Choices, Products};
use profile::{MasterRow, Masters, Profile};
use remedies::files::{By, Cell, MOST, Standing, files};
use remedies::readiness::{Status, readiness};
use remedies::{calendar, disclosure, routes as all, ruling_request};
use triggers::context::{Answer, Answers};
use triggers::finding::{Fact, Finding};

fn importer() -> Profile {
    profile(&[
        line("ABC12345676", "2026-02-10"),
        line("ABC22345674", "2025-08-20")
            .liquidated("2026-07-17")
            .status("Liquidated"),
        line("ABC32345672", "2026-02-20").number("8708.99.81", 600),
        line("XYZ42345670", "2025-08-25")
            .number("8708.99.81", 600)
            .spi("S"),
        line("XYZ52345678", "2026-03-01")
            .sku("QQ-9")
            .number("7326.90.86", 10),
    ])
}

fn doubt(profile: &Profile) -> Finding {
    let mut found = finding(
        profile,
        "CLS-1:x",
        "concurrent",
        number(profile, "8708.99.81"),
    );
    found.lines.truncate(4);
    found.facts.push(Fact {
        label: "8708.29.50".to_owned(),
        value: "$20,000.00 on 2 entry dates".to_owned(),
    });
    found
}

fn masters(profile: &Profile, rows: Vec<MasterRow>) -> Masters {
    let mut masters = Masters::default();
    for row in rows {
        masters.push(row);
    }
    masters.joined(profile, |text| text.replace(['-', ' '], "").to_uppercase())
}

fn products(profile: &Profile) -> Products {
    Products::identify(profile, &PACK.products, &Choices::default())
}

/// Every text of a value, wherever it stands.
fn texts(value: &serde_json::Value, out: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => out.push(text.clone()),
        serde_json::Value::Array(all) => all.iter().for_each(|one| texts(one, out)),
        serde_json::Value::Object(all) => all.values().for_each(|one| texts(one, out)),
        _ => {}
    }
}

fn is_clean(value: &impl serde::Serialize) {
    let mut all = Vec::new();
    texts(&serde_json::to_value(value).unwrap(), &mut all);
    for text in all {
        assert_eq!(PACK.forbidden.find(&text), None, "{text}");
        assert!(!text.contains('{'), "{text}");
    }
}

#[test]
fn a_disclosure_paper_shows_what_the_data_shows() {
    let profile = importer();
    let one = doubt(&profile);
    on(
        &profile,
        &[&one],
        &Answers::default(),
        "2026-11-24",
        |ground, _| {
            let found = disclosure::worksheet(ground);
            let ids: Vec<&str> = found.paper.sections.iter().map(|s| s.id.as_str()).collect();
            assert_eq!(
                ids,
                ["class", "entries", "statements", "true_facts", "tender"]
            );
            assert!(found.paper.head.starts_with("Working paper for counsel"));
            let section = |at: usize| &found.paper.sections[at];
            // Class: the numbers as filed, most value first.
            assert_eq!(section(0).fields[0].values.len(), 3);
            assert!(section(0).fields[0].values[0].starts_with("8708.29.50: $20,000.00"));
            // Entries, dates and ports.
            assert_eq!(section(1).fields[0].values, ["4"]);
            assert_eq!(section(1).fields[1].values, ["2025-08-20 to 2026-02-20"]);
            assert_eq!(section(1).fields[2].values, ["2704: 4"]);
            // The nature of the statements, without a verdict.
            assert!(section(2).fields[0].values[0].contains("(PX-1; 4 entries"));
            assert_eq!(
                section(3).fields[1].values[0],
                "PX-1: 8708.29.50 $20,000.00 on 2 entry dates"
            );
            // The tender: 10,000 at 6 % less 250, on two entries.
            let loss = section(4).fields[0].figure.as_ref().unwrap();
            assert_eq!(loss.amount, Cents::dollars(700));
            assert_eq!(loss.gap(), None);
            assert!(found.paper.sections.iter().all(|s| !s.blanks.is_empty()));
            // The schedule sums to the tender.
            let sum: Cents = found.schedule.iter().map(|row| row.likely.loss).sum();
            assert_eq!((found.schedule.len(), sum), (2, loss.amount));
            is_clean(&found);
        },
    );
}

#[test]
fn a_ruling_paper_lists_codes_as_filed_and_what_is_missing() {
    let profile = importer();
    let one = doubt(&profile);
    let ruled = MasterRow {
        sku: "PX1".to_owned(),
        ruling: "NY N123456".to_owned(),
        ..MasterRow::default()
    };
    let masters = masters(&profile, vec![ruled]);
    on(
        &profile,
        &[&one],
        &Answers::default(),
        "2026-11-24",
        |ground, entries| {
            let routes = all::routes(ground, entries);
            let advice = routes.findings[0].ruling.as_ref();
            let found = ruling_request::worksheet(ground, &masters, 0, advice).unwrap();
            assert!(found.advice.counsel_first);
            let section = |id: &str| found.paper.sections.iter().find(|s| s.id == id).unwrap();
            let codes = &section("codes").fields[0].values;
            assert_eq!(codes.len(), 3);
            assert!(codes.iter().any(|code| code.starts_with("8708.99.81")));
            assert_eq!(section("earlier").fields[0].values, ["NY N123456"]);
            assert_eq!(section("process").fields[0].values, ["Germany"]);
            assert!(section("use").is_blank());
            assert!(
                found
                    .missing
                    .iter()
                    .any(|text| text.contains("Principal use"))
            );
            assert!(!found.missing.iter().any(|text| text.contains("Ports")));
            assert_eq!(
                found.search_words,
                ["bracket", "door", "painted", "steel", "7326", "8708"]
            );
            is_clean(&found);
            assert!(ruling_request::worksheet(ground, &masters, 0, None).is_none());
            assert!(ruling_request::worksheet(ground, &masters, 9, advice).is_none());
        },
    );
}

fn cell<'f>(found: &'f remedies::Files, label: &str, element: &str) -> &'f Cell {
    let row = found.rows.iter().find(|row| row.label == label).unwrap();
    row.cells
        .iter()
        .find(|cell| cell.element == element)
        .unwrap()
}

#[test]
fn the_grid_is_filled_from_list_and_answers() {
    let profile = importer();
    let one = doubt(&profile);
    let row = MasterRow {
        sku: "PX1".to_owned(),
        hts: Hts::parse("8708.99.81").ok(),
        rationale: "Part of a motor vehicle".to_owned(),
        rate_ppm: Some(25_000),
        certificate_expiry: Some(day("2025-06-30")),
        reviewer: "Classification desk".to_owned(),
        ..MasterRow::default()
    };
    let masters = masters(&profile, vec![row]);
    let products = products(&profile);
    let answers = answered(&[
        (
            "REC-1.broker-messages:PX-1",
            Answer::Text("partly".to_owned()),
        ),
        ("REC-1.rationale:QQ-9", Answer::Flag(false)),
    ]);
    on(&profile, &[&one], &answers, "2026-11-24", |ground, _| {
        let found = files(ground, &products, &masters);
        assert_eq!(found.elements.len(), 5);
        let of = |label, element| {
            let cell = cell(&found, label, element);
            (cell.standing, cell.by, cell.detail.as_str())
        };
        assert_eq!(
            of("PX-1", "REC-1.rationale"),
            (Standing::Have, By::Master, "Part of a motor vehicle")
        );
        // A rate without a date is half of what is asked for.
        assert_eq!(
            of("PX-1", "REC-1.rate-and-date"),
            (Standing::Partly, By::Master, "2.5%")
        );
        // The claim is of August, the certificate ended in June.
        assert_eq!(
            of("PX-1", "REC-1.certificate"),
            (Standing::Partly, By::Master, "2025-06-30")
        );
        assert_eq!(
            of("PX-1", "REC-1.broker-messages"),
            (Standing::Partly, By::Answer, "")
        );
        assert_eq!(
            of("PX-1", "REC-1.ruling"),
            (Standing::Unsaid, By::Nobody, "")
        );
        let px = found.rows.iter().find(|row| row.label == "PX-1").unwrap();
        assert_eq!(px.findings, ["CLS-1:x"]);
        assert_eq!(px.duty, Some(Cents::dollars(1700)));
        // The other product bears next to no duty and no finding touches it.
        assert_eq!((found.rows.len(), found.others), (1, 1));
        is_clean(&found);
    });
}

#[test]
fn a_certificate_is_asked_for_where_it_is_needed() {
    let profile = profile(&[
        line("ABC12345676", "2026-02-10"),
        line("ABC22345674", "2026-02-11").sku("QQ-9").spi("S"),
        line("ABC32345672", "2026-02-12")
            .sku("RR-3")
            .beside("9903.88.03"),
    ]);
    let (products, masters) = (products(&profile), Masters::default());
    let answers = Answers::default();
    on(&profile, &[], &answers, "2026-11-24", |ground, _| {
        let found = files(ground, &products, &masters);
        let of = |label| cell(&found, label, "REC-1.certificate").standing;
        assert_eq!(of("PX-1"), Standing::NotNeeded);
        assert_eq!(
            (of("QQ-9"), of("RR-3")),
            (Standing::Unsaid, Standing::Unsaid)
        );
    });
}

/// The grid ends, the counts do not.
#[test]
fn the_checklist_counts_what_the_grid_does_not_list() {
    let more = 3;
    let of = |at: usize| -> &'static str { Box::leak(format!("SKU-{at}").into_boxed_str()) };
    let count = MOST + more;
    let lines: Vec<Line> = (0..count)
        .map(|at| Line {
            entry: Box::leak(format!("ABC{at:08}").into_boxed_str()),
            ..line("", "2026-02-10").sku(of(at)).spi("S")
        })
        .collect();
    let profile = profile(&lines);
    let one = doubt(&profile);
    let touched = Finding {
        lines: profile.lines().map(|line| line.ix()).collect(),
        ..one
    };
    let (products, masters) = (products(&profile), Masters::default());
    let answers: Vec<(String, Answer)> = (0..count)
        .map(|at| (format!("REC-1.rationale:SKU-{at}"), Answer::Flag(false)))
        .collect();
    let answers: Vec<(&str, Answer)> = answers
        .iter()
        .map(|(key, answer)| (key.as_str(), answer.clone()))
        .collect();
    let answers = answered(&answers);
    on(
        &profile,
        &[&touched],
        &answers,
        "2026-11-24",
        |ground, _| {
            let grid = files(ground, &products, &masters);
            assert_eq!(grid.rows.len(), MOST);
            assert_eq!((grid.looked_at, grid.others), (count as u64, more as u64));
            let found = readiness(ground, &masters, &grid);
            assert_eq!(
                found.requests[3].seen,
                "Products looked at: 5,003, with a classification rationale: 0"
            );
            let lacking = &found.requests[3];
            assert_eq!(
                (lacking.lacking.len(), lacking.lacking_count),
                (MOST, count as u64)
            );
            assert_eq!(
                found.requests[11].seen,
                "Lines with a preference claim: 5,003; products that need a certificate and have none seen: 5,003"
            );
        },
    );
}

#[test]
fn the_checklist_stands_beside_the_data() {
    let profile = importer();
    let one = doubt(&profile);
    let (products, masters) = (products(&profile), Masters::default());
    let answers = answered(&[
        ("DOC.1", Answer::Flag(true)),
        ("DOC.2", Answer::Text("partly".to_owned())),
        ("DOC.4", Answer::Flag(false)),
        ("REC-1.rationale:PX-1", Answer::Flag(false)),
    ]);
    on(&profile, &[&one], &answers, "2026-11-24", |ground, _| {
        let grid = files(ground, &products, &masters);
        let found = readiness(ground, &masters, &grid);
        assert_eq!(found.requests.len(), 20);
        assert!(found.steps.len() >= 8);
        let statuses: Vec<Status> = found.requests[..4].iter().map(|r| r.status).collect();
        assert_eq!(
            statuses,
            [Status::Ready, Status::Partly, Status::Unsaid, Status::No]
        );
        assert_eq!(
            found.requests[2].seen,
            "Entries in the files: 5, from 2025-08-20 to 2026-03-01"
        );
        assert_eq!(
            found.requests[3].seen,
            "Products looked at: 1, with a classification rationale: 0"
        );
        assert_eq!(found.requests[3].lacking, ["PX-1"]);
        assert_eq!(
            found.requests[11].seen,
            "Lines with a preference claim: 1; products that need a certificate and have none seen: 1"
        );
        assert_eq!(found.counts.iter().map(|(_, count)| count).sum::<u32>(), 20);
        is_clean(&found);
    });
}

#[test]
fn the_calendar_file_is_of_the_format() {
    let profile = importer();
    let one = doubt(&profile);
    let file = on(
        &profile,
        &[&one],
        &Answers::default(),
        "2026-11-24",
        |ground, entries| {
            let running = all::routes(ground, entries).running;
            assert!(!running.is_empty());
            calendar::file(&PACK, ground.as_of, &running, 100)
        },
    );
    assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert!(file.ends_with("END:VCALENDAR\r\n"));
    let unfolded = file.replace("\r\n ", "");
    assert!(!unfolded.replace("\r\n", "").contains(['\r', '\n']));
    for line in file.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    for (begin, end) in [
        ("BEGIN:VEVENT", "END:VEVENT"),
        ("BEGIN:VALARM", "END:VALARM"),
    ] {
        assert_eq!(
            unfolded.matches(begin).count(),
            unfolded.matches(end).count()
        );
    }
    assert!(unfolded.contains("DTSTART;VALUE=DATE:20261206\r\nDTEND;VALUE=DATE:20261207"));
    assert!(unfolded.contains("DTSTAMP:20261124T000000Z"));
    assert!(!unfolded.contains("METHOD"), "it would need an organizer");
    assert!(unfolded.contains("(estimated)"));
    assert!(unfolded.contains("verify in ACE"));
    let uids: Vec<&str> = unfolded
        .lines()
        .filter(|line| line.starts_with("UID:"))
        .collect();
    let distinct: std::collections::BTreeSet<&&str> = uids.iter().collect();
    assert_eq!(uids.len(), distinct.len());
}

/// A line without an entry number stands alone, in the paper as in its schedule.
#[test]
fn lines_without_an_entry_number_are_counted_each() {
    let profile = profile(&[
        line("", "2026-02-10"),
        line("", "2026-02-11"),
        line("ABC12345676", "2026-02-10").no(1),
        line("ABC12345676", "2026-02-10").no(2),
    ]);
    let one = finding(
        &profile,
        "TRD-1:x",
        "missing",
        further(&profile, "0.25", "0"),
    );
    let answers = Answers::default();
    on(&profile, &[&one], &answers, "2026-11-24", |ground, _| {
        let paper = disclosure::worksheet(ground);
        assert_eq!(paper.schedule.len(), 3);
        let entries = paper.paper.sections.iter().find(|s| s.id == "entries");
        assert_eq!(entries.unwrap().fields[0].values, ["3"]);
    });
}

/// No name stands for a line without an entry number: they are counted, in the
/// calendar and in the list of entries.
#[test]
fn lines_without_an_entry_number_are_no_blank_entries() {
    let file = |lines: &[Line]| {
        let profile = profile(lines);
        let effect = further(&profile, "0.25", "0");
        let one = finding(&profile, "TRD-1:x", "missing", effect);
        let answers = Answers::default();
        on(&profile, &[&one], &answers, "2026-11-24", |ground, all_| {
            let routes = all::routes(ground, all_);
            for group in routes.findings.iter().flat_map(|of| &of.routes) {
                assert!(group.examples.iter().all(|entry| !entry.is_empty()));
            }
            let rows = all::entry_routes(ground, all_).into_iter();
            let entries: Vec<String> = rows.map(|row| row.entry).collect();
            let file = calendar::file(&PACK, ground.as_of, &routes.running, 100);
            (file.replace("\r\n ", ""), entries)
        })
    };
    let alike = [line("", "2026-09-10"), line("", "2026-09-10")];
    let (alone, entries) = file(&alike);
    assert_eq!(entries, ["lines without an entry number: 2"]);
    assert!(
        alone.contains(": lines without an entry number: 2"),
        "{alone}"
    );
    assert!(alone.contains("Entries: lines without an entry number: 2\\n"));
    let numbered = line("ABC12345676", "2026-09-10");
    let [first, second] = alike;
    let (mixed, entries) = file(&[first, second, numbered]);
    assert_eq!(
        entries,
        ["lines without an entry number: 2", "ABC-1234567-6"]
    );
    assert!(mixed.contains("entry ABC-1234567-6\\, lines without an entry number: 2"));
    let later = [line("", "2026-09-10"), line("", "2026-09-17")];
    assert_eq!(file(&later).1.len(), 2, "each by its own dates");
}

#[test]
fn a_statement_about_undated_lines_says_so() {
    let profile = profile(&[line("ABC12345676", "")]);
    let one = finding(
        &profile,
        "TRD-1:x",
        "missing",
        further(&profile, "0.25", "0"),
    );
    let answers = Answers::default();
    on(&profile, &[&one], &answers, "2026-11-24", |ground, _| {
        let paper = disclosure::worksheet(ground).paper;
        let statements = paper.sections.iter().find(|s| s.id == "statements");
        let said = &statements.unwrap().fields[0].values[0];
        assert!(said.ends_with("1 entry, no date of entry)"), "{said}");
    });
}
